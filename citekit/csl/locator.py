"""Locators as people type them: "pp. 33-35", "chap. 2", "§ 4", "33".

CSL 1.0.2, Appendix IV, "Locators". The words are English where no locale gives others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.csl.citation import Locator
from citekit.csl.model.locale import Locale
from citekit.errors import InvalidValue
from citekit.language.fold import nearest

__all__ = ["LABELS", "WORDS", "parse_locator", "split_locator", "words_of"]

LABELS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "act": ("act", "acts"),
        "appendix": ("appendix", "appendices", "app", "apps"),
        "article-locator": ("article", "articles", "art", "arts"),
        "book": ("book", "books", "bk", "bks"),
        "canon": ("canon", "canons", "can", "cann"),
        "chapter": ("chapter", "chapters", "chap", "chaps", "ch", "chs"),
        "column": ("column", "columns", "col", "cols"),
        "elocation": ("location", "locations", "loc", "locs"),
        "equation": ("equation", "equations", "eq", "eqs", "eqq"),
        "figure": ("figure", "figures", "fig", "figs"),
        "folio": ("folio", "folios", "fol", "fols", "f", "ff"),
        "issue": ("issue", "issues", "number", "numbers", "no", "nos"),
        "line": ("line", "lines", "l", "ll"),
        "note": ("note", "notes", "n", "nn", "footnote", "footnotes", "fn", "endnote", "endnotes"),
        "opus": ("opus", "opera", "op", "opp"),
        "page": ("page", "pages", "p", "pp", "pg", "pgs"),
        "paragraph": ("paragraph", "paragraphs", "para", "paras", "par", "pars", "¶", "¶¶"),
        "part": ("part", "parts", "pt", "pts"),
        "rule": ("rule", "rules", "r", "rr"),
        "scene": ("scene", "scenes", "sc", "scs"),
        "section": ("section", "sections", "sec", "secs", "sect", "sects", "s", "ss", "§", "§§"),
        "sub-verbo": ("sub verbo", "sub verbis", "sub-verbo", "s.v", "s. v", "sv", "s.vv"),
        "supplement": ("supplement", "supplements", "supp", "supps", "suppl", "suppls"),
        "table": ("table", "tables", "tab", "tabs", "tbl", "tbls"),
        "timestamp": ("timestamp", "time"),
        "title-locator": ("title", "titles", "tit"),
        "verse": ("verse", "verses", "v", "vv"),
        "volume": ("volume", "volumes", "vol", "vols"),
    }
)
"""Every locator term of CSL 1.0.2, and the English words and abbreviations that mean it."""

_MEANS: Final = {word: label for label, spellings in LABELS.items() for word in spellings}

_IN_FULL: Final = frozenset(word for spellings in LABELS.values() for word in spellings[:2]) | {"p", "pp"}
WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {word: label for word, label in _MEANS.items() if word in _IN_FULL or not word.isalpha()}
    | {f"{word}.": label for word, label in _MEANS.items() if word.isascii()}
    | {word: label for word, label in _MEANS.items() if len(word) > 2 and word not in ("art", "can", "app")}
)
"""The words by which `split_locator` knows a locator in running text, and the labels they mean.

