"""What a paper is rendered with: the style and the records that it names, or the command, or the settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from citekit.cli.app import App
from citekit.cli.formatting import load_style
from citekit.cli.reading import read_source
from citekit.csl.model.style import Style
from citekit.documents.document import Document
from citekit.errors import InvalidRecord, LocaleNotFound
from citekit.formats import csl_yaml
from citekit.item.item import Item
from citekit.library.record import Record

__all__ = ["Works", "style_of", "works_of"]


@dataclass(frozen=True, slots=True)
class Works:
    """The items of the keys that a paper may cite; where one is missing, all further keys that there are."""

    items: Mapping[str, Item]
    known: frozenset[str] = frozenset()


def style_of(
    app: App, document: Document, folder: Path, *, style: str | None, locale: str | None, like: str | None
) -> Style:
    """Return the style to finish ``document`` in, which stands in ``folder``.

    The option wins, then what the paper names (``csl``, ``lang``), then the settings.

    Raises:
        StyleNotFound, InvalidStyle: there is no such style, or it is faulty.
        LocaleNotFound: no locale serves the language of the option or of the settings.
    """
    name = style or _named_style(document.metadata.csl, folder)
    if locale or not document.metadata.lang:
        return load_style(app, name, locale, like)
    try:
        return load_style(app, name, document.metadata.lang, like)
    except LocaleNotFound:
        lang = document.metadata.lang
        app.console.warn(f'{document.name}: no locale serves its language "{lang}"; name one with --locale')
        return load_style(app, name, None, like)


def _named_style(named: str, folder: Path) -> str | None:
    """Return the style that a paper names: a file beside it, a name, or an address whose end is the name."""
    if not named:
        return None
    if (folder / named).is_file():
        return str(folder / named)
    if named.startswith(("http://", "https://")):
        return PurePosixPath(named).name.removesuffix(".csl")
    return named.removesuffix(".csl") if "/" not in named else named


def works_of(
    app: App, document: Document, folder: Path, *, source: str | None, from_format: str | None
) -> Works:
    """Return the works that ``document`` may cite.

    Those in the paper itself (``references``) come first, then those of the file ``source``, else of the
    files that the paper names, then the library's.

    Raises:
        UnreadableFile, UnreadableText, UnknownFormat: a file of records cannot be read.
        InvalidRecord: a cited record of the library cannot be used.
    """
    items = dict(_own_items(app, document))
    files = (source,) if source else tuple(str(folder / name) for name in document.metadata.bibliography)
    for file in files:
        result = read_source(app, file, from_format if source else None).result
        app.report(result.problems)
        for item in result.items:
            items.setdefault(item.id, item)
        by_id = {item.id: item for item in result.items}
        for id_, known in result.sources.items():
            for alias in known.aliases:
                if id_ in by_id:
                    items.setdefault(alias, by_id[id_])
    wanted = {cite.key for one in document.all_citations() for cite in one.cites}
    wanted |= {cite.key for cite in document.metadata.nocite}
    if app.library_root is None:
        return Works(items)
    if document.metadata.nocite_all and not files:
        everything = app.library.items()
        app.report([problem for problem in everything.problems if problem.fatal])
        for item in everything.items:
            items.setdefault(item.id, item)
    found = app.library.find_all(sorted(wanted - items.keys()))
    items |= {key: _usable(record) for key, record in found.items()}
    return Works(items, app.library.taken_keys() if wanted - items.keys() else frozenset())


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
