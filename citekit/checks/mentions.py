"""Works that the text names in another way than by a citation: a law with its year, a film, a short note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.paper import ListedReference, Paper
from citekit.checks.style_facts import System
from citekit.documents.blocks import Block, BlockKind
from citekit.language.fold import words
from citekit.markup.tree import Format

__all__ = ["Mentions"]


class Mentions:
    """Tells which references a paper's text names: made once for a paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._words = _mentioned(paper)
        self._notes = _notes(paper)

    def has(self, reference: ListedReference) -> bool:
        """Return whether the text names the work, its author, its title or the account that posted it."""
        if reference.names:
            is_named = not self._words.isdisjoint(_name_words(reference.names[0]))
        else:
            is_named = _is_called(self._paper, reference) or not self._words.isdisjoint(_one_name(reference))
        return (
            is_named
            or any(_is_noted(reference, note) for note in self._notes)
            or _is_typed_out(self._paper, reference)
            or _is_an_account(self._paper, reference)
        )


def _mentioned(paper: Paper) -> frozenset[str]:
    """Return the words of the text, where a name in the sentence cites with the pages after it."""
    if paper.system is not System.AUTHOR_PAGE:
        return frozenset()
    return frozenset(word for block in _prose(paper) for word in words(block.text))


def _prose(paper: Paper) -> Iterator[Block]:
    """Yield the blocks that are not of a list; the notes of a Word document stand after it, and count."""
    listed = paper.listed_blocks
    for index, block in enumerate(paper.document.blocks):
        if (index not in listed or block.note) and block.kind not in (BlockKind.CODE, BlockKind.METADATA):
            yield block


def _notes(paper: Paper) -> tuple[tuple[str, ...], ...]:
    """Return the words of what notes cite, one work after the other, where notes are what cites."""
    if paper.system is not System.NOTE:
        return ()
    return tuple(
        words(piece)
        for block in paper.document.blocks
        if block.note
        for piece in re.split(r";|(?<=[\d)]\.)\s|,? and (?=[^,]*,)", block.text)
    )


def _is_noted(reference: ListedReference, note: tuple[str, ...]) -> bool:
    """Whether a note has the name that a reference is filed under, with words of its title or alone."""
    if reference.names and not set(_name_words(reference.names[0])) & set(note):
        return False
    title = {word for word in words(reference.title.split(":")[0]) if len(word) > _SHORT_WORD}
    shared = title & set(note)
    others = [word for word in note if not word.isdecimal() and word not in _LEADS]
    is_name_alone = len(others) <= 1
    return len(shared) * 2 >= len(title) or (bool(reference.names) and bool(shared or is_name_alone))


_SHORT_WORD = 3
_LEADS = frozenset(("see", "also", "cf", "compare", "in", "and", "p", "pp", "note", "n", "vol", "chap", "fn"))
"""What may stand beside a name in the shortest of notes: "See also Johns, 36"."""


def _is_called(paper: Paper, reference: ListedReference) -> bool:
    """Whether a work without author is called by its title in the text, as legal cases and films are."""
    wanted = words(reference.title)
    if len(wanted) > 1 and any(" ".join(wanted) in " ".join(words(block.text)) for block in _prose(paper)):
        return True
    short = wanted[1:] if wanted[:1] in (("the",), ("a",), ("an",)) else wanted
    by_page = paper.system is System.AUTHOR_PAGE
    if any(
        len(called := words(match["title"])) > (0 if by_page else 1) and short[: len(called)] == called
        for block in _prose(paper)
        for match in _CALLED_SHORT.finditer(block.text)
    ):
        return True
    return by_page and any(
        Format.ITALIC in block.formats_of(match.start("title"), match.end("title"))
        and _is_run_of(called, short)
        for block in _prose(paper)
        for match in _ITALIC_IN_BRACKET.finditer(block.text)
        if (called := words(match["title"]))
    )


def _is_run_of(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


_ITALIC_IN_BRACKET: Final = re.compile(r"\((?P<title>[^\W\d_a-z][^()\d]{2,60}?),?(?:\s[\d:,.–-]+)*\)")
"""A title alone, or with times or pages: (*Anatolia* 00:48:10–49:30)."""


_CALLED_SHORT: Final = re.compile(r"\([“\"‘](?P<title>[^()\d“”\"]{3,60}?)[”\"’][\d\s,:–-]*\)")
"""A short title alone in brackets: (“Greatest Films”)."""


def _one_name(reference: ListedReference) -> tuple[str, ...]:
    """Return the one name that a reference begins with, which may be read as its title: Homer. The Iliad."""
    match = _MONONYM.match(reference.reference.text)
    return words(match[0]) if match else ()


_MONONYM: Final = re.compile(r"[^\W\d_a-z][^\W\d_]{3,}(?=\.\s[^\W\d_a-z])")


def _name_words(name: str) -> tuple[str, ...]:
    return words(name)[-1:]


def _is_typed_out(paper: Paper, reference: ListedReference) -> bool:
    """Whether name and year stand together in a sentence, in a form that is no citation: Care Act 2014."""
    if not reference.names or not reference.year:
        return False
    if not reference.year[:4].isdecimal() and " " not in reference.names[0]:
        return False
    name = re.escape(reference.names[0])
    pattern = re.compile(
        rf"(?<!\w){name}(?!\w)[^;.()\d]{{0,40}}?(?:et al\.)?[\s,(]*{re.escape(reference.year)}"
    )
    return any(
        not _SECOND.search(block.text, 0, match.start())
        for block in _prose(paper)
        for match in pattern.finditer(block.text)
    )


_SECOND: Final = re.compile(r"[^\W\d_a-z][\w’'-]+(?:,? (?:and|&) |, )$")
"""Before a name that is a co-author's: Brewer and Wells (2006)."""


def _is_an_account(paper: Paper, reference: ListedReference) -> bool:
    """Whether a message is cited by the account that posted it: (@orhanpamuk)."""
    handle = _HANDLE.match(reference.reference.text)
    return handle is not None and any(handle["name"] in block.text for block in _prose(paper))


_HANDLE: Final = re.compile(r"\s*(?P<name>@\w{2,})")
