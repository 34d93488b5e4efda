"""YAML files as people and programs write them, made up at random, with the place of every field known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from citekit.yaml_text.values import YamlValue

FIELDS = ["type", "title", "author", "issued", "URL", "tags", "note", "x-own", "DOI", "abstract"]

TRICKY = [
    *("No", "yes", "~", "null", "00712345", "1.10", "12:30", "2022-01-20", "1e3", "0o7", ".inf", "1_000"),
    *(
        "=",
        "<<",
        "y",
        "- x",
        "a: b",
        "a #b",
        "#c",
        "'",
        '"',
        "it's",
        'say "x"',
        "\\",
        "a,b",
        "[x",
        "{y",
        "*z",
    ),
    *("&a", "!t", "|", ">", "%", "@", "`", "?", "? a", ":", "a:", ": a", "-", "---", "...", "é", "中文"),
    *(
        "😀 x",
        "a\u2028b",
        "a\x85b",
        "\ufeffx",
        "\xa0x",
        " lead",
        "trail ",
        "tab\there",
        "a\nb",
        "a\n\nb\n",
        "",
    ),
    *(
        "a\n  b\nc",
        "\nx",
        "x\n\n",
        "#\n#",
        "https://example.org/a?b=c#d",
        "Doe, Jane",
        "{Doe}",
        "10.1000/x<y>",
    ),
]

texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.text("ab :#-'\"[]{},\n\t&*!|>%@`?\\é😀\x85\u2028", max_size=14),
)

values: st.SearchStrategy[YamlValue] = st.recursive(
    texts,
    lambda parts: st.one_of(
        st.lists(parts, max_size=3),
        st.dictionaries(
            st.one_of(st.sampled_from(["family", "given", "literal", "url"]), texts), parts, max_size=3
        ),
    ),
    max_leaves=6,
)

plain = st.sampled_from(
    [
        "report",
        "Jane Doe",
        "2022-01-20",
        "No",
        "00712345",
        "12:30",
        "é😀",
        "a, b",
        "it's",
        "x:y",
        "a#b",
        "中文 字",
    ]
)
in_flow = st.sampled_from(["a", "Jane Doe", "'b, c'", '"d"', "2020", "é😀", "x:y", '"e\\tf"'])
spaces = st.sampled_from(["", " ", "  "])
comments = st.sampled_from(["", "", " # note", "   # a: b, [c]", " #"])
lines_between = st.lists(st.sampled_from(["", "# note", "# title: x", "#- y", "   "]), max_size=2)


@dataclass(frozen=True)
class Field:
    """A field as it stands in a text: its name, its lines, and the lines after it that are not its own."""

    name: str
    lines: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text, the spans of its fields, and what of YAML's rarer parts is in it."""

    text: str
    spans: dict[str, tuple[int, int]]
    line_end: str

    @property
    def is_awkward(self) -> bool:
        """Whether an edit may be refused, since one field's bytes can be part of another's value."""
        if any(mark in self.text for mark in ("*a", "|+", ">+", "? ", "\n...", "\r...")):
            return True
        return not self.text.endswith(("\n", "\r")) and ("|" in self.text or ">" in self.text)


Draw = Callable[[st.SearchStrategy[str]], str]


@st.composite
def flow_values(draw: st.DrawFn, margin: str) -> str:
    """A list or mapping in brackets or braces, on one line or several."""
    parts = [draw(in_flow) for _ in range(draw(st.integers(0, 3)))]
    is_mapping = draw(st.booleans())
    if is_mapping:
        parts = [f"k{number}: {part}" for number, part in enumerate(parts)]
    opening, closing = "{}" if is_mapping else "[]"
    if len(parts) > 0 and draw(st.booleans()):
        rows = [f"{margin}  {part},{draw(comments)}" for part in parts]
        if draw(st.booleans()):
            rows[-1] = f"{margin}  {parts[-1]}{draw(comments)}"
        return "\n".join([opening, *rows, f"{margin} {closing}"])
    comma = draw(st.sampled_from(["", ",", " ,"])) if parts else ""
    pad = draw(spaces)
    return opening + pad + ", ".join(parts) + comma + pad + closing


@st.composite
def block_scalars(draw: st.DrawFn, margin: str) -> str:
    """A literal or folded scalar."""
    header = draw(st.sampled_from("|>")) + draw(st.sampled_from(["", "-", "", "-", "+"])) + draw(comments)
    inner = margin + draw(st.sampled_from([" ", "  ", "    "]))
    rows = [
        draw(st.sampled_from(["foo bar", "# no comment", "b: c", "é😀", "- d", "", "  more"]))
        for _ in range(3)
    ]
    return "\n".join([header, inner + "first", *(inner + row if row else "" for row in rows), inner + "last"])


@st.composite
def block_lists(draw: st.DrawFn, margin: str) -> str:
    """A list with dashes, begun on the line below its field."""
    inner = margin + draw(st.sampled_from(["", "  ", "    "]))
    rows = [draw(comments)]
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            rows.append(draw(st.sampled_from([f"{inner} # about the next", ""])))
        rows.append(f"{inner}- {draw(block_items(inner + '  '))}{draw(comments)}")
    return "\n".join(rows)


