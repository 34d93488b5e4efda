"""The blocks of a document as they are read: characters come one after the other, blocks begin and end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.latex.commands import UPRIGHT
from citekit.documents.latex.source import Piece
from citekit.documents.places import Span
from citekit.markup.tree import Format

__all__ = ["Blocks", "Inside", "Open", "made_runs"]

_PLAIN: frozenset[Format] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What the characters that are being read stand in; ``is_silent`` where nothing is printed."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    note: int = 0
    in_quote: bool = False
    in_list: bool = False
    is_entry: bool = False
    is_silent: bool = False
    formats: frozenset[Format] = _PLAIN
    run_kind: RunKind = RunKind.TEXT
    url: str = ""

    def styled(self, name: str, format_: Format | None) -> Inside:
        """Return what text stands in after the command ``name``, which changes its shape."""
        formats = self.formats
        if name in ("emph", "em") and Format.ITALIC in formats:
            formats -= {Format.ITALIC}
        elif format_ is not None:
            formats |= {format_}
        elif name in UPRIGHT:
            formats -= {Format.ITALIC}
        return replace(self, formats=formats) if formats != self.formats else self


@dataclass(slots=True)
class Open:
    """A block that is not at its end yet; ``index`` is its place among the blocks."""

    index: int
    inside: Inside
    marker: str
    runs: list[Run] = field(default_factory=list)


class Blocks:
    """Blocks in the order in which they begin."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.open: Open | None = None
        self.marker = ""

    def index(self, inside: Inside) -> int:
        """Return the index of the block that is open, or of the one that begins here."""
        if self.open is None:
            self.open = Open(len(self.done), inside, self.marker)
            self.marker = ""
            self.done.append(Block(kind=inside.kind, span=Span(0, 0)))
        return self.open.index

    def add_piece(self, piece: Piece, inside: Inside) -> None:
        """Add characters, which go on with the run before them where they can."""
        text, span, is_typed = piece
        if inside.is_silent:
            return
        if self.open is None:
            bare = text.lstrip()
            if not bare:
                return
            if is_typed:
                span = Span(span.end - len(bare), span.end, span.part)
            text = bare
            self.index(inside)
        run = Run(text, span, inside.formats, inside.run_kind, inside.url)
        if is_typed:
            self.add_run(run, joins=True)
        else:
            for made in made_runs(run):
                self.add_run(made)

    def add_run(self, run: Run, *, joins: bool = False) -> None:
        """Add a run to the open block."""
        if self.open is None:
            raise AssertionError("a run needs a block")
        runs = self.open.runs
        before = runs[-1] if runs else None
        if (
            joins
            and before is not None
            and before.span.end == run.span.start
            and before.span.part == run.span.part
            and len(before.text) == before.span.end - before.span.start
            and before[2:] == run[2:]
        ):
            runs[-1] = before._replace(
                text=before.text + run.text, span=Span(before.span.start, run.span.end, run.span.part)
            )
        else:
            runs.append(run)

    def end(self) -> None:
        """End the open block, if one is."""
        block, self.open = self.open, None
        if block is None:
            return
        runs = _without_space_at_end(block.runs)
        inside = block.inside
        first = runs[0].span if runs else Span(0, 0)
        last = next((run.span for run in reversed(runs) if run.span.part == first.part), first)
        self.done[block.index] = Block(
            kind=inside.kind,
            span=Span(first.start, max(last.end, first.end), first.part),
            runs=tuple(runs),
            level=inside.level,
            marker=block.marker,
            note=inside.note,
            in_quote=inside.in_quote,
            in_list=inside.in_list,
            is_entry=inside.is_entry,
        )


def made_runs(run: Run) -> list[Run]:
    """Return ``run``, whose text is made of its source as a whole, so that nobody takes it for the source.

    Text that is by chance as long as its source is parted in two.
    """
    if len(run.text) == run.span.end - run.span.start > 1:
        return [run._replace(text=run.text[:1]), run._replace(text=run.text[1:])]
    return [run]


def _without_space_at_end(runs: list[Run]) -> list[Run]:
    while runs and runs[-1].kind is RunKind.TEXT:
        last = runs[-1]
        bare = last.text.rstrip()
        if bare == last.text:
            break
        runs.pop()
        if bare:
            is_typed = len(last.text) == last.span.end - last.span.start
            end = last.span.start + len(bare) if is_typed else last.span.end
            runs.append(last._replace(text=bare, span=Span(last.span.start, end, last.span.part)))
            break
    return runs
