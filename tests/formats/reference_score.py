"""How well typed references are read: ``python -m tests.formats.reference_score --help``.

Records are printed in a dozen styles by citekit's own engine, the printed text is read back, and each field
is compared with the record's. A field counts as expected where its value stands in the printed text: what a
style leaves out cannot be read. Compared after folding (case, accents, typography):

- ``author``: each family name, or institution, that is printed
- ``title``: the title as printed, with or without its subtitle's colon
- ``container-title``: the container in the form that is printed
- ``issued``: the year
- ``volume``, ``issue``, ``DOI``: as they are
- ``page``: the first page, and the last as far as it is printed

The records are those of ``entries/`` and, where it is present, a fixed sample of ``../shared/corpus``.
``--compare`` puts the plain parser and the model side by side on what the model was not trained on, also on
references typed by hand (`tests.formats.reference_model.score`).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citekit import csl
from citekit.formats import csl_json
from citekit.formats.reference_text.parsers import best_parser
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.language.fold import fold, words
from citekit.library.library import Library
from citekit.markup.inline import strip_inline
from citekit.output import text
from citekit.styles import Styles
from tests.formats.reference_model.score import compare

ROOT: Final = Path(__file__).parents[2]
CORPUS: Final = ROOT.parent / "shared" / "corpus" / "records.json"
STYLES: Final = (
    "apa", "chicago-author-date", "chicago-notes-bibliography", "mla", "harvard", "elsevier-harvard", "ieee",
    "vancouver", "ama", "acs", "din-1505-2", "nature", "iso690-author-date-en", "springer-basic-author-date",
)  # fmt: skip
FIELDS: Final = ("author", "issued", "title", "container-title", "volume", "issue", "page", "DOI")
_LABEL: Final = re.compile(r"\s*(?:\[?\(?\d+[\]).]*)\s+")


@dataclass(frozen=True, slots=True)
class Printed:
    """A record as a style prints it."""

    style: str
    item: Item
    text: str


@dataclass(slots=True)
class Count:
    """What was right, what was read wrongly or should not have been read, what was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        read, there = self.right + self.wrong, self.right + self.missed
        if not read or not there or not self.right:
            return 0.0
        precision, recall = self.right / read, self.right / there
        return 2 * precision * recall / (precision + recall)


