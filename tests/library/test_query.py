"""Searches are read as their grammar says, and refused with the place and the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import QueryError
from citekit.library.query import AllOf, AnyOf, Has, Node, Not, Query, Term, Years, parse_query


def word(text: str) -> Term:
    """A word that may stand anywhere."""
    return Term("", text)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", AllOf(())),
        ("  \t", AllOf(())),
        ("*", AllOf(())),
        ("climate", word("climate")),
        ("climate change", AllOf((word("climate"), word("change")))),
        ("climate AND change", AllOf((word("climate"), word("change")))),
        ("climate OR change", AnyOf((word("climate"), word("change")))),
        ("a OR b c", AnyOf((word("a"), AllOf((word("b"), word("c")))))),
        ("(a OR b) c", AllOf((AnyOf((word("a"), word("b"))), word("c")))),
        ("((a))", word("a")),
        ("NOT a", Not(word("a"))),
        ("-a", Not(word("a"))),
        ("-(a b)", Not(AllOf((word("a"), word("b"))))),
        ("NOT -a", word("a")),
        ("NOT NOT NOT a", Not(word("a"))),
        ('"exact words"', word("exact words")),
        ("“exact words”", word("exact words")),
        ("„genaue Wörter“", word("genaue Wörter")),
        ("« mots exacts »", word(" mots exacts ")),
        ('-"exact words"', Not(word("exact words"))),
        ("transf*", Term("", "transf", prefix=True)),
        ('"transf*"', word("transf*")),
        ("author:doe", Term("author", "doe")),
        ("AUTHOR:doe", Term("author", "doe")),
        ('author:"jane doe"', Term("author", "jane doe")),
        ("author:doe*", Term("author", "doe", prefix=True)),
        ("-author:doe", Not(Term("author", "doe"))),
        ("author:(doe OR roe)", AnyOf((Term("author", "doe"), Term("author", "roe")))),
        ("container-title:nature", Term("container-title", "nature")),
        ("journalAbbreviation:nat", Term("container-title-short", "nat")),
        ("event:expo", Term("event-title", "expo")),
        ("doi:10.1000/x", Term("DOI", "10.1000/x")),
        ("url:https://example.org/a?b=c", Term("URL", "https://example.org/a?b=c")),
        ("https://example.org/a", word("https://example.org/a")),
        ("tag:to-read", Term("tags", "to-read")),
        ("tags:c++", Term("tags", "c++")),
        ("tag:++", Term("tags", "++")),
        ("key:g1", Term("key", "g1")),
        ("key:a:b", Term("key", "a:b")),
        ("type:report", Term("type", "report")),
        ("type:Article-Journal", Term("type", "Article-Journal")),
        ("type:art*", Term("type", "art", prefix=True)),
        ("access:open", Term("access", "open")),
        ("name:doe", Term("name", "doe")),
        ("text:doe", word("doe")),
        ("text:*", AllOf(())),
        ("DOI:*", Has("DOI")),
        ("year:*", Has("year")),
        ("name:*", Has("name")),
        ("year:2015", Years(2015, 2015)),
        ("year:2010..2020", Years(2010, 2020)),
        ("year:2010..", Years(2010, None)),
        ("year:..2020", Years(None, 2020)),
        ("year:-50..-40", Years(-50, -40)),
        ('year:"2015"', Years(2015, 2015)),
        ("year:(2015 OR 2017)", AnyOf((Years(2015, 2015), Years(2017, 2017)))),
        ("and or not", AllOf((word("and"), word("or"), word("not")))),
        ("ORANGE ANDES NOTE", AllOf((word("ORANGE"), word("ANDES"), word("NOTE")))),
        ("WP/20/13", word("WP/20/13")),
        ("Größe", word("Größe")),
        ("well-being", word("well-being")),
        ("a(b)c", AllOf((word("a"), word("b"), word("c")))),
        ("a\u00a0b\nc", AllOf((word("a"), word("b"), word("c")))),
    ],
)
def test_a_search_is_read(text: str, root: Node) -> None:
    """The text gives this tree."""
    assert parse_query(text) == Query(text, root)


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("autor:doe", 0, 'there is no field "autor"; did you mean author?'),
        ("a title:b tittle:c", 10, 'there is no field "tittle"; did you mean title?'),
        ("zzzz:b", 0, 'there is no field "zzzz"; put "zzzz:…" in quotes to search for the words'),
        ("author: doe", 7, "after author: a value must follow, without a space"),
        ("a (author:)", 10, "after author: a value must follow, without a space"),
        ("author:", 7, "after author: a value must follow, without a space"),
        ("year:20x", 5, "years are written 2015, 2010..2020, 2010.. or ..2020"),
        ("year:2010-2020", 5, "years are written 2015, 2010..2020, 2010.. or ..2020"),
        ("year:..", 5, "years are written 2015, 2010..2020, 2010.. or ..2020"),
        ("year:201*", 5, "years are written 2015, 2010..2020, 2010.. or ..2020"),
        ("year:2020..2010", 5, "these years end before they begin"),
        ("type:article-jounral", 5, 'there is no type "article-jounral"; did you mean article-journal?'),
        ("type:qqqq", 5, 'there is no type "qqqq"; see `citekit schema`'),
        ("access:free", 7, 'there is no access "free"; there are open, registration, subscription'),
        ("a (b", 2, "this bracket is not closed"),
        ("a (", 2, "this bracket is not closed"),
        ("a) b", 1, "this bracket closes nothing"),
        ("a ()", 2, "between these brackets there is nothing to search for"),
        ('a "b c', 2, "this quotation mark is not closed"),
        ("a ” b", 2, "this quotation mark opens nothing"),
        ("a AND", 2, "after AND something to search for is missing"),
        ("a OR", 2, "after OR something to search for is missing"),
        ("a OR OR b", 5, "before OR something to search for is missing"),
        ("AND a", 0, "before AND something to search for is missing"),
        ("(a OR )", 3, "after OR something to search for is missing"),
        ("NOT", 0, "after NOT something to search for is missing"),
        ("a - b", 2, "after - a word must follow, without a space"),
        ("a -", 2, "after - a word must follow, without a space"),
        ("a ++", 2, "there is no letter or digit to search for"),
        ('""', 0, "there is no letter or digit to search for"),
        ('key:" "', 4, "there is no letter or digit to search for"),
        ("a \udc80b", 2, "here is a byte that is no text; type it in UTF-8"),
        ("wo*rd", 2, "* can stand at the end of a word only"),
        ("*word", 0, "* can stand at the end of a word only"),
        ("author:(title:x)", 8, "a field within the brackets of author:"),
        ("(" * 11 + "a", 10, "brackets are nested more than 10 deep"),
        ("a " * 201, 400, "these are more than 200 terms"),
    ],
)
def test_a_search_that_cannot_be_read_is_refused(text: str, position: int, reason: str) -> None:
    """The error says where it is wrong, why, and what to write."""
    with pytest.raises(QueryError) as caught:
        parse_query(text)

    assert (caught.value.position, caught.value.reason) == (position, reason)


def test_the_mark_stands_under_the_fault() -> None:
    """A tab or line break before it does not move the mark."""
    with pytest.raises(QueryError) as caught:
        parse_query("a\tb\nautor:c")

    assert str(caught.value).splitlines()[:2] == [
        "a b autor:c",
        '    ^ there is no field "autor"; did you mean author?',
    ]


PIECES = ["a", "b*", "AND", "OR", "NOT", "-", "(", ")", '"', "x:", "author:", "year:", "*", "..", "2010", "“"]


@given(
    st.text()
    | st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
)
def test_any_text_is_a_search_or_is_refused_at_a_place_in_it(text: str) -> None:
    """Nothing that people type ends in anything else."""
    try:
        query = parse_query(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)  # noqa: PT017  either outcome is right
    else:
        assert query.text == text
