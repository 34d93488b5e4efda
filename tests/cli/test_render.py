"""`citekit render`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest

from citekit.documents.word import docx as word
from tests.conftest import Citekit
from tests.word.docx_file import docx, paragraph

PAPER = """\
---
title: "Paper"
references:
- id: doe
  type: book
  title: The big one
  author: [{family: Doe, given: Jane}]
  issued: 2001
---
So [see @doe, pp. 3-4; @kuhn2012structure].
"""
HEAD = PAPER.partition("So ")[0]
RIS = "TY  - BOOK\nID  - roe\nAU  - Roe, Ann\nTI  - Small\nPY  - 1999\nER  - \n"
PLAIN = ("--no-links", "--no-bibliography")
LISTS = "::: {.refs type=book}\n:::\n\n# All\n\n::: {.refs}\n:::\n"


def test_a_paper_is_finished_on_stdout(sample: Citekit) -> None:
    """Works in the paper and in the library are cited; the head stays, and the list comes at the end."""
    (sample.cwd / "paper.md").write_text(PAPER)

    ended = sample("render", "paper.md", "--no-links")

    assert ended.status == 0
    assert ended.err == ""
    assert ended.out.startswith(
        f"{HEAD}So (see Doe, 2001, pp. 3–4; Kuhn, 1962/2012).\n\nDoe, J. (2001). *The big one*.\n\nKuhn"
    )


def test_the_paper_says_what_it_wants(sample: Citekit) -> None:
    """Style, language and records named in the paper are found beside it, wherever the command is run."""
    folder = sample.cwd / "papers"
    folder.mkdir()
    (folder / "mine.ris").write_text(RIS)
    head = "---\nlang: de-DE\ncsl: apa.csl\nbibliography: mine.ris\n---\n"
    (folder / "paper.md").write_text(f"{head}So [@roe, p. 3; @doe].\n")

    ended = sample("render", "papers/paper.md", *PLAIN, "--allow-missing")

    assert ended.out == f"{head}So (Roe, 1999, S. 3; **doe?**).\n"


def test_options_win_over_the_paper(sample: Citekit) -> None:
    """--style, --locale and --from stand for what the paper names, which is not looked for then."""
    (sample.cwd / "mine.ris").write_text(RIS)
    head = "---\nlang: de-DE\ncsl: nowhere.csl\nbibliography: nowhere.ris\n---\n"
    (sample.cwd / "paper.md").write_text(f"{head}So [@roe, p. 3].\n")

    options = ("--style", "chicago-author-date", "--locale", "en-US", "--from", "mine.ris")

    assert sample.ok("render", "paper.md", *PLAIN, *options) == f"{head}So (Roe 1999, 3).\n"


def test_the_file_of_from_stands_in_place_of_the_library(sample: Citekit) -> None:
    """A key that it lacks is unknown, though the library has it; the nearest is one of the file's."""
    (sample.cwd / "mine.ris").write_text(RIS)
    paper = "So [@roe; @kuhn2012structure; @ro].\n"

    ended = sample("render", "-", *PLAIN, "--from", "mine.ris", stdin=paper)

    assert ended.status == 1
    assert ended.out == "So (Roe, 1999; **kuhn2012structure?**; **ro?**).\n"
    assert 'no record has the key "kuhn2012structure"; add the record, or mend the key' in ended.err
    assert 'no record has the key "ro"; did you mean roe?' in ended.err


def test_an_unknown_key(sample: Citekit) -> None:
    """It is shown in the paper and told with its line and the nearest key, and the status is 1."""
    (sample.cwd / "paper.md").write_text("One.\n\nSo [@kuhn2012structur].\n")

    ended = sample("render", "paper.md", *PLAIN)
    draft = sample("render", "paper.md", *PLAIN, "--allow-missing")

    assert ended.out == draft.out == "One.\n\nSo (**kuhn2012structur?**).\n"
    assert ended.err == (
        'warning: paper.md:3:6: no record has the key "kuhn2012structur"; did you mean kuhn2012structure?\n'
    )
    assert (ended.status, draft.status) == (1, 0)


def test_the_paper_is_written_to_a_file(sample: Citekit) -> None:
    """-o names it; line ends, encoding and everything else of the paper stay."""
    (sample.cwd / "paper.md").write_bytes(b"\xef\xbb\xbfAh \r\n\r\nSo [@kuhn2012structure].\r\n")

    ended = sample("render", "paper.md", *PLAIN, "-o", "out.md")

    assert (ended.status, ended.out) == (0, "")
    assert (sample.cwd / "out.md").read_bytes() == b"\xef\xbb\xbfAh \r\n\r\nSo (Kuhn, 1962/2012).\r\n"


