"""What is written: fields and their order, bytes, ASCII; and that pandoc reads it as it was meant."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given

from citekit.formats.base import Format, WriteOptions
from citekit.formats.bibtex.dialects import BIBLATEX, BIBTEX
from citekit.formats.csl_item import ItemReader
from citekit.item.date import Date, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import TYPES
from tests.formats.strategies import ITEMS
from tests.formats.test_pandoc_reads import odd_items

ARTICLE = Item(
    id="doe2020",
    type="article-journal",
    text={
        "title": "The great Gatsby & <i>Homo sapiens</i>: a study",
        "container-title": "Journal of X_Y",
        "DOI": "10.1000/a_b",
        "URL": "https://x.org/a_b%20c#d",
        "language": "en-US",
        "reviewed-title": "Another Work",
    },
    number={"volume": "3", "issue": "4", "page": "12-15"},
    names={
        "author": (
            Name(family="Doe", given="Jane"),
            Name(family="Gogh", given="Vincent", non_dropping_particle="van"),
            Name(literal="World Bank"),
        ),
    },
    dates={"issued": parse_edtf("2020-05-03"), "accessed": parse_edtf("2021-01")},
    custom={"date-added": "2020-01-01", "Own Field": "{x}"},
)
REPORT = Item(
    id="who 2021",
    type="report",
    text={"title": "Über Größe", "publisher": "Smith and Sons", "language": "de-DE", "genre": "Bericht"},
    number={"number": "007"},
    names={"author": (Name(literal="WHO"),)},
    dates={"issued": parse_edtf("2019/2021")},
)
BIBTEX_ITSELF = shutil.which("bibtex")


def _write(format_: Format, *items: Item, ascii_only: bool = False) -> str:
    assert format_.write
    return format_.write(items, WriteOptions(ascii=ascii_only))


def test_biblatex() -> None:
    """One field a line, in one order; dates in EDTF; CSL's own names for what has no field."""
    assert _write(BIBLATEX, ARTICLE, REPORT) == (
        "@article{doe2020,\n"
        "  author = {Doe, Jane and van Gogh, Vincent and {World Bank}},\n"
        "  title = {The great {Gatsby} \\& \\emph{{Homo} sapiens}: {}a study},\n"
        "  journaltitle = {Journal of X\\_Y},\n"
        "  date = {2020-05-03},\n"
        "  urldate = {2021-01},\n"
        "  number = {4},\n"
        "  pages = {12-15},\n"
        "  volume = {3},\n"
        "  doi = {10.1000/a_b},\n"
        "  url = {https://x.org/a_b%20c#d},\n"
        "  langid = {english},\n"
        "  options = {useprefix=true},\n"
        "  date-added = {2020-01-01},\n"
        '  csl-custom = {{"Own Field": "\\u007bx\\u007d"}},\n'
        "  csl-reviewed-title = {Another Work},\n"
        "}\n"
        "\n"
        "@report{who-2021,\n"
        "  author = {{WHO}},\n"
        "  title = {Über Größe},\n"
        "  date = {2019/2021},\n"
        "  institution = {{Smith and Sons}},\n"
        "  number = {007},\n"
        "  type = {Bericht},\n"
        "  langid = {german},\n"
        "  csl-id = {who 2021},\n"
        "}\n"
    )


def test_bibtex() -> None:
    """BibTeX's names of types and fields, year and month, and EDTF beside them where they say less."""
    written = _write(BIBTEX, ARTICLE, REPORT)
    for line in (
        "  journal = {Journal of X\\_Y},",
        "  year = {2020},",
        "  month = may,",
        "  day = {3},",
        "@techreport{who-2021,",
        "  institution = {Smith and Sons},",
        "  year = {2019},",
        "  date = {2019/2021},",
    ):
        assert f"{line}\n" in written


def test_ascii() -> None:
    """For programs that read nothing else, letters are commands, in keys too none is left."""
    written = _write(BIBTEX, REPORT, ascii_only=True)
    assert '  title = {{\\"U}ber Gr{\\"o}{\\ss}e},\n' in written
    assert written.isascii()


