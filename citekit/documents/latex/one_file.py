r"""A file that a LaTeX paper reads in, in the place of the command that does."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["latex_content"]

_BODY: Final = re.compile(
    r"^[^%\n]*\\begin\{document\}(.*?)^[^%\n]*\\end\{document\}", re.MULTILINE | re.DOTALL
)
_PAGES: Final = "\\include"


def latex_content(command: str, text: str) -> str:
    r"""Return what stands in place of ``command``, which reads in ``text``.

    ``\include`` begins a new page before the file and after it, and so does its content here.
    """
    body = _BODY.search(text)
    text = body[1] if body else text
    ended = text if text.endswith(("\n", "\r")) else f"{text}\n"
    return f"\\clearpage\n{ended}\\clearpage\n" if command.startswith(_PAGES) else ended
