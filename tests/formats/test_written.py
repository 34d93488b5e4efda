"""Records as each format writes them, byte for byte.

``tests/cases/written/NAME.yaml`` holds records in CSL-YAML, ``tests/cases/written/FORMAT/NAME.*`` the file of
that format for them. ``python -m tests.formats.test_written FORMAT`` writes the files anew, to be read and
judged before they are kept: a change here is one that people see in the diffs of what they keep under git.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from citekit.formats import csl_yaml
from citekit.formats.all_formats import FORMATS, get_writer
from citekit.formats.base import Format, WriteOptions

FOLDER = Path(__file__).parents[1] / "cases" / "written"
RECORDS = sorted(FOLDER.glob("*.yaml"))
WRITTEN = [format_ for format_ in FORMATS.values() if format_.write]


def _file(path: Path, format_: Format) -> Path:
    return FOLDER / format_.name / f"{path.stem}{format_.extensions[0]}"


def _written(path: Path, format_: Format) -> bytes:
    items = csl_yaml.read(path.read_bytes(), name=path.name).items
    return get_writer(format_)(items, WriteOptions()).encode()


@pytest.mark.parametrize("format_", WRITTEN, ids=lambda format_: format_.name)
@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_records_are_written_as_before(path: Path, format_: Format) -> None:
    """The same records are the same bytes, in every format."""
    assert _written(path, format_) == _file(path, format_).read_bytes()


def test_ten_files_of_each_format_are_there_and_none_is_left_over() -> None:
    """Each file belongs to records that are there, and to a format that is written."""
    assert len(RECORDS) >= 10
    expected = {_file(path, format_) for path in RECORDS for format_ in WRITTEN}

    assert {path for path in FOLDER.rglob("*.*") if path.parent != FOLDER} == expected


def main(names: list[str]) -> None:
    """Write the files of the formats."""
    for name in names:
        for path in RECORDS:
            file = _file(path, FORMATS[name])
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(_written(path, FORMATS[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