def test_a_file_of_nothing_is_a_file() -> None:
    """No items are a comment, which is read again."""
    for format_ in (BIBLATEX, BIBTEX):
        assert format_.read
        assert format_.read(_write(format_).encode(), name="x").items == ()


def test_keys_that_are_made_plain_stay_apart() -> None:
    """Two keys that BibTeX cannot bear do not become one."""
    items = [Item(id=id_, type="book") for id_ in ("a b", "a,b", "a-b")]
    written = _write(BIBLATEX, *items)
    assert [line for line in written.splitlines() if line.startswith("@")] == [
        "@book{a-b-2,",
        "@book{a-b-3,",
        "@book{a-b,",
    ]


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("format_", [BIBLATEX, BIBTEX], ids=["biblatex", "bibtex"])
def test_every_type_has_an_entry_and_comes_back(format_: Format, type_: str) -> None:
    """Each CSL type is an entry of its own kind or the nearest, and is what it was when it is read."""
    assert format_.read
    item = Item(id="a", type=type_, text={"title": "T", "genre": "g"})
    assert format_.read(_write(format_, item).encode(), name="x").items == (item,)


@pytest.mark.parametrize(("format_", "name"), [(BIBLATEX, "biblatex"), (BIBTEX, "bibtex")])
@pytest.mark.parametrize("ascii_only", [False, True], ids=["unicode", "ascii"])
def test_pandoc_reads_what_is_written(format_: Format, name: str, ascii_only: bool) -> None:
    """Another program finds the same types, names, titles, numbers, dates and addresses."""
    items = (ARTICLE, REPORT)
    found = json.loads(
        pypandoc.convert_text(_write(format_, *items, ascii_only=ascii_only), "csljson", format=name)
    )
    reader = ItemReader("pandoc")
    read = [reader.read(value, number=number) for number, value in enumerate(found, start=1)]
    article, report = read
    assert article
    assert report
    assert article.type == "article-journal"
    assert article.text["title"].replace('<span class="nocase">', "").replace("</span>", "") == (
        "The great Gatsby & <i>Homo sapiens</i>: A study"
    )
    assert article.names == ARTICLE.names
    assert article.number == ARTICLE.number
    assert article.dates == ARTICLE.dates
    for variable in ("container-title", "DOI", "URL", "language"):
        assert article.text[variable] == ARTICLE.text[variable]
    assert report.type == "report"
    assert {**report.text} == {**REPORT.text}
    assert report.number == REPORT.number
    assert report.names == REPORT.names
    assert report.dates["issued"] == (
        REPORT.dates["issued"] if format_ is BIBLATEX else report.dates["issued"]
    )


def test_what_latex_and_bibtex_cannot_bear_is_written_so_that_they_can() -> None:
    """Braces match in every value, dates are EDTF or years, names have no comma too many, keys no space."""
    item = Item(
        id="a{b",
        type="book",
        text={"title": "a } b { c", "note": "100% \\ $ ~", "URL": "http://x/{a}"},
        names={"author": (Name(family="a, b", given="c, d", suffix="e"), Name(given="Plato"))},
        dates={"issued": Date(literal="in press"), "accessed": Date(literal="last week")},
    )
    written = _write(BIBLATEX, item)
    assert written.count("{") == written.count("}")
    for line in written.splitlines()[1:-1]:
        assert line.count("{") == line.count("}")
    assert "  year = {in press},\n" in written
    assert "urldate" not in written
    assert "  author = {{a, b}, e, {c, d} and given=Plato},\n" in written
    assert "http://x/%7Ba%7D" in written
    assert written.startswith("@book{a-b,\n")


