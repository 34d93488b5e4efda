"""A record's file is read with all its faults, and what people type is checked before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import CitekitError, InvalidValue, UnknownField, UnknownType
from citekit.files import stamp
from citekit.item.date import Date, DateParts
from citekit.item.item import Item, Value
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES, TYPES
from citekit.library.record import OWN_FIELDS, Access, Archived, Provenance, Record
from citekit.library.schema import (
    RECORD_ORDER,
    check_field,
    describe_value,
    list_items,
    parse_field,
    read_record,
    to_yaml_value,
    write_record,
)
from citekit.yaml_text.values import YamlValue
from tests.yaml_text.documents import documents, texts, values

ENTRIES = Path(__file__).parent.parent.parent / "entries"


def record(text: str | bytes) -> Record:
    """The record in a file that holds ``text``."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_record(data, path=Path("entries/x.yaml"), key="x")


def problems(text: str | bytes) -> list[str]:
    """The sentences about a file."""
    return [str(problem) for problem in record(text).problems]


REPORT = """\
# yaml-language-server: $schema=../record.schema.json
type: report
title: "Channel On Al-Qaeda-Operated Server Slams ISIS"
author:
  - literal: Middle East Media Research Institute
  - {family: Doe, given: Jane}
collection-title: Jihad and Terrorism Threat Monitor
number: 00712345
page: 12:30
version: 1.10
issued: 2022-01-20
URL: https://example.org/a
access: subscription
archived: {url: https://example.org/b, date: 2022-02-01}
tags: [monitoring]
aliases: [y]
files: [y.pdf]
supersedes: z
provenance: {source: a page, confidence: {title: high}}
x-own: No
"""


def test_a_record_is_read_whole() -> None:
    """Every field of a record is in the item or beside it, and every scalar is the text that was typed."""
    read = record(REPORT)

    assert read.item == Item(
        id="x",
        type="report",
        text={
            "title": "Channel On Al-Qaeda-Operated Server Slams ISIS",
            "collection-title": "Jihad and Terrorism Threat Monitor",
            "URL": "https://example.org/a",
        },
        number={"number": "00712345", "page": "12:30", "version": "1.10"},
        names={
            "author": (
                Name(literal="Middle East Media Research Institute"),
                Name(family="Doe", given="Jane"),
            )
        },
        dates={"issued": Date(start=DateParts(2022, 1, 20))},
        custom={"x-own": "No"},
    )
    assert (read.key, read.path, read.stamp) == ("x", Path("entries/x.yaml"), stamp(REPORT.encode()))
    assert read.access is Access.SUBSCRIPTION
    assert read.archived == Archived("https://example.org/b", Date(start=DateParts(2022, 2, 1)))
    assert (read.tags, read.aliases, read.files) == (("monitoring",), ("y",), ("y.pdf",))
    assert read.supersedes == ("z",)
    assert read.provenance == Provenance(source="a page", confidence={"title": "high"})
    assert read.usable


def test_an_unknown_field_is_kept_and_reported() -> None:
    """A field that nobody knows stays with the record, and is no reason not to cite it."""
    read = record("type: book\njournal: Nature\nx-own: |\n  a\n  b\nx-list: [a]\n")

    assert read.item.custom == {"journal": "Nature", "x-own": "a\nb"}
    assert [str(problem) for problem in read.problems] == [
        "entries/x.yaml:2:1: journal: is no field of CSL or of citekit; did you mean container-title?",
        "entries/x.yaml:3:1: x-own: is no field of CSL or of citekit; remove it, or keep it as your own",
        "entries/x.yaml:6:1: x-list: is no field of CSL or of citekit; remove it, or keep it as your own",
    ]
    assert read.usable


