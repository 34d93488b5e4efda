"""The folder of a library: where it is, and how a new one is made."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from citekit.errors import CannotWrite, NoLibrary
from citekit.files import create_file, reason_of

__all__ = ["FOLDER", "find_library", "init_library"]

FOLDER: Final = "entries"
"""Where the records stand in it."""

_SETTINGS: Final = b"""\
# Settings of this library. Options and the environment (CITEKIT_STYLE ...) come before them.
# style: apa
# locale: en-GB
# key-pattern: "{author}{year}{title}"
"""


def find_library(start: Path) -> Path:
    """Return the library that ``start`` lies in: the nearest folder, itself or above, with ``entries/``.

    Raises:
        NoLibrary: there is none.
    """
    for folder in (start, *start.absolute().parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise NoLibrary(start)


def init_library(root: Path) -> tuple[Path, ...]:
    """Make a library in the folder ``root`` and return what was made. What is there stays as it is.

    Raises:
        CannotWrite: a folder or file cannot be made.
    """
    made = []
    for folder in (root, root / FOLDER, root / "styles"):
        try:
            folder.mkdir(parents=True)
            made.append(folder)
        except FileExistsError:
            if not folder.is_dir():
                raise CannotWrite(folder, "a file of that name is there") from None
        except OSError as error:
            raise CannotWrite(folder, reason_of(error)) from error
    settings = root / "citekit.yaml"
    try:
        create_file(settings, _SETTINGS)
        made.append(settings)
    except FileExistsError:
        pass
    return tuple(made)
