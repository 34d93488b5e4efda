"""Cites that stand together: grouping, collapsing, and what is put between them.

CSL 1.0.2, "Cite Grouping", "Cite Collapsing", "Delimiter".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.csl.render.names import variables_of
from citekit.csl.render.nodes import (
    DATE,
    LOCATOR,
    NAMES,
    NUMBER,
    SEQUENCE,
    SUFFIX,
    TEXT,
    WRAP,
    Node,
    find_first,
    plain_text,
    prune,
)
from citekit.csl.steps.atoms import AFFIX
from citekit.item.variables import VARIABLES, Kind
from citekit.markup.tree import Origin

__all__ = ["CollapseRules", "Piece", "collapse", "splice"]

_DASH: Final = "–"
_RUN: Final = 3
_STOPS: Final = ";.,"


@dataclass(frozen=True, slots=True)
class CollapseRules:
    """The attributes of ``cs:citation`` about neighbours. Delimiters that are not given are None."""

    collapse: str
    delimiter: str
    cite_group: str | None
    after_collapse: str | None
    year_suffix: str | None
    in_text: bool
    numeric: bool
    range_delimiter: str = _DASH

    @classmethod
    def of(
        cls, options: Mapping[str, str], delimiter: str, *, in_text: bool, numeric: bool, range_delimiter: str
    ) -> CollapseRules:
        """Return the rules that the attributes ask for; ``delimiter`` is the layout's."""
        return cls(
            options.get("collapse", ""),
            delimiter,
            options.get("cite-group-delimiter"),
            options.get("after-collapse-delimiter"),
            options.get("year-suffix-delimiter"),
            in_text,
            numeric,
            range_delimiter or _DASH,
        )

    @property
    def groups(self) -> bool:
        """Whether cites of the same names are brought together."""
        return self.cite_group is not None or self.collapse in ("year", "year-suffix", "year-suffix-ranged")


class Piece:
    """One rendered cite on its way into the citation."""

    __slots__ = ("bare_suffix", "collapsed", "has_locator", "names", "node", "prefix", "range_end", "suffix",
                 "suffix_index", "year")  # fmt: skip

    def __init__(self, node: Node, *, prefix: str = "", suffix: str = "") -> None:
        self.node = node
        self.prefix = prefix
        self.suffix = suffix
        names = find_first(node, NAMES)
        self.names = "" if names is None else plain_text(names)
        self.has_locator = find_first(node, LOCATOR) is not None
        self.collapsed = False
        self.year: str | None = None
        self.suffix_index: int | None = None
        self.bare_suffix = False
        self.range_end = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing of the cite's own stands beside it: no affix, no locator."""
        return not (self.prefix or self.suffix or self.has_locator)


def collapse(pieces: list[Piece], rules: CollapseRules) -> list[Piece]:
    """Collapse neighbouring cites as the style asks."""
    if rules.collapse == "citation-number":
        return _numbers(pieces)
    if rules.collapse in ("year", "year-suffix", "year-suffix-ranged"):
        pieces = _years(pieces, with_suffix=rules.collapse != "year")
        if rules.collapse == "year-suffix-ranged":
            return _suffix_ranges(pieces)
    return pieces


def _lone_number(node: Node) -> Node | None:
    """Return the number that ``node`` consists of, apart from affixes; None if there is more."""
    kind = node[1]
    if kind == NUMBER:
        return node
    if kind == WRAP:
        return _lone_number(node[2])
    if kind == SEQUENCE and len(node[2]) == 1:
        return _lone_number(node[2][0])
    return None


def _numbers(pieces: list[Piece]) -> list[Piece]:
    def follows(piece: Piece, after: Piece) -> bool:
        number = _number_of(piece)
        return number is not None and _number_of(after) == number + 1

    return _ranged(pieces, follows)


def _ranged(pieces: list[Piece], follows: Callable[[Piece, Piece], bool]) -> list[Piece]:
    """Return the pieces with every run of them long enough for a range cut to its two ends."""
    result: list[Piece] = []
    index = 0
    while index < len(pieces):
        end = index
        while end + 1 < len(pieces) and follows(pieces[end], pieces[end + 1]):
            end += 1
        if end - index + 1 >= _RUN:
            last = pieces[end]
            last.range_end = True
            result += [pieces[index], last]
        else:
            result += pieces[index : end + 1]
        index = end + 1
    return result


def _number_of(piece: Piece) -> int | None:
    if piece.prefix or piece.suffix:
        return None
    number = _lone_number(piece.node)
    return number[4] if number is not None and number[4] > 0 else None