@pytest.mark.parametrize("output", ["paper.md", "./paper.md"])
def test_the_paper_is_not_written_over(sample: Citekit, output: str) -> None:
    """-o with the paper's own name is refused; --in-place says that it is meant."""
    paper = sample.cwd / "paper.md"
    paper.write_text("So [@kuhn2012structure].\n")

    assert sample("render", "paper.md", *PLAIN, "-o", output).status == 2
    assert paper.read_text() == "So [@kuhn2012structure].\n"
    assert sample.ok("render", "paper.md", *PLAIN, "--in-place") == ""
    assert paper.read_text() == "So (Kuhn, 1962/2012).\n"


def test_a_dry_run_shows_the_changes(sample: Citekit) -> None:
    """As a diff; nothing is written."""
    (sample.cwd / "paper.md").write_text("One.\nSo [@kuhn2012structure].\n")

    out = sample.ok("render", "paper.md", *PLAIN, "-o", "out.md", "--dry-run")

    assert "-So [@kuhn2012structure].\n+So (Kuhn, 1962/2012).\n" in out
    assert not (sample.cwd / "out.md").exists()


def test_json_gives_citations_and_bibliography(sample: Citekit) -> None:
    """With what was typed, where, how it was understood and how it prints; lists and unknown keys too."""
    paper = "One.\nSo [see @kuhn2012structure, chap. 3 too; -@nope].\n\n::: {.refs type=book}\n:::\n"
    ended = sample("render", "-", "--no-links", "--json", "--locale", "en-GB", stdin=paper)

    printed = json.loads(ended.out)
    assert (ended.status, printed["style"], printed["locale"]) == (1, "apa", "en-GB")
    (citation,) = printed["citations"]
    assert citation["typed"] == "[see @kuhn2012structure, chap. 3 too; -@nope]"
    assert (citation["line"], citation["column"], citation["note"], citation["mode"]) == (2, 4, 0, "normal")
    assert citation["keys"] == ["kuhn2012structure", "nope"]
    assert citation["cites"] == [
        {
            "key": "kuhn2012structure",
            "id": "kuhn2012structure",
            "mode": "normal",
            "prefix": "see",
            "locator": {"label": "chapter", "value": "3"},
            "suffix": "too",
        },
        {
            "key": "nope",
            "id": None,
            "mode": "suppress-author",
            "prefix": "",
            "locator": None,
            "suffix": "",
        },
    ]
    assert citation["text"] == "(see Kuhn, 1962/2012, Chapter 3 too; nope?)"
    assert [entry["id"] for entry in printed["bibliography"]] == ["kuhn2012structure"]
    assert printed["lists"] == [{"line": 4, "ids": ["kuhn2012structure"]}]
    assert [(one["line"], one["column"]) for one in printed["missing"]] == [(2, 44)]


def test_nocite_lists_uncited_works(sample: Citekit) -> None:
    """Those named, or all the library has for @*."""
    some = sample.ok("render", "-", "--json", stdin='---\nnocite: "@kuhn2012structure"\n---\nOne.\n')
    all_ = sample.ok("render", "-", "--json", stdin='---\nnocite: "@*"\n---\nOne.\n')

    assert [entry["id"] for entry in json.loads(some)["bibliography"]] == ["kuhn2012structure"]
    assert len(json.loads(all_)["bibliography"]) == len(list(sample.entries.iterdir()))


def test_a_paper_without_a_library(citekit: Citekit) -> None:
    """A paper that brings its records needs none."""
    (citekit.home / "paper.md").write_text(HEAD + "So [@doe].\n")

    assert citekit.ok("render", "paper.md", *PLAIN, cwd=citekit.home) == HEAD + "So (Doe, 2001).\n"


def test_a_paper_that_is_not_there(citekit: Citekit) -> None:
    """One sentence, status 1."""
    ended = citekit("render", "nope.md")

    assert (ended.status, ended.out) == (1, "")
    assert "nope.md: no such file or folder" in ended.err


def test_a_word_paper_with_fields_is_imported_again(sample: Citekit) -> None:
    """Keys become citations of Zotero's, and `import` of the finished paper finds the same work."""
    (sample.cwd / "paper.docx").write_bytes(docx(paragraph("So [@kuhn2012structure, 3].")))

    ended = sample("render", "paper.docx", "--fields", "-o", "finished.docx")
    printed = sample.ok("cite", "kuhn2012structure", "--from", "finished.docx")

    assert (ended.status, ended.out) == (0, "")
    assert "Kuhn" in printed
    again = sample("render", "finished.docx", "-o", "again.docx")
    assert again.status == 0
    assert "finished.docx: 1 citation of Zotero stays as it is" in again.err
    assert (sample.cwd / "again.docx").read_bytes() == (sample.cwd / "finished.docx").read_bytes()


