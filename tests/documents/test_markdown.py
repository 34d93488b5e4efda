"""Papers in Markdown, as pandoc and Quarto read them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.citation import Locator, Mode
from citekit.documents.blocks import Block, BlockKind, RunKind
from citekit.documents.document import UNREFERRED, Document, Edit
from citekit.documents.markdown import markdown
from citekit.documents.places import Span
from citekit.errors import UnreadableText
from citekit.markup.inline import write_inline
from citekit.markup.tree import Format, plain
from tests.documents.pandoc import by_citekit, by_pandoc, run
from tests.tables import CASES, read_table

FOLDER = CASES / "documents"
PAPERS = sorted((FOLDER / "markdown").glob("*.md"))
ATOMS = (
    *("@a", "-@b", "@{c d}", "[", "]", "[@e, p. 3; see @f]", "@g [p. 4]", "; ", "*", "**", "_", "`", "```\n"),
    *(
        "~~~\n",
        "^",
        "^[",
        "[^n]",
        "\n[^n]: ",
        "$",
        "<",
        "<!--",
        "-->",
        "<b>",
        "\\",
        "&amp;",
        '"',
        "'",
        "|",
        "\n|-|-|\n",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        "> ",
        "- ",
        "1. ",
        ": ",
        ":::",
        "::: {#refs}\n",
        "---\n",
        "+---+---+\n",
        "# ",
    ),
    *(
        "a: b\n",
        "x@y.org",
        "https://z.org/@u",
        "\\begin{q}",
        "\\cite{h}",
        "é",
        "字",
        " ",
        "word",
        "\x0b",
        "\u2028",
    ),
)
texts = st.lists(st.sampled_from(ATOMS), max_size=40).map("".join) | st.text(max_size=60)


def read(text: str) -> Document:
    """Return a Markdown text as a document."""
    return markdown.read(text.encode(), name="paper.md")


def test_there_are_papers() -> None:
    """The cases are found."""
    assert len(PAPERS) >= 10


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_pandoc_and_citekit_find_the_same_citations(path: Path) -> None:
    """Keys, modes, prefixes, suffixes, order and notes of a paper are what pandoc says they are."""
    data = path.read_bytes()

    body, head = by_citekit(markdown.read(data, name=path.name))

    expected_body, expected_head = by_pandoc(data.decode())
    assert body == expected_body
    assert head == expected_head


@pytest.mark.parametrize(("text", "expected"), read_table("documents/markdown_apart.txt"))
def test_what_is_knowingly_not_as_in_pandoc(text: str, expected: str) -> None:
    """Addresses, cross-references and shortcodes are no citations, and keys in braces hold spaces."""
    document = read(text)

    keys = " | ".join(key for citation in document.citations for key in citation.keys)
    asides = [f"{aside.kind.name} {aside.value}" for aside in document.asides]
    assert " ; ".join([keys or "-", *asides]) == expected


def suffixes() -> list[str]:
    """Return the lines of the case file, blanks at their beginnings kept."""
    lines = (FOLDER / "suffixes.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def located_by_pandoc(typed: list[str], tmp_path: Path) -> list[tuple[str, str, str]]:
    """Return label, value and suffix of each text behind a key, as pandoc's processor prints them."""
    labels = "page chapter section volume folio figure line paragraph book part verse column issue opus"
    labels += " note sub-verbo"
    ifs = [("else-if" if index else "if", label) for index, label in enumerate(labels.split())]
    choices = "".join(f'<{tag} locator="{label}"><text value="{label}"/></{tag}>' for tag, label in ifs)
    style = f"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
      <info><title>x</title><id>x</id></info><citation><layout delimiter="|">
      <group delimiter="¦"><choose>{choices}</choose><text variable="locator"/></group><text value="¦¦"/>
      </layout></citation></style>"""
    (tmp_path / "style.csl").write_text(style, "utf-8")
    (tmp_path / "x.json").write_text(json.dumps([{"id": "x", "type": "book", "title": "T"}]), "utf-8")
    text = "\n\n".join(f"[@x{one}]" for one in typed)
    options = ["--citeproc", f"--csl={tmp_path / 'style.csl'}", f"--bibliography={tmp_path / 'x.json'}"]
    printed = run(text, *options, "--to=plain", "--wrap=none").replace("\u00a0", " ").strip().split("\n\n")
    assert len(printed) == len(typed), printed
    found = []
    for line in printed:
        where, _, suffix = line.partition("¦¦")
        label, _, value = where.partition("¦")
        found.append((label, value.replace("–", "-"), suffix.strip()))
    return found


def test_locators_are_those_of_pandoc(tmp_path: Path) -> None:
    """What follows a key is taken apart into label, value and suffix as pandoc's processor does it."""
    typed = suffixes()

    found = []
    for one in typed:
        [citation] = read(f"[@x{one}]").citations
        [cite] = citation.cites
        locator = cite.locator or Locator("", "")
        value = locator.value.replace("--", "-").replace("–", "-")
        found.append((locator.label, value, plain(cite.suffix).strip()))

    assert dict(zip(typed, found, strict=True)) == dict(
        zip(typed, located_by_pandoc(typed, tmp_path), strict=True)
    )


