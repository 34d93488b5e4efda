"""A typed reference beside the printed one: their words, which go with which, and the fields they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citekit.checks.alignment import Alignment, align
from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.printed import Printed
from citekit.checks.tokens import Token, TokenKind, printed_tokens, typed_tokens
from citekit.item.item import Item
from citekit.language.small_words import SMALL_WORDS

__all__ = ["NAMES", "TITLES", "YEAR", "Compared", "Field", "repeats_names"]

NAMES: Final = frozenset(
    ("author", "editor", "translator", "container-author", "collection-editor", "director", "composer",
     "editor-translator", "editortranslator", "recipient", "interviewer", "reviewed-author", "contributor")
)  # fmt: skip
TITLES: Final = frozenset(("title", "container-title", "collection-title", "event-title", "volume-title"))
YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d")
_TELLS: Final = 4


@dataclass(frozen=True, slots=True)
class Field:
    """The printed words of one variable, with the style's own words among them."""

    variable: str
    tokens: tuple[int, ...]


class Compared:
    """What is known while one reference is compared; ``taken`` are the typed words that are accounted for."""

    def __init__(
        self, text: str, printed: Printed, item: Item, italics: Sequence[tuple[int, int]] | None
    ) -> None:
        self.text = text
        self.printed = printed
        self.item = item
        self.shows_italics = italics is not None
        self.typed = typed_tokens(text, italics or ())
        self.tokens = printed_tokens(printed)
        self.alignment: Alignment = align(self.tokens, self.typed)
        self.fields = tuple(_find_fields(self.tokens))
        self.taken = {j for j, _ in self.alignment.pairs.values()}

    def share(self, field: Field) -> float:
        """Return which share of the words of a field was typed, small words aside."""
        told = [index for index in field.tokens if self.tokens[index].key not in SMALL_WORDS] or field.tokens
        return sum(index in self.alignment.pairs for index in told) / len(told)

    def near(self, field: Field) -> tuple[int, ...]:
        """Return the typed words that are paired with nothing and stand where the field should."""
        mine = set(field.tokens)
        for hunk in self.alignment.hunks:
            if mine & set(hunk.printed):
                return tuple(j for j in hunk.typed if j not in self.taken)
        return ()

    def spelt(self, field: Field) -> str:
        """Return a field as the style prints it."""
        return self.printed.text[self.tokens[field.tokens[0]].start : self.tokens[field.tokens[-1]].end]

    def where(self, field: Field) -> int:
        """Return where in the typed text a field that is not there should stand."""
        for index in range(field.tokens[0] - 1, -1, -1):
            pair = self.alignment.pairs.get(index)
            if pair:
                return self.typed[pair[0]].end
        return 0

    def elsewhere(self, field: Field) -> tuple[int, ...]:
        """Return the typed words in a row, paired with nothing, that are the field in another place."""
        wanted = [self.tokens[index].key for index in field.tokens]
        if sum(map(len, wanted)) < _TELLS:
            return ()
        for start in range(len(self.typed) - len(wanted) + 1):
            row = range(start, start + len(wanted))
            if self.taken.isdisjoint(row) and [self.typed[j].key for j in row] == wanted:
                return tuple(row)
        return ()

    def take(self, field: Field) -> tuple[int, ...]:
        """Return the typed words that stand where a field should and have its shape."""
        near = self.near(field)
        kinds = {self.tokens[index].kind for index in field.tokens}
        if TokenKind.ADDRESS in kinds:
            mine = [j for j in near if self.typed[j].kind is TokenKind.ADDRESS]
            return tuple(mine[:1])
        if kinds == {TokenKind.NUMBER}:
            has_year = any(
                self.tokens[i].variable == "issued" and YEAR.fullmatch(self.tokens[i].key)
                for i in self.alignment.pairs
            )
            mine = [
                j
                for j in near
                if self.typed[j].kind is TokenKind.NUMBER
                and (has_year or not YEAR.fullmatch(self.typed[j].key))
            ]
            return tuple(mine[: len(field.tokens)])
        if field.variable in NAMES | TITLES | {"publisher", "genre"}:
            rivals = [
                other
                for other in self.fields
                if other is not field
                and other.variable in NAMES | TITLES | {"publisher", "genre", "publisher-place"}
                and not any(i in self.alignment.pairs for i in other.tokens)
                and set(self.near(other)) & set(near)
            ]
            mine = [j for j in near if self.typed[j].kind in (TokenKind.WORD, TokenKind.INITIALS)]
            # Where several fields are gone nobody can tell which of them the words are.
            return tuple(mine) if mine and not rivals else ()
        return ()

    def difference(
        self, kind: DifferenceKind, field: Field, start: int, end: int, *, part: str = ""
    ) -> Difference:
        """Return a difference of a field, which is expected as the style prints it."""
        return Difference(
            kind=kind,
            field=field.variable,
            part=part,
            start=start,
            end=end,
            found=self.text[start:end],
            expected=self.spelt(field),
        )

    def pair_difference(self, kind: DifferenceKind, field: Field, index: int, typed: Token) -> Difference:
        """Return a difference between a printed word and the typed one that it goes with."""
        token = self.tokens[index]
        end = typed.end + (typed.kind is TokenKind.WORD and self.text[typed.end : typed.end + 1] == ".")
        return Difference(
            kind=kind,
            field=field.variable,
            part=token.part,
            start=typed.start,
            end=end,
            found=self.text[typed.start : end],
            expected=token.text,
        )


def _find_fields(tokens: Sequence[Token]) -> Iterator[Field]:
    """Yield the fields in their order; the style's words within one, as between names, belong to it."""
    run: list[int] = []
    variable = ""
    pending: list[int] = []
    for index, token in enumerate(tokens):
        if not token.variable:
            pending.append(index)
            continue
        if token.variable == variable:
            run += [*(i for i in pending if variable in NAMES), index]
        else:
            if run:
                tail = [i for i in pending if tokens[i].element == "et-al"] if variable in NAMES else []
                yield Field(variable, (*run, *tail))
            run, variable = [index], token.variable
        pending = []
    if run:
        tail = [i for i in pending if tokens[i].element == "et-al"] if variable in NAMES else []
        yield Field(variable, (*run, *tail))


def repeats_names(text: str) -> bool:
    """Whether a reference begins with dashes for the names of the one before."""
    return bool(re.match(r"\s*(?:[—–]{1,}|-{2,}|_{2,})", text))
