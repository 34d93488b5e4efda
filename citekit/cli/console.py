"""Where commands print: data to stdout, everything else to stderr.

Plain text when piped, colour and fitted tables on a terminal, ``NO_COLOR`` respected. Nothing that a
record says can act on the terminal: control characters are shown as symbols.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TextIO

import click

from citekit.errors import CitekitError

__all__ = ["CannotPrint", "Column", "Console", "PipeClosed", "open_console", "visible"]

# All of C0 but tab and newline, DEL, all of C1: what terminals and printers act on.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CONTROL_PICTURES: Final = 0x2400
_NARROWEST: Final = 12
_DEFAULT_WIDTH: Final = 80
_QUIET_SECONDS: Final = 1.0
_BAR_CELLS: Final = 40


def visible(text: str) -> str:
    """Return ``text`` with every control character but tab and newline replaced by a visible symbol."""
    return _CONTROL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == 0x7F else "�"


class PipeClosed(Exception):
    """The reader of stdout has gone, as ``head`` goes; no `OSError`, which click would catch."""


class CannotPrint(CitekitError):
    """Stdout cannot be written to."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the output could not be written: {reason}", "look at where it goes")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its colour on a terminal, and whether it may be cut to fit."""

    heading: str
    colour: str | None = None
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Console:
    """Two streams and what is known about them.

    ``colour`` says whether stdout takes colour, ``width`` is its width in cells, or None when it is not
    a terminal. ``interactive`` says whether a person can be asked: stdin and stderr are terminals.
    """

    out: TextIO
    err: TextIO
    colour: bool
    err_colour: bool
    width: int | None
    interactive: bool

    def raw(self, text: str) -> None:
        """Write ``text`` to stdout as it is: for forms that do their own escaping.

        Raises:
            PipeClosed: whoever read the output has gone.
            CannotPrint: the output cannot be written, as on a full disk.
        """
        try:
            self.out.write(text)
        except BrokenPipeError:
            raise PipeClosed from None
        except OSError as error:
            raise CannotPrint(error.strerror or "it failed") from error

    def data_bytes(self, data: bytes) -> None:
        """Write ``data`` to stdout as it is, line ends and encoding too; raises as `raw`."""
        self.flush()
        try:
            self.out.buffer.write(data)
        except BrokenPipeError:
            raise PipeClosed from None
        except OSError as error:
            raise CannotPrint(error.strerror or "it failed") from error

    def flush(self) -> None:
        """Hand what was written to stdout on to the system; raises as `raw`."""
        try:
            self.out.flush()
        except BrokenPipeError:
            raise PipeClosed from None
        except OSError as error:
            raise CannotPrint(error.strerror or "it failed") from error

    def data(self, text: str) -> None:
        """Write ``text`` and a newline to stdout, control characters made visible."""
        self.raw(visible(text) + "\n")

    def json(self, value: object) -> None:
        """Write ``value`` as JSON to stdout; control characters are escaped."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        self.raw(re.sub("[\x7f-\x9f]", lambda match: f"\\u{ord(match[0]):04x}", text) + "\n")

    def note(self, text: str) -> None:
        """Tell the person something, on stderr."""
        self.err.write(visible(text) + "\n")

    def warn(self, text: str) -> None:
        """Tell the person of something wrong that did not stop the work, on stderr."""
        self._labelled("warning", "yellow", text)

    def error(self, text: str, hint: str | None) -> None:
        """Tell the person why the command failed and what to do, on stderr."""
        self._labelled("error", "red", text)
        if hint:
            self._labelled("hint", "cyan", hint)

    def _labelled(self, label: str, colour: str, text: str) -> None:
        head = click.style(f"{label}:", fg=colour, bold=True) if self.err_colour else f"{label}:"
        self.err.write(f"{head} {visible(text)}\n")

    def diff(self, text: str, *, to_err: bool = False) -> None:
        """Write a unified diff to stdout, or to stderr beside other data, coloured on a terminal."""
        write = self.err.write if to_err else self.raw
        if not (self.err_colour if to_err else self.colour):
            write(visible(text))
            return
        for line in visible(text).splitlines(keepends=True):
            colour = next((fg for mark, fg in _DIFF_COLOURS if line.startswith(mark)), None)
            write(click.style(line.removesuffix("\n"), fg=colour) + "\n" if colour else line)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Write rows: tab-separated without headings when piped, fitted columns on a terminal."""
        if self.width is None:
            lines = ("\t".join(_one_line(cell) for cell in row) for row in rows)
            self.raw("".join(f"{line}\n" for line in lines))
            return
        self.raw(fitted(columns, rows, width=self.width, colour=self.colour))

    def fields(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write names and values under each other, values aligned, further lines of a value indented."""
        widest = max((len(name) for name, _ in pairs), default=0)
        for name, value in pairs:
            head = f"{name}:".ljust(widest + 2)
            shown = click.style(head, fg="cyan") if self.colour else head
            text = visible(value).replace("\n", "\n" + " " * (widest + 2))
            self.raw(f"{shown}{text}\n")

    def progress(self, doing: str) -> Callable[[int, int], None]:
        """Return a function of (done, total) that shows a bar on stderr, once a second has gone by.

        It shows nothing where stderr is no terminal.
        """
        if not self.err.isatty():
            return lambda _done, _total: None
        return _Progress(self.err, doing).show

    def confirm(self, question: str, *, default: bool = True) -> bool:
        """Ask a yes-or-no question on stderr; the answer counts as no where nobody can be asked."""
        if not self.interactive:
            return False
        return click.confirm(visible(question), err=True, default=default)

    def ask(self, question: str, default: str) -> str:
        """Ask for a value on stderr, with one that Enter takes; the default where nobody can be asked."""
        if not self.interactive:
            return default
        answer: str = click.prompt(
            visible(question), default=visible(default), err=True, show_default=bool(default)
        )
        return default if answer == visible(default) else answer


