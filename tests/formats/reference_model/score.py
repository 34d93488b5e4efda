"""The parsers of typed references side by side, field by field.

A field is right if it was read from the words that say it, no more and no fewer; "et al." counts for neither.
A reference is right as a whole if all its fields are. There are four sets:

- typed by hand, of the test bed's papers and of the format's cases;
- typed by hand, written when the model was done;
- records that no model was trained on, printed in styles that none was trained on, and typed badly;
- the same, typed as printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser
from tests.formats.reference_model.labelled import labelled, records, split, styles
from tests.formats.reference_model.typed import NONE, Labelled

__all__ = ["FIELDS", "Tally", "compare", "hand_typed", "tally"]

FIELDS: Final = (
    "author", "issued", "title", "container-title", "volume", "issue", "page", "publisher", "publisher-place",
    "editor", "translator", "edition", "genre", "number",
)  # fmt: skip
_HAND_TYPED: Final = Path(__file__).with_name("hand_typed.txt")
_MARKED: Final = re.compile(r"\{(?P<field>[a-z-]+):(?P<text>[^{}]*)\}")
_WORD: Final = re.compile(r"[^\W_]+")
_OTHERS: Final = frozenset(("et", "al"))
_EACH: Final = 16
_SEED: Final = 99


@dataclass(slots=True)
class Tally:
    """How often fields were right, wrongly read, missed; and how many references were right as a whole."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    number: int = 0

    def figures(self, name: str = "") -> tuple[float, float, float]:
        """Return precision, recall and F1 of a field, or of all."""
        right, wrong, missed = (
            sum(counts.values()) if not name else counts[name]
            for counts in (self.right, self.wrong, self.missed)
        )
        precision = right / (right + wrong) if right else 0.0
        recall = right / (right + missed) if right else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def hand_typed() -> Mapping[str, list[Labelled]]:
    """Return the references that were typed by hand, by the comment over them."""
    sets: dict[str, list[Labelled]] = {}
    title = ""
    for line in _HAND_TYPED.read_text("utf-8").splitlines():
        if line.startswith("# "):
            title = line.removeprefix("# ")
        elif line:
            sets.setdefault(title, []).append(_unmarked(line))
    return sets


def _unmarked(line: str) -> Labelled:
    made = Labelled("", [], [])
    place = 0
    for marked in _MARKED.finditer(line):
        made.append(line[place : marked.start()])
        end = len(made.text)
        made.put_pieces(end, end, [(marked["text"], marked["field"])])
        place = marked.end()
    made.append(line[place:])
    return made


def tally(made: Sequence[Labelled], parser: ReferenceParser) -> Tally:
    """Return how ``parser`` reads references of which the fields are known."""
    counts = Tally()
    for one in made:
        wanted, read = _wanted(one), _read(parser(one.text, italics=one.italics()))
        counts.number += 1
        counts.whole += all(wanted.get(name) == read.get(name) for name in FIELDS)
        for name in FIELDS:
            want, have = wanted.get(name), read.get(name)
            counts.right[name] += want is not None and want == have
            counts.wrong[name] += have is not None and want != have
            counts.missed[name] += want is not None and want != have
    return counts


def _wanted(made: Labelled) -> dict[str, set[int]]:
    """Return where the words of each field begin."""
    fields: dict[str, set[int]] = {}
    for word in _words(made.text, 0, len(made.text)):
        # "2" of "2nd" is the edition
        labels = Counter(label for label in made.labels[word.start() : word.end()] if label != NONE)
        if labels:
            fields.setdefault(labels.most_common(1)[0][0], set()).add(word.start())
    return fields


def _read(reference: ParsedReference) -> dict[str, set[int]]:
    return {
        part.field: {word.start() for word in _words(reference.text, part.start, part.end)}
        for part in reference.parts
    }


def _words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (word for word in _WORD.finditer(text, start, end) if word[0].casefold() not in _OTHERS)


def compare(parsers: Mapping[str, ReferenceParser], corpus: Path, library: Path) -> None:
    """Print precision, recall and F1 of each parser on each set."""
    sets = dict(hand_typed())
    _, unseen = split(records(corpus if corpus.exists() else None, library))
    for title, noise in (
        ("Unseen records in unseen styles, typed badly", True),
        ("The same as printed", False),
    ):
        printed = labelled(unseen, styles("test"), _EACH, seed=_SEED, noise=noise)
        sets[title] = [reference for _, _, reference in printed]
    for title, made in sets.items():
        counts = {name: tally(made, parser) for name, parser in parsers.items()}
        print(f"\n{title} ({len(made)} references)\n")
        print(f"{'':18}" + "".join(f"{name:>24}" for name in counts))
        print(f"{'':18}" + f"{'P':>10}{'R':>7}{'F1':>7}" * len(counts))
        for name in (*FIELDS, ""):
            row = "".join("{:10.3f}{:7.3f}{:7.3f}".format(*one.figures(name)) for one in counts.values())
            print(f"{name or 'all fields':18}{row}")
        print(
            f"{'right as a whole':18}" + "".join(f"{one.whole / one.number:24.3f}" for one in counts.values())
        )
