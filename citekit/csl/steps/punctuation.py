"""The last step: punctuation, spaces and quotes that meet are settled.

CSL 1.0.2, "Affixes", "Locale Options" (punctuation-in-quote). One pass over the borders of neighbouring
atoms settles everything; no element ever has to know what stands next to it.
"""

from __future__ import annotations

from typing import Any, Final

from citekit.csl.render.nodes import Node
from citekit.csl.steps.atoms import (
    AFFIX,
    CONTENT,
    DISPLAY,
    FIGURE,
    HELD,
    LINKED,
    OWN,
    QUOTE,
    Atom,
    Path,
    Quotes,
    build,
    lay_out,
)
from citekit.markup.tree import Markup

__all__ = ["settle"]

_MARKS: Final = frozenset("!?.:,;")
_EDGE: Final = frozenset(" \u00a0!?.:,;")
_INTO_QUOTES: Final = frozenset(".,!?")
_OUT_OF_QUOTES: Final = frozenset(",:;")
# what two marks that meet become: two characters stay, one means that the other is dropped
_MEETING: Final = {
    left + right: result
    for left, row in {
        "!": "! !? ! ! !, !;",
        "?": "?! ? ? ? ?, ?;",
        ".": ".! .? . .: ., .;",
        ":": "! ? : : :, :;",
        ",": ",! ,? ,. ,: , ,;",
        ";": "! ? ; ; ;, ;",
    }.items()
    for right, result in zip("!?.:,;", row.split(), strict=True)
}


def settle(node: Node | None, quotes: Quotes) -> Markup:
    """Return the public markup of ``node`` with its punctuation, spaces, quotes and formats settled."""
    if node is None or node[1] < 0:
        return ()
    atoms: list[Atom] = []
    lay_out(node, (), atoms, quotes)
    _adopt(atoms)
    atoms = _meet(atoms, quotes.in_quote)
    if atoms and not quotes.in_quote:
        _release(atoms)
    return build(_move_edge_spaces(atoms))


def _meet(atoms: list[Atom], in_quote: bool) -> list[Atom]:
    """Settle what meets at each border of two atoms, from left to right."""
    done: list[Atom] = []
    for atom in atoms:
        while atom[0] and done:
            left = done[-1]
            if not left[0]:
                done.pop()
                continue
            first = atom[0][0]
            if (first not in _EDGE and left[0][-1] not in _OUT_OF_QUOTES) or not _settle_pair(
                done, left, atom, in_quote
            ):
                break
        if atom[0]:
            done.append(atom)
    return done


def _settle_pair(done: list[Atom], left: Atom, right: Atom, in_quote: bool) -> bool:
    """Settle one border. Return whether something changed, so that it must be looked at again."""
    left_path, right_path = left[2], right[2]
    opened = False
    if left_path is not right_path:
        if _block(left_path) is not _block(right_path):
            return _settle_spaces(left, right)
        closed = _closed_quote(left_path, right_path)
        if closed >= 0 and right[1] != CONTENT and not left[1] == right[1] == OWN:
            return _settle_across_quote(done, left, right, in_quote, closed)
        common = len(_common(left_path, right_path))
        opened = any(what != LINKED for what, _ in right_path[common:])
    if left[1] == right[1] and left[1] != AFFIX:
        return False
    if right[0][0] == " ":
        return not opened and _settle_spaces(left, right)
    if opened and _opens_quote(left_path, right_path):
        return False
    return _settle_marks(left, right)


def _settle_spaces(left: Atom, right: Atom) -> bool:
    """Drop the second of two spaces that meet, unless it is of a field's text."""
    if right[0][0] != " " or left[0][-1] not in " \u00a0" or right[1] not in (AFFIX, OWN):
        return False
    right[0] = right[0][1:]
    return True


def _settle_marks(left: Atom, right: Atom) -> bool:
    """Drop the weaker of two marks that meet; of two equal ones, that which the style added."""
    before, after = left[0][-1], right[0][0]
    if before not in _MARKS or after not in _MARKS or FIGURE in (left[1], right[1]):
        return False
    result = _MEETING[before + after]
    if len(result) > 1:
        return False
    if result == before and (before != after or right[1] != CONTENT):
        right[0] = right[0][1:]
    else:
        left[0] = left[0][:-1]
    return True


def _settle_across_quote(done: list[Atom], left: Atom, right: Atom, in_quote: bool, closed: int) -> bool:
    """Settle a border where a quote ends, that at ``closed`` in the path of ``left``."""
    before, after = left[0][-1], right[0][0]
    outside = before in _OUT_OF_QUOTES and left[1] != FIGURE
    if in_quote and after in _INTO_QUOTES:
        right[0] = right[0][1:]
        end = closed + 1
        while end < len(left[2]) and left[2][end][0] == HELD:
            end += 1
        inside = [after, AFFIX, left[2][:end], right[3]]
        if not _settle_marks(left, inside) or inside[0]:
            done.append(inside)
        return True
    if not in_quote and outside:
        left[0] = left[0][:-1]
        done.append([before, CONTENT, _common(left[2], right[2]), left[3]])
        return True
    if in_quote and _MEETING.get(before + after) != before:
        return False
    return _settle_marks(left, right)


def _release(atoms: list[Atom]) -> None:
    """Put a mark that ends the whole, and does not belong into its quotation marks, behind them."""
    last = atoms[-1]
    closed = _closed_quote(last[2], ())
    if closed >= 0 and last[1] != FIGURE and last[0][-1:] in _OUT_OF_QUOTES:
        mark = last[0][-1]
        last[0] = last[0][:-1]
        atoms.append([mark, CONTENT, last[2][:closed], last[3]])


def _block(path: Path) -> tuple[int, Any] | None:
    return path[0] if path and path[0][0] == DISPLAY else None


def _common(left: Path, right: Path) -> Path:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one is not other:
            break
        length += 1
    return left[:length]


def _closed_quote(left: Path, right: Path) -> int:
    """Return the place in ``left`` of the innermost quote that ends between the two, or -1."""
    common = len(_common(left, right))
    for index in range(len(left) - 1, common - 1, -1):
        if left[index][0] == QUOTE:
            return index
    return -1


def _opens_quote(left: Path, right: Path) -> bool:
    return any(mark[0] == QUOTE for mark in right[len(_common(left, right)) :])


def _move_edge_spaces(atoms: list[Atom]) -> list[Atom]:
    """Move the spaces at the very start and end of an entry out of its blocks."""
    if not atoms:
        return atoms
    first = atoms[0]
    if _is_block(first[2]):
        text = first[0].lstrip(" ")
        if len(text) < len(first[0]):
            atoms.insert(0, [first[0][: len(first[0]) - len(text)], first[1], (), first[3]])
            first[0] = text
    last = atoms[-1]
    if _is_block(last[2]):
        text = last[0].rstrip(" ")
        if len(text) < len(last[0]):
            atoms.append([last[0][len(text) :], last[1], (), last[3]])
            last[0] = text
    return [atom for atom in atoms if atom[0]]


def _adopt(atoms: list[Atom]) -> None:
    """Put the affixes of a layout into the blocks next to them."""
    for edge, neighbour in ((0, 1), (-1, -2)):
        if len(atoms) > 1 and not atoms[edge][2] and atoms[edge][1] == AFFIX:
            block = _block(atoms[neighbour][2])
            origin = atoms[edge][3]
            if block is not None and origin is not None and origin.element == "layout":
                atoms[edge][2] = (block,)


def _is_block(path: Path) -> bool:
    return len(path) == 1 and path[0][0] == DISPLAY
