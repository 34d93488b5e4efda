"""Word papers as students hand them in: one text, in the shapes that Word and its users give to it.

The text (tests/cases/checks/student_paper.md) is right but for the errors that `ERRORS` names; in each shape
these must be found, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.word.docx_file import control, docx, field, instruction, mark, paragraph, run

__all__ = ["ERRORS", "SHAPES", "UNINDENTED"]

ERRORS: Final[Mapping[str, str]] = {
    "and-or-ampersand": "(Diekelmann and Born, 2010)",
    "year-differs": "(Walker, 2016)",
    "not-in-list": "(Ekirch, 2005)",
    "never-cited": "Wahlstrom",
}
"""The check that finds each error, and words at which it is found."""
UNINDENTED: Final = frozenset(("plain", "typed by hand"))
"""The shapes whose references have no hanging indent, which is an error of its own."""

_CASE: Final = Path(__file__).parents[1] / "cases" / "checks" / "student_paper.md"
_BODY, _LIST = (
    tuple(half.strip().split("\n\n")) for half in _CASE.read_text("utf-8").split("\n# References\n")
)
_TITLE, _TEXT, _REFERENCES = _BODY[0].removeprefix("# "), _BODY[1:], _LIST
_HANGING: Final = '<w:ind w:left="720" w:hanging="720"/>'
_CENTRED: Final = '<w:jc w:val="center"/>'
_TOGGLES: Final = {"i": "<w:i/><w:iCs/>", "b": "<w:b/>"}


def _runs(text: str, size: int = 0) -> str:
    """Return ``text`` as runs, italic between ``*``, and cut after ``size`` characters, as Word cuts."""
    pieces = []
    for number, piece in enumerate(text.split("*")):
        setting = _TOGGLES["i"] if number % 2 else ""
        step = size or len(piece) or 1
        pieces += [run(piece[at : at + step], setting) for at in range(0, len(piece), step)]
    return "".join(pieces)


def _plain() -> bytes:
    """Typed with nothing but Enter and Bold: no styles, no indents."""
    body = [paragraph(run(_TITLE, _TOGGLES["b"]), properties=_CENTRED)]
    body += [paragraph(_runs(text)) for text in _TEXT]
    body.append(paragraph(run("References", _TOGGLES["b"])))
    body += [paragraph(_runs(text)) for text in _REFERENCES]
    return docx("".join(body))


def _cut_anywhere() -> bytes:
    """Runs cut by the spelling checker and by revisions, with its marks between them."""
    spelling = '<w:proofErr w:type="spellStart"/>'
    body = [paragraph(run(_TITLE), properties='<w:pStyle w:val="Title"/>')]
    body += [
        paragraph(spelling, _runs(text, 3), '<w:bookmarkStart w:id="1" w:name="_GoBack"/>') for text in _TEXT
    ]
    body.append(
        paragraph(_runs("Refe*r*ences".replace("*", ""), 4), properties='<w:pStyle w:val="Heading1"/>')
    )
    body += [paragraph(_runs(text, 5), properties=_HANGING) for text in _REFERENCES]
    return docx("".join(body), parts={"styles": _STYLES})


def _typed_by_hand() -> bytes:
    """Hanging indents made with Enter-less line breaks and tabs, spaces that do not break, soft hyphens."""

    def broken(text: str) -> str:
        at = text.find(" ", 60)
        head, rest = text[:at], text[at + 1 :]
        stars = head.count("*") % 2
        head, rest = (f"{head}*", f"*{rest}") if stars else (head, rest)
        return f"{_runs(head)}<w:r><w:br/><w:tab/></w:r>{_runs(rest)}"

    body = [paragraph(_runs(_TITLE))]
    body += [
        paragraph("<w:r><w:tab/></w:r>", _runs(re.sub(r"(?<=,) (?=\d{4}\))", "\N{NO-BREAK SPACE}", text)))
        for text in _TEXT
    ]
    body.append(paragraph(run("References:", '<w:u w:val="single"/>')))
    body += [
        paragraph(broken(text).replace("adolescents", "adoles\N{SOFT HYPHEN}cents")) for text in _REFERENCES
    ]
    return docx("".join(body))


def _with_everything() -> bytes:
    """A table of contents, a text box, a comment, tracked changes, a content control, a page break."""
    toc = (
        f"<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr>{mark('begin')}{instruction(' TOC o ')}"
        f"{mark('separate')}{run('References')}<w:r><w:tab/></w:r>{run('3')}{mark('end')}</w:p>"
    )
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('Posters are not evidence.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    deleted = '<w:del w:id="9" w:author="Ann"><w:r><w:delText>(Nobody, 1999) </w:delText></w:r></w:del>'
    first, second, third = _TEXT
    body = [
        toc,
        paragraph(run(_TITLE), properties='<w:pStyle w:val="Heading1"/>'),
        paragraph(deleted, f'<w:ins w:id="8" w:author="Ann">{_runs(first[:40])}</w:ins>', _runs(first[40:])),
        paragraph(box, _runs(second)),
        paragraph(
            '<w:commentRangeStart w:id="3"/>', _runs(third), '<w:commentRangeEnd w:id="3"/>',
            '<w:r><w:commentReference w:id="3"/></w:r>',
        ),
        paragraph('<w:r><w:br w:type="page"/></w:r>'),
        paragraph(run("References"), properties='<w:pStyle w:val="Heading1"/>'),
        control("list", "".join([paragraph(_runs(text), properties=_HANGING) for text in _REFERENCES])),
        paragraph("Word count: ", field(" NUMWORDS ", "120")),
    ]  # fmt: skip
    comment = '<w:comment w:id="3" w:author="Ann"><w:p><w:r><w:t>(Ghost, 2001)?</w:t></w:r></w:p></w:comment>'
    return docx("".join(body), parts={"styles": _STYLES, "comments": comment})


def _as_a_list() -> bytes:
    """References as a bulleted list whose addresses Word has made links, in double spacing."""
    listed = '<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = [paragraph(run(_TITLE), properties='<w:pStyle w:val="Title"/>')]
    body += [paragraph(_runs(text), properties='<w:spacing w:line="480"/>') for text in _TEXT]
    body.append(paragraph(run("REFERENCES"), properties=_CENTRED))
    for text in _REFERENCES:
        words, _, address = text.partition("https://")
        link = f'<w:hyperlink r:id="rId9">{run(f"https://{address}")}</w:hyperlink>' if address else ""
        body.append(paragraph(_runs(words), link, properties=listed))
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return docx(
        "".join(body),
        parts={"styles": _STYLES, "numbering": numbering},
        links={"rId9": "https://doi.org/10.1016/j.pcl.2011.03.003"},
    )


_STYLES: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{setting}</w:style>'
    for id_, name, setting in (
        ("Title", "Title", ""),
        ("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("TOC1", "toc 1", ""),
        ("ListParagraph", "List Paragraph", ""),
    )
)

SHAPES: Final[Mapping[str, Callable[[], bytes]]] = {
    "plain": _plain,
    "cut anywhere": _cut_anywhere,
    "typed by hand": _typed_by_hand,
    "with everything": _with_everything,
    "as a list": _as_a_list,
}
