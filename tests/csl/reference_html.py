"""The HTML of citeproc-js, which the yardsticks compare with, byte for byte.

Not an output form of citekit: that one writes better HTML.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.markup.tree import Block, Display, Format, Markup, Styled, Text

__all__ = ["write_bibliography_entry", "write_html", "write_plain", "write_rtf"]

_TAGS: Final = {
    Format.ITALIC: ("<i>", "</i>"),
    Format.OBLIQUE: ("<em>", "</em>"),
    Format.NORMAL_STYLE: ('<span style="font-style:normal;">', "</span>"),
    Format.BOLD: ("<b>", "</b>"),
    Format.LIGHT: ("", ""),
    Format.NORMAL_WEIGHT: ('<span style="font-weight:normal;">', "</span>"),
    Format.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Format.NORMAL_VARIANT: ('<span style="font-variant:normal;">', "</span>"),
    Format.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
    Format.NO_DECORATION: ('<span style="text-decoration:none;">', "</span>"),
    Format.SUPERSCRIPT: ("<sup>", "</sup>"),
    Format.SUBSCRIPT: ("<sub>", "</sub>"),
    Format.BASELINE: ('<span style="baseline">', "</span>"),
}
_RTF: Final = {
    Format.ITALIC: ("{\\i{}", "}"),
    Format.OBLIQUE: ("{\\i{}", "}"),
    Format.NORMAL_STYLE: ("{\\i0{}", "}"),
    Format.BOLD: ("{\\b{}", "}"),
    Format.LIGHT: ("", ""),
    Format.NORMAL_WEIGHT: ("{\\b0{}", "}"),
    Format.SMALL_CAPS: ("{\\scaps ", "}"),
    Format.NORMAL_VARIANT: ("{\\scaps0{}", "}"),
    Format.UNDERLINE: ("{\\ul{}", "}"),
    Format.NO_DECORATION: ("", ""),
    Format.SUPERSCRIPT: ("\\super ", "\\nosupersub{}"),
    Format.SUBSCRIPT: ("\\sub ", "\\nosupersub{}"),
    Format.BASELINE: ("", ""),
}
_BLOCKS: Final = {
    Display.BLOCK: ('\n\n    <div class="csl-block">', "</div>\n"),
    Display.LEFT_MARGIN: ('\n    <div class="csl-left-margin">', "</div>"),
    Display.RIGHT_INLINE: ('<div class="csl-right-inline">', "</div>\n  "),
    Display.INDENT: ('<div class="csl-indent">', "</div>\n  "),
}
_RTF_BLOCKS: Final = {
    Display.BLOCK: ("\\line{}", "\\line\r\n"),
    Display.LEFT_MARGIN: ("", "\\tab "),
    Display.RIGHT_INLINE: ("", "\r\n"),
    Display.INDENT: ("\n\\tab ", "\\line\r\n"),
}
_PLAIN_BLOCKS: Final = {
    Display.BLOCK: ("\n", ""),
    Display.LEFT_MARGIN: ("", ""),
    Display.RIGHT_INLINE: (" ", ""),
    Display.INDENT: ("\n    ", ""),
}
_SUPERSCRIPTS: Final = dict(
    zip(
        "ª²³¹ºʰʱʲʳʴʵʶʷʸˠˡˢˣˤᴬᴭᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾᴿᵀᵁᵂᵃᵄᵅᵆᵇᵈᵉᵊᵋᵌᵍᵏᵐᵑᵒᵓᵔᵕᵖᵗᵘᵙᵚᵛᵜᵝᵞᵟᵠᵡ⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ",
        "a231ohɦjrɹɻʁwyɣlsxʕAÆBDEƎGHIJKLMNOȢPRTUWaɐɑᴂbdeəɛɜgkmŋoɔᴖᴗptuᴝɯvᴥβγδφχ0i456789+−=()n",
        strict=True,
    )
)
_SUPERSCRIPTS.update(zip("㆒㆓㆔㆕㆖㆗㆘㆙㆚㆛㆜㆝㆞㆟ˀˁۥۦ", "一二三四上中下甲乙丙丁天地人ʔʕوي", strict=True))
_SUPERSCRIPTS.update({"℠": "SM", "™": "TM"})
_SUPERSCRIPT: Final = re.compile(f"[{''.join(_SUPERSCRIPTS)}]")


def _escape(text: str) -> str:
    text = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    text = re.sub(r"\s\s", "\u00a0 ", text)
    return _SUPERSCRIPT.sub(lambda match: f"<sup>{_SUPERSCRIPTS[match.group()]}</sup>", text)


def write_html(markup: Markup, *, links: bool = False) -> str:
    """Return ``markup`` as citeproc-js writes it; with ``links`` as it does under wrap_url_and_doi."""
    parts = []
    for node in markup:
        if isinstance(node, Text):
            parts.append(_escape(node.text))
            continue
        inner = write_html(node.children, links=links)
        if isinstance(node, Styled):
            start, end = _TAGS[node.format]
            parts += (start, inner, end)
        elif isinstance(node, Block):
            start, end = _BLOCKS[node.display]
            parts += (start, inner, end)
        elif links:
            parts.append(f'<a href="{_escape(node.url)}">{inner}</a>')
        else:
            parts.append(inner)
    return "".join(parts)


def write_rtf(markup: Markup) -> str:
    """Return ``markup`` as citeproc-js writes RTF."""
    parts = []
    for node in markup:
        if isinstance(node, Text):
            parts.append(_escape_rtf(node.text))
        elif isinstance(node, Styled):
            start, end = _RTF[node.format]
            parts += (start, write_rtf(node.children), end)
        elif isinstance(node, Block):
            start, end = _RTF_BLOCKS[node.display]
            parts.append(f"{start}{write_rtf(node.children)}{end}")
        else:
            parts.append(write_rtf(node.children))
    return "".join(parts)


def write_plain(markup: Markup) -> str:
    """Return ``markup`` as citeproc-js writes plain text."""
    parts = []
    for node in markup:
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Block):
            start, end = _PLAIN_BLOCKS[node.display]
            parts.append(f"{start}{write_plain(node.children)}{end}")
        else:
            parts.append(write_plain(node.children))
    return "".join(parts)


def _escape_rtf(text: str) -> str:
    text = re.sub(r"([\\{}])", r"\\\1", text).replace("\t", "\\tab{}")
    text = _SUPERSCRIPT.sub(lambda match: f"\\super {_SUPERSCRIPTS[match.group()]}\\nosupersub{{}}", text)
    return re.sub(r"[\x7f-\uffff]", lambda match: f"\\uc0\\u{ord(match.group())}{{}}", text)


def write_bibliography_entry(markup: Markup, *, links: bool = False) -> str:
    """Return one bibliography entry as citeproc-js writes it."""
    return f'  <div class="csl-entry">{write_html(markup, links=links)}</div>\n'
