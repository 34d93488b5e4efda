r"""A text of LaTeX to be read: its characters, where each of them stands in a file, and what closes what.

The text is a file's own or what a macro makes of its call. One pass over it finds the braces that belong
together, the comments, and what LaTeX does not look into (``\verb``, listings).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from citekit.documents.places import Span

__all__ = ["CODE_ENVIRONMENTS", "Piece", "Skipped", "Source"]

CODE_ENVIRONMENTS: Final = frozenset(
    {
        *("verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "LVerbatim", "SaveVerbatim"),
        *("lstlisting", "minted", "alltt", "comment", "filecontents", "filecontents*", "luacode", "luacode*"),
        *("pycode", "pyconsole", "tcblisting", "code", "python", "Sinput", "Soutput", "verbatimtab"),
    }
)
"""Environments whose content is no LaTeX, or is not printed."""

_STRUCTURE: Final = re.compile(
    r"\\verb\*?(?P<mark>[^\s\w*])"
    r"|\\(?:lstinline|mintinline|mint)(?:\[[^\]\n]{0,200}\])?(?P<language>\{[^{}\n]{0,40}\})?(?P<inline>[^\s\w\\{}\[\]])"
    r"|\\begin\{(?P<environment>" + "|".join(map(re.escape, sorted(CODE_ENVIRONMENTS))) + r")\}"
    r"|\\(?P<false>iffalse)(?![A-Za-z])"
    r"|\\(?:url|path|nolinkurl|doi)\{(?P<address>(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,2000})\}"
    r"|\\.|(?P<comment>%)|[{}]",
    re.DOTALL,
)
_CONDITION: Final = re.compile(r"\\(?:(?P<begin>if[A-Za-z@]*)|(?P<end>fi|else))(?![A-Za-z@])")
_REST_OF_LINE: Final = re.compile(r"[^\n]*(?:\n[ \t]*)?")
_OPTIONS: Final = {
    opening: (re.compile(rf"\\.|%[^\n]*|[{{\{closing}]|\n[ \t]*\n", re.DOTALL), closing)
    for opening, closing in ("[]", "<>", "()")
}
_LONGEST_OPTION: Final = 4_000


class Piece(NamedTuple):
    """Characters that stand in a file at ``span``, or if not ``is_typed`` are made of what stands there."""

    text: str
    span: Span
    is_typed: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch that LaTeX does not look into: up to ``end``, and within it the content.

    ``kind`` is ``comment``, ``verb``, ``false``, ``address`` or the name of an environment.
    """

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int


