"""Rules about typed references leave alone what is right: what the style prints, what looks odd."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from citekit.checks.all_checks import PAPER_CHECKS
from citekit.checks.check import Group
from citekit.checks.coverage import needs_met
from citekit.checks.finding import Finding
from citekit.checks.printed import Printed, print_list
from citekit.checks.references.other_style import CHECK as OTHER_STYLE
from citekit.checks.run import check_paper
from citekit.checks.understand import understand
from citekit.documents.all_documents import read_document
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.library.library import Library
from tests.checks.examples import families
from tests.checks.papers import TODAY, style_called

ROOT = Path(__file__).parent.parent.parent
RULES = [check for check in PAPER_CHECKS if check.group is Group.REFERENCES]
NOT_IN_CSL = (("publisher-is-author", ""), ("genre-missing", "[PhD thesis"))
"""What APA asks for and CSL cannot say, by check and words: a style prints a publisher, be it the author or
not, and what a record calls a thesis."""
FAMILIES = (
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "ieee",
    "nlm-citation-sequence",
    "american-medical-association",
    "nature",
)


@cache
def samples() -> tuple[Item, ...]:
    """Return the records of the sample library."""
    return tuple(Library(ROOT, cache=None).items().items)


def marked_up(printed: Printed) -> str:
    """Return a printed reference as Markdown."""
    result = ""
    for piece in printed.pieces:
        text = piece.text.replace("*", r"\*").replace("_", r"\_").replace("<", r"\<").replace("[", r"\[")
        bare = text.strip(" ")
        result += text.replace(bare, f"*{bare}*") if piece.is_italic and bare else text
    return result.replace("**", "")


def in_list(references: str, style: str, items: tuple[Item, ...] = ()) -> list[Finding]:
    """Return what the rules about typed references find in a list."""
    paper = understand(
        read_document(f"# References\n\n{references}\n".encode(), name="paper.md"),
        today=TODAY,
        items={item.id: item for item in items},
        style=style_called(style),
        style_name=style,
        families=families,
    )
    return list(check_paper(paper, RULES, needs_met(paper)).findings)


@pytest.mark.parametrize("style", FAMILIES)
@pytest.mark.parametrize("with_records", [True, False], ids=["library", "no library"])
def test_what_the_style_prints_is_left_alone(style: str, *, with_records: bool) -> None:
    """The sample library as each style lists it yields nothing, whether its records are there or not.

    What CSL cannot say is no rule of the style.
    """
    printed = print_list(style_called(style), samples())
    text = "\n\n".join(marked_up(one) for one in printed.values())

    found = in_list(text, style, samples() if with_records else ())

    told = [(one.check, one.quote) for one in found]
    assert [
        (check, words) for check, words in told if not any(check == c and w in words for c, w in NOT_IN_CSL)
    ] == []


def test_a_journal_is_abbreviated_where_its_record_has_it_in_full() -> None:
    """The library knows the full name; one that it has abbreviated itself says nothing."""
    typed = "Old, A. (2011). Thinking at sea. *J. Sleep Res.*, *3*(1), 2–9."

    def told(name: str) -> list[tuple[str, str]]:
        record = Item(
            id="old2011",
            type="article-journal",
            text={"title": "Thinking at sea", "container-title": name},
            number={"volume": "3", "issue": "1", "page": "2-9"},
            names={"author": (Name(family="Old", given="Anna"),)},
            dates={"issued": Date(start=DateParts(2011))},
        )
        return [(one.quote, one.expected) for one in in_list(typed, "apa", (record,))]

    assert told("Journal of Sleep Research") == [("J. Sleep Res.", "Journal of Sleep Research")]
    assert told("J. Sleep Res.") == []


def test_a_reference_in_another_style_is_told_once() -> None:
    """What is in another style altogether is not told again for its names, title, year and numbers."""
    mla = OTHER_STYLE.example.wrong.removeprefix("# References\n\n")

    assert [finding.check for finding in in_list(mla, "apa")] == ["other-style"]
