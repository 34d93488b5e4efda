"""Which style a list is in: each reference is held against what some styles print of its own fields.

What a typed reference says is printed in every style, and the nearest printing has it. The fields are those
that were read from the text, so that no record is needed; whatever was read wrongly is wrong in all styles
alike. The list is in the style that its references are nearest to on the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from citekit.checks.printed import print_list
from citekit.checks.style_facts import System, system_of
from citekit.csl.model.style import Style
from citekit.item.item import Item

__all__ = ["FAMILIES", "FEWEST", "NEWER", "StyleVote", "held_against", "vote"]

FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "apa": "APA 7",
        "modern-language-association": "MLA 9",
        "chicago-author-date": "Chicago author-date",
        "chicago-notes-bibliography": "Chicago notes and bibliography",
        "harvard-cite-them-right": "Harvard",
        "ieee": "IEEE",
        "nlm-citation-sequence": "Vancouver",
        "american-medical-association": "AMA",
        "nature": "Nature",
        "american-sociological-association": "ASA",
        "apa-6th-edition": "APA 6",
        "mhra-notes": "MHRA",
        "american-chemical-society": "ACS",
        "elsevier-harvard": "Elsevier Harvard",
        "ecology": "Ecology",
        "springer-basic-author-date": "Springer",
    }
)
"""The styles that lists are held against, and what people call them; the first wins where two print alike."""

NEWER: Final[Mapping[str, str]] = MappingProxyType({"apa-6th-edition": "apa"})
"""Editions that a newer one has taken the place of."""

_KIN: Final = (
    frozenset(("apa", "apa-6th-edition")),
    frozenset(("modern-language-association", "chicago-notes-bibliography")),
    frozenset(("nlm-citation-sequence", "american-medical-association")),
    frozenset(("chicago-author-date", "american-sociological-association")),
)
"""Styles too near to each other for one reference to tell them apart."""
_OF_MANY_JOURNALS: Final = frozenset(("ecology", "springer-basic-author-date"))
"""Forms that many journals share, each with italics and citations of its own: no list is held to them."""
FEWEST: Final = 3
"""Of fewer references nothing is told."""
_LIKE: Final = 0.45
_CLEARLY: Final = 0.12
_SURELY: Final = 0.7
_NOT_SURE: Final = 0.85
_FAR_AHEAD: Final = 0.22
"""What is less like the style than the first is held against the others, which must be so far ahead."""
_MOST: Final = 40
"""So many references of a long list tell its style."""
_PLAIN: Final = frozenset(("article-journal", "book", "chapter", "article"))
_AT_LEAST: Final = 0.84
_AHEAD: Final = 0.08
"""Where references are less like the nearest style than the first, and it is less ahead of others than the
second, the list is in none of these."""
_ALIKE: Final = 0.05
"""Lists this near to each other are told apart by how the paper cites."""
_MOST_ODD: Final = 0.4
_NEAR: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleVote:
    """The style of a list, and the references that are in another.

    ``style`` is a name of `FAMILIES`, or that of the style that was given; ``share`` is the part of the
    references that are nearest to it or its kin. ``odd`` has for a reference's number the style that it is
    clearly in.
    """

    style: str
    share: float
    odd: Mapping[int, str]


def vote(
    typed: Mapping[int, str],
    items: Mapping[int, Item],
    styles: Mapping[str, Style],
    *,
    system: System | None = None,
) -> StyleVote | None:
    """Return the style among ``styles`` that a list is in, None where nothing can be told.

    ``typed`` are the references by number, ``items`` what was read from each. Three references at least must
    look like something, and all on the whole like one style. ``system`` is how the paper cites: it settles
    between styles whose lists are much alike, such as those of notes and of authors with years in Chicago's.
    """
    every = len(typed) // _MOST + 1
    chosen = list(typed)[::every]
    scores = _scores(chosen, typed, items, styles)
    telling = {number: found for number, found in scores.items() if max(found.values()) >= _LIKE}
    if len(telling) < FEWEST:
        return None
    total: Counter[str] = Counter()
    for found in telling.values():
        total.update(found)
    best = max(total.values())
    first = next(name for name in total if total[name] == best)
    others = max((total[name] for name in total if not _is_kin(name, first)), default=0)
    if best < _AT_LEAST * len(telling) and best - others < _AHEAD * len(telling):
        return None
    near = [name for name in styles if total[name] >= best - _ALIKE * len(telling)]
    fitting = [name for name in near if system is None or system_of(styles[name]) is system] or near
    best = max(total[name] for name in fitting)
    style = next(name for name in fitting if total[name] >= best - _NEAR * len(telling))
    if style in _OF_MANY_JOURNALS:
        return None
    if every > 1:
        # Of a long list only those that are unlike its style are held against all the others.
        alone = _scores(
            [number for number in typed if number not in scores], typed, items, {style: styles[style]}
        )
        unlike = [number for number, one in alone.items() if one[style] < _SURELY]
        telling.update(_scores(unlike, typed, items, styles))
    odd = {
        number: other
        for number, found in telling.items()
        if _is_plain(items[number]) and (other := _clearly_other(found, style))
    }
    nearest = [max(found, key=lambda name: found[name]) for found in telling.values()]
    share = sum(_is_kin(name, style) for name in nearest) / len(nearest)
    if len(odd) > _MOST_ODD * len(telling):
        odd = {}
    return StyleVote(style=style, share=share, odd=odd)


def held_against(
    style: Style,
    typed: Mapping[int, str],
    items: Mapping[int, Item],
    families: Callable[[], Mapping[str, Style]],
    *,
    system: System | None = None,
) -> StyleVote | None:
    """Return what `vote` does for a list that is said to be in ``style``.

    Where it is, only what is unlike that style is held against the others, which are asked for then alone.
    A list that is unlike a style outside `FAMILIES` is told nothing of.
    """
    style_name = style.info.id.rsplit("/", 1)[-1]
    own = _scores(list(typed), typed, items, {style_name: style})
    telling = {number: found for number, found in own.items() if found[style_name] >= _LIKE}
    unlike = [number for number, found in own.items() if found[style_name] < _SURELY]
    if len(telling) < FEWEST or len(unlike) > _MOST_UNLIKE * len(own):
        return vote(typed, items, families(), system=system) if style_name in FAMILIES else None
    odd = {}
    plain = [
        number for number, found in own.items() if found[style_name] < _NOT_SURE and _is_plain(items[number])
    ]
    if plain:
        against = _scores(plain, typed, items, {style_name: style, **families()})
        odd = {
            number: other
            for number, found in against.items()
            if max(found.values()) >= _LIKE and (other := _clearly_other(found, style_name))
        }
    if len(odd) > _MOST_ODD * len(telling):
        odd = {}
    return StyleVote(style=style_name, share=1 - len(odd) / len(own), odd=odd)


_MOST_UNLIKE: Final = 0.4


def _is_kin(one: str, other: str) -> bool:
    return one == other or any(one in kin and other in kin for kin in _KIN)


def _clearly_other(found: Mapping[str, float], style: str) -> str:
    """Return the style that a reference is clearly in, if it is not that of the list; else empty."""
    best = max(found, key=lambda name: found[name])
    own = max(score for name, score in found.items() if _is_kin(name, style))
    ahead = _CLEARLY if own < _SURELY else _FAR_AHEAD
    is_other = found[best] >= _SURELY and found[best] - own >= ahead
    return best if is_other and best not in _OF_MANY_JOURNALS else ""


def _is_plain(item: Item) -> bool:
    """Whether a reference is of a kind that every style prints in its usual form, and nothing is missing."""
    whole = "publisher" if item.type == "book" else "container-title"
    return item.type in _PLAIN and {"title", "author", "issued", whole} <= set(item.variables())


def _scores(
    numbers: Sequence[int],
    typed: Mapping[int, str],
    items: Mapping[int, Item],
    styles: Mapping[str, Style],
) -> dict[int, dict[str, float]]:
    """Return how like each of the references is to what each style prints of it."""
    own = {number: _pairs(typed[number]) for number in numbers}
    by_id = {items[number].id: number for number in numbers}
    scores: dict[int, dict[str, float]] = {number: {} for number in numbers}
    for name, style in styles.items():
        for key, printed in print_list(style, [items[number] for number in numbers]).items():
            number = by_id[key]
            scores[number][name] = _likeness(own[number], _pairs(printed.text))
    return {number: found for number, found in scores.items() if len(found) == len(styles)}


def _pairs(text: str) -> Counter[tuple[str, str]]:
    """Return the pairs of neighbours in a text, words and marks: what tells order and punctuation."""
    tokens: Sequence[str] = re.findall(r"\w+|[^\w\s]", re.sub(r"[“”„]", '"', re.sub("[‘’]", "'", text)))
    tokens = ["-" if word in "–—" else word.casefold() for word in tokens]
    return Counter(zip(["", *tokens], [*tokens, ""], strict=True))


def _likeness(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """Return the share of pairs that two texts have in common (Dice's coefficient)."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0
