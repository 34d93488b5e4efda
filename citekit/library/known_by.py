"""What a typed reference finds a record by, worked out once and kept in the index as plain text.

`citekit.checks.match` holds references against it. Ten thousand records are read back in this form in a
tenth of the time that it takes to make it of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.item.item import Item
from citekit.item.name import Name
from citekit.language.fold import words
from citekit.language.small_words import SMALL_WORDS
from citekit.markup.inline import strip_inline

__all__ = ["KnownBy", "forms_of", "known_by", "tail_of"]


class KnownBy(NamedTuple):
    """What a record is known by; no word holds a space or a slash.

    ``title`` are the folded words of the title, with spaces between, and ``main`` is how many of them stand
    before the subtitle. ``first`` are the forms in which whoever stands first can be typed, words with
    spaces, forms with slashes between (see `forms_of`). ``years`` and ``tails`` (see `tail_of`) have spaces
    between.
    """

    key: str
    type: str
    title: str
    main: int
    first: str
    years: str
    tails: str


def known_by(item: Item) -> KnownBy:
    """Return what ``item`` is known by."""
    written = strip_inline(item.text.get("title", "") or item.text.get("title-short", ""))
    title = words(written)
    head = _SUBTITLE.split(written, maxsplit=1)[0]
    return KnownBy(
        key=item.id,
        type=item.type,
        title=" ".join(title),
        main=len(title) if head == written else len(words(head)),
        first="/".join([" ".join(form) for form in _first_author(item)]),
        years=" ".join(_years(item)),
        tails=" ".join(dict.fromkeys(_tails(item))),
    )


def forms_of(first: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms that `KnownBy.first` holds, each as its words."""
    return tuple([tuple(form.split(" ")) for form in first.split("/")]) if first else ()


def tail_of(identifier: str) -> str:
    """Return the last letters and digits of an identifier but one, which is a check digit in an ISBN.

    Every way to write an identifier has the same, so that it is found without reading those of all records.
    One that is too short has a dash.
    """
    return _NO_LETTER.sub("", identifier).casefold()[-_TAIL:-1] or "-"


_SUBTITLE: Final = re.compile(r"\s[-–—]\s|[:?.]\s")
_TAIL: Final = 7
_PIECES: Final = re.compile(r"[\s,;]+")
_VERSION: Final = re.compile(r"v\d+$")
_NO_LETTER: Final = re.compile(r"[\W_]")
_APOSTROPHE: Final = re.compile(r"\w['’]\w")
_UMLAUT: Final = re.compile("(?<=[aou])e")
_ROLES: Final = ("author", "editor", "director", "translator", "composer", "collection-editor")
_IDENTIFIERS: Final = ("DOI", "ISBN", "PMID", "PMCID", "URL")


def _tails(item: Item) -> Iterator[str]:
    """Yield what the identifiers of ``item`` can be found by, without reading them."""
    written = [text for name in _IDENTIFIERS if (text := item.text.get(name))]
    if number := item.number.get("number"):
        written.append(number)
    for text in written:
        # Several may stand in one field, and one ISBN may be written with spaces.
        for piece in (text, *_PIECES.split(text)):
            yield tail_of(_VERSION.sub("", piece))


def _first_author(item: Item) -> Iterator[tuple[str, ...]]:
    """Yield the forms in which whoever stands first can be typed, each as its words."""
    for role in _ROLES:
        names = item.names.get(role)
        if names:
            yield from _forms(names[0])
            return
    if publisher := item.text.get("publisher", ""):
        yield from _forms(Name(literal=publisher))


def _forms(name: Name) -> Iterator[tuple[str, ...]]:
    if name.literal:
        whole = words(name.literal)
        telling = [word for word in whole if word not in SMALL_WORDS]
        if whole:
            yield whole
        if len(telling) > 2:
            yield ("".join(word[0] for word in telling),)
        return
    family = words(name.family or name.given)
    if family:
        yield family
        if len(family) > 1 and _APOSTROPHE.search(name.family):
            yield ("".join(family),)
        # ue stands for ü in one list, u in another
        plain = tuple([_UMLAUT.sub("", word) for word in family])
        if plain != family:
            yield plain


def _years(item: Item) -> frozenset[str]:
    years = {date.year for name in ("issued", "original-date") if (date := item.dates.get(name)) is not None}
    return frozenset(str(year) for year in years if year is not None)
