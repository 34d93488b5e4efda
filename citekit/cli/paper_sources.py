"""What a paper is rendered with: the style and the records that it names, or the command, or the settings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from citekit.cli.app import App
from citekit.cli.reading import read_source
from citekit.csl.model.compatibility import PRESETS
from citekit.csl.model.style import Style
from citekit.documents.document import Document
from citekit.errors import InvalidRecord, LocaleNotFound, UnreadableFile
from citekit.formats import csl_yaml
from citekit.formats.base import ReadResult
from citekit.item.item import Item
from citekit.library.folder import FOLDER
from citekit.library.record import Record
from citekit.rendering.lock import Lock
from citekit.styles import LoadedStyle

__all__ = ["Asked", "Chosen", "OnRead", "Works", "style_of", "works_of"]

OnRead = Callable[[Path], None]
"""Is told each file, or folder of records, that is about to be read."""


@dataclass(frozen=True, slots=True)
class Works:
    """The items of the keys that a paper may cite, and the tags of their records, by their ids.

    Where one is missing, ``known`` are all further keys that there are.
    """

    items: Mapping[str, Item]
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """The style, the language and the preset of compatibility by their names, None where nothing is asked."""

    style: str | None = None
    locale: str | None = None
    like: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The style that a paper is finished in, and by what names it was chosen.

    ``name`` finds the style again from the folder of the paper; ``locale`` is the language that was asked
    for, empty for the style's own.
    """

    style: Style
    name: str
    locale: str
    like: str
    loaded: LoadedStyle


def style_of(
    app: App,
    document: Document,
    folder: Path,
    asked: Asked,
    *,
    lock: Lock | None = None,
    on_read: OnRead = lambda _path: None,
) -> Chosen:
    """Return the style to finish ``document`` in, which stands in ``folder``.

    An option wins, then what the paper names (``csl``, ``lang``), then its lock, then the settings. The
    language of a lock is that of its style alone.

    Raises:
        StyleNotFound, InvalidStyle: there is no such style, or it is faulty.
        LocaleNotFound: no locale serves the language of the option or of the settings.
    """
    said = document.metadata.csl or (lock.style.name if lock else "")
    name = asked.style or said or app.config.style
    pinned = lock if lock and lock.style.name == name else None
    found = app.styles.find(_named_style(name, folder) if name == said else name)
    on_read(found)
    settled = pinned.asked if pinned else app.config.locale
    like = asked.like or (lock.like if lock else app.config.like)

    def choose(locale: str) -> Chosen:
        loaded = app.styles.load_whole(str(found), locale=locale or None)
        return Chosen(loaded.style.like(PRESETS[like]), _from(app, folder, name, found), locale, like, loaded)

    lang = document.metadata.lang
    if asked.locale or not lang:
        return choose(asked.locale or settled)
    try:
        return choose(lang)
    except LocaleNotFound:
        app.console.warn(f'{document.name}: no locale serves its language "{lang}"; name one with --locale')
        return choose(settled)


def _from(app: App, folder: Path, name: str, found: Path) -> str:
    """Return what finds a style from ``folder``: its name, or the way to its file."""
    typed = Path(name).expanduser()
    is_path = found in (folder / typed, typed) or (app.cwd / typed).resolve() == found.resolve()
    return Path(os.path.relpath(found, folder)).as_posix() if is_path else name


def _named_style(named: str, folder: Path) -> str:
    """Return the style that a paper names: a file beside it, a name, or an address whose end is the name."""
    if (folder / named).is_file():
        return str(folder / named)
    if named.startswith(("http://", "https://")):
        return PurePosixPath(named).name.removesuffix(".csl")
    return named.removesuffix(".csl") if "/" not in named else named


