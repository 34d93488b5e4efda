"""The records that ``citekit check --records`` looks at: the library's, or those of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from citekit.checks.shelf import Shelf
from citekit.checks.suppressions import ENDING, Suppression, read_suppressions
from citekit.cli.app import App
from citekit.cli.formatting import load_style
from citekit.cli.papers import Against
from citekit.cli.reading import read_source
from citekit.errors import CitekitError
from citekit.files import read_file, stamp
from citekit.library.record import Record
from citekit.yaml_text.reading import Mapping as YamlMapping
from citekit.yaml_text.reading import decode, read_yaml

__all__ = ["FieldLines", "accepted_for_records", "take_shelf"]


class FieldLines(Mapping[str, Mapping[str, int]]):
    """For a record's key the line of each field in its file, read when it is first asked for.

    A check of ten thousand records asks for those of the few that it finds something in.
    """

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths
        self._known: dict[str, Mapping[str, int]] = {}

    def __getitem__(self, key: str) -> Mapping[str, int]:
        if key not in self._known:
            self._known[key] = _lines(self._paths[key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _lines(path: Path) -> Mapping[str, int]:
    try:
        root = read_yaml(decode(read_file(path), name=path), name=path).root
    except CitekitError:
        return {}  # the record's own problems say so
    return {name.value: name.span.line for name, _ in root.pairs} if isinstance(root, YamlMapping) else {}


def take_shelf(app: App, against: Against) -> tuple[Shelf, str]:
    """Return the records to check, and what they are called: those of the option's file, else the library's.

    Raises:
        NoLibrary: there is neither.
        UnreadableFile, UnreadableText, UnknownFormat: the file cannot be read.
        StyleNotFound, InvalidStyle, LocaleNotFound: there is no such style.
    """
    style = load_style(app, against.style, None, None) if against.style else None
    if against.source is not None:
        read = read_source(app, against.source, against.from_format)
        app.report(read.result.problems)
        no_stamp = stamp(b"")
        path = Path(read.name)
        records = tuple(
            Record(key=item.id, item=item, path=path, stamp=no_stamp) for item in read.result.items
        )
        return Shelf(records=records, today=app.today(), style=style), read.name
    library = app.library
    records = library.records()
    app.report([problem for record in records for problem in record.problems if problem.fatal])
    shelf = Shelf(
        records=records,
        today=app.today(),
        style=style,
        is_file=lambda path: (library.root / path).is_file(),
        lines=FieldLines({record.key: record.path for record in records}),
    )
    return shelf, str(library.root)


def accepted_for_records(app: App, against: Against) -> tuple[Suppression, ...]:
    """Return what is accepted of the library's records, in ``records.citekit-check.yaml`` in its folder.

    Raises:
        UnreadableText: the file is not as such files are.
    """
    if against.source is not None or app.library_root is None:
        return ()
    path = app.library_root / f"records{ENDING}"
    return read_suppressions(read_file(path), name=path) if path.is_file() else ()
