"""The form of the rest: capitals, italics, addresses, marks between words, words that are not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citekit.checks.alignment import Relation
from citekit.checks.alternatives import is_accepted_gap
from citekit.checks.comparison.compared import NAMES, Compared, Field
from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.title_case import TitleCase, case_of
from citekit.checks.tokens import Token, TokenKind
from citekit.language.fold import fold, words

__all__ = ["differing_address", "differing_case", "differing_gaps", "differing_italics", "extras"]

_FEWEST_CASED: Final = 3
_CLEARLY: Final = 0.7
_LABELS: Final = {
    "pp": ("page",), "p": ("page",), "pages": ("page",), "vol": ("volume",), "volume": ("volume",),
    "no": ("issue",), "issue": ("issue",),
}  # fmt: skip
"""Words before a number that some styles print and some do not."""


def differing_case(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield that a title has the capitals of a heading where a sentence's are printed, or the reverse."""
    both = [
        (compared.tokens[i], compared.typed[pair[0]])
        for i in field.tokens
        if (pair := compared.alignment.pairs.get(i)) and pair[1] is Relation.EQUAL
    ]
    if len(both) < _FEWEST_CASED or all(one.text == other.text for one, other in both):
        return
    language = compared.item.text.get("language", "")
    printed = case_of([one.text for one, _ in both], language)
    typed = case_of([other.text for _, other in both], language)
    if printed is typed or None in (printed, typed):
        return
    of_record = printed in (TitleCase.TITLE, TitleCase.CAPITALS) and typed is TitleCase.SENTENCE
    written = compared.item.text.get(field.variable, "").split()
    if of_record and case_of(written, language) is not printed:
        of_record = False  # the style made those capitals
    start, end = both[0][1].start, both[-1][1].end
    yield replace(
        compared.difference(DifferenceKind.CASE, field, start, end),
        expected=_recased(compared.text, both),
        part=typed.value if typed else "",
        of_record=of_record,
    )


def differing_italics(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield that a field is in italics where it is printed upright, or the reverse."""
    both = [
        (compared.tokens[i], compared.typed[pair[0]])
        for i in field.tokens
        if (pair := compared.alignment.pairs.get(i))
    ]
    if not both:
        return
    printed = sum(one.is_italic for one, _ in both) / len(both)
    typed = sum(other.is_italic for _, other in both) / len(both)
    if abs(printed - typed) < _CLEARLY:
        return
    yield replace(
        compared.difference(DifferenceKind.ITALICS, field, both[0][1].start, both[-1][1].end),
        expected="italic" if printed > typed else "upright",
    )


def differing_address(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield that another form of its address stands before a DOI."""
    for index in field.tokens:
        pair = compared.alignment.pairs.get(index)
        token = compared.tokens[index]
        if pair is None or token.kind is not TokenKind.ADDRESS or not token.key.startswith("doi:"):
            continue
        typed = compared.typed[pair[0]]
        if _lead(typed.text) != _lead(token.text):
            yield compared.pair_difference(DifferenceKind.ADDRESS, field, index, typed)


def differing_gaps(compared: Compared) -> Iterator[Difference]:
    """Yield where other marks stand between two words than the style prints."""
    pairs = compared.alignment.pairs
    fields = {index: field.variable for field in compared.fields for index in field.tokens}
    for index in range(len(compared.tokens) - 1):
        left, right = pairs.get(index), pairs.get(index + 1)
        if left is None or right is None or right[0] != left[0] + 1:
            continue
        if Relation.INITIALS in (left[1], right[1]):
            continue  # the marks belong to the form of the name
        one, other = compared.tokens[index], compared.tokens[index + 1]
        start, end = compared.typed[left[0]].end, compared.typed[right[0]].start
        expected = compared.printed.text[one.end : other.start]
        found = compared.text[start:end]
        before, after = fields.get(index, ""), fields.get(index + 1, "")
        if not is_accepted_gap(found, expected, before=before, after=after):
            yield _gap(compared, (before, after), (start, end), expected)


def _gap(compared: Compared, fields: tuple[str, str], where: tuple[int, int], expected: str) -> Difference:
    (before, after), (start, end) = fields, where
    found = compared.text[start:end]
    kind = DifferenceKind.PUNCTUATION
    if before == after and before in NAMES:
        kind = DifferenceKind.SEPARATOR
    elif before == after == "page" and "–" in expected and "-" in found:
        kind = DifferenceKind.DASH
    return Difference(
        kind=kind, field=after, before=before, start=start, end=end, found=found, expected=expected
    )


def extras(compared: Compared) -> Iterator[Difference]:
    """Yield what was typed of the record's fields though the style does not print them there."""
    printed = {field.variable for field in compared.fields}
    place = compared.item.text.get("publisher-place", "")
    rest = [
        (j, compared.typed[j])
        for hunk in compared.alignment.hunks
        for j in hunk.typed
        if j not in compared.taken
    ]
    if place and "publisher-place" not in printed:
        wanted = set(words(place))
        mine = [token for _, token in rest if token.key in wanted]
        if mine:
            yield Difference(
                kind=DifferenceKind.EXTRA,
                field="publisher-place",
                start=mine[0].start,
                end=mine[-1].end,
                found=compared.text[mine[0].start : mine[-1].end],
            )
    for j, token in rest:
        if token.key in ("and", "&") and 0 < j < len(compared.typed) - 1:
            field = _field_typed(compared, j + 1)
            if field in NAMES and field == _field_typed(compared, j - 1):
                start, end = compared.typed[j - 1].end, compared.typed[j + 1].start
                yield Difference(
                    kind=DifferenceKind.SEPARATOR,
                    field=field,
                    start=start,
                    end=end,
                    found=compared.text[start:end],
                    expected=", ",
                )
        if token.key in _LABELS and j + 1 < len(compared.typed):
            field = _field_typed(compared, j + 1)
            if field in _LABELS[token.key]:
                end = compared.typed[j + 1].start
                yield Difference(
                    kind=DifferenceKind.EXTRA,
                    field=field,
                    part="label",
                    start=token.start,
                    end=end,
                    found=compared.text[token.start : end].rstrip(),
                )


def _field_typed(compared: Compared, typed: int) -> str:
    """Return the field that a typed word is paired with."""
    found = next((i for i, (j, _) in compared.alignment.pairs.items() if j == typed), None)
    return "" if found is None else compared.tokens[found].variable


def _lead(address: str) -> str:
    """Return what stands before a DOI: ``https://doi.org/``, ``doi:``, nothing."""
    return re.split(r"10\.\d{4,9}/", re.sub(r"\s", "", address).casefold(), maxsplit=1)[0]


def _recased(text: str, both: Sequence[tuple[Token, Token]]) -> str:
    """Return the typed words with the printed ones' capitals."""
    start, end = both[0][1].start, both[-1][1].end
    result, at = "", start
    for printed, typed in both:
        result += text[at : typed.start] + (
            printed.text if fold(printed.text) == fold(typed.text) else typed.text
        )
        at = typed.end
    return result + text[at:end]
