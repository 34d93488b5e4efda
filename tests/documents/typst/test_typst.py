"""Papers in Typst, as Typst itself reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl.citation import Locator, Mode
from citekit.documents.blocks import BlockKind
from citekit.documents.citations import AsideKind
from citekit.documents.document import Document, Edit
from citekit.documents.typst import typst
from citekit.errors import UnreadableText
from citekit.markup.tree import Format, plain
from tests.documents.typst.oracle import by_citekit, by_typst, heading_of
from tests.tables import CASES

FOLDER = CASES / "documents" / "typst"
PAPERS = sorted(FOLDER.glob("*.typ"))
FILES = {str(path.relative_to(FOLDER)): path.read_text("utf-8") for path in FOLDER.rglob("*.*")}
ATOMS = (
    *("@a", "@b[p. 3]", "@a.", "@c:d", " ", "\n", "\n\n", "word", "[", "]", "*", "_", "`", "```", "$", "#"),
    *("\\", "/", "//", "/*", "*/", "#cite(<a>)", '#cite(<b>, form: "prose")', ";", "#emph[", "#[", "{", "}"),
    *("(", ")", "#footnote[", '"', "'", "= ", "- ", "/ T: ", "1. ", "https://x.org/", "@", "#{", "#(", ","),
    *("cite(<z>)", "-", "--", "...", "~", "#quote(attribution: <k>)[", "#text(red)[", "#if true {"),
    *("else [", "#for i in range(1) [", "#sym.arrow", "é", "x", "1", '#"s"', "#table(columns: 2, "),
    *("#figure(", "caption: [", '#link("u")[', '#raw("@z")', "=>", "+", "#h(1pt)", "\t", "#ref(<a>)"),
)
texts = st.lists(st.sampled_from(ATOMS), max_size=14).map("".join)


def closed(text: str) -> str:
    """Return ``text`` with the brackets closed that it leaves open, most of the time."""
    return text + "]" * (text.count("[") - text.count("]")) + ")" * (text.count("(") - text.count(")"))


def read(text: str, files: Mapping[str, str] = {}) -> Document:
    """Return a Typst text as a document, with ``files`` beside it."""

    def open_file(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name].encode()

    return typst.read(text.encode(), name="paper.typ", open_file=open_file)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_what_is_cited_is_what_typst_cites(paper: Path, tmp_path: Path) -> None:
    """Keys, forms and supplements are Typst's own, in a paper and the files that it includes."""
    text = paper.read_text("utf-8")

    theirs = by_typst(text, FILES, tmp_path)

    assert theirs is not None
    assert sorted(by_citekit(read(text, FILES))) == sorted(theirs)
    assert read(text, FILES).notices == ()