def test_keys_that_bibtex_takes_for_one_are_two() -> None:
    """BibTeX does not know capitals in keys and would skip the second entry; biber knows them."""
    keys = ["Doe2020", "doe2020", "DOE2020", "doe2020-2"]
    items = [Item(id=key, type="book", text={"title": key}) for key in keys]

    written = _write(BIBTEX, *items)

    assert re.findall(r"@book\{(.*),", written) == ["Doe2020", "doe2020-3", "DOE2020-4", "doe2020-2"]
    assert BIBTEX.read
    assert [item.id for item in BIBTEX.read(written.encode(), name="x.bib").items] == keys
    assert re.findall(r"@book\{(.*),", _write(BIBLATEX, *items)) == keys


STYLE = """ENTRY{author editor title}{}{}
FUNCTION{default.type}{
  author empty$ 'skip$ { author #1 "{ff }{vv }{ll}{, jj}" format.name$ write$ newline$ } if$
  title empty$ 'skip$ { title "t" change.case$ purify$ write$ newline$ } if$
}
FUNCTION{article}{default.type} FUNCTION{book}{default.type} FUNCTION{techreport}{default.type}
MACRO{may}{"May"}
READ
ITERATE{call.type$}
"""
"""A style that takes names and titles apart, as those do that people use."""


@pytest.mark.skipif(not BIBTEX_ITSELF, reason="BibTeX is not installed")
def test_bibtex_itself_reads_it_without_a_word(tmp_path: Path) -> None:
    """The program has neither errors nor warnings for odd names, titles, keys and addresses."""
    assert BIBTEX_ITSELF
    items = [*odd_items(), ARTICLE, REPORT, Item(id="Article", type="book"), Item(id="article", type="book")]
    (tmp_path / "refs.bib").write_text(_write(BIBTEX, *items), "utf-8")
    (tmp_path / "all.bst").write_text(STYLE)
    (tmp_path / "paper.aux").write_text("\\citation{*}\n\\bibstyle{all}\n\\bibdata{refs}\n")

    ended = subprocess.run(
        [BIBTEX_ITSELF, "paper"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, re.findall(r"Warning.*|.*---line.*", ended.stdout)) == (0, [])


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FIELDS_OF_BIBER = _set(
    "abstract addendum annotation author authortype bookauthor booksubtitle booktitle booktitleaddon chapter "
    "date doi edition editor editora editorb editorc editortype editoratype editorbtype editorctype eid "
    "entrysubtype eprint eprintclass eprinttype eventdate eventtitle file howpublished institution isbn issn "
    "issue journaltitle keywords langid language library location maintitle note number options organization "
    "origdate origlocation origpublisher origtitle pages pagetotal part publisher pubstate related series "
    "shortjournal shorttitle subtitle title titleaddon translator type url urldate venue version volume "
    "volumes year address month pmid pmcid ids"
)
"""The fields of biblatex's data model (manual, 2.2.2 and 2.2.3) that citekit writes, and PubMed's two."""
TYPES_OF_BIBER = _set(
    "article book inbook incollection booklet dataset inproceedings inreference online patent report "
    "software thesis unpublished misc image jurisdiction legislation legal letter movie music performance "
    "standard"
)
"""The types of biblatex's data model (manual, 2.1.1 and 2.1.3) that citekit writes."""


@given(item=ITEMS)
def test_types_fields_and_dates_are_those_of_the_data_model_of_biblatex(item: Item) -> None:
    """What biber validates: a known type, known fields or citekit's own, each once, and dates in EDTF."""
    written = _write(BIBLATEX, item)

    head, *lines, end = written.rstrip("\n").split("\n")
    match = re.fullmatch(r"@(\w+)\{([^\s,{}\"#%~\\]+),", head)
    assert match
    assert match[1] in TYPES_OF_BIBER
    assert end == "}"
    pairs = [line.strip().partition(" = ") for line in lines]
    names = [name for name, _, _ in pairs]
    assert len(names) == len(set(names))
    own = {name.lower() for name in item.custom}
    assert [name for name in names if name not in FIELDS_OF_BIBER | own and not name.startswith("csl-")] == []
    for name, _, value in pairs:
        if name in ("date", "eventdate", "origdate", "urldate"):
            assert parse_edtf(value.strip(",").strip("{}")).start
