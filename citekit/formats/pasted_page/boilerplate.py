"""Furniture of a site: navigation, cookie banners, share bars, and the headings that end the work."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from citekit.formats.pasted_page.word_lists import phrases_in, rows_in
from citekit.language.fold import fold

__all__ = ["ends_work", "is_boilerplate", "is_share_button"]


_SEPARATORS: Final = r"\s*[|•·/>»›→❯‹<]\s*|\s{2,}"


def _buttons() -> frozenset[str]:
    return phrases_in("buttons.txt")


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile("|".join(pattern for (pattern,) in rows_in("furniture.tsv")))


def is_boilerplate(text: str) -> bool:
    """Whether the line is furniture of the site and says nothing about the work."""
    if not any(character.isalnum() for character in text):
        return True
    if len(text) > 600:
        return False
    folded = fold(text)
    bare = folded.strip(" .:;!?*+-–—|[](){}<>»›→^#\"'")
    if bare in _buttons():
        return True
    if _sentences().search(folded) or _is_cookie_banner(text, folded):
        return True
    if len(folded) > 160:
        return False
    return re.fullmatch(_PATH, text) is not None or _is_menu(folded)


_PATH: Final = r"[\w &,-]{3,40} [>›→] [\w &,-]{3,40}"
"""A path through the site of two steps: "Transportation & Logistics › Water Transport"."""


def _is_cookie_banner(text: str, folded: str) -> bool:
    """Whether the site asks to set cookies; a headline about cookies has capitals, or no "we"."""
    if "cookie" not in folded:
        return False
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return (capitals * 2 < len(words) or text.endswith((".", "!"))) and bool(
        re.search(
            (
                r"\b(?:we|our|us|this (?:web)?site|by (?:using|continuing)|consent|accept\w*|agree"
                r"|manage)\b"
                r"|\b(?:wir|unsere\w*|diese (?:web)?seite|zustimm\w*|akzeptier\w*|einwillig\w*)\b"
                r"|\b(?:nous|notre|nos|ce site|acceptez|utilizamos|nuestr\w+|este sitio|acepta\w*"
                r"|usiamo|questo sito)\b"
            ),
            folded,
        )
    )


def _is_menu(folded: str) -> bool:
    """Whether the line is a row of buttons, or a path through the site ("Home > Reports > 2022")."""
    if len(re.findall(r"[>»›→]", folded)) > 1:
        return True
    parts = [part.strip(" .:") for part in re.split(_SEPARATORS, folded) if part.strip(" .:")]
    if len(parts) > 1:
        known = sum(part in _buttons() for part in parts)
        return (
            known * 2 > len(parts)
            or (known * 2 == len(parts) and len(folded) < 30)
            or (parts[0] in ("home", "startseite", "accueil", "inicio") and known > 0)
        )
    words = folded.split()
    return len(words) > 2 and all(word.strip(",:") in _buttons() for word in words)


def is_share_button(text: str) -> bool:
    """Whether the line is of the kind that stands around a headline: share, print, save, listen."""
    return re.search(_SHARING, fold(text)) is not None


_SHARING: Final = (
    r"\b(?:share|tweet|print|e-?mail|save|facebook|twitter|linkedin|whatsapp|listen|copy"
    r"|follow|comments?|read|pdf"
    r"|download|teilen|drucken|partager|imprimer|compartir|gift|cite)\b"
)


def ends_work(text: str) -> bool:
    """Whether the line is a heading such as References, after which a page speaks of other works."""
    if len(text) > 60:
        return False
    folded = fold(text).strip(" .:#*=-")
    # a heading may be numbered, and comments are counted
    folded = re.sub(r"^[\d.]+\s+|\s*\(?\d+\)?$", "", folded)
    return folded in phrases_in("endings.txt") or folded.startswith(
        ("more from ", "more on ", "more in ", "mehr zu ")
    )
