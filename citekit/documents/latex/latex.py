r"""LaTeX, as biblatex, natbib, apacite and LaTeX alone cite in it: what a paper cites, and edits of it.

The files that ``\input`` and its kin read in are parts of the document, each read where it stands. Where the
paper types its list itself (``\bibitem``), its citations are typed ones: they are shown as LaTeX prints them.
What LaTeX found cited beyond what is found here, by commands of a package say, counts as listed (``nocite``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final

from citekit.documents.citations import KeyCitation, KeyCite
from citekit.documents.document import Document, Edit, OpenFile
from citekit.documents.latex import bibliographies, preamble, structure
from citekit.documents.latex.bibliographies import UNHEEDED
from citekit.documents.latex.compiled import compiled_keys
from citekit.documents.latex.preamble import BEGIN_DOCUMENT
from citekit.documents.latex.reading import Reading
from citekit.documents.latex.source import Source
from citekit.documents.latex.typed_list import with_typed_list
from citekit.documents.places import Part, Span
from citekit.documents.text_file import edit_text, in_lines, read_part
from citekit.errors import Problem, UnreadableText

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read"]

NAME: Final = "latex"
DESCRIPTION: Final = "LaTeX (biblatex, natbib, BibTeX)"
EXTENSIONS: Final[tuple[str, ...]] = (".tex", ".ltx", ".latex")

_MOST_FILES: Final = 500
_HANDLERS: Final = MappingProxyType({**structure.HANDLERS, **bibliographies.HANDLERS, **preamble.HANDLERS})


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`."""
    part, notices = read_part(data, name=name)
    files = _Files(part, open_file)
    files.notices += notices
    reading = Reading(files.include, _HANDLERS)
    source = Source(in_lines(part.text), 0)
    if BEGIN_DOCUMENT.search(source.text):
        reading.inside = replace(reading.inside, is_silent=True)
    reading.read(source)
    reading.blocks.end()
    known = {key for citation in reading.citations for key in citation.keys}
    known |= {cite.key for cite in reading.head.nocite} | {entry.key for entry in reading.entries}
    reading.head.nocite += [KeyCite(key, Span(0, 0)) for key in files.compiled_keys() if key not in known]
    for place in reading.places:
        for option in sorted(place.attributes.keys() & UNHEEDED):
            message = f'asks for a bibliography by "{option}", which is not heeded'
            files.tell(place.span, message, "divide it by type or keyword")
    if reading.has_given_up:
        message = "defines macros that become more than a million characters, which are not followed further"
        files.tell(Span(0, 0), message, "cite in the text itself")
    document = Document(
        name=str(name),
        format=NAME,
        parts=tuple(files.parts),
        blocks=tuple(reading.blocks.done),
        asides=tuple(reading.asides),
        notes=tuple(reading.notes),
        metadata=reading.head.metadata(),
        bibliographies=tuple(reading.places),
        notices=tuple(files.notices),
    )
    ordered = sorted(_once(reading.citations), key=lambda one: document.reading_position(one.span))
    return with_typed_list(replace(document, citations=tuple(ordered)), reading.entries, reading.head)


def _once(citations: Sequence[KeyCitation]) -> Iterator[KeyCitation]:
    """Yield ``citations`` without those that were read again, in an argument that a macro prints twice."""
    seen: set[Span] = set()
    for citation in citations:
        if citation.shares_span or citation.span not in seen:
            yield citation
        seen.add(citation.span)


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the changed files; see `DocumentFormat.edit`."""
    return edit_text(document, edits)


class _Files:
    """The files of one paper: each is read once, where it is first read in."""

    def __init__(self, main: Part, open_file: OpenFile | None) -> None:
        self.parts = [main]
        self.notices: list[Problem] = []
        self._open_file = open_file
        self._folder = PurePath(main.name).parent
        self._names = {PurePath(main.name).name}

    def tell(self, span: Span, message: str, remedy: str) -> None:
        """Keep a notice about ``span``."""
        place = self.parts[span.part].place(span.start)
        problem = Problem(Path(place.path), place.line, place.column, "", message, remedy, fatal=False)
        self.notices.append(problem)

    def include(self, command: str, wanted: str, span: Span) -> Source | None:
        """Return the text of the file ``wanted``; None, with a notice, where it cannot be read."""
        names = [wanted] if wanted.endswith((".tex", ".bbl", ".ltx")) else [f"{wanted}.tex", wanted]
        if command == "include":
            names = names[:1]
        if any(name in self._names for name in names) or not wanted:
            return None
        if len(self.parts) >= _MOST_FILES:
            self.tell(span, f"reads in more than {_MOST_FILES} files", "name the paper's own file")
            return None
        for name in names:
            try:
                data = self._open(name)
                part, notices = read_part(data, name=str(self._folder / name))
            except OSError:
                continue
            except (UnreadableText, ValueError) as error:
                self.tell(span, f'"{wanted}" cannot be read: {error}', "save it as LaTeX in UTF-8")
                return None
            self._names.add(name)
            self.notices += notices
            self.parts.append(replace(part, included_by=span))
            return Source(in_lines(part.text), len(self.parts) - 1)
        self.tell(span, f'"{wanted}" is not there to be read', "its citations are not known")
        return None

    def compiled_keys(self) -> tuple[str, ...]:
        """Return the keys that LaTeX found in the paper, if it was run since the paper was last changed."""
        return compiled_keys(PurePath(self.parts[0].name).stem, self._open)

    def _open(self, name: str) -> bytes:
        if self._open_file is None:
            raise FileNotFoundError(name)
        return self._open_file(name)
