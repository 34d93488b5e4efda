"""EndNote XML: what EndNote, Zotero, Mendeley and Covidence exchange references in.

The elements are those of EndNote's document type definition (RSXML), the field behind each is named by its
tag of RIS (`citekit.formats.endnote.fields`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from citekit.errors import UnreadableText, did_you_mean
from citekit.formats.base import Format, ReadResult, WriteOptions
from citekit.formats.endnote.fields import FALLBACKS, FIELDS, SECOND_ROLES
from citekit.formats.endnote.kinds import KINDS, Kind, kind_called, kind_numbered, kind_of_item
from citekit.formats.endnote.reading import Field, read_fields
from citekit.formats.endnote.styles import FACES, Run, runs_of, text_of
from citekit.formats.endnote.writing import Spelling, fidelity, one_line, written_fields
from citekit.formats.fidelity import kept
from citekit.formats.item_builder import FileReading, ItemBuilder
from citekit.formats.publisher_markup import inline_of_publisher
from citekit.item.item import Item
from citekit.item.variables import Kind as Variable
from citekit.item.variables import kind_of
from citekit.language.fold import nearest
from citekit.xml_text import XmlElement, iterate_xml

__all__ = ["FORMAT", "read", "write"]

_NAMES: Final = {
    "authors": "AU",
    "secondary-authors": "A2",
    "tertiary-authors": "A3",
    "subsidiary-authors": "A4",
    "translated-authors": "TA",
}
_TITLES: Final = {
    "title": "TI",
    "secondary-title": "T2",
    "tertiary-title": "T3",
    "alt-title": "J2",
    "short-title": "ST",
    "translated-title": "TT",
}
_FIELDS: Final = {
    "auth-address": "AD",
    "pages": "SP",
    "volume": "VL",
    "issue": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "reprint-edition": "RP",
    "pub-location": "CY",
    "publisher": "PB",
    "isbn": "SN",
    "accession-num": "AN",
    "call-num": "CN",
    "label": "LB",
    "work-type": "M3",
    "caption": "CA",
    "orig-pub": "OP",
    "reviewed-item": "RI",
    "abstract": "AB",
    "notes": "N1",
    "research-notes": "RN",
    "electronic-resource-num": "DO",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "access-date": "Y2",
    **{f"custom{number}": f"C{number}" for number in range(1, 9)},
}
_FILES: Final = {"pdf-urls": "L1", "text-urls": "L2", "image-urls": "L4"}
_AROUND: Final = frozenset(
    {
        "database", "source-app", "rec-number", "foreign-keys", "ref-type", "periodical", "alt-periodical",
        "key", "added-date", "modified-date", "last-updated-date",
    }
)  # fmt: skip
"""Elements that are read in their own way, or that say nothing of the work."""

_NUMBERED: Final = frozenset({"JOUR", "MGZN", "NEWS"})
"""Kinds in which EndNote's number is that of the issue."""
_VERBATIM: Final = frozenset({"UR", "DO", "SN", "AN", "C2", "LA", "ED", *_NAMES.values()})
"""Fields without markup: addresses, numbers, names."""
_SLASHED: Final = re.compile(r"([^/]*)/(\d*)/(\d*)/(.*)")
_BEGINS: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)?<(?:xml|records)>?\s*(?:<records>\s*)?<record[ >]",
    re.DOTALL,
)


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the references in ``data``: every ``<record>``, wherever it stands.

    A file that breaks off, or goes wrong after its first record, gives the records before, and one problem.

    Raises:
        UnreadableText: it is no XML, or holds no record.
    """
    reading = FileReading(name)
    end = 0
    try:
        for record in iterate_xml(data, {"record"}, name=name):
            _read_record(record, reading)
            end = record.end(data)
    except UnreadableText as error:
        if not reading.items:
            raise
        rest = data[end:].decode("utf-8", "replace")
        reading.give_up(rest, error.line, error.reason, error.hint or "")
    if not reading.items:
        raise UnreadableText(
            name, "holds no reference of EndNote", hint="EndNote XML has <record> elements in <records>"
        )
    return reading.result()


def _read_record(record: XmlElement, reading: FileReading) -> None:
    item = reading.builder(record.line)
    kind = _kind(record.child("ref-type"), item)
    fields = list(_fields(record, kind))
    item.wanted_id = _id(record)
    if not fields:
        item.tell("", "is a record with nothing in it")
    read_fields(fields, kind, item)
    reading.add(item)


def _id(record: XmlElement) -> str:
    """Return the key that citekit wrote. EndNote has none: its number of the record is no key to cite by."""
    keys = record.child("foreign-keys")
    return (
        next((key.content() for key in keys.named("key") if key.get("app") == "citekit"), "") if keys else ""
    )


def _kind(element: XmlElement | None, item: ItemBuilder) -> Kind:
    """Return the kind by its name, or its number where the name is not known."""
    written = element.get("name") if element else ""
    number = element.content().strip() if element else ""
    kind = kind_called(written) if written else None
    if kind is None and number.isdecimal() and len(number) < 4:
        kind = kind_numbered(int(number))
    if kind is None:
        kind = kind_called(number) or KINDS["GEN"]
        if kind.code == "GEN" and (written or number):
            similar = nearest(written, [known.name for known in KINDS.values() if known.name])
            item.keep("type", written or number)
            message = f'"{written or number}" is no type of EndNote; it is taken for a "document"'
            item.tell("ref-type", message, did_you_mean(similar) or "")
        elif kind.code == "GEN":
            item.tell("ref-type", 'is missing; the reference is taken for a "document"')
    return kind


def _fields(record: XmlElement, kind: Kind) -> Iterator[Field]:
    for element in record.children:
        if element.tag in _FIELDS:
            yield from _field(_FIELDS[element.tag], element)
        elif element.tag == "number":
            yield from _field("IS" if kind.code in _NUMBERED else _number_tag(kind.code), element)
        elif element.tag in _GROUPS:
            yield from _GROUPS[element.tag](element)
        elif element.tag not in _AROUND:
            yield from _field(element.tag, element)
    yield from _periodical(record, kind)


def _contributors(element: XmlElement) -> Iterator[Field]:
    for group in element.children:
        for name in group.children:
            text = name.content().strip(" \t\n\r")
            if text:
                yield _NAMES.get(group.tag, group.tag), text, name.line


def _titles(element: XmlElement) -> Iterator[Field]:
    for title in element.children:
        yield from _field(_TITLES.get(title.tag, title.tag), title)


def _keywords(element: XmlElement) -> Iterator[Field]:
    for keyword in element.children:
        yield from _field("KW", keyword)


def _number_tag(code: str) -> str:
    """Return the field that EndNote's number is in kinds other than articles."""
    return "M1" if "M1" in FIELDS[code] or "M1" in FALLBACKS.get(code, ()) else "IS"


