"""The schema of CSL as a grammar, and schemas that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.style_check.csl_data import SCHEMA
from citekit.style_check.relax_ng import read_grammar


def schema(tmp_path: Path, start: str) -> Path:
    """Return the file of a schema whose root element holds ``start``."""
    path = tmp_path / "schema.rng"
    path.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a">'
        f"{start}</element></start></grammar>"
    )
    return path


def test_a_choice_of_attributes_makes_variants() -> None:
    """cs:text is written in four ways, each with an attribute of its own that must be there."""
    (text,) = read_grammar(SCHEMA).elements["text"]

    assert {frozenset(variant.required) for variant in text.variants} == {
        frozenset({name}) for name in ("macro", "term", "value", "variable")
    }


def test_values_are_read_through_references_and_lists() -> None:
    """The words of a list of names of variables, which the schema defines elsewhere."""
    grammar = read_grammar(SCHEMA)
    (variant,) = grammar.elements["names"][0].variants

    assert variant.attributes["variable"].several
    assert {"author", "translator"} <= set(grammar.values("names", "variable"))
    assert "title" not in grammar.values("names", "variable")


def test_order_and_number_of_children_are_read() -> None:
    """One cs:if, then any cs:else-if, then at most one cs:else."""
    (choose,) = read_grammar(SCHEMA).elements["choose"]
    (variant,) = choose.variants

    assert [(set(slot.tags), slot.least, slot.most) for slot in variant.slots] == [
        ({"if"}, 1, 1),
        ({"else-if"}, 0, None),
        ({"else"}, 0, 1),
    ]
    assert variant.order == {("if", "else-if"), ("if", "else"), ("else-if", "else")}


def test_a_group_of_two_in_a_choice_stays_together(tmp_path: Path) -> None:
    """A choice between text and a pair of elements is two variants, in one of which both must stand."""
    pair = '<group><element name="b"><empty/></element><element name="c"><empty/></element></group>'
    (root,) = read_grammar(schema(tmp_path, f"<choice><text/>{pair}</choice>")).roots

    assert [(variant.text is not None, len(variant.slots)) for variant in root.variants] == [
        (True, 0),
        (False, 2),
    ]


def test_a_pattern_that_csl_does_not_use_is_not_guessed_at(tmp_path: Path) -> None:
    """An unknown pattern in the schema is an error of whoever gave the schema, with its line."""
    (root,) = read_grammar(schema(tmp_path, "<mixed><empty/></mixed>")).roots

    with pytest.raises(ValueError, match="line 1 of the schema: citekit does not know <mixed>"):
        _ = root.variants


def test_a_file_that_is_no_schema_is_not_read(tmp_path: Path) -> None:
    """The caller gave the wrong file."""
    path = tmp_path / "schema.rng"
    path.write_text("no XML")

    with pytest.raises(TypeError, match="is no schema"):
        read_grammar(path)
