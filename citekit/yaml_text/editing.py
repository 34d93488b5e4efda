"""Change one field of a YAML text and no other byte.

Each function takes the text of a file and returns the new text: comments, order, blank lines, quotes,
line ends, a byte order mark and a missing last line end stay. Block style, flow style and JSON are
written as they stand. The result is read again before it is returned: it holds the old data with that
one change, or the edit is refused.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from citekit.errors import CannotEdit, UnreadableText
from citekit.yaml_text import places, splices
from citekit.yaml_text.reading import Mapping, Node, Scalar, Sequence, Style, YamlDocument, read_yaml
from citekit.yaml_text.splices import Splice
from citekit.yaml_text.values import Layout, YamlValue, plain_value, write_pair

__all__ = ["YamlValue", "add_to_list", "remove_field", "remove_from_list", "set_field"]


def set_field(text: str, field: str, value: YamlValue, *, order: abc.Sequence[str] = ()) -> str:
    """Return ``text`` with ``field`` holding ``value``.

    Parts of a list or mapping that stay the same stay as they are written. A new field goes after the
    last one that ``order`` puts before it, else at the end.

    Raises:
        CannotEdit: the field cannot be written without touching another, which shares its value, say.
        UnreadableText: the text is no YAML.
    """
    document = _read(text)
    fields = _fields(document, field)
    value = _plain(value)
    held = dict(fields)
    if field not in held:
        spots = _spots([name for name, _ in fields], field, order)
        ways = [_inserting(field, value, at) for at in spots]
        return _first_that_holds(
            text, document, field, value, [*ways, _inserting(field, value, spots[0], _quoted)]
        )
    if held[field] == value:
        return text
    ways = [_changing(field, value), _replacing(field, value), _replacing(field, value, _quoted)]
    ways.append(_rewriting(field, value))
    return _first_that_holds(text, document, field, value, ways)


def remove_field(text: str, field: str) -> str:
    """Return ``text`` without ``field`` and the comments in it; a field that is not there is no error.

    Raises:
        CannotEdit, UnreadableText: as `set_field` does.
    """
    document = _read(text)
    if field not in dict(_fields(document, field)):
        return text
    return _first_that_holds(
        text, document, field, None, [_removing(field), _removing_with_blank_lines(field)]
    )


def add_to_list(text: str, field: str, value: YamlValue, *, order: abc.Sequence[str] = ()) -> str:
    """Return ``text`` with ``value`` at the end of the list in ``field``, unless the list has it already.

    A single value becomes the first of a list; a field that is absent or empty becomes a list.

    Raises:
        CannotEdit, UnreadableText: as `set_field` does.
    """
    items = _items(dict(_fields(_read(text), field)).get(field))
    value = _plain(value)
    return text if value in items else set_field(text, field, [*items, value], order=order)


def remove_from_list(text: str, field: str, value: YamlValue) -> str:
    """Return ``text`` without ``value`` in the list in ``field``; with its last item the field goes too.

    Raises:
        CannotEdit, UnreadableText: as `set_field` does.
    """
    items = _items(dict(_fields(_read(text), field)).get(field))
    value = _plain(value)
    if value not in items:
        return text
    rest = [item for item in items if item != value]
    return set_field(text, field, rest) if rest else remove_field(text, field)


_Way = Callable[[YamlDocument], list[Splice]]
"""One way to make a change, a step at a time: no splices means that there is nothing left to do."""

_MOST_STEPS: Final = 100
"""After so many the whole value is written anew: every step reads the text again."""


def _read(text: str) -> YamlDocument:
    return read_yaml(text, name="the record")


def _root(document: YamlDocument, field: str) -> Mapping | None:
    root = document.root
    if root is None or isinstance(root, Mapping):
        return root
    raise CannotEdit(field, "the file holds no fields", "write it as `field: value`, one a line")


def _fields(document: YamlDocument, field: str) -> list[tuple[str, YamlValue]]:
    root = _root(document, field)
    return [(key.value, plain_value(value)) for key, value in root.pairs] if root else []


def _plain(value: YamlValue) -> YamlValue:
    """Return ``value`` in the types that reading gives, which compare equal."""
    if isinstance(value, str):
        return value
    if isinstance(value, abc.Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(item) for item in value]


def _items(value: YamlValue | None) -> list[YamlValue]:
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str | abc.Mapping) else list(value)


def _spots(names: abc.Sequence[str], field: str, order: abc.Sequence[str]) -> list[int]:
    """Return where to insert ``field``, as indexes among the fields, the best first."""
    ranks = {name: rank for rank, name in enumerate(order)}
    end = len(names)
    best = end
    if field in ranks and any(name in ranks for name in names):
        before = [at for at, name in enumerate(names) if ranks.get(name, len(ranks)) < ranks[field]]
        best = before[-1] + 1 if before else 0
    return list(dict.fromkeys((best, end, max(end - 1, 0), 0)))


def _first_that_holds(
    text: str, document: YamlDocument, field: str, value: YamlValue | None, ways: abc.Sequence[_Way]
) -> str:
    """Return the text that the first way makes which gives exactly the wanted data."""
    mark = text[: len(text) - len(document.text)]
    others = [pair for pair in _fields(document, field) if pair[0] != field]
    for way in ways:
        try:
            new = _walk(document, way)
            after = _fields(_read(new), field)
        except (UnreadableText, CannotEdit):
            continue
        if [pair for pair in after if pair[0] != field] == others and dict(after).get(field) == value:
            return mark + new
    raise _refusal(document, field)


def _walk(document: YamlDocument, way: _Way) -> str:
    for _ in range(_MOST_STEPS):
        cuts = way(document)
        if not cuts:
            break
        document = _read(splices.apply(document.text, cuts))
    return document.text


def _refusal(document: YamlDocument, field: str) -> CannotEdit:
    root = _root(document, field)
    for key, value in root.pairs if root else ():
        start, end = key.span.start, places.pair_end(document.text, key, value)
        for alias in document.aliases:
            if key.value == field and start <= alias.target.start < end <= alias.span.start:
                return CannotEdit(
                    field,
                    f"*{alias.name} in line {alias.span.line} stands for what &{alias.name} marks here",
                    f"write the value in line {alias.span.line} out, then repeat the command",
                )
    return CannotEdit(field, "cannot be changed here without touching other fields")


# The ways to make a change. Each looks at the text anew at every step.


def _as_found(layout: Layout) -> Layout:
    return layout


def _quoted(layout: Layout) -> Layout:
    """Avoid block scalars: blank lines below them, with spaces in, would be theirs."""
    return replace(layout, style=Style.DOUBLE)


def _inserting(field: str, value: YamlValue, at: int, adapt: Callable[[Layout], Layout] = _as_found) -> _Way:
    def way(document: YamlDocument) -> list[Splice]:
        root, layout = _root(document, field), adapt(_layout(document))
        if root is None:
            return [_first_field(document.text, write_pair(field, value, 0, layout), layout)]
        if _index(root, field) is not None:
            return []
        layout = _as_beside(layout, [held for _, held in root.pairs])
        return splices.insert_pair(document.text, root, at, (field, value), layout)

    return way


def _first_field(text: str, pair: str, layout: Layout) -> Splice:
    end = len(text)
    if text.endswith(("\n", "\r")) or not text:
        return Splice(end, end, pair + layout.line_end)
    return Splice(end, end, layout.line_end + pair)


def _removing(field: str) -> _Way:
    def way(document: YamlDocument) -> list[Splice]:
        root = _root(document, field)
        at = _index(root, field) if root else None
        return [] if root is None or at is None else splices.remove_pair(document.text, root, at)

    return way


def _removing_with_blank_lines(field: str) -> _Way:
    """Remove the blank lines below too: a block scalar above, whose end is open, would take them."""
    remove = _removing(field)

    def way(document: YamlDocument) -> list[Splice]:
        return [
            Splice(start, places.past_blank_lines(document.text, end), new)
            for start, end, new in remove(document)
        ]

    return way


def _changing(field: str, value: YamlValue) -> _Way:
    """Alter only those parts of the value that differ."""

    def way(document: YamlDocument) -> list[Splice]:
        root = _root(document, field)
        at = _index(root, field) if root else None
        return [] if root is None or at is None else _step(document.text, root, at, value, _layout(document))

    return way


def _replacing(field: str, value: YamlValue, adapt: Callable[[Layout], Layout] = _as_found) -> _Way:
    """Write the whole value anew."""

    def way(document: YamlDocument) -> list[Splice]:
        root = _root(document, field)
        at = _index(root, field) if root else None
        if root is None or at is None or plain_value(root.pairs[at][1]) == value:
            return []
        return splices.replace_value(document.text, root, at, value, adapt(_layout(document)))

    return way


def _rewriting(field: str, value: YamlValue) -> _Way:
    """Write the field anew, with its name: for keys that are written with a question mark."""

    def way(document: YamlDocument) -> list[Splice]:
        root = _root(document, field)
        at = _index(root, field) if root else None
        if root is None or at is None or plain_value(root.pairs[at][1]) == value:
            return []
        key, old = root.pairs[at]
        text = document.text
        start, end = places.pair_start(text, key), places.pair_end(text, key, old)
        return [
            Splice(start, end, write_pair(field, value, places.column_of(text, start), _layout(document)))
        ]

    return way


def _index(mapping: Mapping, field: str) -> int | None:
    return next((at for at, (key, _) in enumerate(mapping.pairs) if key.value == field), None)


def _step(
    text: str, holder: Mapping | Sequence, index: int, value: YamlValue, layout: Layout
) -> list[Splice]:
    """Bring the part ``index`` of ``holder`` one step nearer to ``value``; no splices: it is there."""
    old = holder.pairs[index][1] if isinstance(holder, Mapping) else holder.items[index]
    if plain_value(old) == value:
        return []
    if value and not places.is_alias(text, old):
        if isinstance(old, Mapping) and isinstance(value, abc.Mapping):
            if any(key.value in value for key, _ in old.pairs):
                return _mapping_step(text, old, value, layout)
        elif isinstance(old, Sequence) and old.items and not isinstance(value, str | abc.Mapping):
            return _sequence_step(text, old, value, layout)
    if isinstance(holder, Mapping):
        return splices.replace_value(text, holder, index, value, layout)
    return splices.replace_item(text, holder, index, value, layout)


def _mapping_step(
    text: str, old: Mapping, value: abc.Mapping[str, YamlValue], layout: Layout
) -> list[Splice]:
    for at, (key, held) in enumerate(old.pairs):
        if key.value not in value:
            return splices.remove_pair(text, old, at)
        if plain_value(held) != value[key.value]:
            return _step(text, old, at, value[key.value], layout)
    names = {key.value for key, _ in old.pairs}
    new = next(name for name in value if name not in names)
    layout = _as_beside(layout, [held for _, held in old.pairs])
    return splices.insert_pair(text, old, len(old.pairs), (new, value[new]), layout)


def _sequence_step(text: str, old: Sequence, value: abc.Sequence[YamlValue], layout: Layout) -> list[Splice]:
    held = [plain_value(item) for item in old.items]
    same = next((at for at, pair in enumerate(zip(held, value, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(held), len(value)) if same is None else same
    if len(held) > len(value):
        return splices.remove_item(text, old, at)
    if len(held) < len(value) and (at == len(held) or held[at:] == value[at - len(held) :]):
        return splices.insert_item(text, old, at, value[at], _as_item(layout, old.items))
    return _step(text, old, at, value[at], layout)


def _layout(document: YamlDocument) -> Layout:
    """Return the layout that the fields of the file have."""
    text, root = document.text, document.root
    pairs = root.pairs if isinstance(root, Mapping) else ()
    steps: dict[type[Node], int] = {}
    one_line, has_flow = True, False
    for key, value in pairs:
        if isinstance(value, Scalar) or places.is_alias(text, value):
            continue
        if value.flow:
            has_flow = True
            continue
        steps.setdefault(
            type(value), _column(text, value) - places.column_of(text, places.pair_start(text, key))
        )
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            one_line = False
    return Layout(
        step=steps.get(Mapping) or steps.get(Sequence) or 2,
        list_step=steps.get(Sequence, steps.get(Mapping, 2)),
        line_end=_line_end(text),
        one_line=one_line or has_flow,
        json=isinstance(root, Mapping) and root.flow and all(key.style is Style.DOUBLE for key, _ in pairs),
    )


def _column(text: str, node: Mapping | Sequence) -> int:
    if isinstance(node, Sequence):
        return places.column_of(text, places.dash(text, node, 0))
    return places.column_of(text, places.pair_start(text, node.pairs[0][0]))


def _line_end(text: str) -> str:
    found = places.line_end(text, 0)
    return text[found : places.next_line(text, 0)] or "\n"


def _as_beside(layout: Layout, parts: abc.Sequence[Node]) -> Layout:
    """Return the layout that a new part has beside ``parts``: in the quotes that all of them have."""
    styles = {part.style for part in parts if isinstance(part, Scalar)}
    if layout.style is not Style.PLAIN or len(styles) != 1:
        return layout
    return replace(layout, style=styles.pop())


def _as_item(layout: Layout, items: abc.Sequence[Node]) -> Layout:
    """Return the layout that a new item has beside ``items``: on several lines if one of them is."""
    spread = any(isinstance(item, Mapping) and not item.flow and len(item.pairs) > 1 for item in items)
    return _as_beside(replace(layout, one_line=layout.one_line and not spread), items)