class _Progress:
    """A bar that redraws itself in place and wipes itself out at the end."""

    def __init__(self, stream: TextIO, doing: str) -> None:
        self._stream = stream
        self._doing = doing
        self._started = time.monotonic()
        self._drawn = -1

    def show(self, done: int, total: int) -> None:
        if time.monotonic() - self._started < _QUIET_SECONDS or not total:
            return
        filled = _BAR_CELLS * done // total
        if done >= total:
            self._stream.write("\r\x1b[K")
        elif filled != self._drawn:
            bar = "━" * filled + "─" * (_BAR_CELLS - filled)
            self._stream.write(f"\r\x1b[K{self._doing} {bar} {done}/{total}")
        self._drawn = filled
        self._stream.flush()


_DIFF_COLOURS: Final = (
    ("+++", "bright_black"),
    ("---", "bright_black"),
    ("@@", "cyan"),
    ("+", "green"),
    ("-", "red"),
)


def _one_line(cell: str) -> str:
    return visible(cell).replace("\t", " ").replace("\n", " ")


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, width: int, colour: bool) -> str:
    """Return the rows as columns that fit ``width`` cells, the flexible ones cut with an ellipsis."""
    cells = [[column.heading for column in columns], *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(_cells(row[i]) for row in cells) for i in range(len(columns))]
    gaps = 2 * (len(columns) - 1)
    flexible = [i for i, column in enumerate(columns) if column.flexible]
    over = sum(widths) + gaps - width
    for i in sorted(flexible, key=lambda i: -widths[i]):
        if over <= 0:
            break
        cut = min(over, max(widths[i] - _NARROWEST, 0))
        widths[i] -= cut
        over -= cut
    lines = []
    for number, row in enumerate(cells):
        parts = []
        for i, cell in enumerate(row):
            text = _fit(cell, widths[i], last=i == len(columns) - 1)
            if colour and number == 0:
                text = click.style(text, bold=True)
            elif colour and columns[i].colour:
                text = click.style(text, fg=columns[i].colour)
            parts.append(text)
        lines.append("  ".join(parts).rstrip() + "\n")
    return "".join(lines)


def _fit(text: str, width: int, *, last: bool) -> str:
    taken = _cells(text)
    if taken > width:
        while taken > width - 1:
            taken -= _cells(text[-1])
            text = text[:-1]
        text += "…"
        taken += 1
    return text if last else text + " " * (width - taken)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  rich costs start-up time and ASCII needs none of it

    return cell_len(text)


def open_console(
    *, color: str, environ: Mapping[str, str], width_of: Callable[[], int] | None = None
) -> Console:
    """Return the console of this process. ``color`` is ``auto``, ``always`` or ``never``.

    Characters that a stream's encoding lacks are written as escapes, never as a failure.
    """
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    terminal = sys.stdout.isatty()
    allowed = color == "always" or (
        color == "auto" and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    )
    width = None
    if terminal:
        width = width_of() if width_of else _terminal_width()
    return Console(
        out=sys.stdout,
        err=sys.stderr,
        colour=allowed and (terminal or color == "always"),
        err_colour=allowed and (sys.stderr.isatty() or color == "always"),
        width=width,
        interactive=sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
    )


def _terminal_width() -> int:
    from shutil import get_terminal_size  # noqa: PLC0415  only a terminal needs it

    return get_terminal_size((_DEFAULT_WIDTH, 24)).columns


def _never_fail(stream: Any) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
