r"""What LaTeX itself wrote down of a paper's citations when it was last run: ``.bcf`` and ``.aux`` files.

biblatex's control file (``bcf:citekey``), ``\citation`` of the LaTeX2e kernel, ``\abx@aux@cite`` of biblatex.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final

__all__ = ["compiled_keys"]

_BCF_KEY: Final = re.compile(r"<bcf:citekey\b[^>]*>([^<]+)</bcf:citekey>")
_AUX_KEYS: Final = re.compile(r"^\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]+)\}", re.MULTILINE)
_AUX_FILE: Final = re.compile(r"^\\@input\{([^{}]+\.aux)\}", re.MULTILINE)
_MOST_FILES: Final = 500


def compiled_keys(stem: str, open_file: Callable[[str], bytes]) -> tuple[str, ...]:
    """Return the keys that LaTeX found cited in the paper ``stem``.tex, none where it left no list of them.

    ``open_file`` raises OSError for a file that is not there, or is older than the paper.
    """
    control = _text(f"{stem}.bcf", open_file)
    if control:
        return tuple(dict.fromkeys(unescape(key) for key in _BCF_KEY.findall(control)))
    return tuple(dict.fromkeys(_aux_keys(f"{stem}.aux", open_file)))


def _aux_keys(name: str, open_file: Callable[[str], bytes]) -> Iterator[str]:
    pending, seen = [name], {name}
    while pending:
        text = _text(pending.pop(), open_file)
        for keys in _AUX_KEYS.findall(text):
            yield from (key.strip() for key in keys.split(",") if key.strip())
        files = [file for file in _AUX_FILE.findall(text) if file not in seen]
        pending += files[: _MOST_FILES - len(seen)]
        seen |= set(files)


def _text(name: str, open_file: Callable[[str], bytes]) -> str:
    try:
        return open_file(name).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
