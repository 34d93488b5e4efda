"""What a field says: another value, nearly the same, left out, in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citekit.checks.alignment import Relation
from citekit.checks.alternatives import REPORTED_IF_MISSING, is_optional
from citekit.checks.comparison.compared import NAMES, TITLES, YEAR, Compared, Field
from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.tokens import TokenKind
from citekit.language.fold import words
from citekit.language.small_words import SMALL_WORDS

__all__ = ["differing_values"]

_OTHERS: Final = frozenset(("et", "al", "and", "others", "u", "a"))
_NEEDS_DAY: Final = frozenset(("article-newspaper", "article-magazine"))
_REACH: Final = 3


def differing_values(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield how the value of a field differs."""
    pairs = compared.alignment.pairs
    own = [index for index in field.tokens if compared.tokens[index].variable == field.variable]
    gone = [index for index in own if index not in pairs]
    for index in own:
        if index in pairs and pairs[index][1] is Relation.SPELLING:
            yield _spelling(compared, field, index)
    if field.variable not in NAMES:
        yield from _accents(compared, field, own)
    if not gone or _is_said_otherwise(compared, field, gone):
        return
    if field.variable == "issued":
        yield from _date(compared, field, gone)
    elif field.variable in NAMES:
        yield from _people(compared, field, gone)
    elif len(gone) == len(own):
        yield from _whole(compared, field)
    else:
        yield from _partly(compared, field, own, gone)


def _spelling(compared: Compared, field: Field, index: int) -> Difference:
    typed = compared.typed[compared.alignment.pairs[index][0]]
    return Difference(
        kind=DifferenceKind.SPELLING,
        field=field.variable,
        part=compared.tokens[index].part,
        start=typed.start,
        end=typed.end,
        found=typed.text,
        expected=compared.tokens[index].text,
    )


def _accents(compared: Compared, field: Field, own: Sequence[int]) -> Iterator[Difference]:
    """Yield words that have the letters of the record without its accents."""
    for index in own:
        pair = compared.alignment.pairs.get(index)
        if pair is None or pair[1] is not Relation.EQUAL or compared.tokens[index].kind is not TokenKind.WORD:
            continue
        typed, expected = compared.typed[pair[0]].text, compared.tokens[index].text
        if _letters(typed) != _letters(expected):
            yield _spelling(compared, field, index)


def _is_said_otherwise(compared: Compared, field: Field, gone: Sequence[int]) -> bool:
    """Whether the words that are missing were typed elsewhere, abbreviated, or need not be there."""
    if is_optional(field.variable, compared.item):
        return True
    near = compared.near(field)
    if not near:
        return False
    missing = [compared.tokens[index].key for index in field.tokens]
    typed = [compared.typed[j].key for j in near]
    told = [key for key in missing if key not in SMALL_WORDS and key != "and"]
    if field.variable in ("container-title", "collection-title", "publisher", "genre", "event-title"):
        return (
            _abbreviates(typed, told) or _abbreviates(told, typed) or _is_short_form(compared, field, typed)
        )
    if field.variable in NAMES and any(compared.tokens[i].part == "literal" for i in gone):
        return False
    return "".join(typed) == "".join(missing)


def _is_short_form(compared: Compared, field: Field, typed: Sequence[str]) -> bool:
    short = compared.item.text.get(f"{field.variable}-short", "")
    return bool(short) and words(short) == tuple(typed)