def _years(pieces: list[Piece], *, with_suffix: bool) -> list[Piece]:
    before: Piece | None = None
    last_year: str | None = None
    kept: list[Piece] = []
    for piece in pieces:
        year = find_first(piece.node, DATE)
        piece.year = None if year is None else plain_text(year, suffixes=False)
        suffix = find_first(piece.node, SUFFIX)
        piece.suffix_index = None if suffix is None else suffix[4]
        if (
            before is not None
            and piece.names
            and piece.names == before.names
            and not piece.prefix
            and not before.suffix
        ):
            names = find_first(piece.node, NAMES)
            pruned = None if names is None else prune(piece.node, names)
            if pruned is None:
                continue  # nothing but the names that stand there already
            piece.node = pruned
            piece.collapsed = not _has_text(pruned)
            if with_suffix and suffix is not None and piece.year == last_year and piece.year is not None:
                shorter = _only_suffix(piece.node)
                if shorter is not None:
                    piece.node = shorter
                    piece.bare_suffix = True
        last_year = piece.year
        before = piece
        kept.append(piece)
    return kept


def _has_text(node: Node) -> bool:
    """Whether ``node`` prints a text variable: then the cite is more than a further year."""
    found: set[str] = set()
    variables_of(node, found)
    return any(
        variable in VARIABLES and VARIABLES[variable].kind is Kind.TEXT and variable != "year-suffix"
        for variable in found
    )


def _only_suffix(node: Node) -> Node | None:
    """Return ``node`` with its first date reduced to the year suffix."""
    date = find_first(node, DATE)
    if date is None:
        return None
    inside = find_first(date, SUFFIX)
    if inside is None:
        return prune(node, date)
    return _replace(node, date, inside)


def _replace(node: Node, target: Node, new: Node) -> Node:
    """Return ``node`` with ``target`` replaced, and the affixes that stood right around it dropped."""
    if node is target:
        return new
    kind = node[1]
    if kind == SEQUENCE:
        return (node[0], SEQUENCE, tuple(_replace(child, target, new) for child in node[2]), *node[3:])
    if kind < SEQUENCE:
        return node
    child = _replace(node[2], target, new)
    if child is node[2]:
        return node
    return (node[0], kind, child, *node[3:])


def _suffix_ranges(pieces: list[Piece]) -> list[Piece]:
    def follows(piece: Piece, after: Piece) -> bool:
        return (
            after.bare_suffix
            and piece.is_plain
            and after.is_plain
            and after.suffix_index == (piece.suffix_index or 0) + 1
        )

    return _ranged(pieces, follows)


def splice(pieces: Sequence[Piece], rules: CollapseRules, origin: Origin | None) -> Node | None:
    """Return the cites in a row with the right delimiter between each two."""
    nodes: list[Node] = []
    for index, piece in enumerate(pieces):
        if index:
            delimiter = _delimiter(pieces, index, rules)
            if delimiter:
                nodes.append((0, TEXT, delimiter, origin, AFFIX))
        nodes.append(piece.node)
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else (1, SEQUENCE, tuple(nodes), "", origin)


def _delimiter(pieces: Sequence[Piece], index: int, rules: CollapseRules) -> str:
    before, piece = pieces[index - 1], pieces[index]
    if piece.range_end:
        return rules.range_delimiter
    delimiter = _plain_delimiter(pieces, index, rules)
    ended = before.suffix.rstrip()[-1:]
    if ended and ended in _STOPS:
        cut = delimiter.find(" ")
        return delimiter[cut:] if cut >= 0 else ""
    if not before.suffix and piece.prefix[:1] and piece.prefix[0] in _STOPS:
        return ""
    return delimiter


def _plain_delimiter(pieces: Sequence[Piece], index: int, rules: CollapseRules) -> str:
    before, piece = pieces[index - 1], pieces[index]
    if piece.bare_suffix and _in_bare_run(pieces, index):
        if rules.year_suffix is not None:
            return rules.year_suffix
        return rules.delimiter if rules.cite_group is None else rules.cite_group
    if rules.after_collapse is not None:
        numbers = rules.collapse == "citation-number"
        joined = numbers or piece.collapsed
        starts = not (numbers or before.collapsed) and not rules.collapse.startswith("year-suffix")
        if before.has_locator or (not joined and (before.collapsed or starts)):
            return rules.after_collapse
        return rules.delimiter
    if rules.cite_group is not None and piece.names and piece.names == before.names:
        return rules.cite_group
    if piece.collapsed and rules.in_text and not rules.numeric:
        return ", "
    return rules.delimiter


def _in_bare_run(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the run of suffixes around ``index``, its first cite included, has nothing but suffixes."""
    start = index
    while start > 0 and pieces[start].bare_suffix:
        start -= 1
    end = index
    while end + 1 < len(pieces) and pieces[end + 1].bare_suffix:
        end += 1
    return all(pieces[place].is_plain for place in range(start, end + 1))
