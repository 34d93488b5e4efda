"""The style of a list is told from the list, and a reference in another style is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citekit.checks.coverage import what_was_read
from citekit.checks.printed import print_list
from citekit.checks.style_facts import System
from citekit.checks.style_vote import FAMILIES, held_against
from citekit.checks.understand import understand
from citekit.documents.all_documents import read_document
from citekit.formats.reference_text.parsing import parse_reference
from citekit.styles import Styles
from tests.checks.examples import families
from tests.checks.running import TODAY
from tests.checks.style_voting import told
from tests.checks.test_match import item

ALIKE = ("apa-6th-edition", "american-sociological-association")
"""Styles that print such references almost as another does, which then has the vote."""
OF_JOURNALS = ("ecology", "springer-basic-author-date")
"""Forms of many journals, to which no list is held."""
WORKS = tuple(
    replace(
        item(f"w{number}", title, author, year, "article-journal", **{"container-title": journal}),
        number={"volume": str(11 + number), "issue": "2", "page": f"11{number}-126"},
    )
    for number, (title, author, year, journal) in enumerate(
        (
            ("The memory function of sleep", "Diekelmann, Susanne; Born, Jan", "2010", "Nature Reviews"),
            ("Sleep loss and grades in school", "O'Neil, Maeve", "2014", "Journal of School Health"),
            ("The role of sleep in emotion", "Walker, Matthew P.", "2009", "Annals of Medicine"),
            ("Bedtimes and the brain", "Van Dongen, Hans; Dinges, David F.", "2003", "Sleep"),
            ("Later school starts and mood", "Owens, Judith A.; Belon, Katherine", "2010", "Archives"),
        )
    )
)


def references(style: str) -> list[str]:
    """Return the works as a style lists them."""
    return [one.text for one in print_list(families()[style], WORKS).values()]


@pytest.mark.parametrize("style", [name for name in FAMILIES if name not in (*ALIKE, *OF_JOURNALS)])
def test_a_list_is_in_its_style(style: str) -> None:
    """What a style prints is told to be in it, with no reference in another."""
    vote = told(references(style))

    assert vote is not None
    assert (vote.style, vote.odd) == (style, {})


@pytest.mark.parametrize("style", OF_JOURNALS)
def test_a_form_of_many_journals_is_no_style(style: str) -> None:
    """A list as many journals have it is not held to a manual that is a little like it."""
    assert told(references(style)) is None


def test_one_reference_in_another_style_is_named() -> None:
    """A reference as MLA prints it among those of APA is the odd one."""
    apa, mla = references("apa"), references("modern-language-association")

    vote = told([*apa[:4], mla[4]])

    assert vote is not None
    assert vote.style == "apa"
    assert dict(vote.odd) == {5: "modern-language-association"}


@pytest.mark.parametrize("text", [[], ["Walker 2017"], ["A note on the weather.", "Another.", "A third."]])
def test_what_is_no_list_has_no_style(text: list[str]) -> None:
    """Too few references, or none that reads as one: nothing is told."""
    assert told(text) is None


def test_a_list_in_a_style_that_is_none_of_these_has_none() -> None:
    """A list whose references are like no style's, and like several alike, is not held to the nearest."""
    references = [
        "Susanne Diekelmann, Jan Born: The memory function of sleep, in Nature Reviews, 12-2, 2010, 111/126.",
        "Maeve O'Neil: Sleep loss and grades in school, in Journal of School Health, 13-2, 2014, 112/126.",
        "Matthew P. Walker: The role of sleep in emotion, in Annals of Medicine, 14-2, 2009, 113/126.",
        "Hans Van Dongen, David F. Dinges: Bedtimes and the brain, in Sleep, 15-2, 2003, 114/126.",
    ]

    assert told(references) is None


@pytest.mark.parametrize(
    ("system", "style"),
    [(System.AUTHOR_PAGE, "modern-language-association"), (System.NOTE, "chicago-notes-bibliography")],
)
def test_lists_much_alike_are_told_apart_by_how_the_paper_cites(system: System, style: str) -> None:
    """Books look nearly the same in the lists of MLA and of Chicago's notes: citing by page is MLA's."""
    references = [
        "Eisenstein, Elizabeth. The Printing Press as an Agent of Change. Cambridge University Press, 1979.",
        "Johns, Adrian. The Nature of the Book. University of Chicago Press, 1998.",
        "Pettegree, Andrew. The Book in the Renaissance. Yale University Press, 2010.",
        "Darnton, Robert. The Business of Enlightenment. Harvard University Press, 1979.",
    ]

    vote = told(references, system)

    assert vote is not None
    assert vote.style == style


def test_a_list_in_a_former_edition_says_how_to_hold_it_to_the_new_one() -> None:
    """A list with places and "Retrieved from" is APA 6, and is held to it, until the seventh is named."""
    text = (
        "As said (Doe, 2001; Poe, 2003; Roe, 2002).\n\n# References\n\n"
        "Doe, J. (2001). *The grounds of it*. London, England: Sage.\n\n"
        "Poe, E. A. (2003). *The house and its fall*. Boston, MA: Beacon Press.\n\n"
        "Roe, R. (2002). *What the river said*. Retrieved from https://www.example.org/river\n"
    )
    paper = understand(read_document(text.encode(), name="paper.md"), today=TODAY, families=families)

    assert "the list is in APA 6 (for APA 7 name it: --style apa)" in what_was_read(paper)


@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "turabian-notes-bibliography"])
def test_a_style_that_is_given_has_odd_references_too(style: str) -> None:
    """An APA entry is the odd one among Chicago's, in a style outside the families as well."""
    chicago, apa = references("chicago-notes-bibliography"), references("apa")
    typed = dict(enumerate([*chicago[:4], apa[4]], 1))
    items = {number: parse_reference(text).item(f"r{number}") for number, text in typed.items()}

    vote = held_against(Styles().load(style), typed, items, families)

    assert vote is not None
    assert (vote.style, dict(vote.odd)) == (style, {5: "apa"})


def test_a_list_unlike_a_style_outside_the_families_tells_nothing() -> None:
    """Whoever names a style for a list in another has no odd references: which is odd nobody knows."""
    typed = dict(enumerate(references("apa"), 1))
    items = {number: parse_reference(text).item(f"r{number}") for number, text in typed.items()}

    assert held_against(Styles().load("oscola"), typed, items, families) is None
