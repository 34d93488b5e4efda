"""A citation that a reference manager made, and somebody typed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import where

__all__ = ["CHECK"]

_GLYPHS: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u00ad": None})


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each managed citation that shows something else than its program put there."""
    for managed in paper.document.managed:
        citation = managed.citation
        shown, plain = _seen(citation.shown), _seen(citation.plain)
        is_other = bool(shown and plain) and shown.translate(_GLYPHS) != plain.translate(_GLYPHS)
        if not (citation.overridden or is_other):
            continue
        tool = citation.tool.value
        put = f"{tool} had put “{plain}” there" if is_other else f"{tool} keeps it apart from the rest"
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=where(paper, managed.span),
            quote=shown,
            expected=plain if is_other else "",
            message=(
                f"You changed this citation by hand: {put}. The next refresh overwrites your words, or "
                f"leaves them out of date. Change it in {tool}'s own dialogue."
            ),
            habit="citations typed over by hand",
        )


def _seen(text: str) -> str:
    """Return a citation's text as a reader sees it: markup and the kinds of spaces aside."""
    return " ".join(re.sub(r"</?(?:i|b|sup|sub|span)\b[^>]*>", "", text).split())


CHECK = PaperCheck(
    id="hand-edited-citation",
    title="A citation of a reference manager was changed by hand",
    group=Group.KEYS,
    level=Level.WARNING,
    reason=(
        "A reference manager writes its citations anew whenever it refreshes the document. What was typed "
        "into one is lost then, or the citation is frozen and misses every later correction."
    ),
    remedy=(
        "Undo the change, and make it where the program keeps it: the page and words before or after in the "
        "citation's dialogue, names and years in the item itself."
    ),
    source="Zotero, Word plugin: modified citations; Mendeley Cite: manual overrides.",
    needs=frozenset((Need.MANAGED,)),
    example=Example(
        wrong=(
            "Sleep keeps what was learned (Walker, 2009, and others)."
            "<!-- Zotero put there: (Walker, 2009) -->\n"
        ),
        right="Sleep keeps what was learned (Walker, 2009).<!-- Zotero put there: (Walker, 2009) -->\n",
        style="",
    ),
    find=find,
)
