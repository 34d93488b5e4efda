"""`citekit list` and `citekit search`."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Citekit


def _keys(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


def test_list_prints_every_record_once(sample: Citekit) -> None:
    """Every file in entries/ is a line, sorted by key."""
    assert _keys(sample.ok("list")) == sorted(path.stem for path in sample.entries.iterdir())


def test_a_line_is_key_year_author_title(sample: Citekit) -> None:
    """The usual fields stand between tabs."""
    lines = sample.ok("list", "title:subaltern").splitlines()

    assert lines == ["spivak1988can\t1988\tSpivak\tCan the subaltern speak?"]


def test_list_as_json_is_csl_json(sample: Citekit) -> None:
    """`--json` gives items with CSL's fields and citekit's own."""
    [item] = json.loads(sample.ok("list", "number:18054", "--json"))

    assert item["id"] == "autor2012china"
    assert item["author"][0] == {"family": "Autor", "given": "David H."}
    assert item["issued"] == {"date-parts": [[2012, 5]]}
    assert item["access"] == "subscription"
    assert item["archived"]["date"] == "2020"
    assert item["tags"] == ["trade"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("author:einstein", ["einstein1905elektrodynamik", "einstein1905erzeugung"]),
        ("elektrodynamik", ["einstein1905elektrodynamik"]),
        ("korper", ["einstein1905elektrodynamik"]),
        ("KÖRPER", ["einstein1905elektrodynamik"]),
        ("type:thesis", ["fielding2000architectural", "vanderwaals1873continuiteit"]),
        ("type:thesis -tag:physics", ["fielding2000architectural"]),
        ("year:..1900", ["gutenberg1455biblia", "vanderwaals1873continuiteit"]),
        ("year:1905..1923 NOT author:einstein", ["luxun1923nahan"]),
        ('"scientific revolutions"', ["kuhn2012structure"]),
        ('"revolutions scientific"', []),
        ("(author:kuhn OR author:spivak) year:1988", ["spivak1988can"]),
        ("key:ipcc-ar6-wg1", ["ipcc2021climate"]),
        ("呐喊", ["luxun1923nahan"]),
        ("translator:*", ["piketty2014capital"]),
        ("electrodyn*", []),
        ("elektrodyn*", ["einstein1905elektrodynamik"]),
    ],
)
def test_search_finds_what_the_query_says(sample: Citekit, query: str, keys: list[str]) -> None:
    """The query language finds exactly these records, whatever the case, accents and ß."""
    ended = sample("search", query)

    assert _keys(ended.out) == keys
    assert ended.status == (0 if keys else 1)


def test_a_query_that_cannot_be_read_points_at_the_place(sample: Citekit) -> None:
    """A broken query is shown with a caret under the fault and ends with 1."""
    ended = sample("search", "author:doe (year:2010")

    assert ended.status == 1
    assert "^" in ended.err
    assert ended.out == ""


def test_an_unknown_field_names_the_nearest(sample: Citekit) -> None:
    """`auhtor:x` and `--fields titel` name the field that was meant."""
    assert "author" in sample("search", "auhtor:doe").err
    assert "title" in sample("list", "--fields", "titel").err


def test_sort_reverse_and_limit(sample: Citekit) -> None:
    """The last N by year are the newest, newest first."""
    out = sample.ok("list", "--sort", "year", "--reverse", "--limit", "2", "--fields", "key,year")

    assert [line.split("\t")[1] for line in out.splitlines()] == ["2023", "2023"]


def test_fields_are_printed_as_asked(sample: Citekit) -> None:
    """`--fields` prints those fields in that order, empty where a record has none."""
    out = sample.ok("list", "author:watson", "--fields", "volume,ISBN,author,key")

    assert out == "171\t\tWatson, J. D.; Crick, F. H. C.\twatson1953molecular\n"


def test_a_hand_edit_is_seen_at_once(sample: Citekit) -> None:
    """After an edit of a file that keeps its size, list and search show the new text."""
    sample.ok("list")
    path = sample.entries / "lang1927metropolis.yaml"
    path.write_text(path.read_text("utf-8").replace("Metropolis", "Metropolos"), "utf-8")

    assert "Metropolos" in sample.ok("list")
    assert _keys(sample.ok("search", "metropolos")) == ["lang1927metropolis"]
    assert sample("search", "metropolis").status == 1


def test_a_bad_record_spoils_only_itself(sample: Citekit) -> None:
    """The others are listed, the bad one is reported with its place, and the status is 1."""
    (sample.entries / "bad.yaml").write_text("type: report\nissued: 2020-13\ntitle: x\n", "utf-8")

    ended = sample("list")

    assert ended.status == 1
    assert "kuhn2012structure" in ended.out
    assert "bad.yaml:2" in ended.err
    assert "month 13" in ended.err


def test_a_title_that_would_act_on_the_terminal_is_shown(citekit: Citekit) -> None:
    """An escape sequence in a title reaches neither stdout nor stderr as such."""
    (citekit.entries / "evil.yaml").write_text('type: book\ntitle: "a\\e]0;owned\\a b"\n', "utf-8")

    for arguments in (["list"], ["show", "evil"], ["search", "owned"], ["list", "--json"], ["bibliography"]):
        ended = citekit(*arguments)

        assert "\x1b" not in ended.out + ended.err
        assert "\x07" not in ended.out + ended.err


def test_an_empty_library_lists_nothing(citekit: Citekit) -> None:
    """No records is no failure for list."""
    assert citekit.ok("list") == ""
    assert json.loads(citekit.ok("list", "--json")) == []
