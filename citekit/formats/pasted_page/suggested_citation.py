"""The page's own citation of its work: "Suggested citation: Doe, J. (2022). …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from citekit.formats.base import Confidence
from citekit.formats.pasted_page.candidate import Candidate
from citekit.formats.pasted_page.draft import FoundField
from citekit.formats.pasted_page.page import Line, Page, Role
from citekit.formats.pasted_page.person_names import read_people
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ParsedReference
from citekit.item.date import Date
from citekit.item.name import Name
from citekit.language.fold import fold

__all__ = ["SuggestedCitation", "find_suggested_citation", "is_of"]

_LABEL: Final = re.compile(
    r"(?:(?:suggested|recommended|preferred|official|bibliographic) citation|citation|reference this \w+"
    r"|(?:how to |to |please )?cite(?: (?:this|the|as|it|us))?(?: \w+){0,2}(?: as)?|zitiervorschlag"
    r"|(?:empfohlene |vorgeschlagene )?zitierweise|zitation|zitierhinweis|pour citer(?: \w+){0,3}"
    r"|como citar(?: \w+){0,3}|come citare(?: \w+){0,3}|aanbevolen citatie)\s*"
)
"""What stands above or before it, folded."""
_SHORTEST: Final = 40
_MOST_LINES: Final = 5
_TOO_FAR: Final = 4
"""Lines such as "APA | MLA | Chicago" that may stand between the label and the citation."""
_FIELDS: Final = (
    "container-title", "publisher", "version", "genre", "volume", "issue", "page", "number", "DOI", "URL",
)  # fmt: skip


_NO_NAME: Final = dict.fromkeys(_FIELDS, r"^Available\b") | {"publisher": r"\d"}
"""What a field does not hold: "Available at SSRN", and a date where a publisher stands."""


_SERIES: Final = r"\b(?:Working|Discussion|Occasional|Research|Policy|Technical) (?:Papers|Reports|Notes)\b"
_OF_SERIES: Final = {"container-title": "collection-title", "issue": "number", "volume": "collection-number"}
"""What the fields of a journal are to a series of papers: "OECD … Working Papers, No. 1699"."""


class SuggestedCitation(NamedTuple):
    """How the page says its work is cited: where that stands, and what it was understood to say."""

    line: Line
    parsed: ParsedReference
    named: tuple[Name, ...] = ()
    """The authors as the head of the page names them, where these are the same: given names in full."""

    @property
    def title(self) -> str:
        """Return the title that it gives the work."""
        return str(self.parsed.value("title") or "")

    def candidates(self, found: Mapping[str, FoundField]) -> Iterator[Candidate]:
        """Yield what it says beyond, or better than, what was ``found`` on the rest of the page."""
        container = str(self.parsed.value("container-title") or "")
        is_series = re.search(_SERIES, container) is not None
        yield self._candidate("type", "report" if is_series else self.parsed.type, 92 if is_series else 72)
        author = self.named or self.parsed.value("author")
        if isinstance(author, tuple) and not _same_people(author, found.get("author")):
            yield self._candidate("author", author, 94)
        issued = self.parsed.value("issued")
        if isinstance(issued, Date) and not _same_year(issued, found.get("issued")):
            yield self._candidate("issued", issued, 80)
        for said in _FIELDS:
            value = self.parsed.value(said)
            field = _OF_SERIES.get(said, said) if is_series else said
            if (
                isinstance(value, str)
                and field not in found
                and not re.search(_NO_NAME.get(field, "$^"), value)
            ):
                yield self._candidate(field, value, 82)

    def _candidate(self, field: str, value: str | tuple[Name, ...] | Date, score: int) -> Candidate:
        reason = "the page says that it is to be cited so"
        return Candidate(field, value, self.line.text, self.line.number, score, reason)


def find_suggested_citation(page: Page) -> SuggestedCitation | None:
    """Return the page's own citation of its work, if there is one whose title stands on the page too.

    That the title is the page's own keeps out what its references and its readers' comments cite.
    """
    titles = {fold(line.text).strip(" .") for line in page.head}
    for index, line in enumerate(page.lines):
        text = _citation_at(page.lines, index)
        if len(text) < _SHORTEST:
            continue
        for typed in dict.fromkeys((text, _with_title_quoted(text, page))):
            parsed = parse_reference(typed)
            title = fold(str(parsed.value("title") or "")).strip(" .")
            is_sure = bool(title) and parsed.confidence is not Confidence.LOW
            if is_sure and any(_is_title(title, one) for one in titles):
                return SuggestedCitation(line, parsed, _named_on(page, parsed.value("author")))
    return None


def is_of(headline: str, citation: SuggestedCitation) -> bool:
    """Whether a headline is the title that the citation gives."""
    return _is_title(fold(citation.title).strip(" ."), fold(headline).strip(" ."))


def _is_title(cited: str, line: str) -> bool:
    """Whether a line is the cited title, which may have a version or a subtitle after it."""
    return len(line) > 8 and (
        cited == line or re.match(rf"{re.escape(line)}\s*[:(\[.–—-]", cited) is not None
    )


def _citation_at(lines: Sequence[Line], index: int) -> str:
    """Return the citation that the line at ``index`` labels, "" where it labels none."""
    line = lines[index]
    label, colon, rest = line.text.partition(":")
    if not _LABEL.fullmatch(fold(label).strip(" .")):
        return ""
    if colon and len(rest) >= _SHORTEST:
        return " ".join([rest.strip(), *_going_on(lines, index)])
    for place in range(index + 1, min(index + 1 + _TOO_FAR, len(lines))):
        if len(lines[place].text) >= _SHORTEST:
            return " ".join([lines[place].text, *_going_on(lines, place)])
    return ""


def _going_on(lines: Sequence[Line], index: int) -> Iterator[str]:
    """Yield the lines that a citation broken to fit a page goes on in."""
    for before, line in zip(lines[index:], lines[index + 1 : index + _MOST_LINES], strict=False):
        broken = line.block == before.block and line.number == before.number + 1
        if (
            not broken
            or line.role is Role.BOILERPLATE
            or re.search(r"(?:https?://|doi\.org/)\S+$", before.text)
        ):
            return
        yield line.text


def _with_title_quoted(text: str, page: Page) -> str:
    """Return a citation with the page's headline in quotation marks, so that names do not run into it."""
    for line in page.head:
        place = text.find(line.text)
        if len(line.text) < _SHORTEST // 2 or place <= 0 or text[place - 1] != " ":
            continue
        after = text[place + len(line.text) :]
        if re.match(r"\s\(|[.,]", after) and " " in line.text:
            return f"{text[:place]}“{line.text}.”{after.removeprefix('.').removeprefix(',')}"
    return text


def _named_on(page: Page, cited: object) -> tuple[Name, ...]:
    """Return the cited authors as a line at the head of the page has them, none where no line does."""
    if isinstance(cited, tuple):
        for line in page.head:
            people = [person.name.display() for person in read_people(line.text)[0]]
            if people and len(people) == len(cited) and all(map(_is_named, cited, people)):
                return tuple(map(_in_full, cited, people))
    return ()


def _is_named(name: Name, shown: str) -> bool:
    return bool(name.family) and fold(shown).endswith(f" {fold(name.family)}")


def _in_full(name: Name, shown: str) -> Name:
    """Return a cited name with the given names that stand before its family name on the page."""
    return replace(name, given=shown[: len(shown) - len(name.family)].strip())


def _same_people(cited: Sequence[Name], found: FoundField | None) -> bool:
    """Whether the page names the same people, whose given names it may have in full."""
    if found is None or not isinstance(found.value, tuple):
        return False
    return [_family(name) for name in cited] == [_family(name) for name in found.value]


def _family(name: Name) -> str:
    return fold(name.family or name.literal)


def _same_year(cited: Date, found: FoundField | None) -> bool:
    return found is not None and isinstance(found.value, Date) and found.value.year == cited.year
