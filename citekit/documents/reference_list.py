"""The list of references that somebody typed: where it stands, and where each reference begins.

Two splitters look at the lines: one at how they are laid out (paragraphs, numbers, hanging indents), one at
what they say (a name, then a year). The first decides where the layout says anything, the second where it
does not, and where they contradict each other that is told: one reference split wrongly poisons all that is
said of it later.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from citekit.documents.blocks import Block, BlockKind, Run, RunKind, cut_runs, formats_in, span_in
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.documents.reference_headings import ends_references, is_reference_heading
from citekit.markup.tree import Format

__all__ = ["Doubt", "Reference", "ReferenceList", "find_reference_lists"]


_SPACES: Final = re.compile(r"[\u00a0\u2007-\u200a\u202f]")


class Reference(NamedTuple):
    """One typed reference: the number before it as typed (``[3]``, ``3.``, empty), and its characters."""

    number: str
    runs: tuple[Run, ...]
    blocks: tuple[int, ...]

    @property
    def text(self) -> str:
        """The reference as a reader sees it, its line breaks kept; every space is one of the keyboard."""
        return _SPACES.sub(" ", "".join([run.text for run in self.runs]))

    def span_of(self, start: int, end: int) -> Span:
        """Return the source of the characters ``start`` to ``end`` of `text`."""
        return span_in(self.runs, start, end) or self.span

    def formats_of(self, start: int, end: int) -> frozenset[Format]:
        """Return the formats that all the characters ``start`` to ``end`` of `text` share."""
        return formats_in(self.runs, start, end)

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        first, last = self.runs[0].span, self.runs[-1].span
        return Span(first.start, last.end if last.part == first.part else first.end, first.part)


class Doubt(NamedTuple):
    """A place where the layout and the words disagree on whether a reference begins.

    ``is_split`` says what was done: whether one begins there now. The cases in
    ``tests/cases/documents/reference_lists/`` name them, so that another decision does not go unseen.
    """

    span: Span
    is_split: bool


class ReferenceList(NamedTuple):
    """The references under one heading; ``heading`` and ``blocks`` are indexes of blocks."""

    heading: int
    blocks: range
    references: tuple[Reference, ...]
    doubts: tuple[Doubt, ...]


_YEAR: Final = re.compile(
    r"(?<!\d)(?:1[4-9]|20)\d\d[a-z]?(?!\d)|\b(?:n\.\s?d|s\.\s?d|o\.\s?J|s\.\s?f|b\.\s?d|u\.\s?d)\b"
    r"|\b(?:in press|in print|forthcoming|im Druck|im Erscheinen|sous presse|en prensa|submitted|accepted)\b",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"https?://|\bdoi:|\b10\.\d{4,}/|\bwww\.|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}/\w", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\s*(?P<number>\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)](?=\s)|\d{1,4}(?=\t))\s*")
_BULLET: Final = re.compile(r"\s*[•·▪‣◦*\-–]\s+(?=\S)")
_PARTICLES: Final = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]el|[Dd]ella|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]as|[Dd]o|[Dd]os|[Dd]u|[Ll]e|[Ll]a"
    r"|[Ee]l|[Aa]l|[Tt]er|[Tt]en|[Tt]e|[Zz]u|[Zz]ur|[Zz]um|[Aa]f|[Aa]v|[Bb]in|[Ii]bn|[Bb]en|[Aa]bu|y|'t|’t)[\s-]+)*"
)
_SURNAME: Final = rf"{_PARTICLES}(?:[dDlLO]['’])?[^\W\d_a-z][\w'’-]*"
_INITIAL: Final = r"(?:[^\W\d_a-z]\.?[- ]?){1,4}"
_BY_INITIAL: Final = re.compile(
    rf"(?:{_SURNAME})(?:[\s-]+{_SURNAME}){{0,2}}(?:,\s+{_INITIAL}(?:[,.;(&\s]|$)|\s+[^\W\d_a-z]{{1,3}}[,.;]\s)"
)
_BY_NAME: Final = re.compile(rf"(?:{_SURNAME})(?:[\s-]+{_SURNAME}){{0,2}},\s+[^\W\d_a-z][\w'’-]+")
_YEAR_EARLY: Final = re.compile(
    r"[^\W\d_a-z][^()\n]{1,150}\((?:[^()]{0,20})?(?:(?:1[4-9]|20)\d\d|[nsou]\.\s?[dJj]|in press|forthcoming)"
)
_BY_ORGANISATION: Final = re.compile(
    r"[^\W\d_a-z][^()\n]{1,150}\((?:(?:1[4-9]|20)\d\d|[nsou]\.\s?[dJj]|in press|forthcoming)"
    # Harbour Board 2024, Dues, viewed 1 May 2024
    r"|[^\W\d_a-z][\w&’'-]*(?:\s[\w&’'-]+){0,5}(?:\s\([A-Z]+\))?,?\s(?:1[4-9]|20)\d\d[,.]\s\S"
)
_BY_TITLE: Final = re.compile(r"[“\"][^“”\"\n]{3,200}[.?!,][”\"]\s+\S")
"""A page that nobody signed: ``“Neap.” Harbour Words, words.example/neap``"""
_DASHES: Final = re.compile(r"(?:[—–]{2,}|-{3,}|_{3,})[.,\s(]")
_GOES_ON: Final = re.compile(
    r"(?:https?://|doi:|www\.|retrieved\b|available\b|accessed\b|abgerufen\b)", re.IGNORECASE
)
_SMALL_NAME: Final = r"[a-z][\w'’-]+,\s+(?:[a-z]\.|[a-z][\w'’-]+[.,(])"
"""Who writes the own name small: ``boyd, d.``, ``hooks, bell.``"""
_LOWER_START: Final = re.compile(rf"(?!{_PARTICLES[:-1]}+[^\W\d_a-z]|{_SMALL_NAME})(?:[a-zß-öø-ÿ]|[,;:&)])")
_COMPLETE: Final = re.compile(r"(?:[.!?)\]»”\"]|https?://\S+|\b10\.\d{4,}/\S+|\d)\s*$")
_YEAR_WITHIN: Final = 300
_SHORTEST: Final = 20
_LEADS_IN: Final = re.compile(r"(?!.*(?:1[4-9]|20)\d\d)[^\W\d_a-z].{20,200}:\s*", re.DOTALL)
"""A sentence over a list: ``This work stands on the following:``"""
_ENOUGH: Final = 3
_NEARLY_ALL: Final = 0.8
_LONGEST_PSEUDO_HEADING: Final = 60


class _Line(NamedTuple):
    """A line of a block: its place in the block's text, and how far it is indented."""

    block: int
    start: int
    end: int
    text: str
    indent: int
    is_first: bool


