"""What each source of a paper is cited for."""

from __future__ import annotations

from citekit.checks.uses import source_uses
from tests.checks.papers import paper_of

PAPER = """\
# Nights

Nights are short (Smith, 2017). Owens (2014, p. 3) asks why.
“Nobody knows why. Nobody has asked” (Hart, 2019).
The dark is kept (Owens, 2014, p. 12; Smith, 2017, chap. 3).

# References

Hart, L. (2019). *The hours*. Sage.

Owens, J. (2014). *The quiet hours*. Sage.

Smith, J. (2017). *Sleep and grades*. Penguin.

Young, K. (2018). *Naps*. Penguin.
"""


def test_each_source_has_the_sentences_that_cite_it() -> None:
    """In the order of the list, with pages as typed; a quotation of two sentences is shown whole."""
    told = {
        source.called: [(use.sentence, use.page, use.quotes) for use in source.uses]
        for source in source_uses(paper_of(PAPER, "apa"))
    }

    last = "The dark is kept (Owens, 2014, p. 12; Smith, 2017, chap. 3)."
    assert told == {
        "Hart (2019)": [("“Nobody knows why. Nobody has asked” (Hart, 2019).", "", True)],
        "Owens (2014)": [("Owens (2014, p. 3) asks why.", "3", False), (last, "12", False)],
        "Smith (2017)": [("Nights are short (Smith, 2017).", "", False), (last, "chapter 3", False)],
        "Young (2018)": [],
    }


def test_what_a_teacher_would_ask_about() -> None:
    """A quotation without a page from a work that is cited once, and a work that is never cited."""
    remarks = {source.called: source.remarks for source in source_uses(paper_of(PAPER, "apa"))}

    assert remarks == {
        "Hart (2019)": ("cited once, for a quotation, without a page",),
        "Owens (2014)": (),
        "Smith (2017)": (),
        "Young (2018)": ("never cited",),
    }


def test_one_page_for_everything_is_told() -> None:
    """Three citations of one page are a remark, two are none."""
    cited = "".join(f"Point {number} is made [@smith, p. 5].\n\n" for number in range(3))

    (source,) = source_uses(paper_of(cited))
    (twice,) = source_uses(paper_of(cited.partition("Point 2")[0]))

    assert source.remarks == ("cited 3 times, always for page 5",)
    assert (source.key, twice.remarks) == ("smith", ())


def test_what_a_note_cites_is_cited_where_its_mark_stands() -> None:
    """The sentence is the text's, not the note's own."""
    text = (
        "Nights were dark. Lamps came late.[^1] Nobody slept.\n\n"
        "[^1]: Jane Smith, *Lamps* (Penguin, 1990), 12.\n\n"
        "# Bibliography\n\nSmith, Jane. *Lamps*. Penguin, 1990.\n"
    )

    (source,) = source_uses(paper_of(text, "chicago-notes-bibliography"))

    assert [(use.sentence, use.page) for use in source.uses] == [("Lamps came late.", "12")]


def test_numbers_and_keys_within_a_sentence() -> None:
    """Citations by number and by key are uses, too, at their own places."""
    listed = (
        "[1] M. Lindqvist, *The Ferry: A Chronicle*. Harbour Press, 1998.\n\n"
        "[2] B. Okoye, “Tides and timetables,” *J. Coastal Hist.*, vol. 4, pp. 55–60, 2010.\n"
    )
    text = f"Nights are short [1]. Days are long [1], [2].\n\n# References\n\n{listed}"

    ferry, tides = source_uses(paper_of(text, "ieee"))

    assert [use.sentence for use in ferry.uses] == ["Nights are short [1].", "Days are long [1], [2]."]
    assert [(use.where.place.column if use.where.place else 0) for use in (*ferry.uses, *tides.uses)] == [
        18,
        37,
        42,
    ]
