"""Notices of who may read the work: "The full text is available to … subscribers"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from citekit.formats.pasted_page.word_lists import rows_in
from citekit.language.fold import fold

__all__ = ["OPEN", "REGISTRATION", "SUBSCRIPTION", "AccessNotice", "read_access"]

OPEN: Final = "open"
REGISTRATION: Final = "registration"
SUBSCRIPTION: Final = "subscription"
"""The three words that citekit's own field ``access`` knows."""

_READERS: Final = r"(?:subscribers|members|clients|customers|subscriber|member|client)"
_THE_WORK: Final = (
    r"\b(?:this|the) (?:full |entire |complete |rest of (?:this|the) )?"
    r"(?:text|report|article|content|page|document|research|story|publication|version|paper|study|analysis"
    r"|post|briefing)\b"
    r"|\bfull[- ](?:text|report|research|article|document|story)\b"
)


class AccessNotice(NamedTuple):
    """Who may read the work, the words that say so, and whose readers they are ("MEMRI", or "")."""

    access: str
    evidence: str
    score: int
    readers_of: str = ""


@cache
def _wordings() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (access, int(score), re.compile(pattern)) for access, score, pattern in rows_in("access_wording.tsv")
    )


@cache
def _readers() -> tuple[re.Pattern[str], ...]:
    """Return the patterns that name the readers; the first needs the work named before it."""
    return (
        re.compile(
            r"\b(?:available|accessible|open|restricted|limited|reserved|visible) "
            r"(?:only |exclusively |solely )?(?:to|for) (?:(?:all|our|registered|paying|paid|the) )*"
            rf"(?P<who>[^.,;:!?]{{0,90}}?)\s?\b{_READERS}\b(?! of\b)"
        ),
        re.compile(
            rf"^(?P<who>[^.,;:!?]{{2,90}}?) {_READERS} (?:can|may) (?:\w+ )?"
            r"(?:visit|read|access|view|download|log|see|click)"
        ),
        re.compile(
            r"\b(?:must be subscribed|subscribe|subscription) to (?:the |our )?(?P<who>[^.,;:!?]{2,90}?)"
            r" (?:is required )?to (?:read|view|access|see)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\bcomplimentary offering (?:from|of) (?:the |our )?(?P<who>[^.,;:!?]{2,90})", re.IGNORECASE
        ),
    )


def read_access(text: str) -> AccessNotice | None:
    """Return what a line says of access to the work, or None.

    A line of running text counts only where it speaks of the work itself: that a telephone company has
    five million subscribers says nothing.
    """
    if len(text) > 500:
        return None
    folded = fold(text)
    if "newsletter" in folded:
        return None
    return _read_readers(text) or _read_wording(text, folded)


def _read_readers(text: str) -> AccessNotice | None:
    for place, pattern in enumerate(_readers()):
        match = pattern.search(text)
        if not match:
            continue
        who = match["who"].strip()
        who = re.sub(r"\s*\([A-Z]{2,8}\)$|['’]s(?=\s)", "", who)
        if any(character.isdigit() for character in who) or (who and who.islower() and len(who.split()) > 2):
            continue
        # "The report was made available to clients on Friday" is the news, not the notice
        subject = text[: match.start()] if place == 0 else text
        about_the_work = re.search(_THE_WORK, subject, re.IGNORECASE) is not None
        if place == 0 and (not about_the_work or re.search(r"\b(?:was|were|been)\b", subject)):
            continue
        score = 95 if about_the_work else 75
        access = OPEN if "complimentary" in match[0].lower() else SUBSCRIPTION
        score -= 25 * (access == OPEN)
        return AccessNotice(access, match.string, score, who if who[:1].isupper() else "")
    return None


def _read_wording(text: str, folded: str) -> AccessNotice | None:
    for access, score, pattern in _wordings():
        if pattern.search(folded) and (len(text) < 200 or re.search(_THE_WORK, folded)):
            return AccessNotice(access, text, score)
    return None