def test_all_faults_are_reported_at_once() -> None:
    """Every fault of a record has its file, line, column, field and remedy; the fatal ones come first."""
    text = (
        "tpye: report\n"
        "title: [a]\n"
        "author: {last: Doe}\n"
        "issued: 2020-13\n"
        "ISBN: 978-0-14-044913-7\n"
        "access: opne\n"
        "locator: 3\n"
    )
    read = record(text)

    assert [(problem.line, problem.column, problem.field, problem.fatal) for problem in read.problems] == [
        (1, 1, "type", True),
        (2, 8, "title", True),
        (3, 9, "author", True),
        (4, 9, "issued", True),
        (1, 1, "tpye", False),
        (3, 10, "author", False),
        (5, 7, "ISBN", False),
        (6, 9, "access", False),
        (7, 1, "locator", False),
    ]
    assert all(problem.path == Path("entries/x.yaml") and problem.remedy for problem in read.problems)
    assert not read.usable


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "entries/x.yaml: is empty; write `type: report`, and the other fields below it"),
        ("# only this\n", "entries/x.yaml: is empty; write `type: report`, and the other fields below it"),
        (
            "- type: book\n",
            "entries/x.yaml:1:1: holds a list where fields belong; write `field: value`, one a line",
        ),
        ("report\n", "entries/x.yaml:1:1: holds text where fields belong; write `field: value`, one a line"),
        ("title: x\n", "entries/x.yaml:1:1: type: is missing; add a line such as `type: report`"),
        ("type: reprot\n", 'entries/x.yaml:1:7: type: no item type "reprot"; did you mean report?'),
        (
            "type:\n",
            "entries/x.yaml:1:6: type: is empty; choose one of CSL's, such as report, book or webpage",
        ),
        ("type: [report]\n", "entries/x.yaml:1:7: type: holds a list; write one word, such as report"),
        (
            "type: book\n\ttitle: x\n",
            "entries/x.yaml:2:1: a tab stands where YAML wants spaces; replace it by spaces",
        ),
        (
            "type: book\ntitle: a\ntitle: b\n",
            'entries/x.yaml:3:1: "title" is here a second time, after line 2; keep one of the two',
        ),
        (
            "type: book\nissued: 2020-13\n",
            (
                'entries/x.yaml:2:9: issued: "2020-13" has no month 13; '
                "write it as 2020, 2020-05, 2020-05-03, 2019/2020 or 1850~"
            ),
        ),
        (
            b"type: book\ntitle: \xe9\n",
            "entries/x.yaml:2:8: holds the byte 0xE9, which is not UTF-8; save the file as UTF-8",
        ),
        ("type: book\n".encode("utf-16"), "entries/x.yaml: is in UTF-16, not UTF-8; save it as UTF-8"),
        (
            b"type: book\n" + b"#" * 50_000_000,
            (
                "entries/x.yaml: has 50 MB, more than the 4 MB that a record may have; "
                "keep one work in a file, and no copy of its text"
            ),
        ),
        (
            "type: !!python/object/apply:os.system [ls]\n",
            (
                "entries/x.yaml:1:7: the tag !!python/object/apply:os.system is not understood; "
                "remove it; put a value that starts with ! in quotes"
            ),
        ),
    ],
)
def test_a_file_that_is_no_record_gives_one_sentence(text: str | bytes, sentence: str) -> None:
    """Whatever a file holds, a record comes back that says what is wrong with it, and is not usable."""
    read = record(text)

    assert [str(problem) for problem in read.problems] == [sentence]
    assert (read.item.id, read.usable) == ("x", False)


@given(st.one_of(st.binary(), st.text().map(str.encode), documents.map(lambda made: made.text.encode())))
def test_any_bytes_give_a_record(data: bytes) -> None:
    """Nothing is raised, whatever a file holds, and what makes a record unusable is said."""
    read = record(data)

    assert read.key == read.item.id == "x"
    assert read.usable == (read.item.type in TYPES and not any(problem.fatal for problem in read.problems))


@given(st.dictionaries(st.one_of(st.sampled_from(RECORD_ORDER), st.text(max_size=8)), values, max_size=4))
def test_any_fields_give_a_record(fields: dict[str, YamlValue]) -> None:
    """Fields of any shape are read or reported, each problem with its place."""
    read = record(write_record(fields))

    assert all(problem.line for problem in read.problems if fields)


def test_old_names_of_fields() -> None:
    """The names that CSL-JSON had before 1.0.2 stand for today's."""
    read = record("type: book\nevent: Fair\nshortTitle: S\njournalAbbreviation: J.\n")

    assert read.item.text == {"event-title": "Fair", "title-short": "S", "container-title-short": "J."}
    assert read.problems == ()


@pytest.mark.parametrize("text", ["event: a\nevent-title: b\n", "event-title: b\nevent: a\n"])
def test_an_old_name_beside_the_new_is_reported(text: str) -> None:
    """Where both names of a field stand, today's wins and the double is reported."""
    read = record(f"type: book\n{text}")

    assert read.item.text == {"event-title": "b"}
    assert [problem.message for problem in read.problems] == [
        "says again what event-title says; one of the two is left out"
    ]


