"""Dates: EDTF and CSL-JSON in, the same date out, and a remedy for what people type instead."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidValue
from citekit.item.date import Date, DateParts, date_from_parts, parse_edtf
from tests.tables import read_table

YEARS = st.integers(-200_000, 200_000).filter(bool)
POINTS = st.one_of(
    st.builds(DateParts, YEARS),
    st.builds(DateParts, YEARS, st.integers(1, 12)),
    st.builds(DateParts, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds(DateParts, YEARS, season=st.integers(1, 4)),
)
SINGLE = st.builds(Date, start=POINTS, approximate=st.booleans(), uncertain=st.booleans())
RANGES = st.builds(
    lambda one, other, approximate: Date(start=min(one, other), end=max(one, other), approximate=approximate),
    *[st.dates().map(lambda day: DateParts(day.year, day.month, day.day))] * 2,
    st.booleans(),
)
OPEN = st.builds(lambda start: Date(start=start, open_end=True), POINTS)
BEGINNINGLESS = st.builds(lambda end: Date(end=end), POINTS)
DATES = st.one_of(SINGLE, RANGES, OPEN, BEGINNINGLESS)

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(("typed", "written"), read_table("item/dates.txt"))
def test_edtf_is_read_and_written(typed: str, written: str) -> None:
    """Level 0 with marks, seasons, ranges and far years is understood and comes out in one spelling."""
    assert parse_edtf(typed).edtf() == written


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2020-05", Date(start=DateParts(2020, 5))),
        ("0000", Date(start=DateParts(-1))),
        ("-0043-03-15", Date(start=DateParts(-44, 3, 15))),
        ("2020-22", Date(start=DateParts(2020, season=2))),
        ("1850%", Date(start=DateParts(1850), approximate=True, uncertain=True)),
        ("2019/..", Date(start=DateParts(2019), open_end=True)),
        ("../2019", Date(end=DateParts(2019))),
        ("2019/2020", Date(start=DateParts(2019), end=DateParts(2020))),
    ],
)
def test_years_count_as_people_count(typed: str, date: Date) -> None:
    """EDTF's year 0000 is 1 BC, which is -1; each part of the text has its part in the value."""
    assert parse_edtf(typed) == date


@pytest.mark.parametrize(("typed", "edtf"), read_table("item/date_slips.txt"))
def test_a_slip_gets_the_edtf_that_was_meant(typed: str, edtf: str) -> None:
    """What people write instead of EDTF is refused, and the remedy says what to write."""
    with pytest.raises(InvalidValue) as raised:
        parse_edtf(typed)

    assert raised.value.hint == f"write {edtf}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2020-13", 'date: "2020-13" has no month 13'),
        ("2020-25", 'date: "2020-25" has no month 25'),
        ("2021-02-29", 'date: "2021-02-29" has no day 29: February 2021 has 28'),
        ("1900-02-29", 'date: "1900-02-29" has no day 29: February 1900 has 28'),
        ("2020-04-31", 'date: "2020-04-31" has no day 31: April 2020 has 30'),
        ("2020/2019", 'date: "2020/2019" ends before it begins'),
        ("2020-05/2020-04-30", 'date: "2020-05/2020-04-30" ends before it begins'),
        ("../..", 'date: "../.." is a range without a date'),
        ("/", 'date: "/" is a range without a date'),
        ("", 'date: "" is empty'),
        ("-0000", 'date: "-0000" has no year -0000; 1 BC is 0000'),
        ("2020-05-03T24:30", 'date: "2020-05-03T24:30" has no time 24:30'),
        ("May 2020", 'date: "May 2020" is not a date in EDTF'),
        ("2020-21-05", 'date: "2020-21-05" has no month 21'),
    ],
)
def test_the_sentence_says_what_is_wrong(typed: str, sentence: str) -> None:
    """The day, month, year or order that cannot be is named."""
    with pytest.raises(InvalidValue) as raised:
        parse_edtf(typed)

    assert str(raised.value) == sentence
    assert raised.value.hint