@settings(deadline=None, max_examples=60)
@given(text=texts)
def test_whatever_typst_takes_is_read_alike(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Where Typst compiles a text at all, citekit finds the same citations in it."""
    for one in (text, closed(text)):
        theirs = by_typst(one, {}, tmp_path_factory.getbasetemp())
        if theirs is not None:
            assert sorted(by_citekit(read(one))) == sorted(theirs)


def test_citations_beside_each_other_are_one() -> None:
    """Spaces, one line break and comments are between them; another form is a citation of its own."""
    text = 'A @a @b[p. 3] /* and */ #cite(<c>);@d, @e~@f\n\n@g\n@h #cite(<i>, form: "prose") @j'

    citations = read(text).citations

    assert [citation.keys for citation in citations] == [
        *(("a", "b", "c", "d"), ("e",), ("f",), ("g", "h"), ("i",), ("j",))
    ]
    assert read(text).source(citations[0].span) == "@a @b[p. 3] /* and */ #cite(<c>);@d"


@pytest.mark.parametrize(
    ("typed", "locator", "suffix"),
    [
        ("@a[p. 3]", Locator("page", "3"), ""),
        ("@a[pp.~3--5, and more]", Locator("page", "3–5"), ", and more"),
        ("@a[3]", Locator("page", "3"), ""),
        ('#cite(<a>, supplement: "chap. 2")', Locator("chapter", "2"), ""),
        ("@a[passim]", None, ", passim"),
        ("@a", None, ""),
    ],
)
def test_supplements_are_locators(typed: str, locator: Locator | None, suffix: str) -> None:
    """What a supplement begins with is a locator if it is one; all else stands after a comma."""
    [citation] = read(typed).citations

    assert (citation.cites[0].locator, plain(citation.cites[0].suffix)) == (locator, suffix)


def test_forms_are_modes() -> None:
    """A prose form stands in the sentence, a form of none only lists the work."""
    text = " and ".join(f'#cite(<a>, form: "{form}")' for form in ("prose", "author", "year", "full"))
    document = read(f"{text} #cite(<b>, form: none)")

    found = [(one.mode, one.cites[0].mode, one.command) for one in document.citations]

    assert found == [
        (Mode.COMPOSITE, Mode.NORMAL, "prose"),
        (Mode.AUTHOR_ONLY, Mode.NORMAL, "author"),
        (Mode.NORMAL, Mode.SUPPRESS_AUTHOR, "year"),
        (Mode.NORMAL, Mode.NORMAL, "full"),
    ]
    assert [cite.key for cite in document.metadata.nocite] == ["b"]
    assert [aside.kind for aside in document.asides] == [AsideKind.NOCITE]


def test_functions_of_the_paper_cite() -> None:
    """A function that is made of `cite` cites in its form, and so does one that is called as such are."""
    text = '#let who(key, ..rest) = cite(key, form: "author", ..rest)\n#let plainly = cite.with(style: "x")\n'
    text += "#who(<a>) #plainly(<b>) #citet(<c>) #parencite(<d>, <e>) #show-key(<f>)"

    found = [(one.mode, one.keys) for one in read(text).citations]

    assert found == [
        (Mode.AUTHOR_ONLY, ("a",)),
        (Mode.NORMAL, ("b",)),
        (Mode.COMPOSITE, ("c",)),
        (Mode.NORMAL, ("d", "e")),
    ]


def test_labels_are_no_keys() -> None:
    """A label that the paper defines anywhere is referred to, not cited; so is one of a figure's kind."""
    text = "@here @fig:none @key #ref(<here>)\n= Title <here>\n#figure(rect(), label: <there>) @there"

    document = read(text)

    assert [one.keys for one in document.citations] == [("key",)]
    assert [aside.value for aside in document.asides] == ["here", "fig:none", "there"]


def test_a_paper_includes_files() -> None:
    """They are read where they are included, from their own folder or the paper's, each once."""
    document = read(FILES["thesis.typ"], FILES)

    assert [part.name for part in document.parts] == [
        *("paper.typ", "parts/one.typ", "parts/deep/two.typ", "parts/deep/three.typ")
    ]
    assert [one.keys[0] for one in document.citations] == ["one", "three", "main", "two", "main2"]
    assert str(document.place(document.citations[1].span)) == "parts/deep/three.typ:1:7"


def test_a_missing_file_is_told() -> None:
    """So is one that includes itself by way of another, without end."""
    files = {"a.typ": '@a #include "b.typ"', "b.typ": '@b #include "a.typ"\n#include "paper.typ"'}

    document = read('#include "no.typ"\n#include "a.typ"', files)

    assert [str(notice) for notice in document.notices] == ["paper.typ:1:1: no.typ could not be read"]
    assert [one.keys for one in document.citations] == [("a",), ("b",)]


def test_the_paper_says_what_to_do() -> None:
    """Files, style, language and title are those that it sets; Typst's names of styles are CSL's."""
    text = '#set text(lang: "de", region: "AT")\n#set document(title: [A *bold* title])\n'
    text += '#set bibliography(style: "chicago-fullnotes", title: none)\n'
    text += '#bibliography(("a.bib", "/b/c.yml"), full: true)'

    document = read(text)
    metadata = document.metadata
    [place] = document.bibliographies

    assert metadata.bibliography == ("a.bib", "b/c.yml")
    assert (metadata.csl, metadata.lang) == ("chicago-notes-bibliography", "de-AT")
    assert (metadata.title, metadata.nocite_all) == ("A bold title", True)
    assert (document.source(place.span)[:14], place.heading) == ("#bibliography(", "")


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "sv", "pl", "ru", "el", "ja", "ar", "fi", "sl"])
def test_a_bibliography_has_the_title_that_typst_gives_it(lang: str, tmp_path: Path) -> None:
    """In the language of the paper."""
    text = f'#set text(lang: "{lang}")\n#bibliography("works.bib")'

    [place] = read(text).bibliographies

    assert place.heading == f"#heading(numbering: none)[{heading_of(text, tmp_path)}]\n"


