"""Measure which style lists are told to be in: `python -m tests.checks.style_voting [RECORDS.json]`.

Records are printed in each style, typed as text, read back by the parser of typed references, and each
reference is told its style; then whole lists of ten are, and lists of eight with two of another style.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from citekit.checks.printed import print_list
from citekit.checks.style_facts import System
from citekit.checks.style_vote import FAMILIES, StyleVote, vote
from citekit.formats.reference_text.parsing import parse_reference
from citekit.item.item import Item
from tests.checks.examples import families
from tests.checks.matching import CORPUS, corpus


def told(references: Sequence[str], system: System | None = None) -> StyleVote | None:
    """Return the style that typed references are told to be in, cited as ``system`` says."""
    typed = dict(enumerate(references, 1))
    items = {number: parse_reference(text).item(f"r{number}") for number, text in typed.items()}
    return vote(typed, items, families(), system=system)


def main(path: Path) -> None:
    """Print how many lists were told rightly, and how many odd references."""
    chance = random.Random(9)  # noqa: S311  the same records in every run, no secret
    records = [item for item in corpus(path) if "author" in item.names and "issued" in item.dates]
    items: list[Item] = chance.sample(records, 120)
    lists = lists_right = odd = odd_right = odd_wrong = 0
    confused: Counter[tuple[str, str]] = Counter()
    printed = {name: [one.text for one in print_list(families()[name], items).values()] for name in FAMILIES}
    for name in FAMILIES:
        for start in range(0, 60, 10):
            found = told(printed[name][start : start + 10])
            lists += 1
            lists_right += found is not None and found.style == name
            if found is not None and found.style != name:
                confused[name, found.style] += 1
            odd_wrong += len(found.odd) if found else 0
        other = chance.choice([one for one in FAMILIES if one != name])
        found = told([*printed[name][60:68], *printed[other][80:82]])
        if found is not None and found.style == name:
            odd += 2
            odd_right += sum(number in found.odd for number in (9, 10))
            odd_wrong += sum(number not in (9, 10) for number in found.odd)
    print(f"lists of ten in the right style: {lists_right} of {lists}; taken for another: {dict(confused)}")
    print(f"two of another style among eight: {odd_right} of {odd} told; wrongly told: {odd_wrong}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
