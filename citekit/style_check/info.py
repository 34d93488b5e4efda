"""What a style says of itself: its names, kind, language and parent.

CSL 1.0.2, "Info", "The Root Element - cs:style", "Dependent Styles".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from citekit.errors import did_you_mean
from citekit.language.fold import nearest
from citekit.language.tags import is_tag, normalise_tag, primary
from citekit.style_check.datatypes import Datatype
from citekit.style_check.fault import Fault, at, shown, warning
from citekit.style_check.outline import Outline
from citekit.style_check.source import Element
from citekit.style_check.structure import is_dependent, parent_links

__all__ = ["check_info", "check_language"]


def check_info(
    outline: Outline, *, is_known: Callable[[str], bool] | None, locales: Collection[str]
) -> Iterator[Fault]:
    """Yield what is wrong with ``cs:info``, the default locale and the parent of a dependent style.

    ``is_known`` says whether there is a style of an id; ``locales`` are the tags of the locale files.
    """
    info = outline.info
    if info is not None:
        for tag in ("id", "title"):
            element = info.child(tag)
            if element is not None and not element.text.strip():
                yield warning(element, f"<{tag}> is empty", f"write the {tag} of the style into it")
        if not outline.citation_format:
            yield warning(
                info,
                "does not say what kind of citations the style makes",
                'add <category citation-format="author-date"/>, or numeric, note, author, label',
            )
    yield from check_language(outline.root, "default-locale", locales)
    if is_dependent(outline.root):
        yield from _parent(outline.root, is_known)


def check_language(element: Element, attribute: str, locales: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the language in an attribute, if that has the form of a tag."""
    text = element.get(attribute)
    # what follows -x- is for processors, not for the choice of a locale
    tag = text.split("-x-")[0]
    if not Datatype("language").accepts(text):
        return
    normal = normalise_tag(tag)
    if not is_tag(tag):
        hint = f"write {normal}" if is_tag(normal) else "write a tag such as en-GB or de-DE"
        yield at(element, f"{attribute}={shown(text)} is no language tag", hint, attribute=attribute)
    elif locales and normal not in locales and primary(normal) not in {primary(known) for known in locales}:
        hint = (
            did_you_mean(nearest(normal, locales)) or "its terms will be English unless the style has its own"
        )
        yield warning(
            element,
            f"{attribute}={shown(text)} is a language without a CSL locale",
            hint,
            attribute=attribute,
        )
    elif normal != tag:
        yield warning(
            element,
            f"{attribute}={shown(text)} is not how CSL writes it",
            f"write {normal}",
            attribute=attribute,
        )


def _parent(root: Element, is_known: Callable[[str], bool] | None) -> Iterator[Fault]:
    links = parent_links(root)
    info = root.child("info")
    if info is not None and info.child("link") is not None and not links:
        hint = 'add <citation> with a <layout>, or <link rel="independent-parent" href="…"/>'
        yield at(root, "has neither a <citation> nor a parent", hint)
    for link in links[1:]:
        yield at(
            link,
            "a second parent",
            f"there is one in line {links[0].line}: keep one of them",
            attribute="href",
        )
    for link in links:
        href = link.get("href")
        id_ = info.child("id") if info else None
        if id_ is not None and href and id_.text.strip() == href:
            yield at(
                link,
                "the style is its own parent",
                "point to the style to be used in its place",
                attribute="href",
            )
        elif is_known is not None and href and not is_known(href):
            yield at(
                link,
                f"there is no style {shown(href)} to be the parent",
                "find its id with `citekit styles search WORD`",
                attribute="href",
            )
