"""Files as a whole: encodings, keys, inheritance, problems with their lines, and what others get wrong."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.formats.all_formats import guess_format
from citekit.formats.base import ReadResult
from citekit.formats.bibtex.reading import read_bib
from citekit.item.item import Item


def _read(text: str | bytes, *, biblatex: bool = True) -> ReadResult:
    return read_bib(text.encode() if isinstance(text, str) else text, name="refs.bib", biblatex=biblatex)


def _item(fields: str, kind: str = "book", *, biblatex: bool = True) -> Item:
    result = _read(f"@{kind}{{a, {fields}}}", biblatex=biblatex)
    assert len(result.items) == 1
    return result.items[0]


def _said(result: ReadResult) -> str:
    return "\n".join(str(problem) for problem in result.problems)


_FRANCE = {"jurisdiction": "France"}


# hazards of peers.md, by name


def test_hazard_only_the_first_entry_is_read() -> None:
    """peers.md: others take the first entry of a file; here all come, in order."""
    text = "".join(f"@misc{{k{number}, title={{T}}}}\n" for number in range(50))
    assert [item.id for item in _read(text).items] == [f"k{number}" for number in range(50)]


def test_hazard_keys_are_replaced() -> None:
    """peers.md: ``ipcc1990`` becomes ``Contribution_of_Interg_1990`` elsewhere; a key that came is kept."""
    keys = ["ipcc1990", "Doe:2020/a", "10.1000/xyz(1)", "müller_2020", "a+b", "0123"]
    text = "\n".join(f"@misc{{{key}, title={{T}}}}" for key in keys)
    assert [item.id for item in _read(text).items] == keys


def test_hazard_007_loses_its_zeros() -> None:
    """peers.md: ``number = {007}`` becomes 7 elsewhere, and an ISBN loses its first zero."""
    for written in ("{007}", '"007"', "007"):
        assert _item(f"number = {written}", "report").number["number"] == "007"
    assert _item("isbn = {0123456789}").text["ISBN"] == "0123456789"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://x.example/~a_b%20c", "https://x.example/~a_b%20c"),
        (r"https://x.example/\~a\_b\%20c", "https://x.example/~a_b%20c"),
        (r"https://x.example/\~{}a{\_}b{\%}20c", "https://x.example/~a_b%20c"),
        (r"https://x.example/{\textasciitilde}a\textunderscore{}b", "https://x.example/~a_b"),
        (r"https://x.example/$\sim$a", "https://x.example/~a"),
        (r"\url{https://x.example/a_b#c}", "https://x.example/a_b#c"),
        (r"{https://x.example/a?b=c\&d=e}", "https://x.example/a?b=c&d=e"),
        ("https://x.example/a--b''c``", "https://x.example/a--b''c``"),
        ("https://x.example/long/\n      path", "https://x.example/long/path"),
    ],
)
def test_hazard_decoding_breaks_urls(written: str, url: str) -> None:
    """peers.md: LaTeX "decoding" turns ~ into a space and cuts at %; a URL is what it is."""
    assert _item(f"url = {{{written}}}").text["URL"] == url


def test_hazard_report_numbers_become_issues_and_institutions_are_dropped() -> None:
    """peers.md: the number of a report is CSL's number, its institution the publisher."""
    item = _item(
        "title={T}, institution={Gartner, Inc.}, number={G00799999}, type={Research Note}", "techreport"
    )
    assert item.type == "report"
    assert item.number == {"number": "G00799999"}
    assert item.text["publisher"] == "Gartner, Inc."
    assert item.text["genre"] == "Research Note"


def test_nothing_is_dropped() -> None:
    """Fields that CSL does not know stand in custom, under their names."""
    item = _item('foo={Bar {\\"o}}, date-added={2020}, sorttitle={S}, holder={H}, note={1}, note={2}')
    assert item.custom == {
        "foo": "Bar ö",
        "date-added": "2020",
        "sorttitle": "S",
        "holder": "H",
        "note-2": "2",
    }


