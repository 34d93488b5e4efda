"""The table of formats, and which of them a file is in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from citekit.errors import UnknownFormat, UnreadableText
from citekit.formats.all_formats import _ROWS, FORMATS, get_format, guess_format, read_extensions
from tests.conftest import Citekit


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("refs.json", b"", "csl-json"),
        ("REFS.JSON", b"references:", "csl-json"),
        ("refs.yaml", b"[]", "csl-yaml"),
        ("refs.yml", b"", "csl-yaml"),
        ("<stdin>", b"  \n [", "csl-json"),
        ("refs.txt", b"[1] J. Doe, Title. Boston: Press, 2020.", "references"),
        ("refs.txt", b"[Doe20] J. Doe, Title. Boston: Press, 2020.", "references"),
        ("refs.txt", b' [ {"id": "a"}]', "csl-json"),
        ("<stdin>", b'[7, {"id": "a"}]', "csl-json"),
        ("<stdin>", b"[7]", "csl-json"),
        ("<stdin>", b'\xef\xbb\xbf{"items": []}', "csl-json"),
        ("<stdin>", b"references:\n", "csl-yaml"),
        ("refs.txt", b"- id: a\n", "csl-yaml"),
        ("refs.yml", b"# mine\n\ndoe2020:\n    type: book\n", "hayagriva"),
        ("refs.yaml", b"references:\n- id: a\n  type: book\n", "csl-yaml"),
        ("<stdin>", b"'a b':\n\n  # x\n  title: T\n", "hayagriva"),
        ("CITATION.cff", b"", "cff"),
        ("<stdin>", b"# x\nmessage: m\ncff-version: 1.2.0\n", "cff"),
        ("refs.yaml", b"cff-version: 1.2.0\n", "csl-yaml"),
    ],
)
def test_the_name_decides_and_then_the_text(name: str, data: bytes, format_: str) -> None:
    """A known extension names the format, and without one the first character does."""
    assert guess_format(name, data) is FORMATS[format_]


@pytest.mark.parametrize(
    ("name", "data", "said", "remedy"),
    [
        ("refs.pdf", b"%PDF-1.7", "is a PDF", "into a .txt file"),
        ("paper.tex", b"\\documentclass{article}", "is LaTeX", "import its .bib file"),
        ("<stdin>", b"nothing in particular", "is in no format that citekit knows", "--format references"),
        ("<stdin>", b" \n", "is empty", ""),
    ],
)
def test_what_is_no_bibliography_is_named(name: str, data: bytes, said: str, remedy: str) -> None:
    """What people have and citekit cannot read gets its name and a way out."""
    with pytest.raises(UnreadableText) as caught:
        guess_format(name, data)
    assert said in str(caught.value)
    assert remedy in (caught.value.hint or "")


def test_an_unknown_format_names_the_nearest() -> None:
    """A format is asked for by its name, and a slip finds it."""
    assert get_format("CSL-JSON") is FORMATS["csl-json"]
    with pytest.raises(UnknownFormat) as caught:
        get_format("csl-jsno")
    assert "csl-json" in str(caught.value.hint)


def test_the_table_says_what_the_formats_say() -> None:
    """What the table knows before a format is imported is what the format says of itself."""
    for name, row in _ROWS.items():
        format_ = FORMATS[name]
        ways = ("r" if format_.read else "") + ("w" if format_.write else "")
        assert (name, row.extensions, row.ways) == (format_.name, " ".join(format_.extensions), ways)


def test_a_format_is_imported_when_it_is_wanted() -> None:
    """Whoever reads CSL-JSON does not wait for the others."""
    program = (
        "import sys; from citekit.formats.all_formats import guess_format;"
        "guess_format('a.json', b'[]'); print([m for m in sys.modules if 'formats.ris' in m])"
    )

    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", ["import", "export"])
def test_help_imports_no_format(citekit: Citekit, command: str) -> None:
    """The help of a command knows the formats by the table alone, and the engine not at all."""
    program = (
        f"import sys; sys.argv = ['citekit', {command!r}, '--help']\n"
        "from citekit.cli.main import main\n"
        "try: main()\n"
        "finally: print(*(m for m in sys.modules if m.startswith(('citekit.formats.', 'citekit.csl'))))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=citekit.cwd
    )

    imported = set(done.stdout.splitlines()[-1].split())
    assert imported <= {f"citekit.formats.{name}" for name in ("all_formats", "base", "fidelity")}


def test_extensions_of_what_is_read() -> None:
    """An extension names every format that is read and has it, in the order of the table."""
    extensions = read_extensions()

    assert extensions[".bib"] == ["biblatex", "bibtex"]
    assert ".mediawiki" not in extensions


PIECES = [
    bytes(range(256)), b"\0", b"\r", b"\n", b"\r\n", b" ", b"\t", b" \n", b"\t\r\n ", b"x\n\n", b"a \r\n",
    b"# \n", b"<", b"<!--", b"<!-- -->", b"<a ", b"<?", b"{", b"[", b"@a{", b"@ a", b"%", b"- \n", b"a:\n",
    b"a: ", b'"a"', b"TY", b"PMID", b"FN ",
]  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_any_beginning_is_told_at_once(format_: str) -> None:
    """Whether a file is in a format is seen at a glance, whatever it begins with.

    A pattern that tries the ways in which blank lines can be divided, for one, would never come to an end.
    """
    for piece in PIECES:
        for before in (b"", b"---", b"<?xml ?>", b"<!--", b"#", b"TY  -"):
            assert FORMATS[format_].recognise((before + piece * 8000)[:8000] + b"\n!") in (True, False)


def test_typed_references_with_blank_lines_between_them_are_told() -> None:
    """Many paragraphs, each of which may be one line or two, are no riddle."""
    data = b"Doe, J. (2020). A title. Journal of Things, 1(2), 3-4.\n\n" * 200

    assert guess_format("refs.txt", data) is FORMATS["references"]
