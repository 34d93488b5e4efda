"""Where in a typed list one reference ends and the next begins.

A list shows it by blank lines, by numbers, by bullets, by a hanging indent, or by nothing but the names with
which references begin; its lines may be whole paragraphs or hard-wrapped anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.formats.reference_text.people import NameForm, read_people

__all__ = ["TypedReference", "split_references"]

_HEADING: Final = re.compile(
    r"(?i)\s*#{0,6}\s*(?:[\dIVX.]+\s+)?\**(?:references?(?:\s(?:list|cited))?|bibliograph(?:y|ie|ía)|works\s(?:cited|consulted)|"
    r"literature(?:\scited)?|sources(?:\scited)?|literatur(?:verzeichnis|liste)?|quellen(?:verzeichnis)?|références|bibliografía|"
    r"bibliografia|riferimenti|referencias|referências|literatuur(?:lijst)?|litteratur(?:lista)?)\**\s*:?\s*"
)
_LABEL: Final = re.compile(
    r"\s*(?:\[(?P<bracketed>\d{1,4})\]|\((?P<round>\d{1,3})\)|(?P<dotted>\d{1,4})[.)])[\s\u00a0]+(?=\S)|\s*\[(?P<key>[\w+-]{2,16})\]\s+(?=\S)"
)
_BULLET: Final = re.compile(r"\s*[•·▪*–—-]\s+(?=\S)")
_COMPLETE: Final = re.compile(r"(?:[.)\]>]|\d|/|[\w/]{4,}|[”\"])\s*$")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\bn\.\s?d\.|\bin press\b|https?://|\bdoi:")
_ADDRESS_CUT: Final = re.compile(r"(?:https?://|doi\.org/|\b10\.\d{4,9}/|www\.)\S*[/\-_.=&?]$")
_LONG: Final = 110
"""A line longer than this was not wrapped by hand."""


@dataclass(frozen=True, slots=True)
class TypedReference:
    """One reference of a list: its text on one line, and where it stands.

    ``start`` and ``end`` are offsets in the list's text, ``line`` counts from 1. ``label`` is the number or
    key that the list puts before it; it is no part of ``text``.
    """

    text: str
    start: int
    end: int
    line: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    number: int

    @property
    def indent(self) -> int:
        return len(self.text.expandtabs(8)) - len(self.text.expandtabs(8).lstrip())


def split_references(text: str) -> tuple[TypedReference, ...]:
    """Return the references of a typed list, in order. A heading before them is passed over."""
    references: list[TypedReference] = []
    for block in _blocks(text):
        references += (_joined(group) for group in _groups(block))
    return tuple(reference for reference in references if re.search(r"\w", reference.text))


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines between blank lines, without headings."""
    block: list[_Line] = []
    place = 0
    for number, written in enumerate(re.split(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029", text), start=1):
        line = _Line(written, place, number)
        place += len(written)
        place += 2 if text.startswith("\r\n", place) else 1
        if written.strip() and not _HEADING.fullmatch(written):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _groups(block: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of each reference in a block."""
    starts = _starts(block)
    group: list[_Line] = []
    for line, begins in zip(block, starts, strict=True):
        if begins and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _starts(block: Sequence[_Line]) -> list[bool]:
    """Tell of each line whether a reference begins in it, by the first sign that the block bears."""
    if len(block) == 1:
        return [True]
    numbered = _numbered(block)
    if numbered:
        return numbered
    bullets = [bool(_BULLET.match(line.text)) for line in block]
    if bullets[0] and sum(bullets) > 1:
        return bullets
    indents = [line.indent for line in block]
    if indents[0] == min(indents) < max(indents) and _are_continued(block, indents):
        return [indent == min(indents) for indent in indents]
    if indents[0] == max(indents) > min(indents) and sum(indent == max(indents) for indent in indents) > 1:
        return [indent == max(indents) for indent in indents]
    # The median, for which `statistics` would bring decimal numbers and fractions at every start.
    lengths = sorted(len(line.text) for line in block)
    if (lengths[len(lengths) // 2] + lengths[~(len(lengths) // 2)]) / 2 > _LONG:
        return [True] * len(block)
    return _by_names(block)


def _numbered(block: Sequence[_Line]) -> list[bool] | None:
    labels = [_LABEL.match(line.text) for line in block]
    if labels[0] is None:
        return None
    keys = [label["key"] for label in labels if label and label["key"]]
    if labels[0]["key"]:
        return [bool(label and label["key"]) for label in labels] if len(keys) > 1 else None
    numbers = [_number(label) for label in labels]
    starts = []
    wanted = numbers[0]
    for number in numbers:
        # A year or a page that begins a wrapped line is not the next number of the list.
        begins = number is not None and wanted is not None and wanted <= number <= wanted + 2
        starts.append(begins)
        if begins and number is not None:
            wanted = number + 1
    return starts if sum(starts) > 1 else None


def _number(label: re.Match[str] | None) -> int | None:
    if label is None:
        return None
    digits = label["bracketed"] or label["round"] or label["dotted"]
    return int(digits) if digits else None


def _are_continued(block: Sequence[_Line], indents: Sequence[int]) -> bool:
    """Whether the lines with the smaller indent begin references: most of them begin as one does."""
    first = [line for line, indent in zip(block, indents, strict=True) if indent == min(indents)]
    return len(first) > 1 or len(block) < 6


def _by_names(block: Sequence[_Line]) -> list[bool]:
    """Tell where references begin by the names they begin with, after what can be the end of one."""
    starts = [True]
    before = block[0].text
    for line in block[1:]:
        complete = bool(_COMPLETE.search(before)) and bool(_YEAR.search(before))
        begins = complete and _begins(line.text, before)
        starts.append(begins)
        before = line.text if begins else f"{before} {line.text}"
    return starts


def _begins(line: str, before: str) -> bool:
    text = line.strip()
    if re.match(r"(?:———?|--+|_{3,}|―{2,})[.,\s]", text):
        return True
    if (
        not text[:1].isupper()
        and text[:1] not in '“"„«‘['
        and not re.match(r"(?:van|von|de|der|al|el|d['’])\b", text)
    ):
        return False
    if re.search(r"[,:&–-]$|\b(?:and|in|of|the|for|und|et|doi|pp?\.|vol\.|no\.|Eds?\.)$", before.rstrip()):
        return False
    people = read_people(text)
    if people and people.form is not NameForm.DIRECT:
        return True
    ends = re.search(r"[.)]$|\d$|https?://\S+$|10\.\d+/\S+$", before.rstrip())
    return bool(ends) and bool(_YEAR.search(text[:160]) or re.match(r"[“\"„«]", text) or people)


def _joined(group: Sequence[_Line]) -> TypedReference:
    """Return the reference that stands in these lines, on one line."""
    first = group[0]
    label = _LABEL.match(first.text)
    bullet = None if label else _BULLET.match(first.text)
    begin = label.end() if label else bullet.end() if bullet else len(first.text) - len(first.text.lstrip())
    name = next((value for value in label.groups() if value), "") if label else ""
    text = first.text[begin:].rstrip()
    for line in group[1:]:
        text = _with(text, line.text.strip())
    last = group[-1]
    return TypedReference(
        text=text,
        start=first.start + begin,
        end=last.start + len(last.text.rstrip()),
        line=first.number,
        label=name,
    )


def _with(text: str, following: str) -> str:
    """Return two lines joined: an address goes on without a space, a divided word without its hyphen."""
    if text.endswith("\N{SOFT HYPHEN}"):
        return text[:-1] + following
    if _ADDRESS_CUT.search(text) and following[:1] not in "([":
        return text + following
    if re.search(r"\d[-–—]$", text) and following[:1].isdigit():
        return text + following
    if text.endswith(("-", "‐")) and following[:1].islower():
        word = text.rsplit(" ", 1)[-1][:-1]
        divided = word.isalpha() and len(word) > 2
        return (text[:-1] if divided else text) + following
    return f"{text} {following}"