# encodings


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        ("@misc{a, title={Über}}".encode(), ""),
        (codecs.BOM_UTF8 + "@misc{a, title={Über}}".encode(), ""),
        ("@misc{a,\r\n title={Über}}\r\n".encode(), ""),
        ("@misc{a,\r title={Über}}\r".encode(), ""),
        ("@misc{a, title={Über}}".encode("utf-16"), "is in UTF-16"),
        ("@misc{a, title={Über}}".encode("utf-16-le"), "is in UTF-16-LE"),
        ("@misc{a, title={Über}}".encode("latin-1"), "is read as cp1252, for line 1 is not in UTF-8"),
        (
            "% Encoding: ISO8859_1\n@misc{a, title={Über}}".encode("latin-1"),
            "is read as iso8859-1, as it declares",
        ),
        (
            "% Encoding: MacRoman\n@misc{a, title={Über}}".encode("mac_roman"),
            "is read as mac-roman, as it declares",
        ),
        (b"@misc{a, title={\xc3\x9cber\0}}", "holds 1 NUL characters"),
    ],
)
def test_encodings(data: bytes, notice: str) -> None:
    """UTF-8 with and without mark, any line ends, UTF-16, what is declared, what decodes; and it is said."""
    result = _read(data)
    assert result.items[0].text["title"] == "Über"
    assert notice in _said(result)
    assert bool(notice) == bool(result.problems)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"just words, no entries", "holds no entries of BibTeX"),
        (b'[{"id": "a"}]', "holds no entries of BibTeX"),
        (b"\x7fELF\x02\x01" + b"\0" * 40, "is binary, not text"),
        (b"\xff\xfe\x00", "begins as UTF-16, but is not"),
    ],
)
def test_what_is_no_bib_file_is_refused(data: bytes, said: str) -> None:
    """Nothing, other text, and what is binary get one sentence."""
    with pytest.raises(UnreadableText) as caught:
        _read(data)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["% only a comment\n", "@string{a={b}}", "@comment{x}", "% a\n\n% b\n"])
def test_a_file_without_entries_is_one_all_the_same(text: str) -> None:
    """Comments and strings alone are a bibliography of nothing."""
    assert _read(text) == ReadResult(())


# problems


def test_a_broken_entry_costs_only_itself() -> None:
    """Its text is kept, its line named, and the entries around it are read."""
    text = "@book{a, title={A}}\n\n@book{b,\n  title={B,\n  year=2000\n}\n\n@book{c, title={C}}\n"
    result = _read(text)
    assert [item.id for item in result.items] == ["a", "c"]
    (unread,) = result.unread
    assert unread.text == "@book{b,\n  title={B,\n  year=2000\n}"
    assert unread.problem.line == 3
    assert unread.problem.fatal
    assert "title: the brace that opens the value is never closed" in str(unread.problem)


def test_problems_name_line_and_field() -> None:
    """Each stands at the line of its field, in the order of the file."""
    text = (
        "@book{a,\n  title = {A \\foo{x}},\n  date = {2010-13-41},\n  month = {soon},\n"
        "  year = 2010 volume = 3\n}\n"
        "@foo{a,\n  crossref = {none}\n}\n@book{,\n  title={x}\n}\n"
    )
    lines = [(problem.line, problem.field) for problem in _read(text).problems]
    assert (3, "a, date") in lines
    assert (5, "a, year") in lines
    assert (8, "a, crossref") in lines
    assert [(line or 0) > 6 for line, _ in lines] == sorted((line or 0) > 6 for line, _ in lines)
    said = _said(_read(text))
    assert '"2010-13-41" is no date of EDTF; only the year 2010 is used' in said
    assert "\\foo is no command that is known" in said
    assert '"@foo" is no type of entry that is known' in said
    assert 'is the key of another entry too; the entry is called "a-2" here' in said
    assert 'has no key; the entry is called "item-3" here' in said


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_result_or_one_sentence(data: bytes) -> None:
    """No file makes reading fail in another way than by its error."""
    try:
        result = _read(b"@book{a, title={" + data)
    except UnreadableText:
        return
    assert len(result.unread) == sum(problem.fatal for problem in result.problems)


# inheritance


def test_crossref_renames_titles() -> None:
    """The title of a collection is the book title of its parts; what a part has itself is not replaced."""
    result = _read(
        "@incollection{a, title={Part}, author={Doe, J.}, crossref={B}}\n"
        "@collection{b, title={Whole}, subtitle={Sub}, editor={Roe, R.}, date={2020}, publisher={P},"
        " author={X}, shorttitle={W}, keywords={k}}"
    )
    item = result.items[0]
    assert item.text == {"title": "Part", "container-title": "Whole: Sub", "publisher": "P", "keyword": "k"}
    assert item.names["author"][0].family == "Doe"
    assert item.dates["issued"].edtf() == "2020"
    assert result.problems == ()


