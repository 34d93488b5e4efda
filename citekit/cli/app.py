"""What a command works with: the console, the settings, the library and the styles of this process."""

from __future__ import annotations

import datetime as dt
import functools
import os
import shlex
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

import click

from citekit.cli.console import Console, open_console
from citekit.cli.start import Start
from citekit.config import Config, cache_folder, from_environment, user_config_file
from citekit.errors import CitekitError, LibraryLocked, NoLibrary, Problem
from citekit.files import read_file
from citekit.library.folder import find_library

if TYPE_CHECKING:
    from citekit.library.library import Library
    from citekit.styles import Styles

__all__ = ["App", "pass_app"]

P = ParamSpec("P")
R = TypeVar("R")

CONFIG_NAME: Final = "citekit.yaml"
_LONGEST_COMMAND: Final = 200


class App:
    """Opens, once and when first wanted, what a command asks for.

    The working folder, the environment, the home folder, the arguments and the clock (nanoseconds since
    1970) are given, so that tests and other faces can give others.
    """

    def __init__(
        self,
        start: Start,
        *,
        cwd: Path,
        environ: Mapping[str, str],
        home: Path,
        arguments: Sequence[str] = (),
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self.start = start
        self.cwd = cwd
        self.environ = environ
        self.clock = clock
        self._home = home
        self._arguments = arguments
        self.cache = cache_folder(environ, home)
        self._user_config = user_config_file(environ, home)

    def again(self) -> App:
        """Return the same anew, so that settings, library and styles are opened as they are by now."""
        return App(
            self.start,
            cwd=self.cwd,
            environ=self.environ,
            home=self._home,
            arguments=self._arguments,
            clock=self.clock,
        )

    @cached_property
    def console(self) -> Console:
        """The console of this process."""
        return open_console(color=self.start.color, environ=self.environ)

    @cached_property
    def library_root(self) -> Path | None:
        """The folder of the library, or None where there is none.

        The option wins, then the environment, then the library around the working folder, then the
        user's setting.

        Raises:
            NoLibrary: the folder that was named is no library.
        """
        named = self.start.library or self.environ.get("CITEKIT_LIBRARY")
        if named:
            return self._checked(Path(named).expanduser())
        try:
            return find_library(self.cwd)
        except NoLibrary:
            configured = _with_file(Config(), self._user_config).library
            return self._checked(Path(configured).expanduser()) if configured else None

    def _checked(self, root: Path) -> Path:
        root = self.cwd / root
        if not (root / "entries").is_dir():
            raise NoLibrary(root)
        return root

    @cached_property
    def config(self) -> Config:
        """The settings: environment over the library's file over the user's file."""
        config = _with_file(Config(), self._user_config)
        if self.library_root is not None:
            config = _with_file(config, self.library_root / CONFIG_NAME)
        return from_environment(self.environ, config)

    @cached_property
    def named_style(self) -> str:
        """The style that the settings name, empty where none of them names one."""
        config = _with_file(Config(style=""), self._user_config)
        if self.library_root is not None:
            config = _with_file(config, self.library_root / CONFIG_NAME)
        return from_environment(self.environ, config).style

    @cached_property
    def library(self) -> Library:
        """The library.

        Raises:
            NoLibrary: there is none.
        """
        if self.library_root is None:
            raise NoLibrary(self.cwd)
        from citekit.library.library import Library  # noqa: PLC0415  with --from none is wanted

        library = Library(
            self.library_root,
            cache=self.cache,
            on_progress=self.console.progress("reading"),
            clock=self.clock,
            command=_command_line(self._arguments),
        )
        self._recover(library)
        return library

    def _recover(self, library: Library) -> None:
        try:
            for interrupted in library.recover():
                self.console.warn(
                    f"`{interrupted.command}` was interrupted; what it had changed was taken back"
                )
                for path in interrupted.foreign:
                    self.console.warn(f"{path}: was changed since, and stays as it is")
        except LibraryLocked:
            pass  # The process is alive.
        except CitekitError as error:
            self.console.warn(f"an interrupted change cannot be taken back yet: {error}")

    def today(self) -> dt.date:
        """Return the day it is, where the user is."""
        return dt.datetime.fromtimestamp(self.clock() / 1e9).astimezone().date()

    @cached_property
    def styles(self) -> Styles:
        """Every style there is, the library's own first."""
        from citekit.styles import Styles  # noqa: PLC0415  brings the engine, which `show` and `list` need not

        own = () if self.library_root is None else (self.library_root / "styles",)
        return Styles(own, cache=self.cache)

    def read_input(self, source: str) -> bytes:
        """Return the bytes of a file the user named, or of stdin for ``-``.

        Raises:
            UnreadableFile: it cannot be opened.
        """
        if source == "-":
            return sys.stdin.buffer.read() if sys.stdin is not None else b""
        return read_file(self.cwd / source)

    def report(self, problems: Sequence[Problem]) -> int:
        """Say what is wrong with records on stderr; return 1 if one of them cannot be used, else 0."""
        for problem in problems:
            if problem.fatal:
                self.console.error(str(problem), None)
            else:
                self.console.warn(str(problem))
        return int(any(problem.fatal for problem in problems))


def _with_file(config: Config, path: Path) -> Config:
    """Return ``config`` with what the file at ``path`` sets, if there is one."""
    # Unlike Path.is_file, this takes a folder of somebody else's for one without settings.
    if not os.path.isfile(path):  # noqa: PTH113  as said
        return config
    from citekit.config_file import load_config  # noqa: PLC0415  brings the reader of YAML

    return load_config(path, config)


def _command_line(arguments: Sequence[str]) -> str:
    """Return what was typed, as the shell would take it, cut where it is long."""
    words = " ".join(["citekit", *map(shlex.quote, arguments)])
    shown = "".join(char if char.isprintable() else " " for char in words)
    return shown if len(shown) <= _LONGEST_COMMAND else f"{shown[:_LONGEST_COMMAND]}…"


def pass_app(function: Callable[Concatenate[App, P], R]) -> Callable[P, R]:
    """Give a command the `App` of this process as its first argument."""

    @functools.wraps(function)
    def command(*args: P.args, **kwargs: P.kwargs) -> R:
        context = click.get_current_context()
        app: Any = context.find_object(App)
        if app is None:
            start = context.find_object(Start) or Start()
            app = App(start, cwd=Path.cwd(), environ=os.environ, home=Path.home(), arguments=sys.argv[1:])
        return function(app, *args, **kwargs)

    return command
