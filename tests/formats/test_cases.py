"""Files as people have them, and what each holds: ``tests/cases/formats/FORMAT/NAME.*``.

Word's files are here as Word saves them in one XML file (*Flat OPC*), and are packed into a .docx first.
Beside each file stands ``NAME.expected.yaml`` with the ``items`` it holds, in CSL-YAML, the ``problems`` that
reading it reports, as sentences without the file's name, and, where it matters, the ``sources`` by id.
``python -m tests.formats.test_cases FILE ...`` prints what is found now, to be read and judged before it is
kept.
"""

from __future__ import annotations

import sys
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from citekit.errors import UnreadableText
from citekit.formats.all_formats import FORMATS
from citekit.formats.base import ItemSource, ReadResult
from citekit.formats.csl_item import item_to_json
from citekit.formats.reference_text import reference_text
from citekit.formats.reference_text.parsing import parse_reference
from citekit.item.item import Item
from citekit.yaml_text.reading import read_yaml
from citekit.yaml_text.values import Layout, YamlValue, plain_value, write_pair
from tests.word.docx_file import packed

FOLDER = Path(__file__).parents[1] / "cases" / "formats"
EXPECTED = ".expected.yaml"
CASES = sorted(path for path in FOLDER.glob("*/*") if path.is_file() and not path.name.endswith(EXPECTED))


def _expected_file(path: Path) -> Path:
    return path.with_name(path.stem + EXPECTED)


def _read(path: Path) -> ReadResult | str:
    read = FORMATS[path.parent.name].read
    assert read, "a format that is read"
    if path.parent.name == "references":
        # The model's readings are measured, in test_reference_model.py.
        read = partial(reference_text.read, parser=parse_reference)
    data = path.read_bytes()
    if path.parent.name == "docx":
        data = packed(data)
    try:
        return read(data, name=path.name)
    except UnreadableText as error:
        return str(error)


def _item(item: Item) -> dict[str, YamlValue]:
    written: Any = item_to_json(item)
    for variable, date in item.dates.items():
        written[variable] = {"literal": date.literal} if date.literal else date.edtf()
    return _strings(written)  # type: ignore[return-value]  # a mapping of strings goes in and comes out


def _strings(value: object) -> YamlValue:
    if isinstance(value, dict):
        return {str(key): _strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_strings(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _source(source: ItemSource) -> dict[str, YamlValue]:
    values = {one.name: getattr(source, one.name) for one in fields(source) if one.name != "parser"}
    return {
        name: list(value) if isinstance(value, tuple) else str(value)
        for name, value in values.items()
        if value not in (None, ())
    }


def found(path: Path) -> dict[str, YamlValue]:
    """Return what reading a file gives, in the form of its expected file."""
    result = _read(path)
    if isinstance(result, str):
        return {"refused": result}
    value: dict[str, YamlValue] = {"items": [_item(item) for item in result.items]}
    if result.problems:
        value["problems"] = [str(problem) for problem in result.problems]
    if result.sources:
        value["sources"] = {id_: _source(source) for id_, source in result.sources.items()}
    return value


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_holds_what_it_holds(path: Path) -> None:
    """Every item, every field, every problem of the file is found, and nothing else."""
    name = _expected_file(path)
    root = read_yaml(name.read_text("utf-8"), name=name).root
    assert root is not None
    expected = plain_value(root)
    assert isinstance(expected, dict)
    now = found(path)
    if "sources" not in expected:
        now.pop("sources", None)
    assert now == expected


@pytest.mark.parametrize("format_", [name for name, one in FORMATS.items() if one.read])
def test_ten_files_of_each_format_are_there(format_: str) -> None:
    """Every format that is read is held against ten files or more; pasted pages have their own folder."""
    files = {path.parent.name: 0 for path in CASES}
    for path in CASES:
        files[path.parent.name] += 1
    files["page"] = len(list((FOLDER.parent / "pasted_page").glob("*.txt")))

    assert files[format_] >= 10


def main(arguments: list[str]) -> None:
    """Print what is found in the files."""
    for argument in arguments:
        for key, value in found(Path(argument)).items():
            print(write_pair(key, value, 0, Layout(list_step=0)))


if __name__ == "__main__":
    main(sys.argv[1:])