def _field(tag: str, element: XmlElement) -> Iterator[Field]:
    text = _text(element).strip(" \t\n\r")
    if text:
        yield tag, text, element.line


def _text(element: XmlElement) -> str:
    r"""Return the text of a field with its markup, ``\r`` of EndNote as line end."""
    if not element.children:
        return element.text.replace("\r", "\n")
    runs: list[Run] = [(frozenset(), _between(element.text))]
    for child in element.children:
        faces = frozenset(FACES[face] for face in child.get("face").split() if face in FACES)
        runs += [(faces, child.content().replace("\r", "\n")), (frozenset(), _between(child.tail))]
    return text_of(_joined(runs))


def _between(text: str) -> str:
    """Return text between runs; what only breaks the lines of the file is none."""
    return "" if "\n" in text and not text.strip() else text.replace("\r", "\n")


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs, with neighbours of one kind as one."""
    last: Run | None = None
    for faces, text in runs:
        if last and last[0] == faces:
            last = (faces, last[1] + text)
        elif text:
            if last:
                yield last
            last = (faces, text)
    if last:
        yield last


def _dates(element: XmlElement) -> Iterator[Field]:
    for part in element.children:
        if part.tag == "year":
            yield from _field("PY", part)
        elif part.tag in {"pub-dates", "copyright-dates"}:
            for date in part.children:
                yield from _field("DA", date)


def _urls(element: XmlElement) -> Iterator[Field]:
    for group in element.children:
        tag = _FILES.get(group.tag, "UR")
        if not group.children:
            yield from _field(tag, group)
        for address in group.children:
            yield from _field(tag, address)


_GROUPS: Final[Mapping[str, Callable[[XmlElement], Iterator[Field]]]] = {
    "contributors": _contributors,
    "titles": _titles,
    "keywords": _keywords,
    "dates": _dates,
    "urls": _urls,
}


def _periodical(record: XmlElement, kind: Kind) -> Iterator[Field]:
    """Yield the journal's titles where they do not stand among the titles."""
    titles = record.child("titles")
    for element in record.named("periodical"):
        for part in element.children:
            if part.tag == "full-title" and not (titles and titles.child("secondary-title")):
                yield from _field("T2", part)
            elif part.tag in {"abbr-1", "abbr-2"} and "J2" in FIELDS[kind.code]:
                yield from _field("JA", part)


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  EndNote XML leaves no choice
    """Return ``items`` as EndNote XML in UTF-8, one record after the other."""
    records = "".join(_written(item, number) for number, item in enumerate(items, start=1))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n{records}</records>\n</xml>\n'