def _whole(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield that a field is not there, elsewhere, or another."""
    variable = field.variable
    moved = compared.elsewhere(field)
    if moved:
        start, end = compared.typed[moved[0]].start, compared.typed[moved[-1]].end
        compared.taken.update(moved)
        yield compared.difference(DifferenceKind.ORDER, field, start, end)
        return
    taken = compared.take(field)
    if taken:
        start, end = compared.typed[taken[0]].start, compared.typed[taken[-1]].end
        compared.taken.update(taken)
        yield compared.difference(DifferenceKind.WRONG, field, start, end)
    elif variable in REPORTED_IF_MISSING:
        at = compared.where(field)
        yield compared.difference(DifferenceKind.MISSING, field, at, at)


def _partly(
    compared: Compared, field: Field, own: Sequence[int], gone: Sequence[int]
) -> Iterator[Difference]:
    """Yield that some words of a field are others."""
    variable = field.variable
    if variable not in TITLES | REPORTED_IF_MISSING:
        return
    if variable in TITLES:
        told = [
            i for i in gone if compared.tokens[i].key not in SMALL_WORDS and compared.tokens[i].key != "and"
        ]
        near = [j for j in compared.near(field) if compared.typed[j].key not in SMALL_WORDS]
        if len(told) == 1 and not near:
            yield from _turned(compared, field, own, told[0])
        if not told or (len(told) == 1 and not near):
            return
        if _is_subtitle(compared, own, gone):
            at = compared.typed[_last_typed(compared, own)].end
            yield Difference(
                kind=DifferenceKind.MISSING,
                field=variable,
                part="subtitle",
                start=at,
                end=at,
                expected=compared.printed.text[
                    compared.tokens[gone[0]].start : compared.tokens[gone[-1]].end
                ],
            )
            return
    typed = [pair[0] for i in own if (pair := compared.alignment.pairs.get(i))]
    near = [j for j in compared.near(field) if min(typed) - _REACH <= j <= max(typed) + _REACH]
    if variable in ("volume", "issue", "page", "number", "edition") and not near and len(own) > 1:
        return  # a first page, a number without its letters: less was typed, nothing wrong
    every = sorted((*typed, *near)) if variable not in TITLES else sorted(typed)
    compared.taken.update(near)
    yield compared.difference(
        DifferenceKind.WRONG, field, compared.typed[every[0]].start, compared.typed[every[-1]].end
    )


def _turned(compared: Compared, field: Field, own: Sequence[int], gone: int) -> Iterator[Difference]:
    """Yield that a word of a title was typed, and in another place of it: wealth, health."""
    paired = {i: pair[0] for i in own if (pair := compared.alignment.pairs.get(i))}
    if not paired:
        return
    first, last = min(paired.values()), max(paired.values())
    again = [
        j
        for j in range(first, last)
        if j not in compared.taken and compared.typed[j].key == compared.tokens[gone].key
    ]
    if not again:
        return
    compared.taken.update(again[:1])
    # From the word that is out of its place to the one that it should stand beside.
    others = [j for i, j in paired.items() if min(abs(i - gone), abs(j - again[0])) <= _REACH]
    between = sorted((again[0], *(j for i, j in paired.items() if (i < gone) != (j < again[0]))))
    if not others or len(between) < 2:
        return
    printed = sorted((gone, *(i for i, j in paired.items() if (i < gone) != (j < again[0]))))
    start, end = compared.typed[between[0]].start, compared.typed[between[-1]].end
    yield replace(
        compared.difference(DifferenceKind.WRONG, field, start, end),
        expected=compared.printed.text[compared.tokens[printed[0]].start : compared.tokens[printed[-1]].end],
    )


def _is_subtitle(compared: Compared, own: Sequence[int], gone: Sequence[int]) -> bool:
    """Whether what is missing is all that stands after a colon."""
    first = gone[0]
    if tuple(gone) != tuple(own[own.index(first) :]) or first == own[0]:
        return False
    gap = compared.printed.text[compared.tokens[first - 1].end : compared.tokens[first].start]
    return bool(re.search(r"[:.?!–—]", gap))


def _last_typed(compared: Compared, own: Sequence[int]) -> int:
    return max(pair[0] for i in own if (pair := compared.alignment.pairs.get(i)))


def _date(compared: Compared, field: Field, gone: Sequence[int]) -> Iterator[Difference]:
    parts = {compared.tokens[index].part for index in gone}
    year = [index for index in gone if YEAR.fullmatch(compared.tokens[index].key)]
    if year:
        if any(
            compared.tokens[i].key == compared.tokens[year[0]].key and i not in gone for i in field.tokens
        ):
            return
        moved = compared.elsewhere(Field("issued", tuple(year)))
        if moved:
            compared.taken.update(moved)
            token = compared.typed[moved[0]]
            yield compared.difference(DifferenceKind.ORDER, field, token.start, token.end, part="year")
            return
        near = [j for j in compared.near(field) if YEAR.fullmatch(compared.typed[j].key)]
        near = (
            near
            or [
                j
                for j, token in enumerate(compared.typed)
                if j not in compared.taken and YEAR.fullmatch(token.key) and token.kind is TokenKind.NUMBER
            ][:1]
        )
        if near:
            compared.taken.update(near[:1])
            token = compared.typed[near[0]]
            yield replace(
                compared.difference(DifferenceKind.WRONG, field, token.start, token.end, part="year"),
                expected=compared.tokens[year[0]].text,
            )
        elif not _says_no_date(compared):
            at = compared.where(field)
            yield replace(
                compared.difference(DifferenceKind.MISSING, field, at, at, part="year"),
                expected=compared.tokens[year[0]].text,
            )
        return
    if parts & {"month", "day"} and compared.item.type in _NEEDS_DAY:
        at = _typed_end(compared, field)
        yield replace(
            compared.difference(DifferenceKind.MISSING, field, at, at, part="day"),
            expected=compared.spelt(field),
        )


def _says_no_date(compared: Compared) -> bool:
    return bool(re.search(r"\bn\.?\s?d\b|in press|forthcoming|no date", compared.text, re.IGNORECASE))


def _typed_end(compared: Compared, field: Field) -> int:
    ends = [compared.typed[pair[0]].end for i in field.tokens if (pair := compared.alignment.pairs.get(i))]
    return max(ends, default=compared.where(field))


def _people(compared: Compared, field: Field, gone: Sequence[int]) -> Iterator[Difference]:
    """Yield names that were left out, or are others."""
    families = [i for i in gone if compared.tokens[i].part in ("family", "literal", "non-dropping-particle")]
    loose = {token.key for j, token in enumerate(compared.typed) if j not in compared.taken}
    # "van der Gaag, Martin" where the style prints the particle after the given name
    families = [
        i
        for i in families
        if not (compared.tokens[i].part == "non-dropping-particle" and compared.tokens[i].key in loose)
    ]
    if not families:
        return
    near = compared.near(field)
    is_cut = any(compared.typed[j].key in _OTHERS for j in near) or _printed_et_al(compared, field)
    if is_cut:
        # How long the list is is told apart from who stands first in it.
        near = tuple(j for j in near if compared.typed[j].key not in _OTHERS)
        families = [i for i in families[:1] if near and i == field.tokens[0]]
        if not families:
            return
    own = [i for i in field.tokens if compared.tokens[i].variable == field.variable]
    if len(gone) == len(own) and not is_cut:
        yield from _whole(compared, field)
        return
    expected = compared.printed.text[compared.tokens[families[0]].start : compared.tokens[families[-1]].end]
    if near and all(compared.typed[j].kind is not TokenKind.NUMBER for j in near):
        start, end = compared.typed[near[0]].start, compared.typed[near[-1]].end
        compared.taken.update(near)
        yield Difference(
            kind=DifferenceKind.WRONG,
            field=field.variable,
            part="family",
            start=start,
            end=end,
            found=compared.text[start:end],
            expected=expected,
        )
    elif not near:
        at = compared.where(Field(field.variable, tuple(gone)))
        yield Difference(
            kind=DifferenceKind.MISSING,
            field=field.variable,
            part="family",
            start=at,
            end=at,
            expected=expected,
        )


def _printed_et_al(compared: Compared, field: Field) -> bool:
    return any(compared.tokens[i].element == "et-al" for i in field.tokens)


def _letters(text: str) -> str:
    """Return the letters of a word with their accents, whatever the case and the apostrophe."""
    return re.sub(r"['’ʼ‘`]", "'", text).casefold()


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words ``short`` stand for ``long``: initials, or the beginning of some words in order."""
    if not short or not long:
        return False
    if len(short) == 1 and short[0] == "".join(word[0] for word in long):
        return True
    at = 0
    for word in short:
        while at < len(long) and not (long[at].startswith(word) or _contracts(word, long[at])):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _contracts(short: str, long: str) -> bool:
    """Whether a word is another with letters left out in its midst: Natl, Intl."""
    if len(short) < 2 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
