"""Findings as one page of HTML: the paper's text with the findings in its margin.

It is one file that asks for nothing: no script, no font, no picture; its policy forbids them, whatever a
paper holds. It is read with a keyboard and aloud: landmarks, headings, a link from each finding to its
words and back; WCAG 2.2, level AA.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.all_checks import CHECKS
from citekit.checks.causes import causes_of
from citekit.checks.checked import Checked, counted
from citekit.checks.finding import Finding, Level
from citekit.documents.document import Document
from citekit.reports.html.look import CSS
from citekit.reports.html.markup import attribute, words
from citekit.reports.html.paper_text import LEVEL_WORDS, Numbered, block_of, write_text
from citekit.reports.html.sources import write_sources
from citekit.reports.text import told_levels

__all__ = ["DESCRIPTION", "NAME", "write"]

NAME: Final = "html"
DESCRIPTION: Final = "a page that shows the paper with the findings in its margin"

_MOST_FIRST: Final = 12
"""So many errors are told at the head of a paper."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(checked: Sequence[Checked], *, version: str) -> str:
    """Return the report; see `ReportForm.write`."""
    title = f"Citations of {checked[0].name}" if len(checked) == 1 else f"Citations of {len(checked)} papers"
    numbers = iter(range(1, 1 + sum(len(each.findings) for each in checked)))
    papers = [
        _Paper(each, f"p{at}", [Numbered(next(numbers), finding) for finding in each.findings])
        for at, each in enumerate(checked, 1)
    ]
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{words(title)}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n",
            '<a class="skip" href="#report">Skip to the report</a>\n',
            f"<header>\n<h1>{words(title)}</h1>\n</header>\n",
            *(_contents(papers) if len(papers) > 1 else ()),
            '<main id="report" tabindex="-1">\n',
            *(part for paper in papers for part in paper.write()),
            f"</main>\n<footer>\n<p>Made by citekit {words(version)}, offline: nothing was looked up.</p>\n",
            "</footer>\n</body>\n</html>\n",
        ]
    )


def _contents(papers: Sequence[_Paper]) -> Iterator[str]:
    yield '<nav aria-label="Papers">\n<div class="scroll"><table>\n<thead><tr><th scope="col">Paper</th>'
    yield '<th scope="col" class="number">Findings</th><th scope="col">Of which</th></tr></thead>\n<tbody>\n'
    for paper in papers:
        checked = paper.checked
        told = checked.failure or told_levels(checked) or checked.lacks
        yield f'<tr><th scope="row"><a href="#{paper.anchor}">{words(checked.name)}</a></th>'
        yield f'<td class="number">{len(checked.verdicts)}</td><td>{words(told)}</td></tr>\n'
    yield "</tbody>\n</table></div>\n</nav>\n"


