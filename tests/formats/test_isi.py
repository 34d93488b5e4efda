"""ISI: the plain text of Web of Science."""

from __future__ import annotations

import pytest

from citekit.formats import isi
from citekit.formats.all_formats import guess_format
from citekit.item.item import Item
from citekit.item.name import Name


def read_one(*lines: str) -> Item:
    """Return the one item of a file with these lines."""
    text = "\n".join(("FN Web of Science", "VR 1.0", *lines, "ER", "EF"))
    (item,) = isi.read(text.encode(), name="x.isi").items
    return item


@pytest.mark.parametrize(
    ("typed", "spelled", "name"),
    [
        ("JOURNAL OF THE SEA", "", "Journal of the Sea"),
        ("IEEE TRANSACTIONS ON POWER", "IEEE Trans. Power", "IEEE Transactions on Power"),
        ("PLOS BIOLOGY", "PLoS. Biol.", "PLoS Biology"),
        ("WAVES-AN INTERNATIONAL JOURNAL", "", "Waves-an International Journal"),
        ("PEOPLE'S TIDES", "", "People's Tides"),
        ("NATURE", "", "Nature"),
        ("JACS", "", "JACS"),
        ("Already Mixed Case", "", "Already Mixed Case"),
        ("ZEITSCHRIFT FÜR ÄRZTE", "", "Zeitschrift für Ärzte"),
    ],
)
def test_capitals_are_taken_off_and_acronyms_stay(typed: str, spelled: str, name: str) -> None:
    """A name in capitals is written as people write it; the abbreviation tells which capitals are real."""
    assert isi.recased(typed, spelled) == name


@pytest.mark.parametrize(
    ("lines", "type_"),
    [
        (["PT J", "TI T", "DT Article"], "article-journal"),
        (["PT J", "TI T", "DT Book Review"], "review-book"),
        (["PT B", "TI T", "SO BOOK OF TS", "BP 1"], "chapter"),
        (["PT B", "SO BOOK OF TS", "DT Book"], "book"),
        (["PT S", "TI T", "DT Proceedings Paper"], "paper-conference"),
        (["PT C", "TI T"], "paper-conference"),
        (["PT P", "TI T"], "patent"),
    ],
)
def test_the_type_is_told_by_two_fields(lines: list[str], type_: str) -> None:
    """PT says in what it was published, DT what it is."""
    assert read_one(*lines).type == type_


def test_full_names_come_before_short_ones() -> None:
    """AF is read and AU is not, group authors come last."""
    item = read_one("PT J", "AU Doe, J", "   Roe, R", "AF Doe, Jane", "   Roe, Richard", "CA Sea Grp", "TI T")
    assert item.names["author"] == (
        Name(family="Doe", given="Jane"),
        Name(family="Roe", given="Richard"),
        Name(literal="Sea Grp"),
    )


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PD MAR 12", "PY 2019"], "2019-03-12"),
        (["PD MAR-APR", "PY 2019"], "2019-03/2019-04"),
        (["PD JUN 30", "PY 2019"], "2019-06-30"),
        (["PD WIN", "PY 2019"], "2019-24"),
        (["PY 2019"], "2019"),
        (["EA JAN 2020"], "2020-01"),
    ],
)
def test_a_date_is_put_together(lines: list[str], date: str) -> None:
    """The day stands apart from the year, in capitals and in ranges."""
    assert read_one("PT J", "TI T", *lines).dates["issued"].edtf() == date


@pytest.mark.parametrize(
    "head",
    [b"FN Clarivate Analytics Web of Science\nVR 1.0\n", b"PT J\r\nAU Doe, J\r\n", b"\nFN ISI\nVR 1.0\n"],
)
def test_it_is_known_by_its_content(head: bytes) -> None:
    """The two lines of the head, or the first of a reference, tell the format; so they do in UTF-16."""
    assert guess_format("savedrecs.txt", head).name == "isi"
    assert isi.FORMAT.recognise(head.decode().encode("utf-16"))
