"""What one field of a record holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.item.date import Date, DateParts
from citekit.item.name import Name
from citekit.library.field_values import (
    Faults,
    make_name,
    read_access,
    read_archived,
    read_date,
    read_list,
    read_names,
    read_provenance,
    read_tags,
    read_text,
    tidy,
)
from citekit.library.record import Access, Archived, Provenance
from citekit.yaml_text.reading import Mapping, read_yaml
from citekit.yaml_text.values import Layout, YamlValue, write_pair
from tests.yaml_text.documents import values

Reader = Callable[[Faults, str, Any], Any]
READERS: list[Reader] = [
    *(read_text, read_names, read_date, read_list, read_tags, read_access, read_archived, read_provenance)
]

Y2020 = Date(start=DateParts(2020))


def read(reader: Reader, text: str, field: str = "field") -> tuple[Any, list[str]]:
    """The value of a field, and its problems from line and column on; a ``!`` begins the fatal ones."""
    root = read_yaml(f"{field}: {text}\n", name="x").root
    assert isinstance(root, Mapping)
    faults = Faults(Path("x"))
    value = reader(faults, field, root.pairs[0][1])
    return value, [("!" if fault.fatal else "") + str(fault).removeprefix("x:") for fault in faults.problems]


@given(values, st.sampled_from(READERS), st.sampled_from(["title", "abstract", "ISBN", "URL", "keyword"]))
def test_any_value_is_read_or_noted(value: YamlValue, reader: Reader, field: str) -> None:
    """Nothing is raised, whatever a field holds, and each problem has a line, a column and a field."""
    root = read_yaml(write_pair(field, value, 0, Layout()) + "\n", name="x").root
    assert isinstance(root, Mapping)
    faults = Faults(Path("x"))
    reader(faults, field, root.pairs[0][1])

    assert all(fault.line and fault.column and fault.field == field for fault in faults.problems)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("No", "title", "No"),
        ("00712345", "number", "00712345"),
        ("12:30", "page", "12:30"),
        ("  spaced  ", "title", "spaced"),
        ('"  spaced  "', "title", "spaced"),
        ('"e\\u0301"', "title", "é"),
        ("|\n  one\n  two\n", "title", "one two"),
        ("|\n  one\n\n  two\n", "abstract", "one\n\ntwo"),
        ("", "title", None),
        ('""', "title", None),
        ("[a, b]", "keyword", "a, b"),
        ("[978-0-14-044913-6, 0140449132]", "ISBN", "978-0-14-044913-6 0140449132"),
        ('"https://example.org/e\\u0301"', "URL", "https://example.org/e\u0301"),
        ("10.1000/xyz", "DOI", "10.1000/xyz"),
        ("Null", "title", "Null"),
        ('"~"', "title", "~"),
    ],
)
def test_text(text: str, field: str, value: str | None) -> None:
    """Text is what was typed, in NFC and on one line; addresses are not touched."""
    assert read(read_text, text, field) == (value, [])


@pytest.mark.parametrize(
    ("text", "field", "value", "problem"),
    [
        (
            "[a]",
            "title",
            None,
            "!1:8: title: holds a list; write one text; put it in quotes if it starts with [ or {",
        ),
        ("~", "title", "~", "1:8: title: is the text ~; leave the value empty, or remove the field"),
        (
            '"a\\x1b[31mb"',
            "title",
            "a[31mb",
            "1:8: title: holds the control character U+001B, which is left out; remove it",
        ),
        (
            "https://doi.org/10.1000/xyz",
            "DOI",
            "https://doi.org/10.1000/xyz",
            '1:6: DOI: "https://doi.org/10.1000/xyz" is not its bare form; write 10.1000/xyz',
        ),
        (
            "978-0-14-044913-7",
            "ISBN",
            "978-0-14-044913-7",
            (
                '1:7: ISBN: "978-0-14-044913-7" is mistyped: its check digit is 7, should be 6; '
                "compare it with the source, digit by digit"
            ),
        ),
    ],
)
def test_text_with_a_fault(text: str, field: str, value: str | None, problem: str) -> None:
    """A fault in a text is noted, and what can be kept is kept as it is."""
    assert read(read_text, text, field) == (value, [problem])


JANE = Name(family="Doe", given="Jane")
MEMRI = Name(literal="MEMRI")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{family: Doe, given: Jane}", (JANE,)),
        ('"Doe, Jane"', (JANE,)),
        ("Doe, Jane; MEMRI", (JANE, MEMRI)),
        ("[{family: Doe, given: Jane}, MEMRI]", (JANE, MEMRI)),
        ("[Gartner\\, Inc.]".replace("\\,", ""), (Name(literal="Gartner Inc."),)),
        ('["Gartner, Inc."]', (Name(literal="Gartner, Inc."),)),
        ("{literal: No}", (Name(literal="No"),)),
        ("{family: Null, given: Y}", (Name(family="Null", given="Y"),)),
        (
            "{family: Gogh, given: V., non-dropping-particle: van, suffix: Jr., comma-suffix: true}",
            (Name(family="Gogh", given="V.", non_dropping_particle="van", suffix="Jr.", comma_suffix=True),),
        ),
        (
            "{family: Mao, given: Zedong, static-ordering: 1}",
            (Name(family="Mao", given="Zedong", static_ordering=True),),
        ),
        ("{given: Voltaire}", (Name(given="Voltaire"),)),
        ("", None),
        ("[]", None),
    ],
)
def test_names(text: str, names: tuple[Name, ...] | None) -> None:
    """Names are mappings, short strings, or a list of either."""
    assert (read(read_names, text)[0] or None, read(read_names, text)[1]) == (names, [])


@pytest.mark.parametrize(
    ("text", "names", "problem"),
    [
        ("[[a]]", None, "!1:9: field: holds a list; write a name: `family: Doe` with `given: Jane` below"),
        (
            "[{given: }]",
            None,
            "!1:9: field: holds a name without family and literal; write `family` and `given`",
        ),
        ("{family: [a]}", (), "!1:17: field: holds a list; write one text for family"),
        (
            "{last: Doe, given: J}",
            (Name(given="J"),),
            '1:9: field: a name has no part "last"; did you mean family?',
        ),
        (
            "{famly: Doe, given: J}",
            (Name(given="J"),),
            '1:9: field: a name has no part "famly"; did you mean family?',
        ),
        ('"a, b, c, d"', (Name(literal="a, b, c, d"),), '1:8: field: "a, b, c, d" has 3 commas'),
    ],
)
def test_names_with_a_fault(text: str, names: tuple[Name, ...] | None, problem: str) -> None:
    """A fault in a name is noted where it stands; a text that is no name is kept as a literal."""
    value, problems = read(read_names, text)

    assert (value or None) == (names or None)
    assert problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020", Y2020),
        ('"2020"', Y2020),
        ("2022-01-20", Date(start=DateParts(2022, 1, 20))),
        ("2019/2020", Date(start=DateParts(2019), end=DateParts(2020))),
        ("2020~", Date(start=DateParts(2020), approximate=True)),
        ("{date-parts: [[2020, 5]]}", Date(start=DateParts(2020, 5))),
        ("{literal: forthcoming}", Date(literal="forthcoming")),
        ("", None),
    ],
)
def test_dates(text: str, date: Date | None) -> None:
    """Dates are EDTF, or mappings as CSL-JSON has them."""
    assert read(read_date, text) == (date, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2020-13", '!1:8: field: "2020-13" has no month 13'),
        ("2021-02-29", '!1:8: field: "2021-02-29" has no day 29: February 2021 has 28'),
        ("2020/05/03", '!1:8: field: "2020/05/03" is not a date in EDTF; write 2020-05-03'),
        ("[2020]", "!1:8: field: holds a list; write a date as 2020-05-17, or a span as 2019/2020"),
        ("{date-parts: [[2020, 5, 32]]}", "!1:8: field: "),
    ],
)
def test_dates_with_a_fault(text: str, problem: str) -> None:
    """A date that is none is noted, with what is wrong and what to write."""
    value, problems = read(read_date, text)

    assert value is None
    assert problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (read_list, "[a, 'b, c']", ("a", "b, c")),
        (read_list, "a, b", ("a, b",)),
        (read_list, "", None),
        (read_tags, "[a, 'b, c']", ("a", "b, c")),
        (read_tags, "a, b; c", ("a", "b", "c")),
        (read_access, "subscription", Access.SUBSCRIPTION),
        (read_access, "Open", Access.OPEN),
        (read_access, "", None),
        (read_archived, "https://example.org", Archived("https://example.org")),
        (read_archived, '{url: https://example.org, date: "2020"}', Archived("https://example.org", Y2020)),
        (read_archived, "", None),
        (read_provenance, "a page", Provenance(source="a page")),
        (read_provenance, "{source: a page, date: 2020}", Provenance(source="a page", date=Y2020)),
        (
            read_provenance,
            "{confidence: high, by: J}",
            Provenance(confidence={"": "high"}, other={"by": "J"}),
        ),
        (read_provenance, "{confidence: {title: low}}", Provenance(confidence={"title": "low"})),
    ],
)
def test_own_fields(reader: Reader, text: str, value: object) -> None:
    """Each of citekit's own fields is read in its full form and in its short one."""
    assert read(reader, text) == (value, [])


