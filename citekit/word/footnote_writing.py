"""New footnotes in a document, with all that Word wants of one that had none (ISO/IEC 29500-1, 17.11)."""

from __future__ import annotations

import re
from typing import Final

from citekit.word.names import PREFIXES
from citekit.word.package_editing import PackageEditor, add_child
from citekit.word.run_writing import Properties, write_run
from citekit.word.style_writing import FOOTNOTE_REFERENCE, FOOTNOTE_TEXT, StyleWriter
from citekit.xml_text import read_xml

__all__ = ["FootnoteWriter"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
    f'<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
    "</w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_SETTING: Final = '<w:footnotePr xmlns:w="{}"><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_AFTER_SETTING: Final = frozenset(
    (
        *("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema"),
        *("w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:forceUpgrade"),
        *("w:doNotAutoCompressPictures", "w:captions", "w:readModeInkLockDown", "w:smartTagType"),
        *("w:schemaLibrary", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol"),
        "w:listSeparator",
    )
)
"""What stands after ``w:footnotePr`` in the settings (17.15.1.78)."""
_KEPT: Final = frozenset({"w:rFonts", "w:sz", "w:szCs", "w:lang"})
"""What the mark of a note takes from the text before it."""
_NOTE: Final = re.compile(rb"""(<\w+:footnote\s[^>]*?\w+:id\s*=\s*["'])(-?\d+)(["'])""")
_REFERENCE: Final = re.compile(rb"""(<\w+:footnoteReference\s[^>]*?\w+:id\s*=\s*["'])(-?\d+)(["'])""")


class FootnoteWriter:
    """The footnotes of the document in ``editor``; `finish` puts the new ones in.

    ``part`` is the part that they stand in, made when it is first wanted.
    """

    def __init__(self, editor: PackageEditor, styles: StyleWriter) -> None:
        self._editor = editor
        self._namespace = _STRICT if editor.is_strict else _WORD
        self.part = editor.related("footnotes") or self._make()
        ids = [int(match[2]) for match in _NOTE.finditer(editor.read(self.part))]
        self._last = max([0, *ids])
        self._text = styles.id_of(FOOTNOTE_TEXT)
        self._mark = styles.id_of(FOOTNOTE_REFERENCE)
        self._notes: dict[str, list[str]] = {}

    def add(self, runs: str, *, before: str = "") -> int:
        """Add a note of these runs and return its id.

        ``before`` is the id of the note that comes next in the text, empty for none: LibreOffice takes notes
        in the order of the file and not by their ids.
        """
        self._last += 1
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self._mark}"/></w:rPr><w:footnoteRef/></w:r>'
        space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        self._notes.setdefault(before, []).append(
            f'<w:footnote xmlns:w="{self._namespace}" w:id="{self._last}">'
            f'<w:p><w:pPr><w:pStyle w:val="{self._text}"/></w:pPr>{mark}{space}{runs}</w:p></w:footnote>'
        )
        return self._last

    def mark(self, number: int, properties: Properties) -> str:
        """Return the run that refers to a note, in a text of these properties."""
        kept = [("w:rStyle", f'<w:rStyle w:val="{self._mark}"/>')]
        kept += [one for one in properties if one[0] in _KEPT]
        return write_run(f'<w:footnoteReference w:id="{number}"/>', kept)

    def finish(self) -> None:
        """Put the new notes among those that were there."""
        data = self._editor.read(self.part)
        root = read_xml(data, name=self.part, prefixes=PREFIXES)
        pieces: list[bytes] = []
        position = 0
        for note in root.named("w:footnote"):
            for xml in self._notes.pop(note.get("w:id"), ()):
                pieces += [data[position : note.start], xml.encode()]
                position = note.start
        pieces.append(data[position:])
        last = "".join(xml for notes in self._notes.values() for xml in notes)
        self._number(add_child(b"".join(pieces), last, name=self.part))

    def _number(self, notes: bytes) -> None:
        """Put ``notes`` in, their ids rising as they are referred to, as Word itself numbers them.

        For Word any ids will do; LibreOffice shows notes under each other's marks where they do not rise.
        """
        text = self._editor.read(self._editor.main)
        order = list(dict.fromkeys(match[2] for match in _REFERENCE.finditer(text)))
        if order != sorted(order, key=int):
            ids = {match[2] for match in _NOTE.finditer(notes)}
            unasked = sorted(ids - set(order), key=int)
            first = min(map(int, order))
            kept = [one for one in unasked if int(one) < first]
            order += unasked[len(kept) :]
            new = {old: b"%d" % number for number, old in enumerate(order, start=first)}
            text, notes = (
                pattern.sub(lambda match: match[1] + new.get(match[2], match[2]) + match[3], data)
                for pattern, data in ((_REFERENCE, text), (_NOTE, notes))
            )
            self._editor.write(self._editor.main, text)
        self._editor.write(self.part, notes)

    def _make(self) -> str:
        empty = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:footnotes xmlns:w="{self._namespace}">{_SEPARATORS}</w:footnotes>'
        )
        self._set_separators()
        return self._editor.add_part("footnotes", _TYPE, empty.encode(), file="footnotes.xml")

    def _set_separators(self) -> None:
        """Name the separators in the settings, where Word looks for them."""
        part = self._editor.related("settings")
        if not part:
            return
        data = self._editor.read(part)
        root = read_xml(data, name=part, prefixes=PREFIXES)
        if root.child("w:footnotePr"):
            return
        setting = _SETTING.format(self._namespace)
        after = next((child for child in root.children if child.tag in _AFTER_SETTING), None)
        if after is None:
            self._editor.write(part, add_child(data, setting, name=part))
        else:
            self._editor.write(part, data[: after.start] + setting.encode() + data[after.start :])
