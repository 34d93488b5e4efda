"""Cites that stand together: grouping, collapsing, and what is put between them.

CSL 1.0.2, "Cite Grouping", "Cite Collapsing", "Delimiter".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.csl.render.nodes import (
    DATE,
    LOCATOR,
    NAMES,
    NUMBER,
    RICH,
    SEQUENCE,
    SUFFIX,
    TEXT,
    WRAP,
    Node,
    find_first,
    plain_text,
    prune,
)
from citekit.csl.steps.atoms import AFFIX, OWN
from citekit.markup.tree import Origin

__all__ = ["CollapseRules", "Piece", "collapse", "splice"]

_DASH: Final = "–"
_RUN: Final = 3
_STOPS: Final = ";.,"
_NO_TEXT: Final = frozenset({"year-suffix", "locator"})


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
    asks_text: bool = False
    """Whether every cite asks for a text variable, so that it is never a mere further year."""

    @classmethod
    def of(
        cls,
        options: Mapping[str, str],
        delimiter: str,
        *,
        in_text: bool,
        numeric: bool,
        range_delimiter: str,
        asks_text: bool,
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
            asks_text,
        )

    @property
    def groups(self) -> bool:
        """Whether cites of the same names are brought together."""
        return self.cite_group is not None or self.collapse in ("year", "year-suffix", "year-suffix-ranged")


class Piece:
    """One rendered cite on its way into the citation."""

    __slots__ = ("bare_suffix", "cites_place", "collapsed", "ends_in_suffix", "has_locator", "id", "names",
                 "node", "prefix", "range_end", "suffix", "suffix_index", "year")  # fmt: skip

    def __init__(
        self,
        node: Node,
        *,
        id_: str = "",
        prefix: str = "",
        suffix: str = "",
        cites_place: bool = False,
        whole: Node | None = None,
    ) -> None:
        self.node = node
        self.id = id_
        self.cites_place = cites_place
        """Whether the cite has a locator, printed or not."""
        self.prefix = prefix
        self.suffix = suffix
        # of a cite whose author is left out, the names are those that it is about all the same
        names = find_first(node if whole is None or whole[1] < 0 else whole, NAMES)
        self.names = "" if names is None else plain_text(names)
        self.has_locator = find_first(node, LOCATOR) is not None
        self.collapsed = False
        self.year: str | None = None
        self.suffix_index: int | None = None
        self.bare_suffix = False
        """Whether names and year are left out, as they are those of the cite before."""
        self.ends_in_suffix = False
        """Whether no affix and no format of an element ends between the year suffix and what follows."""
        self.range_end = False

    @property
    def is_suffix(self) -> bool:
        """Whether a year suffix is all that is left of the cite."""
        return self.bare_suffix and _is_lone(self.node, SUFFIX)


def collapse(pieces: list[Piece], rules: CollapseRules) -> list[Piece]:
    """Collapse neighbouring cites as the style asks."""
    if rules.collapse == "citation-number":
        return _numbers(pieces)
    if rules.collapse in ("year", "year-suffix", "year-suffix-ranged"):
        pieces = _years(pieces, with_suffix=rules.collapse != "year", asks_text=rules.asks_text)
        if rules.collapse == "year-suffix-ranged":
            return _suffix_ranges(pieces)
    return pieces


def _is_lone(node: Node, kind: int) -> bool:
    """Whether a leaf of ``kind`` is all that ``node`` prints, apart from affixes."""
    if node[1] == WRAP:
        return _is_lone(node[2], kind)
    if node[1] == SEQUENCE:
        return len(node[2]) == 1 and _is_lone(node[2][0], kind)
    return bool(node[1] == kind) or (node[1] > SEQUENCE and _is_lone(node[2], kind))


def _lone_number(node: Node) -> Node | None:
    """Return the number that ``node`` consists of, apart from affixes; None if there is more."""
    kind = node[1]
    if kind == NUMBER:
        return node
    if kind == WRAP:
        return _lone_number(node[2])
    if kind == SEQUENCE:
        children = [child for child in node[2] if not _is_own_affix(child)]
        return _lone_number(children[0]) if len(children) == 1 else None
    return None


def _is_own_affix(node: Node) -> bool:
    return node[1] in (TEXT, RICH) and len(node) > 4 and node[4] == OWN


def _numbers(pieces: list[Piece]) -> list[Piece]:
    def follows(piece: Piece, after: Piece) -> bool:
        number = _number_of(piece)
        # a prefix ("cf.") may begin a run, but not stand within it
        return number is not None and not after.prefix and _number_of(after) == number + 1

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
    if piece.suffix:
        return None
    number = _lone_number(piece.node)
    return number[4] if number is not None and number[4] > 0 else None


def _years(pieces: list[Piece], *, with_suffix: bool, asks_text: bool) -> list[Piece]:
    before: Piece | None = None
    last_year: str | None = None
    kept: list[Piece] = []
    for piece in pieces:
        year = find_first(piece.node, DATE)
        piece.year = None if year is None else plain_text(year, suffixes=False)
        suffix = find_first(piece.node, SUFFIX)
        if suffix is not None:
            piece.suffix_index = suffix[4]
            piece.ends_in_suffix = not piece.suffix and _is_open(piece.node, suffix)
        if before is not None and piece.names == before.names:
            names = find_first(piece.node, NAMES)
            pruned = piece.node if names is None else prune(piece.node, names)
            if pruned is None:
                continue  # nothing but the names that stand there already
            piece.node = pruned
            piece.collapsed = not (asks_text or _has_text(pruned))
            same_year = piece.year is not None and piece.year == last_year
            if with_suffix and same_year and suffix is not None and piece.collapsed:
                shorter = _only_suffix(piece.node)
                if shorter is not None:
                    piece.node = shorter
                    piece.bare_suffix = True
                    piece.ends_in_suffix = not (piece.suffix or piece.has_locator)
        last_year = piece.year
        before = piece
        kept.append(piece)
    return kept


def _is_open(node: Node, suffix: Node) -> bool:
    """Whether ``suffix`` stands in ``node`` outside elements that end with an affix or a format."""
    kind = node[1]
    if node is suffix or (kind == WRAP and node[2] is suffix):
        return True
    if kind == SEQUENCE:
        return any(_is_open(child, suffix) for child in node[2])
    if kind < SEQUENCE:
        return False
    if kind == WRAP and (node[3].suffix or node[3].formats) and not _is_part(node):
        return False
    return _is_open(node[2], suffix)


def _is_part(node: Node) -> bool:
    origin = node[3].origin
    return origin is not None and origin.element == "date-part"


def _has_text(node: Node) -> bool:
    """Whether ``node`` prints a text variable: then the cite is more than a further year."""
    kind = node[1]
    if kind < SEQUENCE:
        origin = node[3]
        return (
            origin is not None
            and origin.element == "text"
            and bool(origin.variable)
            and (origin.variable not in _NO_TEXT)
        )
    if kind == SEQUENCE:
        return any(_has_text(child) for child in node[2])
    return _has_text(node[2])


def _only_suffix(node: Node) -> Node | None:
    """Return ``node`` with its first date reduced to the year suffix."""
    date = find_first(node, DATE)
    if date is None:
        return None
    inside = _suffix_in(date)
    if inside is None:
        return prune(node, date)
    return _replace(node, date, inside)


def _suffix_in(node: Node) -> Node | None:
    """Return the year suffix in ``node`` with its formats, or None."""
    kind = node[1]
    if kind == SUFFIX:
        return node
    if kind == SEQUENCE:
        return next((found for child in node[2] if (found := _suffix_in(child)) is not None), None)
    if kind < SEQUENCE:
        return None
    if kind == WRAP and node[2][1] == SUFFIX:
        return node
    return _suffix_in(node[2])


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
            after.is_suffix
            and piece.ends_in_suffix
            and not piece.has_locator
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
    if before.suffix.endswith((";", ",")) or (before.suffix.endswith(".") and piece.prefix[:1].isupper()):
        # it parts the cites already, or ends a sentence; the full stop of "3 ff." does neither
        cut = delimiter.find(" ")
        return delimiter[cut:] if cut >= 0 else ""
    if not before.suffix and piece.prefix[:1] and piece.prefix[0] in _STOPS:
        return ""
    return delimiter


def _plain_delimiter(pieces: Sequence[Piece], index: int, rules: CollapseRules) -> str:
    before, piece = pieces[index - 1], pieces[index]
    # a suffix alone follows that of the cite before more closely than cites do
    if before.ends_in_suffix and piece.is_suffix:
        if rules.year_suffix is not None:
            return rules.year_suffix
        return rules.delimiter if rules.cite_group is None else rules.cite_group
    if rules.after_collapse is not None:
        numbers = rules.collapse == "citation-number"
        joined = numbers or piece.collapsed
        starts = not (numbers or before.collapsed) and rules.collapse != "year-suffix"
        if before.cites_place or (not joined and (before.collapsed or starts)):
            return rules.after_collapse
        return rules.delimiter
    if rules.cite_group is not None and piece.names and piece.names == before.names:
        return rules.cite_group
    if piece.collapsed and rules.in_text and not rules.numeric:
        return ", "
    return rules.delimiter