@pytest.mark.parametrize(
    ("reader", "text", "value", "problem"),
    [
        (read_list, "{a: b}", None, "1:8: field: holds a mapping; write a list: [one, another]"),
        (read_list, "[a, [b]]", ("a",), "1:12: field: holds a list; write text"),
        (
            read_access,
            "subscripton",
            None,
            '1:8: field: "subscripton" is no kind of access; did you mean subscription?',
        ),
        (read_access, "[a]", None, "1:8: field: holds a list; write one of open, registration, subscription"),
        (read_archived, "[a]", None, "1:8: field: holds a list; write {url: https://…, date: 2022-02-01}"),
        (
            read_archived,
            "{date: 2020}",
            None,
            "1:8: field: has no url; write {url: https://…, date: 2022-02-01}",
        ),
        (
            read_archived,
            "{url: https://example.org, dat: 2020}",
            Archived("https://example.org"),
            '1:35: field: has no part "dat"; did you mean date?',
        ),
        (
            read_archived,
            "{url: https://example.org, date: 2020-13}",
            Archived("https://example.org"),
            '1:41: field: "2020-13" has no month 13; ',
        ),
        (read_provenance, "[a]", None, "1:8: field: holds a list; write {source: …, date: 2022-02-01}"),
        (
            read_provenance,
            "{source: [a]}",
            Provenance(),
            "1:17: field: holds a list; write one text for source",
        ),
    ],
)
def test_own_fields_with_a_fault(reader: Reader, text: str, value: object, problem: str) -> None:
    """A fault in a field of citekit's own is noted and never fatal: it keeps no record from being cited."""
    read_value, problems = read(reader, text)

    assert read_value == value
    assert problems[0].startswith(problem)


@given(st.text())
def test_tidy_text_is_tidy(text: str) -> None:
    """Tidying twice changes nothing more, and leaves no control character or line break."""
    assert tidy(tidy(text)) == tidy(text)
    assert not any(char in tidy(text) for char in "\x00\x1b\x7f\n\r\x85\u2028")


@given(st.text(st.characters(categories=["L", "P", "S"], max_codepoint=0x17F)))
def test_tidying_leaves_words_alone(text: str) -> None:
    """Letters and punctuation stay as they are."""
    assert tidy(text) == text


def test_a_name_is_made_of_its_parts() -> None:
    """The parts of a name go by CSL's spellings."""
    name = make_name({"family": "Humboldt", "dropping-particle": "von", "comma-suffix": "no", "orcid": "x"})

    assert name == Name(family="Humboldt", dropping_particle="von")
