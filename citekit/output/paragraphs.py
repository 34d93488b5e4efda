"""A markup as paragraphs of runs: what forms write whose formats do not nest, or nest differently.

A run says all about its looks by itself. So the plain formats (``normal``, ``none``, ``baseline``) need no
counterpart in a form: a run within italics that is not to be italic is simply one without italics.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citekit.csl.citation import BibliographyEntry
from citekit.markup.tree import Display, Format, Link, Markup, Styled, Text
from citekit.output.base import clean, close_bidi, safe_url

__all__ = ["PLAIN_FORMATS", "Paragraph", "Run", "length", "lines", "paragraphs", "split_entries"]

PLAIN_FORMATS: Final = frozenset(
    {
        Format.NORMAL_STYLE,
        Format.NORMAL_WEIGHT,
        Format.NORMAL_VARIANT,
        Format.NO_DECORATION,
        Format.BASELINE,
    }
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike, cleaned of control characters and not empty.

    ``formats`` are those in force, outermost first, at most one for each CSL attribute and none of the
    plain ones. ``url`` is a safe address, or empty.
    """

    text: str
    formats: tuple[Format, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of an entry that begins a line of its own; ``label`` stands in the margin beside it.

    ``display`` is BLOCK or INDENT, or None for what stands in no block or beside a label.
    """

    body: tuple[Run, ...]
    label: tuple[Run, ...] = ()
    display: Display | None = None

    @property
    def line(self) -> tuple[Run, ...]:
        """The paragraph where there is no margin: its label, a space, its body."""
        return (*self.label, Run(" "), *self.body) if self.label else self.body


def paragraphs(markup: Markup) -> tuple[Paragraph, ...]:
    """Return ``markup`` as paragraphs, one if it holds no blocks, none if it is empty."""
    page = _Page()
    page.add(markup, (), "")
    return page.finish()


def lines(markup: Markup) -> tuple[tuple[Run, ...], ...]:
    """Return ``markup`` as lines of runs, a label at the beginning of its line."""
    return tuple(paragraph.line for paragraph in paragraphs(markup))


def split_entries(entries: Iterable[BibliographyEntry]) -> list[tuple[Paragraph, ...]]:
    """Return the paragraphs of each entry that prints anything."""
    return [parts for entry in entries if (parts := paragraphs(entry.markup))]


def length(runs: Iterable[Run]) -> int:
    """Return how many characters ``runs`` hold."""
    return sum(len(run.text) for run in runs)


class _Page:
    """Paragraphs while they grow."""

    __slots__ = ("body", "broken", "display", "done", "label", "target")

    def __init__(self) -> None:
        self.done: list[Paragraph] = []
        self.broken = False
        self.begin(None)

    def begin(self, display: Display | None) -> None:
        self.body: list[Run] = []
        self.label: list[Run] = []
        self.target = self.body
        self.display = display

    def add(self, markup: Markup, formats: tuple[Format, ...], url: str) -> None:
        for node in markup:
            if isinstance(node, Text):
                _append(self.target, Run(clean(node.text), formats, url))
            elif isinstance(node, Styled):
                self.add(node.children, _within(formats, node.format), url)
            elif isinstance(node, Link):
                # No form allows a link within a link: the outer one holds.
                self.add(node.children, formats, url or safe_url(node.url))
            elif node.display is Display.RIGHT_INLINE:
                self.broken = True
                self.add(node.children, formats, url)
            else:
                is_label = node.display is Display.LEFT_MARGIN
                self.end(None if is_label else node.display)
                if is_label:
                    self.target = self.label
                self.add(node.children, formats, url)
                if is_label:
                    self.target = self.body
                else:
                    self.end(None)

    def end(self, following: Display | None) -> None:
        """End the paragraph, if it holds anything, and begin one with the display ``following``."""
        self.broken = True
        body, label = _strip(self.body), _strip(self.label)
        if body or label:
            self.done.append(Paragraph(_close(body), _close(label), self.display))
        self.begin(following)

    def finish(self) -> tuple[Paragraph, ...]:
        if self.broken:
            self.end(None)
        elif self.body:
            # Without blocks this is a piece of a line, whose outer spaces part it from its neighbours.
            self.done.append(Paragraph(_close(self.body)))
        return tuple(self.done)


def _within(outer: tuple[Format, ...], format_: Format) -> tuple[Format, ...]:
    kept = tuple(one for one in outer if one.attribute != format_.attribute)
    return kept if format_ in PLAIN_FORMATS else (*kept, format_)


def _append(runs: list[Run], new: Run) -> None:
    last = runs[-1] if runs else None
    if last and (last.formats, last.url) == (new.formats, new.url):
        runs[-1] = replace(last, text=last.text + new.text)
    elif new.text:
        runs.append(new)


def _strip(runs: Sequence[Run]) -> list[Run]:
    """Return ``runs`` without the spaces before the first and after the last word."""
    kept = list(runs)
    while kept and not (text := kept[0].text.lstrip(" ")):
        del kept[0]
    if kept:
        kept[0] = replace(kept[0], text=text)
    while kept and not (text := kept[-1].text.rstrip(" ")):
        del kept[-1]
    if kept:
        kept[-1] = replace(kept[-1], text=text)
    return kept


def _close(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return ``runs`` with every direction closed that they leave open."""
    line = "".join(run.text for run in runs)
    closed = close_bidi(line)
    return tuple(runs) if closed == line else (*runs, Run(closed[len(line) :]))