def works_of(
    app: App,
    document: Document,
    folder: Path,
    *,
    source: str | None,
    from_format: str | None,
    on_read: OnRead = lambda _path: None,
    written: Path | None = None,
) -> Works:
    """Return the works that ``document`` may cite.

    Those in the paper itself (``references``) come first, then those of the file ``source`` alone, or those
    of the files that the paper names and then the library's. ``on_read`` is told each file that is read. A
    file that is to be ``written`` anew comes last, though the paper names it, and need not be there.

    Raises:
        UnreadableFile, UnreadableText, UnknownFormat: a file of records cannot be read.
        InvalidRecord: a cited record of the library cannot be used.
    """
    items = dict(_own_items(app, document))
    tags: dict[str, tuple[str, ...]] = {}

    def take(file: str) -> None:
        on_read(app.cwd / file)
        result = read_source(app, file, from_format if source else None).result
        app.report(result.problems)
        _take(result, items, tags)

    named = (source,) if source else tuple(str(folder / name) for name in document.metadata.bibliography)
    last = [file for file in named if written and (app.cwd / file).resolve() == written.resolve()]
    files = [file for file in named if file not in last]
    for file in files:
        if not source and not (app.cwd / file).exists():
            raise UnreadableFile(
                file, f"no such file, though {document.name} names it", _to_get(file, document)
            )
        take(file)
    cited = {cite.key for one in document.all_citations() for cite in one.cites}
    cited |= {cite.key for cite in document.metadata.nocite}
    if not source and app.library_root is not None:
        on_read(app.library_root / FOLDER)
        everything = document.metadata.nocite_all and not files
        _take_records(app, cited - items.keys(), items, tags, on_read, everything=everything)
    for file in last:
        if (app.cwd / file).exists() and (app.cwd / file).stat().st_size:
            take(file)
    known = bool(cited - items.keys()) and not source and app.library_root is not None
    return Works(items, tags, app.library.taken_keys() if known else frozenset())


def _take_records(
    app: App,
    cited: AbstractSet[str],
    items: dict[str, Item],
    tags: dict[str, tuple[str, ...]],
    on_read: OnRead,
    *,
    everything: bool,
) -> None:
    """Add the library's records that are ``cited``, or all; a faulty one only counts where it is cited."""
    found: dict[str, Record] = {}
    if everything:
        records = {record.key: record for record in app.library.records()}
        app.report([problem for one in records.values() for problem in one.problems if problem.fatal])
        found = {key: record for key, record in records.items() if record.usable and key not in items}
    found |= app.library.find_all(sorted(cited - found.keys()))
    for record in found.values():
        on_read(record.path)
        tags[record.key] = record.tags
    items |= {key: _usable(record) for key, record in found.items()}


def _to_get(file: str, document: Document) -> str:
    made = f"`citekit export --cited-in {document.name} -o {Path(file).name}`"
    return f"mend the name in the paper, or make the file of the library's records with {made}"


def _take(result: ReadResult, items: dict[str, Item], tags: dict[str, tuple[str, ...]]) -> None:
    """Add what a file holds; what is there already stays."""
    by_id = {item.id: item for item in result.items}
    for id_, item in by_id.items():
        items.setdefault(id_, item)
    for id_, known in result.sources.items():
        tags.setdefault(id_, known.tags)
        for alias in known.aliases:
            if id_ in by_id:
                items.setdefault(alias, by_id[id_])


def _own_items(app: App, document: Document) -> Iterable[tuple[str, Item]]:
    """Yield the records that stand in the head of the paper."""
    if not document.metadata.references:
        return
    references = document.metadata.values["references"]
    written = json.dumps({"references": references}).encode()
    result = csl_yaml.read(written, name=document.name)
    app.report(result.problems)
    for item in result.items:
        yield item.id, item


def _usable(record: Record) -> Item:
    """Return the item of a record that is cited.

    Raises:
        InvalidRecord: it cannot be used.
    """
    if not record.usable:
        raise InvalidRecord([problem for problem in record.problems if problem.fatal])
    return record.item
