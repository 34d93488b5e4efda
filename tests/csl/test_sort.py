"""Sorting."""

from __future__ import annotations

import pytest

from citekit.csl import Style
from citekit.item.date import Date
from tests.csl.small_style import entries, item, person, read, year


def style(keys: str) -> Style:
    """Return a style that sorts its bibliography by ``keys``."""
    name = '<name form="short" et-al-min="2" et-al-use-first="1"/>'
    layout = '<layout><text variable="title"/></layout>'
    return read(
        '<text variable="title"/>',
        extra=f'<macro name="names"><names variable="author">{name}</names></macro>',
        bibliography=f"<bibliography><sort>{keys}</sort>{layout}</bibliography>",
    )


ITEMS = [
    item("1", title="one", author=(person("Zed, A"),), issued=year(2001), volume=10),
    item("2", title="two", author=(person("Ärmel, B"),), issued=year(-5), volume=9),
    item("3", title="three"),
    item("4", title="four", author=(person("Azur, C"),), issued=Date(literal="soon"), volume=10),
]
KEYS = [
    ('<key variable="title"/>', ["four", "one", "three", "two"]),
    ('<key variable="title" sort="descending"/>', ["two", "three", "one", "four"]),
    ('<key variable="author"/>', ["two", "four", "one", "three"]),
    ('<key macro="names" sort="descending"/>', ["one", "four", "two", "three"]),
    ('<key variable="issued"/>', ["two", "one", "four", "three"]),
    ('<key variable="volume"/><key variable="title"/>', ["two", "four", "one", "three"]),
]


@pytest.mark.parametrize(("keys", "want"), KEYS)
def test_keys(keys: str, want: list[str]) -> None:
    """Names, numbers and dates sort by what they mean; what has no value comes last either way."""
    assert entries(style(keys), ITEMS) == want


def test_equal_keys_keep_the_order() -> None:
    """Items that no key tells apart stay in the order in which they came."""
    items = [item(str(n), title=str(n), publisher="P") for n in (3, 1, 2)]

    assert entries(style('<key variable="publisher"/>'), items) == ["3", "1", "2"]


def test_accents_and_case_leave_it_to_the_next_key() -> None:
    """Names that differ in accents or case only are taken as one; then the next key decides."""
    style = read(
        "",
        bibliography='<bibliography><sort><key variable="author"/><key variable="issued"/></sort>'
        '<layout><text variable="title"/></layout></bibliography>',
    )
    items = [
        item("a", author=(person("Muller, A"),), issued=year(2002), title="late"),
        item("b", author=(person("Müller, A"),), issued=year(2001), title="early"),
    ]

    assert entries(style, items) == ["early", "late"]
