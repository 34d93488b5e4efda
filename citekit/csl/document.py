"""One document in the making: its items in order, how each is told apart, its citations.

CSL 1.0.2, "Citation", "Cite Grouping". The steps that look at many cites at once are in `citekit.csl.steps`;
here they are called, one after the other. What the bibliography prints is in `citekit.csl.bibliography`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from citekit.csl.citation import (
    Citation,
    Cite,
    Mode,
    Notice,
)
from citekit.csl.model.style import Style
from citekit.csl.program import program_of
from citekit.csl.render.context import NEAR_NOTE, SUBSEQUENT, Context, Entry, NamesPlan
from citekit.csl.render.nodes import (
    LINK,
    NAMES,
    RICH,
    SEQUENCE,
    TEXT,
    WRAP,
    Node,
    Wrap,
    find_first,
    plain_text,
    prune,
)
from citekit.csl.steps.atoms import OWN
from citekit.csl.steps.citation_label import citation_label
from citekit.csl.steps.collapse import Piece, collapse, splice
from citekit.csl.steps.disambiguate import CiteKey, Outcome, disambiguate
from citekit.csl.steps.position import Position, find_positions
from citekit.csl.steps.punctuation import settle
from citekit.item.item import Item
from citekit.language.numerals import alphabetic
from citekit.language.scripts import has_alphabet
from citekit.markup.tree import Format, Markup, Text

__all__ = ["NOTHING_PRINTED", "Document", "Placed"]

Placed = Sequence[tuple[Cite, Position]]
"""The cites of one citation in the order in which they print, each with its position."""

_NO_FORM = (Text("[NO_PRINTED_FORM]"),)
"""What stands for a citation of which nothing is left, as when a suppressed author was all it had."""
NOTHING_PRINTED = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands where a cite prints nothing at all, so that nobody overlooks it."""

_GLUED = frozenset(",.;:!?'’-")
"""What an infix may begin with that stands right after the author."""

_BOLD = Wrap("", "", (Format.BOLD,), False, None, None)
_BRACKETS = str.maketrans("()", "[]")
_CLOSING = frozenset(".,;:!?)]&")
_TAG = re.compile("<[^>]+>")
_SPACES = re.compile("  +")
_QUOTES_AND_SPACES = " \u00a0\u202f”’\"'»"


