"""What comes back of an item that was written to a .bib file, in BibLaTeX and in BibTeX.

Everything has a place (`entry_writing`), so little is lost. What is said here is what LaTeX cannot say, and
what reading makes of what stands there.
"""

from __future__ import annotations

from typing import Final

from citekit.formats.bibtex.entry_types import SHAPES, Shape
from citekit.formats.bibtex.entry_writing import NAME_FIELDS, entry_type, settle_date
from citekit.formats.bibtex.fields.publication import page_range
from citekit.formats.bibtex.fields.titles import short_title
from citekit.formats.bibtex.latex_writing import settle
from citekit.formats.bibtex.name_writing import needs_prefix_option, settle_names
from citekit.formats.bibtex.verbatim import write_url
from citekit.formats.fidelity import NAME_PARTS, Fidelity
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES
from citekit.language.babel import is_english

__all__ = ["BIBLATEX_FIDELITY", "BIBTEX_FIDELITY"]

_TITLES: Final = frozenset(
    {"title", "title-short", "volume-title", "collection-title", "event-title", "original-title"}
)


def _settled(item: Item, *, biblatex: bool) -> Item:
    """Return the item as it is read again."""
    shape = SHAPES.get(entry_type(item, biblatex=biblatex), Shape.OTHER)
    titles = _titles(item, shape) if is_english(item.text.get("language", "")) else frozenset()
    text = {name: _text(name, value, title=name in titles) for name, value in item.text.items()}
    number = {name: settle(value, title=False) for name, value in item.number.items()}
    if "page" in number:
        number["page"] = page_range(number["page"])
    _derive(item, text, shape, biblatex=biblatex)
    dates = {name: settle_date(name, date) for name, date in item.dates.items()}
    issued = dates.get("issued")
    if issued and issued.literal.lower() == "forthcoming":
        text.setdefault("status", "forthcoming")
    return Item(
        id=settle(item.id, title=False),
        type=item.type,
        text={name: value for name, value in text.items() if value},
        number={name: value for name, value in number.items() if value},
        names=_names(item, biblatex=biblatex),
        dates=dates,
        custom=item.custom,
    )


def _derive(item: Item, text: dict[str, str], shape: Shape, *, biblatex: bool) -> None:
    """Add what reading finds out by itself: a short title before a colon, the kind of a thesis."""
    main = shape is not Shape.PART and "title" in text and "volume-title" in text
    short = short_title(text.get("volume-title" if main else "title", ""))
    if short:
        text.setdefault("title-short", short)
    if not biblatex and item.type == "thesis":
        text.setdefault("genre", "Thesis")


def _text(name: str, value: str, *, title: bool) -> str:
    if RECORD_VARIABLES[name].verbatim:
        return write_url(value) if name == "URL" else value
    return settle(value, title=title)


def _titles(item: Item, shape: Shape) -> frozenset[str]:
    """Return the variables that stand in fields whose case styles change."""
    part = shape is Shape.PART
    titles = _TITLES | {"container-title"} if part else _TITLES
    whole = "container-title" if part else "title"
    return titles if whole in item.text else titles - {"volume-title"}


def _names(item: Item, *, biblatex: bool) -> dict[str, tuple[Name, ...]]:
    natural = {*NAME_FIELDS} | ({"director", "compiler", "organizer"} if biblatex else set())
    prefix = any(
        needs_prefix_option(names, extended=biblatex) for name, names in item.names.items() if name in natural
    )
    return {
        name: settle_names(
            names, use_prefix=prefix and name in natural, extended=biblatex or name not in natural
        )
        for name, names in item.names.items()
    }


_PARTS: Final = NAME_PARTS - {"comma_suffix", "static_ordering"}
_LIMITS: Final = {
    "title": "protected case (nocase) of words in small letters, in works in English",
    "title-short": "taken from the title, up to its colon, where there is none",
    "page": "hyphens for dashes",
    "URL": "braces and backslashes percent-encoded",
}

BIBLATEX_FIDELITY: Final = Fidelity(
    name_parts=_PARTS,
    limits=_LIMITS,
    settle=lambda item: _settled(item, biblatex=True),
)

BIBTEX_FIDELITY: Final = Fidelity(
    name_parts=_PARTS,
    limits=_LIMITS | {"genre": "a thesis of no kind comes back as “Thesis”"},
    settle=lambda item: _settled(item, biblatex=False),
)
