"""Locale text to data: ``cs:locale`` as a file of its own or within a style.

CSL 1.0.2, "Locale Files", "Terms", "Ordinal Suffixes", "Localized Date Formats", "Locale Options".
"""

from __future__ import annotations

import re

from citekit.csl.model.elements import DateElement
from citekit.csl.model.locale import LocaleData, Term
from citekit.csl.read.dates import read_date
from citekit.csl.read.xml import XmlElement, read_xml

__all__ = ["read_locale", "read_locale_element"]

_ORDINAL = re.compile(r"ordinal(-\d\d)?\Z")
_LONG_ORDINAL = re.compile(r"long-ordinal-\d\d\Z")
_FORMS = frozenset({"long", "short", "symbol", "verb", "verb-short"})


def read_locale(text: str, *, name: str) -> LocaleData:
    """Return the locale that the locale file ``text`` describes. Raises InvalidStyle if it is not XML."""
    return read_locale_element(read_xml(text, name=name))


def read_locale_element(element: XmlElement) -> LocaleData:
    """Return what one ``cs:locale`` element says."""
    terms: dict[tuple[str, str], Term] = {}
    genders: dict[str, str] = {}
    ordinals: dict[tuple[str, str], tuple[str, str]] = {}
    long_ordinals: dict[tuple[str, str], str] = {}
    dates: dict[str, DateElement] = {}
    in_quote: bool | None = None
    limit: bool | None = None
    for child in element.children:
        if child.tag == "terms":
            for term in child.children:
                _read_term(term, terms, ordinals, long_ordinals)
                if term.get("gender"):
                    genders[term.get("name")] = term.get("gender")
        elif child.tag == "date":
            dates[child.get("form")] = read_date(child)
        elif child.tag == "style-options":
            in_quote = _boolean(child, "punctuation-in-quote", in_quote)
            limit = _boolean(child, "limit-day-ordinals-to-day-1", limit)
    _old_ordinals(ordinals)
    return LocaleData(
        language=element.get("xml:lang"),
        terms=terms,
        genders=genders,
        ordinals=ordinals,
        long_ordinals=long_ordinals,
        dates=dates,
        punctuation_in_quote=in_quote,
        limit_day_ordinals=limit,
    )


def _boolean(element: XmlElement, name: str, default: bool | None) -> bool | None:
    value = element.attributes.get(name)
    return default if value is None else value == "true"


def _read_term(
    element: XmlElement,
    terms: dict[tuple[str, str], Term],
    ordinals: dict[tuple[str, str], tuple[str, str]],
    long_ordinals: dict[tuple[str, str], str],
) -> None:
    name = element.get("name")
    if _ORDINAL.match(name):
        default = "last-digit" if name < "ordinal-10" else "last-two-digits"
        ordinals[name, element.get("gender-form")] = (_own_text(element), element.get("match", default))
        return
    if _LONG_ORDINAL.match(name):
        long_ordinals[name, element.get("gender-form")] = _own_text(element)
        return
    form = element.get("form", "long")
    if form not in _FORMS:
        return
    single, multiple = element.child("single"), element.child("multiple")
    if single is None and multiple is None:
        text = _own_text(element)
        terms[name, form] = Term(text, text)
    else:
        one = _own_text(single) if single is not None else ""
        many = _own_text(multiple) if multiple is not None else one
        terms[name, form] = Term(one, many)


def _own_text(element: XmlElement) -> str:
    # A term laid out over several lines means its words, not the line breaks around them.
    text = element.text
    return text.strip() if "\n" in text else text


def _old_ordinals(ordinals: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Complete ordinals written the CSL 1.0 way: four suffixes, the last for all other numbers."""
    if any(name == "ordinal" for name, _ in ordinals) or ("ordinal-04", "") not in ordinals:
        return
    rest = ordinals.pop(("ordinal-04", ""))[0]
    ordinals["ordinal", ""] = (rest, "")
    for name in ("ordinal-11", "ordinal-12", "ordinal-13"):
        ordinals.setdefault((name, ""), (rest, "last-two-digits"))
