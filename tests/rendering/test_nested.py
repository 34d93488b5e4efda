"""Citations within what is said around another, whatever else is said there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.markdown import markdown
from citekit.rendering.cited import Options
from citekit.rendering.finish import finish
from tests.rendering.test_cases import ITEMS, style_called

WORDS = st.text("ab\u02a9\u02aa\u02af é", max_size=6)
PLAIN = Options(links=False, bibliography=False)


def finished(text: str, style: str) -> str:
    """Return a Markdown paper, finished without links."""
    return finish(markdown.read(text.encode(), name="p.md"), style_called(style), ITEMS, PLAIN).data.decode()


@pytest.mark.parametrize(("style", "printed"), [("apa", "Lee & Poe, 2007"), ("ieee", r"\[2\]")])
@given(before=WORDS, after=WORDS)
def test_words_stay_around_it(style: str, printed: str, before: str, after: str) -> None:
    """Among letters of any kind, those too that hold its place meanwhile."""
    said = finished(f"So [@doe, x{before}x @lee x{after}x].", style)

    start = said.index(printed)
    wanted = " ".join(f"x{before}x".split()), " ".join(f"x{after}x".split())
    assert wanted[0] in " ".join(said[:start].split())
    assert wanted[1] in " ".join(said[start:].split())


def test_more_than_there_are_letters_stay_as_they_are_typed() -> None:
    """None is lost."""
    said = finished("So [@doe, " + ", ".join(["x @lee"] * 9) + "].", "apa")

    assert said.count("Lee & Poe, 2007") + said.count(r"\@lee") == 9
