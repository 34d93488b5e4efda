"""A paper with findings of every kind, for the tests of reports."""

from __future__ import annotations

from typing import Final

from citekit.checks.checked import Checked
from citekit.checks.finding import Finding, Fix, Level, Related, Where
from citekit.checks.suppressions import Suppression
from citekit.checks.uses import SourceUse, Use
from citekit.documents.all_documents import read_document
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span

__all__ = ["TEXT", "checked", "finding"]

TEXT: Final = """\
---
title: Sleep
lang: en-GB
---

# Sleep and school

Sleep matters (Becker, 2018), and **much**. Walker (2017) disagrees in *Why we sleep*;
see (Smith and Doe, 2019) and (Roe and Poe, 2011) for H~2~O and `code`.[^1]

> A quotation in a block of its own, as (Walker, 2017, p. 3) says.

[^1]: See also Walker (2017).

## References

Becker, S. P. (2015). Sleep in youth. *Journal of Sleep*, *3*(2), 1–9.

Walker, M. (2017). *Why we sleep*. Scribner.

Young, A. (2019). *Nights*. Penguin.
"""


def finding(
    document: Document,
    words: str,
    message: str,
    *,
    check: str = "year-differs",
    level: Level = Level.WARNING,
    expected: str = "",
    habit: str = "",
    related: str = "",
) -> Finding:
    """Return a finding about the first place of ``words``; ``related`` are words of its other end."""
    span = _span(document, words)
    other = _span(document, related) if related else None
    return Finding(
        check=check,
        level=level,
        where=Where(place=document.place(span), span=span),
        message=message,
        quote=words,
        expected=expected,
        habit=habit,
        fix=Fix(text=expected, edits=(Edit(span, expected),), safe=True) if expected else None,
        related=(
            (
                Related(
                    where=Where(place=document.place(other), span=other), words="the list has another year"
                ),
            )
            if other
            else ()
        ),
    )


def _span(document: Document, words: str) -> Span:
    start = document.parts[0].text.index(words)
    return Span(start, start + len(words))


def checked(
    text: str = TEXT, *, name: str = "essay.md", message: str = "One of the years is wrong."
) -> Checked:
    """Return the paper with five findings, one that was accepted, one vain suppression and one gap."""
    document = read_document(text.encode(), name=name)
    habit = '"and" inside brackets'
    findings = (
        Finding(check="no-list", level=Level.UNCHECKED, where=Where(), message="A note could not be read."),
        finding(
            document,
            "(Becker, 2018)",
            message,
            level=Level.ERROR,
            expected="(Becker, 2015)",
            related="Becker, S. P. (2015)",
        ),
        finding(
            document,
            "(Smith and Doe, 2019)",
            "Inside brackets it is &.",
            check="ampersand",
            expected="(Smith & Doe, 2019)",
            habit=habit,
        ),
        finding(
            document,
            "(Roe and Poe, 2011)",
            "Inside brackets it is &.",
            check="ampersand",
            expected="(Roe & Poe, 2011)",
            habit=habit,
        ),
        finding(document, "Why we sleep", "Is this the title?", check="look-here", level=Level.LOOK),
        finding(document, "Young, A. (2019)", "Young (2019) is never cited.", check="uncited-reference"),
    )
    by = Suppression(
        check="uncited-reference", reason="My supervisor wants it.", where="essay.citekit-check.yaml:1"
    )
    vain = Suppression(
        check="year-differs", reason="?", where="essay.citekit-check.yaml:4", quote="(Nobody, 1900)"
    )
    return Checked(
        name=name,
        document=document,
        read=("3 references", "5 citations", "checked offline"),
        gaps=("italics cannot be checked in text",),
        findings=findings[:5],
        accepted=((findings[5], by),),
        idle=(vain,),
        ran=40,
        uses=(
            SourceUse(
                called="Becker (2015)",
                uses=(
                    Use(where=findings[1].where, sentence=f"{text[:60]} …", page="3", quotes=True),
                    Use(where=findings[2].where, sentence=findings[2].quote, page="chapter 2"),
                ),
            ),
            SourceUse(called="Young (2019)", uses=()),
        ),
    )
