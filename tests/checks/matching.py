"""Measure how typed references find their records: `python -m tests.checks.matching [RECORDS.json]`.

Records of the corpus are rendered in several styles, the renderings are spoilt as people spoil them, and
each is looked up among all records, once with its own record there and once without.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from citekit.checks.match import Band, Matcher
from citekit.csl import process
from citekit.formats import csl_json
from citekit.item.item import Item
from citekit.language.fold import fold
from citekit.markup.tree import plain
from citekit.styles import Styles

CORPUS = Path("../shared/corpus/records.json")
STYLES = ("apa", "modern-language-association", "ieee", "chicago-author-date")


class Figures(NamedTuple):
    """How many references found their own record first, and how many a wrong one once theirs was gone."""

    references: int
    first: int
    same_work: int
    false: int
    false_sure: int
    seconds_each: float


def corpus(path: Path = CORPUS) -> tuple[Item, ...]:
    """Return the records of the corpus, the first of each id."""
    items: dict[str, Item] = {}
    for item in csl_json.read(path.read_bytes(), name=path).items:
        items.setdefault(item.id, item)
    return tuple(items.values())


def spoilt(text: str, chance: random.Random) -> str:
    """Return ``text`` with three slips that people make: in quotes, dashes, brackets, letters, years."""
    for slip in chance.sample(SLIPS, 3):
        text = slip(text, chance)
    return text


def _swap(text: str, chance: random.Random) -> str:
    words = list(re.finditer(r"[a-zà-ÿ]{6,}", text))
    if not words:
        return text
    at = chance.choice(words).start() + 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _year_off(text: str, _: random.Random) -> str:
    return re.sub(r"\b(19|20)(\d)(\d)\b", lambda m: f"{m[1]}{m[2]}{(int(m[3]) + 1) % 10}", text, count=1)


def _without(pattern: str, new: str = "") -> Callable[[str, random.Random], str]:
    return lambda text, _: re.sub(pattern, new, text)


SLIPS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    _without('[“”"]'),
    _without("–", "-"),
    _without("&", "and"),
    _without("[()]"),
    _without(r"https?://\S+|\bdoi:\S+"),
    _swap,
    lambda text, _: text.lower(),
    _year_off,
)


def typed(
    items: Sequence[Item], styles: Sequence[str], count: int, seed: int = 7
) -> Iterator[tuple[Item, str]]:
    """Yield items, each with its spoilt rendering in one of the styles."""
    chance = random.Random(seed)  # noqa: S311  the same slips in every run, no secret
    chosen = chance.sample([item for item in items if "title" in item.text], count)
    share = len(chosen) // len(styles)
    for place, name in enumerate(styles):
        mine = {item.id: item for item in chosen[place * share : (place + 1) * share]}
        for entry in process(Styles().load(name), mine.values()).bibliography or ():
            yield mine[entry.id], spoilt(plain(entry.markup), chance)


def is_same_work(one: Item, other: Item) -> bool:
    """Whether two records of the corpus, which holds many works twice, are of one work."""
    doi = one.text.get("DOI", "").casefold()
    if doi and doi == other.text.get("DOI", "").casefold():
        return True
    here, there = (re.sub(r"[\W\d_]", "", fold(item.text.get("title", ""))) for item in (one, other))
    return here == there


def measure(items: Sequence[Item], count: int = 320, seed: int = 7) -> Figures:
    """Look up ``count`` spoilt references among ``items``, with their records there and without."""
    matcher = Matcher(items)
    first = same_work = false = false_sure = total = 0
    references = list(typed(items, STYLES, count, seed))
    begun = time.perf_counter()
    found = [matcher.find(text) for _, text in references]
    each = (time.perf_counter() - begun) / len(references)
    by_key = {item.id: item for item in items}
    absent = {item.id for item, _ in references}
    without = Matcher([item for item in items if item.id not in absent])
    for (item, text), match in zip(references, found, strict=True):
        total += 1
        if match and match.key == item.id:
            first += 1
        elif match and is_same_work(by_key[match.key], item):
            same_work += 1
        elif "-v" in sys.argv:
            print(f"MISS {item.id} -> {match}\n     {text}")
        other = without.find(text)
        if other and not is_same_work(by_key[other.key], item):
            false += 1
            false_sure += other.band is Band.MATCH
            if "-v" in sys.argv:
                print(f"FALSE {other}\n     {text}\n     {by_key[other.key].text.get('title')}")
    return Figures(total, first, same_work, false, false_sure, each)


if __name__ == "__main__":
    figures = measure(corpus())
    n = figures.references
    print(f"{n} spoilt references in {len(STYLES)} styles, {1000 * figures.seconds_each:.1f} ms each")
    print(f"found first:            {figures.first} ({figures.first / n:.1%})")
    print(f"a twin of the same title: {figures.same_work}")
    print(f"record gone, another taken as sure: {figures.false_sure} ({figures.false_sure / n:.1%})")
    print(f"record gone, another asked about:   {figures.false - figures.false_sure}")
