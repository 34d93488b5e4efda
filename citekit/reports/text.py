"""Findings for people: grouped by cause, the author's words quoted, what was expected, and what to do.

The same lines go to a terminal, where they are painted and folded to its width, and down a pipe.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Final

from citekit.checks.causes import Cause, causes_of
from citekit.checks.checked import Checked, counted
from citekit.checks.finding import Finding, Level

__all__ = ["DESCRIPTION", "NAME", "Role", "told_levels", "write", "write_text"]

NAME: Final = "text"
DESCRIPTION: Final = "for people"

_NARROWEST: Final = 40
_LABEL_WIDTH: Final = 10
_MOST_IN_FULL: Final = 8
_SHOWN: Final = 5
"""Of a habit with more findings than the first, so many are quoted; of the rest the places are told."""
_PLACES: Final = 40
"""Of so many more the places are told; whoever has more habits than patience takes the table."""
_SCREENFUL: Final = 10
"""Of more findings than these it is said how to see the surest alone."""


class Role(Enum):
    """What a piece of a line is, for whoever paints it."""

    TITLE = "title"
    PLACE = "place"
    ERROR = "error"
    WARNING = "warning"
    LOOK = "look"
    UNCHECKED = "could-not-check"
    WRONG = "wrong"
    RIGHT = "right"
    QUIET = "quiet"


Paint = Callable[[Role, str], str]

_WORDS: Final = {
    Level.ERROR: ("error", "errors"),
    Level.WARNING: ("warning", "warnings"),
    Level.LOOK: ("to look at", "to look at"),
}


def write(checked: Sequence[Checked], *, version: str) -> str:
    """Return the report without colours or folded lines; see `ReportForm.write`."""
    del version
    return write_text(checked)


def write_text(
    checked: Sequence[Checked], *, paint: Paint = lambda _role, text: text, width: int | None = None
) -> str:
    """Return the report, painted by ``paint`` and folded to ``width`` cells, None for not at all."""
    writing = _Writing(paint, max(width, _NARROWEST) if width else None)
    parts = ["".join(f"{line}\n" for line in writing.paper(each)) for each in checked]
    if len(checked) > 1:
        parts.append("".join(f"{line}\n" for line in writing.table(checked)))
    return "\n".join(parts)


def told_levels(checked: Checked) -> str:
    """Return the number of verdicts of each level: ``2 errors, 11 warnings``."""
    levels = checked.levels
    return ", ".join(counted(levels[level], *words) for level, words in _WORDS.items() if levels[level])


class _Writing:
    def __init__(self, paint: Paint, width: int | None) -> None:
        self._paint = paint
        self._width = width

    def paper(self, checked: Checked) -> Iterator[str]:
        if checked.failure:
            yield from self._fold(f"{checked.name}: could not be read: {checked.failure}", role=Role.ERROR)
            return
        yield from self._fold(f"{checked.name}: {'; '.join(checked.read)}", role=Role.TITLE)
        for gap in checked.gaps:
            yield from self._fold(f"not checked: {gap}", role=Role.UNCHECKED)
        for cause in causes_of(checked.verdicts):
            yield ""
            yield from self._habit(cause, checked) if cause.habit else self._finding(cause.findings[0])
        if checked.unchecked:
            yield ""
        for finding in checked.unchecked:
            yield from self._fold(f"{_place(finding)}could not be checked: {finding.message}")
        yield ""
        yield from self._end(checked)

    def table(self, checked: Sequence[Checked]) -> Iterator[str]:
        """Yield a line for each paper with its findings of each level, then one of the kinds."""
        heads = ("findings", *(plural for _, plural in _WORDS.values()), "accepted")
        names = [each.name for each in checked]
        widest = max(map(len, names))
        yield self._paint(Role.TITLE, "paper".ljust(widest) + "".join(f"  {head}" for head in heads))
        for name, each in zip(names, checked, strict=True):
            numbers = (
                len(each.verdicts),
                *(each.levels[level] for level in _WORDS),
                len(each.accepted),
            )
            cells = "".join(f"  {number:>{len(head)}}" for head, number in zip(heads, numbers, strict=True))
            lacks = each.lacks if not each.verdicts else ""
            told = "could not be read" if each.failure else lacks
            yield name.ljust(widest) + (f"  {told}" if told else cells)
        kinds = Counter(finding.check for each in checked for finding in each.verdicts)
        if kinds:
            told = ", ".join(f"{check} {number}" for check, number in kinds.most_common())
            yield from self._fold(f"by kind: {told}", role=Role.QUIET)

    def _habit(self, cause: Cause, checked: Checked) -> Iterator[str]:
        first = cause.findings[0]
        total = counted(len(checked.verdicts), "finding")
        verb = "is" if len(checked.verdicts) == 1 else "are"
        yield from self._fold(
            f"{len(cause.findings)} of {total} {verb} one habit: {cause.habit}", role=Role.TITLE
        )
        yield from self._finding(first)
        shown = cause.findings[1:] if len(cause.findings) <= _MOST_IN_FULL else cause.findings[1:_SHOWN]
        for finding in shown:
            change = f"{finding.quote} → {finding.expected}" if finding.expected else finding.quote
            yield from self._fold(f"{_place(finding)}{change or finding.message}", indent=4)
        others = cause.findings[1 + len(shown) :]
        if others:
            places = tuple(dict.fromkeys(_short_place(finding, checked.name) for finding in others))
            more = f"and {len(others)} more: {', '.join(places[:_PLACES])}"
            if len(places) > _PLACES:
                more += f" … (all of them: --only {first.check} --format json)"
            yield from self._fold(more, indent=4)

    def _finding(self, finding: Finding) -> Iterator[str]:
        level = self._paint(Role(finding.level.value), finding.level.value)
        place = self._paint(Role.PLACE, _place(finding).removesuffix(": ") or "the whole")
        yield f"{place}: {level}: {self._paint(Role.QUIET, finding.check)}"
        yield from self._fold(finding.message, indent=4)
        if finding.quote and finding.quote not in finding.message:
            yield from self._labelled("typed", finding.quote, Role.WRONG)
        if finding.expected and finding.expected not in finding.message:
            yield from self._labelled("expected", finding.expected, Role.RIGHT)
        # A fix often replaces a part of the words, which the expected ones show whole.
        if finding.fix is not None and finding.fix.text and not finding.expected:
            yield from self._labelled("paste", finding.fix.text, Role.RIGHT)
        for related in finding.related:
            where = related.where.place
            yield from self._labelled("see", f"{where}: {related.words}" if where else related.words)

    def _end(self, checked: Checked) -> Iterator[str]:
        for idle in checked.idle:
            yield from self._fold(f"{idle.where}: accepts nothing: {idle}; remove it", role=Role.WARNING)
        told = told_levels(checked)
        ends = [f"{counted(len(checked.verdicts), 'finding')}: {told}" if told else _nothing(checked)]
        if checked.accepted:
            ends.append(f"{len(checked.accepted)} accepted with a reason")
        yield from self._fold("; ".join(ends), role=Role.TITLE)
        if checked.levels[Level.ERROR] and len(checked.verdicts) > _SCREENFUL:
            yield from self._fold("what the paper itself contradicts, alone: --level error", role=Role.QUIET)
        if checked.verdicts:
            example = checked.verdicts[0].check
            yield from self._fold(
                f"why, and how to mend it: citekit check --explain {example}", role=Role.QUIET
            )

    def _labelled(self, label: str, text: str, role: Role | None = None) -> Iterator[str]:
        head = f"    {label}:".ljust(4 + _LABEL_WIDTH)
        for number, line in enumerate(self._lines(" ".join(text.split()), len(head))):
            shown = self._paint(role, line) if role else line
            yield (self._paint(Role.QUIET, head) if number == 0 else " " * len(head)) + shown

    def _fold(self, text: str, *, indent: int = 0, role: Role | None = None) -> Iterator[str]:
        for line in self._lines(" ".join(text.split()), indent):
            yield " " * indent + (self._paint(role, line) if role else line)

    def _lines(self, text: str, indent: int) -> list[str]:
        if self._width is None:
            return [text]
        width = max(self._width - indent, _NARROWEST // 2)
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _nothing(checked: Checked) -> str:
    return f"nothing found by {counted(checked.ran, 'check')}" if checked.ran else "no check was run"


def _short_place(finding: Finding, name: str) -> str:
    """Return the place of a finding without the paper's own name: 12:4, paragraph 7, a record's key."""
    place = _place(finding).removesuffix(": ")
    return place.removeprefix(name).lstrip(":/ ") or place


def _place(finding: Finding) -> str:
    where = finding.where
    if where.place is None:
        return f"{where.key}: " if where.key else ""
    field = f": {where.field}" if where.field else ""
    return f"{where.place}{field}: "
