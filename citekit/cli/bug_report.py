"""The report of a bug, for pasting into an issue."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

from citekit import __version__
from citekit.config import cache_folder

__all__ = ["write_bug_report"]


def write_bug_report(error: Exception, *, arguments: Sequence[str], environ: Mapping[str, str]) -> Path:
    """Write what is needed to find the bug to a file and return its path.

    The file goes to the cache folder, or where that cannot be written to a temporary one.
    """
    text = "\n".join(
        [
            f"citekit {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: citekit {' '.join(arguments)}",
            "",
            "".join(traceback.format_exception(error)),
        ]
    )
    folder = cache_folder(environ, Path.home())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "bug-report.txt"
        path.write_text(text, encoding="utf-8")
    except OSError:
        try:
            with tempfile.NamedTemporaryFile(
                "w", prefix="citekit-bug-", suffix=".txt", delete=False, encoding="utf-8"
            ) as file:
                file.write(text)
        except OSError:
            sys.stderr.write(text)
            return Path("-")
        path = Path(file.name)
    return path
