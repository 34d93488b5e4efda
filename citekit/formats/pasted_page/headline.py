"""The headline: which of the lines at the head of a page is the title of the work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citekit.formats.pasted_page.boilerplate import is_boilerplate, is_share_button
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.institution_table import (
    find_by_name,
    is_institution_for_a_field,
    is_shaped_like_an_institution,
)
from citekit.formats.pasted_page.journals import journal_line
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.person_names import read_people
from citekit.formats.pasted_page.suggested_citation import SuggestedCitation, is_of
from citekit.formats.pasted_page.work_labels import segments
from citekit.language.fold import fold

__all__ = ["Headline", "find_headlines"]

_LABEL = (
    r"(?:title|report title|titel|titre|título|titolo|العنوان|タイトル|標題|标题)\s*[:：]\s*(?P<title>\S.*)"
)
_BREAKS_OFF = (
    r"(?:[:–—,/&]|\b(?i:the|a|an|of|on|in|at|to|for|from|with|by|and|or|as|its|their|de|la"
    r"|le|du|des|der|die|das|und|im|zur|zum|für|y|e|el|en|del))$"
)
_FACULTY = r"(?:faculty|fakultät|faculté|facultad|facoltà|faculteit)\s(?:of|für|des?|di|voor)\s"
_WITHIN = r"\s(?:in|of|for|at|from|im|aus|en|à|à la|para|van|av)\s"
"""What stands in "Debt Dynamics in Island Economies", which is nobody reporting from an island."""
_KICKER = 30
"""Characters that a rubric right above a headline is shorter than."""
_CITED = 100
"""The score of what the page itself is cited by, which no weighing reaches."""
_AROUND = 40_000
"""How much of either end of a text is searched for the headline's second appearance."""
_SUFFIX = r"(?P<title>.{8,}?)\s+(?:\||[-–—•·»:]{1,2})\s+(?P<site>[^|]{2,60})$"


class Headline(NamedTuple):
    """One line, or two or three that belong together, that may be the title.

    ``site`` is the name of the site that a browser adds at its end ("… | RAND"), if there was one.
    """

    title: str
    lines: tuple[Line, ...]
    score: int
    reason: str
    site: str = ""

    def candidate(self) -> Candidate:
        """Return this reading as a candidate for ``title``."""
        evidence = " / ".join(line.text for line in self.lines)
        return Candidate("title", self.title, evidence, self.lines[0].number, self.score, self.reason)


def find_headlines(page: Page, text: str, citation: SuggestedCitation | None = None) -> tuple[Headline, ...]:
    """Return the possible headlines, the likeliest first. ``text`` is the page's whole text.

    The title that the page's own ``citation`` gives is surely one.
    """
    labelled = tuple(_labelled(page))
    if labelled:
        return labelled
    if len(text) > 2 * _AROUND:
        text = text[:_AROUND] + text[-_AROUND:]
    head = page.head
    found: list[Headline] = []
    taken = 0
    last: Headline | None = None
    for start, line in enumerate(head):
        if line.role is not Role.PLAIN or start < taken or _tells_of_article(page, start):
            continue
        lines = _together(page, start)
        taken = start + len(lines)
        # an institution's name over the headline does not make the headline a later line
        earlier = sum(not _is_surely_institution(one.title) for one in found)
        last = _weigh(page, lines, text, earlier=earlier, above=last)
        if citation and is_of(last.title, citation):
            title = citation.title if citation.title.startswith(f"{last.title}: ") else last.title
            last = last._replace(title=title, score=_CITED, reason="the page has itself cited so")
        found.append(last)
    if citation and any(one.score == _CITED for one in found):
        found = [one for one in found if one.score == _CITED]
    # the same words twice, as a page's title and its headline, are one reading
    best: dict[str, Headline] = {}
    for headline in found:
        key = fold(headline.title)
        if key not in best or best[key].score < headline.score:
            best[key] = headline
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.lines[0].number)))


def _tells_of_article(page: Page, start: int) -> bool:
    """Whether a line says in which journal an article stands, or is the journal's name right above that."""
    near = page.head[start : start + 2]
    return any(journal_line(line.plain) and line.number - page.head[start].number <= 2 for line in near)


def _labelled(page: Page) -> Iterator[Headline]:
    for line in page.head:
        match = re.fullmatch(_LABEL, line.text, re.IGNORECASE)
        if match:
            yield Headline(match["title"], (line,), 95, 'the line is labelled "Title"')