def test_notes_are_numbered_by_their_references() -> None:
    """The first note referred to is number 1; what nothing refers to has no number."""
    document = read("One[^b] two^[see @x] three[^a].\n\n[^a]: @y\n\n[^b]: @z\n\n[^c]: @w\n")

    assert [(note.label[0], note.number) for note in document.notes] == [
        ("^", 2),
        ("a", 3),
        ("b", 1),
        ("c", -1),
    ]
    assert {citation.keys[0]: citation.note for citation in document.citations} == {
        "x": 2,
        "y": 3,
        "z": 1,
        "w": UNREFERRED,
    }
    assert [citation.keys[0] for citation in document.in_reading_order()] == ["z", "x", "y", "w"]


def test_the_head_says_what_to_do() -> None:
    """Style, bibliography, language and the works to list stand in the metadata, with their places."""
    data = (FOLDER / "markdown" / "metadata.md").read_bytes()
    document = markdown.read(data, name="paper.md")
    metadata = document.metadata

    assert metadata.bibliography == ("refs.bib", "more@x.yaml")
    assert (metadata.csl, metadata.lang, metadata.title) == ("apa.csl", "de-DE", "Titles cite @a, p. 3")
    assert [cite.key for cite in metadata.nocite] == ["e", "f"]
    assert (metadata.suppress_bibliography, metadata.link_citations, metadata.link_bibliography) == (
        True,
        True,
        None,
    )
    assert metadata.reference_section_title == "Literatur"
    assert document.source(metadata.spans["csl"]) == "apa.csl"
    assert not metadata.nocite_all
    assert read("---\nnocite: '@*'\n---\n").metadata.nocite_all


def test_metadata_that_cannot_be_read_is_told_and_the_rest_read() -> None:
    """A fault in the head is a notice with its line, and the text is read all the same."""
    document = read("---\ntitle: [a\nlang: de\n---\n\nText @a.\n")

    [notice] = document.notices
    assert str(notice).startswith("paper.md:")
    assert "the metadata cannot be read" in str(notice)
    assert [citation.keys for citation in document.citations] == [("a",)]


def test_a_div_says_where_the_bibliography_goes() -> None:
    """The span within ``::: {#refs}`` is what a bibliography replaces; its attributes are kept."""
    text = "Text @a.\n\n# References\n\n::: {#refs .unnumbered type=book}\nold\n:::\n\nEnd\n"
    document = read(text)

    [place] = document.bibliographies

    assert document.source(place.inner) == "old\n"
    assert document.source(place.span).startswith("::: {#refs")
    assert place.attributes == {"id": "refs", "class": "unnumbered", "type": "book"}


def test_blocks_show_what_a_reader_sees() -> None:
    """Text without its marks, formats with it, each character's place kept."""
    document = read("A *title: **bold** x* and\n`code` H~2~O \\* &amp; [link](http://x.org) <em>y</em> x^2^.")

    [block] = document.blocks

    assert block.text == "A title: bold x and\ncode H2O * & link y x2."
    assert block.formats_of(2, 7) == {Format.ITALIC}
    assert block.formats_of(9, 13) == {Format.ITALIC, Format.BOLD}
    assert block.formats_of(0, 5) == frozenset()
    assert document.source(block.span_of(9, 13)) == "bold"
    assert document.source(block.span_of(block.text.index("y x"), block.text.index("y x") + 1)) == "y"
    assert [run.text for run in block.runs if run.kind is RunKind.CODE] == ["code"]
    assert [run.url for run in block.runs if run.url] == ["http://x.org"]
    two = block.text.index("x2") + 1
    assert block.formats_of(two, two + 1) == {Format.SUPERSCRIPT}


def test_what_kind_a_block_is() -> None:
    """Headings, items with their marks, quotes, cells and captions are told apart."""
    document = read(
        "# H {#i}\n\n3. item\n\n> quote\n\n| a |\n|---|\n| b |\n\n: cap\n\n    code\n\n[^1]: n\n\nx[^1]\n"
    )

    def tell(block: Block) -> tuple[str, str, str]:
        return block.kind.value, block.text, block.marker or ("quote" if block.in_quote else "")

    assert [tell(block) for block in document.blocks] == [
        ("heading", "H", ""),
        ("paragraph", "item", "3."),
        ("paragraph", "quote", "quote"),
        ("table cell", "a", ""),
        ("table cell", "b", ""),
        ("caption", "cap", ""),
        ("code", "", ""),
        ("paragraph", "n", ""),
        ("paragraph", "x", ""),
    ]
    assert document.blocks[7].note == 1