def find_reference_lists(document: Document) -> tuple[ReferenceList, ...]:
    """Return the lists of references of ``document`` in their order; the last is the paper's own.

    A list begins at a heading that says so and holds references; it ends where a heading of its level
    follows, or an appendix, figures or the like. Headings over nothing that looks like references are no
    lists. There may be none, and there may be several.
    """
    blocks = document.blocks
    found: list[tuple[bool, ReferenceList]] = []
    index = 0
    while index < len(blocks):
        level = _list_level(blocks[index])
        if level is None:
            index += 1
            continue
        end = _end_of_list(blocks, index, level)
        references, doubts = _split(blocks, range(index + 1, end))
        if len(references) > 1 and _LEADS_IN.fullmatch(references[0].text) and not references[0].number:
            references = references[1:]
        kept = _without_what_is_below(references)
        if kept < len(references):
            end, below = references[kept].blocks[0], references[kept].span.start
            doubts = tuple(doubt for doubt in doubts if doubt.span.start < below)
            references = references[:kept]
        plausible = sum(is_plausible(reference.text) for reference in references)
        like = sum(_is_like_a_reference(reference) for reference in references)
        is_marked = _begins_entries(blocks, index + 1)
        if is_marked or (like and plausible * 2 >= len(references) and like * 3 >= len(references)):
            list_ = ReferenceList(index, range(index + 1, end), references, doubts)
            found.append((is_marked or plausible >= _ENOUGH, list_))
            index = end
        else:
            index += 1
    # A heading over three references or more is a list; one over fewer is, where there is no better.
    sure = tuple(list_ for is_sure, list_ in found if is_sure)
    return sure or tuple(list_ for _, list_ in found)


def is_plausible(text: str) -> bool:
    """Whether ``text`` can be a reference: long enough, with a year, a word for none, or an address."""
    return len(text.strip()) >= _SHORTEST and bool(_YEAR.search(text) or _ADDRESS.search(text))


def _is_like_a_reference(reference: Reference) -> bool:
    """Whether a reference begins as such do, and is not a paragraph of prose that cites."""
    text = reference.text
    forms = (_BY_INITIAL, _BY_NAME, _BY_ORGANISATION, _DASHES)
    is_page = bool(_BY_TITLE.match(text) and _ADDRESS.search(text))
    return bool(reference.number) or is_page or any(form.match(text) for form in forms)


