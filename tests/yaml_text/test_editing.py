"""One field of a YAML text is changed, and no other byte."""

from __future__ import annotations

import json
import re
from os.path import commonprefix

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
    start = len(commonprefix([old, new]))
    assert new.endswith(old[start:])


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
    kind = data_.draw(st.sampled_from(["add", "remove", "alter"]))
    parts = dict(value) if isinstance(value, dict) else dict(enumerate(value))
    at = data_.draw(st.sampled_from(sorted(parts))) if parts else None
    if kind == "add" or at is None:
        items = list(parts.items())
        items.insert(data_.draw(st.integers(0, len(items))), ("new", data_.draw(values)))
        parts = dict(items)
    elif kind == "remove":
        del parts[at]
    else:
        parts[at] = altered(parts[at], data_)
    return parts if isinstance(value, dict) else list(parts.values())


def as_list(value: YamlValue) -> list[YamlValue]:
    """The items of a list, or a single value as one."""
    if value == "":
        return []
    return list(value) if isinstance(value, list) else [value]