def _together(page: Page, start: int) -> tuple[Line, ...]:
    """Return the lines that make one headline with the one at ``start``: a title broken to fit a page."""
    head = page.head
    lines = [head[start]]
    for after in head[start + 1 : start + 3]:
        last = lines[-1]
        if after.role is not Role.PLAIN or after.block != last.block or after.number != last.number + 1:
            break
        is_first_part = len(lines) == 1 and _is_first_part(last, after, page)
        if not (is_first_part or _breaks_off(last.text, after.text) or _looks_alike(last.text, after.text)):
            break
        lines.append(after)
    return tuple(lines)


def _breaks_off(text: str, after: str) -> bool:
    if _names_people(after):
        return False
    return re.search(_BREAKS_OFF, text) is not None or text.endswith("-") or after[0].islower()


def _looks_alike(text: str, after: str) -> bool:
    """Whether both lines are set in capitals or in Title Case, and the first is long enough to be broken."""
    if len(text) < max(36, 0.7 * len(after)) or _names_people(after) or re.search(r"[.!?:]$", text):
        return False
    if is_shaped_like_an_institution(after) or find_by_name(after):
        return False
    if text.isupper() or after.isupper():
        return text.isupper() and after.isupper()
    return _has_capitals(text) and _has_capitals(after) and not after.endswith(".")


def _is_first_part(line: Line, after: Line, page: Page) -> bool:
    """Whether a line in capitals is the first part of the title, as the page's running heads show.

    "ARCTIC PORTS" above "Agencies Should …" is a rubric, but for "Page 2 Arctic Ports" on later pages.
    """
    if not line.text.isupper() or after.text.isupper() or len(line.text) < 6:
        return False
    first = line.text.casefold()
    heads = (one for one in page.lines if one.number > after.number and len(one.text) < 120)
    return any(first in one.text.casefold() and one.role is not Role.PROSE for one in heads)


