"""A Word file as text that people can read and compare: a line for each paragraph, with what is set in it.

It reads the XML by itself, so that what citekit overlooks in a file is printed all the same. Two runs that
stand side by side have ``¦`` between them; what has properties, or is no text, stands in braces::

    Heading1: A heading
    So ¦{link #ref_doe: (Doe, 2005)}¦, {i: in italics}{footnote 2}.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tests.word.docx_file import R, W

_STORIES = ("document", "footnotes", "endnotes", "comments")
_NAMES = {W: "w", R: "r"}
_WITH_INNER = {
    "w:ins": "inserted",
    "w:del": "deleted",
    "w:smartTag": "smart tag",
    "w:txbxContent": "text box",
    "w:sdtContent": "control",
}
_MARKS = {"w:tab": "→", "w:br": "↵", "w:noBreakHyphen": "\u2011", "w:footnoteRef": "{number}"}
_SILENT = frozenset({"w:rPr", "w:pPr", "w:sdtPr", "w:tblPr", "w:tblGrid", "w:tcPr", "w:sectPr", "w:proofErr"})


def members(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def printed(before: bytes, after: bytes) -> str:
    """Return what the file ``after`` says, with the styles that ``before`` had not."""
    if before == after:
        return "The file as it was, byte for byte.\n"
    parts = members(after)
    old = members(before)
    lines = [f"New: {name}" for name in sorted(set(parts) - set(old))]
    lines += [f"Changed: {name}" for name in sorted(old) if parts.get(name) != old[name]]
    for story in _STORIES:
        part = parts.get(f"word/{story}.xml")
        if part:
            links = _relations(parts.get(f"word/_rels/{story}.xml.rels"))
            lines += ["", f"== {story} ==", *_lines(etree.fromstring(part), links)]
    had = set(_styles(old.get("word/styles.xml")))
    new = [line for line in _styles(parts.get("word/styles.xml")) if line not in had]
    lines += ["", "== new styles ==", *new] if new else []
    custom = parts.get("docProps/custom.xml")
    if custom:
        lines += ["", "== properties =="]
        lines += [f"{one.get('name')}: {''.join(one.itertext())}" for one in etree.fromstring(custom)]
    return "\n".join(lines) + "\n"


def _name(element: Any) -> str:
    name = etree.QName(element)
    return f"{_NAMES.get(name.namespace, '')}:{name.localname}"


def _value(element: Any, name: str, namespace: str = W) -> str:
    return str(element.get(f"{{{namespace}}}{name}", ""))


def _relations(data: bytes | None) -> dict[str, str]:
    return {one.get("Id"): one.get("Target") for one in etree.fromstring(data)} if data else {}


def _styles(data: bytes | None) -> Iterator[str]:
    for style in etree.fromstring(data) if data else ():
        if _name(style) == "w:style":
            inner = [
                _setting(one)
                for child in style
                for one in (child if _name(child) in ("w:pPr", "w:rPr") else (child,))
            ]
            yield f"{_value(style, 'type')} {_value(style, 'styleId')}: {', '.join(inner)}"


def _setting(element: Any) -> str:
    """Return an element of properties in a few words, as in ``ind left=480 hanging=480``."""
    attributes = dict(element.attrib)
    value = attributes.pop(f"{{{W}}}val", "")
    words = [etree.QName(element).localname + (f"={value}" if value else "")]
    words += [f"{etree.QName(name).localname}={value}" for name, value in attributes.items()]
    words += [_setting(child) for child in element]
    return " ".join(words)


def _lines(element: Any, links: dict[str, str]) -> Iterator[str]:
    """Return the paragraphs in ``element``, and what holds them, in the order of the file."""
    for child in element:
        name = _name(child)
        if name == "w:p":
            yield _paragraph(child, links)
        elif name in ("w:footnote", "w:endnote", "w:comment"):
            kind = _value(child, "type")
            yield f"-- {name[2:]} {_value(child, 'id')}{f', {kind}' if kind else ''}"
            yield from _lines(child, links)
        elif name == "w:tc":
            yield from (f"| {line}" for line in _lines(child, links))
        elif name not in _SILENT:
            yield from _lines(child, links)


def _paragraph(element: Any, links: dict[str, str]) -> str:
    settings = element.find(f"{{{W}}}pPr")
    words = [_setting(one) for one in settings] if settings is not None else []
    style = ", ".join(word.removeprefix("pStyle=") for word in words)
    return (f"{style}: " if style else "") + _inline(element, links)


def _inline(element: Any, links: dict[str, str]) -> str:
    pieces: list[str] = []
    after_run = False
    for child in element:
        name = _name(child)
        if name in _SILENT:
            continue
        text = _run(child, links) if name == "w:r" else _other(child, links)
        is_text = name == "w:r" and not text.startswith("{")
        if after_run and is_text:
            pieces.append("¦")
        after_run = is_text
        pieces.append(text)
    return "".join(pieces)


def _run(element: Any, links: dict[str, str]) -> str:
    settings = element.find(f"{{{W}}}rPr")
    format_ = ", ".join(_setting(one) for one in settings) if settings is not None else ""
    text = "".join(_piece(child, links) for child in element if _name(child) != "w:rPr")
    return f"{{{format_}: {text}}}" if format_ and text else text


def _piece(element: Any, links: dict[str, str]) -> str:
    name = _name(element)
    if name in ("w:t", "w:delText"):
        return element.text or ""
    if name == "w:instrText":
        return f"{{{(element.text or '')}}}"
    if name == "w:fldChar":
        return f"{{field {_value(element, 'fldCharType')}}}"
    if name in ("w:footnoteReference", "w:endnoteReference", "w:commentReference"):
        return f"{{{name[2:].removesuffix('Reference')} {_value(element, 'id')}}}"
    return _MARKS[name] if name in _MARKS else _other(element, links)


def _other(element: Any, links: dict[str, str]) -> str:
    name = _name(element)
    if name == "w:hyperlink":
        target = links.get(_value(element, "id", R), "nowhere") if _value(element, "id", R) else ""
        return f"{{link {target or '#' + _value(element, 'anchor')}: {_inline(element, links)}}}"
    if name in ("w:bookmarkStart", "w:commentRangeStart"):
        return f"{{{name[2:]} {_value(element, 'id')} {_value(element, 'name')}".rstrip() + "}"
    if name == "w:fldSimple":
        return f"{{field {_value(element, 'instr').strip()}: {_inline(element, links)}}}"
    if name in _WITH_INNER:
        author = _value(element, "author")
        inner = " / ".join(_lines(element, links)) if name == "w:txbxContent" else _inline(element, links)
        return f"{{{_WITH_INNER[name]}{f' by {author}' if author else ''}: {inner}}}"
    inner = _inline(element, links) if len(element) else ""
    number = _value(element, "id")
    return inner or f"{{{name.partition(':')[2]}{f' {number}' if number else ''}}}"
