"""One part of a document with some of its text replaced: only the runs of that text change.

ISO/IEC 29500-1, 17.3.2. A run that is cut keeps its properties in both of its pieces; what else stands in it
(drawings, marks of fields and notes) stays. Where a part binds the prefix ``w`` to another namespace, new
elements bring their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.errors import CannotEdit
from citekit.word.names import PREFIXES
from citekit.word.run_writing import Properties, escaped
from citekit.word.story_reader import characters_of
from citekit.xml_text import XmlElement, iterate_xml

__all__ = ["Cut", "Replacement", "Splice", "edit_story", "end_of_body"]

_DEEPEST: Final = 160
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NEW: Final = re.compile(
    r"<w:(?:r|t|p|hyperlink|bookmarkStart|bookmarkEnd|sdt|ins|del|delText|commentRangeStart|commentRangeEnd"
    r"|commentReference)(?=[ >/])"
)
_BOUND: Final = re.compile(rb"""xmlns:w\s*=\s*["']([^"']*)["']""")
_NOTES: Final = frozenset({"w:footnoteReference", "w:endnoteReference"})


class Cut(NamedTuple):
    """The characters ``start`` to ``end`` of the ``w:r`` that begins at the byte ``run``.

    The mark of a note counts as one, and stays.
    """

    run: int
    start: int
    end: int


class Replacement(NamedTuple):
    """Text that goes, and the XML that comes in its place, made from the properties of its first run.

    ``old`` is the text as it was read, to be sure that it is the same that goes. ``keep`` makes of a run of
    deleted text what stays of it, where deletions are tracked (17.13.5.14).
    """

    cuts: tuple[Cut, ...]
    old: str
    write: Callable[[Properties], str]
    keep: Callable[[str], str] | None = None


class _Cutting(NamedTuple):
    """A cut of a replacement, which comes in at its first: ``comes`` is None at the others."""

    cut: Cut
    comes: Replacement | None
    keep: Callable[[str], str] | None


class Splice(NamedTuple):
    """Bytes of a part that give way to XML."""

    start: int
    end: int
    xml: str


def edit_story(
    data: bytes, replacements: Sequence[Replacement], splices: Sequence[Splice], *, name: str
) -> bytes:
    """Return the part ``data`` with its text replaced and its bytes spliced.

    Raises:
        CannotEdit: the text is not where it was read, or two changes meet in one place.
    """
    starts: dict[int, list[_Cutting]] = {}
    for replacement in replacements:
        for index, cut in enumerate(replacement.cuts):
            cutting = _Cutting(cut, None if index else replacement, replacement.keep)
            starts.setdefault(cut.run, []).append(cutting)
    gone: dict[int, str] = {}
    changes = [(splice.start, splice.end, _declared(splice.xml, data)) for splice in splices]
    for element in _runs(data, starts, name=name):
        runs = _Run(element, data)
        xml = runs.rewritten(sorted(starts[element.start], key=lambda one: one.cut[1:]))
        changes.append((element.start, element.end(data), _declared(xml, data)))
        gone[element.start] = runs.text
    for replacement in replacements:
        found = "".join(gone.get(cut.run, "")[cut.start : cut.end] for cut in replacement.cuts)
        if found != replacement.old:
            raise CannotEdit(name, f'the text "{replacement.old}" is not written plainly', "type it anew")
    pieces: list[bytes] = []
    position = 0
    for start, end, xml in sorted(changes, key=lambda change: change[:2]):
        if start < position:
            raise CannotEdit(name, "two changes meet in one run of text", "type the citation anew")
        pieces += [data[position:start], xml.encode()]
        position = end
    pieces.append(data[position:])
    return b"".join(pieces)


def end_of_body(data: bytes, *, name: str) -> int:
    """Return the byte before which a paragraph is the last of the document."""
    last = len(data)
    for element in iterate_xml(data, {"w:sectPr"}, name=name, prefixes=PREFIXES, deepest=_DEEPEST):
        last = element.start
        end = element.end(data)
        if re.match(rb"\s*</(?:\w+:)?body>", data[end : end + 100]):
            return last
    found = list(re.finditer(rb"</(?:\w+:)?body\s*>", data))
    return found[-1].start() if found else last


def _runs(data: bytes, starts: Mapping[int, object], *, name: str) -> Iterator[XmlElement]:
    if not starts:
        return
    for paragraph in iterate_xml(data, {"w:p"}, name=name, prefixes=PREFIXES, deepest=_DEEPEST):
        for element in paragraph.walk():
            if element.tag == "w:r" and element.start in starts:
                yield element


class _Atom(NamedTuple):
    """A child of a run: its XML, and the text that it shows, None where it shows none."""

    xml: str
    text: str | None
    stays: bool = False


class _Run:
    """A ``w:r`` with its children."""

    def __init__(self, element: XmlElement, data: bytes) -> None:
        first = element.children[0].start if element.children else element.close
        self.opening = data[element.start : first].decode()
        self.properties: Properties = ()
        self.setting = ""
        self.closing = data[element.close : element.end(data)].decode()
        self.atoms: list[_Atom] = []
        for child in element.children:
            xml = data[child.start : child.end(data)].decode()
            if child.tag == "w:rPr":
                self.setting = xml
                self.properties = tuple(
                    (one.tag, _with_prefix(data[one.start : one.end(data)].decode(), one.tag))
                    for one in child.children
                )
            elif child.tag in _NOTES:
                self.atoms.append(_Atom(xml, "\ufffc", stays=True))
            else:
                self.atoms.append(_Atom(xml, characters_of(child)))
        self.text = "".join([atom.text or "" for atom in self.atoms])

    def rewritten(self, cuts: Sequence[_Cutting]) -> str:
        """Return the runs that the element becomes, with what comes in between them."""
        writing = _Rewriting(self, cuts)
        position = 0
        for atom in self.atoms:
            writing.add(atom, position)
            position += len(atom.text or "")
        writing.come_in(position)
        writing.end_run()
        return "".join(writing.written)


class _Rewriting:
    """A run while it is written anew: ``kept`` are the children of the piece that is open."""

    def __init__(self, run: _Run, cuts: Sequence[_Cutting]) -> None:
        self.run = run
        self.cuts = cuts
        self.pending = list(cuts)
        self.written: list[str] = []
        self.kept: list[str] = []

    def end_run(self) -> None:
        if self.kept:
            run = self.run
            self.written.append(f"{run.opening}{run.setting}{''.join(self.kept)}{run.closing}")
            self.kept.clear()

    def come_in(self, upto: int) -> None:
        """Write what comes in at or before the character ``upto``."""
        while self.pending and self.pending[0].cut.start <= upto:
            replacement = self.pending.pop(0).comes
            if replacement:
                self.end_run()
                self.written.append(replacement.write(self.run.properties))

    def add(self, atom: _Atom, start: int) -> None:
        """Keep what of a child stays; its text begins at the character ``start``."""
        if not atom.text:
            self.kept.append(atom.xml)
            return
        end = start + len(atom.text)
        inner = {edge for cutting in self.cuts for edge in cutting.cut[1:] if start < edge < end}
        if atom.stays or not (inner or self.gone_by(start, end)):
            self.come_in(start)
            self.kept.append(atom.xml)
            return
        for first, last in pairwise(sorted({start, end, *inner})):
            self.come_in(first)
            gone_by = self.gone_by(first, last)
            if gone_by is None:
                self.kept.append(_text(self.run.text[first:last]))
            elif gone_by.keep:
                self.end_run()
                is_text = inner or atom.xml.rstrip().endswith("t>")
                inside = _text(self.run.text[first:last], "delText") if is_text else atom.xml
                run = self.run
                self.written.append(gone_by.keep(f"{run.opening}{run.setting}{inside}{run.closing}"))

    def gone_by(self, start: int, end: int) -> _Cutting | None:
        """Return what takes the characters ``start`` to ``end`` away, None if they stay."""
        return next((one for one in self.cuts if one.cut.start <= start and end <= one.cut.end), None)


def _text(text: str, tag: str = "t") -> str:
    return f'<w:{tag} xml:space="preserve">{escaped(text)}</w:{tag}>'


def _with_prefix(xml: str, tag: str) -> str:
    """Return a property under the prefix that new runs use, whatever the part calls it."""
    prefix = xml[1:].partition(":")[0] if ":" in xml.split(None, 1)[0] else ""
    if prefix == "w" or not tag.startswith("w:"):
        return xml
    return re.sub(rf"(</?|\s){re.escape(prefix)}:", r"\1w:", xml)


def _declared(xml: str, data: bytes) -> str:
    """Return new XML with what its prefix means, where the part does not say so itself."""
    bound = _BOUND.search(data, 0, 20_000)
    namespace = bound[1].decode() if bound else ""
    if namespace in (_WORD, _STRICT):
        return xml
    own = _STRICT if _STRICT.encode() in data[:20_000] else _WORD
    return _NEW.sub(lambda match: f'{match[0]} xmlns:w="{own}"', xml)