def _without_what_is_below(references: Sequence[Reference]) -> int:
    """Return how many of ``references`` are such: what stands below the last of a list is no part of it.

    That is a word count, the authors' lives, who paid, what is still to be done. In a list with numbers it is
    what has none in their form.
    """
    count = len(references)
    forms = [one.number[:1] if one.number[:1] in "[(" else one.number[-1:] for one in references]
    usual = Counter(forms).most_common(1)[0][0] if forms else ""
    last = max((index for index, form in enumerate(forms) if form == usual), default=-1) + 1
    if usual and last > _ENOUGH and forms[:last].count(usual) >= _NEARLY_ALL * last:
        count = last
    while count > _ENOUGH and _is_stray(references[count - 1], references[: count - 1]):
        count -= 1
    return count


def _is_stray(last: Reference, others: Sequence[Reference]) -> bool:
    """Whether what stands last has nothing of a reference: no year, no address, no name before a title."""
    if last.number or _YEAR.search(last.text) or _ADDRESS.search(last.text):
        return False
    is_short = len(last.text) <= _LONGEST_PSEUDO_HEADING and "," not in last.text
    like = sum(_is_like_a_reference(one) for one in others)
    return is_short or (like >= _NEARLY_ALL * len(others) and not _is_like_a_reference(last))


def _list_level(block: Block) -> int | None:
    """Return the level of the heading of a list, 0 for one that is a short paragraph, None for no heading."""
    if block.kind is BlockKind.HEADING:
        return block.level if is_reference_heading(block.text) else None
    if block.kind is BlockKind.PARAGRAPH and len(block.text) <= _LONGEST_PSEUDO_HEADING:
        is_list = not block.note and is_reference_heading(block.text)
        return 0 if is_list else None
    return None


def _begins_entries(blocks: Sequence[Block], index: int) -> bool:
    """Whether the document itself marks what stands there as an entry of its list."""
    return index < len(blocks) and blocks[index].is_entry


def _end_of_list(blocks: Sequence[Block], heading: int, level: int) -> int:
    if _begins_entries(blocks, heading + 1):
        others = (index for index in range(heading + 1, len(blocks)) if not _is_of_list(blocks[index]))
        return next(others, len(blocks))
    for index in range(heading + 1, len(blocks)):
        block = blocks[index]
        if block.kind is BlockKind.HEADING:
            if level == 0 or block.level <= level or ends_references(block.text):
                return index
        elif (level == 0 and _list_level(block) == 0) or _is_pseudo_end(block.text):
            return index
    return len(blocks)


def _is_of_list(block: Block) -> bool:
    return block.is_entry or bool(block.note)


def _is_pseudo_end(text: str) -> bool:
    """Whether a paragraph is what ends a list, though it is no heading."""
    is_short = len(text) <= _LONGEST_PSEUDO_HEADING and not text.rstrip().endswith(".")
    return is_short and not _YEAR.search(text) and ends_references(text)


def _lines(blocks: Sequence[Block], chosen: range) -> Iterator[list[_Line]]:
    """Yield the lines of each block that can hold references."""
    for index in chosen:
        block = blocks[index]
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or block.note or not block.text.strip():
            continue
        if block.kind is BlockKind.HEADING and not is_plausible(block.text):
            continue  # "Primary sources" parts a list and is none of its references
        lines: list[_Line] = []
        position = 0
        for typed in block.text.split("\n"):
            end = position + len(typed)
            if typed.strip():
                bare = typed.expandtabs(4)
                indent = len(bare) - len(bare.lstrip())
                lines.append(_Line(index, position, end, typed.strip(), indent, is_first=not lines))
            position = end + 1
        yield lines


def _split(blocks: Sequence[Block], chosen: range) -> tuple[tuple[Reference, ...], tuple[Doubt, ...]]:
    starts: list[list[_Line]] = []
    doubts: list[Doubt] = []
    for lines in _lines(blocks, chosen):
        first = lines[0]
        is_marked = blocks[first.block].is_entry
        layout = frozenset((0,)) if is_marked else _by_layout(lines)
        words = frozenset((0,)) if is_marked else _by_words(lines)
        begins = not starts or bool(blocks[first.block].marker) or _begins_block(first, starts[-1])
        if begins and starts and not _could_begin(lines, 0) and not blocks[first.block].marker:
            doubts.append(Doubt(_place(blocks, first), is_split=True))
        elif not begins:
            doubts.append(Doubt(_place(blocks, first), is_split=False))
        for position, line in enumerate(lines):
            splits = begins if position == 0 else position in (words if layout is None else layout)
            # Layout alone is enough where the words could begin a reference, too.
            differ = position and layout is not None and (position in layout) != (position in words)
            if differ and not (splits and _could_begin(lines, position)):
                doubts.append(Doubt(_place(blocks, line), is_split=splits))
            if splits or not starts:
                starts.append([line])
            else:
                starts[-1].append(line)
    references = tuple(_reference(blocks, lines) for lines in starts)
    return tuple(one for one in references if one.runs), tuple(doubts)


