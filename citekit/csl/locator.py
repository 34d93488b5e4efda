"""Locators as people type them: "pp. 33-35", "chap. 2", "§ 4", "33".

CSL 1.0.2, Appendix IV, "Locators". The words are English for now, whatever the style's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.csl.citation import Locator
from citekit.errors import InvalidValue
from citekit.language.fold import nearest

__all__ = ["LABELS", "parse_locator"]

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