@pytest.mark.parametrize(
    ("parent", "child", "variable"),
    [
        ("mvbook", "book", "title"),
        ("mvbook", "inbook", "container-title"),
        ("book", "inbook", "container-title"),
        ("proceedings", "inproceedings", "container-title"),
        ("mvproceedings", "inproceedings", "container-title"),
        ("reference", "inreference", "container-title"),
        ("periodical", "article", "container-title"),
        ("book", "incollection", "container-title"),
    ],
)
def test_the_title_of_a_parent_finds_its_place(parent: str, child: str, variable: str) -> None:
    """Multivolume works, books, proceedings, periodicals, by biblatex's table."""
    item = _read(f"@{child}{{a, title={{Part}}, crossref={{b}}}}\n@{parent}{{b, title={{Whole}}}}").items[0]
    assert item.text[variable] == "Whole"


def test_xdata_and_sets() -> None:
    """Data containers are inherited from, chains too, and are no items; a set is its first member."""
    result = _read(
        "@article{a, title={T}, xdata={x, z}}\n@xdata{x, journaltitle={J}, xdata={y}}\n"
        "@xdata{y, date={2020}}\n@xdata{z, volume={3}}\n@set{s, entryset={a,b}}\n"
    )
    assert [item.id for item in result.items] == ["a", "s"]
    assert result.items[0].text["container-title"] == "J"
    assert result.items[0].number["volume"] == "3"
    assert result.items[1].type == "article-journal"
    assert result.items[1].text == result.items[0].text


def test_circles_end_in_a_sentence() -> None:
    """Entries that take from one another are read, and the circle is told."""
    result = _read(
        "@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={c}}\n@book{c, crossref={a}}"
    )
    assert len(result.items) == 3
    assert "which takes from this entry itself; nothing is taken" in _said(result)
    assert "takes from this entry itself" in _said(_read("@book{a, title={A}, xdata={a}}"))


def test_long_chains_end_in_a_sentence() -> None:
    """A chain of hundreds is no danger."""
    text = "\n".join(f"@book{{k{n}, title={{T}}, crossref={{k{n + 1}}}}}" for n in range(300))
    result = _read(f"{text}\n@book{{k300, title={{T}}}}")
    assert len(result.items) == 301
    assert "chain of 50 entries" in _said(result)


# what stands beside the item


def test_sources() -> None:
    """Lines, former keys, groups as tags, files of JabRef and Zotero."""
    result = _read(
        "\n@misc{a,\n ids={old1, old2},\n groups={g1, g2},\n"
        " file={:files/a.pdf:PDF;Full Text:/home/x/b c.pdf:application/pdf}}\n"
        "@misc{b, file={C\\:\\\\Users\\\\x.pdf}}\n@misc{c, file={files/1/x.pdf}}\n@misc{d, file={http://x.org/a.pdf}}"
    )
    source = result.sources["a"]
    assert (source.line, source.aliases, source.tags) == (2, ("old1", "old2"), ("g1", "g2"))
    assert source.files == ("files/a.pdf", "/home/x/b c.pdf")
    assert result.sources["b"].files == ("C:\\Users\\x.pdf",)
    assert result.sources["c"].files == ("files/1/x.pdf",)
    assert result.sources["d"].files == ("http://x.org/a.pdf",)


