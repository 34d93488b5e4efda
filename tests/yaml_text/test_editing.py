"""One field of a YAML text is changed, and no other byte."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from citekit.errors import CannotEdit, UnreadableText
from citekit.yaml_text.editing import YamlValue, add_to_list, remove_field, remove_from_list, set_field
from citekit.yaml_text.reading import Mapping, read_yaml
from citekit.yaml_text.values import plain_value
from tests.yaml_text.documents import FIELDS, Text, documents, texts, values


def data(text: str) -> dict[str, YamlValue]:
    """What a text holds."""
    root = read_yaml(text, name="test").root
    if root is None:
        return {}
    assert isinstance(root, Mapping)
    return {key.value: plain_value(value) for key, value in root.pairs}


def readable(document: Text) -> dict[str, YamlValue]:
    """What a made-up text holds; a text that happens to be no YAML is passed over."""
    try:
        held = data(document.text)
    except UnreadableText:
        assume(False)
    assume(list(held) == list(document.spans))
    return held


@given(documents, st.sampled_from(FIELDS), values)
def test_setting_a_field_changes_nothing_else(document: Text, field: str, value: YamlValue) -> None:
    """After an edit the data is the old with that one change, and every byte outside the field stands."""
    old = readable(document)
    note(document.text)
    try:
        new = set_field(document.text, field, value, order=FIELDS)
    except CannotEdit:
        assert document.is_awkward
        return
    note(new)

    assert data(new) == {**old, field: value}
    assert [name for name in data(new) if name != field] == [name for name in old if name != field]
    if field in document.spans:
        start, end = document.spans[field]
        assert new.startswith(document.text[:start])
        assert new.endswith(document.text[end:])
    else:
        assert_inserted(document.text, new)


def assert_inserted(old: str, new: str) -> None:
    """Assert that ``new`` is ``old`` with something put in at one place."""
    length = len(new) - len(old)
    assert any(old == new[:at] + new[at + length :] for at in range(len(old) + 1))


@given(documents, st.data())
def test_removing_a_field_changes_nothing_else(document: Text, data_: st.DataObject) -> None:
    """After a removal the other fields hold what they held, and every byte outside the field stands."""
    old = readable(document)
    field = data_.draw(st.sampled_from(sorted(document.spans)))
    note(document.text)
    try:
        new = remove_field(document.text, field)
    except CannotEdit:
        assert document.is_awkward
        return
    note(new)

    del old[field]
    assert data(new) == old
    if document.text.lstrip("\ufeff").startswith("{"):
        assert_inserted(new, document.text)
        return
    start, end = document.spans[field]
    rest = document.text[end:].removeprefix(document.line_end)
    if new != document.text[:start] + rest:
        # The block scalar above would take blank lines for its own: they go too.
        assert {"|", ">"} & set(document.text[:start])
        assert new == document.text[:start] + re.sub(r"\A([ \t]*(\r\n|\r|\n|\Z))*", "", rest)


@given(documents, st.data(), st.one_of(texts, values))
def test_adding_and_removing_an_item_changes_nothing_else(
    document: Text, data_: st.DataObject, value: YamlValue
) -> None:
    """An item is added at the end and taken out again, and every byte outside the field stands."""
    old = readable(document)
    field = data_.draw(st.sampled_from(sorted(document.spans)))
    items = as_list(old[field])
    assume(value not in items)
    note(document.text)
    try:
        more = add_to_list(document.text, field, value)
        note(more)
        less = remove_from_list(more, field, value)
    except CannotEdit:
        assert document.is_awkward
        return
    note(less)

    assert data(more) == {**old, field: [*items, value]}
    assert data(less).get(field, []) == items
    start, end = document.spans[field]
    assert more.startswith(document.text[:start])
    assert more.endswith(document.text[end:])
    assert less.startswith(document.text[:start]) or not items


@given(documents, st.data())
def test_altering_a_part_of_a_field_changes_nothing_else(document: Text, data_: st.DataObject) -> None:
    """A list or mapping that is altered in one place holds the new data, whatever surrounds it."""
    old = readable(document)
    field = data_.draw(st.sampled_from(sorted(document.spans)))
    value = altered(old[field], data_)
    note(document.text)
    try:
        new = set_field(document.text, field, value)
    except CannotEdit:
        assert document.is_awkward
        return
    note(new)

    assert data(new) == {**old, field: value}
    start, end = document.spans[field]
    assert new.startswith(document.text[:start])
    assert new.endswith(document.text[end:])


def altered(value: YamlValue, data_: st.DataObject) -> YamlValue:
    """A value that differs in one place at most."""
    if isinstance(value, str):
        return data_.draw(texts)
    parts: list[tuple[str, YamlValue]]
    parts = (
        list(value.items()) if isinstance(value, dict) else [(str(at), item) for at, item in enumerate(value)]
    )
    kind = data_.draw(st.sampled_from(["add", "remove", "alter"]))
    at = data_.draw(st.integers(0, len(parts)))
    if kind == "add" or at == len(parts):
        parts.insert(at, ("new", data_.draw(values)))
    elif kind == "remove":
        del parts[at]
    else:
        parts[at] = (parts[at][0], altered(parts[at][1], data_))
    return dict(parts) if isinstance(value, dict) else [part for _, part in parts]


def as_list(value: YamlValue) -> list[YamlValue]:
    """The items of a list, or a single value as one."""
    if value == "":
        return []
    return list(value) if isinstance(value, list) else [value]


CASES = Path(__file__).parent.parent / "cases" / "yaml_text" / "editing"
CASE = re.compile(
    r"^==== (?P<title>.*)\n(?P<verb>\w+) (?P<field>\S+) ?(?P<value>.*)\n"
    r"<<<<\n(?P<before>(?s:.*?))>>>>\n(?P<after>(?s:.*?))(?=^==== |\Z)",
    re.MULTILINE,
)
ORDER = ["type", "title", "issued", "number"]


def cases() -> list[Any]:
    """Every case of the case files."""
    return [
        pytest.param(case, id=f"{path.stem}: {case['title']}")
        for path in sorted(CASES.glob("*.txt"))
        for case in CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def edited(case: re.Match[str], text: str) -> str:
    """The text after the edit that a case names."""
    field, value = case["field"], json.loads(case["value"] or "null")
    match case["verb"]:
        case "set_field":
            return set_field(text, field, value, order=ORDER)
        case "add_to_list":
            return add_to_list(text, field, value, order=ORDER)
        case "remove_from_list":
            return remove_from_list(text, field, value)
        case "remove_field":
            return remove_field(text, field)
    pytest.fail(f"no edit {case['verb']}")


def test_cases_are_found() -> None:
    """Every heading in the case files is a case."""
    headings = sum(path.read_text(encoding="utf-8").count("==== ") for path in CASES.glob("*.txt"))

    assert len(cases()) == headings > 50


@pytest.mark.parametrize("case", cases())
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_case(case: re.Match[str], line_end: str, mark: str) -> None:
    """An edit makes of the text before exactly the text after, whatever ends its lines."""
    before, after = (mark + case[part].replace("\n", line_end) for part in ("before", "after"))

    assert edited(case, before) == after


@pytest.mark.parametrize("case", cases())
def test_case_without_final_line_end(case: re.Match[str]) -> None:
    """A file whose last line has no end is edited alike, and gets none."""
    before, after = case["before"].removesuffix("\n"), case["after"].removesuffix("\n")

    assert edited(case, before) == after


@pytest.mark.parametrize("case", cases())
def test_case_twice(case: re.Match[str]) -> None:
    """An edit made a second time changes nothing."""
    assert edited(case, case["after"]) == case["after"]


def test_a_value_that_another_field_shares_is_left_alone() -> None:
    """A field whose anchor is used elsewhere is refused, with the line that uses it."""
    text = "author: &who MEMRI\n\npublisher: *who\n"

    for value in ("Gartner", None):
        with pytest.raises(CannotEdit) as caught:
            remove_field(text, "author") if value is None else set_field(text, "author", value)
        assert str(caught.value) == (
            "author: *who in line 3 stands for what &who marks here; nothing was changed"
        )
        assert caught.value.hint == "write the value in line 3 out, then repeat the command"


def test_a_shared_list_does_not_grow_for_both() -> None:
    """An item is not added to a list that an alias repeats in another field."""
    with pytest.raises(CannotEdit, match=r"files: \*both in line 3"):
        add_to_list("tags: x\nfiles: &both [a]\nx-own: *both\n", "files", "b")


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "[]"])
def test_a_file_without_fields_is_refused(text: str) -> None:
    """Text or a list in the place of fields cannot be edited."""
    with pytest.raises(CannotEdit, match="title: the file holds no fields"):
        set_field(text, "title", "New")


def test_a_file_that_is_no_yaml_is_refused() -> None:
    """Faulty YAML is never written over."""
    with pytest.raises(UnreadableText, match="the record:2:3"):
        remove_field("type: report\n a: b: c\n", "type")


def test_a_value_equal_to_the_old_changes_no_byte() -> None:
    """The old value set again leaves its spelling alone."""
    text = "title:   'a'   \nauthor: [ {family: Doe ,given: 'J'} ]\n"

    assert set_field(text, "title", "a") == text
    assert set_field(text, "author", ({"given": "J", "family": "Doe"},)) == text


def test_a_field_that_is_not_there_is_removed_already() -> None:
    """Removing what is not there changes no byte."""
    assert remove_field("type: report\n", "title") == "type: report\n"
    assert remove_field("", "title") == ""


def test_a_block_at_the_end_of_a_file_without_line_end_keeps_its_text() -> None:
    """A field is added above a block that a line end more would change."""
    assert set_field("a: b\nabstract: |\n  x", "note", "new") == "a: b\nnote: new\nabstract: |\n  x"


def test_a_long_list_is_altered() -> None:
    """A list that changes in very many places holds the new data."""
    old, new = [f"a{number}" for number in range(300)], [f"b{number}" for number in range(400)]
    text = set_field("type: report\n", "tags", old)

    assert data(set_field(text, "tags", new)) == {"type": "report", "tags": new}


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_line_ends_of_yaml_1_1_are_characters(char: str) -> None:
    """NEL, LS and PS within the text move no edit out of place."""
    text = f"title: a{char}b # c{char}d\nURL: x\n"

    assert set_field(text, "URL", "new") == f"title: a{char}b # c{char}d\nURL: new\n"
    assert set_field(text, "title", "new") == f"title: new # c{char}d\nURL: x\n"
