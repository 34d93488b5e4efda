"""What the index keeps of a record is plain, folded, and bounded."""

from __future__ import annotations

import marshal
from pathlib import Path

import pytest

from citekit.library.index_row import EVER, WORD_FIELDS, IndexRow, exact_token, index_row, presence_token
from citekit.library.schema import read_record
from tests.tables import CASES


def row(yaml: str) -> IndexRow:
    """Return the row of a record that holds ``yaml``."""
    return index_row(read_record(yaml.encode(), path=Path("entries/x.yaml"), key="x"))


def words(yaml: str, field: str) -> str | None:
    """Return the indexed words of a field."""
    return row(yaml).words[WORD_FIELDS.index(field)]


SEARCHED = sorted((CASES / "library" / "searched").glob("*.yaml"))


@pytest.mark.parametrize("path", SEARCHED, ids=lambda path: path.stem)
def test_a_row_is_made_of_plain_values(path: Path) -> None:
    """A child process can hand it over: `marshal` takes exact types alone."""
    made = index_row(read_record(path.read_bytes(), path=path, key=path.stem))

    assert marshal.dumps(tuple(made))


def test_words_are_folded_without_markup() -> None:
    """Whether ASCII or not, and in every kind of field."""
    yaml = "title: The <b>Größe</b>-of É.\nvolume: IV-2\nissued: 2020-05\nx-own: Über all\n"

    assert words(yaml, "title") == "the grosse of e"
    assert words(yaml, "volume") == "iv 2"
    assert words(yaml, "issued") == "2020 05"
    assert words(yaml, "custom") == "uber all"
    assert words(yaml, "note") is None


def test_names_are_kept_in_both_orders_and_apart() -> None:
    """No phrase reaches from one name into the next."""
    yaml = "author: ['Doe, Jane', {literal: Gartner}]\n"

    found = " ".join((words(yaml, "author") or "").split())

    assert found == "jane doe ␟ doe jane ␟ gartner"


@pytest.mark.parametrize(
    ("issued", "years"),
    [
        ("2020-05", (2020, 2020)),
        ("2019/2021", (2019, 2021)),
        ("2019/..", (2019, EVER)),
        ("../2019", (-EVER, 2019)),
        ("'-0043'", (-44, -44)),
        ("Y170000002", (EVER, EVER)),
        ("Y-170000002", (-EVER, -EVER)),
        ("Y99999999999999999999999999", (None, None)),
        ("{literal: forthcoming}", (None, None)),
        ("2020-13", (None, None)),
    ],
)
def test_years_are_a_range(issued: str, years: tuple[int | None, int | None]) -> None:
    """However far they reach, SQLite can hold them."""
    made = row(f"type: book\nissued: {issued}\n")

    assert (made.first_year, made.last_year) == years


def test_whole_values_and_presence_are_told_apart() -> None:
    """A tag `title` is no title, and a part of a tag is no tag."""
    exact = row("type: book\ntags: [title, To read]\n").exact

    assert exact_token("tags", "TITLE") in exact
    assert exact_token("tags", "to read") in exact
    assert exact_token("tags", "to", prefix=True) in exact
    assert presence_token("tags") in exact
    assert exact_token("tags", "to") not in exact
    assert presence_token("title") not in exact


def test_former_keys_and_identifiers_point_to_the_record() -> None:
    """A record's own key among its former ones does not."""
    made = row("type: report\naliases: [old, x]\nnumber: WP/20/13\nDOI: 10.1000/ABC\n")

    assert set(made.pointers) == {("alias", "old"), ("report number", "wp2013"), ("DOI", "10.1000/abc")}