@pytest.mark.parametrize(
    ("typed", "part_of_hint"),
    [
        ("n.d.", "leave the field out"),
        ("forthcoming", 'set status to "forthcoming"'),
        ("today", "write the day itself"),
        ("5/3/99", "four digits"),
        ("'99", "four digits"),
        ("soon", "2020-05-03"),
        ("x" * 100_000, "2020-05-03"),
    ],
)
def test_what_is_no_date_gets_advice(typed: str, part_of_hint: str) -> None:
    """Where no date can be made of the text, the remedy says what to do instead."""
    with pytest.raises(InvalidValue) as raised:
        parse_edtf(typed)

    assert part_of_hint in (raised.value.hint or "")


@given(DATES)
def test_what_is_written_reads_back(date: Date) -> None:
    """Every date survives EDTF."""
    assert parse_edtf(date.edtf()) == date


@given(DATES)
def test_csl_json_reads_back(date: Date) -> None:
    """Every date survives CSL-JSON, which keeps one mark where EDTF has two."""
    value = json.loads(json.dumps(date.to_csl_json()))
    expected = Date(
        start=date.start,
        end=date.end,
        open_end=date.open_end,
        approximate=date.circa if date.start else date.approximate,
        uncertain=date.uncertain if not date.start else False,
    )

    assert date_from_parts(value) == expected


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """Nothing but InvalidValue is ever raised, and what is accepted reads back."""
    try:
        date = parse_edtf(text)
    except InvalidValue as fault:
        assert fault.hint  # noqa: PT017 - either outcome is right, and the hint belongs to this one
        return

    assert parse_edtf(date.edtf()) == date


@given(st.from_regex(r"[0-9X~?%/. -]{1,24}|[0-9]{1,2}[ ./-](May|Mai|[0-9]{2})[ ./-][0-9]{4}", fullmatch=True))
def test_a_proposed_date_is_a_date(text: str) -> None:
    """A remedy is never something that would be refused again."""
    try:
        parse_edtf(text)
    except InvalidValue as fault:
        remedy = fault.hint or ""
        if remedy.startswith("write ") and remedy.removeprefix("write ")[:1] in {*"-.Y0123456789"}:
            for proposed in remedy.removeprefix("write ").split(" or "):
                assert parse_edtf(proposed).edtf()


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ({"date-parts": [[2020, 5, 3]]}, "2020-05-03"),
        ({"date-parts": [["2020", "05"]]}, "2020-05"),
        ({"date-parts": [[2020.0, 5.0]]}, "2020-05"),
        ({"date-parts": [[2020, None, None]]}, "2020"),
        ({"date-parts": [[2020, "", ""]]}, "2020"),
        ({"date-parts": [[2020, 0, 0]]}, "2020"),
        ({"date-parts": [[2020, "May"]]}, "2020-05"),
        ({"date-parts": [2020, 5]}, "2020-05"),
        ({"date-parts": [[-44, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[52000]]}, "Y52000"),
        ({"date-parts": [[1826], [1827]]}, "1826/1827"),
        ({"date-parts": [[1987], [0]]}, "1987/.."),
        ({"date-parts": [[0], [1987]]}, "../1987"),
        ({"date-parts": [[2014, 12, 31], [2015, 1, 1]]}, "2014-12-31/2015-01-01"),
        ({"date-parts": [[2015, 21], [2016, 22]]}, "2015-21/2016-22"),
        ({"date-parts": [[2015, 13]]}, "2015-21"),
        ({"date-parts": [[2015, 16]]}, "2015-24"),
        ({"date-parts": [[2015]], "season": 1}, "2015-21"),
        ({"date-parts": [[2015]], "season": "3"}, "2015-23"),
        ({"date-parts": [[2015]], "season": "Winter"}, "2015-24"),
        ({"date-parts": [[2015, 5]], "season": 1}, "2015-05"),
        ({"date-parts": [[2015]], "season": ""}, "2015"),
        ({"date-parts": [[2011]], "circa": True}, "2011~"),
        ({"date-parts": [[2011]], "circa": 1}, "2011~"),
        ({"date-parts": [[2011]], "circa": "true"}, "2011~"),
        ({"date-parts": [[2011]], "circa": "0"}, "2011"),
        ({"date-parts": [[2011]], "circa": False}, "2011"),
        ({"literal": "forthcoming"}, "forthcoming"),
        ({"raw": "2020-05"}, "2020-05"),
        ({"raw": "May 2020"}, "2020-05"),
        ({"raw": "05/03/2020"}, "05/03/2020"),
        ({"raw": "some day"}, "some day"),
        ({"raw": "1850", "circa": True}, "1850~"),
        ({"year": 2020, "month": 5}, "2020-05"),
        ("2020-05", "2020-05"),
        (2020, "2020"),
    ],
)
def test_what_programs_write_for_a_date_is_understood(value: object, edtf: str) -> None:
    """Numbers as strings, empty parts, seasons in four spellings: each is the date that was meant."""
    assert date_from_parts(value).edtf() == edtf


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"date-parts": []}, "has no year"),
        ({"date-parts": [[]]}, "has no year"),
        ({"date-parts": [[None]]}, "has no year"),
        ({"date-parts": [[0], [0]]}, "has no year"),
        ({}, "has no year"),
        ({"raw": " ", "literal": ""}, "has no year"),
        ({"date-parts": [[0, 5]]}, "has the year 0; 1 BC is -1"),
        ({"date-parts": [[1999, 99]]}, "has no month 99"),
        ({"date-parts": [[1999, 1, 99]]}, "has no day 99: January 1999 has 31"),
        ({"date-parts": [[1999, 0, 5]]}, "has the day 5 of no month"),
        ({"date-parts": [[1999, 21, 5]]}, "has a day in a season"),
        ({"date-parts": [[2013], [2012]]}, "ends before it begins"),
        ({"date-parts": [[2013], [2014], [2015]]}, "has 3 dates, where a range has two"),
        ({"date-parts": [[2013, 1, 1, 1]]}, "has more than year, month and day"),
        ({"date-parts": [["soon"]]}, "has 'soon' where a number belongs"),
        ({"date-parts": [[True]]}, "has True where a number belongs"),
        ({"date-parts": [[10**5000]]}, "has something too large to show where a number belongs"),
        ({"date-parts": "2020"}, "has date-parts that are no list"),
        ({"date-parts": [[2020], 5]}, "has 5 where a list of year, month, day belongs"),
        ({"date-parts": [[2020]], "season": "Lent"}, "has no season 'Lent'"),
        ({"date-parts": [[2020]], "season": []}, "has no season []"),
        (None, "is no date"),
        (True, "is no date"),
        ([[2020]], "is no date"),
    ],
)
def test_what_is_no_date_in_csl_json_is_refused(value: object, reason: str) -> None:
    """The sentence names the part that cannot be."""
    with pytest.raises(InvalidValue) as raised:
        date_from_parts(value)

    assert raised.value.reason == reason


