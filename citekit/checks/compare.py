"""How a typed reference differs from the one that the style prints of its record, field by field.

Each difference has the field of the printed words concerned, and the place among the typed ones. Only what
can be told apart is told: a field that the record lacks, another glyph of the same quotation mark, another
form of the same month are no differences. Where title, author and year disagree it is another work, and
nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from citekit.checks.alignment import Alignment, Relation, align
from citekit.checks.alternatives import REPORTED_IF_MISSING, is_accepted_gap, is_optional
from citekit.checks.printed import Printed
from citekit.checks.title_case import TitleCase, case_of
from citekit.checks.tokens import Token, TokenKind, printed_tokens, typed_tokens
from citekit.item.item import Item
from citekit.language.fold import fold, words
from citekit.library.traits import SMALL_WORDS

__all__ = ["Comparison", "Difference", "DifferenceKind", "compare"]


class DifferenceKind(Enum):
    """In what a typed reference differs from the printed one."""

    WRONG = "another value than the record's"
    SPELLING = "nearly the record's letters"
    MISSING = "left out"
    EXTRA = "more than the style prints"
    ORDER = "in another place"
    CASE = "capitals"
    ITALICS = "italics"
    DASH = "a hyphen for a dash"
    INITIALS = "given names in another form"
    SEPARATOR = "what stands between names"
    LENGTH = "how many names are listed"
    ADDRESS = "another form of the address"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference.

    ``field`` is the variable concerned and ``part`` a piece of it; ``before`` is the field that a difference
    of punctuation follows. ``start`` to ``end`` are the characters of the typed reference concerned; they
    are equal where something is left out. ``found`` and ``expected`` are what stands there and should; for
    italics ``expected`` is ``italic`` or ``upright``. ``of_record`` says that the record is the odd one.
    """

    kind: DifferenceKind
    field: str
    part: str = ""
    before: str = ""
    start: int
    end: int
    found: str = ""
    expected: str = ""
    of_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A typed reference beside the printed one of its record.

    ``is_other_work`` says that they disagree on what the work is; then there are no differences.
    ``disagreeing`` are the fields in which they do.
    """

    key: str
    printed: str
    differences: tuple[Difference, ...]
    is_other_work: bool = False
    disagreeing: tuple[str, ...] = ()

    def of(self, *kinds: DifferenceKind) -> Iterator[Difference]:
        """Yield the differences of these kinds."""
        return (difference for difference in self.differences if difference.kind in kinds)


def compare(
    text: str,
    printed: Printed,
    item: Item,
    *,
    italics: Sequence[tuple[int, int]] | None = None,
) -> Comparison:
    """Return how the typed reference ``text`` differs from ``printed``, which the style made of ``item``.

    ``italics`` are the spans of ``text`` in italics, None where the source does not show them.
    """
    comparer = _Comparer(text, printed, item, italics)
    disagreeing = comparer.disagreeing()
    if len(disagreeing) > 1 or comparer.has_another_title():
        return Comparison(
            key=printed.key,
            printed=printed.text,
            differences=(),
            is_other_work=True,
            disagreeing=disagreeing,
        )
    differences = sorted(comparer.differences(), key=lambda one: (one.start, one.end))
    return Comparison(
        key=printed.key, printed=printed.text, differences=tuple(differences), disagreeing=disagreeing
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The printed words of one variable, with the style's own words among them."""

    variable: str
    tokens: tuple[int, ...]


_NAMES: Final = frozenset(
    ("author", "editor", "translator", "container-author", "collection-editor", "director", "composer",
     "editor-translator", "editortranslator", "recipient", "interviewer", "reviewed-author", "contributor")
)  # fmt: skip
_TITLES: Final = frozenset(("title", "container-title", "collection-title", "event-title", "volume-title"))
_CASED: Final = frozenset(("title", "container-title"))
_ITALIC: Final = frozenset(("title", "container-title", "volume", "issue", "publisher", "collection-title"))
_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d")
_SAME_TITLE: Final = 0.5
_HARDLY: Final = 0.2