@pytest.mark.parametrize(
    ("fields", "kind", "variables"),
    [
        ("doi={https://doi.org/10.1000/A_b}", "article", {"DOI": "10.1000/A_b"}),
        (r"doi={10.1000/a\_b}", "article", {"DOI": "10.1000/a_b"}),
        ("eprint={1706.0}, archiveprefix={arXiv}", "misc", {"URL": "https://arxiv.org/abs/1706.0"}),
        ("eprint={123}, eprinttype={pubmed}, url={u}", "article", {"PMID": "123", "URL": "u"}),
        ("eprint={12}, eprinttype={jstor}", "article", {"URL": "https://www.jstor.org/stable/12"}),
        (r"howpublished={\url{http://x.org/a_b}}", "misc", {"URL": "http://x.org/a_b"}),
        ("howpublished={Talk at X}", "misc", {"publisher": "Talk at X"}),
        (r"note={Available at \url{http://x.org}}", "misc", {"URL": "http://x.org"}),
        ("note={{PMID}: 123\n{PMCID}: PMC4}", "article", {"PMID": "123", "PMCID": "PMC4"}),
        ("note={See also http://x.org}", "misc", {"note": "See also http://x.org"}),
        ("note={tex.journal: J}", "article", {"container-title": "J"}),
        ("note={See also: more}", "article", {"note": "See also: more"}),
        ("number={3}, issue={Spring}", "article", {"issue": "3, Spring"}),
        ("number={3}, series={S}", "book", {"collection-number": "3", "collection-title": "S"}),
        ("series={3}", "book", {"collection-title": "3rd series"}),
        ("volume={7}, part={2}", "book", {"volume": "7.2"}),
        ("pages={12--15, 17}", "article", {"page": "12-15, 17"}),
        ("eid={e12}", "article", {"number": "e12"}),
        ("title={A: B}, subtitle={C}", "book", {"title": "A: B: C", "title-short": "A"}),
        ("title={W?}, subtitle={c}, titleaddon={D}", "book", {"title": "W? C. D", "title-short": "W?"}),
        ("title={V}, maintitle={M}, volume={2}", "book", {"title": "M", "volume-title": "V", "volume": "2"}),
        ("pubstate={inpress}", "article", {"status": "in press"}),
        ("type={patreq}, location={countryfr}", "patent", {"genre": "patent request"} | _FRANCE),
        ("publisher={A and B}", "book", {"publisher": "A; B"}),
        ("publisher={{A and B}}", "book", {"publisher": "A and B"}),
        ("note={N}, addendum={A}", "book", {"note": "N. A"}),
        ("langid={ngerman}", "book", {"language": "de-DE"}),
        ("hyphenation={british}", "book", {"language": "en-GB"}),
        ("langid={english}, langidopts={variant=uk}", "book", {"language": "en-GB"}),
        ("language={French}", "book", {"language": "fr-FR"}),
        ("archive_location={Box 3}", "misc", {"archive_location": "Box 3"}),
        ("url={http://x}, options={url=false}", "article", {}),
        ("url={http://x}, options={url=false}", "online", {"URL": "http://x"}),
    ],
)  # fmt: skip
def test_fields(fields: str, kind: str, variables: dict[str, str]) -> None:
    """Which field is which variable, in which type of entry."""
    item = _item(fields, kind)
    assert {**item.text, **item.number} == variables


@pytest.mark.parametrize(
    "note", ["Accessed: 2010-05-03", "[Online; accessed 3-May-2010]", "Last visited on 3 May 2010."]
)
def test_a_note_of_access_is_the_date(note: str) -> None:
    """What people put into the note for want of a field is the date of access; other notes stay."""
    item = _item(f"note={{{note}}}")
    assert item.dates["accessed"].edtf() == "2010-05-03"
    assert "note" not in item.text
    assert _item("note={Accessed through the library}").text["note"] == "Accessed through the library"


def test_bibtex_divides_no_publishers() -> None:
    """In BibTeX a publisher is one, whatever its name."""
    assert _item("publisher={Smith and Sons}", biblatex=False).text == {"publisher": "Smith and Sons"}


@pytest.mark.parametrize(
    ("head", "format_"),
    [
        ("@article{a, journaltitle={J},\n date={2020}}", "biblatex"),
        ("@article{a,\n  journal = {J},\n  year = 2020\n}", "bibtex"),
        ("% a comment\n\n@online{a, title={T}}", "biblatex"),
        ("@Comment{x}\n@book{a, title={T}}", "bibtex"),
    ],
)
def test_dialects_are_told_apart(head: str, format_: str) -> None:
    """Fields and types that only biblatex has tell its files, by name or without."""
    assert guess_format("refs.bib", head.encode()).name == format_
    assert guess_format("<stdin>", head.encode()).name == format_


@pytest.mark.parametrize(
    "value",
    [
        "{ and " * 10_000 + "}" * 10_000,
        "- " * 20_000,
        "a: " + " x" * 20_000,
        "{}" * 20_000,
        "\\'" * 20_000,
        "\\em " * 20_000,
        "$" * 20_000,
    ],
    ids=["ands", "dashes", "label", "groups", "accents", "switches", "dollars"],
)
def test_long_values_take_time_in_proportion(value: str) -> None:
    """Nothing in a value makes reading take more than its length is worth; the suite would stand still."""
    for field in ("author", "title", "pages", "note", "url", "date", "keywords", "file"):
        assert len(_read(f"@book{{a, {field} = {{{value}}}}}").items) == 1
