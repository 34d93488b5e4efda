"""What two works are compared by: identifiers, title, people, year, place in the container, all folded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citekit.item.identifiers import IdentifierKind, identifiers_of
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.language.fold import fold, words
from citekit.language.numerals import roman
from citekit.library.summary import creators
from citekit.markup.inline import strip_inline

__all__ = ["Shape", "Traits", "traits_of"]


class Shape(StrEnum):
    """What a work is to others: a part of a book, a whole, an article in a periodical, or something else."""

    PART = "part"
    WHOLE = "whole"
    ARTICLE = "article"
    OTHER = "other"


_PARTS: Final = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "figure"))
_WHOLES: Final = frozenset(("book", "classic", "collection", "periodical", "thesis"))
_ARTICLES: Final = frozenset(
    (
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "paper-conference",
        "review",
        "post-weblog",
    )
)
_REVIEWS: Final = frozenset(("review", "review-book"))
_NO_PREPRINT: Final = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "chapter", "book")
)

_PREPRINT_DOI: Final = re.compile(
    r"10\.(?:48550|1101/(?:\d{6}|\d{4}\.)|2139/ssrn|21203|20944|26434|31234|31219|31235|36227|22541|33774|5194/\w+-\d{4}-)"
)
"""The DOIs of arXiv, bioRxiv, SSRN, Research Square, Preprints.org, ChemRxiv, the OSF's and their kin."""
_PREPRINT_WORDS: Final = re.compile(
    r"arxiv|biorxiv|medrxiv|ssrn|preprint|working paper|discussion paper|osf\.io", re.IGNORECASE
)
_REVIEW_TITLE: Final = re.compile(r"(?:book )?reviews? of\b|rezension\b|compte rendu\b|recensione?\b")
_ABOUT: Final = frozenset(
    {
        "addendum", "comment", "comments", "commentary", "corrigendum", "corrigenda", "correction", "errata",
        "erratum", "discussion", "rejoinder", "reply", "response", "retraction", "retracted",
    }
)  # fmt: skip
"""Words of a title that make of a work another one about it."""
_ORDINALS: Final = {
    word: str(number)
    for number, several in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh"),
        start=1,
    )
    for word in several.split()
}
_ROMAN: Final = {roman(number): str(number) for number in range(1, 40)}
_DIGIT: Final = re.compile(r"\d")
_PART_WORDS: Final = frozenset(
    (
        "part",
        "volume",
        "vol",
        "teil",
        "band",
        "chapter",
        "book",
        "tome",
        "no",
        "number",
        "pt",
        "supplement",
    )
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What two works are compared by. Texts are folded; what a work does not have is empty or None."""

    shape: Shape
    type: str
    title: tuple[str, ...]
    main_title: tuple[str, ...]
    numbers: tuple[str, ...]
    about: frozenset[str]
    author: str
    initial: str
    year: int | None
    container: tuple[str, ...]
    volume: str
    issue: str
    edition: str
    page: str
    institution: tuple[str, ...]
    review: bool
    preprint: bool
    identifiers: Mapping[str, frozenset[str]]


def traits_of(item: Item) -> Traits:
    """Return what ``item`` is compared by."""
    written = strip_inline(item.text.get("title", ""))
    head, _, _ = re.sub(r"\s[-–—]\s|[:?]\s", "\n", written).partition("\n")
    title = words(written)
    first = next(iter(creators(item)), None)
    issued = item.dates.get("issued")
    identifiers: dict[str, set[str]] = defaultdict(set)
    for identifier in identifiers_of(item):
        if identifier.kind is not IdentifierKind.URL:
            identifiers[identifier.kind].add(identifier.key)
    container = item.text.get("container-title", "") or item.text.get("container-title-short", "")
    return Traits(
        shape=_shape_of(item.type),
        type=item.type,
        title=title,
        main_title=words(head),
        numbers=tuple(sorted(_numbers_in(title))),
        about=frozenset(title) & _ABOUT,
        author=_filed(first),
        initial=fold(first.given)[:1] if first else "",
        year=issued.year if issued else None,
        container=words(strip_inline(container)),
        volume=_number(item.number.get("volume", "")),
        issue=_number(item.number.get("issue", "")),
        edition=_number(item.number.get("edition", "")),
        page=_first_page(item.number.get("page", "") or item.text.get("page", "")),
        institution=words(item.text.get("publisher", "") or item.text.get("authority", "")),
        review=item.type in _REVIEWS
        or "reviewed-title" in item.text
        or bool(_REVIEW_TITLE.match(" ".join(title))),
        preprint=_is_preprint(item, identifiers),
        identifiers={kind: frozenset(keys) for kind, keys in identifiers.items()},
    )


def _shape_of(type_: str) -> Shape:
    if type_ in _PARTS:
        return Shape.PART
    if type_ in _WHOLES:
        return Shape.WHOLE
    return Shape.ARTICLE if type_ in _ARTICLES else Shape.OTHER


def _is_preprint(item: Item, identifiers: Mapping[str, set[str]]) -> bool:
    if any(_PREPRINT_DOI.match(doi) for doi in identifiers.get(IdentifierKind.DOI, ())):
        return True
    fields = (
        item.text.get(name, "") for name in ("genre", "publisher", "container-title", "collection-title")
    )
    if _PREPRINT_WORDS.search("\n".join(fields)):
        return True
    if item.type in ("article", "manuscript"):
        return not item.text.get("container-title")
    return item.type not in _NO_PREPRINT and IdentifierKind.ARXIV in identifiers


def _filed(name: Name | None) -> str:
    if name is None:
        return ""
    # ue stands for ü in one file, u in another.
    return re.sub("(?<=[aou])e", "", "".join(words(name.literal or name.family or name.given)))


def _numbers_in(title: tuple[str, ...]) -> Iterator[str]:
    """Yield the numbers of a title; one in words or in Roman figures only where a part is counted."""
    for place, word in enumerate(title):
        if _DIGIT.search(word):
            yield word.lstrip("0") or "0"
        elif word in _ORDINALS:
            if _PART_WORDS.intersection(title[max(place - 1, 0) : place + 2]):
                yield _ORDINALS[word]
        elif word in _ROMAN and place and (place == len(title) - 1 or title[place - 1] in _PART_WORDS):
            yield _ROMAN[word]


def _number(text: str) -> str:
    """Return what a number is compared by: its digits, else its words."""
    if not text:
        return ""
    if text.isdecimal():
        return text.lstrip("0") or "0"
    found = re.findall(r"\d+", text)
    if found:
        return " ".join(digits.lstrip("0") or "0" for digits in found)
    word = fold(text).strip(". ")
    return _ORDINALS.get(word.partition(" ")[0], word)


def _first_page(pages: str) -> str:
    return re.split(r"[-–—,;\s]", fold(pages).removeprefix("pp.").removeprefix("p.").strip())[0]
