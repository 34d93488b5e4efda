"""What a style says of itself, without reading the rest of it.

CSL 1.0.2, "Info" and "Style Structure".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from citekit.csl.model.style import StyleInfo
from citekit.csl.read.xml import XmlElement, read_xml
from citekit.errors import InvalidStyle

__all__ = ["read_info", "read_style_info"]

_END: Final = "</info>"


def read_style_info(text: str, *, name: str) -> StyleInfo:
    """Return what a style says of itself, dependent styles included.

    ``text`` is the style or so much of it as holds ``cs:info``. Reading stops there, so that ten thousand
    styles are listed in a second: later faults go unseen, and ``has_bibliography`` is whether the rest
    mentions one.

    Raises:
        InvalidStyle: what was read is not XML, not of a CSL style, or declares entities.
    """
    end = text.find(_END)
    if end < 0:
        return read_info(_style(text, name))
    head = f"{text[: end + len(_END)]}</style>"
    return replace(read_info(_style(head, name)), has_bibliography="<bibliography" in text[end:])


def _style(text: str, name: str) -> XmlElement:
    root = read_xml(text, name=name)
    if root.tag != "style":
        raise InvalidStyle(name, f"is no CSL style but <{root.tag}>", root.line)
    return root


def read_info(root: XmlElement) -> StyleInfo:
    """Return what the ``cs:style`` element ``root`` says of the style."""
    info = root.child("info") or XmlElement("info", {}, root.line)
    texts = {child.tag: " ".join(child.text.split()) for child in reversed(info.children)}
    rights = info.child("rights")
    licence = rights.get("license") if rights is not None else ""
    links = [(child.get("rel"), child.get("href")) for child in info.children if child.tag == "link"]
    categories = [child for child in info.children if child.tag == "category"]
    parent = next((href for rel, href in links if rel == "independent-parent"), "")
    return StyleInfo(
        id=texts.get("id", ""),
        title=texts.get("title", ""),
        short_title=texts.get("title-short", ""),
        citation_format=next((c.get("citation-format") for c in categories if c.get("citation-format")), ""),
        fields=tuple(c.get("field") for c in categories if c.get("field")),
        parent=parent.rstrip("/").rpartition("/")[2],
        class_=root.get("class", "in-text"),
        default_locale=root.get("default-locale"),
        has_bibliography=root.child("bibliography") is not None,
        updated=texts.get("updated", ""),
        documentation=tuple(href for rel, href in links if rel == "documentation"),
        rights=" ".join(
            part for part in (texts.get("rights", ""), f"({licence})" if licence else "") if part
        ),
        summary=texts.get("summary", ""),
    )