class _Comparer:
    """What is known while one reference is compared."""

    def __init__(
        self, text: str, printed: Printed, item: Item, italics: Sequence[tuple[int, int]] | None
    ) -> None:
        self._text = text
        self._printed = printed
        self._item = item
        self._shows_italics = italics is not None
        self._typed = typed_tokens(text, italics or ())
        self._tokens = printed_tokens(printed)
        self._alignment: Alignment = align(self._tokens, self._typed)
        self._fields = tuple(_fields(self._tokens))
        self._taken = {j for j, _ in self._alignment.pairs.values()}

    # What the work is

    def disagreeing(self) -> tuple[str, ...]:
        """Return which of title, author and year are not the record's."""
        found: list[str] = []
        for field in self._fields:
            if field.variable in found:
                continue
            if field.variable == "title" and self._share(field) < _SAME_TITLE:
                found.append("title")
            elif field.variable in ("author", "issued") and self._is_other(field):
                found.append(field.variable)
        return tuple(found)

    def has_another_title(self) -> bool:
        """Whether hardly a word of the record's title was typed."""
        return any(
            field.variable == "title" and len(field.tokens) > 1 and self._share(field) < _HARDLY
            for field in self._fields
        )

    def _share(self, field: _Field) -> float:
        """Return which share of the words of a field was typed, small words aside."""
        told = [index for index in field.tokens if self._tokens[index].key not in SMALL_WORDS] or field.tokens
        return sum(index in self._alignment.pairs for index in told) / len(told)

    def _is_other(self, field: _Field) -> bool:
        if field.variable == "issued":
            years = [i for i in field.tokens if _YEAR.fullmatch(self._tokens[i].key)]
            return bool(years) and not any(i in self._alignment.pairs for i in years) and self._has_year()
        if _repeats_names(self._text):
            return False
        first = next((i for i in field.tokens if self._tokens[i].part in ("family", "literal", "")), None)
        return first is not None and first not in self._alignment.pairs and self._share(field) == 0

    def _has_year(self) -> bool:
        return any(_YEAR.fullmatch(token.key) for token in self._typed)

    # What differs

    def differences(self) -> Iterator[Difference]:
        """Yield every difference."""
        for field in self._fields:
            if field.variable in _NAMES and _repeats_names(self._text) and self._share(field) == 0:
                continue
            yield from self._values(field)
            if field.variable in _NAMES:
                yield from self._names(field)
            if field.variable in _CASED:
                yield from self._case(field)
            if field.variable in _ITALIC and self._shows_italics:
                yield from self._italics(field)
            if field.variable in ("DOI", "URL"):
                yield from self._address(field)
        yield from self._gaps()
        yield from self._extras()

    def _values(self, field: _Field) -> Iterator[Difference]:
        """Yield how the value of a field differs."""
        pairs = self._alignment.pairs
        own = [index for index in field.tokens if self._tokens[index].variable == field.variable]
        gone = [index for index in own if index not in pairs]
        for index in own:
            if index in pairs and pairs[index][1] is Relation.SPELLING:
                yield self._spelling(field, index)
        if field.variable not in _NAMES:
            yield from self._accents(field, own)
        if not gone or self._is_said_otherwise(field, gone):
            return
        if field.variable == "issued":
            yield from self._date(field, gone)
        elif field.variable in _NAMES:
            yield from self._people(field, gone)
        elif len(gone) == len(own):
            yield from self._whole(field)
        else:
            yield from self._partly(field, own, gone)

    def _spelling(self, field: _Field, index: int) -> Difference:
        typed = self._typed[self._alignment.pairs[index][0]]
        return Difference(
            kind=DifferenceKind.SPELLING,
            field=field.variable,
            part=self._tokens[index].part,
            start=typed.start,
            end=typed.end,
            found=typed.text,
            expected=self._tokens[index].text,
        )

    def _accents(self, field: _Field, own: Sequence[int]) -> Iterator[Difference]:
        """Yield words that have the letters of the record without its accents."""
        for index in own:
            pair = self._alignment.pairs.get(index)
            if (
                pair is None
                or pair[1] is not Relation.EQUAL
                or self._tokens[index].kind is not TokenKind.WORD
            ):
                continue
            typed, expected = self._typed[pair[0]].text, self._tokens[index].text
            if _letters(typed) != _letters(expected):
                yield self._spelling(field, index)

    def _is_said_otherwise(self, field: _Field, gone: Sequence[int]) -> bool:
        """Whether the words that are missing were typed elsewhere, abbreviated, or need not be there."""
        if is_optional(field.variable, self._item):
            return True
        near = self._near(field)
        if not near:
            return False
        missing = [self._tokens[index].key for index in field.tokens]
        typed = [self._typed[j].key for j in near]
        told = [key for key in missing if key not in SMALL_WORDS and key != "and"]
        if field.variable in ("container-title", "collection-title", "publisher", "genre", "event-title"):
            return _abbreviates(typed, told) or _abbreviates(told, typed) or self._is_short_form(field, typed)
        if field.variable in _NAMES and any(self._tokens[i].part == "literal" for i in gone):
            return False
        return "".join(typed) == "".join(missing)

    def _is_short_form(self, field: _Field, typed: Sequence[str]) -> bool:
        short = self._item.text.get(f"{field.variable}-short", "")
        return bool(short) and words(short) == tuple(typed)

    def _near(self, field: _Field) -> tuple[int, ...]:
        """Return the typed words that are paired with nothing and stand where the field should."""
        mine = set(field.tokens)
        for hunk in self._alignment.hunks:
            if mine & set(hunk.printed):
                return tuple(j for j in hunk.typed if j not in self._taken)
        return ()

    def _whole(self, field: _Field) -> Iterator[Difference]:
        """Yield that a field is not there, elsewhere, or another."""
        variable = field.variable
        moved = self._elsewhere(field)
        if moved:
            start, end = self._typed[moved[0]].start, self._typed[moved[-1]].end
            self._taken.update(moved)
            yield self._difference(DifferenceKind.ORDER, field, start, end)
            return
        taken = self._take(field)
        if taken:
            start, end = self._typed[taken[0]].start, self._typed[taken[-1]].end
            self._taken.update(taken)
            yield self._difference(DifferenceKind.WRONG, field, start, end)
        elif variable in REPORTED_IF_MISSING:
            at = self._where(field)
            yield self._difference(DifferenceKind.MISSING, field, at, at)

    def _partly(self, field: _Field, own: Sequence[int], gone: Sequence[int]) -> Iterator[Difference]:
        """Yield that some words of a field are others."""
        variable = field.variable
        if variable not in _TITLES | REPORTED_IF_MISSING:
            return
        if variable in _TITLES:
            told = [
                i for i in gone if self._tokens[i].key not in SMALL_WORDS and self._tokens[i].key != "and"
            ]
            near = [j for j in self._near(field) if self._typed[j].key not in SMALL_WORDS]
            if len(told) == 1 and not near:
                yield from self._turned(field, own, told[0])
            if not told or (len(told) == 1 and not near):
                return
            if self._is_subtitle(own, gone):
                at = self._typed[self._last_typed(own)].end
                yield Difference(
                    kind=DifferenceKind.MISSING,
                    field=variable,
                    part="subtitle",
                    start=at,
                    end=at,
                    expected=self._printed.text[self._tokens[gone[0]].start : self._tokens[gone[-1]].end],
                )
                return
        typed = [pair[0] for i in own if (pair := self._alignment.pairs.get(i))]
        near = [j for j in self._near(field) if min(typed) - _REACH <= j <= max(typed) + _REACH]
        if variable in ("volume", "issue", "page", "number", "edition") and not near and len(own) > 1:
            return  # a first page, a number without its letters: less was typed, nothing wrong
        every = sorted((*typed, *near)) if variable not in _TITLES else sorted(typed)
        self._taken.update(near)
        yield self._difference(
            DifferenceKind.WRONG, field, self._typed[every[0]].start, self._typed[every[-1]].end
        )

    def _turned(self, field: _Field, own: Sequence[int], gone: int) -> Iterator[Difference]:
        """Yield that a word of a title was typed, and in another place of it: wealth, health."""
        paired = {i: pair[0] for i in own if (pair := self._alignment.pairs.get(i))}
        if not paired:
            return
        first, last = min(paired.values()), max(paired.values())
        again = [
            j
            for j in range(first, last)
            if j not in self._taken and self._typed[j].key == self._tokens[gone].key
        ]
        if not again:
            return
        self._taken.update(again[:1])
        # From the word that is out of its place to the one that it should stand beside.
        others = [j for i, j in paired.items() if min(abs(i - gone), abs(j - again[0])) <= _REACH]
        between = sorted((again[0], *(j for i, j in paired.items() if (i < gone) != (j < again[0]))))
        if not others or len(between) < 2:
            return
        printed = sorted((gone, *(i for i, j in paired.items() if (i < gone) != (j < again[0]))))
        start, end = self._typed[between[0]].start, self._typed[between[-1]].end
        yield replace(
            self._difference(DifferenceKind.WRONG, field, start, end),
            expected=self._printed.text[self._tokens[printed[0]].start : self._tokens[printed[-1]].end],
        )

    def _is_subtitle(self, own: Sequence[int], gone: Sequence[int]) -> bool:
        """Whether what is missing is all that stands after a colon."""
        first = gone[0]
        if tuple(gone) != tuple(own[own.index(first) :]) or first == own[0]:
            return False
        gap = self._printed.text[self._tokens[first - 1].end : self._tokens[first].start]
        return bool(re.search(r"[:.?!–—]", gap))

    def _last_typed(self, own: Sequence[int]) -> int:
        return max(pair[0] for i in own if (pair := self._alignment.pairs.get(i)))

    def _date(self, field: _Field, gone: Sequence[int]) -> Iterator[Difference]:
        parts = {self._tokens[index].part for index in gone}
        year = [index for index in gone if _YEAR.fullmatch(self._tokens[index].key)]
        if year:
            if any(self._tokens[i].key == self._tokens[year[0]].key and i not in gone for i in field.tokens):
                return
            moved = self._elsewhere(_Field("issued", tuple(year)))
            if moved:
                self._taken.update(moved)
                token = self._typed[moved[0]]
                yield self._difference(DifferenceKind.ORDER, field, token.start, token.end, part="year")
                return
            near = [j for j in self._near(field) if _YEAR.fullmatch(self._typed[j].key)]
            near = (
                near
                or [
                    j
                    for j, token in enumerate(self._typed)
                    if j not in self._taken and _YEAR.fullmatch(token.key) and token.kind is TokenKind.NUMBER
                ][:1]
            )
            if near:
                self._taken.update(near[:1])
                token = self._typed[near[0]]
                yield replace(
                    self._difference(DifferenceKind.WRONG, field, token.start, token.end, part="year"),
                    expected=self._tokens[year[0]].text,
                )
            elif not self._says_no_date():
                at = self._where(field)
                yield replace(
                    self._difference(DifferenceKind.MISSING, field, at, at, part="year"),
                    expected=self._tokens[year[0]].text,
                )
            return
        if parts & {"month", "day"} and self._item.type in _NEEDS_DAY:
            at = self._typed_end(field)
            yield replace(
                self._difference(DifferenceKind.MISSING, field, at, at, part="day"),
                expected=self._spelt(field),
            )

    def _says_no_date(self) -> bool:
        return bool(re.search(r"\bn\.?\s?d\b|in press|forthcoming|no date", self._text, re.IGNORECASE))

    def _typed_end(self, field: _Field) -> int:
        ends = [self._typed[pair[0]].end for i in field.tokens if (pair := self._alignment.pairs.get(i))]
        return max(ends, default=self._where(field))

    def _people(self, field: _Field, gone: Sequence[int]) -> Iterator[Difference]:
        """Yield names that were left out, or are others."""
        families = [i for i in gone if self._tokens[i].part in ("family", "literal", "non-dropping-particle")]
        loose = {token.key for j, token in enumerate(self._typed) if j not in self._taken}
        # "van der Gaag, Martin" where the style prints the particle after the given name
        families = [
            i
            for i in families
            if not (self._tokens[i].part == "non-dropping-particle" and self._tokens[i].key in loose)
        ]
        if not families:
            return
        near = self._near(field)
        is_cut = any(self._typed[j].key in _OTHERS for j in near) or self._printed_et_al(field)
        if is_cut:
            # How long the list is is told apart from who stands first in it.
            near = tuple(j for j in near if self._typed[j].key not in _OTHERS)
            families = [i for i in families[:1] if near and i == field.tokens[0]]
            if not families:
                return
        own = [i for i in field.tokens if self._tokens[i].variable == field.variable]
        if len(gone) == len(own) and not is_cut:
            yield from self._whole(field)
            return
        expected = self._printed.text[self._tokens[families[0]].start : self._tokens[families[-1]].end]
        if near and all(self._typed[j].kind is not TokenKind.NUMBER for j in near):
            start, end = self._typed[near[0]].start, self._typed[near[-1]].end
            self._taken.update(near)
            yield Difference(
                kind=DifferenceKind.WRONG,
                field=field.variable,
                part="family",
                start=start,
                end=end,
                found=self._text[start:end],
                expected=expected,
            )
        elif not near:
            at = self._where(_Field(field.variable, tuple(gone)))
            yield Difference(
                kind=DifferenceKind.MISSING,
                field=field.variable,
                part="family",
                start=at,
                end=at,
                expected=expected,
            )

    def _printed_et_al(self, field: _Field) -> bool:
        return any(self._tokens[i].element == "et-al" for i in field.tokens)

    def _names(self, field: _Field) -> Iterator[Difference]:
        """Yield how the form of a list of names differs: initials, what joins them, where it ends."""
        pairs = self._alignment.pairs
        for index in field.tokens:
            token, pair = self._tokens[index], pairs.get(index)
            if pair is None:
                if token.key == "and" and not token.variable:
                    yield from self._joiner_left_out(field, index)
                continue
            typed, relation = self._typed[pair[0]], pair[1]
            if token.part == "given" and typed.text != token.text:
                if relation is Relation.INITIALS or _is_initials(token) or _is_initials(typed):
                    yield self._pair_difference(DifferenceKind.INITIALS, field, index, typed)
            elif token.key == "and" and not token.variable and typed.text.casefold() != token.text.casefold():
                yield self._pair_difference(DifferenceKind.SEPARATOR, field, index, typed)
        yield from self._length(field)

    def _joiner_left_out(self, field: _Field, index: int) -> Iterator[Difference]:
        """Yield that the word before the last name was not typed: Greifeneder, R., Todd, P. M."""
        before, after = self._alignment.pairs.get(index - 1), self._alignment.pairs.get(index + 1)
        if before is None or after is None or after[0] != before[0] + 1:
            return
        start, end = self._typed[before[0]].end, self._typed[after[0]].start
        if self._text[start : start + 1] == ".":
            start += 1  # that of an initial
        expected = self._printed.text[self._tokens[index - 1].end : self._tokens[index + 1].start]
        yield Difference(
            kind=DifferenceKind.SEPARATOR,
            field=field.variable,
            start=start,
            end=end,
            found=self._text[start:end],
            expected=expected.removeprefix("."),
        )

    def _pair_difference(self, kind: DifferenceKind, field: _Field, index: int, typed: Token) -> Difference:
        token = self._tokens[index]
        end = typed.end + (typed.kind is TokenKind.WORD and self._text[typed.end : typed.end + 1] == ".")
        return Difference(
            kind=kind,
            field=field.variable,
            part=token.part,
            start=typed.start,
            end=end,
            found=self._text[typed.start : end],
            expected=token.text,
        )

    def _length(self, field: _Field) -> Iterator[Difference]:
        """Yield that "et al." stands where the style lists the names, or the names where it has that."""
        printed_et_al = [i for i in field.tokens if self._tokens[i].element == "et-al"]
        mine = set(field.tokens)
        near = [j for hunk in self._alignment.hunks if mine & set(hunk.printed) for j in hunk.typed]
        typed_et_al = [j for j in near if self._typed[j].key in ("al", "others")]
        if printed_et_al and not any(i in self._alignment.pairs for i in printed_et_al):
            extra = [j for j in near if self._typed[j].kind in (TokenKind.WORD, TokenKind.INITIALS)]
            if len(extra) > 1:
                start, end = self._typed[extra[0]].start, self._typed[extra[-1]].end
                self._taken.update(extra)
                yield self._difference(DifferenceKind.LENGTH, field, start, end)
        elif typed_et_al and not printed_et_al:
            first = typed_et_al[0]
            has_et = first and self._typed[first - 1].key in ("et", "and")
            begin = self._typed[first - 1 if has_et else first].start
            self._taken.update((first, first - 1))
            yield self._difference(DifferenceKind.LENGTH, field, begin, self._typed[first].end)

    def _case(self, field: _Field) -> Iterator[Difference]:
        """Yield that a title has the capitals of a heading where a sentence's are printed, or the reverse."""
        both = [
            (self._tokens[i], self._typed[pair[0]])
            for i in field.tokens
            if (pair := self._alignment.pairs.get(i)) and pair[1] is Relation.EQUAL
        ]
        if len(both) < _FEWEST_CASED or all(one.text == other.text for one, other in both):
            return
        language = self._item.text.get("language", "")
        printed = case_of([one.text for one, _ in both], language)
        typed = case_of([other.text for _, other in both], language)
        if printed is typed or None in (printed, typed):
            return
        of_record = printed in (TitleCase.TITLE, TitleCase.CAPITALS) and typed is TitleCase.SENTENCE
        written = self._item.text.get(field.variable, "").split()
        if of_record and case_of(written, language) is not printed:
            of_record = False  # the style made those capitals
        start, end = both[0][1].start, both[-1][1].end
        yield replace(
            self._difference(DifferenceKind.CASE, field, start, end),
            expected=_recased(self._text, both),
            part=typed.value if typed else "",
            of_record=of_record,
        )

    def _italics(self, field: _Field) -> Iterator[Difference]:
        both = [
            (self._tokens[i], self._typed[pair[0]])
            for i in field.tokens
            if (pair := self._alignment.pairs.get(i))
        ]
        if not both:
            return
        printed = sum(one.is_italic for one, _ in both) / len(both)
        typed = sum(other.is_italic for _, other in both) / len(both)
        if abs(printed - typed) < _CLEARLY:
            return
        yield replace(
            self._difference(DifferenceKind.ITALICS, field, both[0][1].start, both[-1][1].end),
            expected="italic" if printed > typed else "upright",
        )

    def _address(self, field: _Field) -> Iterator[Difference]:
        for index in field.tokens:
            pair = self._alignment.pairs.get(index)
            token = self._tokens[index]
            if pair is None or token.kind is not TokenKind.ADDRESS or not token.key.startswith("doi:"):
                continue
            typed = self._typed[pair[0]]
            if _lead(typed.text) != _lead(token.text):
                yield self._pair_difference(DifferenceKind.ADDRESS, field, index, typed)

    def _gaps(self) -> Iterator[Difference]:
        """Yield where other marks stand between two words than the style prints."""
        pairs = self._alignment.pairs
        fields = {index: field.variable for field in self._fields for index in field.tokens}
        for index in range(len(self._tokens) - 1):
            left, right = pairs.get(index), pairs.get(index + 1)
            if left is None or right is None or right[0] != left[0] + 1:
                continue
            if Relation.INITIALS in (left[1], right[1]):
                continue  # the marks belong to the form of the name
            one, other = self._tokens[index], self._tokens[index + 1]
            start, end = self._typed[left[0]].end, self._typed[right[0]].start
            expected = self._printed.text[one.end : other.start]
            found = self._text[start:end]
            before, after = fields.get(index, ""), fields.get(index + 1, "")
            if not is_accepted_gap(found, expected, before=before, after=after):
                yield self._gap(before, after, start, end, expected)

    def _gap(self, before: str, after: str, start: int, end: int, expected: str) -> Difference:
        found = self._text[start:end]
        kind = DifferenceKind.PUNCTUATION
        if before == after and before in _NAMES:
            kind = DifferenceKind.SEPARATOR
        elif before == after == "page" and "–" in expected and "-" in found:
            kind = DifferenceKind.DASH
        return Difference(
            kind=kind, field=after, before=before, start=start, end=end, found=found, expected=expected
        )

    def _extras(self) -> Iterator[Difference]:
        """Yield what was typed of the record's fields though the style does not print them there."""
        printed = {field.variable for field in self._fields}
        place = self._item.text.get("publisher-place", "")
        rest = [
            (j, self._typed[j]) for hunk in self._alignment.hunks for j in hunk.typed if j not in self._taken
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
                    found=self._text[mine[0].start : mine[-1].end],
                )
        for j, token in rest:
            if token.key in ("and", "&") and 0 < j < len(self._typed) - 1:
                field = self._field_typed(j + 1)
                if field in _NAMES and field == self._field_typed(j - 1):
                    start, end = self._typed[j - 1].end, self._typed[j + 1].start
                    yield Difference(
                        kind=DifferenceKind.SEPARATOR,
                        field=field,
                        start=start,
                        end=end,
                        found=self._text[start:end],
                        expected=", ",
                    )
            if token.key in _LABELS and j + 1 < len(self._typed):
                field = self._field_typed(j + 1)
                if field in _LABELS[token.key]:
                    end = self._typed[j + 1].start
                    yield Difference(
                        kind=DifferenceKind.EXTRA,
                        field=field,
                        part="label",
                        start=token.start,
                        end=end,
                        found=self._text[token.start : end].rstrip(),
                    )

    def _field_typed(self, typed: int) -> str:
        """Return the field that a typed word is paired with."""
        found = next((i for i, (j, _) in self._alignment.pairs.items() if j == typed), None)
        return "" if found is None else self._tokens[found].variable

    # Pieces of all this

    def _difference(
        self, kind: DifferenceKind, field: _Field, start: int, end: int, *, part: str = ""
    ) -> Difference:
        return Difference(
            kind=kind,
            field=field.variable,
            part=part,
            start=start,
            end=end,
            found=self._text[start:end],
            expected=self._spelt(field),
        )

    def _spelt(self, field: _Field) -> str:
        """Return a field as the style prints it."""
        return self._printed.text[self._tokens[field.tokens[0]].start : self._tokens[field.tokens[-1]].end]

    def _elsewhere(self, field: _Field) -> tuple[int, ...]:
        """Return the typed words in a row, paired with nothing, that are the field in another place."""
        wanted = [self._tokens[index].key for index in field.tokens]
        if sum(map(len, wanted)) < _TELLS:
            return ()
        for start in range(len(self._typed) - len(wanted) + 1):
            row = range(start, start + len(wanted))
            if self._taken.isdisjoint(row) and [self._typed[j].key for j in row] == wanted:
                return tuple(row)
        return ()

    def _take(self, field: _Field) -> tuple[int, ...]:
        """Return the typed words that stand where a field should and have its shape."""
        near = self._near(field)
        kinds = {self._tokens[index].kind for index in field.tokens}
        if TokenKind.ADDRESS in kinds:
            mine = [j for j in near if self._typed[j].kind is TokenKind.ADDRESS]
            return tuple(mine[:1])
        if kinds == {TokenKind.NUMBER}:
            has_year = any(
                self._tokens[i].variable == "issued" and _YEAR.fullmatch(self._tokens[i].key)
                for i in self._alignment.pairs
            )
            mine = [
                j
                for j in near
                if self._typed[j].kind is TokenKind.NUMBER
                and (has_year or not _YEAR.fullmatch(self._typed[j].key))
            ]
            return tuple(mine[: len(field.tokens)])
        if field.variable in _NAMES | _TITLES | {"publisher", "genre"}:
            rivals = [
                other
                for other in self._fields
                if other is not field
                and other.variable in _NAMES | _TITLES | {"publisher", "genre", "publisher-place"}
                and not any(i in self._alignment.pairs for i in other.tokens)
                and set(self._near(other)) & set(near)
            ]
            mine = [j for j in near if self._typed[j].kind in (TokenKind.WORD, TokenKind.INITIALS)]
            # Where several fields are gone nobody can tell which of them the words are.
            return tuple(mine) if mine and not rivals else ()
        return ()

    def _where(self, field: _Field) -> int:
        """Return where in the typed text a field that is not there should stand."""
        for index in range(field.tokens[0] - 1, -1, -1):
            pair = self._alignment.pairs.get(index)
            if pair:
                return self._typed[pair[0]].end
        return 0


