"""The form of a list of names: initials, what joins them, where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.checks.alignment import Relation
from citekit.checks.comparison.compared import Compared, Field
from citekit.checks.comparison.difference import Difference, DifferenceKind
from citekit.checks.tokens import Token, TokenKind

__all__ = ["differing_names"]

_FEW_LETTERS: Final = 3


def differing_names(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield how the form of a list of names differs: initials, what joins them, where it ends."""
    pairs = compared.alignment.pairs
    for index in field.tokens:
        token, pair = compared.tokens[index], pairs.get(index)
        if pair is None:
            if token.key == "and" and not token.variable:
                yield from _joiner_left_out(compared, field, index)
            continue
        typed, relation = compared.typed[pair[0]], pair[1]
        if token.part == "given" and typed.text != token.text:
            if relation is Relation.INITIALS or _is_initials(token) or _is_initials(typed):
                yield compared.pair_difference(DifferenceKind.INITIALS, field, index, typed)
        elif token.key == "and" and not token.variable and typed.text.casefold() != token.text.casefold():
            yield compared.pair_difference(DifferenceKind.SEPARATOR, field, index, typed)
    yield from _length(compared, field)


def _joiner_left_out(compared: Compared, field: Field, index: int) -> Iterator[Difference]:
    """Yield that the word before the last name was not typed: Greifeneder, R., Todd, P. M."""
    before, after = compared.alignment.pairs.get(index - 1), compared.alignment.pairs.get(index + 1)
    if before is None or after is None or after[0] != before[0] + 1:
        return
    start, end = compared.typed[before[0]].end, compared.typed[after[0]].start
    if compared.text[start : start + 1] == ".":
        start += 1  # that of an initial
    expected = compared.printed.text[compared.tokens[index - 1].end : compared.tokens[index + 1].start]
    yield Difference(
        kind=DifferenceKind.SEPARATOR,
        field=field.variable,
        start=start,
        end=end,
        found=compared.text[start:end],
        expected=expected.removeprefix("."),
    )


def _length(compared: Compared, field: Field) -> Iterator[Difference]:
    """Yield that "et al." stands where the style lists the names, or the names where it has that."""
    printed_et_al = [i for i in field.tokens if compared.tokens[i].element == "et-al"]
    mine = set(field.tokens)
    near = [j for hunk in compared.alignment.hunks if mine & set(hunk.printed) for j in hunk.typed]
    typed_et_al = [j for j in near if compared.typed[j].key in ("al", "others")]
    if printed_et_al and not any(i in compared.alignment.pairs for i in printed_et_al):
        extra = [j for j in near if compared.typed[j].kind in (TokenKind.WORD, TokenKind.INITIALS)]
        if len(extra) > 1:
            start, end = compared.typed[extra[0]].start, compared.typed[extra[-1]].end
            compared.taken.update(extra)
            yield compared.difference(DifferenceKind.LENGTH, field, start, end)
    elif typed_et_al and not printed_et_al:
        first = typed_et_al[0]
        has_et = first and compared.typed[first - 1].key in ("et", "and")
        begin = compared.typed[first - 1 if has_et else first].start
        compared.taken.update((first, first - 1))
        yield compared.difference(DifferenceKind.LENGTH, field, begin, compared.typed[first].end)


def _is_initials(token: Token) -> bool:
    return token.kind is TokenKind.INITIALS or (len(token.text) <= _FEW_LETTERS and token.text.isupper())
