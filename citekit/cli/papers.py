"""Papers as `citekit check` is given them: found, and put beside their records and their style."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from citekit.checks.match import Matcher
from citekit.checks.paper import Paper
from citekit.checks.source_files import SourceFiles
from citekit.checks.style_vote import FAMILIES
from citekit.checks.suppressions import Suppression, file_of, read_suppressions
from citekit.checks.understand import understand
from citekit.cli.app import App
from citekit.cli.copies import is_copy
from citekit.cli.formatting import load_style
from citekit.cli.reading import read_source
from citekit.cli.source_reading import reader_of_sources
from citekit.csl.model.style import Style
from citekit.documents.all_documents import DOCUMENTS
from citekit.documents.document import Document
from citekit.errors import CitekitError, UnreadableFile
from citekit.files import read_file, reason_of
from citekit.formats.reference_text.parsers import careful_parser
from citekit.item.item import Item
from citekit.library.known_by import KnownBy

__all__ = ["Against", "Desk", "accepted_for", "find_papers"]


@dataclass(frozen=True, slots=True)
class Against:
    """What papers are held against, as the options say: a file of records, and a style by name.

    Both are empty where no option names one.
    """

    source: str | None = None
    from_format: str | None = None
    style: str | None = None


def find_papers(app: App, sources: Sequence[str]) -> tuple[str, ...]:
    """Return the papers that ``sources`` name, those in the folders among them, sorted.

    Hidden files are passed by, and the copies that were handed back.

    Raises:
        UnreadableFile: a folder may not be read.
        CitekitError: a folder holds no paper.
    """
    endings = {ending for format_ in DOCUMENTS.values() for ending in format_.EXTENSIONS}
    papers: dict[str, None] = {}
    for source in sources:
        root = app.cwd / source
        if source == "-" or not root.is_dir():
            papers[source] = None
            continue
        found = [path for path in _walk(root) if path.suffix.lower() in endings and not is_copy(path)]
        if not found:
            raise CitekitError(f"{source}: holds no paper", f"papers end in {', '.join(sorted(endings))}")
        papers |= {str(PurePath(source, path.relative_to(root))): None for path in found}
    return tuple(papers)


def _walk(root: Path) -> Sequence[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableFile(Path(error.filename or root), reason_of(error)) from error

    found: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder) / name for name in sorted(names) if not name.startswith((".", "~$"))]
    return found


class _Items:
    """Records, their files, and what typed references find them by, which is made when it is first wanted."""

    def __init__(
        self,
        by_key: Mapping[str, Item],
        known: Sequence[KnownBy] | None = None,
        *,
        files_of: Callable[[str], Sequence[str]],
        folder: Path,
    ) -> None:
        self.by_key = by_key
        self._known = known
        self._files_of = files_of
        self._read = reader_of_sources(folder)

    def sources(self) -> SourceFiles:
        """Return the files of the works as one paper asks for them."""
        return SourceFiles(self._files_of, self._read)

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.by_key, self._known)


class Desk:
    """Lays papers beside their records and their styles; each file and each style is read once."""

    def __init__(self, app: App, against: Against) -> None:
        self._app = app
        self._against = against
        self._styles: dict[str, Style] = {}
        self._items: dict[tuple[str, ...], _Items] = {}

    def understand(self, source: str, document: Document) -> Paper:
        """Return the paper in ``document``, read from ``source``, beside its records and its style.

        The records are those of the option's file, else of the files that the paper names, else the
        library's; the style is the option's, else the one that the paper names, else the settings', else
        the one that the list is in.

        Raises:
            StyleNotFound, InvalidStyle, LocaleNotFound: there is no such style.
            UnreadableFile, UnreadableText, UnknownFormat: a file of records cannot be read.
        """
        folder = (self._app.cwd / source).parent
        named = document.metadata.csl
        style = self._against.style or named or self._app.named_style
        is_beside = style == named and bool(named) and (folder / named).is_file()
        items = self._items_for(document, folder)
        return understand(
            document,
            today=self._app.today(),
            items=items.by_key,
            matcher=items.matcher if items.by_key else None,
            style=self._style(str(folder / named) if is_beside else style) if style else None,
            style_name=style,
            style_is_given=bool(style),
            families=lambda: {family: self._style(family) for family in FAMILIES},
            parser=careful_parser,
            sources=items.sources() if items.by_key else None,
        )

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = load_style(self._app, name, None, None)
        return self._styles[name]

    def _items_for(self, document: Document, folder: Path) -> _Items:
        if self._against.source is not None:
            sources: tuple[str, ...] = (self._against.source,)
        else:
            sources = tuple(str(folder / name) for name in document.metadata.bibliography)
        if sources not in self._items:
            self._items[sources] = self._of_files(sources) if sources else self._of_library()
        return self._items[sources]

    def _of_library(self) -> _Items:
        if self._app.library_root is None:
            return _Items({}, files_of=lambda _: (), folder=self._app.cwd)
        library = self._app.library
        found = library.known_items()
        self._app.report([problem for problem in found.problems if problem.fatal])

        def files_of(key: str) -> tuple[str, ...]:
            return tuple(name for record in library.records([key]) for name in record.files)

        return _Items(found.items, found.known, files_of=files_of, folder=self._app.library_root)

    def _of_files(self, sources: Sequence[str]) -> _Items:
        items: dict[str, Item] = {}
        files: dict[str, tuple[str, ...]] = {}
        for source in sources:
            result = read_source(self._app, source, self._against.from_format).result
            self._app.report(result.problems)
            folder = (self._app.cwd / source).parent
            if folder.is_relative_to(self._app.cwd):
                folder = folder.relative_to(self._app.cwd)
            for item in result.items:
                if item.id not in items:
                    items[item.id] = item
                    known = result.sources.get(item.id)
                    files[item.id] = tuple(str(folder / name) for name in known.files) if known else ()
        return _Items(items, files_of=lambda key: files.get(key, ()), folder=self._app.cwd)


def accepted_for(app: App, source: str) -> tuple[Suppression, ...]:
    """Return what is accepted in the file of suppressions beside a paper; none where there is no file.

    Raises:
        UnreadableText: the file is not as such files are.
    """
    path = file_of(app.cwd / source)
    if source == "-" or not path.is_file():
        return ()
    return read_suppressions(read_file(path), name=file_of(Path(source)))