def _has_capitals(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _names_people(text: str) -> bool:
    people, others = read_people(text)
    return bool(people) and not others


def _is_surely_institution(text: str) -> bool:
    return (
        find_by_name(text) is not None
        or is_institution_for_a_field(text)
        or re.match(_FACULTY, text, re.IGNORECASE) is not None
    )


def _joined(lines: Sequence[Line]) -> str:
    title = lines[0].text
    if title.isupper() and len(lines) > 1 and not lines[1].text.isupper():
        title += ":"
    for line in lines[1:]:
        # "Mid-" + "Century" keeps its hyphen: that the typesetter put it there cannot be seen
        title += line.text if re.search(r"\w-$", title) else f" {line.text}"
    return title


def _weigh(
    page: Page, lines: tuple[Line, ...], text: str, *, earlier: int, above: Headline | None
) -> Headline:
    title = re.sub(r"^#{1,3}\s+|\s+#+$", "", _joined(lines))
    score, reasons = 50 - 6 * min(earlier, 5), []
    if title != _joined(lines):
        score += 25
        reasons.append("marked as a heading")
    title, site = _without_site(_without_section(title), text)
    length = _words(title)
    score += 15 if 4 <= length <= 40 else 5 if length == 3 else -12 if length == 2 else -30
    neighbour = _next_told(page, lines[-1])
    is_near = neighbour in (Role.DATE, Role.BYLINE)
    if is_near or (neighbour is None and _leads_to_date(page, lines[-1])):
        score += 20 if is_near else 15
        reasons.append("the date or byline follows it")
    elif neighbour is Role.PROSE:
        score += 12
        reasons.append("the text follows it")
    elif neighbour in (Role.LABEL, Role.INSTITUTION, Role.ADDRESS):
        score += 12
    score -= _against_its_place(page, lines, title, above)
    if not earlier:
        score += 10
        reasons.insert(0, "the first line that is no furniture")
    if _repeated(title, lines, text):
        score += 20
        reasons.append("the page repeats it")
    if len(lines) > 1:
        score -= 12
        reasons.append(f"broken over {len(lines)} lines")
    score -= _faults(title)
    return Headline(title, lines, min(score, 98), ", ".join(reasons) or "stands above the text", site)


def _against_its_place(page: Page, lines: Sequence[Line], title: str, above: Headline | None) -> int:
    """Return what the lines around speak against a title, in points."""
    minus = 0
    if above and _is_second_line(page, above, lines[0]):
        minus += 16
    if _is_in_menu(page, lines[-1]):
        minus += 20
    if _is_kicker(page, lines, title):
        minus += 25
    return minus


def _faults(title: str) -> int:
    """Return what speaks against a line as a title, in points."""
    minus = 0
    minus += _ends_as_text(title)
    if "¦" in title:
        minus += 45
    if len(segments(title)) > 1 and re.search(r"(?:19|20)\d\d$", title):
        minus += 15
    if title.endswith((":", "：")):
        minus += 35
    if _is_surely_institution(title):
        minus += 45
    elif is_shaped_like_an_institution(title):
        minus += 30
    if _names_people(title) and _words(title) < 6 and not re.search(_WITHIN, title):
        minus += 25
    if not re.search(r"[^\W\d_]{2}", title):
        minus += 60
    if re.match(r"[a-zß-ÿ]", title) and not re.match(r"(?:i[A-Z]|e[A-Z])", title):
        minus += 15
    return minus


def _ends_as_text(title: str) -> int:
    """Return what the end of a line speaks against a title: two sentences are a motto, or text."""
    if re.search(r"\w{3}\.\s+[^\W\d_a-z].*\.$", title):
        return 39
    ends = title.endswith((".", "。", ";", ",", "；")) and not re.search(r"\b[A-Z]\.$", title)
    return 14 if ends else 0


def _words(title: str) -> int:
    """Return how many words a title has; scripts without spaces count two characters as one."""
    unspaced = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", title))
    return len(re.sub(r"[\u3040-\u30ff\u3400-\u9fff]", " ", title).split()) + unspaced // 2


def _next_told(page: Page, last: Line) -> Role | None:
    """Return the role of the line after a headline that is no furniture; a name alone is a byline there."""
    after = _lines_after(page, last)
    first = next(after, None)
    if first is None:
        return None
    if first.role is Role.PLAIN and _names_people(first.text):
        return Role.BYLINE
    if first.role is Role.LABEL and re.search(r"(?:19|20)\d\d", first.plain):
        return Role.DATE
    return None if first.role in (Role.PLAIN, Role.NOTICE) else first.role


def _leads_to_date(page: Page, last: Line) -> bool:
    """Whether one or two more lines, such as a subtitle, stand between a headline and the date or byline."""
    start = page.index(last.number) + 1
    for line in page.lines[start : start + 3]:
        if line.role in (Role.DATE, Role.BYLINE) or _names_people(line.text):
            return True
        if line.role not in (Role.PLAIN, Role.PROSE, Role.NOTICE) or line.text.isupper():
            return False
    return False


def _lines_after(page: Page, last: Line) -> Iterator[Line]:
    start = page.index(last.number) + 1
    return (line for line in page.lines[start : start + 12] if line.role is not Role.BOILERPLATE)


def _is_second_line(page: Page, above: Headline, line: Line) -> bool:
    """Whether a line is the subtitle of the headline right above it."""
    last = above.lines[-1]
    is_next = line.number - last.number <= 2 and page.index(line.number) == page.index(last.number) + 1
    is_long = _words(above.title) >= 4 or len(above.title) >= _KICKER
    return is_next and is_long and above.score >= 45


def _is_kicker(page: Page, lines: Sequence[Line], title: str) -> bool:
    """Whether a few words right above a longer line are its rubric, as newspapers have it."""
    if len(lines) > 1 or len(title) >= _KICKER or _words(title) > 3:
        return False
    index = page.index(lines[0].number)
    below = page.lines[index + 1 : index + 2]
    return any(
        one.number == lines[0].number + 1
        and one.block == lines[0].block
        and one.role is Role.PLAIN
        and _words(one.text) > 3
        and not _names_people(one.text)
        for one in below
    )


def _is_in_menu(page: Page, last: Line) -> bool:
    """Whether a menu goes on right below a line; a share bar there is another matter."""
    index = page.index(last.number)
    below = page.lines[index + 1 : index + 4]
    return len(below) == 3 and all(
        one.role is Role.BOILERPLATE and one.block == last.block and not is_share_button(one.text)
        for one in below
    )


def _without_section(title: str) -> str:
    """Return the title without the section of the site before an upright bar ("U.S.|A Town …")."""
    section, bar, rest = title.partition("|")
    return rest.strip() if bar and len(rest.strip()) > 12 and is_boilerplate(section) else title


def _repeated(title: str, lines: Sequence[Line], text: str) -> bool:
    """Whether the title stands elsewhere on the page: in a share bar, a citation, or the page's address."""
    if len(title) < 15:
        return False
    if text.count(title) > 1:
        return True
    words = re.findall(r"[a-z0-9]+", fold(title))
    slug = "-".join(words[:4])
    return len(words) >= 4 and len(slug) > 12 and len(lines) > 0 and slug in text.lower()


def _without_site(title: str, text: str) -> tuple[str, str]:
    """Return the title without the site's name that a browser's window adds, and that name.

    Only a name that citekit knows, or that stands on the page by itself, is taken for one.
    """
    match = re.fullmatch(_SUFFIX, title)
    if match is None:
        return title, ""
    site = match["site"].strip()
    known = find_by_name(site) is not None
    by_itself = re.search(rf"^\s*{re.escape(site)}\s*$", text, re.MULTILINE) is not None
    return (match["title"], site) if known or by_itself else (title, "")
