r"""Which fields and content controls of a document are citations, of which program, and of what.

The forms are those that the programs write: Zotero ``ADDIN ZOTERO_ITEM CSL_CITATION {json}``, also with
bookmarks and properties instead of fields; Mendeley Desktop ``ADDIN CSL_CITATION {json}``; Mendeley Cite a
content control whose tag is ``MENDELEY_CITATION_v3_`` and base64 of JSON; EndNote ``ADDIN EN.CITE`` with XML
after it, beside it, or in a field ``EN.CITE.DATA`` inside of it; Word ``CITATION Tag \p 22`` (ISO/IEC
29500-1, 17.16.5.8) with its works in a part of their own; Citavi, whose data only Citavi reads.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from citekit.errors import UnreadableText
from citekit.word.field_stack import chunked
from citekit.word.names import PREFIXES
from citekit.word.story import Control, Document, Field, Story
from citekit.xml_text import XmlElement, read_xml

__all__ = [
    "EmbeddedCitation",
    "EmbeddedCite",
    "Tool",
    "find_citations",
    "named_style",
]


class Tool(StrEnum):
    """The program that put a citation into a document, by the name that people know it by."""

    ZOTERO = "Zotero"
    MENDELEY = "Mendeley Desktop"
    MENDELEY_CITE = "Mendeley Cite"
    ENDNOTE = "EndNote"
    WORD = "Word"
    CITAVI = "Citavi"
    OTHER = "another program"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedCite:
    """One work of a citation, with what the document knows of it.

    ``data`` is the work as CSL-JSON, ``record`` as an EndNote XML record; both are None where only ``id``
    says which it is: the tag of one of Word's own sources, or the number of a record in an EndNote library
    that is not here.
    """

    id: str
    uris: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None
    record: bytes | None = None
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedCitation:
    """A citation of a program in a document.

    It is a ``field`` or a ``control`` of the ``story``. ``shown`` is the text that stands there now,
    ``plain`` the text that the program last put there, empty where it does not say. ``overridden`` says that
    the program knows that somebody typed over it. ``fault`` says in words why ``cites`` is empty.
    """

    tool: Tool
    story: Story
    field: Field | None
    control: Control | None
    shown: str
    cites: tuple[EmbeddedCite, ...]
    plain: str = ""
    overridden: bool = False
    fault: str = ""

    @property
    def paragraph(self) -> int:
        """The number of the paragraph in which it begins."""
        first = self.field.first if self.field else self.control.first if self.control else 1
        return max(first, 1)


@dataclass(frozen=True, slots=True)
class _Payload:
    """What the data of one citation say."""

    cites: tuple[EmbeddedCite, ...] = ()
    plain: str = ""
    overridden: bool = False
    fault: str = ""


_MENDELEY_CITE: Final = re.compile(r"MENDELEY_CITATION_v\d+_(.*)", re.DOTALL)
_INSTRUCTION: Final = re.compile(r"\s*(?:ADDIN\s+)?(\S+)(?:\s+(\S+))?")
_WORDS: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\[A-Za-z*#@])|([^\s"\\]+)')
_DECODER: Final = json.JSONDecoder(strict=False, parse_float=str, parse_constant=lambda _: None)
_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_DAMAGED: Final = "its data are damaged"
_NO_DATA: Final = "it carries no data"


def find_citations(document: Document) -> Iterator[EmbeddedCitation]:
    """Yield the citations of all programs, story by story, those of one story in order."""
    for story in document.stories:
        found = [*_of_fields(story), *_of_controls(story)]
        yield from sorted(found, key=_start)


def named_style(document: Document) -> str:
    """Return the style that the document is set in, as its program names it, empty if it does not.

    It is the address of a CSL style for Zotero and Mendeley, and a name for EndNote and Word.
    """
    for text in (
        _attribute(chunked(document.properties, "ZOTERO_PREF"), "style", "id"),
        chunked(document.properties, "Mendeley Citation Style"),
        _style_of_extension(document.extensions.get("MENDELEY_CITATIONS_STYLE", "")),
        _content(document.variables.get("EN.Layout", ""), "Style"),
    ):
        if text:
            return text
    for _, data in document.sources:
        name = _attribute(data, "b:Sources", "StyleName")
        if name and next(find_citations(document), None):
            return name
    return ""


def _start(citation: EmbeddedCitation) -> int:
    return citation.field.start if citation.field else citation.control.start if citation.control else 0


def _of_fields(story: Story) -> Iterator[EmbeddedCitation]:
    inside: dict[int, list[Field]] = {}
    for field in story.fields:
        if field.parent is not None:
            inside.setdefault(field.parent, []).append(field)
    for field in story.fields:
        found = _INSTRUCTION.match(field.instruction)
        first, second = (found[1], found[2] or "") if found else ("", "")
        if first in ("ZOTERO_ITEM", "CSL_CITATION"):
            tool = Tool.ZOTERO if first == "ZOTERO_ITEM" else Tool.MENDELEY
            payload = _csl(field.instruction, from_zotero=tool is Tool.ZOTERO)
        elif first == "EN.CITE" or first.startswith("EN.CITE<"):
            tool, payload = Tool.ENDNOTE, _endnote(field, inside.get(field.number, ()))
        elif first == "CITATION" and second:
            tool, payload = Tool.WORD, _Payload(tuple(_words_own(field.instruction)))
        elif first.startswith("CitaviPlaceholder"):
            tool, payload = Tool.CITAVI, _Payload(fault="only Citavi can read its data")
        elif first in ("REFMGR.CITE", "PAPERS2_CITATIONS", "RW.CITE", "paperpile_citation"):
            tool, payload = Tool.OTHER, _Payload(fault=f"citekit does not read the data of {first}")
        else:
            continue
        yield _citation(tool, story, payload, field=field, shown=story.results.get(field.number, ""))


def _of_controls(story: Story) -> Iterator[EmbeddedCitation]:
    for control in story.controls:
        found = _MENDELEY_CITE.match(control.tag)
        if found:
            payload = _mendeley_cite(found[1])
            shown = story.control_text(control)
            yield _citation(Tool.MENDELEY_CITE, story, payload, control=control, shown=shown)


def _citation(
    tool: Tool,
    story: Story,
    payload: _Payload,
    *,
    shown: str,
    field: Field | None = None,
    control: Control | None = None,
) -> EmbeddedCitation:
    return EmbeddedCitation(
        tool=tool,
        story=story,
        field=field,
        control=control,
        shown=shown,
        cites=payload.cites,
        plain=payload.plain,
        overridden=payload.overridden,
        fault=payload.fault or ("" if payload.cites else _NO_DATA),
    )


# --- CSL-JSON: Zotero and both Mendeleys


def _csl(instruction: str, *, from_zotero: bool) -> _Payload:
    data = _decode(instruction[instruction.find("CSL_CITATION") :])
    if data is None:
        return _Payload(fault=_DAMAGED)
    properties = _mapping(data.get("properties"))
    mendeley = _mapping(data.get("mendeley"))
    plain = properties.get("plainCitation") or mendeley.get("plainTextFormattedCitation") or ""
    overridden = bool(properties.get("dontUpdate")) if from_zotero else bool(mendeley.get("manualFormatting"))
    return _Payload(tuple(_csl_cites(data)), _MARKUP.sub("", str(plain)), overridden)


def _mendeley_cite(text: str) -> _Payload:
    packed = text.translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        decoded = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return _Payload(fault=_DAMAGED)
    data = _decode(decoded)
    if data is None:
        return _Payload(fault=_DAMAGED)
    override = _mapping(data.get("manualOverride"))
    return _Payload(
        tuple(_csl_cites(data)),
        str(override.get("citeprocText") or ""),
        override.get("isManuallyOverridden") is True,
    )


def _decode(text: str) -> Mapping[str, Any] | None:
    """Return the first JSON object in ``text``; OpenDocument puts further marks after it."""
    start = text.find("{")
    if start < 0:
        return None
    try:
        value, _ = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return _mapping(value)


def _csl_cites(data: Mapping[str, Any]) -> Iterator[EmbeddedCite]:
    items = data.get("citationItems")
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, Mapping):
            continue
        work = item.get("itemData")
        uris = item.get("uris") or item.get("uri") or ()
        yield EmbeddedCite(
            id=_text(item.get("id")),
            uris=(uris,) if isinstance(uris, str) else tuple(uri for uri in uris if isinstance(uri, str)),
            data=work if isinstance(work, Mapping) else None,
            locator=_text(item.get("locator")),
            label=_text(item.get("label")),
            prefix=_text(item.get("prefix")),
            suffix=_text(item.get("suffix")),
            suppress_author=item.get("suppress-author") is True,
        )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


# --- EndNote


def _endnote(field: Field, inside: Sequence[Field]) -> _Payload:
    candidates: list[bytes] = []
    for one in (field, *inside):
        start = one.instruction.find("<EndNote")
        if start >= 0:
            candidates.append(one.instruction[start:].strip().encode("utf-8", "replace"))
        if one.data:
            candidates.append(one.data.strip(b"\0 \r\n\t"))
    for data in candidates:
        try:
            root = read_xml(data, name="EndNote")
        except UnreadableText:
            continue
        shown = root.child("Cite")
        display = shown.child("DisplayText") if shown else None
        cites = tuple(_endnote_cite(cite, data) for cite in root.named("Cite"))
        if cites:
            return _Payload(cites, display.content() if display else "")
    return _Payload(fault=_DAMAGED if candidates else _NO_DATA)


def _endnote_cite(cite: XmlElement, data: bytes) -> EmbeddedCite:
    values = {child.tag: child.content() for child in cite.children if child.tag != "record"}
    record = cite.child("record")
    keys = [key.get("db-id") for key in record.walk() if key.tag == "key"] if record else []
    number = values.get("RecNum", "")
    return EmbeddedCite(
        id=number or values.get("IDText", ""),
        uris=(f"endnote:{keys[0]}/{number}",) if keys and keys[0] and number else (),
        record=data[record.start : record.end(data)] if record else None,
        locator=values.get("Pages", ""),
        prefix=values.get("Prefix", ""),
        suffix=values.get("Suffix", ""),
        suppress_author=cite.get("ExcludeAuth") == "1",
    )


# --- Word's own


def _words_own(instruction: str) -> Iterator[EmbeddedCite]:
    r"""Yield the works of a CITATION field; ``\m`` begins the next one."""
    works: list[dict[str, str]] = []
    switch = r"\m"
    for found in list(_WORDS.finditer(instruction))[1:]:
        word, given = found[1] or found[3] or "", found[2]
        if given:
            switch = given
            if works:
                works[-1].setdefault(switch, "")
        elif switch == r"\m":
            works.append({"tag": word})
            switch = ""
        elif works and switch:
            works[-1][switch] = word
            switch = ""
    for work in works:
        yield EmbeddedCite(
            id=work["tag"],
            locator=work.get(r"\p", ""),
            label="page" if work.get(r"\p") else "",
            prefix=work.get(r"\f", ""),
            suffix=work.get(r"\s", ""),
            suppress_author=r"\n" in work,
        )


# --- the style


def _style_of_extension(text: str) -> str:
    with suppress(ValueError, RecursionError):
        value = json.loads(text)
        if isinstance(value, str):
            return value
        return _text(_mapping(value).get("id"))
    return ""


def _tree(data: str | bytes) -> XmlElement | None:
    if not data.strip():
        return None
    with suppress(UnreadableText):
        return read_xml(data, name="style", prefixes=PREFIXES)
    return None


def _attribute(data: str | bytes, tag: str, name: str) -> str:
    root = _tree(data)
    return next((one.get(name) for one in root.walk() if one.tag == tag), "") if root else ""


def _content(data: str, tag: str) -> str:
    root = _tree(data)
    return next((one.content() for one in root.walk() if one.tag == tag), "") if root else ""
