"""The head of a Markdown paper is YAML still when its citations are in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.markdown import markdown
from citekit.rendering.cited import Options
from citekit.rendering.finish import finish
from citekit.yaml_text.reading import Style
from citekit.yaml_text.scalars import write_scalar
from tests.rendering.test_cases import ITEMS, style_called

WORDS = st.text("a'\":#,?&!%|>- ", max_size=12)


@pytest.mark.parametrize("style", [Style.PLAIN, Style.SINGLE, Style.DOUBLE])
@pytest.mark.parametrize(("before", "after"), [("title: ", ""), ("title: [a, ", "]"), ("title: {b: ", "}")])
@given(start=WORDS, end=WORDS)
def test_a_value_says_the_same_with_its_citation(
    style: Style, before: str, after: str, start: str, end: str
) -> None:
    """Whatever signs stand in it, in the style or in the citation, and however it is quoted."""
    typed = f"x{start} [@roe, p. 3] {end}x"
    value = write_scalar(typed, flow=bool(after), style=style)
    paper = f"---\n{before}{value}{after}\n---\n".encode()
    wanted = typed.replace("[@roe, p. 3]", "(Roe & van Dyke 2006: 3)")

    done = finish(
        markdown.read(paper, name="paper.md"),
        style_called("zeitschrift-fur-soziologie"),
        ITEMS,
        Options(links=False, bibliography=False),
    )

    finished = markdown.read(done.data, name="finished.md")
    assert finished.notices == ()
    assert wanted in str_values(finished.metadata.values["title"])


def str_values(value: object) -> list[str]:
    """Return the texts in a value of the head."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in str_values(one)]
    if isinstance(value, list):
        return [text for one in value for text in str_values(one)]
    return [str(value)]