def test_fields_are_for_word_papers(sample: Citekit) -> None:
    """Other papers have none: a usage error, and nothing is written."""
    (sample.cwd / "paper.md").write_text("So [@kuhn2012structure].\n")

    ended = sample("render", "paper.md", "--fields", "-o", "out.md")

    assert ended.status == 2
    assert "--fields is for Word papers" in ended.err
    assert not (sample.cwd / "out.md").exists()


def test_pandoc_makes_of_a_markdown_paper_what_its_name_says(
    sample: Citekit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paper written to .html is HTML, its citations citekit's."""
    monkeypatch.setenv("PATH", str(Path(pypandoc.get_pandoc_path()).parent), prepend=os.pathsep)
    (sample.cwd / "paper.md").write_text(f"{HEAD}So [@doe, p. 3].\n")

    ended = sample("render", "paper.md", "-o", "paper.html")

    assert (ended.status, ended.out) == (0, "")
    written = (sample.cwd / "paper.html").read_text("utf-8")
    assert "<html" in written
    assert "Doe, 2001, p." in written


def test_a_word_file_of_pandoc_has_entries_that_hang(
    sample: Citekit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As APA wants, with citations in the colour of the text; those of a style that does not, do not."""
    monkeypatch.setenv("PATH", str(Path(pypandoc.get_pandoc_path()).parent), prepend=os.pathsep)
    (sample.cwd / "paper.md").write_text(f"{HEAD}So [@doe, p. 3].\n")

    assert sample("render", "paper.md", "-o", "apa.docx").status == 0
    assert sample("render", "paper.md", "-o", "ieee.docx", "--style", "nature").status == 0

    apa = word.read((sample.cwd / "apa.docx").read_bytes(), name="apa.docx")
    ieee = word.read((sample.cwd / "ieee.docx").read_bytes(), name="ieee.docx")
    assert [block.hanging for block in apa.blocks if "the big one" in block.text.lower()] == [True]
    assert [block.hanging for block in ieee.blocks if "the big one" in block.text.lower()] == [False]
    assert not any(run.url for block in apa.blocks for run in block.runs)


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or pdftotext is not installed",
)
def test_a_pdf_has_the_notes_of_its_style(sample: Citekit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever makes it: the notes stand under the text, with the works in full."""
    monkeypatch.setenv("PATH", str(Path(pypandoc.get_pandoc_path()).parent), prepend=os.pathsep)
    (sample.cwd / "paper.md").write_text(f"{HEAD}So [@doe, p. 3], and [@doe].\n")

    ended = sample("render", "paper.md", "-o", "paper.pdf", "--style", "chicago-fullnote")

    assert (ended.status, ended.out) == (0, "")
    program = shutil.which("pdftotext") or ""
    done = subprocess.run([program, str(sample.cwd / "paper.pdf"), "-"], check=True, capture_output=True)
    text = " ".join(done.stdout.decode().split())
    assert "So,1 and.2" in text
    assert "Jane Doe, The Big One (2001), 3." in text
    assert "Doe, The Big One." in text


def test_what_cannot_make_a_pdf_is_told(sample: Citekit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandoc alone cannot: one sentence, and no file."""
    alone = sample.cwd / "bin"
    alone.mkdir()
    (alone / "pandoc").symlink_to(pypandoc.get_pandoc_path())
    monkeypatch.setenv("PATH", str(alone))
    (sample.cwd / "paper.md").write_text(f"{HEAD}So [@doe].\n")

    ended = sample("render", "paper.md", "-o", "paper.pdf")

    assert ended.status == 1
    assert "install typst, LaTeX or LibreOffice" in ended.err
    assert not (sample.cwd / "paper.pdf").exists()


def test_every_list_of_a_word_file_of_pandoc_has_the_style_of_lists(
    sample: Citekit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the one alone that pandoc knows by its name."""
    monkeypatch.setenv("PATH", str(Path(pypandoc.get_pandoc_path()).parent), prepend=os.pathsep)
    (sample.cwd / "paper.md").write_text(f"{HEAD}So [@doe; @kuhn2012structure].\n\n{LISTS}")

    sample.ok("render", "paper.md", "-o", "paper.docx", "--style", "apa")

    with zipfile.ZipFile(sample.cwd / "paper.docx") as package:
        assert package.read("word/document.xml").count(b'<w:pStyle w:val="Bibliography"') == 4


def test_without_pandoc_a_markdown_paper_stays_markdown(
    sample: Citekit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused with a sentence, and no file is left that is not what its name says."""
    monkeypatch.setenv("PATH", str(sample.cwd))
    (sample.cwd / "paper.md").write_text(f"{HEAD}So [@doe].\n")

    ended = sample("render", "paper.md", "-o", "paper.docx")

    assert ended.status == 1
    assert "pandoc, which is not installed" in ended.err
    assert not (sample.cwd / "paper.docx").exists()


def test_without_pandoc_a_page_and_a_latex_file_are_citekits(
    sample: Citekit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says who converted the paper; links lead to the entries where the paper asks for them."""
    monkeypatch.setenv("PATH", str(sample.cwd))
    (sample.cwd / "paper.md").write_text("---\nlink-citations: true\n---\nSo [@kuhn2012structure].\n")

    page = sample("render", "paper.md", "-o", "paper.html", "--style", "apa")
    file = sample("render", "paper.md", "-o", "paper.tex", "--style", "apa")

    assert (page.status, file.status) == (0, 0)
    assert "paper.html; pandoc is not installed, so citekit converted it" in page.err
    written = (sample.cwd / "paper.html").read_text("utf-8")
    assert '<p>So (<a href="#ref-kuhn2012structure">Kuhn, 1962/2012</a>).</p>' in written
    assert '<div id="ref-kuhn2012structure" class="csl-entry">' in written
    latex = (sample.cwd / "paper.tex").read_text("utf-8")
    assert r"\hyperlink{ref-kuhn2012structure}{Kuhn, 1962/2012}" in latex


@pytest.mark.parametrize(
    ("paper", "text", "target", "way"),
    [
        *(("paper.org", "So [cite:@doe].\n", f"done.{ending}", "does both") for ending in ("docx", "html")),
        (
            "paper.tex",
            "So \\cite{doe}.\n",
            "done.docx",
            "`pandoc --filter citekit-filter PAPER.tex -o done.docx`",
        ),
        ("paper.tex", "So \\cite{doe}.\n", "done.pdf", "give it the ending .tex, and make the PDF of"),
        ("paper.html", "<p>So [@doe].</p>\n", "done.docx", "give it the ending .html, and convert"),
    ],
)
def test_a_paper_of_another_format_is_not_converted(
    sample: Citekit, paper: str, text: str, target: str, way: str
) -> None:
    """It is finished in its own, what else to do is said, and nothing is written under another ending."""
    (sample.cwd / paper).write_text(text)

    ended = sample("render", paper, "-o", target)

    assert ended.status == 1
    assert "finished in its own format" in ended.err
    assert way in ended.err
    assert not (sample.cwd / target).exists()


def test_lists_ask_for_tags_of_the_library(sample: Citekit) -> None:
    """A tag of a record and a type divide the works; what no list lets in is told."""
    sample.ok("tag", "kuhn2012structure", "--add", "history")
    paper = (
        "So [@kuhn2012structure; @vaswani2017attention; @memri2022channel].\n\n"
        "::: {.refs tag=history}\n:::\n\n::: {.refs type=report}\n:::\n"
    )

    ended = sample("render", "-", "--no-links", stdin=paper)

    first, second = ended.out.split("::: {.refs")[1:]
    assert "Kuhn" in first
    assert "Middle East" in second
    assert ended.err == "warning: cited, and in none of the paper's bibliographies: vaswani2017attention\n"
    assert ended.status == 0


def test_a_dry_run_of_a_word_paper_shows_its_paragraphs(sample: Citekit) -> None:
    """As a diff of the text, notes too; nothing is written."""
    (sample.cwd / "paper.docx").write_bytes(docx(paragraph("One.") + paragraph("So [@kuhn2012structure].")))

    out = sample.ok("render", "paper.docx", "-o", "out.docx", "--style", "chicago-fullnote", "--dry-run")

    assert "-So [@kuhn2012structure].\n+So.\ufffc\n" in out
    assert "+Thomas S. Kuhn, The Structure" in out.replace("+ Thomas", "+Thomas")
    assert not (sample.cwd / "out.docx").exists()


@pytest.mark.parametrize("target", ["done.odp", "done.doc", "done.png"])
def test_no_paper_becomes_a_slide_or_a_picture(sample: Citekit, target: str) -> None:
    """Text is not written under the name of a format whose programs would not open it."""
    (sample.cwd / "paper.md").write_text("So [@kuhn2012structure].\n")

    ended = sample("render", "paper.md", "-o", target)

    assert ended.status == 1
    assert "name a .docx" in ended.err
    assert not (sample.cwd / target).exists()


def test_a_folder_that_is_not_there_is_named(sample: Citekit) -> None:
    """Of a file in no folder it is said what to make."""
    (sample.cwd / "paper.md").write_text("So [@kuhn2012structure].\n")

    ended = sample("render", "paper.md", "-o", "nowhere/done.md")

    assert ended.status == 1
    assert f"make {sample.cwd / 'nowhere'} first" in ended.err
