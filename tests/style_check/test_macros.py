"""Macros that are missing, doubled, unused or circular."""

from __future__ import annotations

import pytest

from tests.style_check.styles import check, sentences, style


def macro(name: str, content: str = '<text variable="title"/>') -> str:
    """Return a macro."""
    return f'<macro name="{name}">{content}</macro>'


def call(*names: str) -> str:
    """Return calls of macros."""
    return "".join(f'<text macro="{name}"/>' for name in names)


@pytest.mark.parametrize(
    "text",
    [
        style(citation=call("a"), before=macro("a", call("b")), after=macro("b")),
        style(citation=call("a", "b"), before=macro("a", call("c")) + macro("b", call("c")) + macro("c")),
        style(citation=call("a").replace("<text", "<text prefix='x'"), before=macro("a")),
        style(
            citation=f'<names variable="author"><substitute>{call("a")}</substitute></names>',
            before=macro("a"),
        ),
        style(before=macro("a"), after=f"<bibliography><layout>{call('a')}</layout></bibliography>"),
    ],
    ids=["defined later", "called by two", "with affixes", "in a substitute", "in the bibliography"],
)
def test_macros_that_are_called_and_defined_are_left_alone(text: str) -> None:
    """Wherever a macro stands and whoever calls it, there is nothing to say."""
    assert check(text) == ()


def test_a_macro_that_only_the_sorting_calls_is_used() -> None:
    """A sort key is a call."""
    text = style(before=macro("a")).replace("<layout>", '<sort><key macro="a"/></sort><layout>')

    assert check(text) == ()


def test_a_call_inside_an_unused_macro_is_checked_too() -> None:
    """Both faults are told: the macro nobody calls, and the call of one that is not there."""
    assert sentences(style(before=macro("a", call("nowhere")))) == [
        'macro "a" is never used',
        'macro "nowhere" is not defined',
    ]


@pytest.mark.parametrize(
    ("macros", "ways"),
    [
        (macro("a", call("a")), ["a → a"]),
        (macro("a", call("b")) + macro("b", call("a")), ["a → b → a"]),
        (
            macro("a", call("b", "c")) + macro("b", call("a")) + macro("c", call("a")),
            ["a → b → a", "a → c → a"],
        ),
        (macro("a", call("b", "c")) + macro("b", call("c")) + macro("c"), []),
    ],
)
def test_each_circle_is_told_once(macros: str, ways: list[str]) -> None:
    """By the way it takes; macros that meet again without a circle are left alone."""
    told = sentences(style(citation=call("a"), before=macros))

    assert [sentence.partition(": ")[2] for sentence in told] == ways


def test_a_long_chain_of_macros_is_followed_to_its_end() -> None:
    """Thousands of macros that call one another overflow no stack."""
    chain = "".join(macro(f"m{i}", call(f"m{i + 1}")) for i in range(3_000))

    assert check(style(citation=call("m0"), before=chain + macro("m3000"))) == ()
    assert len(check(style(citation=call("m0"), before=chain + macro("m3000", call("m0"))))) == 1


@pytest.mark.parametrize(
    "content",
    [
        '<text value="x"/>',
        '<text term="and"/>',
        '<choose><if type="book"/><else><number variable="volume"/></else></choose>',
    ],
)
def test_a_layout_that_prints_anything_at_all_is_left_alone(content: str) -> None:
    """A word, a term, or something in one branch will do, directly or through macros."""
    assert check(style(citation=content)) == ()
    assert check(style(citation=call("a"), before=macro("a", call("b")) + macro("b", content))) == ()


def test_a_layout_that_prints_nothing_through_macros_is_told() -> None:
    """However many macros stand between."""
    nothing = macro("a", call("b")) + macro("b", '<group><text value=""/></group>')

    assert sentences(style(citation=call("a"), before=nothing)) == [
        "the <layout> of <citation> prints nothing"
    ]
