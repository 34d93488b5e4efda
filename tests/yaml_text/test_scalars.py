"""Text written as a scalar is read as the same text, by every reader."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.yaml_text.reading import Mapping, Scalar, Style, read_yaml
from citekit.yaml_text.scalars import write_scalar
from tests.yaml_text.documents import TRICKY, texts

STYLES = st.sampled_from(Style)

# What readers take a plain scalar for: YAML 1.2.2, section 10.3.2 (core schema), and the types of YAML 1.1
# as yaml.org/type has them. Each row: who retypes, what it retypes.
RETYPED = {
    "1.2 null": r"null|Null|NULL|~|",
    "1.2 bool": r"true|True|TRUE|false|False|FALSE",
    "1.2 int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "1.2 float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    "1.1 bool": (r"y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
    "1.1 int": (
        r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
        r"|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"
    ),
    "1.1 float": (
        r"[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"
        r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    ),
    "1.1 timestamp": (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?([Tt]|[ \t]+)[0-9][0-9]?"
        r":[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9][0-9]?(:[0-9]{2})?))?"
    ),
    "1.1 merge": r"<<",
    "1.1 value": r"=",
}

RETYPED_TEXTS = (
    *(
        "",
        "~",
        "null",
        "Null",
        "NULL",
        "true",
        "True",
        "FALSE",
        "yes",
        "Yes",
        "NO",
        "No",
        "on",
        "OFF",
        "y",
        "N",
    ),
    *(
        "0",
        "7",
        "-7",
        "+7",
        "007",
        "00712345",
        "0o17",
        "0x1F",
        "0b11",
        "1_000",
        "12:30",
        "1:2:3",
        "190:20:30.15",
    ),
    *(
        "1.10",
        ".5",
        "5.",
        "1e3",
        "1E+3",
        "6.8523015e+5",
        "1_000.5",
        ".inf",
        "-.INF",
        "+.Inf",
        ".NaN",
        "685_230.15",
    ),
    *(
        "2022-01-20",
        "2001-12-14t21:59:43.10-05:00",
        "2001-12-14 21:59:43.10 -5",
        "2002-1-1 1:00:00",
        "=",
        "<<",
    ),
)

PLAIN_TEXTS = (
    *("Technology Trends 2020", "2012-05", "101-118", "10.1000/xyz123", "978-0-14-044913-6", "GAO-23-106203"),
    *(
        "https://example.org/a?b=c#d",
        "Doe, Jane",
        "O'Brien",
        "a#b",
        "x:y",
        "é",
        "😀",
        "中文",
        "12th",
        "2019/2020",
    ),
    *(
        "1850~",
        "v. 2",
        "e.g. this",
        "nope",
        "Nobody",
        "yesterday",
        "I",
        "II",
        "x - y",
        "(a)",
        "$5",
        "^",
        "a/b",
        "_",
    ),
)


def reread(written: str, template: str) -> Any:
    """The one text in a document that holds what was written."""
    root = read_yaml(template.format(written), name="test").root
    while not isinstance(root, Scalar):
        assert root is not None
        root = root.pairs[0][1] if isinstance(root, Mapping) else root.items[0]
    return root


@pytest.mark.parametrize("text", RETYPED_TEXTS)
def test_what_a_reader_would_retype_is_quoted(text: str) -> None:
    """A text that YAML 1.1 or 1.2 takes for something else stands in quotes."""
    assert any(re.fullmatch(pattern, text) for pattern in RETYPED.values())
    for written in (write_scalar(text), write_scalar(text, flow=True), write_scalar(text, key=True)):
        assert written[0] in "'\""


@pytest.mark.parametrize("text", PLAIN_TEXTS)
def test_what_no_reader_would_retype_is_plain(text: str) -> None:
    """A text that every reader takes for text stands as it is."""
    assert write_scalar(text) == text


@given(texts, STYLES)
def test_a_scalar_reads_back(text: str, style: Style) -> None:
    """In a block, below a dash, in brackets and as a key, what is read is what was written."""
    assert reread(write_scalar(text, style=style), "k: {}\n").value == text
    assert reread(write_scalar(text, style=style, indent=4), "k:\n  - {}\nl: m\n").value == text
    assert reread(write_scalar(text, style=style, flow=True), "[{}, x]").value == text
    assert reread(write_scalar(text, style=style, flow=True), "{{k: {}, x: y}}").value == text
    root = read_yaml(f"{write_scalar(text, key=True, style=style)}: x\n", name="test").root
    assert isinstance(root, Mapping)
    assert root.pairs[0][0].value == text


@given(
    st.one_of(
        texts, st.sampled_from(RETYPED_TEXTS), st.from_regex("|".join(RETYPED.values()), fullmatch=True)
    )
)
@example("2022-01-20\n")
def test_pyyaml_reads_the_same_text(text: str) -> None:
    """PyYAML's safe loader, which knows YAML 1.1's types, gets a text, and this one."""
    assert yaml.safe_load(f"k: {write_scalar(text)}\n") == {"k": text}
    assert yaml.safe_load(f"{{k: {write_scalar(text, flow=True)}}}") == {"k": text}
    assert yaml.safe_load(f"- - {write_scalar(text, indent=4)}\n- x\n") == [[text], "x"]
    assert yaml.safe_load(f"{write_scalar(text, key=True)}: v\n") == {text: "v"}


@given(st.one_of(texts, st.from_regex("|".join(RETYPED.values()), fullmatch=True)), STYLES)
def test_nothing_plain_is_of_another_type(text: str, style: Style) -> None:
    """A scalar that is written plain matches no type but text, of YAML 1.1 or 1.2."""
    in_block = reread(write_scalar(text, style=style), "k: {}\n")
    in_flow = reread(write_scalar(text, style=style, flow=True), "[{}]")
    if Style.PLAIN in (in_block.style, in_flow.style):
        assert not [who for who, pattern in RETYPED.items() if re.fullmatch(pattern, text)]


@given(texts)
def test_double_quotes_are_those_of_json(text: str) -> None:
    """What stands in double quotes can stand in a JSON file."""
    assert json.loads(write_scalar(text, style=Style.DOUBLE, flow=True)) == text


@given(texts)
def test_flow_scalars_and_keys_stay_on_one_line(text: str) -> None:
    """In brackets and as a key no text takes a second line."""
    assert not re.search("[\r\n]", write_scalar(text, flow=True) + write_scalar(text, key=True))


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("a", Style.PLAIN, "a"),
        ("a", Style.SINGLE, "'a'"),
        ("a", Style.DOUBLE, '"a"'),
        ("it's", Style.SINGLE, "'it''s'"),
        ("No", Style.PLAIN, '"No"'),
        ('say "x": y', Style.PLAIN, "'say \"x\": y'"),
        ('a "b"', Style.PLAIN, 'a "b"'),
        ("a\tb", Style.SINGLE, '"a\\tb"'),
        ("a\\b", Style.PLAIN, "a\\b"),
        ("a\\b: c", Style.PLAIN, '"a\\\\b: c"'),
        ("\u2028", Style.PLAIN, '"\\u2028"'),
        ("\x85\ufeff\x1b", Style.PLAIN, '"\\u0085\\ufeff\\u001b"'),
        ("a\nb", Style.PLAIN, "|-\n  a\n  b"),
        ("a\n\nb\n", Style.PLAIN, "|\n  a\n\n  b"),
        ("a\n  b", Style.SINGLE, "|-\n  a\n    b"),
        ("a\nb", Style.DOUBLE, '"a\\nb"'),
        ("a\n\n", Style.PLAIN, '"a\\n\\n"'),
        (" a\nb", Style.LITERAL, '" a\\nb"'),
        ("a\n \nb", Style.LITERAL, '"a\\n \\nb"'),
        ("a", Style.LITERAL, "a"),
        ("a", Style.FOLDED, "a"),
        ("a b\nc", Style.FOLDED, ">-\n  a b\n\n  c"),
        ("a  b\n c", Style.FOLDED, "|-\n  a  b\n   c"),
    ],
)
def test_style(text: str, style: Style, written: str) -> None:
    """A text keeps to the style that is asked for where that can hold it."""
    assert write_scalar(text, style=style) == written


def test_a_folded_scalar_breaks_between_words() -> None:
    """A long text that was folded is folded, and its lines end before the margin."""
    text = "word " * 40 + "x" * 120 + " two  spaces"
    lines = write_scalar(text, style=Style.FOLDED).split("\n")

    assert lines[0] == ">-"
    assert all(len(line) <= 88 or " " not in line.strip() for line in lines[1:-1])
    assert reread("\n".join(lines), "k: {}\n").value == text


def test_a_block_has_the_line_ends_of_its_file() -> None:
    """The lines of a block end as the caller says, and are indented as it says."""
    assert write_scalar("a\nb", indent=4, line_end="\r\n") == "|-\r\n    a\r\n    b"


def test_the_tricky_texts_are_tricky() -> None:
    """The examples that the properties start from hold most of what needs quotes."""
    assert sum(write_scalar(text) != text for text in TRICKY) > 40
