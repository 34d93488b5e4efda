"""Typed references of which each character's field is known: records printed by citekit's own engine.

The engine tells for each run of its output which variable it came from. What it prints is then typed badly:
as hands do it, and as programs leave it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from citekit.checks.printed import Printed, print_list
from citekit.csl.model.style import Style
from citekit.formats import csl_json
from citekit.item.item import Item
from citekit.library.library import Library
from citekit.styles import Styles
from tests.formats.reference_model.noise import changed, type_badly
from tests.formats.reference_model.typed import NONE, Labelled
from tests.formats.reference_model.variety import GIVEN, stock_of, varied

FIELDS: Final = {
    "author": "author", "composer": "author", "director": "director",
    "editor": "editor", "collection-editor": "editor", "container-author": "editor",
    "translator": "translator",
    "issued": "issued",
    "title": "title", "title-short": "title", "reviewed-title": "title",
    "container-title": "container-title", "container-title-short": "container-title",
    "journalAbbreviation": "container-title",
    "collection-title": "collection-title", "collection-number": "collection-number",
    "volume": "volume", "issue": "issue", "page": "page", "page-first": "page",
    "publisher": "publisher", "publisher-place": "publisher-place",
    "edition": "edition", "genre": "genre", "number": "number",
    "event": "event-title", "event-title": "event-title", "event-place": "event-place",
    "accessed": "accessed", "original-date": "original-date", "authority": "authority",
    "number-of-pages": "number-of-pages", "number-of-volumes": "number-of-volumes",
    "DOI": "DOI", "URL": "URL", "ISBN": "ISBN", "ISSN": "ISSN", "PMID": "PMID", "PMCID": "PMCID",
}  # fmt: skip
_GAP: Final = 6
_GAP_OF_NAMES: Final = 12
"""Characters between two names at most: ``, . . . ``, `` and ``."""
_BADLY: Final = 0.75
_STYLES: Final = Path(__file__).with_name("styles.txt")


def records(corpus: Path | None, library: Path) -> list[Item]:
    """Return the records of a library and of a file of CSL-JSON, in an order that does not change."""
    items = [record.item for record in Library(library, cache=None).records()]
    if corpus is not None:
        items += csl_json.read(corpus.read_bytes(), name=corpus).items
    kept: dict[str, Item] = {}
    for number, item in enumerate(items):
        # The same work twice would stand on both sides of the split.
        work = re.sub(r"\W", "", item.text.get("title", "")).casefold()[:60]
        # Commands of LaTeX and tags of MathML are no letters that anybody types.
        if (
            work
            and not re.search(r"[$\\{}]|</?[a-z]+:?math", item.text["title"])
            and (item.names or item.dates)
        ):
            kept.setdefault(work, replace(item, id=f"r{number}"))
    return list(kept.values())


def split(items: Sequence[Item], *, seed: int = 3) -> tuple[list[Item], list[Item]]:
    """Return the records to train on, and a fifth of them to test with."""
    shuffled = list(items)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  the same each time
    cut = len(shuffled) // 5
    return shuffled[cut:], shuffled[:cut]


def styles(which: str) -> list[str]:
    """Return the names of styles: those typed ``often``, others to ``train`` on, those to ``test`` with."""
    lines = [line.split() for line in _STYLES.read_text("utf-8").splitlines()]
    return [name for part, name in lines if part == which]


def draw(items: Sequence[Item], number: int, chance: random.Random) -> list[Item]:
    """Return so many records, a third of them no articles of journals."""
    rare = [item for item in items if item.type != "article-journal"]
    usual = [item for item in items if item.type == "article-journal"]
    third = min(number // 3, len(rare))
    return chance.sample(rare, third) + chance.sample(usual, min(number - third, len(usual)))


def labelled(
    items: Sequence[Item], names: Sequence[str], each: int, *, seed: int = 1, noise: bool = True
) -> Iterator[tuple[str, Item, Labelled]]:
    """Yield style, record and typed reference: ``each`` records in each of the styles."""
    store = Styles()
    stock = stock_of(items)
    for name in names:
        chance = random.Random(f"{seed}/{name}")  # noqa: S311  the same each time
        style: Style = store.load(name)
        if noise and chance.random() < 0.25:
            style = store.load(name, locale=chance.choice(GIVEN["locales"]))
        chosen = draw(items, each, chance)
        if noise:
            chosen = [changed(varied(item, chance, stock), chance, stock) for item in chosen]
        by_id = {item.id: item for item in chosen}
        for id_, reference in print_list(style, chosen).items():
            made = _labelled(reference)
            if len(made.text) < 20:
                continue
            if noise and chance.random() < _BADLY:
                type_badly(made, chance)
            yield name, by_id[id_], made


def _labelled(reference: Printed) -> Labelled:
    labels: list[str] = []
    italic: list[bool] = []
    for piece in reference.pieces:
        label = FIELDS.get(piece.variable, NONE)
        if piece.element == "et-al":
            label = next((one for one in reversed(labels) if one != NONE), NONE)
        labels += [label] * len(piece.text)
        italic += [piece.is_italic] * len(piece.text)
    _fill_gaps(labels)
    if "issued" not in labels:
        undated = _UNDATED.search(reference.text)
        if undated and set(labels[undated.start() : undated.end()]) == {NONE}:
            labels[undated.start() : undated.end()] = ["issued"] * len(undated[0])
    return Labelled(reference.text, labels, italic)


_UNDATED: Final = re.compile(
    r"(?i)\bn\.\s?d\.|\bs\.\s?d\.|\bo\.\s?J\.|\bs\.\s?f\.|\bin press\b|\bforthcoming\b|\bno date\b|\[s\.a\.\]"
)


def _fill_gaps(labels: list[str]) -> None:
    """Give what stands within a field to it: the commas between names, the colon before a subtitle."""
    last = -1
    for place, label in enumerate(labels):
        if label == NONE:
            continue
        most = _GAP_OF_NAMES if label in ("author", "editor") else _GAP
        if last >= 0 and labels[last] == label and place - last - 1 <= most:
            labels[last + 1 : place] = [label] * (place - last - 1)
        last = place
