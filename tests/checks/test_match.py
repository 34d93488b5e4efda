"""Typed references find their records, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.match import Band, Matcher
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from citekit.item.name import parse_names
from tests.checks.matching import CORPUS, corpus, measure


def item(key: str, title: str, author: str, year: str, type_: str = "article-journal", **text: str) -> Item:
    """Return a small item."""
    return Item(
        id=key,
        type=type_,
        text={"title": title, **text},
        names={"author": parse_names(author)} if author else {},
        dates={"issued": parse_edtf(year)} if year else {},
    )


LIBRARY = (
    item(
        "walker2017",
        "Why we sleep: Unlocking the power of sleep and dreams",
        "Walker, Matthew P.",
        "2017",
        "book",
    ),
    item("lifetimes", "Lifetimes of excitons in cuprous oxide", "Mysyrowicz, A.", "1979"),
    item("excitons", "Excitons in cuprous oxide", "Baumeister, P. W.", "1961"),
    item("introduction", "Introduction", "Geertz, Clifford", "1973", "chapter"),
    item(
        "oneil", "Sleep loss and grades in secondary school", "O'Neil, Maeve", "2014", DOI="10.1000/sleep.1"
    ),
    item("who", "Global status report on road safety", "World Health Organization", "2018", "report"),
    item("mueller", "Schlaf und Leistung im Jugendalter", "Müller, Jörg", "2018"),
    item("nature", "Social nature: Theory, practice, and politics", "Castree, Noel", "2001", "book"),
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """The library above, ready."""
    return Matcher(LIBRARY)


@pytest.mark.parametrize(
    ("key", "reference"),
    [
        ("walker2017", "Walker, M. (2017). Why we sleep. Scribner."),
        (
            "walker2017",
            "Walker M. Why We Sleep: Unlocking the Powr of Sleep and Dreams. Scribner; 2017.",
        ),
        ("lifetimes", "Mysyrowicz, A. (1979). Lifetimes of excitons in cuprous oxide. PRL."),
        ("introduction", "Geertz, Clifford. “Introduction.” The Interpretation of Cultures, 1973."),
        ("oneil", "Oneil, M. (2014). Sleep loss and grades in secondary school."),
        ("who", "WHO. (2018). Global status report on road safety."),
        ("mueller", "Mueller, J. (2018). Schlaf und Leistung im Jugendalter."),
        ("oneil", "Ohara, K. (2010). Something else altogether. https://doi.org/10.1000/SLEEP.1"),
    ],
)
def test_a_reference_finds_its_record(matcher: Matcher, key: str, reference: str) -> None:
    """Subtitles may be missing, letters wrong, umlauts spelt out, organisations shortened; a DOI decides."""
    match = matcher.find(reference)

    assert match is not None
    assert (match.key, match.band) == (key, Band.MATCH)


@pytest.mark.parametrize(
    "reference",
    [
        "Smith, J. (2016). Introduction. In A book of other things. Press.",
        "Porter, C. (2001). Dreams of power. Yale.",
        "Castree, N. (2001). Dualisms. In N. Castree & B. Braun (Eds.), Social nature (pp. 8–24). Blackwell.",
        "",
        "???",
    ],
)
def test_another_work_finds_no_record_for_sure(matcher: Matcher, reference: str) -> None:
    """A title that says nothing, a few words shared, a chapter of a book that is there: no match."""
    match = matcher.find(reference)

    assert match is None or match.band is Band.LIKELY


def test_part_of_a_longer_title_is_another_work() -> None:
    """A title that goes on before it without a mark is not the shorter title's work."""
    matcher = Matcher([one for one in LIBRARY if one.id != "lifetimes"])

    assert matcher.find("Mysyrowicz, A. (1979). Lifetimes of excitons in cuprous oxide. PRL.") is None


def test_the_right_title_beats_a_wrong_doi(matcher: Matcher) -> None:
    """A DOI copied from another reference does not make this one the other work."""
    match = matcher.find("Walker, M. P. (2017). Why we sleep: Unlocking the power of sleep and dreams. "
                         "https://doi.org/10.1000/sleep.1")  # fmt: skip

    assert match is not None
    assert match.key == "walker2017"


def test_works_of_one_title_are_told_apart_by_volume_and_pages() -> None:
    """Of two records with one title, author and year the one whose pages were typed comes first."""
    twins = [
        Item(
            id=key,
            type="article-journal",
            text={"title": "Annual report on the state of things"},
            number={"volume": volume, "page": pages},
            names={"author": parse_names("Doe, Jane")},
            dates={"issued": parse_edtf("2001")},
        )
        for key, volume, pages in (("one", "12", "1-20"), ("two", "13", "401-433"))
    ]

    match = Matcher(twins).find("Doe, J. (2001). Annual report on the state of things. Things, 13, 401–433.")

    assert match is not None
    assert match.key == "two"


def test_an_empty_library_matches_nothing() -> None:
    """Without records there is no match and no error."""
    assert Matcher(()).find("Walker, M. (2017). Why we sleep. Scribner.") is None


@pytest.mark.skipif(not Path(CORPUS).is_file(), reason="the corpus is not here")
def test_spoilt_references_find_their_records_in_the_corpus() -> None:
    """Of spoilt references nearly all find their record, and few a wrong one when theirs is gone."""
    figures = measure(corpus(), count=120)

    assert (figures.first + figures.same_work) / figures.references >= 0.97
    assert figures.false_sure / figures.references <= 0.03