_OTHERS: Final = frozenset(("et", "al", "and", "others", "u", "a"))
_NEEDS_DAY: Final = frozenset(("article-newspaper", "article-magazine"))
_FEWEST_CASED: Final = 3
_CLEARLY: Final = 0.7
_TELLS: Final = 4
_REACH: Final = 3
_LABELS: Final = {
    "pp": ("page",), "p": ("page",), "pages": ("page",), "vol": ("volume",), "volume": ("volume",),
    "no": ("issue",), "issue": ("issue",),
}  # fmt: skip
"""Words before a number that some styles print and some do not."""


def _fields(tokens: Sequence[Token]) -> Iterator[_Field]:
    """Yield the fields in their order; the style's words within one, as between names, belong to it."""
    run: list[int] = []
    variable = ""
    pending: list[int] = []
    for index, token in enumerate(tokens):
        if not token.variable:
            pending.append(index)
            continue
        if token.variable == variable:
            run += [*(i for i in pending if variable in _NAMES), index]
        else:
            if run:
                tail = [i for i in pending if tokens[i].element == "et-al"] if variable in _NAMES else []
                yield _Field(variable, (*run, *tail))
            run, variable = [index], token.variable
        pending = []
    if run:
        tail = [i for i in pending if tokens[i].element == "et-al"] if variable in _NAMES else []
        yield _Field(variable, (*run, *tail))


def _repeats_names(text: str) -> bool:
    """Whether a reference begins with dashes for the names of the one before."""
    return bool(re.match(r"\s*(?:[—–]{1,}|-{2,}|_{2,})", text))


def _is_initials(token: Token) -> bool:
    return token.kind is TokenKind.INITIALS or (len(token.text) <= _FEW_LETTERS and token.text.isupper())


_FEW_LETTERS: Final = 3


def _letters(text: str) -> str:
    """Return the letters of a word with their accents, whatever the case and the apostrophe."""
    return re.sub(r"['’ʼ‘`]", "'", text).casefold()


def _lead(address: str) -> str:
    """Return what stands before a DOI: ``https://doi.org/``, ``doi:``, nothing."""
    return re.split(r"10\.\d{4,9}/", re.sub(r"\s", "", address).casefold(), maxsplit=1)[0]


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