@given(
    st.one_of(
        JSON,
        st.fixed_dictionaries(
            {"date-parts": st.lists(st.lists(SCALARS, max_size=4), max_size=3)},
            optional={"season": JSON, "circa": JSON, "literal": JSON, "raw": JSON},
        ),
    )
)
def test_any_json_is_a_date_or_refused(value: object) -> None:
    """Nothing but InvalidValue is ever raised, and what is accepted survives EDTF."""
    try:
        date = date_from_parts(value)
    except InvalidValue:
        return

    assert date.edtf()
    if not date.literal:
        assert parse_edtf(date.edtf()) == date


@pytest.mark.parametrize(
    ("date", "value"),
    [
        (Date(start=DateParts(2020, 5, 3)), {"date-parts": [[2020, 5, 3]]}),
        (Date(start=DateParts(2020, season=2)), {"date-parts": [[2020]], "season": 2}),
        (Date(start=DateParts(2019), open_end=True), {"date-parts": [[2019], [0]]}),
        (Date(end=DateParts(2019)), {"raw": "../2019"}),
        (Date(start=DateParts(1850), uncertain=True), {"date-parts": [[1850]], "circa": True}),
        (Date(literal="forthcoming"), {"literal": "forthcoming"}),
    ],
)
def test_csl_json_is_what_other_programs_read(date: Date, value: dict[str, object]) -> None:
    """A date goes out as the schema of CSL-JSON has it."""
    assert date.to_csl_json() == value


@pytest.mark.parametrize(
    ("edtf", "year"), [("2019/2020", 2019), ("../2020", 2020), ("-0043", -44), ("2020-21", 2020)]
)
def test_the_year_is_that_of_the_start_or_else_the_end(edtf: str, year: int) -> None:
    """One year stands for the date in tables, keys and searches."""
    assert parse_edtf(edtf).year == year


def test_words_have_no_year() -> None:
    """A date in words alone has no year."""
    assert Date(literal="forthcoming").year is None
