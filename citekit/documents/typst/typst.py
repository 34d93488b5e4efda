"""Typst: references and calls that cite, notes, labels that are no keys, what the paper sets.

Typst documentation, "Cite", "Bibliography", "Ref", "Footnote", "Include".
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from citekit.documents.document import UNREFERRED, Document, Edit, Note, OpenFile
from citekit.documents.metadata_values import read_metadata
from citekit.documents.places import Part, Span
from citekit.documents.text_file import edit_text, in_lines, read_part
from citekit.documents.typst.calls import aliases_in, labels_in
from citekit.documents.typst.parsing import MOST_NESTED, NestedTooDeeply, parse
from citekit.documents.typst.reading import Reading
from citekit.documents.typst.settings import Settings
from citekit.documents.typst.tree import Kind, Node, all_in
from citekit.errors import Problem, UnreadableText

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "typst"
DESCRIPTION: Final = "Typst"
EXTENSIONS: Final[tuple[str, ...]] = (".typ",)

_MOST_FILES: Final = 500
_OPENING: Final = re.compile(r"`+|/\*|.", re.DOTALL)


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`.

    A file that the paper includes is a part of its own.
    """
    files = _Files(open_file)
    files.add(data, name=PurePath(name).name, shown=str(name))
    files.add_included()
    texts = [in_lines(part.text) for part in files.parts]
    settings = Settings(texts)
    labels: set[str] = set()
    aliases: dict[str, str] = {}
    for part, nodes in enumerate(files.trees):
        settings.read(part, files.folders[part], nodes)
        labels |= labels_in(nodes)
        aliases |= aliases_in(nodes)
    reading = Reading(texts, settings, labels=frozenset(labels), aliases=aliases, included=files.included)
    reading.read(0, files.trees[0])
    document = Document(name=str(name), format=NAME, parts=tuple(files.parts), notices=tuple(files.notices))
    return _with_findings(document, reading, settings)


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed files; see `DocumentFormat.edit`."""
    return edit_text(document, edits)


class _Files:
    """The files of a paper, each with its tree and the folder it stands in, seen from the paper's own."""

    def __init__(self, open_file: OpenFile | None) -> None:
        self._open_file = open_file
        self.parts: list[Part] = []
        self.trees: list[tuple[Node, ...]] = []
        self.folders: list[str] = []
        self.included: dict[tuple[int, int], tuple[int, tuple[Node, ...]]] = {}
        self.notices: list[Problem] = []
        self._numbers: dict[str, int] = {}

    def add(
        self, data: bytes, *, name: str, shown: str, folder: str = "", included_by: Span | None = None
    ) -> None:
        """Take a file; ``shown`` is its name in places, ``folder`` ends in a slash where it is not empty.

        Raises:
            UnreadableText: it is no text, or no Typst.
        """
        part, notices = read_part(data, name=shown)
        try:
            parsed = parse(in_lines(part.text))
        except NestedTooDeeply as error:
            place = part.place(error.start)
            reason = f"opens more than {MOST_NESTED} brackets within each other"
            raise UnreadableText(shown, reason, line=place.line, column=place.column) from None
        self._numbers[name] = len(self.parts)
        self.parts.append(replace(part, included_by=included_by))
        self.trees.append(parsed.nodes)
        self.folders.append(folder)
        self.notices += notices
        self.notices += [_unclosed(part, node) for node in parsed.unclosed]

    def add_included(self) -> None:
        """Take the files that those taken include, and theirs; each is read where it is included first."""
        number = 0
        while number < len(self.parts):
            for statement, wanted in _includes(self.trees[number]):
                self._include(number, statement, wanted)
            number += 1

    def _include(self, number: int, statement: Node, wanted: str) -> None:
        folder = "" if wanted.startswith("/") else self.folders[number]
        path = posixpath.normpath(f"{folder}{wanted.lstrip('/')}")
        if path in self._numbers or len(self.parts) >= _MOST_FILES:
            return
        try:
            self._add_beside(path, Span(statement.start, statement.end, number))
        except UnreadableText as error:
            self._miss(number, statement, f"the paper includes {wanted}, which cannot be read: {error}")
            return
        except (OSError, ValueError):
            self._miss(number, statement, f"{wanted} could not be read")
            return
        added = self._numbers[path]
        self.included[number, statement.end] = (added, self.trees[added])

    def _add_beside(self, path: str, command: Span) -> None:
        if self._open_file is None:
            raise FileNotFoundError(path)
        folder = posixpath.dirname(path)
        shown = posixpath.join(posixpath.dirname(self.parts[0].name), path)
        self.add(
            self._open_file(path),
            name=path,
            shown=shown,
            folder=f"{folder}/" if folder else "",
            included_by=command,
        )

    def _miss(self, number: int, statement: Node, message: str) -> None:
        place = self.parts[number].place(statement.start)
        self.notices.append(Problem(Path(place.path), place.line, place.column, "", message, "", fatal=False))


def _includes(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, str]]:
    """Yield what includes a file, with the file's name; a package is none."""
    last = -1
    for node in all_in(nodes):
        is_whole = node.kind is Kind.CODE and len(node.children) == 1
        statement = node.children[0] if is_whole else node
        if statement.kind is not Kind.STATEMENT or statement.value != "include" or not statement.children:
            continue
        if statement.end == last:
            continue  # came with the mark before it
        last = statement.end
        named = statement.children[0]
        if named.kind is Kind.STRING and not named.value.startswith("@"):
            yield node, named.value


def _unclosed(part: Part, node: Node) -> Problem:
    place = part.place(node.start)
    sign = "(" if node.kind is Kind.GROUP else _sign(part.text, node.start)
    message = f"the {sign} is never closed; what follows may be misread"
    return Problem(Path(place.path), place.line, place.column, "", message, "close it", fatal=False)


def _sign(text: str, start: int) -> str:
    match = _OPENING.match(text, start)
    return match[0] if match else ""


def _with_findings(document: Document, reading: Reading, settings: Settings) -> Document:
    """Return ``document`` with everything that was found, its notes numbered by the references."""
    numbers: dict[str, int] = {}
    for label, _ in reading.references:
        numbers.setdefault(label, len(numbers) + 1)
    first: dict[str, Span] = {}
    for label, span in reading.references:
        first.setdefault(label, span)
    blocks = tuple(
        replace(block, note=numbers.get(label, UNREFERRED)) if label is not None else block
        for block, label in reading.blocks.done
    )
    notes = [Note(numbers[label], label, first[label], span) for label, span in reading.notes.items()]
    return replace(
        document,
        blocks=blocks,
        citations=tuple(replace(one, note=blocks[one.block].note) for one in reading.citations),
        asides=tuple(reading.asides),
        notes=tuple(notes),
        metadata=replace(
            read_metadata(settings.metadata(), settings.spans, reading.nocite),
            nocite_all=settings.lists_all,
        ),
        bibliographies=tuple(reading.places),
    )
