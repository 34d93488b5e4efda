"""`citekit explain`."""

from __future__ import annotations

import json

from tests.conftest import Citekit


def test_every_piece_names_its_field_and_rule(sample: Citekit) -> None:
    """Joined, the pieces are the reference; each field's piece names macro and line of the style."""
    found = json.loads(sample.ok("explain", "autor2012china", "--style", "apa", "--json"))

    assert "".join(run["text"] for run in found["runs"]) == found["text"]
    by_field = {run["variable"]: run for run in found["runs"] if run["variable"]}
    assert by_field["number"]["text"] == "18054"
    assert by_field["number"]["macro"] == "label-number"
    assert by_field["genre"]["conditions"] == ["variable number"]
    assert all(run["line"] for run in by_field.values())


def test_what_the_style_dropped_is_named(sample: Citekit) -> None:
    """APA prints the DOI and leaves out place and URL, and explain says so."""
    found = json.loads(sample.ok("explain", "autor2012china", "--style", "apa", "--json"))

    assert found["dropped"] == ["publisher-place", "URL"]
    assert "publisher-place: Cambridge, MA\n" in sample.ok("explain", "autor2012china", "--style", "apa")


def test_the_citation_can_be_explained(sample: Citekit) -> None:
    """`--cite` explains the in-text form; a style of notes alone is explained by its note."""
    found = json.loads(sample.ok("explain", "kuhn2012structure", "--cite", "--style", "apa", "--json"))

    assert found["text"] == "(Kuhn, 1962/2012)"
    assert "title" in found["dropped"]
    assert "Kuhn" in sample.ok("explain", "kuhn2012structure", "--style", "chicago-notes")


def test_an_unknown_key_is_a_sentence(sample: Citekit) -> None:
    """A slip in the key ends with 1 and names the nearest."""
    ended = sample("explain", "khun2012structure")

    assert ended.status == 1
    assert "kuhn2012structure" in ended.err
