"""The blocks of a Typst paper as they are read, run by run, and what each stands in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.places import Span
from citekit.markup.tree import Format

__all__ = ["Around", "Blocks"]


@dataclass(frozen=True, slots=True)
class Around:
    """What the text being read stands in."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    note: str | None = None
    in_quote: bool = False
    in_list: bool = False
    formats: frozenset[Format] = frozenset()
    url: str = ""


@dataclass(slots=True)
class _Open:
    """A block that is being read; of a supplement, which is no block, the index is -1."""

    index: int
    around: Around
    marker: str = ""
    runs: list[Run] = field(default_factory=list)


class Blocks:
    """The blocks that are done, each with the label of its note, and the one that is being read.

    ``marker`` is that of the list item whose first block comes next.
    """

    def __init__(self) -> None:
        self.done: list[tuple[Block, str | None]] = []
        self.marker = ""
        self._open: _Open | None = None

    def add(self, run: Run, around: Around) -> None:
        """Put a run into the block that is open, or into a new one; white space begins none."""
        if self._open is None:
            if run.kind is RunKind.TEXT and not run.text.strip():
                return
            self._open = _Open(len(self.done), around, self.marker)
            self.marker = ""
            self.done.append((Block(kind=around.kind, span=run.span), around.note))
        self._open.runs.append(run)

    def close(self) -> None:
        """End the block that is open; the supplement of a citation is none and goes on."""
        block = self._open
        if block is None or block.index < 0:
            return
        self._open = None
        runs = _trimmed(block.runs)
        around = block.around
        self.done[block.index] = (
            Block(
                kind=around.kind,
                span=Span(runs[0].span.start, runs[-1].span.end, runs[0].span.part),
                runs=tuple(runs),
                level=around.level,
                marker=block.marker,
                in_quote=around.in_quote,
                in_list=around.in_list,
            ),
            around.note,
        )

    def add_code(self, span: Span, note: str | None) -> None:
        """Keep a block that is never looked into."""
        self.close()
        self.done.append((Block(kind=BlockKind.CODE, span=span), note))

    @property
    def index(self) -> int:
        """The index of the block that is open, -1 where none is."""
        return self._open.index if self._open else -1

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Read what stands elsewhere on the page: the block that is open goes on afterwards."""
        kept, self._open = self._open, None
        yield
        self.close()
        self._open = kept

    @contextmanager
    def within_citation(self) -> Iterator[list[Run]]:
        """Read the supplement of a citation, which is no block: its runs are those given."""
        kept, self._open = self._open, _Open(-1, Around())
        yield self._open.runs
        self._open = kept


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return ``runs`` without white space at their ends."""
    first, last = 0, len(runs)
    while first < last and runs[first].kind is RunKind.TEXT and not runs[first].text.strip():
        first += 1
    while last - 1 > first and runs[last - 1].kind is RunKind.TEXT and not runs[last - 1].text.strip():
        last -= 1
    kept = runs[first:last]
    for index, strip in ((0, str.lstrip), (-1, str.rstrip)):
        run = kept[index]
        stripped = strip(run.text)
        if run.kind is RunKind.TEXT and len(run.text) == run.span.end - run.span.start:
            start, end, part = run.span
            cut = len(run.text) - len(stripped)
            span = Span(start + cut, end, part) if index == 0 else Span(start, end - cut, part)
            kept[index] = run._replace(text=stripped, span=span)
    return kept