@pytest.mark.parametrize("field", ["id", "citation-key"])
def test_the_key_is_the_files_name(field: str) -> None:
    """A key within the file is not read, and is reported."""
    read = record(f"type: book\n{field}: other\n")

    assert (read.key, read.item.custom) == ("x", {})
    assert problems(f"type: book\n{field}: other\n") == [
        f"entries/x.yaml:2:1: {field}: is not read: the file's name is the key; remove it"
    ]


@pytest.mark.parametrize("path", sorted(ENTRIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_sample_records_have_no_problems(path: Path) -> None:
    """Each record that citekit ships is read without a complaint."""
    assert read_record(path.read_bytes(), path=path, key=path.stem).problems == ()


# What people type


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", "No", "No"),
        ("title", "  a\n b ", "a b"),
        ("abstract", "a\nb", "a\nb"),
        ("title", "e\u0301", "é"),
        ("type", "report", "report"),
        ("number", "00712345", "00712345"),
        ("issued", "2022-01-20", "2022-01-20"),
        ("issued", "2019/2020", "2019/2020"),
        ("author", "Doe, Jane", [{"family": "Doe", "given": "Jane"}]),
        (
            "author",
            "Doe, Jane; Gartner, Inc.",
            [{"family": "Doe", "given": "Jane"}, {"literal": "Gartner, Inc."}],
        ),
        (
            "author",
            "van Gogh, Vincent",
            [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
        ),
        ("DOI", "https://doi.org/10.1000/Xyz", "10.1000/Xyz"),
        ("ISBN", "ISBN 978-0-14-044913-6", "9780140449136"),
        ("ISSN", "20493630", "2049-3630"),
        ("URL", "https://example.org/a b".replace(" ", "%20"), "https://example.org/a%20b"),
        ("tags", "a, b; c", ["a", "b", "c"]),
        ("files", "a, b.pdf; c.pdf", ["a, b.pdf", "c.pdf"]),
        ("access", "Open", "open"),
        ("archived", "https://example.org", {"url": "https://example.org"}),
        ("archived", "https://example.org 2022-02-01", {"url": "https://example.org", "date": "2022-02-01"}),
        ("provenance", "the page", {"source": "the page"}),
        ("event", "Fair", "Fair"),
    ],
)
def test_parse_field(field: str, text: str, value: YamlValue) -> None:
    """What is typed becomes what stands in the file."""
    assert parse_field(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "sentence", "hint"),
    [
        ("issued", "2020-13", 'issued: "2020-13" has no month 13', "write it as 2020"),
        ("issued", "5 May 2020", 'issued: "5 May 2020" is not a date in EDTF', "write 2020-05-05"),
        ("DOI", "xyz", 'DOI: "xyz" is no DOI', "write it as 10.1000/xyz123"),
        ("ISBN", "978-0-14-044913-7", 'ISBN: "978-0-14-044913-7" is mistyped', "compare it"),
        ("URL", "example.org", 'URL: "example.org" does not say', "write https://example.org"),
        ("access", "opne", 'access: "opne" is no kind of access', "did you mean open?"),
        ("archived", "https://example.org 2020-13", 'archived: "2020-13" has no month 13', "write it as"),
        ("archived", "nowhere", 'archived: "nowhere" is no web address', "write its address and"),
        ("title", "  ", 'title: "" is empty', "remove the field with --unset title"),
        ("title", "a\udcff", 'title: "a\\udcff" holds bytes that are no text', "type it in UTF-8"),
        ("locator", "3", 'field: "locator" is filled in by citing', "leave it out"),
        ("author", "a, b, c, d", 'author: "a, b, c, d" has 3 commas', 'put ";" between names'),
    ],
)
def test_parse_field_refuses(field: str, text: str, sentence: str, hint: str) -> None:
    """A value that a field cannot take is refused with the field, the reason and a remedy."""
    with pytest.raises(InvalidValue) as caught:
        parse_field(field, text)

    assert str(caught.value).startswith(sentence)
    assert (caught.value.hint or "").startswith(hint)


def test_unknown_words_are_answered_with_the_nearest() -> None:
    """A field or type that there is not is refused, and the nearest named."""
    with pytest.raises(UnknownField) as field:
        parse_field("autor", "x")
    with pytest.raises(UnknownField) as foreign:
        check_field("journal")
    with pytest.raises(UnknownType) as kind:
        parse_field("type", "raport")

    assert [caught.value.hint for caught in (field, foreign, kind)] == [
        "did you mean author?",
        "did you mean container-title?",
        "did you mean report?",
    ]


