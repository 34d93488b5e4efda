"""A finished Markdown paper in another format: pandoc converts it, where it is installed.

Web pages and LaTeX files citekit makes itself where it is not.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from citekit.errors import CitekitError
from citekit.files import read_file, write_file
from citekit.rendering.pandoc_docx import with_hanging_entries

__all__ = ["convert", "needs_conversion"]

_BY_PANDOC: Final = frozenset(
    (".docx", ".epub", ".htm", ".html", ".odt", ".org", ".pdf", ".pptx", ".rst", ".rtf", ".tex", ".typ")
)
"""Endings of formats that pandoc writes, and that a Markdown paper is not."""

_NEVER_TEXT: Final = frozenset(
    (
        ".azw3", ".djvu", ".doc", ".gif", ".jpeg", ".jpg", ".key", ".mobi", ".odp", ".ods", ".pages", ".png",
        ".ppt", ".ps", ".wpd", ".xls", ".xlsx", ".zip",
    )
)  # fmt: skip
"""Endings of formats that no paper becomes, whose programs would not open it."""
_BY_CITEKIT: Final = frozenset((".htm", ".html", ".tex"))
"""Those of them that citekit writes where pandoc is not installed."""
_READ_WITH_CITATIONS: Final = frozenset(("latex", "org"))
"""Formats besides Markdown whose citations pandoc reads, with all that they say."""
_WITH_STYLES: Final = frozenset((".docx", ".odt"))
_ENTRIES: Final = b"""\
function Div(div)
  if div.classes:includes("csl-entry") then
    div.attributes["custom-style"] = "Bibliography"
  end
  return div
end
"""
"""Pandoc gives entries their style in the list that is called refs alone; a paper may have several."""
_PDF_ENGINES: Final = ("typst", "xelatex", "lualatex", "tectonic", "pdflatex", "weasyprint")
"""What pandoc sets PDFs with, those first that have all letters."""


def needs_conversion(paper_format: str, own_endings: tuple[str, ...], target: Path) -> bool:
    """Whether a paper of this format must be converted to be what ``target``'s name says.

    Raises:
        CitekitError: it must be, and only Markdown papers can be, or no paper can.
    """
    ending = target.suffix.lower()
    if ending in _NEVER_TEXT:
        raise CitekitError(
            f"{target.name}: a finished paper is never a {ending} file",
            "name a .docx, .odt, .pdf, .html or .md file"
            if paper_format == "markdown"
            else f"give it the ending {own_endings[0]}",
        )
    if ending not in _BY_PANDOC or ending in own_endings:
        return False
    if paper_format != "markdown":
        raise CitekitError(
            f"{target.name}: the paper is finished in its own format, which is not {ending}",
            _other_way(paper_format, own_endings[0], target),
        )
    return True


def _other_way(paper_format: str, own: str, target: Path) -> str:
    """Return what gives a paper of another format the form that ``target`` asks for."""
    if target.suffix.lower() == ".pdf":
        return f"give it the ending {own}, and make the PDF of the finished paper as you do of any"
    if paper_format in _READ_WITH_CITATIONS:
        return f"`pandoc --filter citekit-filter PAPER{own} -o {target.name}` does both"
    return f"give it the ending {own}, and convert the finished paper"


def convert(data: bytes, target: Path, *, folder: Path, hanging: bool) -> str:
    """Let pandoc write the finished Markdown ``data`` to ``target``; ``folder`` is where its images lie.

    ``hanging`` says that the entries of the bibliography hang. What the user is to know of the way it went is
    returned.

    A PDF is set by the first of `_PDF_ENGINES` that is installed, else LibreOffice makes it of a Word file.

    Raises:
        CitekitError: pandoc, or what makes a PDF, is not installed, or could not do it.
        CannotWrite: the file cannot be written; what stood there stands there still.
    """
    program = shutil.which("pandoc")
    if program is None and target.suffix.lower() in _BY_CITEKIT:
        write_file(target, _by_citekit(data, target))
        return "pandoc is not installed, so citekit converted it, without pictures' sizes and grid tables"
    if program is None:
        raise CitekitError(
            f"{target.name}: Markdown becomes {target.suffix} through pandoc, which is not installed",
            "install pandoc, or write the finished Markdown to a .md file",
        )
    command = [program, "--from=markdown", "--standalone"]
    with tempfile.TemporaryDirectory() as made:
        output = Path(made) / f"paper{target.suffix.lower()}"
        if output.suffix == ".pdf":
            _make_pdf(command, output, target, data=data, folder=folder, hanging=hanging)
        else:
            _run_pandoc(command, output, target, data=data, folder=folder, hanging=hanging)
        write_file(target, read_file(output))
    return ""


def _by_citekit(data: bytes, target: Path) -> bytes:
    # read by those alone who ask for it: the parser takes a tenth of a second to load
    from citekit.conversion.html_page import write_page  # noqa: PLC0415
    from citekit.conversion.latex_paper import write_paper  # noqa: PLC0415
    from citekit.conversion.markdown_tree import read_paper  # noqa: PLC0415

    paper = read_paper(data, name=target.name)
    return (write_paper(paper) if target.suffix.lower() == ".tex" else write_page(paper)).encode()


def _run_pandoc(
    command: Sequence[str], output: Path, target: Path, *, data: bytes, folder: Path, hanging: bool
) -> None:
    if output.suffix in _WITH_STYLES:
        entries = output.parent / "entries.lua"
        write_file(entries, _ENTRIES)
        command = [*command, f"--lua-filter={entries}"]
    _run([*command, f"--output={output}"], target, "pandoc", data=data, folder=folder)
    if hanging and output.suffix == ".docx":
        write_file(output, with_hanging_entries(read_file(output), name=target.name))


def _make_pdf(
    command: Sequence[str], output: Path, target: Path, *, data: bytes, folder: Path, hanging: bool
) -> None:
    """Make a PDF with the first program that can: one that is installed may lack what the paper needs."""
    failed: CitekitError | None = None
    for engine in filter(shutil.which, _PDF_ENGINES):
        try:
            _run(
                [*command, f"--pdf-engine={engine}", f"--output={output}"],
                target,
                engine,
                data=data,
                folder=folder,
            )
        except CitekitError as error:
            failed = error
        else:
            return
    office = shutil.which("soffice")
    if office is None:
        raise failed or CitekitError(
            f"{target.name}: pandoc makes no PDF by itself",
            "install typst, LaTeX or LibreOffice, or write the paper to a .docx file",
        )
    word = output.with_suffix(".docx")
    _run_pandoc(command, word, target, data=data, folder=folder, hanging=hanging)
    profile = f"-env:UserInstallation={(output.parent / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", "pdf", "--outdir", str(output.parent))
    _run([office, profile, *options, str(word)], target, "LibreOffice", data=b"", folder=folder)


def _run(command: Sequence[str], target: Path, name: str, *, data: bytes, folder: Path) -> None:
    # an argument list of our own, run by no shell
    done = subprocess.run(command, check=False, capture_output=True, input=data, cwd=folder)  # noqa: S603
    if done.returncode:
        # "Error producing PDF." says less than what follows it
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        telling = [line for line in said if line.strip() and not line.startswith("Error producing PDF")]
        reason = telling[0].strip() if telling else f"it ended with status {done.returncode}"
        raise CitekitError(
            f"{target.name}: {name} could not write it: {reason}", "see what it needs for that format"
        )
