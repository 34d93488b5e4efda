"""`citekit styles`."""

from __future__ import annotations

import json

from tests.conftest import Citekit


def test_list_names_the_short_names_and_the_librarys_own(sample: Citekit) -> None:
    """The styles people name, and those in styles/, are lines of name, kind and title."""
    names = [line.split("\t")[0] for line in sample.ok("styles", "list").splitlines()]

    assert {"apa", "citekit-report", "modern-language-association", "ieee"} <= set(names)
    assert len(names) < 100


def test_list_all_has_the_whole_repository(sample: Citekit) -> None:
    """`--all` lists independent and dependent styles, over ten thousand."""
    assert len(sample.ok("styles", "list", "--all").splitlines()) > 10_000


def test_search_wants_all_words(sample: Citekit) -> None:
    """A style is found if its name or title has every word."""
    found = json.loads(sample.ok("styles", "search", "harvard", "leeds", "--json"))

    assert {style["name"] for style in found} >= {"harvard-leeds-beckett-university"}
    assert sample("styles", "search", "zzzqqq").status == 1


def test_show_tells_what_a_style_is(sample: Citekit) -> None:
    """Title, kind, parent and licence of a style by short name, dependent or renamed."""
    shown = json.loads(sample.ok("styles", "show", "mla", "--json"))

    assert shown["name"] == "modern-language-association"
    assert "MLA" in shown["title"]
    assert "creativecommons.org" in shown["licence"]
    assert json.loads(sample.ok("styles", "show", "turabian-author-date", "--json"))["parent"]


def test_preview_prints_citation_and_reference(sample: Citekit) -> None:
    """A style can be tried on a record."""
    out = sample.ok("styles", "preview", "apa", "kuhn2012structure")

    assert out.startswith("(Kuhn, 1962/2012)")
    assert "The structure of scientific revolutions" in out


def test_an_unknown_style_names_the_nearest(sample: Citekit) -> None:
    """A slip in a style's name ends with 1 and names the style that was meant."""
    ended = sample("styles", "show", "chicago-autor-date")

    assert ended.status == 1
    assert "chicago-author-date" in ended.err


def test_a_style_of_the_library_comes_first(sample: Citekit) -> None:
    """A file apa.csl in styles/ is what `apa` means there."""
    own = (sample.cwd / "styles" / "citekit-report.csl").read_text("utf-8")
    (sample.cwd / "styles" / "apa.csl").write_text(own, "utf-8")

    assert json.loads(sample.ok("styles", "show", "apa", "--json"))["title"].startswith("citekit report")