@given(st.sampled_from(RECORD_ORDER), st.one_of(texts, st.text(st.characters())))
def test_what_is_parsed_is_read_without_a_problem(field: str, text: str) -> None:
    """Whatever is accepted for a field is written, read and found good."""
    try:
        value = parse_field(field, text)
    except CitekitError:
        return
    read = record(write_record({"type": "report", field: value}))

    assert read.problems == ()


NAMES = st.builds(
    Name,
    family=st.sampled_from(["Doe", "No", "Null", "de la Cruz", "Ñ"]),
    given=st.sampled_from(["", "Jane", "Y", "007"]),
    non_dropping_particle=st.sampled_from(["", "van"]),
    dropping_particle=st.sampled_from(["", "von"]),
    suffix=st.sampled_from(["", "Jr."]),
    comma_suffix=st.booleans(),
    static_ordering=st.booleans(),
) | st.builds(Name, literal=st.sampled_from(["MEMRI", "Gartner, Inc.", "12:30", "a: b"]))
DATES = st.sampled_from(
    [
        Date(start=DateParts(2020)),
        Date(start=DateParts(2020, 5, 3), approximate=True),
        Date(start=DateParts(2020, season=2)),
        Date(start=DateParts(-44, 3, 15)),
        Date(start=DateParts(2019), end=DateParts(2020, 1)),
        Date(start=DateParts(2019), open_end=True),
        Date(literal="forthcoming"),
    ]
)


@given(
    st.lists(NAMES, min_size=1, max_size=3).map(tuple), DATES, texts.filter(lambda text: bool(text.strip()))
)
def test_an_items_values_survive_the_file(names: tuple[Name, ...], date: Date, title: str) -> None:
    """Names, dates and texts come back from the file as they went in."""
    held: dict[str, Value] = {"author": names, "issued": date, "title": title}
    read = record(write_record({"type": "book"} | {name: to_yaml_value(name, held[name]) for name in held}))

    assert read.item.names == {"author": names}
    assert read.item.dates == {"issued": date}
    assert read.item.text.get("title", "") == to_yaml_value("title", title)


@given(st.dictionaries(st.sampled_from(RECORD_ORDER), values, max_size=5))
def test_a_new_file_holds_what_was_given(fields: dict[str, YamlValue]) -> None:
    """PyYAML reads from a new file the same data, its fields in the order of the vocabulary."""
    read = yaml.safe_load(write_record(fields)) or {}

    assert {name: "" if value is None else value for name, value in read.items()} == fields
    assert list(read) == [field for field in RECORD_ORDER if field in fields]


def test_a_new_file_is_fit_to_be_read() -> None:
    """A new record is laid out as people write one; an empty value is left open."""
    fields: dict[str, YamlValue] = {
        "x-own": "1",
        "tags": ["a", "b"],
        "issued": "2022-01-20",
        "URL": "",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "MEMRI"}],
        "title": "Trends: 2022",
        "type": "report",
    }

    assert write_record(fields) == (
        "type: report\n"
        'title: "Trends: 2022"\n'
        "author:\n"
        "  - {family: Doe, given: Jane}\n"
        "  - literal: MEMRI\n"
        'issued: "2022-01-20"\n'
        "URL:\n"
        "tags: [a, b]\n"
        'x-own: "1"\n'
    )


def test_the_order_holds_every_field_once() -> None:
    """The order of a new file names type, each variable of a record, and each field of citekit's own."""
    assert sorted(RECORD_ORDER) == sorted({"type", *RECORD_VARIABLES, *OWN_FIELDS})
    assert RECORD_ORDER[0] == "type"


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("author", "Doe, Jane; Gartner, Inc.", "family Doe, given Jane; institution Gartner, Inc."),
        ("title", "x", "x"),
        ("tags", "a,b", "a, b"),
        ("files", "a; b", "a; b"),
        ("archived", "https://example.org 2020", "url https://example.org, date 2020"),
    ],
)
def test_what_was_understood_is_told(field: str, text: str, told: str) -> None:
    """A person is shown what citekit made of what they typed."""
    assert describe_value(field, parse_field(field, text)) == told


@pytest.mark.parametrize(
    ("value", "items"),
    [("a", ["a"]), ({"literal": "a"}, [{"literal": "a"}]), (["a", "b"], ["a", "b"]), ([], [])],
)
def test_list_items(value: YamlValue, items: list[Any]) -> None:
    """A single value counts as a list of one."""
    assert list_items(value) == items
