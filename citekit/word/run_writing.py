"""Runs of text in the formats of the text around them (ISO/IEC 29500-1, 17.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

__all__ = ["Properties", "TextPiece", "escaped", "write_run", "write_runs"]

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Properties = Sequence[tuple[str, str]]
"""What stands in a ``w:rPr``: the name of each element, as ``w:i``, and its XML."""

_ORDER: Final = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
    *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing"),
    *("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText"),
    *("vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
"""The order that the schema wants (17.3.2.28)."""
_PLACE: Final = {f"w:{name}": place for place, name in enumerate(_ORDER)}
_FORMATS: Final[Mapping[str, Mapping[str, str]]] = {
    "italic": {"w:i": "<w:i/>", "w:iCs": "<w:iCs/>"},
    "bold": {"w:b": "<w:b/>", "w:bCs": "<w:bCs/>"},
    "small-caps": {"w:smallCaps": "<w:smallCaps/>"},
    "underline": {"w:u": '<w:u w:val="single"/>'},
    "superscript": {"w:vertAlign": '<w:vertAlign w:val="superscript"/>'},
    "subscript": {"w:vertAlign": '<w:vertAlign w:val="subscript"/>'},
}
_ESCAPES: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        **{code: None for code in range(0x20) if chr(code) not in "\t\n"},
        **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"),  # XML 1.0, 2.2
    }
)


class TextPiece(NamedTuple):
    """Characters that look alike: ``formats`` are those of `write_run`, ``link`` an address or ``#place``."""

    text: str
    formats: frozenset[str] = frozenset()
    link: str = ""


def escaped(text: str) -> str:
    """Return ``text`` as it stands in XML; what no XML can hold is left out."""
    return text.translate(_ESCAPES)


def write_run(inner: str, properties: Properties = (), formats: Iterable[str] = ()) -> str:
    """Return a run of the XML ``inner``.

    ``properties`` are those of the text around it; tracked changes of them are left out. ``formats`` are
    ``italic``, ``bold``, ``small-caps``, ``underline``, ``superscript`` and ``subscript``.
    """
    kept = {tag: xml for tag, xml in properties if tag in _PLACE}
    for format_ in formats:
        kept |= _FORMATS[format_]
    setting = "".join(kept[tag] for tag in sorted(kept, key=_PLACE.__getitem__))
    return f"<w:r><w:rPr>{setting}</w:rPr>{inner}</w:r>" if setting else f"<w:r>{inner}</w:r>"


def write_runs(
    pieces: Iterable[TextPiece], properties: Properties, relate: Callable[[str], str] | None
) -> str:
    """Return runs of text, one for each stretch that looks alike.

    ``relate`` gives the id of an address, None where no links may stand.
    """
    written: list[str] = []
    for link, group in groupby(pieces, key=lambda piece: piece.link if relate else ""):
        runs = "".join(
            write_run(_text("".join(piece.text for piece in alike)), properties, formats)
            for formats, alike in groupby(group, key=lambda piece: piece.formats)
        )
        if not link or relate is None:
            written.append(runs)
        elif link.startswith("#"):
            written.append(f'<w:hyperlink w:anchor="{escaped(link[1:])}" w:history="1">{runs}</w:hyperlink>')
        else:
            written.append(
                f'<w:hyperlink xmlns:r="{_RELATIONSHIPS}" r:id="{relate(link)}" w:history="1">'
                f"{runs}</w:hyperlink>"
            )
    return "".join(written)


def _text(text: str) -> str:
    lines = [f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n")]
    return "<w:br/>".join(lines)