An abbreviation of one or two letters counts with its full stop alone, save p and pp.
"""


def words_of(locale: Locale) -> Mapping[str, str]:
    """Return the words by which `split_locator` knows a locator in a text of the language of ``locale``.

    The language's own come before the English ones, which people type in any: "S. 3" is a page in German. A
    word of one or two letters counts with its full stop alone.
    """
    if locale.language.partition("-")[0] == "en":
        return WORDS
    own = {
        word.lower(): label
        for label in LABELS
        for form in ("long", "short", "symbol")
        if (term := locale.terms.get((label, form))) is not None
        for word in (term.single, term.multiple)
        if len(word) > _SHORTEST or word.endswith(".") or not word.isalpha()
    }
    own.pop("", None)
    return {**WORDS, **own}


_SHORTEST: Final = 2
_LONGEST_FIRST: Final = "|".join(map(re.escape, sorted(_MEANS, key=len, reverse=True)))
# After a label come a full stop, a colon, a space or a digit; one letter alone needs one of the first
# three, so that the page S12 is not section 12. "p12" is the exception that everybody types.
_LABELLED = re.compile(
    rf"(?P<label>{_LONGEST_FIRST})(?:\.?\s*[:=]\s*|\.\s*|\s+|(?<=[¶§])|(?<=\b[pP])(?=\d)|(?<=\w\w)(?=\d))(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,  # else K (the Kelvin sign) would be a k
)
_TIME = re.compile(r"\d+:\d\d:\d\d.*")
_ROMAN = re.compile(r"[ivxlcdm]+(?:\s*[-–]\s*[ivxlcdm]+)?", re.IGNORECASE)


def parse_locator(text: str) -> Locator:
    """Return the locator that ``text`` means; a number alone is a page, h:mm:ss a time.

    The value stays as typed, save for runs of white space.

    Raises:
        InvalidValue: there is no value, or the word before it is no locator's.
    """
    typed = " ".join(text.split())
    if _TIME.fullmatch(typed):
        return Locator("timestamp", typed)
    labelled = _LABELLED.fullmatch(typed)
    if labelled:
        return Locator(_MEANS[labelled["label"].lower()], labelled["value"])
    first = typed.partition(" ")[0]
    if any(char.isdigit() for char in first) or _ROMAN.fullmatch(typed):
        return Locator("page", typed)
    word = first.rstrip(".:,").lower()
    if not word:
        raise InvalidValue("locator", text, "is empty", 'write a page as "33", a chapter as "chap. 2"')
    if word in _MEANS:
        raise InvalidValue("locator", text, f"does not say which {_MEANS[word]}", f'write "{first} 2"')
    similar = nearest(word, (spelling for spelling in _MEANS if len(spelling) > 2))
    hint = (
        f"did you mean {' or '.join(similar)}?"
        if similar
        else "words that are no place belong into the suffix"
    )
    raise InvalidValue("locator", text, f'has the unknown label "{first}"', hint)


_ROMAN_WORD: Final = re.compile(r"[ivxlcdm]+\Z", re.IGNORECASE)
_DASHES: Final = re.compile("[-\u2010-\u2015]")
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}


def split_locator(text: str, words: Mapping[str, str] = WORDS) -> tuple[Locator | None, int]:
    """Take apart what follows a key, as ", pp. 33-35 and passim": the locator, and where the suffix begins.

    ``words`` are the words that mean a label, in lower case, abbreviations with their full stops: those of
    the document's language. A label takes numbers, Roman numerals and letters joined to them; without a
    label there must be a digit, and the label is ``page``. Braces say where a locator begins and ends, and
    empty ones that there is none (pandoc manual, "Citation syntax"). "S. 3" is no section, for it is a page
    to those who type it, and nothing in brackets alone is a locator.
    """
    start = _past(text, 0, ",")
    start = _past(text, start, "")
    if text.startswith("{", start):
        return _braced(text, start, words)
    label, at = _label(text, start, words)
    end = _locator_words(text, at, has_label=bool(label))
    if end == at:
        return None, 0
    return Locator(label or "page", " ".join(text[at:end].split())), end


def _past(text: str, position: int, mark: str) -> int:
    """Return the position behind ``mark``, if it is there, and white space after it."""
    position += len(mark) if text.startswith(mark, position) else 0
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _braced(text: str, start: int, words: Mapping[str, str]) -> tuple[Locator | None, int]:
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        if depth == 0:
            inner = text[start + 1 : end]
            label, at = _label(inner, _past(inner, 0, ""), words)
            value = " ".join(inner[at:].split())
            return (Locator(label or "page", value) if value else None), end + 1
    return None, 0


def _label(text: str, start: int, words: Mapping[str, str]) -> tuple[str, int]:
    """Return the longest label at ``start`` and where its value begins."""
    head = text[start : start + _LONGEST_LABEL].lower()
    for end in range(len(head), 0, -1):
        label = words.get(" ".join(head[:end].split()))
        if label is None or head[end - 1].isspace():
            continue
        if label == "section" and text[start : start + end] in _PAGES:
            continue
        follows = head[end : end + 1]
        if follows.isalpha() and head[end - 1].isalnum():
            continue  # within a word
        at = _past(text, start + end, "")
        if at < len(text):
            return label, at
    return "", start


_LONGEST_LABEL: Final = 24
_PAGES: Final = frozenset(("S.", "SS."))
"""What is a page in German, Swedish and others, and never stands for a section."""


def _locator_words(text: str, start: int, *, has_label: bool) -> int:
    """Return where the numbers at ``start`` end; ``start`` itself if there are none."""
    end = start
    while True:
        at = end
        if end > start:
            if text[at : at + 1] in (",", ";"):
                at += 1
            at = _past(text, at, "")
        after, has_digit, is_numeral = _locator_word(text, at)
        if after == at or not (has_digit or (has_label and is_numeral)):
            return end
        if not has_label and end == start and text[at] in _PAIRS:
            return end
        end = after


def _locator_word(text: str, start: int) -> tuple[int, bool, bool]:
    """Return where one word of a locator ends, whether it has a digit, and whether it is a numeral."""
    position = start
    has_digit = is_numeral = False
    closers: list[str] = []
    while position < len(text):
        char = text[position]
        if char in _PAIRS:
            closers.append(_PAIRS[char])
        elif closers and char == closers[-1]:
            closers.pop()
        elif char.isspace() and not closers:
            break
        elif char == "." and not closers:
            # 3.2 is one number; a full stop at the end is none of it.
            if position == start or not text[position + 1 : position + 2].isalnum():
                break
        elif _ends_word(char) and not closers:
            break
        position += 1
    if closers:
        return start, False, False
    word = text[start:position]
    has_digit = any(char.isdigit() for char in word)
    parts = [part for part in re.split(r"[\W_]+", word) if part]
    is_numeral = any(_ROMAN_WORD.match(part) for part in parts)
    return position, has_digit, has_digit or is_numeral


def _ends_word(char: str) -> bool:
    """Whether ``char`` is a punctuation mark that stands behind a locator and not in it."""
    return not (char.isalnum() or char in ":/'’§¶*†‡+~" or _DASHES.match(char))