def _written(item: Item, number: int) -> str:
    kind = kind_of_item(item, _CODES)
    fields: dict[str, list[str]] = {}
    for tag, value in written_fields(kept(item, _FIDELITY), kind):
        fields.setdefault(_spelled(tag), []).append(_value(tag, kind.code, value))
    start, end = (fields.pop(tag, [""])[0] for tag in ("SP", "EP"))
    if start:
        fields["SP"] = [f"{start}-{end}" if end else start]
    parts = (
        '<database name="citekit">citekit</database>',
        '<source-app name="citekit">citekit</source-app>',
        f"<rec-number>{number}</rec-number>",
        f'<foreign-keys><key app="citekit">{_escaped(one_line(item.id))}</key></foreign-keys>',
        f'<ref-type name="{_escaped(kind.name)}">{kind.number}</ref-type>',
        _group("contributors", *(_group(tag, *_all("author", of, fields)) for tag, of in _NAMES.items())),
        _group("titles", *(part for tag, of in _TITLES.items() for part in _all(tag, of, fields))),
        _group("periodical", *(_all("full-title", "T2", fields) if kind.code in _NUMBERED else ())),
        *(part for tag, of in _FIELDS.items() for part in _all(tag, of, fields)),
        *_all("number", "number", fields),
        _group("keywords", *_all("keyword", "KW", fields)),
        _group("dates", *_all("year", "PY", fields), _group("pub-dates", *_all("date", "DA", fields))),
        _group("urls", _group("related-urls", *_all("url", "UR", fields))),
    )
    return "<record>\n" + "\n".join(part for part in parts if part) + "\n</record>\n"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _group(tag: str, *parts: str) -> str:
    """Return an element around others, empty if there are none."""
    inner = "".join(parts)
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _all(tag: str, of: str, fields: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (f"<{tag}>{value}</{tag}>" for value in fields.get(of, ()))


def _spelled(tag: str) -> str:
    """Return the name under which `_written` finds a field: EndNote has fewer of them than RIS."""
    if tag == "ED":
        return "A3"
    return "number" if tag in {"IS", "M1"} else tag


def _value(tag: str, code: str, value: str) -> str:
    """Return the content of an element: a date in EndNote's words, a text in its styles."""
    if tag == "DA" or kind_of(FIELDS[code].get(tag, "")) is Variable.DATE:
        slashed = _SLASHED.fullmatch(value)
        if slashed and slashed[1]:
            year, month, day, season = slashed.groups()
            value = season or "-".join(part for part in (year, month, day) if part)
    runs = runs_of(value) if "<" in value and tag not in _VERBATIM else [(frozenset[str](), value)]
    if not any(faces for faces, _ in runs):
        return _escaped("".join(text for _, text in runs))
    return "".join(
        f'<style face="{_face(faces)}" font="default" size="100%">{_escaped(text)}</style>'
        for faces, text in runs
    )


def _face(faces: frozenset[str]) -> str:
    return " ".join(name for name, tag in FACES.items() if tag in faces) or "normal"


def _has(code: str, tag: str) -> bool:
    """Whether EndNote has a field: not the archive's shelfmark, and one number where RIS has two."""
    if tag == "ED":
        return SECOND_ROLES.get(code, {}).get("A3") == "editor"
    if tag == "IS":
        return code in _NUMBERED or _number_tag(code) == "IS"
    if tag == "M1":
        return code not in _NUMBERED
    return tag != "AV"


def _comes_back(text: str) -> str:
    return text_of(runs_of(inline_of_publisher(text)))


_CODES: Final = {"speech": "CONF", "musical_score": "SOUND"}
"""Types that RIS tells apart, and EndNote does not."""

_FIDELITY: Final = fidelity(Spelling(_has, frozenset({*_FIELDS.values(), "TT"}), _comes_back, codes=_CODES))

FORMAT: Final = Format(
    name="endnote-xml",
    title="EndNote XML",
    description="EndNote XML, of EndNote, Zotero and Mendeley",
    extensions=(".xml", ".enl.xml"),
    recognise=lambda head: _BEGINS.match(head) is not None,
    read=read,
    write=write,
    fidelity=_FIDELITY,
)
