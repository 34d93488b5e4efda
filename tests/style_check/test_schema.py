"""The schema as libxml2 applies it, under citekit's own reading."""

from __future__ import annotations

import pytest

from citekit.style_check.csl_data import SCHEMA
from citekit.style_check.relax_ng import read_grammar
from citekit.style_check.schema import check_schema
from tests.style_check.styles import check, style


def test_what_the_schema_allows_passes() -> None:
    """A good style has no fault."""
    assert check_schema(style().encode(), SCHEMA) is None


@pytest.mark.parametrize(
    ("citation", "tag", "line"),
    [
        ('<text font="x" value="y"/>', "<text>", 2),
        ("<group/>", "<names>", 2),
        ("<wobble/>", "<wobble>", 1),
    ],
)
def test_what_the_schema_refuses_is_said_in_citekits_words(citation: str, tag: str, line: int) -> None:
    """The sentence names an element and the line, as libxml2 sees them, and quotes nothing that it says."""
    fault = check_schema(style(citation=citation).encode(), SCHEMA)

    assert fault is not None
    assert fault.line == line
    assert fault.message == f"the schema of CSL does not allow {tag} as it is written here"


def test_the_net_has_its_say_where_citekits_reading_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a violation missed by citekit's own reading of the grammar, it would be an error all the same."""
    monkeypatch.setattr("citekit.style_check.check.find_violations", lambda *_, **__: [])
    (problem,) = check(style(citation="<group/>"))

    assert problem.fatal
    assert "<names>" in problem.message


def test_many_attributes_take_no_longer_than_few() -> None:
    """An element with every attribute it may have, for which libxml2 alone would take years, passes."""
    (name,) = [each for each in read_grammar(SCHEMA).elements["name"] if each.variants[0].attributes]
    attributes = {
        attribute: values.words[0] if values.words else "1"
        for attribute, values in name.variants[0].attributes.items()
    }
    written = " ".join(f'{attribute}="{value}"' for attribute, value in attributes.items())
    text = style(citation=f'<names variable="author"><name {written}/></names>')

    assert len(attributes) > 20
    assert check_schema(text.encode(), SCHEMA) is None
