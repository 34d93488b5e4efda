"""Typed references read by the model, which is right more often than the plain parser."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.base import Confidence
from citekit.formats.reference_text import parsers, reference_text
from citekit.formats.reference_text.parsers import best_parser, careful_parser
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ReferenceParser
from citekit.library.library import Library
from citekit.styles import Styles
from tests.formats.reference_model.labelled import labelled, split
from tests.formats.reference_model.score import hand_typed, tally
from tests.formats.reference_model.typed import NONE
from tests.formats.reference_score import ROOT

pytest.importorskip("pycrfsuite")
train = importlib.import_module("tests.formats.reference_model.train")


@pytest.fixture(scope="module")
def model() -> ReferenceParser:
    """Return the parser that reads with the model."""
    parser = best_parser()
    assert parser is not parse_reference
    return parser


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """Let the parser be chosen anew before and after a test."""
    best_parser.cache_clear()
    yield
    best_parser.cache_clear()


@pytest.mark.usefixtures("_forgotten")
def test_without_the_extra_the_plain_parser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is not asked for, and the result says who read."""

    def missing(_: str) -> object:
        raise ModuleNotFoundError(name="pycrfsuite")

    monkeypatch.setattr(importlib, "import_module", missing)

    assert best_parser() is parse_reference
    assert best_parser()("Doe, J. (2020). A title. Press.").parser == "plain"


@pytest.mark.usefixtures("_forgotten")
def test_without_its_file_the_plain_parser_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model that is not there is not missed."""
    monkeypatch.setattr(parsers, "_MODEL", tmp_path / "none")

    assert best_parser() is parse_reference


@pytest.mark.usefixtures("_forgotten")
def test_a_fault_of_ours_is_not_taken_for_a_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another module that is missing is an error."""

    def missing(_: str) -> object:
        raise ModuleNotFoundError(name="citekit.formats.reference_text.gone")

    monkeypatch.setattr(importlib, "import_module", missing)

    with pytest.raises(ModuleNotFoundError):
        best_parser()


def test_the_model_is_small() -> None:
    """What everybody downloads stays under a megabyte."""
    assert parsers._MODEL.stat().st_size < 1_000_000


def test_it_reads_what_hands_type(model: ReferenceParser) -> None:
    """On references that people typed it is right more often than the plain parser."""
    made = [reference for references in hand_typed().values() for reference in references]
    plain, read = tally(made, parse_reference), tally(made, model)

    assert read.figures()[2] > plain.figures()[2]
    assert read.whole > plain.whole


def test_what_it_calls_sure_is_right(model: ReferenceParser) -> None:
    """Of the readings with high confidence nine in ten are right in every field."""
    made = [reference for references in hand_typed().values() for reference in references]
    sure = [one for one in made if model(one.text, italics=one.italics()).confidence is Confidence.HIGH]

    assert len(sure) > 0.7 * len(made)
    assert tally(sure, model).whole > 0.9 * len(sure)


@pytest.mark.parametrize("piece", ["Aa-", "'a ", "Doe, J., ", "“", "(2020) ", "A. "])
def test_no_text_takes_forever(piece: str, model: ReferenceParser) -> None:
    """Repetition does not make it try all ways to read."""
    model((piece * 4000)[:4000])


def test_a_reading_says_who_read(model: ReferenceParser) -> None:
    """The name of the parser is in the reading, and beside each item of a list."""
    text = "Doe, J. (2020). A title of some length. Journal of Titles, 1(2), 3–4."

    assert model(text).parser == "model"
    for parser in (model, parse_reference):
        result = reference_text.read(text.encode(), name="list.txt", parser=parser)
        assert [source.parser for source in result.sources.values()] == [parser(text).parser]


@given(
    text=st.lists(
        st.sampled_from(
            ["Doe, J.", "(2020).", "A title.", "“", "”", "In", ":", "12(3)", ", ", " ", "45–67", "pp. ",
             "Vol. 3", "&", "https://doi.org/10.1000/x", "[", "]", "(", ")", "et al.", "eds.", "PhD thesis",
             "2nd ed.", "中文", "\n", "*", "_", "Berlin: Press", "\u00a0", "\0", "(Press, 1999)", "———. ",
             "Retrieved May 3, 2020, from", "Article e12345"]
        )
    ).map("".join)
    | st.text()
)  # fmt: skip
def test_any_text_is_read_and_nothing_is_lost(text: str, model: ReferenceParser) -> None:
    """Parts and rest lie in the text, none over another, and the whole text is kept."""
    found = model(text)

    assert all(0 <= part.start < part.end <= len(text) for part in found.parts)
    assert len({part.field for part in found.parts}) == len(found.parts)
    for start, end in found.rest:
        assert re.search(r"\w", text[start:end])
        assert not any(start < part.end and part.start < end for part in found.parts)
    item = found.item("x")
    assert item.custom["reference"] == " ".join(text.split())


def test_what_is_in_no_field_is_told(model: ReferenceParser) -> None:
    """Words that neither reading has a field for are the rest."""
    found = model(
        "Adams, J. (2014). Screens at night. Journal of Sleep, 12(3), 45–67. Shelf four, third from left."
    )

    assert [found.text[start:end] for start, end in found.rest] == ["Shelf four, third from left"]


def test_checks_ask_it_only_where_the_plain_parser_does_not_understand() -> None:
    """What the plain parser reads stays its reading; what it does not is read by the model."""
    plain = "Adams, J. (2014). Screens at night. Journal of Sleep, 12(3), 45–67."
    lost = "2014. Screens at night. Journal of Sleep 12, 45-67"

    assert careful_parser(plain) == parse_reference(plain)
    assert parse_reference(lost).confidence is Confidence.LOW
    assert careful_parser(lost).parser == "model"


def test_each_character_of_what_is_printed_has_its_field() -> None:
    """The engine says where each run came from, and so which field each character is of."""
    items = [record.item for record in Library(ROOT, cache=None).records()][:6]
    for _, item, made in labelled(items, ["apa"], 6, noise=False):
        assert len(made.text) == len(made.labels) == len(made.italic)
        start, end = made.span("title")
        assert made.text[start:end].casefold()[:10] in item.text["title"].casefold()
        assert NONE in made.labels


def test_the_same_inputs_give_the_same_model(tmp_path: Path) -> None:
    """Two trainings give the same bytes; no record is trained on and tested with."""
    items = [record.item for record in Library(ROOT, cache=None).records()]
    there, unseen = split(items)
    assert not {item.id for item in there} & {item.id for item in unseen}

    for name in ("one", "two"):
        train.train(there[:30], tmp_path / name, names=["apa", "ieee"], each=6, rounds=5, least=2)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_styles_of_the_lists_are_there() -> None:
    """Each style that is trained on or tested with is installed, and none stands twice."""
    lists = [name for which in ("often", "train", "test") for name in train.styles(which)]

    assert len(set(lists)) == len(lists)
    for name in lists:
        Styles().find(name)
