"""A typed reference differs from the printed one where it does, and nowhere else."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from citekit.checks.comparison.compare import compare
from citekit.checks.comparison.difference import Comparison, DifferenceKind
from citekit.checks.printed import Printed, print_list
from citekit.item.item import Item
from citekit.library.library import Library
from citekit.styles import Styles
from tests.checks.matching import CORPUS, corpus
from tests.checks.seeded import STYLES, cases, found, typed
from tests.checks.test_match import item as small_item

ROOT = Path(__file__).parent.parent.parent
K = DifferenceKind


@cache
def samples() -> tuple[Item, ...]:
    """Return the records of the sample library."""
    return tuple(Library(ROOT, cache=None).items().items)


@cache
def listed(style: str) -> dict[str, Printed]:
    """Return the sample library as a style lists it."""
    return dict(print_list(Styles().load(style), samples()))


@pytest.mark.parametrize("style", [*STYLES, "american-medical-association", "apa-6th-edition", "vancouver"])
def test_what_the_style_prints_differs_in_nothing(style: str) -> None:
    """The sample library's own references, in every family of styles, are left alone."""
    by_key = {item.id: item for item in samples()}

    for printed in listed(style).values():
        result = found(by_key[printed.key], printed, typed(printed.pieces))
        assert (result.differences, result.is_other_work) == ((), False), printed.text


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not here")
def test_seeded_mistakes_are_named_and_nothing_else_is() -> None:
    """Of single mistakes in real records nearly all are named, in the right field, with nothing beside."""
    items = random.Random(2).sample(corpus(), 150)  # noqa: S311  the same records in every run, no secret
    made = right = beside = 0
    for mistake, item, printed, reference in cases(items, Styles().load("apa"), random.Random(3), each=6):  # noqa: S311
        result = found(item, printed, reference)
        if mistake is None:
            assert not result.differences, printed.text
            continue
        hits = [d for d in result.differences if d.kind is mistake.kind and d.field == mistake.field]
        made, right, beside = made + 1, right + bool(hits), beside + len(result.differences) - len(hits)

    assert right / made >= 0.95
    assert beside / made <= 0.03


WALKER = small_item(
    "walker2017", "Why we sleep: Unlocking the power of sleep and dreams",
    "Walker, Matthew P.; Stickgold, Robert",
    "2017", "article-journal", **{"container-title": "Annual Review of Sleep", "DOI": "10.1000/xyz.12"},
)  # fmt: skip
JOURNAL = Item(
    id="walker2017",
    type="article-journal",
    text=WALKER.text,
    number={"volume": "12", "issue": "3", "page": "121-133"},
    names=WALKER.names,
    dates=WALKER.dates,
)
RIGHT = (
    "Walker, M. P., & Stickgold, R. (2017). Why we sleep: Unlocking the power of sleep and dreams. "
    "Annual Review of Sleep, 12(3), 121–133. https://doi.org/10.1000/xyz.12"
)


def in_apa(text: str, item: Item = JOURNAL) -> Comparison:
    """Compare a typed text with an item in APA; italics are not looked at."""
    return compare(text, print_list(Styles().load("apa"), [item])[item.id], item)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("–", "–"),
        ("Walker, M. P.", "WALKER, M. P."),
        ("121–133", "121–33"),
        (": Unlocking", ". Unlocking"),
        ("Why we", "Why We"),
        ("https://doi.org/10.1000/xyz.12", "https://doi.org/10.1000/XYZ.12"),
        ("Annual Review of Sleep", "Annu. Rev. Sleep"),
        ("(2017)", "(2017a)"),
        (" 12(3)", "\n12(3)"),
    ],
)
def test_what_is_as_good_is_no_difference(old: str, new: str) -> None:
    """Capitals, a shortened range, an abbreviated journal, a line break, a letter after the year."""
    assert in_apa(RIGHT.replace(old, new)).differences == ()


@pytest.mark.parametrize(
    ("old", "new", "kind", "field"),
    [
        ("2017", "2018", K.WRONG, "issued"),
        ("Stickgold", "Stickgodl", K.SPELLING, "author"),
        (", & Stickgold, R.", "", K.MISSING, "author"),
        (", & ", " and ", K.SEPARATOR, "author"),
        ("M. P.", "Matthew P.", K.INITIALS, "author"),
        ("M. P.", "M.P.", K.INITIALS, "author"),
        ("12(3)", "12", K.MISSING, "issue"),
        ("12(3)", "12 (3)", K.PUNCTUATION, "issue"),
        ("121–133", "121-133", K.DASH, "page"),
        ("121–133", "pp. 121–133", K.EXTRA, "page"),
        ("121–133", "121–143", K.WRONG, "page"),
        (
            "Why we sleep: Unlocking the power of sleep and dreams",
            "Why We Sleep: Unlocking the Power of Sleep and Dreams",
            K.CASE,
            "title",
        ),
        (": Unlocking the power of sleep and dreams", "", K.MISSING, "title"),
        ("https://doi.org/", "doi:", K.ADDRESS, "DOI"),
        (" (2017). ", " ", K.MISSING, "issued"),
        ("Walker, M. P., & Stickgold, R.", "Walker, M. P., et al.", K.LENGTH, "author"),
    ],
)
def test_one_mistake_is_one_difference_in_its_field(old: str, new: str, kind: K, field: str) -> None:
    """Each mistake of the list above is named, with its field, and nothing else is."""
    differences = in_apa(RIGHT.replace(old, new)).differences

    assert [(d.kind, d.field) for d in differences][:1] == [(kind, field)]
    assert len({(d.kind, d.field) for d in differences} - {(K.PUNCTUATION, "title")}) == 1


def test_a_moved_year_is_an_order() -> None:
    """The year at the end, as other styles have it, is in another place and not missing."""
    moved = RIGHT.replace(" (2017).", ".").replace("12(3), 121–133", "12(3), 121–133, 2017")

    assert (K.ORDER, "issued") in {(d.kind, d.field) for d in in_apa(moved).differences}


def test_another_title_and_author_make_another_work() -> None:
    """Where title and author disagree nothing is said of commas."""
    result = in_apa("Chen, L. (2017). Screens at bedtime in nine countries. Annual Review of Sleep, 12(3).")

    assert result.is_other_work
    assert result.differences == ()


def test_the_record_is_blamed_for_its_capitals() -> None:
    """A heading's capitals in the record, a sentence's in the reference: the record is the odd one."""
    item = Item(
        id="walker2017",
        type="article-journal",
        text={**JOURNAL.text, "title": "Why We Sleep: Unlocking the Power of Sleep and Dreams"},
        number=JOURNAL.number,
        names=JOURNAL.names,
        dates=JOURNAL.dates,
    )

    assert [(d.kind, d.of_record) for d in in_apa(RIGHT, item).differences] == [(K.CASE, True)]
