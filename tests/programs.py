"""Programs that pages of the documentation call, made from packages that the tests have anyway.

What stands in for them does what the real ones do with the arguments that are used here.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Final

__all__ = ["write_programs"]

_TYPST: Final = """
import sys
import typst

# typst compile [options] INPUT OUTPUT
names = [argument for argument in sys.argv[2:] if not argument.startswith("-")]
source, output = names
if source == "-":
    typst.compile(sys.stdin.buffer.read(), output=output)
else:
    typst.compile(source, output=output)
"""
_PDFTOTEXT: Final = """
import sys
import pypdfium2

with pypdfium2.PdfDocument(sys.argv[1]) as pdf:
    for page in pdf:
        print(*page.get_textpage().get_text_bounded().split())
"""


def write_programs(folder: Path) -> None:
    """Put ``typst`` and ``pdftotext`` into ``folder``, run by the Python that runs the tests."""
    folder.mkdir()
    for name, code in (("typst", _TYPST), ("pdftotext", _PDFTOTEXT)):
        program = folder / name
        program.write_text(f"#!{sys.executable}\n{code}", "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
