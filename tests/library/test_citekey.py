"""Keys say author, year and title, and never clash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidValue
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name, parse_names
from citekit.library.citekey import make_key
from citekit.library.key import check_key


def work(authors: str = "", issued: str = "", title: str = "", **text: str) -> Item:
    """A work, with names and date as people type them."""
    return Item(
        id="",
        type="report",
        text={name.replace("_", "-"): value for name, value in {"title": title, **text}.items() if value},
        names={"author": parse_names(authors)} if authors else {},
        dates={"issued": parse_edtf(issued)} if issued else {},
    )


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (work("Smith, Jane", "2019-05-03", "Attention and its limits"), "smith2019attention"),
        (work("Müller, Jörg; Smith, Jane", "2019", "Über die Größe"), "muller2019grosse"),
        (work("van der Waals, J. D.", "1873", "Over de continuïteit"), "waals1873continuiteit"),
        (work("O'Neill, Anna", "2001", "L'étranger revisited"), "oneill2001etranger"),
        (work("García-Márquez, G.", "1967", "The One Hundred Years"), "garciamarquez1967one"),
        (work("Middle East Media Research Institute", "2022", "Channel On"), "memri2022channel"),
        (work("Economist Intelligence Unit", "2021", "Democracy Index 2020"), "eiu2021democracy"),
        (work("World Health Organization (WHO)", "2020", "Report"), "who2020report"),
        (work("Deutsches Institut für Normung e. V.", "1996", "Titel"), "din1996titel"),
        (work("{Gartner, Inc.}", "2023", "Annual Report"), "gartner2023annual"),
        (work("RAND Corporation", "2020", "A Study"), "rand2020study"),
        (work("Достоевский, Фёдор", "1869", "Идиот"), "dostoevskiy1869idiot"),
        (work("", "2020", "The page", publisher="Pew"), "pew2020page"),
        (work("", "", "The page"), "anonndpage"),
        (work("Doe, Jane", "2019/2021", "X-rays"), "doe2019xrays"),
        (work("Doe, Jane", "-0043", "Letters"), "doe44bcletters"),
        (work("Orwell, George", "1949", "1984"), "orwell19491984"),
        (work("Doe, Jane", "2020", "The 2020 Census"), "doe2020census"),
        (work("Doe, Jane", "2020", '<span class="nocase">mRNA</span> vaccines'), "doe2020mrna"),
        (work("Doe, Jane", "2020", "On the"), "doe2020on"),
        (work("Doe, Jane", "2020", ""), "doe2020"),
        (work("王, 伟", "2020", "狂人日記"), "anon2020"),
    ],
)
def test_a_work_gives_its_key(item: Item, key: str) -> None:
    """Author, year, first telling word; institutions by their letters; all in ASCII."""
    assert make_key(item, taken=()) == key


def test_an_editor_stands_in_for_the_author() -> None:
    """What has no author is filed under who else made it."""
    item = Item(id="", type="book", names={"editor": (Name(family="Roe", given="R."),)})

    assert make_key(item, taken=()) == "roend"


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}{year}", "doe2020"),
        ("{author}-{year}-{title}", "doe-2020-limits"),
        ("{authors}:{year}", "doeroe:2020"),
        ("{type}_{titles}", "report_limitsnewsystem"),
    ],
)
def test_a_pattern_of_ones_own_is_followed(pattern: str, key: str) -> None:
    """Placeholders are filled in, other characters stay."""
    item = work("Doe, Jane; Roe, Richard", "2020", "The Limits of a New System of Things")

    assert make_key(item, pattern=pattern, taken=()) == key


def test_many_authors_are_shortened() -> None:
    """More than three authors are the first and etal."""
    assert make_key(work("A, B; C, D; E, F; G, H", "2020"), pattern="{authors}", taken=()) == "aetal"


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{autor}{year}", "has no placeholder {autor}"),
        ("doe", "gives every work the same key"),
        ("", "gives every work the same key"),
        ("{author} {year}", "has characters that no key can hold"),
        ("{author}/{year}", "has characters that no key can hold"),
    ],
)
def test_a_pattern_that_makes_no_keys_is_refused(pattern: str, reason: str) -> None:
    """The error says what is wrong with the setting."""
    with pytest.raises(InvalidValue) as caught:
        make_key(work("Doe, Jane"), pattern=pattern, taken=())

    assert caught.value.reason == reason
    assert caught.value.hint


def test_a_key_is_one_that_a_record_can_have() -> None:
    """A letter makes one of a name that Windows keeps; where nothing helps, the pattern is at fault."""
    item = work("Doe, Jane", "2020", "NUL")

    assert make_key(item, pattern="{title}", taken=()) == "nula"
    assert make_key(item, pattern="{author}.yaml", taken=()) == "doe.yamla"
    with pytest.raises(InvalidValue, match="makes the key con"):
        make_key(item, pattern="con.{author}", taken=())


def test_taken_keys_are_not_given_again() -> None:
    """The next work gets a letter, then two, whatever the case of those that are there."""
    item, taken = work("Doe, Jane", "2020"), ["DOE2020"]
    for _ in range(28):
        taken.append(make_key(item, pattern="{author}{year}", taken=taken))

    assert taken[1:4] == ["doe2020a", "doe2020b", "doe2020c"]
    assert taken[-3:] == ["doe2020z", "doe2020aa", "doe2020ab"]


@given(st.text(), st.text(), st.text())
def test_every_work_gets_a_key_that_can_be_used(family: str, given_name: str, title: str) -> None:
    """Whatever names and titles hold, the key is one that a record can have."""
    item = Item(
        id="",
        type="book",
        text={"title": title, "publisher": title},
        names={"author": (Name(family=family, given=given_name),), "editor": (Name(literal=title),)},
    )

    for pattern in ("{author}{year}{title}", "{authors}{titles}", "{title}"):
        check_key(make_key(item, pattern=pattern, taken=()))
