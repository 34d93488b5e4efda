"""What prints otherwise than before, shown on a terminal, or as JSON."""

from __future__ import annotations

import re
from typing import Final

from citekit.cli.console import Console
from citekit.cli.paper_rendering import FinishedPaper
from citekit.rendering.comparison import Change, Comparison

__all__ = ["show_comparison"]

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash before ASCII punctuation (CommonMark 0.31.2, section 2.4)."""


def show_comparison(console: Console, one: FinishedPaper, comparison: Comparison, *, as_json: bool) -> None:
    """Print the comparison of what the paper printed with what it prints now."""
    if as_json:
        console.json(
            {
                "citations": [_citation(one, change) for change in comparison.citations],
                "bibliography": [
                    {"id": change.what, "old": change.old, "new": change.new} for change in comparison.entries
                ],
                "moved": list(comparison.moved),
            }
        )
        return
    pieces = []
    for change in comparison.citations:
        where = f"{place}: " if (place := _place(one, change)) else ""
        pieces.append(f"{where}{change.what}\n{_lines(change)}")
    pieces += [f"bibliography, {change.what}\n{_lines(change)}" for change in comparison.entries]
    if comparison.moved:
        pieces.append(f"bibliography, at another place: {', '.join(comparison.moved)}\n")
    console.diff("\n".join(pieces))
    cited = one.finished.cited
    console.note(
        f"{len(comparison.citations)} of {_count(len(cited.citations), 'citation', 'citations')}"
        f" and {len(comparison.entries)} of"
        f" {_count(len(cited.result.bibliography or ()), 'entry', 'entries')} print otherwise"
        if comparison
        else "nothing prints otherwise"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _place(one: FinishedPaper, change: Change) -> str:
    if change.position is None:
        return ""
    typed, _ = one.finished.cited.citations[change.position]
    return str(one.document.place(typed.span))


def _lines(change: Change) -> str:
    """Return the two printings for reading: Markdown's formats stay, its escapes are no part of the text."""
    lines = (
        f"{sign}{line}\n"
        for sign, text in (("-", change.old), ("+", change.new))
        if text is not None
        for line in _ESCAPE.sub(r"\1", text).split("\n")
    )
    return "".join(lines)


def _citation(one: FinishedPaper, change: Change) -> dict[str, object]:
    found: dict[str, object] = {"typed": change.what, "old": change.old, "new": change.new}
    if change.position is None:
        return found
    typed, _ = one.finished.cited.citations[change.position]
    place = one.document.place(typed.span)
    return {**found, "line": place.line, "column": place.column}
