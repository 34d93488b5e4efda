"""``citekit-filter``, as pandoc runs it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pypandoc
import pytest

from tests.conftest import Citekit, Ended

HEAD = "---\nreferences:\n- id: doe\n  type: book\n  title: First *book*\n  issued: 2001\n"
HEAD += "  author: [{family: Doe, given: Ann}]\n"
PANDOC = pypandoc.get_pandoc_path()


def script(citekit: Citekit) -> str:
    """Return a program that is the console script, for pandoc to start."""
    path = citekit.home / "citekit-filter"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\nfrom citekit.cli.filter import main\n\nmain()\n")
    path.chmod(0o755)
    return str(path)


def ended(citekit: Citekit, command: list[str], given: bytes) -> Ended:
    """Run a command beside the library."""
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        cwd=citekit.cwd,
        env=citekit.environment(),
        check=False,
        timeout=120,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def pandoc(citekit: Citekit, text: str, *options: str) -> Ended:
    """Run pandoc on a Markdown paper with the filter."""
    command = [PANDOC, "--from=markdown", "--to=plain", "--wrap=none", "--filter", script(citekit), *options]
    return ended(citekit, command, text.encode())


def test_pandoc_goes_on_with_citekits_citations(sample: Citekit) -> None:
    """Records of the paper and of the library around it, in the style that the paper names."""
    text = f"{HEAD}csl: apa\n---\nSo [@doe, p. 3; @kuhn2012structure].\n"

    done = pandoc(sample, text)

    assert (done.status, done.err) == (0, "")
    assert done.out.replace("\u00a0", " ") == (
        "So (Doe, 2001, p. 3; Kuhn, 1962/2012).\n\n"
        "Doe, A. (2001). First book.\n\n"
        "Kuhn, T. S. (2012). The structure of scientific revolutions (4th ed.)."
        " University of Chicago Press. (Original work published 1962)\n"
    )


def test_a_citation_within_another_of_a_latex_paper_is_one(sample: Citekit) -> None:
    """Though pandoc hands over nothing but its source for it."""
    text = "A \\parencite[see][and \\textcite{vaswani2017attention}]{kuhn2012structure}.\n"

    done = pandoc(sample, text, "--from=latex", "--csl=apa")

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("A (see Kuhn, 1962/2012 and Vaswani et al., 2017).\n")


def test_files_of_records_win_over_the_library(sample: Citekit) -> None:
    """They are those that the metadata names, from the command line too, in any format that is read."""
    (sample.cwd / "refs.bib").write_text("@book{doe, author={Roe, Bo}, title={Second}, date={2002}}\n")

    done = pandoc(sample, "So [@doe].\n", "--bibliography=refs.bib", "--csl=apa", "-M", "lang=de")

    assert (done.status, done.out.splitlines()[0]) == (0, "So (Roe, 2002).")


def test_an_unknown_key_is_shown_and_told_and_pandoc_goes_on(sample: Citekit) -> None:
    """In bold with a question mark, with the nearest key on stderr."""
    done = pandoc(sample, "So [@kuhn2012structur].\n", "--to=markdown-citations", "--csl=apa")

    assert (done.status, done.out) == (0, "So (**kuhn2012structur?**).\n")
    assert done.err == 'warning: no record has the key "kuhn2012structur"; did you mean kuhn2012structure?\n'


def test_a_word_paper_has_real_footnotes(sample: Citekit, tmp_path: Path) -> None:
    """A note style makes notes of pandoc's own, ibid. and short forms right, and a hanging list."""
    style = "chicago-notes-bibliography"
    text = f"{HEAD}csl: {style}\n---\nA [@doe, 3]. B^[By hand.] C [@doe, 4]\n\n| a |\n|---|\n| [@doe, 4] |\n"

    made = pandoc(sample, text, "--to=docx", f"--output={tmp_path / 'paper.docx'}")
    read = ended(sample, [PANDOC, str(tmp_path / "paper.docx"), "--to=plain", "--wrap=none"], b"")

    assert (made.status, made.err) == (0, "")
    notes = [line for line in read.out.splitlines() if line.startswith("[")]
    assert notes == [
        *("[1] Ann Doe, First Book (2001), 3.", "[2] By hand.", "[3] Doe, First Book, 4."),
        "[4] Doe, First Book, 4.",
    ]


def test_every_list_of_a_word_paper_has_the_style_of_lists(sample: Citekit, tmp_path: Path) -> None:
    """In formats that have styles of paragraphs, and in no other."""
    text = f"{HEAD}csl: apa\n---\n[@doe]\n\n::: {{.refs}}\n:::\n\n# Again\n\n::: {{.refs}}\n:::\n"

    pandoc(sample, text, "--to=docx", f"--output={tmp_path / 'paper.docx'}")

    with zipfile.ZipFile(tmp_path / "paper.docx") as package:
        assert package.read("word/document.xml").count(b'<w:pStyle w:val="Bibliography"') == 2
    assert "custom-style" not in pandoc(sample, text, "--to=html").out


def test_abbreviations_are_those_of_the_papers_file(sample: Citekit) -> None:
    """Short titles of containers come from ``citation-abbreviations``; a file that is none is told."""
    text = HEAD.replace("book\n", "article-journal\n  container-title: Journal of Things\n", 1)
    text += "citation-abbreviations: short.json\ncsl: nature\n---\n[@doe]\n"
    (sample.cwd / "short.json").write_text(
        '{"default": {"container-title": {"Journal of Things": "J. Th."}}}'
    )

    assert "J. Th." in pandoc(sample, text).out

    (sample.cwd / "short.json").write_text("[]")
    done = pandoc(sample, text)
    assert done.status != 0
    assert "short.json: is no file of abbreviations, as citation-abbreviations names it" in done.err


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"{", "error: <pandoc>: is no JSON: Expecting property name enclosed in double quotes"),
        (b"{}", "error: <pandoc>: is JSON without blocks, so it is no paper of pandoc's"),
        (b"\xff\xfe", "error: <pandoc>: is no JSON: "),
    ],
)
def test_what_is_no_paper_is_refused(sample: Citekit, given: bytes, sentence: str) -> None:
    """In a sentence, with a status that makes pandoc stop, and nothing on stdout."""
    done = ended(sample, [script(sample), "html"], given)

    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(sentence)
    assert "hint: run it as a filter" in done.err


def test_a_missing_file_of_records_stops_pandoc(sample: Citekit) -> None:
    """Pandoc says that the filter failed, and the filter says why."""
    done = pandoc(sample, "So [@doe].\n", "-M", "bibliography=no.bib")

    assert done.status != 0
    assert "no.bib" in done.err


def test_a_paper_that_cites_nothing_is_as_it_was(sample: Citekit) -> None:
    """Every node of its tree."""
    given = ended(sample, [PANDOC, "--from=markdown", "--to=json"], b"# A\n\n*b* ^[c] `@d` \\@e\n\n- f\n").out

    done = ended(sample, [script(sample), "json"], given.encode())

    assert (done.status, json.loads(done.out)) == (0, json.loads(given))


def test_it_says_what_it_is(citekit: Citekit) -> None:
    """``--help`` shows how pandoc runs it."""
    done = ended(citekit, [script(citekit), "--help"], b"")

    assert done.status == 0
    assert "pandoc --filter citekit-filter paper.md -o paper.docx" in done.out