def records(most: int, *, seed: int = 11) -> list[Item]:
    """Return the records that are printed: the library's own, and so many of the corpus."""
    items = [record.item for record in Library(ROOT, cache=None).records()]
    if CORPUS.exists():
        all_of_them = csl_json.read(CORPUS.read_bytes(), name=CORPUS).items
        whole = [item for item in all_of_them if item.text.get("title") and item.dates.get("issued")]
        rare = [item for item in whole if item.type != "article-journal"]
        usual = [item for item in whole if item.type == "article-journal"]
        chance = random.Random(seed)  # noqa: S311  a sample, the same each time
        items += chance.sample(rare, most // 3) + chance.sample(usual, most - most // 3)
    return items


def printed(items: Sequence[Item], styles: Sequence[str] = STYLES) -> Iterator[Printed]:
    """Yield the records as the styles print them, one entry at a time so that no entry names another."""
    store = Styles()
    for name in styles:
        style = store.load(name)
        for item in items:
            result = csl.process(style, [item])
            for entry in result.bibliography or ():
                line = " ".join(text.write(entry.markup).split())
                if line:
                    yield Printed(name, item, _LABEL.sub("", line, count=1) if line[0] in "[(1" else line)


def expected(one: Printed) -> dict[str, Counter[str]]:
    """Return what is to be read in each field: values of the record that stand in the text."""
    shown = " " + " ".join(words(one.text)) + " "
    item = one.item
    values: dict[str, Counter[str]] = {}
    names = item.names.get("author", ())
    found = Counter(key for name in names if (key := _name(name)) and f" {key} " in shown)
    if found:
        values["author"] = found
    for field in ("title", "container-title", "volume", "issue", "DOI"):
        candidates = [item.get(field)]
        if field == "container-title":
            candidates += [item.text.get("container-title-short"), item.text.get("journalAbbreviation")]
        for value in candidates:
            key = _words(strip_inline(value)) if isinstance(value, str) else ""
            if key and f" {key} " in shown:
                values[field] = Counter([key])
                break
    year = item.dates["issued"].year if "issued" in item.dates else None
    if year and f" {year}" in shown:
        values["issued"] = Counter([str(year)])
    first = re.match(r"\w+", fold(item.number.get("page", "")))
    if first and f" {first[0]} " in shown:
        values["page"] = Counter([first[0]])
    return values


def read(reference: ParsedReference) -> dict[str, Counter[str]]:
    """Return what was read, in the same form."""
    values: dict[str, Counter[str]] = {}
    for field in FIELDS:
        value = reference.value(field)
        if value is None:
            continue
        if field == "author" and isinstance(value, tuple):
            values[field] = Counter(key for name in value if (key := _name(name)))
        elif field == "issued" and not isinstance(value, str | tuple):
            values[field] = Counter([str(value.year)])
        elif field == "page" and isinstance(value, str):
            first = re.match(r"\w+", fold(value))
            values[field] = Counter([first[0] if first else ""])
        elif isinstance(value, str):
            values[field] = Counter([_words(value)])
    return values


def score(
    printings: Sequence[Printed], parser: ReferenceParser = parse_reference
) -> tuple[dict[tuple[str, str], Count], list[tuple[str, Printed, str, str]]]:
    """Return the counts by style and field, and every difference: field, printing, expected, read."""
    counts: dict[tuple[str, str], Count] = {}
    differences = []
    for one in printings:
        wanted, got = expected(one), read(parser(one.text))
        for field in FIELDS:
            want, have = wanted.get(field, Counter()), got.get(field, Counter())
            right = (want & have).total()
            count = counts.setdefault((one.style, field), Count())
            count.right += right
            count.missed += want.total() - right
            # A value that is not the record's but stands in the text is judged only where one is expected.
            count.wrong += have.total() - right if want or field in ("author", "title", "issued") else 0
            if want != have and want:
                differences.append((field, one, " | ".join(want.elements()), " | ".join(have.elements())))
    return counts, differences


def _name(name: Name) -> str:
    return _words(f"{name.family or name.literal}")


def _words(value: str) -> str:
    return " ".join(words(value))


def summed(counts: dict[tuple[str, str], Count], field: str = "", style: str = "") -> Count:
    """Return the sum over styles or fields."""
    total = Count()
    for (of_style, of_field), count in counts.items():
        if (not field or field == of_field) and (not style or style == of_style):
            total.right += count.right
            total.wrong += count.wrong
            total.missed += count.missed
    return total


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=300, help="how many records of the corpus")
    parser.add_argument("--seed", type=int, default=11, help="which sample of the corpus")
    parser.add_argument("--style", action="append", help="only these styles")
    parser.add_argument("--show", metavar="FIELD", help="print what was read wrongly in this field")
    parser.add_argument("--most", type=int, default=40, help="how many of those")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the F1 of each style and field")
    parser.add_argument("--compare", action="store_true", help="put the parsers side by side, and end")
    parser.add_argument(
        "--model", action="store_true", help="read with the model in place of the plain parser"
    )
    options = parser.parse_args()
    if options.compare:
        compare({"plain parser": parse_reference, "model": best_parser()}, CORPUS, ROOT)
        return
    styles = tuple(options.style or STYLES)
    chosen = best_parser() if options.model else parse_reference
    counts, differences = score(list(printed(records(options.records, seed=options.seed), styles)), chosen)
    print(f"{'F1':28}" + "".join(f"{field[:9]:>10}" for field in FIELDS) + f"{'mean':>8}")
    for style in styles:
        row = [counts.get((style, field), Count()).f1 for field in FIELDS]
        there = [f1 for field, f1 in zip(FIELDS, row, strict=True) if summed(counts, field, style).right]
        print(f"{style:28}" + "".join(f"{f1:10.3f}" for f1 in row) + f"{sum(there) / len(there):8.3f}")
    row = [summed(counts, field).f1 for field in FIELDS]
    print(f"{'all':28}" + "".join(f"{f1:10.3f}" for f1 in row) + f"{sum(row) / len(row):8.3f}")
    for field in FIELDS:
        total = summed(counts, field)
        precision = total.right / max(1, total.right + total.wrong)
        recall = total.right / max(1, total.right + total.missed)
        print(f"  {field:18} precision {precision:.3f}  recall {recall:.3f}  of {total.right + total.missed}")
    if options.show:
        shown = [one for one in differences if one[0] == options.show]
        random.Random(options.seed).shuffle(shown)  # noqa: S311  a sample, the same each time
        for _, one, want, have in shown[: options.most]:
            print(f"\n[{one.style}] {one.text}\n   want {want}\n   read {have}")
    if options.json:
        options.json.write_text(
            json.dumps({f"{style}/{field}": round(count.f1, 4) for (style, field), count in counts.items()})
        )


if __name__ == "__main__":
    main()