def _place(blocks: Sequence[Block], line: _Line) -> Span:
    return blocks[line.block].span_of(line.start, line.end)


def _begins_block(first: _Line, before: Sequence[_Line]) -> bool:
    """Whether a paragraph begins a reference; it goes on with the last if it begins in the middle of one."""
    if _NUMBER.match(first.text):
        return True
    if _GOES_ON.match(first.text):
        return False
    return not _LOWER_START.match(first.text) or bool(_ADDRESS.search(before[-1].text[-60:]))


def _by_layout(lines: Sequence[_Line]) -> frozenset[int] | None:
    """Return the lines of a block where its layout begins references, None if the layout says nothing."""
    if len(lines) == 1:
        return frozenset((0,))
    numbered = [index for index, line in enumerate(lines) if _NUMBER.match(line.text)]
    if numbered and numbered[0] == 0 and len(numbered) > 1 and _count_up(lines, numbered):
        return frozenset(numbered)
    bullets = [index for index, line in enumerate(lines) if _BULLET.match(line.text)]
    if len(bullets) > 1 and bullets[0] == 0:
        return frozenset(bullets)
    least = min(line.indent for line in lines)
    hanging = [index for index, line in enumerate(lines) if line.indent == least]
    if len(hanging) < len(lines) and lines[0].indent == least:
        return frozenset(hanging)
    return None


def _count_up(lines: Sequence[_Line], numbered: Sequence[int]) -> bool:
    values = []
    for index in numbered:
        match = _NUMBER.match(lines[index].text)
        values.append(int(re.sub(r"\D", "", match["number"])) if match else 0)
    steps = [after - before for before, after in itertools.pairwise(values)]
    return sum(step == 1 for step in steps) * 2 >= len(steps)


def _by_words(lines: Sequence[_Line]) -> frozenset[int]:
    """Return the lines of a block where the words begin references."""
    return frozenset(
        index
        for index, line in enumerate(lines)
        if index == 0 or (_COMPLETE.search(lines[index - 1].text) and _is_start(lines, index, strict=True))
    )


def _could_begin(lines: Sequence[_Line], index: int) -> bool:
    return _is_start(lines, index, strict=False)


def _is_start(lines: Sequence[_Line], index: int, *, strict: bool) -> bool:
    """Whether the words from line ``index`` on begin a reference: a name or a title, then a year."""
    text = " ".join(line.text for line in lines[index : index + 5])
    number = _NUMBER.match(text)
    if number:
        return True
    if _GOES_ON.match(text):
        return False
    text = _BULLET.sub("", text)
    head = text[:_YEAR_WITHIN]
    if _DASHES.match(text):
        return True
    if not (_YEAR.search(head) or _ADDRESS.search(head)):
        return False
    if _BY_INITIAL.match(text) or _YEAR_EARLY.match(text):
        return True
    if strict:
        return bool(_BY_NAME.match(text)) and ":" not in text[:40]
    return bool(_BY_NAME.match(text)) or text[:1] in '“"«‘' or not _LOWER_START.match(text)


def _reference(blocks: Sequence[Block], lines: Sequence[_Line]) -> Reference:
    number = blocks[lines[0].block].marker.lstrip("-*+•") if lines[0].is_first else ""
    if number.startswith(("@", "(@")):
        number = ""  # what pandoc numbers as an example may be the name of an account: "@name."
    runs: list[Run] = []
    for index, block in enumerate(dict.fromkeys(line.block for line in lines)):
        mine = [line for line in lines if line.block == block]
        text = blocks[block].text
        start, end = mine[0].start, mine[-1].end
        if index == 0:
            typed = _NUMBER.match(text, start, end)
            bullet = None if typed else _BULLET.match(text, start, end)
            if typed:
                number = typed["number"]
            start = typed.end() if typed else bullet.end() if bullet else start
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if index and runs:
            runs.append(Run("\n", Span(runs[-1].span.end, runs[-1].span.end, runs[-1].span.part)))
        runs += [run for run in cut_runs(blocks[block].runs, start, end) if run.kind is not RunKind.NOTE]
    return Reference(number, tuple(runs), tuple(dict.fromkeys(line.block for line in lines)))
