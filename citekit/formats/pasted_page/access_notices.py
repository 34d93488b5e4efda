"""Notices of who may read the work: "The full text is available to … subscribers"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from citekit.language.fold import fold

__all__ = ["OPEN", "REGISTRATION", "SUBSCRIPTION", "AccessNotice", "read_access"]

OPEN: Final = "open"
REGISTRATION: Final = "registration"
SUBSCRIPTION: Final = "subscription"
"""The three words that citekit's own field ``access`` knows."""

_READERS: Final = r"(?:subscribers|members|clients|customers|subscriber|member|client)"
_THE_WORK: Final = (
    r"\b(?:this|the) (?:full |entire |complete |rest of (?:this|the) )?(?:text|report"
    r"|article|content|page|document|"
    r"research|story|publication|version|paper|study|analysis|post|briefing)\b"
    r"|\bfull[- ](?:text|report|research|article|document|story)\b"
)

_SUBSCRIPTION: Final = (
    (92, r"\bsubscri(?:ption|ber)s?[- ](?:is |are )?(?:required|only)\b|\bsubscribers[- ]only\b"),
    (
        92,
        (
            r"\b(?:exclusive(?:ly)?|only|solely) (?:available )?(?:to|for) (?:our |paying |paid "
            r"|premium )*subscribers\b"
        ),
    ),
    (
        90,
        (
            r"\bsubscribe (?:now |today |for .{1,30} )?to (?:read|continue|keep reading|unlock"
            r"|view|access|get full access|see)\b"
        ),
    ),
    (
        90,
        (
            r"\bto (?:read|continue|keep|view|access|unlock) .{0,60}\b(?:please |you must "
            r"|you need to )?(?:subscribe|become a (?:member|subscriber|client))\b"
        ),
    ),
    (90, r"\b(?:behind a paywall|paywalled|pay[- ]per[- ]view)\b"),
    (
        85,
        (
            r"\b(?:this|the) (?:article|story|report|content|page|post) is (?:reserved "
            r"|only )?for (?:paying |paid |our )?subscribers\b"
        ),
    ),
    (
        85,
        (
            r"\byou(?:'ve| have) (?:reached|read|used) (?:your|all|the)\b.{0,40}\b(?:limit"
            r"|free (?:articles|stories))\b"
        ),
    ),
    (70, r"^(?:purchase|buy|order) (?:this|the) (?:report|document|research|article|full report)\b"),
    (
        92,
        (
            r"\b(?:nur|exklusiv|ausschliesslich) fur (?:\w+ )?abonnent\w*"
            r"|\babonnent\w* vorbehalten\b|\bkostenpflichtiger? (?:artikel|inhalt)\b"
        ),
    ),
    (85, r"\b(?:mit|als) .{1,30}\b(?:plus|abo)\b.{0,20}\bweiterlesen\b|\bjetzt abonnieren und weiterlesen\b"),
    (
        92,
        (
            r"\b(?:reserve|reservee|reserves|exclusivement destine) (?:a|aux) (?:nos )?abonnes\b"
            r"|\babonnez-vous pour (?:lire|continuer|acceder)"
        ),
    ),
    (
        92,
        (
            r"\b(?:exclusiv[oa]|solo|reservado) para suscriptores\b|\bsuscribete para (?:seguir"
            r"|leer|continuar)|\briservat[oa] agli abbonati\b"
        ),
    ),
    (
        92,
        (
            r"\bexclusivo para assinantes\b|\bvoorbehouden aan abonnees\b|\balleen voor abonnees\b"
            r"|\bfor prenumeranter\b"
        ),
    ),
    (
        92,
        (
            r"有料会員限定|有料会員の方|この記事は有料|会员专享|订阅后(?:阅读|查看)|للمشتركين فقط"
            r"|(?:متاح|متاحة) للمشتركين|только для подписчиков"
        ),
    ),
)
_REGISTRATION: Final = (
    (
        90,
        (
            r"\b(?:register|sign up|log ?in|sign in|create (?:a |an "
            r"|your )?(?:free )?account) (?:now |for free |free )?(?:or \w+ (?:in|up) )?to (?:read"
            r"|continue|view|access|download|unlock|see)\b"
        ),
    ),
    (90, r"\b(?:free )?registration (?:is )?required\b|\bregistered users only\b"),
    (85, r"\b(?:kostenlos )?registrieren(?: sie sich)?(?: und| um).{0,30}(?:weiterlesen|zu lesen)\b"),
    (
        85,
        (
            r"\b(?:inscrivez|connectez)-vous pour (?:lire|continuer|acceder)"
            r"|\bregistrate (?:gratis )?para (?:leer|seguir|continuar)"
        ),
    ),
    (
        85,
        (
            r"会員登録(?:する|して|が必要)|ログインして続きを読む|登录后(?:阅读|查看)"
            r"|سجل (?:الدخول )?(?:للقراءة|لقراءة)"
        ),
    ),
)
_OPEN: Final = (
    (
        85,
        (
            r"^open[- ]access(?: (?:article|publication|report|paper))?$"
            r"|\bis an open[- ]access (?:article|publication|report|work|book|paper)\b"
        ),
    ),
    (
        80,
        (
            r"\b(?:work|article|report|publication|paper|content|brief|chapter|document"
            r"|page)\b.{0,60}\blicen[sc]ed under\b.{0,60}\b(?:creative commons|cc[ -]by)\b"
        ),
    ),
    (
        70,
        (
            r"^.{0,60}\bcreative commons attribution\b.{0,80}$"
            r"|^(?:licen[sc]e:? )?cc[ -]by(?:-(?:nc|nd|sa))*(?: \d\.\d)?(?: \w+)?$"
        ),
    ),
    (
        70,
        (
            r"\b(?:report|publication|paper|document|study|pdf) (?:is |can be )?(?:available "
            r"|downloaded )(?:for free|free of charge|at no cost)\b"
        ),
    ),
)
"""Score and pattern; the patterns are for folded text (lower case, no accents)."""


class AccessNotice(NamedTuple):
    """Who may read the work, the words that say so, and whose readers they are ("MEMRI", or "")."""

    access: str
    evidence: str
    score: int
    readers_of: str = ""


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (access, score, re.compile(pattern))
        for access, patterns in ((SUBSCRIPTION, _SUBSCRIPTION), (REGISTRATION, _REGISTRATION), (OPEN, _OPEN))
        for score, pattern in patterns
    )


@cache
def _readers() -> tuple[re.Pattern[str], ...]:
    """Return the patterns that name the readers; the first needs the work named before it."""
    return (
        re.compile(
            r"\b(?:available|accessible|open|restricted|limited|reserved|visible) (?:only "
            r"|exclusively |solely )?(?:to|for) "
            rf"(?:(?:all|our|registered|paying|paid"
            rf"|the) )*(?P<who>[^.,;:!?]{{0,90}}?)\s?\b{_READERS}\b"
        ),
        re.compile(
            rf"^(?P<who>[^.,;:!?]{{2,90}}?) {_READERS} (?:can|may) (?:\w+ )?(?:visit|read|access"
            rf"|view|download|log|see|click)"
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
    for access, score, pattern in _patterns():
        if pattern.search(folded) and (len(text) < 200 or re.search(_THE_WORK, folded)):
            return AccessNotice(access, text, score)
    return None