class Document:
    """The items of one document in one style, numbered and told apart."""

    def __init__(
        self,
        style: Style,
        items: Sequence[Item],
        citations: Sequence[Citation] = (),
        *,
        anchor: Callable[[str], str] | None = None,
    ) -> None:
        self.style = style
        self._anchor = anchor
        self._label = "page" if style.compatibility.absent_locator_is_page else ""
        self.first_notes: dict[str, int] = {}
        """The first note that cites each item, by the item's id; items cited in no note are not there."""
        for citation in citations:
            if citation.note_number:
                for cite in citation.cites:
                    self.first_notes.setdefault(cite.id, citation.note_number)
        self.program = program_of(style)
        self.entries = [Entry(item, order) for order, item in enumerate(items)]
        self.by_id = {entry.id: entry for entry in self.entries}
        self.warnings: list[Notice] = []
        if self.program.uses_label:
            for entry in self.entries:
                entry.label = citation_label(entry)
        self.numbers: dict[Entry, int] = {}
        self.sorted = self._sort_bibliography()
        self.outcome = self._tell_apart()

    # --- order and numbers

    def _sort_bibliography(self) -> list[Entry]:
        """Sort the entries and number them: as they stand in the bibliography.

        A descending sort by number lists the entries backwards, but does not renumber them.
        """
        sorter = self.program.bibliography_sorter
        order = self.entries
        self.numbers = {entry: number for number, entry in enumerate(order, 1)}
        if sorter.keys and len(order) > 1:
            keys = []
            for entry in order:
                ctx = self._bare(entry)
                ctx.number = self.numbers[entry]
                keys.append(sorter.keys_of(ctx))
            order = sorter.sort(order, keys)
            first = sorter.keys[0]
            if not (first.variable == "citation-number" and first.descending):
                self.numbers = {entry: number for number, entry in enumerate(order, 1)}
        return order

    # --- telling apart

    def _tell_apart(self) -> Outcome:
        return disambiguate(self.sorted, self.program.rules, self._key)

    def _key(self, entry: Entry, plan: NamesPlan | None, conditions: int) -> CiteKey:
        ctx = self._bare(entry)
        ctx.position = SUBSEQUENT | NEAR_NOTE
        ctx.plan = plan
        ctx.conditions = conditions
        ctx.key_only = True
        ctx.first_note = self.first_notes.get(entry.id, 0)
        node = self.program.cite.render(ctx)
        text = "" if node is None or node[1] < 0 else plain_text(node)
        return CiteKey(text, ctx.namesets, ctx.conditions_met)

    # --- citations

    def arrange(self, citations: Sequence[Citation]) -> list[Placed]:
        """Return the cites of each citation in the order of the style, each with its position."""
        arranged = [
            replace(citation, cites=self._ordered(citation))
            if len(citation.cites) > 1 and not citation.unsorted
            else citation
            for citation in citations
        ]
        if self.program.uses_positions:
            positions = find_positions(arranged, near=self.program.near)
            return [
                list(zip(one.cites, places, strict=True))
                for one, places in zip(arranged, positions, strict=True)
            ]
        return [[(cite, _FIRST) for cite in citation.cites] for citation in arranged]

    def _ordered(self, citation: Citation) -> tuple[Cite, ...]:
        """Return the cites as the style sorts them, between those that keep their places."""
        ordered: list[Cite] = []
        unbound: list[Cite] = []
        for number, cite in enumerate(citation.cites):
            # what stands in the sentence is the first, whatever the order of the others
            is_narrative = citation.mode is Mode.COMPOSITE and not number
            if is_narrative or (citation.keeps_prefixed and cite.prefix):
                ordered += [*self.sort_cites(unbound), cite]
                unbound = []
            else:
                unbound.append(cite)
        return (*ordered, *self.sort_cites(unbound))

    def _bare(self, entry: Entry) -> Context:
        """Return a context that knows nothing of ``entry`` but its item."""
        return Context(entry, self._label)

    def context(self, entry: Entry, cite: Cite | None, position: Position) -> Context:
        """Return the context in which a cite of ``entry``, or its bibliography entry, is rendered."""
        ctx = self._bare(entry)
        ctx.position = position.bits
        ctx.first_note = position.first_note
        ctx.number = self.numbers.get(entry, 0)
        ctx.suffix = self.outcome.suffixes.get(entry)
        ctx.plan = self.outcome.plans.get(entry)
        ctx.conditions = self.outcome.conditions.get(entry, 0)
        if cite is not None and cite.locator is not None:
            ctx.set_locator(cite.locator.label, cite.locator.value)
        return ctx

    def sort_cites(self, cites: Sequence[Cite], *, by_suffix: bool = True) -> tuple[Cite, ...]:
        """Return ``cites`` in the order of the style ("Sorting").

        With ``by_suffix`` those of one date come in the order of their year suffixes.
        """
        sorter = self.program.citation_sorter
        if not sorter.keys:
            return tuple(cites)
        groups = self.program.collapse.in_text and self.program.collapse.groups
        if groups and self.style.compatibility.ties_by_author:
            cites = sorted(cites, key=self._author_key)
        if sorter.by_date and by_suffix:
            last = len(self.entries)
            cites = sorted(cites, key=lambda cite: self._suffix_of(cite, last))
        keys = []
        for cite in cites:
            entry = self.by_id.get(cite.id)
            keys.append((None,) * len(sorter.keys) if entry is None else self._cite_sort_key(entry))
        return tuple(sorter.sort(cites, keys))

    def _suffix_of(self, cite: Cite, default: int) -> int:
        entry = self.by_id.get(cite.id)
        return default if entry is None else self.outcome.suffixes.get(entry, default)

    def _author_key(self, cite: Cite) -> tuple[bool, object]:
        entry = self.by_id.get(cite.id)
        node = None if entry is None else self.program.cite.render(self._bare(entry))
        names = None if node is None or node[1] < 0 else find_first(node, NAMES)
        return (
            (True, ()) if names is None else (False, self.program.citation_sorter.collate(plain_text(names)))
        )

    def _cite_sort_key(self, entry: Entry) -> tuple[object, ...]:
        known: tuple[object, ...] | None = entry.memory.get("citation sort")
        if known is None:
            ctx = self._bare(entry)
            ctx.number = self.numbers.get(entry, 0)
            ctx.first_note = self.first_notes.get(entry.id, 0)
            known = entry.memory["citation sort"] = self.program.citation_sorter.keys_of(ctx)
        return known

    def citation(
        self, placed: Placed, mode: Mode = Mode.NORMAL, *, infix: str = "", group: bool = True
    ) -> Markup:
        """Return one citation as it is to be printed, its cites as `arrange` gives them."""
        if mode is Mode.AUTHOR_ONLY:
            return self._names(placed)
        if mode is Mode.COMPOSITE:
            return self.joined(*self.narrative(placed), infix)
        return self._parenthetical(placed, group=group, suppress=mode is Mode.SUPPRESS_AUTHOR)

    def _parenthetical(self, pairs: Placed, *, group: bool, suppress: bool) -> Markup:
        pieces: list[Piece] = []
        for index, (cite, position) in enumerate(pairs):
            first = index == 0
            piece = self._piece(cite, position, first=first, suppress=suppress and first)
            if piece is not None:
                pieces.append(piece)
        program = self.program
        if group and program.collapse.groups and len(pieces) > 2 and self._may_group():
            pieces = _grouped(pieces)
        for piece in pieces:
            self._put_affixes(piece)
        pieces = collapse(pieces, program.collapse)
        if self._anchor is not None:
            for piece in pieces:
                if piece.id in self.by_id:
                    piece.node = _linked(piece.node, self._anchor(piece.id))
        node = splice(pieces, program.collapse, program.layout_origin)
        return self._laid_out(node)

    def _may_group(self) -> bool:
        program = self.program
        return bool(program.citation_sorter.keys) and not program.tests_position and not program.is_numeric

    def _laid_out(self, node: Node | None) -> Markup:
        program = self.program
        if node is None:
            return _NO_FORM
        if program.layout_affixes is not None:
            node = (1, WRAP, node, program.layout_affixes)
        if program.layout_formats is not None:
            node = (1, WRAP, node, program.layout_formats)
        return settle(node, program.quotes)

    def narrative(self, placed: Placed) -> tuple[Markup, Markup]:
        """Return the two halves of a narrative citation: the names of its first cite, and all else.

        In a note style the second half, which goes into a note, has the names again.
        """
        if not placed:
            return (), ()
        names = self._names(placed)
        rest = self._parenthetical(placed, group=True, suppress=not self.style.is_note)
        return names, () if rest == _NO_FORM else rest

    def joined(self, names: Markup, rest: Markup, infix: str) -> Markup:
        """Return the halves of a narrative citation in one, ``infix`` between them: Doe’s (2020)."""
        if not names or not rest:
            return names or rest
        between = f"{infix if infix[:1] in _GLUED else f' {infix}'} " if infix else " "
        return (*names, Text(between), *rest)

    def _names(self, pairs: Placed) -> Markup:
        """Return the names of the first cite."""
        if not pairs:
            return ()
        cite, position = pairs[0]
        entry = self.by_id.get(cite.id)
        if entry is None:
            return settle(_unknown(cite.id), self.program.quotes)
        node = self.program.cite.render(self.context(entry, None, position))
        found = find_first(node, NAMES)
        if found is None:
            # a style that cites by number or label has no names to show in its cites
            found = self.program.names_in_text.render(self.context(entry, None, position))
        return settle(found, self.program.quotes) if found is not None and found[1] >= 0 else ()

    def _piece(self, cite: Cite, position: Position, *, first: bool, suppress: bool) -> Piece | None:
        entry = self.by_id.get(cite.id)
        if entry is None:
            unknown = Piece(_unknown(cite.id), id_=cite.id, prefix=cite.prefix, suffix=cite.suffix)
            unknown.names = plain_text(unknown.node)  # it shares no author with the cite before
            return unknown
        ctx = self.context(entry, cite, position)
        ctx.started = not first
        if cite.prefix.strip():
            words = _TAG.sub("", cite.prefix).rstrip(_QUOTES_AND_SPACES)
            ctx.started = not (words[-1:] in (".", "!", "?") and len(words.split()) > 1)
        node = whole = self.program.cite.render(ctx)
        if node is not None and node[1] >= 0 and cite.mode is not Mode.NORMAL:
            node = self._in_mode(node, cite.mode)
        elif node is not None and node[1] >= 0 and suppress and not self.style.is_note:
            node = self._in_mode(node, Mode.SUPPRESS_AUTHOR)
            if node is not None and not plain_text(node):
                node = None
        if node is None or node[1] < 0:
            has_words = bool(cite.prefix.strip() or cite.suffix.strip())
            missed = first and cite.mode is Mode.NORMAL and not suppress and not has_words
            if not missed and not has_words:
                return None
            # what the author wrote around a cite that prints nothing is not lost
            node = (0, TEXT, NOTHING_PRINTED if missed else "", None)
            if missed:
                self.warnings.append(Notice(entry.id, "prints nothing in this style"))
        return Piece(
            node,
            id_=cite.id,
            prefix=cite.prefix,
            suffix=cite.suffix,
            cites_place=cite.locator is not None,
            whole=whole,
        )

    def _in_mode(self, node: Node, mode: Mode) -> Node | None:
        names = find_first(node, NAMES)
        if mode is Mode.AUTHOR_ONLY:
            return names
        return node if names is None else prune(node, names)

    def _put_affixes(self, piece: Piece) -> None:
        """Put the cite's own prefix and suffix around it, with the spaces that they leave out."""
        prefix, suffix = piece.prefix, piece.suffix
        if not prefix and not suffix:
            return
        nodes = [piece.node]
        if prefix:
            prefix = _SPACES.sub(" ", prefix)
            words = _TAG.sub("", prefix)
            # right after a closing quote a space is wanted, after an opening one it is not
            last = words.rstrip(_QUOTES_AND_SPACES)[-1:]
            alone = piece.node[1] == TEXT and not piece.node[2]
            if not (alone or words[-1:].isspace()) and (
                last in _CLOSING or last.isdecimal() or has_alphabet(last)
            ):
                prefix += " "
            nodes.insert(0, self._affix(prefix))
        if suffix:
            if suffix[0] in "([&" or has_alphabet(suffix[0]):
                suffix = " " + suffix
            nodes.append(self._affix(suffix))
        piece.node = (piece.node[0], SEQUENCE, tuple(nodes), "", None)

    def _affix(self, text: str) -> Node:
        if self.style.is_note and self.style.citation.layout.look.prefix.startswith("("):
            text = text.translate(_BRACKETS)  # brackets within the brackets around the whole
        value = self.program.text(text)
        if isinstance(value, str):
            return (0, TEXT, value, None, OWN)
        return (0, RICH, value, None, OWN)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The citation labels by item id, with their letters."""
        return {
            entry.id: entry.label
            + (alphabetic(self.outcome.suffixes[entry]) if entry in self.outcome.suffixes else "")
            for entry in self.entries
        }


_FIRST = Position()


def _unknown(key: str) -> Node:
    return (1, WRAP, (1, TEXT, f"{key}?", None), _BOLD)


def _linked(node: Node, target: str) -> Node:
    """Return a cite that leads to its entry, the words around it outside of the link."""
    state, kind = node[:2]
    parts = node[2] if kind == SEQUENCE else ()
    if not any(_is_affix(part) for part in parts):
        return (state, LINK, node, target)
    inner = [part if _is_affix(part) else (part[0], LINK, part, target) for part in parts]
    return (state, SEQUENCE, tuple(inner), *node[3:])


def _is_affix(node: Node) -> bool:
    return node[1] in (TEXT, RICH) and node[-1] is OWN


def _grouped(pieces: Sequence[Piece]) -> list[Piece]:
    """Bring cites of the same names together at the place of the first ("Cite Grouping")."""
    groups: dict[str, list[Piece]] = {}
    for index, piece in enumerate(pieces):
        groups.setdefault(piece.names or f"\0{index}", []).append(piece)
    return [piece for group in groups.values() for piece in group]
