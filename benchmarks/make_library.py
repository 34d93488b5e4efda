"""Make a library of invented works, to measure with: ``python -m benchmarks.make_library DIR --count 10000``.

The same count and seed give the same files, byte for byte. The works are of many types, with names in
several scripts, institutions, dates of every form, tags, identifiers that pass their checks, and here and
there a comment, as in a library that people keep by hand.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from citekit.item.check_digits import isbn13_digit, issn_digit
from citekit.language.romanize import to_ascii

FAMILIES: Final = (
    "Smith", "Johnson", "García", "Müller", "Rossi", "Nakamura", "Okafor", "Novák", "Kowalski", "Haddad",
    "Nguyen", "Silva", "Andersson", "Dubois", "Øverland", "Petrović", "Yılmaz", "O'Neill",
    "Fernández-López", "Šimek", "Björk", "Çelik", "Ó'Briain", "Mbeki", "Iyer", "Chaudhry", "Tanaka",
    "Papadopoulos", "Ivanova", "Schröder", "Lefèvre", "Castellanos", "Whitfield", "Abernathy", "Kirchner",
    "Van-Ness", "Quispe", "Rahman",
)  # fmt: skip
GIVENS: Final = (
    "Anna", "Benedikt", "Chiara", "David", "Emeka", "Fatima", "George", "Hana", "Ingrid", "João", "Kenji",
    "Léa", "Mohammed", "Núria", "Olga", "Paweł", "Qiang", "Ravi", "Søren", "Teresa", "Ulrich", "Valérie",
    "Wei", "Xenia", "Yusuf", "Zoë", "J.", "M.-P.", "R.", "A.", "C.",
)  # fmt: skip
PARTICLES: Final = ("van der", "von", "de la", "van", "di", "al-")
OTHER_SCRIPTS: Final = (
    ("王", "伟"), ("Иванов", "Пётр"), ("محمد", "أحمد"), ("山田", "太郎"), ("Παπαδόπουλος", "Νίκος"),
)  # fmt: skip
INSTITUTIONS: Final = (
    "Gartner, Inc.", "World Health Organization", "Deutsches Institut für Normung e. V.",
    "RAND Corporation", "Middle East Media Research Institute", "International Energy Agency",
    "Banco de España", "Organisation for Economic Co-operation and Development", "European Central Bank",
    "Forrester Research, Inc.",
)  # fmt: skip
ADJECTIVES: Final = (
    "applied", "early", "late", "rural", "digital", "comparative", "Nordic", "African", "contested",
    "hidden", "global", "local", "invisible", "industrial", "ancient", "open", "public", "private",
    "adaptive", "sparse", "fragile", "regional", "seasonal", "informal", "emerging", "postwar",
    "collective", "unequal", "quantum", "circular", "maritime", "bilingual", "Byzantine", "clinical",
    "nonlinear", "tacit", "vernacular", "sovereign", "mutual", "neglected",
)  # fmt: skip
SUBJECTS: Final = (
    "energy markets", "attention networks", "coastal erosion", "medieval trade", "monetary policy",
    "language change", "gene expression", "cloud migration", "supply chains", "urban mobility",
    "die Wirkung von Maßnahmen", "voting systems", "l'histoire économique", "la política exterior",
    "data governance", "rare earths", "court reform", "teacher training",
)  # fmt: skip
OPENINGS: Final = (
    "A Study of", "Rethinking", "Trends in", "Toward", "On", "Forecast:", "Zur Theorie:", "The Limits of",
    "Measuring", "Notes on", "No", "What Is Wrong with", "Über", "Market Guide for", "Beyond",
)  # fmt: skip
ENDINGS: Final = (
    "", "", "", ": A Review", ", 1990-2020", ": evidence from <i>E. coli</i>", " & Its Critics", "?",
)  # fmt: skip
JOURNALS: Final = (
    "Nature", "Journal of Invented Studies", "Zeitschrift für Beispiele", "Annals of Testing",
)  # fmt: skip
PUBLISHERS: Final = ("Oxford University Press", "Springer", "Éditions du Seuil", "MIT Press", "Reclam")
PLACES: Final = ("London", "Berlin", "Paris", "Cambridge, MA", "São Paulo")
TAGS: Final = (
    "to-read", "thesis", "methods", "monitoring", "policy", "Übersicht", "chapter 2", "key source",
)  # fmt: skip
PROSE: Final = (
    "Covers the main findings and compares them with earlier work", "The sample is small",
    "See the appendix for the method; figures were revised in the second edition",
    "Useful for the introduction and for chapter two.",
)  # fmt: skip

TYPES: Final = {
    "report": 30,
    "article-journal": 28,
    "book": 10,
    "chapter": 8,
    "webpage": 6,
    "thesis": 5,
    "paper-conference": 5,
    "article-newspaper": 4,
    "dataset": 2,
    "legal_case": 1,
    "standard": 1,
}

Lines = Iterator[str]


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the library's folder, made where it is missing")
    parser.add_argument("--count", type=int, default=10_000, help="how many records (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other works (%(default)s)")
    arguments = parser.parse_args()
    make_library(arguments.folder, count=arguments.count, seed=arguments.seed)
    print(f"{arguments.count} records in {arguments.folder / 'entries'}")


def make_library(folder: Path, *, count: int, seed: int = 1) -> None:
    """Write ``count`` records into ``folder/entries``."""
    entries = folder / "entries"
    entries.mkdir(parents=True, exist_ok=True)
    maker = _Maker(random.Random(seed))  # noqa: S311  no secret depends on it
    for number in range(count):
        key, text = maker.record(number)
        (entries / f"{key}.yaml").write_bytes(text.encode())


class _Maker:
    """Invents one work after the other."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.keys: set[str] = set()

    def record(self, number: int) -> tuple[str, str]:
        """Return the key and the YAML of the next work."""
        type_ = self.chance.choices(list(TYPES), list(TYPES.values()))[0]
        year = self.chance.randint(1900, 2025) if self.likely(0.3) else self.chance.randint(2000, 2025)
        author, names = self.authors(type_)
        title = self.title()
        fill: Callable[[int, int], Lines] = getattr(self, f"fill_{type_.replace('-', '_')}", self.fill_other)
        lines = [f"type: {type_}", f"title: {_quoted(title)}", *names, *fill(number, year), *self.own(number)]
        if self.likely(0.1):
            lines.insert(self.chance.randint(0, 3), "# checked against the printed copy")
        if self.likely(0.05):
            lines.insert(2, "")
        return self.key(author, year, title), "\n".join(lines) + "\n"

    def key(self, author: str, year: int, title: str) -> str:
        word = next(word for word in reversed(title.split()) if word.strip("?&<>"))
        plain = "".join(
            c for c in to_ascii(f"{author.split(maxsplit=1)[0]}{year}{word}").lower() if c.isalnum()
        )
        suffix = 0
        while (key := plain + (f"-{suffix}" if suffix else "")) in self.keys:
            suffix += 1
        self.keys.add(key)
        return key

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def title(self) -> str:
        words = [self.chance.choice(OPENINGS), self.chance.choice(ADJECTIVES), self.chance.choice(SUBJECTS)]
        if self.likely(0.5):
            words += ["and", self.chance.choice(ADJECTIVES), self.chance.choice(SUBJECTS)]
        return " ".join(words) + self.chance.choice(ENDINGS)

    def authors(self, type_: str) -> tuple[str, list[str]]:
        """Return what the work is filed under, and the lines of its names."""
        if type_ in {"webpage", "dataset", "legal_case", "standard"} and self.likely(0.5):
            return "anon", []
        if type_ in {"report", "standard", "dataset"} and self.likely(0.6):
            institution = self.chance.choice(INSTITUTIONS)
            return institution, ["author:", f"  - literal: {_quoted(institution)}"]
        people = [self.person() for _ in range(self.chance.choice((1, 1, 2, 2, 3, 4, 7)))]
        return people[0][0], ["author:", *(line for _, lines in people for line in lines)]

    def person(self) -> tuple[str, list[str]]:
        if self.likely(0.05):
            family, given = self.chance.choice(OTHER_SCRIPTS)
            return family, [f"  - {{family: {family}, given: {given}}}"]
        family, given = self.chance.choice(FAMILIES), self.chance.choice(GIVENS)
        if self.likely(0.1):
            particle = self.chance.choice(PARTICLES)
            return family, [
                f'  - family: "{family}"', f"    given: {given}", f"    non-dropping-particle: {particle}"
            ]  # fmt: skip
        if self.likely(0.3):
            return family, [f'  - "{family}, {given}"']
        return family, [f'  - {{family: "{family}", given: {given}}}']

    def date(self, year: int) -> str:
        month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
        return self.chance.choice(
            (
                f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}",
                f'"{year}"', f'"{year}"', f'"{year}~"', f"{year}/{year + 1}",
                f"{year}-2{self.chance.randint(1, 4)}",
            )
        )  # fmt: skip

    def pages(self) -> str:
        first = self.chance.randint(1, 900)
        return f"{first}-{first + self.chance.randint(2, 40)}"

    def isbn(self) -> str:
        digits = f"978{self.chance.randint(0, 999_999_999):09}"
        return digits + isbn13_digit(digits)

    def fill_report(self, number: int, year: int) -> Lines:
        publisher = self.chance.choice(INSTITUTIONS)
        if self.likely(0.5):
            yield "genre: Research Note"
        yield f"number: G{700_000 + number:08}"
        yield f"publisher: {_quoted(publisher)}"
        yield f"issued: {self.date(year)}"
        yield f"URL: https://www.example.com/documents/{5_000_000 + number}?ref=search#summary"
        yield f"accessed: 2025-{self.chance.randint(1, 12):02}-14"
        yield f"access: {self.chance.choice(('open', 'registration', 'subscription'))}"

    def fill_article_journal(self, number: int, year: int) -> Lines:
        digits = f"{self.chance.randint(0, 9_999_999):07}"
        yield f"container-title: {self.chance.choice(JOURNALS)}"
        yield f'volume: "{self.chance.randint(1, 300)}"'
        yield f"issue: {self.chance.randint(1, 12)}"
        yield f"page: {self.pages()}"
        yield f"issued: {self.date(year)}"
        yield f"ISSN: {digits[:4]}-{digits[4:]}{issn_digit(digits)}"
        yield f"DOI: 10.{self.chance.randint(1000, 9999)}/test.{year}.{number}"

    def fill_book(self, _number: int, year: int) -> Lines:
        yield f"publisher: {self.chance.choice(PUBLISHERS)}"
        yield f"publisher-place: {_quoted(self.chance.choice(PLACES))}"
        yield f'issued: "{year}"'
        yield f'edition: "{self.chance.randint(1, 9)}"'
        yield f"ISBN: {self.isbn()}"
        yield f"language: {self.chance.choice(('en', 'de', 'fr', 'es'))}"

    def fill_chapter(self, number: int, year: int) -> Lines:
        _, editor = self.person()
        yield from ("editor:", *editor)
        yield f"container-title: {_quoted(self.title())}"
        yield f"page: {self.pages()}"
        yield from self.fill_book(number, year)

    def fill_other(self, number: int, year: int) -> Lines:
        yield f"container-title: {_quoted(self.chance.choice(JOURNALS))}"
        yield f"issued: {self.date(year)}"
        yield f"URL: https://example.org/{year}/{number:05}"
        yield "accessed: 2025-02-03"

    def own(self, number: int) -> Lines:
        """Yield what citekit adds: tags, former keys, copies, notes."""
        if self.likely(0.2):
            yield "annote: |"
            yield from (f"  {sentence}." for sentence in self.chance.sample(PROSE, 3))
        if self.likely(0.4):
            yield f"tags: [{', '.join(self.chance.sample(TAGS, self.chance.randint(1, 3)))}]"
        if self.likely(0.05):
            yield f"aliases: [old{number}]   # before the library was renamed"
        if self.likely(0.15):
            yield "archived:"
            yield f"  url: https://web.archive.org/web/2025/https://example.org/{number}"
            yield "  date: 2025-03-01"


def _quoted(text: str) -> str:
    """Return the text in quotes if a YAML reader would take it for something else, as people do."""
    plain = text[:1].isalpha() and ": " not in text and " #" not in text and text.lower() not in {"no", "on"}
    return text if plain else '"' + text.replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