class _Paper:
    """One paper of the page. The reason of a check is given with its first finding; the others link there."""

    def __init__(self, checked: Checked, anchor: str, numbered: Sequence[Numbered]) -> None:
        self.checked = checked
        self.anchor = anchor
        self._numbered = numbered
        self._first: dict[str, int] = {}
        for each in numbered:
            self._first.setdefault(each.finding.check, each.number)

    def write(self) -> Iterator[str]:
        checked, anchor = self.checked, self.anchor
        yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{words(checked.name)}</h2>\n'
        if checked.failure:
            yield f'<p class="told">Could not be read: {words(checked.failure)}</p>\n</section>\n'
            return
        yield '<div class="summary">\n'
        yield f"<p>{words('; '.join(checked.read))}.</p>\n"
        yield from self._gaps()
        told = told_levels(checked)
        number = counted(len(checked.verdicts), "finding")
        yield f"<p><strong>{f'{number}: {words(told)}' if told else 'Nothing found'}</strong>"
        yield f" by {counted(checked.ran, 'check')}.</p>\n"
        yield from self._contradictions()
        yield from self._habits()
        yield from self._kinds()
        yield "</div>\n"
        document = checked.document
        placed = {each.number for each in self._numbered if _is_placed(document, each.finding)}
        loose = [each for each in self._numbered if each.number not in placed]
        if loose:
            heading = "About the paper as a whole" if document else "Findings"
            yield f'<h3>{heading}</h3>\n<ol class="list">\n'
            yield from (f"<li>{self._card(each)}</li>\n" for each in loose)
            yield "</ol>\n"
        yield from self._accepted()
        if document is not None:
            lang = f' lang="{attribute(document.metadata.lang)}"' if document.metadata.lang else ""
            yield f"<h3>The paper</h3>\n<div{lang}>\n"
            on_page = [each for each in self._numbered if each.number in placed]
            yield from write_text(document, on_page, anchor=self.anchor, card=self._card)
            yield "</div>\n"
            yield from write_sources(document, checked.uses, anchor=self.anchor)
        yield "</section>\n"

    def _gaps(self) -> Iterator[str]:
        gaps = [
            *(f"Not checked: {gap}." for gap in self.checked.gaps),
            *(f"{idle.where}: accepts nothing: {idle}." for idle in self.checked.idle),
        ]
        if gaps:
            yield "<ul>\n" + "".join(f"<li>{words(gap)}</li>\n" for gap in gaps) + "</ul>\n"

    def _contradictions(self) -> Iterator[str]:
        """Yield what is surely wrong, which is mended first; where all of it is, the page itself says so."""
        sure = [each for each in self._numbered if each.finding.level is Level.ERROR]
        if not sure or len(sure) == len(self.checked.verdicts):
            return
        yield "<h3>First of all</h3>\n<ul>\n"
        for each in sure[:_MOST_FIRST]:
            quote, message = each.finding.quote, each.finding.message
            typed = f"<q>{words(quote)}</q> " if quote and quote not in message else ""
            yield f"<li>{typed}{words(message)} ({_number(each.number)})</li>\n"
        if sure[_MOST_FIRST:]:
            yield f"<li>and {len(sure) - _MOST_FIRST} more, marked {LEVEL_WORDS[Level.ERROR][0]} below</li>\n"
        yield "</ul>\n"

    def _habits(self) -> Iterator[str]:
        number_of = {id(each.finding): each.number for each in self._numbered}
        habits = [cause for cause in causes_of(self.checked.verdicts) if cause.habit]
        if not habits:
            return
        yield "<h3>Habits</h3>\n<ul>\n"
        for cause in habits:
            links = ", ".join(_number(number_of[id(finding)]) for finding in cause.findings)
            total = counted(len(self.checked.verdicts), "finding")
            yield f"<li>{len(cause.findings)} of {total}: {words(cause.habit)} ({links})</li>\n"
        yield "</ul>\n"

    def _kinds(self) -> Iterator[str]:
        kinds = Counter(finding.check for finding in self.checked.verdicts)
        if not kinds:
            return
        yield '<div class="scroll"><table>\n<caption class="quiet">Findings by kind</caption>\n'
        yield '<thead><tr><th scope="col">Kind</th><th scope="col">What it is</th>'
        yield '<th scope="col" class="number">Number</th></tr></thead>\n<tbody>\n'
        for check, number in kinds.most_common():
            title = CHECKS[check].title if check in CHECKS else ""
            yield f'<tr><th scope="row"><a href="#f{self._first[check]}">{words(check)}</a></th>'
            yield f'<td>{words(title)}</td><td class="number">{number}</td></tr>\n'
        yield "</tbody>\n</table></div>\n"

    def _accepted(self) -> Iterator[str]:
        if not self.checked.accepted:
            return
        yield '<h3>Accepted, with the reason</h3>\n<ul class="told">\n'
        for finding, by in self.checked.accepted:
            yield f"<li>{words(finding.message)} <em>{words(by.reason)}</em></li>\n"
        yield "</ul>\n"

    def _card(self, each: Numbered) -> str:
        number, finding = each
        sign, level = LEVEL_WORDS[finding.level]
        placed = _is_placed(self.checked.document, finding)
        place = finding.where.place
        where = f" · {words(str(place))}" if place is not None and not placed else ""
        key = f" · {words(finding.where.key)}" if finding.where.key and not placed else ""
        parts = [
            f'<article class="finding {finding.level.value}" id="f{number}" tabindex="-1">\n',
            f'<p><span class="level"><span aria-hidden="true">{sign}</span> {number}. {level}</span>',
            f' <span class="quiet">{words(finding.check)}{where}{key}</span></p>\n',
            f"<p>{words(finding.message)}</p>\n",
            self._pairs(finding),
            self._reason(each),
        ]
        if placed:
            parts.append(f'<p class="back"><a href="#t{number}">To the words of finding {number}</a></p>\n')
        return "".join([*parts, "</article>"])

    def _pairs(self, finding: Finding) -> str:
        pairs = []
        if finding.quote:
            pairs.append(("Typed", "wrong", words(finding.quote)))
        if finding.expected:
            pairs.append(("Expected", "right", words(finding.expected)))
        if finding.fix is not None and finding.fix.text and not finding.expected:
            pairs.append(("To paste", "right", words(finding.fix.text)))
        for related in finding.related:
            span, document = related.where.span, self.checked.document
            index = block_of(document, span) if span is not None and document is not None else None
            text = words(related.words)
            linked = text if index is None else f'<a href="#{self.anchor}b{index}">{text}</a>'
            pairs.append(("See", "see", linked))
        if not pairs:
            return ""
        return "<dl>" + "".join(f'<dt>{dt}</dt><dd class="{c}">{dd}</dd>' for dt, c, dd in pairs) + "</dl>\n"

    def _reason(self, each: Numbered) -> str:
        check = CHECKS.get(each.finding.check)
        if check is None:
            return ""
        first = self._first[check.id]
        if first != each.number:
            return f'<p class="quiet">Why: see finding {_number(first)}.</p>\n'
        return f'<p class="quiet">{words(check.reason)} {words(check.remedy)}</p>\n'


def _is_placed(document: Document | None, finding: Finding) -> bool:
    span = finding.where.span
    return document is not None and span is not None and block_of(document, span) is not None


def _number(number: int) -> str:
    return f'<a href="#f{number}">{number}</a>'