@st.composite
def block_items(draw: st.DrawFn, margin: str) -> str:
    """An item of a list."""
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return draw(plain)
    if kind == 1:
        return f"family: {draw(plain)}{draw(comments)}\n{margin}given: {draw(plain)}"
    if kind == 2:
        return f"literal: {draw(plain)}"
    if kind == 3:
        return f'"{draw(plain)}"'
    return draw(flow_values(margin)).replace("\n", "\n" + margin)


@st.composite
def block_mappings(draw: st.DrawFn, margin: str) -> str:
    """A mapping, begun on the line below its field."""
    inner = margin + draw(st.sampled_from(["  ", "    "]))
    rows = [draw(comments)]
    for number in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            rows.append(f"{inner}# about the next")
        rows.append(f"{inner}k{number}: {draw(plain)}{draw(comments)}")
    return "\n".join(rows)


@st.composite
def field_values(draw: st.DrawFn, margin: str, anchors: list[str]) -> str:
    """What follows the colon of a field, with further lines; ``anchors`` are those set above it."""
    if anchors and draw(st.integers(0, 9)) == 0:
        return f" *{draw(st.sampled_from(anchors))}{draw(comments)}"
    inner = f"{margin}  "
    if draw(st.integers(0, 12)) == 0:
        anchors.append(f"a{len(anchors)}")
        value = draw(st.sampled_from([" shared", " [p, q]", f"\n{inner}- p\n{inner}- q"]))
        return f" &{anchors[-1]}{value}"
    texts_over_lines = (
        f" {draw(plain)}\n{inner}goes on\n\n{inner}and on",
        f" 'one\n{inner}two\n\n{inner}three'",
        f' "one\n{inner}two\n\n{inner}three"',
    )
    texts_on_a_line = (f" !!str {draw(plain)}", " 'it''s'", " 'a # b: c'", f" {draw(spaces)}{draw(plain)}")
    shape: str = draw(
        st.one_of(
            comments,
            block_scalars(margin).map(" {}".format),
            block_lists(margin),
            block_mappings(margin),
            st.sampled_from(texts_over_lines),
            st.sampled_from(texts_on_a_line),
            comments.map(lambda comment: f"{comment}\n{inner}below"),
            flow_values(inner).map(" {}".format),
        )
    )
    is_open = "\n" not in shape or shape.startswith((" [", " {", " '", ' "'))
    return shape + draw(comments) if shape and "#" not in shape and is_open else shape


@st.composite
def block_texts(draw: st.DrawFn) -> Text:
    """A mapping in block style."""
    line_end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    margin = draw(st.sampled_from(["", "", "", "  "]))
    head = draw(
        st.sampled_from(["", "# head\n", "# head\n\n", "---\n", "%YAML 1.2\n---\n", "--- # doc\n", "\n"])
    )
    names = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5, unique=True))
    anchors: list[str] = []
    text = head.replace("\n", line_end)
    spans: dict[str, tuple[int, int]] = {}
    for name in names:
        key = draw(st.sampled_from([name, name, name, f'"{name}"', f"'{name}'"])) + draw(
            st.sampled_from(["", "", " "])
        )
        value = draw(field_values(margin, anchors))
        written = f"{margin}{key}:{value}"
        if draw(st.integers(0, 15)) == 0 and not value.startswith("\n"):
            written = f"{margin}? {key}\n{margin}:{value}"
        written = written.replace("\n", line_end)
        spans[name] = (len(text), len(text) + len(written))
        text += written + line_end
        # Blank lines after a block that keeps its end belong to it.
        after = [] if re.search(r"[|>]\+", value) else draw(lines_between)
        text += "".join(line + line_end for line in after)
    if draw(st.booleans()) and text.endswith(line_end):
        text = text.removesuffix(line_end)
    elif draw(st.integers(0, 9)) == 0:
        text += f"...{line_end}"
    if draw(st.booleans()):
        text = f"\ufeff{text}"
        spans = {name: (start + 1, end + 1) for name, (start, end) in spans.items()}
    return Text(text, spans, line_end)


@st.composite
def flow_texts(draw: st.DrawFn) -> Text:
    """A mapping in braces, as JSON has it or looser, on one line or several."""
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    names = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5, unique=True))
    is_json, is_spread = draw(st.booleans()), draw(st.booleans())
    between = f",{line_end}  " if is_spread else ", "
    text = "{" + (f"{line_end}  " if is_spread else "")
    spans: dict[str, tuple[int, int]] = {}
    for name in names:
        if is_json:
            value = draw(
                st.sampled_from(['"x"', "12", '["a", "b"]', '{"k": "v"}', "[]", '"\\u00e9"', "true"])
            )
            written = f'"{name}": {value}'
        else:
            value = draw(st.one_of(in_flow, flow_values("  "))).replace("\n", line_end)
            written = f"{name}: {value}"
        text += between if spans else ""
        spans[name] = (len(text), len(text) + len(written))
        text += written
    text += (line_end if is_spread else "") + "}" + draw(st.sampled_from(["", line_end]))
    return Text(text, spans, line_end)


documents = st.one_of(block_texts(), block_texts(), block_texts(), flow_texts())
