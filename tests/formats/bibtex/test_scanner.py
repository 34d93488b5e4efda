"""The blocks of a .bib file: what is understood, what is broken, and that nothing falls between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.bibtex.scanner import Block, BlockKind, RawEntry, scan

_PIECES = st.lists(
    st.sampled_from(
        ["@book{a,", "@", "{", "}", "(", ")", '"', "#", ",", "=", "\\", "%", "\n", " ", "title", "jan", "1",
         "@string{x=", "@comment{", "@preamble{", "é", "\\{", "\n@article{b,", "%@misc{c}"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def _entries(text: str) -> list[RawEntry]:
    return [block.entry for block in scan(text) if block.entry]


def _broken(text: str) -> list[Block]:
    return [block for block in scan(text) if block.kind is BlockKind.BROKEN]


@given(_PIECES | st.text(max_size=60))
def test_blocks_are_the_whole_of_any_text(text: str) -> None:
    """Scanning never fails, and the blocks follow each other without gap or overlap, each on its line."""
    at = 0
    for block in scan(text):
        assert block.start == at
        assert block.end > block.start
        assert block.line == text.count("\n", 0, block.start) + 1
        at = block.end
    assert at == len(text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{A {b {c {d {e {f}}}}} g}", "A {b {c {d {e {f}}}}} g"),
        ('"A {"}b{"} c"', 'A {"}b{"} c'),
        ("{007}", "007"),
        ("007", "007"),
        ('"1~" # jan', "1~January"),
        ("may # {/} # jun", "May/June"),
        ('pub # " and Sons"', "Acme and Sons"),
        ("PUB", "Acme"),
        ("{}", ""),
        ("{a % b}", "a % b"),
        ("{mail me@home.org, @book}", "mail me@home.org, @book"),
        (r"{an open \{ brace}", r"an open \{ brace"),
    ],
)
def test_values(written: str, value: str) -> None:
    """Braces, quotes, numbers, months, strings and their concatenation; zeros and braces within stay."""
    text = f"@string{{pub = {{Acme}}}}\n@book{{a, x = {written}, y = 2}}\n@misc{{b}}"
    entry = _entries(text)[0]
    assert entry.fields == {"x": value, "y": "2"}
    assert entry.faults == []


@pytest.mark.parametrize(
    ("text", "kind", "key", "fields"),
    [
        ("@Book{Doe:2020/a+b'c, Title = {T}}", "book", "Doe:2020/a+b'c", {"title": "T"}),
        ("@article(k, a = {(x)}, b = 1)", "article", "k", {"a": "(x)", "b": "1"}),
        ("@misc { k , a={x} , }", "misc", "k", {"a": "x"}),
        ("@misc{ключ,a={x}}", "misc", "ключ", {"a": "x"}),
        ("@misc{with space, a={x}}", "misc", "with space", {"a": "x"}),
        ("@misc{k}", "misc", "k", {}),
        ("@misc{k,,a={x},,b={y},}", "misc", "k", {"a": "x", "b": "y"}),
        ("@misc{\n a={x}}", "misc", "", {"a": "x"}),
        ("@misc{k,\n % a={x},\n b={y}\n}", "misc", "k", {"b": "y"}),
        ("@misc{k, date-added={x}, bdsk-url-1={y}}", "misc", "k", {"date-added": "x", "bdsk-url-1": "y"}),
    ],
)
def test_entries(text: str, kind: str, key: str, fields: dict[str, str]) -> None:
    """Types and names in any case, keys of any characters or none, parentheses, stray commas, comments."""
    (entry,) = _entries(text)
    assert (entry.type, entry.key, entry.fields) == (kind, key, fields)


@pytest.mark.parametrize(
    ("entry", "field", "fault"),
    [
        ("@book{a, x={1} y={2}}", "x", "has no comma after it"),
        ("@book{a, x=, y={2}}", "x", "has no value"),
        ("@book{a, x=foo}", "x", 'uses "foo", which no @string defines'),
        ("@book{a, x={1}\n", "", 'has no closing "}"'),
    ],
)
def test_small_faults_are_told_and_cost_nothing(entry: str, field: str, fault: str) -> None:
    """What is wrong with an entry that can be read is told, and the next one is read."""
    first, second = _entries(f"{entry}\n@book{{b, x={{3}}}}")
    assert first.faults[0][0] == field
    assert fault in first.faults[0][1]
    assert second.key == "b"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("@book{a, title={open,\n  year={1}\n}\n", "title: the brace that opens the value is never closed"),
        ("@book{a, title={open, year=1}\n", "title: the brace that opens the value is never closed"),
        ("@book{a, title={{{open,\n}\n", "never closed"),
        ('@book{a, title="open,\n}\n', "never closed"),
        ("@book{a, title={x} & more}\n", "is no field, comma or closing"),
        ("@book{}\n", "has neither key nor fields"),
        ("@string{ }\n", "defines no string"),
    ],
)
def test_a_broken_block_costs_only_itself(entry: str, fault: str) -> None:
    """It keeps its text and names its line; the entries before and after are read."""
    text = f"@book{{z, x={{0}}}}\n{entry}@book{{b, x={{3}}}}\n"
    (block,) = _broken(text)
    assert fault in block.fault
    assert block.line == 2
    assert text[block.start : block.end] == entry
    assert [one.key for one in _entries(text)] == ["z", "b"]


@pytest.mark.parametrize("cut", range(9, 50))
def test_a_file_cut_off_anywhere_keeps_what_is_whole(cut: int) -> None:
    """Wherever in an entry the file ends, that entry is broken and the one before it is not."""
    whole = "@book{a, x={0}}\n"
    last = '@book{bcd, title = {A {B} C}, year = "1999", n = 5}'
    text = whole + last[:cut]
    assert [entry.key for entry in _entries(text)] == ["a"]
    assert len(_broken(text)) == 1


def test_an_escaped_brace_that_ends_an_entry_early_is_seen() -> None:
    """Where BibTeX's count of braces leaves half the entry over, escaped braces are not counted."""
    (entry,) = _entries("@book{a,\n  title = {Aesthetic {Judgment\\}}},\n  year = {2013},\n}\n")
    assert entry.fields == {"title": r"Aesthetic {Judgment\}}", "year": "2013"}


def test_comments_are_no_entries() -> None:
    """@comment with all in its braces, lines after %, text between entries: none of it is read."""
    text = (
        "Text with me@home.org\n@comment{jabref-meta: groups:\n@book{no, x={1}}\n}\n% @book{no2, x={1}}\n"
        "@Comment @book{yes, x={1}}\n@preamble{ {\\newcommand{\\x}{y}} }\n"
    )
    assert [entry.key for entry in _entries(text)] == ["yes"]
    assert [block.kind for block in scan(text) if block.kind is not BlockKind.TEXT] == [
        BlockKind.COMMENT,
        BlockKind.ENTRY,
        BlockKind.PREAMBLE,
    ]


def test_many_broken_entries_take_no_time() -> None:
    """Each is left at the next line that begins with @; none is searched to the end of the file."""
    text = "@book{a, title={open,\n" * 20_000
    assert len(_broken(text)) == 20_000


def test_a_repeated_field_keeps_both_values() -> None:
    """The first counts, as in BibTeX, and the others are at hand."""
    (entry,) = _entries("@book{a, note={1}, Note={2}}")
    assert entry.fields == {"note": "1"}
    assert entry.repeated == [("note", "2")]