def test_what_is_seen_is_what_is_printed() -> None:
    """Blocks are those of the page: headings, items, cells, captions, notes, quotations, with formats."""
    text = "= On _it_\nA *bold* word#footnote[Note *b*.] -- and\n#emph[more].\n\n- one\n  goes on\n- two\n"
    text += '#quote(block: true)[Said]\n#figure(table([a], [b]), caption: [Cap])\n"In" #quote[quotes]'

    document = read(text)

    found = [(block.kind, block.text, block.note) for block in document.blocks]
    assert found == [
        (BlockKind.HEADING, "On it", 0),
        (BlockKind.PARAGRAPH, "A bold word – and\nmore.", 0),
        (BlockKind.PARAGRAPH, "Note b.", 1),
        (BlockKind.PARAGRAPH, "one\n  goes on", 0),
        (BlockKind.PARAGRAPH, "two", 0),
        (BlockKind.PARAGRAPH, "Said", 0),
        (BlockKind.TABLE_CELL, "a", 0),
        (BlockKind.TABLE_CELL, "b", 0),
        (BlockKind.CAPTION, "Cap", 0),
        (BlockKind.PARAGRAPH, '"In" “quotes”', 0),
    ]
    assert document.blocks[0].formats_of(3, 5) == {Format.ITALIC}
    assert document.blocks[1].formats_of(18, 22) == {Format.ITALIC}
    assert [block.in_list for block in document.blocks[3:6]] == [True, True, False]
    assert document.blocks[5].in_quote


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\n`raw", "paper.typ:2:1: the ` is never closed; what follows may be misread; close it"),
        ("#f(x", "paper.typ:1:3: the ( is never closed; what follows may be misread; close it"),
        ('#let x = "abc', 'paper.typ:1:10: the " is never closed; what follows may be misread; close it'),
        ("$x", "paper.typ:1:1: the $ is never closed; what follows may be misread; close it"),
        ("#footnote[x /* y", "paper.typ:1:13: the /* is never closed; what follows may be misread; close it"),
    ],
)
def test_what_is_never_closed_is_told(text: str, sentence: str) -> None:
    """It reaches as far as Typst lets it, and the paper is read all the same."""
    assert sentence in [str(notice) for notice in read(text).notices]


@pytest.mark.parametrize("opening", ["#[", "#f(", "#{", "*_", "[#f([", "$ #["])
def test_brackets_without_end_are_refused(opening: str) -> None:
    """A text of nothing but brackets is no paper, and is refused with its place in one sentence."""
    with pytest.raises(UnreadableText, match=r"^paper\.typ:1:\d+: opens more than 100 brackets"):
        read(opening * 5_000)


def test_edits_keep_every_byte() -> None:
    """Line ends, a byte order mark and odd spaces stay; each file gets its own edits."""
    data = b'\xef\xbb\xbfA\t@a \r\n#include "b.typ"\r\n  @c  '
    document = typst.read(data, name="paper.typ", open_file=lambda _: b"@b\r@d")

    done = typst.edit(document, [Edit(one.span, "X") for one in document.citations])

    assert done == {"paper.typ": b'\xef\xbb\xbfA\tX \r\n#include "b.typ"\r\n  X  ', "b.typ": b"X"}