def test_markup_within_prefix_and_suffix_is_kept() -> None:
    """Italics around a key reach the processor as its inline markup."""
    [citation] = read("[*see* @a, p. 3 **and** [x](http://y.z) 'q']").citations

    [cite] = citation.cites

    assert write_inline(cite.prefix) == "<i>see</i>"
    assert cite.locator == Locator("page", "3")
    assert write_inline(cite.suffix) == " <b>and</b> x 'q'"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"a\nb @c\0", 2, 5), (b"\xef\xbb\xbfok\n\xff", 2, 1), (b"\xff\xfea", 1, 1)],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, line: int, column: int) -> None:
    """Bytes that are no text are told with their line."""
    with pytest.raises(UnreadableText) as caught:
        markdown.read(data, name="paper.md")

    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"paper.md:{line}:{column}: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_goes_back_as_it_came(encoding: str) -> None:
    """Marks, line ends and encoding of the file are those of the changed file."""
    text = "Caf\u00e9 [@a]\r\n\r\nüber @b  \r\n"
    data = text.encode(encoding)
    document = markdown.read(data, name="paper.md")

    edits = [Edit(citation.span, "(é\nx)") for citation in document.citations]
    changed = markdown.edit(document, edits)["paper.md"]

    assert changed == text.replace("[@a]", "(é\r\nx)").replace("@b", "(é\r\nx)").encode(encoding)
    assert bool(document.notices) == (encoding == "cp1252")


def check_document(text: str, document: Document) -> None:
    """Assert what must hold of every document that was read from ``text``."""
    spans = [citation.span for citation in document.citations if citation.block >= 0]
    assert spans == sorted(spans)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for citation in document.all_citations():
        for cite in citation.cites:
            assert cite.key in document.source(cite.key_span)
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        for run_ in block.runs:
            source = document.source(run_.span)
            if len(source) == len(run_.text) and run_.kind is RunKind.TEXT:
                assert source.replace("\r\n", " \n").replace("\r", "\n") == run_.text or source == "&"


@given(texts)
def test_the_reader_reads_anything(text: str) -> None:
    """No text makes it fail; spans lie in the text, hold their keys and do not overlap."""
    text = text.replace("\0", "")
    try:
        document = read(text)
    except (UnreadableText, UnicodeEncodeError):
        return

    check_document(text, document)


@given(texts, st.sampled_from(["", "\ufeff"]))
def test_every_byte_outside_the_edits_stays(text: str, mark: str) -> None:
    """Replacing the citations by themselves gives the file back, and by others changes nothing else."""
    try:
        data = (mark + text.replace("\0", "")).encode()
        document = markdown.read(data, name="paper.md")
    except (UnreadableText, UnicodeEncodeError):
        return
    spans = [citation.span for citation in document.citations]
    same = [Edit(span, document.source(span)) for span in spans]
    part = document.parts[0]

    if not any("\r" in document.source(span) or "\n" in document.source(span) for span in spans):
        assert markdown.edit(document, same) in ({}, {"paper.md": data})
    changed = markdown.edit(document, [Edit(span, "⟦⟧") for span in spans]).get("paper.md", data)

    kept, position = [], 0
    for span in spans:
        kept.append(part.text[position : span.start])
        position = span.end
    kept.append(part.text[position:])
    assert changed == data[: len(data) - len(part.text.encode())] + "⟦⟧".join(kept).encode()


@given(texts.filter(lambda text: "@" not in text))
def test_a_paper_without_citations_is_left_alone(text: str) -> None:
    """Where there is no @ there is no citation."""
    try:
        document = read(text.replace("\0", ""))
    except (UnreadableText, UnicodeEncodeError):
        return

    assert document.citations == ()
    assert document.asides == ()


def test_an_edit_that_overlaps_another_is_a_bug() -> None:
    """Two edits of one place are refused."""
    document = read("[@a]")

    with pytest.raises(ValueError, match="overlap"):
        markdown.edit(document, [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")])


def test_modes_are_those_of_the_processor() -> None:
    """In the sentence, in brackets, without author: as `Cite` and `Citation` have it."""
    document = read("@a, [@b], -@c, [-@d], @e [see @f]")

    assert [(citation.mode, [cite.mode for cite in citation.cites]) for citation in document.citations] == [
        (Mode.COMPOSITE, [Mode.NORMAL]),
        (Mode.NORMAL, [Mode.NORMAL]),
        (Mode.NORMAL, [Mode.SUPPRESS_AUTHOR]),
        (Mode.NORMAL, [Mode.SUPPRESS_AUTHOR]),
        (Mode.COMPOSITE, [Mode.NORMAL, Mode.NORMAL]),
    ]


def test_code_is_a_block_without_text() -> None:
    """Code is there, so that nobody looks into it."""
    [block] = read("```\n(Smith, 2020) @a\n```\n").blocks

    assert (block.kind, block.runs) == (BlockKind.CODE, ())
