"""An entry while it is read: the fields that are left, and what has been made of the others."""

from __future__ import annotations

from citekit.formats.bibtex.entry_types import SHAPES, Shape
from citekit.formats.bibtex.name_reading import split_list
from citekit.formats.bibtex.scanner import RawEntry
from citekit.formats.bibtex.title_case import sentence_case
from citekit.item.date import Date
from citekit.item.name import Name
from citekit.language.english import is_surely_foreign
from citekit.latex_text.decoder import Decoder
from citekit.latex_text.runs import join

__all__ = ["Draft"]


class Draft:
    """The reading of one entry.

    Every step takes the fields that it understands out of ``left``, and leaves what it has made of them in
    ``values`` (text and numbers), ``names``, ``dates`` and ``custom``; ``problems`` are pairs of a field and
    what is wrong with it.
    """

    def __init__(self, raw: RawEntry, id_: str, *, biblatex: bool) -> None:
        self.raw = raw
        self.id = id_
        self.biblatex = biblatex
        self.left = {name: value for name, value in raw.fields.items() if value.strip()}
        self.decoder = Decoder()
        self.shape = SHAPES.get(raw.type, Shape.OTHER)
        self.values: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.custom: dict[str, str] = {}
        self.problems: list[tuple[str, str]] = []
        self.english = True
        self.options: dict[str, str] = {}
        self.files: tuple[str, ...] = ()
        self.tags: tuple[str, ...] = ()
        self.aliases: tuple[str, ...] = ()

    def take(self, *names: str) -> str:
        """Return the first of these fields that is there, and strike it off."""
        for name in names:
            value = self.left.pop(name, None)
            if value is not None:
                return value
        return ""

    def text(self, *names: str) -> str:
        """Return the first of these fields decoded, with markup, and strike it off."""
        value = self.take(*names)
        return self.decoder.text(value) if value else ""

    def title(self, name: str) -> str:
        """Return a field as a title, and strike it off."""
        value = self.take(name)
        return self.cased(value) if value else ""

    def cased(self, value: str) -> str:
        """Return a title in sentence case where it is English, as CSL wants titles."""
        if not self.english:
            return self.decoder.text(value)
        runs = self.decoder.title(value)
        if "language" not in self.values and is_surely_foreign(
            "".join(run.text for run in runs if not run.tag)
        ):
            return join(runs)
        return join(sentence_case(runs, "en"))

    def set(self, variable: str, value: str) -> None:
        """Give a variable its value, if there is one."""
        if value:
            self.values[variable] = value

    def list(self, value: str) -> list[str]:
        """Return the literals of a list, which BibTeX, unlike biblatex, does not divide."""
        return [self.decoder.text(part) for part in (split_list(value) if self.biblatex else [value])]
