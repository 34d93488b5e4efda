"""The same work twice is found, with reasons; different works are left alone."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from citekit.formats.csl_json import read
from citekit.item.item import Item
from citekit.library.duplicates import Kinship, Likeness, Pair, compare, find_pairs
from citekit.library.traits import traits_of
from tests.conftest import CHECKOUT

ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "The growth of coastal trade: Evidence from ports",
    "author": [{"family": "Müller", "given": "Ann"}, {"family": "Roe", "given": "B."}],
    "issued": {"date-parts": [[2019, 3]]},
    "container-title": "Journal of Harbour Economics",
    "volume": "12",
    "issue": "3",
    "page": "101-118",
}
BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Harbours of the north",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2010]]},
}
REPORT: dict[str, Any] = {
    "type": "report",
    "title": "Trade outlook for small ports",
    "author": [{"literal": "Gartner, Inc."}],
    "issued": {"date-parts": [[2022]]},
    "number": "G00799999",
    "publisher": "Gartner, Inc.",
}


def item(id_: str, fields: dict[str, Any]) -> Item:
    """Return the item of CSL-JSON fields; None takes a field away."""
    kept = {name: value for name, value in fields.items() if value is not None}
    [found] = read(json.dumps([{"id": id_, **kept}]).encode(), name="x").items
    return found


def likeness(one: dict[str, Any], other: dict[str, Any]) -> Likeness | None:
    """Return what two works have in common; it must be the same either way."""
    first, second = traits_of(item("one", one)), traits_of(item("other", other))
    found, back = compare(first, second), compare(second, first)
    assert (found and (found.kinship, found.score)) == (back and (back.kinship, back.score))
    return found


SAME = {
    "DOI in other letters": (
        ARTICLE | {"DOI": "10.1000/Ab"},
        ARTICLE | {"DOI": "10.1000/aB", "volume": "13"},
    ),
    "initials": (ARTICLE, ARTICLE | {"author": [{"family": "Mueller", "given": "A"}]}),
    "an accent less": (ARTICLE, ARTICLE | {"author": [{"family": "Muller", "given": "Ann"}]}),
    "no subtitle": (ARTICLE, ARTICLE | {"title": "The growth of coastal trade"}),
    "another case and dashes": (
        ARTICLE,
        ARTICLE | {"title": "THE GROWTH OF COASTAL TRADE – Evidence from Ports."},
    ),
    "a slip": (ARTICLE, ARTICLE | {"title": "The growth of costal trade: Evidence from ports"}),
    "an abbreviated journal": (ARTICLE, ARTICLE | {"container-title": "J. Harbour Econ."}),
    "a DOI on one side": (ARTICLE, ARTICLE | {"DOI": "10.1000/x"}),
    "online the year before": (ARTICLE, ARTICLE | {"issued": {"date-parts": [[2018]]}}),
    "a book without place": (BOOK, BOOK | {"publisher": "P", "publisher-place": "Oslo"}),
    "ISBN of ten and thirteen": (
        BOOK | {"ISBN": "0226458121"},
        BOOK | {"ISBN": "978-0-226-45812-0", "title": None},
    ),
    "a report's number": (REPORT, REPORT | {"title": "Trade Outlook", "author": None}),
    "an arXiv number": (
        {"type": "article", "title": "X", "URL": "https://arxiv.org/abs/2101.00001"},
        {"type": "article", "title": "X", "URL": "https://arxiv.org/abs/2101.00001v3"},
    ),
    "no author on either side": (REPORT | {"author": None, "number": None},) * 2,
}


@pytest.mark.parametrize("name", SAME)
def test_one_work_is_found(name: str) -> None:
    """As a duplicate with reasons."""
    found = likeness(*SAME[name])

    assert found
    assert found.kinship is Kinship.DUPLICATE
    assert found.reasons


DIFFERENT = {
    "DOIs": (ARTICLE | {"DOI": "10.1000/a"}, ARTICLE | {"DOI": "10.1000/b"}),
    "PMIDs": (ARTICLE | {"PMID": "12345678"}, ARTICLE | {"PMID": "22345678"}),
    "report numbers": (REPORT, REPORT | {"number": "G00799998"}),
    "editions": (BOOK | {"edition": "2nd"}, BOOK | {"edition": "third"}),
    "volumes": (BOOK | {"volume": "1"}, BOOK | {"volume": "2"}),
    "parts in figures": (BOOK | {"title": "Harbours, part 1"}, BOOK | {"title": "Harbours, part 2"}),
    "parts in Roman figures": (BOOK | {"title": "Harbours. Part I"}, BOOK | {"title": "Harbours. Part II"}),
    "parts in words": (BOOK | {"title": "Harbours, part one"}, BOOK | {"title": "Harbours, part two"}),
    "years in titles": (
        REPORT | {"number": None, "title": "Outlook 2020"},
        REPORT | {"number": None, "title": "Outlook 2021"},
    ),
    "years": (BOOK, BOOK | {"issued": {"date-parts": [[2014]]}}),
    "a yearly report": (
        REPORT | {"number": None},
        REPORT | {"number": None, "issued": {"date-parts": [[2023]]}},
    ),
    "authors": (BOOK, BOOK | {"author": [{"family": "Poe", "given": "Jane"}]}),
    "given names": (BOOK, BOOK | {"author": [{"family": "Doe", "given": "Martin"}]}),
    "chapter and book": (BOOK | {"ISBN": "0226458121"}, BOOK | {"type": "chapter", "ISBN": "0226458121"}),
    "chapters of a book": (
        BOOK | {"type": "chapter", "ISBN": "0226458121"},
        BOOK | {"type": "chapter", "ISBN": "0226458121", "title": "Another chapter"},
    ),
    "volumes with the set's ISBN": (
        BOOK | {"ISBN": "0226458121", "title": "Harbours: the north sea"},
        BOOK | {"ISBN": "0226458121", "title": "Harbours: the channel coast"},
    ),
    "a review": (BOOK, BOOK | {"type": "review-book"}),
    "a review by title": (BOOK, BOOK | {"title": "Review of Harbours of the north"}),
    "an erratum": (
        ARTICLE,
        ARTICLE | {"title": "Erratum to: The growth of coastal trade: Evidence from ports"},
    ),
    "a reply": (ARTICLE, ARTICLE | {"title": "The growth of coastal trade: Evidence from ports. Reply"}),
    "editorials": (ARTICLE | {"title": "Editorial"}, ARTICLE | {"title": "Editorial", "page": "1-2"}),
    "one other word": (BOOK | {"title": "Plant cells"}, BOOK | {"title": "Plant walls"}),
    "a number of another house": (
        REPORT | {"number": "17"},
        REPORT | {"number": "17", "publisher": "RAND", "author": None, "title": "Else"},
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_different_works_are_left_alone(name: str) -> None:
    """However alike they look."""
    assert likeness(*DIFFERENT[name]) is None


VERSIONS = {
    "preprint and article": (
        ARTICLE | {"DOI": "10.1000/a"},
        ARTICLE
        | {
            "type": "article",
            "container-title": None,
            "volume": None,
            "page": None,
            "DOI": "10.48550/arXiv.2101.00001",
        },
    ),
    "working paper and article": (
        ARTICLE,
        REPORT
        | {
            "title": ARTICLE["title"],
            "author": ARTICLE["author"],
            "genre": "Working paper",
            "issued": ARTICLE["issued"],
        },
    ),
    "thesis and book": (
        BOOK,
        BOOK | {"type": "thesis", "issued": {"date-parts": [[2008]]}, "title": "Harbours of the north"},
    ),
    "paper and article": (
        ARTICLE,
        ARTICLE
        | {
            "type": "paper-conference",
            "container-title": "Proceedings of Ports 2018",
            "volume": None,
            "page": "1-9",
        },
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_versions_are_told_as_such(name: str) -> None:
    """They are no duplicates."""
    found = likeness(*VERSIONS[name])

    assert found
    assert found.kinship is Kinship.VERSION
    assert not found.certain


def pairs(items: list[Item]) -> tuple[Pair, ...]:
    """Return the pairs among the items."""
    return find_pairs(items)


def test_the_surest_come_first_and_the_order_of_items_does_not_matter() -> None:
    """Duplicates before versions."""
    items = [item(f"k{n}", fields) for n, fields in enumerate(two for pair in SAME.values() for two in pair)]
    items += [
        item(f"v{n}", fields) for n, fields in enumerate(two for pair in VERSIONS.values() for two in pair)
    ]
    found = pairs(items)
    shuffled = list(items)
    random.Random(7).shuffle(shuffled)  # noqa: S311  no secret

    assert pairs(shuffled) == found
    order = [(pair.likeness.kinship is Kinship.VERSION, -pair.likeness.score) for pair in found]
    assert order == sorted(order)


def test_a_work_is_no_duplicate_of_itself() -> None:
    """Though its title ends with the word it begins with."""
    assert pairs([item("a", BOOK | {"title": "Harbours and more harbours", "DOI": "10.1000/a"})]) == ()


def test_many_of_one_title_are_not_compared_pairwise() -> None:
    """Two thousand yearly reports of one house find the two that are one."""
    items = [
        item(f"k{n}", REPORT | {"number": f"G{n:08}", "title": f"Trade outlook {n}"}) for n in range(500)
    ]
    twin = item("twin", REPORT | {"number": "G00000007", "title": "Trade outlook 7"})

    assert [(pair.one, pair.other) for pair in pairs([*items, twin])] == [("k7", "twin")]


CORPUS = CHECKOUT.parent / "shared" / "corpus" / "records.json"


@pytest.mark.skipif(not CORPUS.exists(), reason="the test data in ../shared is absent")
def test_real_records_are_told_apart() -> None:
    """Whatever shares a DOI is found; whatever has two is not called a duplicate."""
    items = read(CORPUS.read_bytes(), name=CORPUS).items[:2500]
    by_id = {one.id: traits_of(one) for one in items}
    found = pairs(list(items))

    assert len(found) > 20
    for pair in found:
        one, other = by_id[pair.one].identifiers, by_id[pair.other].identifiers
        dois = one.get("DOI", frozenset()), other.get("DOI", frozenset())
        if (
            pair.likeness.kinship is Kinship.DUPLICATE
            and all(dois)
            and not pair.likeness.reasons[0].startswith("same PM")
        ):
            assert dois[0] & dois[1], pair
