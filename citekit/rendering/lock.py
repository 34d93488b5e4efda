"""What a paper is printed with, pinned by checksum in a file beside it, with what it prints.

A lock holds the style, the language and the version of citekit, the records cited, and every citation and
entry of the bibliography as it printed. Held against the paper as it prints today (`drift`, and `compare` in
`comparison`), it tells what has changed and what that alters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from citekit.csl.model.style import Style
from citekit.documents.document import Document
from citekit.errors import UnreadableText
from citekit.formats.csl_item import item_to_json
from citekit.item.item import Item
from citekit.output import markdown
from citekit.output.base import unlinked
from citekit.rendering.cited import Cited

__all__ = [
    "Lock",
    "Pinned",
    "Printed",
    "PrintedCitation",
    "PrintedEntry",
    "drift",
    "lock_path",
    "make_lock",
    "printed_of",
    "read_lock",
    "write_lock",
]

_FORM: Final = 1
_REMEDY: Final = "make it anew with `citekit lock --update`, or take it from your backup"
_MOST_NAMED: Final = 3


class Pinned(NamedTuple):
    """Something by its name, and the SHA-256 of all the text that it is made of, in hexadecimal."""

    name: str
    checksum: str


class PrintedCitation(NamedTuple):
    """A citation as typed, and as it prints in Markdown without links."""

    typed: str
    text: str


class PrintedEntry(NamedTuple):
    """An entry of the bibliography: the id of its item, and how it prints in Markdown."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """All that a paper prints: citations in reading order, entries in the order of the bibliography."""

    citations: tuple[PrintedCitation, ...] = ()
    bibliography: tuple[PrintedEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What a paper is printed with, and what it prints.

    ``engine`` is the version of citekit. ``style`` has the name by which the style is asked for, ``locale``
    the language that is printed, ``asked`` the one that was asked for, empty for the style's own. ``like``
    is the name of a preset of compatibility. ``records`` gives the checksum of every item listed, by its id.
    """

    engine: str
    style: Pinned
    locale: Pinned
    asked: str
    like: str
    records: Mapping[str, str]
    printed: Printed


def lock_path(paper: Path) -> Path:
    """Return the file of a paper's lock: ``essay.md.lock`` beside ``essay.md``."""
    return paper.with_name(f"{paper.name}.lock")


def make_lock(
    document: Document,
    cited: Cited,
    style: Style,
    *,
    engine: str,
    name: str,
    asked: str,
    like: str,
    style_texts: Iterable[str],
    locale_texts: Iterable[str],
) -> Lock:
    """Return the lock of a paper.

    ``name`` is what the style is asked for with, ``style_texts`` and ``locale_texts`` what it is read from.
    """
    return Lock(
        engine=engine,
        style=Pinned(name, _checksum(style_texts)),
        locale=Pinned(style.locale.language, _checksum(locale_texts)),
        asked=asked,
        like=like,
        records={item.id: _checksum_of(item) for item in sorted(cited.items, key=lambda item: item.id)},
        printed=printed_of(document, cited),
    )


def printed_of(document: Document, cited: Cited) -> Printed:
    """Return what a paper prints."""
    entries = cited.result.bibliography or () if cited.has_bibliography else ()
    return Printed(
        tuple(
            PrintedCitation(document.source(typed.span), markdown.write(unlinked(rendered.markup)))
            for typed, rendered in cited.citations
        ),
        tuple(PrintedEntry(entry.id, markdown.write(entry.markup)) for entry in entries),
    )


def _checksum(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _checksum_of(item: Item) -> str:
    return _checksum([json.dumps(item_to_json(item), ensure_ascii=False, sort_keys=True)])


def drift(lock: Lock, now: Lock) -> tuple[str, ...]:
    """Return what has changed since ``lock`` was made, each as a clause; nothing where it holds."""
    found = []
    if lock.engine != now.engine:
        found.append(f"citekit {lock.engine} made it, this is {now.engine}")
    if lock.style.name != now.style.name:
        found.append(f"the style was {lock.style.name} and is {now.style.name}")
    elif lock.style.checksum != now.style.checksum:
        found.append(f"the style {now.style.name} has changed")
    if lock.locale.name != now.locale.name:
        found.append(f"the language was {lock.locale.name} and is {now.locale.name}")
    elif lock.locale.checksum != now.locale.checksum:
        found.append(f"the words of the language {now.locale.name} have changed")
    if lock.like != now.like:
        found.append(f"it was printed like {lock.like} and is like {now.like}")
    changed = [id_ for id_, checksum in now.records.items() if lock.records.get(id_, checksum) != checksum]
    for ids, of_one, of_many in (
        (changed, "has changed", "have changed"),
        ([id_ for id_ in now.records if id_ not in lock.records], "is new", "are new"),
        ([id_ for id_ in lock.records if id_ not in now.records], "is gone", "are gone"),
    ):
        if ids:
            found.append(
                f"the record {ids[0]} {of_one}" if len(ids) == 1 else f"the records {_these(ids)} {of_many}"
            )
    return tuple(found)


def _these(ids: list[str]) -> str:
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return f"{', '.join(ids[:_MOST_NAMED])}{more}"


def write_lock(lock: Lock) -> bytes:
    """Return the file of a lock: JSON, a line for each thing that may change, for whoever compares two."""
    data = {
        "citekit-lock": _FORM,
        "engine": lock.engine,
        "style": lock.style._asdict(),
        "locale": {**lock.locale._asdict(), "asked": lock.asked},
        "like": lock.like,
        "records": dict(lock.records),
        "citations": [list(citation) for citation in lock.printed.citations],
        "bibliography": [list(entry) for entry in lock.printed.bibliography],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_lock(data: bytes, *, name: Path | str) -> Lock:
    """Return the lock in a file.

    Raises:
        UnreadableText: it is none, or another citekit's.
    """
    try:
        read: Any = json.loads(data)
        if read["citekit-lock"] != _FORM:
            raise UnreadableText(name, "is a lock that another version of citekit made", hint=_REMEDY)
        return Lock(
            engine=_text(read["engine"]),
            style=Pinned(_text(read["style"]["name"]), _text(read["style"]["checksum"])),
            locale=Pinned(_text(read["locale"]["name"]), _text(read["locale"]["checksum"])),
            asked=_text(read["locale"]["asked"]),
            like=_text(read["like"]),
            records={_text(id_): _text(checksum) for id_, checksum in read["records"].items()},
            printed=Printed(
                tuple(PrintedCitation(_text(typed), _text(text)) for typed, text in read["citations"]),
                tuple(PrintedEntry(_text(id_), _text(text)) for id_, text in read["bibliography"]),
            ),
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise UnreadableText(name, "is no lock of a paper, or is damaged", hint=_REMEDY) from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