class Source:
    """One text: that of part number ``part``, or the ``pieces`` that a macro's call becomes."""

    __slots__ = (
        "_braces",
        "_missing",
        "_no_bracket",
        "_paragraph",
        "_pieces",
        "_skips",
        "_starts",
        "part",
        "text",
    )

    def __init__(self, text: str, part: int, pieces: Sequence[Piece] = ()) -> None:
        self.text = text
        self.part = part
        self._pieces = pieces
        self._starts: list[int] = []
        length = 0
        for piece in pieces:
            self._starts.append(length)
            length += len(piece.text)
        self._braces: dict[int, int] = {}
        self._skips: dict[int, Skipped] = {}
        self._no_bracket: dict[str, int] = {}
        self._missing: dict[str, int] = {}
        self._paragraph = 0
        self._find_structure()

    @classmethod
    def of_pieces(cls, pieces: Sequence[Piece], part: int) -> Source:
        """Return what a macro's call becomes."""
        return cls("".join([piece.text for piece in pieces]), part, pieces)

    def _find_structure(self) -> None:
        text = self.text
        opened: list[int] = []
        missing: set[str] = set()
        position = 0
        while match := _STRUCTURE.search(text, position):
            position = match.end()
            found = match[0]
            if found == "{":
                opened.append(match.start())
            elif found == "}":
                if opened:
                    self._braces[opened.pop()] = match.start()
            elif match.lastgroup is not None:
                skipped = self._skipped(match, missing)
                if skipped is not None:
                    self._skips[skipped.start] = skipped
                    position = skipped.end

    def _skipped(self, match: re.Match[str], missing: set[str]) -> Skipped | None:
        """Return what begins with ``match``; ``missing`` are ends that the rest of the text lacks."""
        text, start = self.text, match.start()
        if match["comment"]:
            rest = _REST_OF_LINE.match(text, start)
            end = rest.end() if rest else len(text)
            return Skipped("comment", start, end, start, end)
        if match["address"] is not None:
            return Skipped("address", start, match.end(), *match.span("address"))
        if match["false"]:
            end = self._end_of_condition(match.end())
            return Skipped("false", start, end, start, end)
        mark = match["mark"] or match["inline"]
        if mark:
            line = text.find("\n", match.end())
            close = text.find(mark, match.end(), line if line >= 0 else len(text))
            return Skipped("verb", start, close + 1, match.end(), close) if close >= 0 else None
        name = match["environment"]
        if not name or name in missing:
            return None
        close = text.find(f"\\end{{{name}}}", match.end())
        if close < 0:
            missing.add(name)
            return None
        return Skipped(name, start, close + len(name) + 6, match.end(), close)

    def _end_of_condition(self, position: int) -> int:
        r"""Return where what ``\iffalse`` leaves out ends: behind its ``\fi`` or ``\else``."""
        depth = 1
        for match in _CONDITION.finditer(self.text, position):
            if match["begin"]:
                depth += 1
            elif match["end"] == "fi" or depth == 1:
                depth -= 1
            if depth == 0:
                return match.end()
        return len(self.text)

    def skipped_at(self, position: int) -> Skipped | None:
        """Return what begins at ``position`` that LaTeX does not look into."""
        return self._skips.get(position)

    def close_of(self, position: int) -> int:
        """Return where the brace stands that closes the one at ``position``; -1 if none does."""
        return self._braces.get(position, -1)

    def find(self, words: str, position: int, *, in_paragraph: bool = False) -> int:
        """Return where ``words`` stand from ``position`` on; -1 where nowhere, or not before an empty line.

        What was looked for in vain is not looked for again.
        """
        if in_paragraph and self._paragraph <= position:
            blank = self.text.find("\n\n", position)
            self._paragraph = blank if blank >= 0 else len(self.text)
        limit = self._paragraph if in_paragraph else len(self.text)
        if self._missing.get(words, -1) >= limit:
            return -1
        found = self.text.find(words, position, limit)
        if found < 0:
            self._missing[words] = limit
        return found

    def after_space(self, position: int) -> int:
        """Return the first position from ``position`` that is no space, comment or single line break."""
        text = self.text
        breaks = 0
        while position < len(text):
            char = text[position]
            if char == "\n":
                breaks += 1
                if breaks > 1:
                    return position
            elif char == "%":
                skipped = self._skips.get(position)
                if skipped is None:
                    return position
                position = skipped.end
                continue
            elif char not in " \t":
                return position
            position += 1
        return position

    def behind_arguments(self, count: int, end: int) -> int:
        """Return the position behind options and ``count`` arguments, which are no text."""
        position = end
        while self.text.startswith("[", position) and (option := self.option_at(position)):
            position = option[1] + 1
        for _ in range(count):
            group = self.group_at(position)
            if group is None:
                break
            position = group[1] + 1
            while self.text.startswith("[", position) and (option := self.option_at(position)):
                position = option[1] + 1
        return position

    def group_at(self, position: int) -> tuple[int, int] | None:
        """Return the inside of the group in braces that begins at ``position``, spaces aside."""
        position = self.after_space(position)
        if self.text.startswith("{", position):
            close = self.close_of(position)
            if close >= 0:
                return position + 1, close
        return None

    def option_at(self, position: int, opening: str = "[") -> tuple[int, int] | None:
        """Return the inside of the argument in brackets that begins at ``position``, spaces aside."""
        position = self.after_space(position)
        if not self.text.startswith(opening, position):
            return None
        pattern, mark = _OPTIONS[opening]
        start = at = position + 1
        limit = min(len(self.text), start + _LONGEST_OPTION)
        # What was searched in vain once need not be searched again from further on.
        at = max(at, self._no_bracket.get(opening, 0))
        jumped = limit
        while match := pattern.search(self.text, at, limit):
            if match[0] == mark:
                return start, match.start()
            if match[0] == "{":
                jumped = min(jumped, match.start())
                close = self.close_of(match.start())
                at = close + 1 if close >= 0 else match.end()
            elif match[0][0] in "\\%":
                at = match.end()
            else:
                limit = match.start()
                break
        self._no_bracket[opening] = min(jumped, limit)
        return None

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters ``start`` to ``end``."""
        if not self._pieces:
            return Span(start, end, self.part)
        first = self._place(start, end_of=False)
        last = self._place(end, end_of=True) if end > start else first
        if last.part != first.part or last.end < first.start:
            return first
        return Span(first.start, last.end, first.part)

    def _place(self, position: int, *, end_of: bool) -> Span:
        index = max(bisect_right(self._starts, position - 1 if end_of else position) - 1, 0)
        text, span, is_typed = self._pieces[index]
        if not is_typed:
            return span
        at = span.start + min(position - self._starts[index], len(text))
        return Span(at, at, span.part)

    def is_typed(self, start: int, end: int) -> bool:
        """Whether the characters ``start`` to ``end`` stand so in a file, in one place."""
        if not self._pieces:
            return True
        index = max(bisect_right(self._starts, start) - 1, 0)
        text, _, is_typed = self._pieces[index]
        return is_typed and end <= self._starts[index] + len(text)

    def cut(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the characters ``start`` to ``end`` with their places."""
        if not self._pieces:
            yield Piece(self.text[start:end], Span(start, end, self.part))
            return
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end and index < len(self._pieces):
            (text, span, is_typed), at = self._pieces[index], self._starts[index]
            into, upto = start - at, min(end - at, len(text))
            if into < upto:
                if is_typed:
                    span = Span(span.start + into, span.start + upto, span.part)
                yield Piece(text[into:upto], span, is_typed)
                start = at + upto
            index += 1
