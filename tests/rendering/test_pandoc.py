"""Paragraphs of finished Markdown papers are those that pandoc's own engine makes of the same paper."""

from __future__ import annotations

import pytest

from citekit.documents.markdown import markdown
from citekit.rendering.cited import Options
from citekit.rendering.finish import finish
from tests.csl.differential import styles_folder
from tests.documents.pandoc import run
from tests.rendering.test_cases import CASES, ITEMS, style_called

SENTENCES = (
    "So it is [@doe].",
    "So it is [@doe, p. 3].",
    "So it is [@doe, pp. 33-35, and nowhere else].",
    "So it is [see @doe, chap. 2; also @agency].",
    "So it is [@doe; @lee; @agency].",
    "Doe says so [-@doe, p. 4].",
    "@doe says so.",
    "@doe [p. 4] says so.",
    "@doe [p. 4; @lee] say so.",
    "-@doe says so.",
    "@{doe}, says it.",
    "So [@nope] it is.",
    "So it is [see *especially* @doe, p. 3].",
    "So it is [@doe, 3]. Again [@doe, 3]. Again [@doe, 5]. Then [@lee]. Back [@doe].",
    'He said "yes" [@doe], and "no" [@lee].',
    "It is so. [@doe]",
    "By hand.^[See @doe for more.]",
    "By hand.^[@doe]",
    "By hand.^[[@doe, p. 3]]",
    "By hand.^[So it is [@doe, p. 3], and more.]",
    "By hand.^[One. [@doe; @lee]] And again [@doe].",
    "*Emphasis [@doe]* and **strong @lee**.",
    "> Quoted [@doe].",
    "Term\n:   Meaning [@doe]",
    "| a | b |\n|---|---|\n| [@doe] | @lee |",
    "## On @doe",
)
STYLES = ("apa", "chicago-notes-bibliography", "ieee", "modern-language-association")

_AUTHOR = "pandoc leaves the author out of the note as he stands in the sentence; a note is read alone"
_NUMBER = "pandoc puts a number where the sentence needs a name"
KNOWN: dict[tuple[str, str], str] = {
    **{
        ("chicago-notes-bibliography", sentence): _AUTHOR
        for sentence in (
            "@doe says so.",
            "@doe [p. 4] says so.",
            "@doe [p. 4; @lee] say so.",
            "@{doe}, says it.",
            "*Emphasis [@doe]* and **strong @lee**.",
            "| a | b |\n|---|---|\n| [@doe] | @lee |",
            "## On @doe",
        )
    },
    **{
        ("ieee", sentence): _NUMBER
        for sentence in (
            "@doe says so.",
            "@doe [p. 4] says so.",
            "@doe [p. 4; @lee] say so.",
            "@{doe}, says it.",
            "By hand.^[See @doe for more.]",
            "By hand.^[@doe]",
            "*Emphasis [@doe]* and **strong @lee**.",
            "| a | b |\n|---|---|\n| [@doe] | @lee |",
            "## On @doe",
        )
    },
    ("chicago-notes-bibliography", "So [@nope] it is."): "pandoc gives a key a capital, which is no key",
    (
        "chicago-notes-bibliography",
        "By hand.^[One. [@doe; @lee]] And again [@doe].",
    ): "pandoc puts brackets around what is a sentence of its own",
}
"""Where citekit and pandoc differ, and why citekit is right."""


def by_pandoc(text: str, style: str) -> str:
    """Return the paper as pandoc finishes it, as plain text."""
    return run(
        text,
        "--citeproc",
        f"--csl={styles_folder() / style}.csl",
        f"--bibliography={CASES / 'works.yaml'}",
        "--metadata=suppress-bibliography:true",
        "--metadata=lang:en-US",
        "--to=plain",
        "--wrap=none",
    ).replace("\u00a0", " ")


def by_citekit(text: str, style: str) -> str:
    """Return the same of citekit, read by pandoc."""
    document = markdown.read(text.encode(), name="paper.md")
    done = finish(document, style_called(style), ITEMS, Options(links=False, bibliography=False))
    return run(done.data.decode(), "--to=plain", "--wrap=none").replace("\u00a0", " ")


@pytest.mark.parametrize("style", STYLES)
def test_sentences_are_those_of_pandoc(style: str) -> None:
    """Citations and notes print alike, those listed as known aside."""
    differing = {}
    for sentence in SENTENCES:
        ours, theirs = by_citekit(sentence, style), by_pandoc(sentence, style)
        if ours != theirs and (style, sentence) not in KNOWN:
            differing[sentence] = (ours, theirs)

    assert differing == {}


@pytest.mark.parametrize(("style", "sentence"), KNOWN)
def test_known_differences_are_differences(style: str, sentence: str) -> None:
    """What is listed as known still differs."""
    assert by_citekit(sentence, style) != by_pandoc(sentence, style)
