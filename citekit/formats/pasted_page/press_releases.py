"""Press releases: the marks that distributors leave, and the institution that announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.institution_table import is_shaped_like_an_institution
from citekit.formats.pasted_page.named_issuer import named_issuer
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.work_labels import WorkLabel
from citekit.language.fold import fold

__all__ = ["find_press_release"]

_DISTRIBUTORS: Final = (
    r"/PR ?Newswire(?:-[\w ]+)?/|\(?BUSINESS WIRE\)?\s?--|\(?GLOBE ?NEWSWIRE\)?|/CNW/"
    r"|\(?ACCESSWIRE\b|^News provided by\b"
)
_ABOUT: Final = r"(?:about|über|à propos de|sobre|acerca de)\s+(?:the\s+)?(?P<who>[^\W\d_].{1,90}?):?"
_VERBS: Final = (
    r"(?:announced|announces|released|releases|published|publishes|launched|launches"
    r"|unveiled|unveils|said today|reported"
    r"|completed|called|urged|opened|signed|awarded|welcomed)\b"
)
_ANNOUNCES: Final = (
    r"(?:^|[–—]|--?\s|/)\s*(?:the\s+)?(?P<who>[^\W\d_][\w&.'’ -]{1,90}?)\s*(?:\([^)]{2,40}\))?,?\s+"
    rf"(?:,?\s?(?:a|an|the) [^,]{{3,120}},\s+)?(?:has\s+)?(?:today\s+|on \w+day\s+)?{_VERBS}"
)
_RELEASES: Final = frozenset(
    fold(genre)
    for genre in (
        "press release",
        "news release",
        "media release",
        "press statement",
        "media statement",
        "pressemitteilung",
        "medienmitteilung",
        "presseinformation",
        "communiqué de presse",
        "comunicado de prensa",
        "nota de prensa",
        "comunicato stampa",
        "comunicado de imprensa",
        "persbericht",
        "pressmeddelande",
        "pressemeddelelse",
    )
)


def find_press_release(page: Page, labels: Sequence[tuple[Line, WorkLabel]]) -> Iterator[Candidate]:
    """Yield ``genre`` from a distributor's mark, and ``publisher`` from the opening sentence.

    The opening sentence counts where the page is a press release by its label or its distributor, or where
    an "About" section at the foot tells of the same institution. In the news it has only the subject.
    """
    is_release = any(fold(label.genre) in _RELEASES for _, label in labels)
    for line in page.lines[: page.end]:
        mark = re.search(_DISTRIBUTORS, line.text[:200])
        if mark:
            is_release = True
            reason = f'"{mark[0]}" is the mark of a distributor of press releases'
            yield Candidate("genre", "Press release", line.text, line.number, 66, reason)
    opening = next((line for line in page.lines[page.body : page.body + 2] if line.role is Role.PROSE), None)
    if opening:
        yield from _of_opening(opening, page, is_release=is_release)


def _of_opening(line: Line, page: Page, *, is_release: bool) -> Iterator[Candidate]:
    match = re.search(_ANNOUNCES, line.text[:400], re.IGNORECASE)
    if match is None or not match["who"][0].isupper():
        return
    who = match["who"].strip()
    about = next((one for one in page.lines[page.body :] if _is_about(one, who)), None)
    if about:
        reason = f'it announces, and line {about.number} tells of it ("{about.text[:40]}")'
        yield from named_issuer(who, line, 78, reason, as_written=72)
    elif is_release:
        shaped = 60 if is_shaped_like_an_institution(who) else 0
        yield from named_issuer(who, line, 68, "it announces, in the opening sentence", as_written=shaped)


def _is_about(line: Line, who: str) -> bool:
    match = re.fullmatch(_ABOUT, line.text, re.IGNORECASE)
    return match is not None and (
        match["who"].casefold() in who.casefold() or who.casefold() in match["who"].casefold()
    )
