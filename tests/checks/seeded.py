"""Measure the comparison: `python -m tests.checks.seeded [RECORDS.json]`.

References are printed in several styles, one mistake is made in each, and the comparison must name it, in the
right field, and nothing else. Without a mistake it must find nothing.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from citekit.checks.comparison.compare import compare
from citekit.checks.comparison.difference import Comparison, DifferenceKind
from citekit.checks.printed import Piece, Printed, print_list
from citekit.checks.title_case import TitleCase, case_of
from citekit.csl.model.style import Style
from citekit.item.item import Item
from citekit.language.case import apply_case
from citekit.styles import Styles
from tests.checks.matching import CORPUS, corpus

STYLES: Final = (
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "ieee",
    "nlm-citation-sequence",
    "nature",
)


class Typed(NamedTuple):
    """A reference as somebody typed it: its text and where it is in italics."""

    text: str
    italics: tuple[tuple[int, int], ...]


def typed(pieces: Sequence[Piece]) -> Typed:
    """Return pieces as a typed reference; their starts are counted anew."""
    text = ""
    italics: list[tuple[int, int]] = []
    for piece in pieces:
        if piece.is_italic and piece.text:
            if italics and italics[-1][1] == len(text):
                italics[-1] = (italics[-1][0], len(text) + len(piece.text))
            else:
                italics.append((len(text), len(text) + len(piece.text)))
        text += piece.text
    return Typed(text, tuple(italics))


Change = Callable[[list[Piece], Item], list[Piece] | None]


class Mistake(NamedTuple):
    """A mistake: what it does to the pieces (None where it cannot), and the difference that it must make."""

    name: str
    change: Change
    kind: DifferenceKind
    field: str


def _swap(variable: str, part: str, new: Callable[[str], str]) -> Change:
    def change(pieces: list[Piece], _: Item) -> list[Piece] | None:
        for place, piece in enumerate(pieces):
            if piece.variable == variable and (not part or piece.part == part):
                text = new(piece.text)
                return (
                    None
                    if text == piece.text
                    else [*pieces[:place], piece._replace(text=text), *pieces[place + 1 :]]
                )
        return None

    return change


def _drop(variable: str) -> Change:
    def change(pieces: list[Piece], _: Item) -> list[Piece] | None:
        mine = [place for place, piece in enumerate(pieces) if piece.variable == variable]
        if not mine or mine[0] == 0 or mine[-1] == len(pieces) - 1:
            return None
        return [piece for place, piece in enumerate(pieces) if not mine[0] <= place <= mine[-1]]

    return change


def _joiner(pieces: list[Piece], _: Item) -> list[Piece] | None:
    for place, piece in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1 and pieces[place + 1].variable == "author"
        if inside and not piece.variable and re.search(r"&|\band\b", piece.text):
            other = (
                piece.text.replace("&", "and") if "&" in piece.text else re.sub(r"\band\b", "&", piece.text)
            )
            return [*pieces[:place], piece._replace(text=other), *pieces[place + 1 :]]
    return None


def _heading(pieces: list[Piece], item: Item) -> list[Piece] | None:
    mine = [piece for piece in pieces if piece.variable == "title"]
    if item.text.get("language", "en")[:2] not in ("en", "") or len(mine) != 1:
        return None
    other = apply_case([(mine[0].text, False)], "title", "en")[0]
    if (
        case_of(mine[0].text.split()) is not TitleCase.SENTENCE
        or case_of(other.split()) is not TitleCase.TITLE
    ):
        return None
    return [piece._replace(text=other) if piece is mine[0] else piece for piece in pieces]


def _upright(variable: str) -> Change:
    def change(pieces: list[Piece], _: Item) -> list[Piece] | None:
        if not any(
            piece.variable == variable and piece.is_italic and re.search(r"\w", piece.text)
            for piece in pieces
        ):
            return None
        return [piece._replace(is_italic=False) if piece.variable == variable else piece for piece in pieces]

    return change


def _second_family(text: str) -> str:
    return "Quackenbush" if len(text) > 3 else text


def _digit(text: str) -> str:
    return re.sub(r"\d(?=\D*$)", lambda match: str((int(match[0]) + 3) % 10), text, count=1)


def _year(text: str) -> str:
    return f"{text[:2]}{(int(text[2:4]) + 37) % 100:02}" if re.fullmatch(r"\d{4}", text) else text


def _initials(text: str) -> str:
    return text.replace(". ", ".") if re.search(r"\w\. \w", text) else text


def _full(pieces: list[Piece], item: Item) -> list[Piece] | None:
    names = item.names.get("author", ())
    given = names[0].given if names else ""
    if not re.fullmatch(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}| [A-Z]\.)*", given):
        return None
    for place, piece in enumerate(pieces):
        if piece.variable == "author" and piece.part == "given":
            if piece.text == given or "-" in piece.text:
                return None
            return [*pieces[:place], piece._replace(text=given), *pieces[place + 1 :]]
    return None


def _slip(text: str) -> str:
    return (
        text[:2] + text[3] + text[2] + text[4:]
        if len(text) > 5 and text.isalpha() and text[2] != text[3]
        else text
    )


def _old_form(pieces: list[Piece], _: Item) -> list[Piece] | None:
    return [
        piece._replace(text=piece.text.replace("https://doi.org/", "http://dx.doi.org/")) for piece in pieces
    ]


K = DifferenceKind
MISTAKES: Final = (
    Mistake("wrong year", _swap("issued", "year", _year), K.WRONG, "issued"),
    Mistake("no year", _drop("issued"), K.MISSING, "issued"),
    Mistake("wrong volume", _swap("volume", "", _digit), K.WRONG, "volume"),
    Mistake("no issue", _drop("issue"), K.MISSING, "issue"),
    Mistake("wrong issue", _swap("issue", "", _digit), K.WRONG, "issue"),
    Mistake("wrong pages", _swap("page", "", _digit), K.WRONG, "page"),
    Mistake("no pages", _drop("page"), K.MISSING, "page"),
    Mistake("hyphen in the page range", _swap("page", "", lambda t: t.replace("–", "-")), K.DASH, "page"),
    Mistake("author's name misspelt", _swap("author", "family", _slip), K.SPELLING, "author"),
    Mistake("another first author", _swap("author", "family", _second_family), K.WRONG, "author"),
    Mistake("initials without spaces", _swap("author", "given", _initials), K.INITIALS, "author"),
    Mistake("given name in full", _full, K.INITIALS, "author"),
    Mistake("and for &", _joiner, K.SEPARATOR, "author"),
    Mistake("title in capitals of a heading", _heading, K.CASE, "title"),
    Mistake("journal upright", _upright("container-title"), K.ITALICS, "container-title"),
    Mistake("volume upright", _upright("volume"), K.ITALICS, "volume"),
    Mistake("title upright", _upright("title"), K.ITALICS, "title"),
    Mistake("another journal", _swap("container-title", "", lambda _: "Zoology"), K.WRONG, "container-title"),
    Mistake("no journal", _drop("container-title"), K.MISSING, "container-title"),
    Mistake("another publisher", _swap("publisher", "", lambda _: "Quantum House"), K.WRONG, "publisher"),
    Mistake("no publisher", _drop("publisher"), K.MISSING, "publisher"),
    Mistake("wrong DOI", _swap("DOI", "", lambda t: t + "99"), K.WRONG, "DOI"),
    Mistake("old form of the DOI", _old_form, K.ADDRESS, "DOI"),
)  # fmt: skip


def cases(
    items: Sequence[Item], style: Style, chance: random.Random, each: int
) -> Iterator[tuple[Mistake | None, Item, Printed, Typed]]:
    """Yield printed references without a mistake, and with each of the mistakes up to ``each`` times."""
    by_key = {item.id: item for item in items}
    printed = list(print_list(style, items).values())
    for one in printed:
        yield None, by_key[one.key], one, typed(one.pieces)
    for mistake in MISTAKES:
        chance.shuffle(printed)
        made = 0
        for one in printed:
            pieces = mistake.change(list(one.pieces), by_key[one.key])
            if pieces is not None and typed(pieces) != typed(one.pieces):
                yield mistake, by_key[one.key], one, typed(pieces)
                made += 1
                if made == each:
                    break


def found(item: Item, printed: Printed, reference: Typed) -> Comparison:
    """Compare one typed reference."""
    return compare(reference.text, printed, item, italics=reference.italics)


def main(path: Path, verbose: bool) -> None:
    """Print how many mistakes were found, and what else was."""
    items = random.Random(5).sample(corpus(path), 400)  # noqa: S311  the same records in every run, no secret
    chance = random.Random(11)  # noqa: S311  as above
    made, right, extra = Counter[str](), Counter[str](), Counter[str]()
    clean = alarms = 0
    for name in STYLES:
        for mistake, item, printed, reference in cases(items, Styles().load(name), chance, each=12):
            result = found(item, printed, reference)
            if mistake is None:
                clean += 1
                alarms += bool(result.differences or result.is_other_work)
                continue
            made[mistake.name] += 1
            hits = [d for d in result.differences if d.kind is mistake.kind and d.field == mistake.field]
            right[mistake.name] += bool(hits)
            others = [d for d in result.differences if d not in hits]
            extra[mistake.name] += len(others)
            if verbose and (others or not hits):
                print(f"--- {mistake.name} ({name})\n  typed   {reference.text}\n  printed {printed.text}")
                print(
                    "  "
                    + ("OTHER WORK " if result.is_other_work else "")
                    + "\n  ".join(map(str, result.differences))
                )
    for mistake in MISTAKES:
        name = mistake.name
        print(f"{name:35} {right[name]:4} of {made[name]:4} found, {extra[name]:3} findings beside")
    total, told = sum(made.values()), sum(right.values())
    print(f"in all {told} of {total} ({told / total:.1%}), {sum(extra.values())} findings beside")
    print(f"without a mistake: {alarms} of {clean} accused")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    main(Path(arguments[0]) if arguments else CORPUS, "-v" in sys.argv)
