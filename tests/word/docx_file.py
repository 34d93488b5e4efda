"""Word documents made from small pieces of XML, in the shapes in which programs write them."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PART_OF_FLAT = re.compile(
    rb'<pkg:part pkg:name="/([^"]+)"(?: pkg:contentType="([^"]+)")?[^>]*>'
    rb"<pkg:xmlData>(.*?)</pkg:xmlData></pkg:part>",
    re.DOTALL,
)
_BODY_PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    setting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{setting}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph; what is no XML is the text of a run."""
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    setting = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{setting}{inner}</w:p>"


def mark(kind: str, data: bytes = b"") -> str:
    """Return the mark of a field in a run of its own."""
    inner = f'<w:fldData xml:space="preserve">{base64.encodebytes(data).decode()}</w:fldData>' if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def instruction(text: str, pieces: int = 1) -> str:
    """Return an instruction, cut into so many runs as Word does wherever the format changes."""
    size = max(1, -(-len(text) // pieces))
    return "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(text[place : place + size])}</w:instrText></w:r>'
        for place in range(0, len(text), size)
    )


def field(text: str, result: str, *, data: bytes = b"", inside: str = "", pieces: int = 1) -> str:
    """Return a field with its marks; ``inside`` stands in its instruction."""
    shown = result if result.startswith("<") else run(result)
    return f"{mark('begin', data)}{instruction(text, pieces)}{inside}{mark('separate')}{shown}{mark('end')}"


def control(tag: str, content: str, properties: str = "") -> str:
    """Return a content control."""
    named = f"<w:tag w:val={quoteattr(tag)}/>" if tag else ""
    return f"<w:sdt><w:sdtPr>{named}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def zotero(items: list[dict[str, object]], shown: str, *, pieces: int = 3, **properties: object) -> str:
    """Return a citation as Zotero's plug-in for Word writes it."""
    data = {
        "citationID": "a1B2c3",
        "properties": {"formattedCitation": shown, "plainCitation": shown, "noteIndex": 0, **properties},
        "citationItems": items,
        "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json",
    }
    text = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(data, ensure_ascii=False)} "
    return field(text, shown, pieces=pieces)


def mendeley(items: list[dict[str, object]], shown: str, **mendeley_: object) -> str:
    """Return a citation as Mendeley Desktop writes it."""
    data = {
        "citationItems": items,
        "mendeley": {
            "formattedCitation": shown,
            "plainTextFormattedCitation": shown,
            "previouslyFormattedCitation": shown,
            **mendeley_,
        },
        "properties": {"noteIndex": 0},
        "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json",
    }
    return field(f"ADDIN CSL_CITATION {json.dumps(data)}", shown)


def mendeley_cite(items: list[dict[str, object]], shown: str, *, overridden: bool = False) -> str:
    """Return a citation as the add-in Mendeley Cite writes it."""
    data = {
        "citationID": "MENDELEY_CITATION_7c3d",
        "properties": {"noteIndex": 0},
        "isEdited": False,
        "manualOverride": {
            "isManuallyOverridden": overridden,
            "citeprocText": shown,
            "manualOverrideText": "",
        },
        "citationItems": items,
    }
    packed = base64.b64encode(json.dumps(data).encode()).decode()
    return control(f"MENDELEY_CITATION_v3_{packed}", run(shown))


def words_own(text: str, shown: str) -> str:
    """Return a citation as Word itself writes it."""
    return control("", field(f" {text} ", shown), '<w:id w:val="-1207253012"/><w:citation/>')


def docx(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    properties: Mapping[str, str] | None = None,
    sources: str = "",
    links: Mapping[str, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
    namespace: str = W,
) -> bytes:
    """Return a document. ``parts`` holds the content of further parts by their relationship's kind.

    ``properties`` are those of ``docProps/custom.xml``, ``sources`` what stands in ``b:Sources``, ``links``
    the addresses of hyperlinks by their ids, ``extra`` further files of the package.
    """
    members: dict[str, bytes] = {
        "[Content_Types].xml": _content_types(("document", *(parts or {}))),
        "word/document.xml": _part("document", f"<w:body>{body}<w:sectPr/></w:body>", namespace),
    }
    package = {"rId1": f'Type="{R}/officeDocument" Target="word/document.xml"'}
    related = {}
    for kind, content in (parts or {}).items():
        assert kind in _BODY_PARTS
        members[f"word/{kind}.xml"] = _part(kind, content, namespace)
        related[f"rId{kind}"] = f'Type="{R}/{kind}" Target="{kind}.xml"'
    for id_, address in (links or {}).items():
        related[id_] = f'Type="{R}/hyperlink" Target={quoteattr(address)} TargetMode="External"'
    if sources:
        members["customXml/item1.xml"] = (
            '<b:Sources SelectedStyle="\\APASixthEditionOfficeOnline.xsl" StyleName="APA" Version="6" '
            'xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" '
            f'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">{sources}</b:Sources>'
        ).encode()
        related["rIdSources"] = f'Type="{R}/customXml" Target="../customXml/item1.xml"'
    if properties:
        members["docProps/custom.xml"] = _custom(properties)
        package["rId2"] = f'Type="{R}/custom-properties" Target="docProps/custom.xml"'
    members["_rels/.rels"] = _relationships(package)
    members["word/_rels/document.xml.rels"] = _relationships(related)
    members.update(extra or {})
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file that holds ``members``, under exactly these names."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = ZipInfo()
            member.filename = name
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, data)
    return file.getvalue()


def packed(data: bytes) -> bytes:
    """Return the document that Word saved in one XML file (*Flat OPC*) as a zip file."""
    parts = [(name.decode(), type_.decode(), part) for name, type_, part in _PART_OF_FLAT.findall(data)]
    assert parts, "a file in Flat OPC"
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{type_}"/>' for name, type_, _ in parts if type_
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )
    return zipped({"[Content_Types].xml": types.encode(), **{name: part for name, _, part in parts}})


def _part(kind: str, content: str, namespace: str) -> bytes:
    names = _NAMES.replace(W, namespace)
    return f"{_DECLARATION}<w:{kind} {names}>{content}</w:{kind}>".encode()


def _content_types(kinds: Iterable[str]) -> bytes:
    """Return what says of which type each part is; LibreOffice and Word open no document without it."""
    known = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{known}.'
        f'{"document.main" if kind == "document" else kind}+xml"/>'
        for kind in kinds
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    ).encode()


def _relationships(related: Mapping[str, str]) -> bytes:
    inner = "".join(f'<Relationship Id="{id_}" {rest}/>' for id_, rest in related.items())
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _custom(properties: Mapping[str, str]) -> bytes:
    inner = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{inner}</Properties>'
    ).encode()


def chunks(name: str, value: str) -> dict[str, str]:
    """Return a property cut into pieces of 255 characters, the longest that Word takes."""
    pieces = range(0, len(value), 255)
    return {f"{name}_{number}": value[place : place + 255] for number, place in enumerate(pieces, start=1)}
