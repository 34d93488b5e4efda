"""The case of English titles: title case, as .bib files have it, to sentence case, as CSL has it, and back.

BibTeX and biblatex put titles in title case and let the style change it; braces protect what must stay. CSL
styles expect sentence case. So the titles of English works are lowered on reading, save what is in braces
or is no plain capitalised word (NASA, iPod, H₂O), and on writing each capital gets its braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.language.case import lower, upper
from citekit.latex_text.runs import Run

__all__ = ["braced", "protected", "sentence_case"]

_WORD: Final = re.compile(r"[^\W_]+")
_CAPITAL: Final = re.compile(r"[A-Z]")
_SENTENCE_ENDS: Final = re.compile(r"[.?!:][\"'”’)\]]*\s")
_NEW_SENTENCE: Final = re.compile(r"[?!:][\"'”’)\]]*\s")
"""A full stop is not among these marks: it may be that of an abbreviation, as in E. coli."""


def sentence_case(runs: Sequence[Run], language: str) -> list[Run]:
    """Return a title in sentence case; words that are ``kept`` stay as they are."""
    changed: list[Run] = []
    first, capital, before = True, True, ""
    for place, run in enumerate(runs):
        if run.tag:
            changed.append(run)
            continue
        if run.kept:
            if _WORD.search(run.text):
                first, capital, before = False, True, run.text
            else:
                # an empty group before a word keeps that from a capital
                capital = capital and run.text != ""
                before += run.text
            changed.append(run)
            continue
        parts: list[str] = []
        at = 0
        for match in _WORD.finditer(run.text):
            word = match[0]
            between = run.text[at : match.start()]
            before += between
            parts.append(between)
            at = match.end()
            if word.islower() and word.isalpha():
                opens = capital and (first or _NEW_SENTENCE.search(before))
                parts.append(upper(word[0], language) + word[1:] if opens else word)
            elif first:
                parts.append(word)
            elif _is_capitalised(word) and not _opens_sentence(before) and not _is_symbol(runs, place, match):
                parts.append(lower(word, language))
            else:
                parts.append(word)
            first, capital, before = False, True, word
        before += run.text[at:]
        parts.append(run.text[at:])
        changed.append(Run("".join(parts)))
    return changed


def protected(pieces: Sequence[tuple[str, str]], language: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a title with ``brace`` pieces around all that `sentence_case` would change.

    A piece is a kind and its text: ``text``, which is looked at, ``kept``, which is in braces already, or
    another, which says nothing. What comes out has pieces of the kind ``brace`` besides.
    """
    first, before = True, ""
    for kind, text in pieces:
        if kind != "text":
            if kind == "kept" and _WORD.search(text):
                first, before = False, text
            elif kind == "kept":
                before += text
            yield kind, text
            continue
        at = rest = 0
        for match in _WORD.finditer(text):
            word = match[0]
            start = match.start()
            if rest and text[rest:start] == " " and word.isascii() and word.islower():
                before, rest = word, match.end()
                continue
            before += text[rest:start]
            if word[0].islower() and (first or _NEW_SENTENCE.search(before)):
                yield "text", text[at:start]
                yield "brace", ""
                at = start
            capital = _first_capital(word, language)
            if capital >= 0 and not (first and capital == 0 and _is_capitalised(word)):
                yield "text", text[at : start + capital]
                yield "brace", word[capital:]
                at = match.end()
            first, before = False, word
            rest = match.end()
        before += text[rest:]
        yield "text", text[at:]


def braced(text: str) -> str:
    """Return a title in ASCII without markup as the pieces of `protected` make it, in a third of the time."""
    first = _ASCII_WORD.search(text)
    if first is None:
        return text
    word = first[0]
    opens = "{}" if word[0].islower() else ""
    if not _is_capitalised(word):
        word = _FROM_CAPITAL.sub(_IN_BRACES, word)
    rest = _FROM_CAPITAL.sub(_IN_BRACES, text[first.end() :])
    return text[: first.start()] + opens + word + _SMALL_SENTENCE.sub(r"\1{}", rest)


_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_FROM_CAPITAL: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_IN_BRACES: Final = r"{\g<0>}"
_SMALL_SENTENCE: Final = re.compile(r"([?!:][\"')\]]*\s[^A-Za-z0-9{]*)(?=[a-z])")
"""What stands between two sentences of which the second begins with a small letter."""


def _first_capital(word: str, language: str) -> int:
    """Return the place of the first letter that is no small one, or -1."""
    if word.isascii():
        match = _CAPITAL.search(word)
        return match.start() if match else -1
    return next((n for n, c in enumerate(word) if c != lower(c, language) or c.isupper()), -1)


def _is_capitalised(word: str) -> bool:
    """Whether a word is one that title case has given its capital."""
    return word[0].isupper() and (len(word) == 1 or word[1:].islower()) and word.isalpha()


def _opens_sentence(before: str) -> bool:
    """Whether what stands between two words ends a sentence: ``Title: The``, ``What? "The``."""
    return _SENTENCE_ENDS.search(before) is not None


def _is_symbol(runs: Sequence[Run], place: int, match: re.Match[str]) -> bool:
    """Whether a single capital is an initial, or stands beside raised or lowered text: E. coli, H₂O."""
    if match.end() - match.start() > 1:
        return False
    text = runs[place].text
    if text.startswith(".", match.end()):
        return True
    if match.end() == len(text) and place + 1 < len(runs) and _shifts(runs[place + 1]):
        return True
    return match.start() == 0 and place > 0 and _shifts(runs[place - 1])


def _shifts(run: Run) -> bool:
    return run.tag and run.text in ("<sub>", "<sup>", "</sub>", "</sup>")
