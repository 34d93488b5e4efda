"""Terms and date formats that a locale defines twice, and languages that it cannot mean.

CSL 1.0.2, "Locale", "Terms", "Localized Date Formats".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from citekit.style_check.fault import Fault, described, shown, warning
from citekit.style_check.info import check_language
from citekit.style_check.source import Element

__all__ = ["check_locales"]


def check_locales(root: Element, *, locales: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the locale that ``root`` is, or those that it holds."""
    own = [root] if root.tag == "locale" else [child for child in root.children if child.tag == "locale"]
    seen: dict[str, int] = {}
    for locale in own:
        language = locale.get("xml:lang").lower()
        if language in seen:
            yield warning(
                locale,
                f"a second <locale> {f'for {shown(language)}' if language else 'for all languages'}",
                f"join it with the one in line {seen[language]}",
            )
        seen.setdefault(language, locale.line)
        yield from check_language(locale, "xml:lang", locales)
        yield from _twice(locale)


def _twice(locale: Element) -> Iterator[Fault]:
    terms: dict[tuple[str, ...], int] = {}
    dates: dict[str, int] = {}
    for element in locale.walk():
        if element.tag == "term":
            key = (element.get("name"), element.get("form") or "long", element.get("gender-form"))
            if key in terms:
                which = f" in the form {key[1]}" if key[1] != "long" else ""
                message = f"a second term {shown(key[0])}{which}"
                yield warning(
                    element,
                    message,
                    f"the one in line {terms[key]} has no effect: keep one",
                    attribute="name",
                )
            terms[key] = element.line
        elif element.tag == "date":
            form = element.get("form")
            if form in dates:
                yield warning(
                    element, f"a second {described(element)}", f"keep this, or that in line {dates[form]}"
                )
            dates[form] = element.line
