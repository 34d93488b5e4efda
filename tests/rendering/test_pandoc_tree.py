"""What citekit puts into pandoc's tree is what pandoc's own engine puts there, as far as that is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.documents.pandoc_tree import read_pandoc_tree
from citekit.errors import UnreadableText
from citekit.rendering.cited import Options
from citekit.rendering.pandoc_tree import finish_tree
from tests.csl.differential import styles_folder
from tests.documents.pandoc import run
from tests.rendering.test_cases import CASES, ITEMS, style_called
from tests.rendering.test_pandoc import KNOWN as KNOWN_OF_MARKDOWN
from tests.rendering.test_pandoc import SENTENCES as SENTENCES_OF_MARKDOWN

SENTENCES = (
    *SENTENCES_OF_MARKDOWN,
    "So [@doe] (and [@lee]), too.",
    '*So [@doe], it* is "fine" [@lee].',
    "A. [@doe]. B [@lee]!",
    "- a [@doe]\n- b [@lee]\n",
    "# Head [@doe]\n\ntext^[note [@lee], and [@agency, p. 3] say so]",
    "[@doe, p. 4]\n\n> [@doe, p. 4]",
    '*[@doe]* "quoted [@lee]".',
    "![cap [@doe]](x.png)\n",
    "text [@doe]--and [@lee]...",
    "See [@doe; see also @lee; and @agency, 4].",
    "Nested^[A note. [@doe] Another: [@lee].]",
    "A [[@doe]](http://x.org) link",
    "-@doe [p. 3] x",
    "Text^[[@doe] says]. Text^[See [@doe], and @lee [p. 3]].",
    "---\ntitle: On [@doe]\nabstract: |\n  See [@lee].\n---\n\nSo [@doe].",
    "---\nnocite: '@agency'\n---\n\nSo [@doe].",
    "---\nnocite: '@agency'\nreference-section-title: Works\n---\n\nSo [@doe].\n\n# Appendix",
    "---\nlink-citations: true\n---\n\nSo [@doe; @lee].",
    "---\nlink-bibliography: false\n---\n\nSo [@doe; @lee].",
    "---\nsuppress-bibliography: true\n---\n\nSo [@doe].",
    "---\nnotes-after-punctuation: false\n---\n\nSo [@doe].",
    "So [@doe].\n\n# Works cited",
    "So [@doe].\n\n::: {#refs}\nThe works.\n:::\n\n# Appendix",
    "Not `[@doe]`, not \\@doe, not me@example.org, but [@doe]: $x$.",
    "a [@doe]\\\nb [@lee], c",
)

_SENTENCE = "pandoc puts brackets around what is a sentence of its own in the note"
_TWO_STOPS = "pandoc leaves two full stops where the sentence had ended"
_BRACKET = "pandoc counts a closing bracket with the punctuation that a mark stands behind"
_NAME = "pandoc puts a number where the sentence needs a name"
KNOWN: dict[tuple[str, str], str] = {
    **KNOWN_OF_MARKDOWN,
    ("chicago-notes-bibliography", "Nested^[A note. [@doe] Another: [@lee].]"): _SENTENCE,
    ("chicago-notes-bibliography", "A. [@doe]. B [@lee]!"): _TWO_STOPS,
    ("chicago-notes-bibliography", "So [@doe] (and [@lee]), too."): _BRACKET,
    ("ieee", "Text^[[@doe] says]. Text^[See [@doe], and @lee [p. 3]]."): _NAME,
}
"""Where citekit and pandoc differ, and why citekit is right."""


_AUTHOR_STYLES = {"apa": SENTENCES, "chicago-notes-bibliography": (*SENTENCES_OF_MARKDOWN, *SENTENCES)}
CASES_OF = {
    **_AUTHOR_STYLES,
    **{
        style: [one for one in SENTENCES if one.startswith(("So", "*So", "A.", "text", "Nested"))]
        for style in ("ieee", "nature", "modern-language-association")
    },
}
"""What each style is tried on: enough of everything, for each paper costs a run of pandoc."""


def by_pandoc(text: str, style: str) -> str:
    """Return the paper as pandoc finishes it, as text with signs for its elements."""
    finished = run(
        text,
        "--citeproc",
        f"--csl={styles_folder() / style}.csl",
        f"--bibliography={CASES / 'works.yaml'}",
        "--metadata=lang:en-US",
        "--to=json",
    )
    return seen(json.loads(finished))


@cache
def tree_of(text: str) -> bytes:
    """Return the tree that pandoc hands a filter."""
    return run(text, "--to=json", "--metadata=lang:en-US").encode()


def finished_tree(text: str, style: str) -> Any:
    """Return the tree of the paper as citekit finishes it."""
    return finish_tree(read_pandoc_tree(tree_of(text)), style_called(style), ITEMS, Options()).tree


def seen(tree: Any) -> str:
    """Return what is printed of a tree: its text, its elements, the attributes that writers lay out by."""
    head = {name: tree["meta"][name] for name in sorted(tree["meta"]) if name in ("title", "abstract")}
    return "".join(_seen([head, tree["blocks"]])).replace("\u00a0", " ")


def _seen(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _seen(part)
    elif isinstance(node, dict) and "t" not in node:
        yield from _seen(list(node.values()))
    elif isinstance(node, dict):
        kind, content = node["t"], node.get("c", "")
        inner = content[1] if kind in ("Cite", "Link", "Code", "Math") else content
        if kind in ("Div", "Span", "Header"):
            inner = content[-1]
            yield f"<{kind} {content[-2]}>" if any(content[-2]) else ""
        elif kind not in ("Str", "Cite", "Link"):
            yield " " if kind in ("Space", "SoftBreak") else f"<{kind}>"
        yield from (inner,) if isinstance(inner, str) else _seen(inner)
        yield "</>" if isinstance(inner, list) and kind not in ("Cite", "Link", "Span") else ""


@pytest.mark.parametrize("style", CASES_OF)
def test_papers_are_those_of_pandoc(style: str) -> None:
    """Citations, notes and the bibliography are the same elements, those listed as known aside."""
    differing = {}
    for sentence in CASES_OF[style]:
        ours, theirs = seen(finished_tree(sentence, style)), by_pandoc(sentence, style)
        if (ours != theirs) != ((style, sentence) in KNOWN):
            differing[sentence] = (ours, theirs)

    assert differing == {}


def test_citations_and_entries_are_linked_where_the_paper_says_so() -> None:
    """Citations lead to entries only with ``link-citations``; entries to works unless told not to."""
    linked = "---\nlink-citations: true\nlink-bibliography: false\n---\n\nSo [@doe; @roe]."

    assert _targets(finished_tree("So [@doe; @roe].", "apa")) == ["https://doi.org/10.1000/x_y"]
    assert _targets(finished_tree(linked, "apa")) == ["#ref-doe", "#ref-roe"]
    assert "ref-doe" in json.dumps(finished_tree(linked, "apa")["blocks"][-1])


def _targets(node: Any) -> list[str]:
    if isinstance(node, dict) and node.get("t") == "Link":
        return [node["c"][2][0]]
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [target for part in parts for target in _targets(part)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "<pandoc>: is no JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"[]", "<pandoc>: is JSON without blocks, so it is no paper of pandoc's"),
        (b'{"blocks": []}', "<pandoc>: does not say which version of pandoc it is of"),
        (
            b'{"pandoc-api-version": [1, 20], "meta": {}, "blocks": []}',
            "<pandoc>: is of pandoc-types 1.20, before 1.22",
        ),
        (
            b'{"pandoc-api-version": [1, 23], "meta": {}, "blocks": [{"t": "Para", "c": [{"t": "Cite"}]}]}',
            "<pandoc>: holds a node that is none of pandoc's: 'c'",
        ),
        (b"[" * 100_000, "<pandoc>: nests too deeply for a paper"),
        (
            b'{"pandoc-api-version": [1, 23], "meta": {}, "blocks": ['
            + b'{"t": "Div", "c": [["", [], []], [' * 400
            + b"]]}" * 400
            + b"]}",
            "<pandoc>: nests too deeply for a paper",
        ),
    ],
    ids=["nothing", "array", "version", "old", "broken", "brackets", "deep"],
)
def test_what_is_no_paper_of_pandocs_is_refused(data: bytes, sentence: str) -> None:
    """In one sentence, whatever it is."""
    with pytest.raises(UnreadableText) as caught:
        read_pandoc_tree(data)

    assert str(caught.value) == sentence


_TEXT = st.text("ab .,;()“”", max_size=5).map(lambda text: {"t": "Str", "c": text})
_SPACE = st.just({"t": "Space"})


def _cite(key: str, mode: str) -> Any:
    cite = {"citationId": key, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": mode}}
    return {"t": "Cite", "c": [[cite], [{"t": "Str", "c": f"@{key}"}]]}


_CITE = st.builds(
    _cite, st.sampled_from(["doe", "lee", "nope"]), st.sampled_from(["NormalCitation", "AuthorInText"])
)
_INLINES = st.recursive(
    st.lists(_TEXT | _SPACE | _CITE, max_size=5),
    lambda inner: st.lists(
        _TEXT
        | _CITE
        | inner.map(lambda inlines: {"t": "Emph", "c": inlines})
        | inner.map(lambda inlines: {"t": "Quoted", "c": [{"t": "DoubleQuote"}, inlines]})
        | inner.map(lambda inlines: {"t": "Note", "c": [{"t": "Para", "c": inlines}]}),
        max_size=4,
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(blocks=st.lists(_INLINES, max_size=3), style=st.sampled_from(list(CASES_OF)))
def test_any_tree_keeps_its_words(blocks: list[Any], style: str) -> None:
    """No word of the text is lost, none changes its place, and each citation stays a citation."""
    tree = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {"suppress-bibliography": {"t": "MetaBool", "c": True}},
        "blocks": [{"t": "Para", "c": inlines} for inlines in blocks],
    }

    done = finish_tree(
        read_pandoc_tree(json.dumps(tree).encode()), style_called(style), ITEMS, Options()
    ).tree

    assert _words(done["blocks"]) == _words(tree["blocks"])


def _words(node: Any) -> str:
    """Return the letters outside citations, and a sign for each of these."""
    if isinstance(node, list):
        return "".join(_words(part) for part in node)
    if not isinstance(node, dict):
        return ""
    if node["t"] == "Cite":
        return "⟦⟧"
    if node["t"] == "Str":
        return "".join(char for char in node["c"] if char.isalnum())
    return _words(node.get("c"))
