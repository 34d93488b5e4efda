"""References typed badly: as hands do it, and as programs leave it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from citekit.item.item import Item
from citekit.item.name import Name
from tests.formats.reference_model.typed import NONE, Labelled
from tests.formats.reference_model.variety import GIVEN, Stock

__all__ = ["changed", "type_badly"]

_DROPPED: Final = {
    "issue": 0.12,
    "page": 0.1,
    "publisher-place": 0.25,
    "publisher": 0.05,
    "DOI": 0.4,
    "URL": 0.3,
    "ISBN": 0.5,
    "ISSN": 0.5,
    "volume": 0.04,
    "issued": 0.02,
    "container-title": 0.02,
    "number-of-pages": 0.7,
    "PMID": 0.5,
}
"""How often a typist leaves a field out."""


def changed(item: Item, chance: random.Random, stock: Stock) -> Item:
    """Return a record as its typist knew it: fields missing, letters in another case, another author."""
    gone = {field for field, share in _DROPPED.items() if chance.random() < share}
    if "publisher" in gone:
        gone.add("publisher-place")
    text = {field: value for field, value in item.text.items() if field not in gone}
    names = dict(item.names)
    if "title" in text:
        text["title"] = _retyped(text["title"], chance)
    if "author" in names:
        if item.type in ("book", "report", "webpage") and stock.publishers and chance.random() < 0.15:
            names["author"] = (Name(literal=chance.choice(stock.publishers)),)
        elif chance.random() < 0.08:
            names["author"] = names["author"][:1]
    return replace(
        item,
        text=text,
        names=names,
        number={field: value for field, value in item.number.items() if field not in gone},
        dates={field: value for field, value in item.dates.items() if field not in gone},
    )


def _retyped(title: str, chance: random.Random) -> str:
    lot = chance.random()
    head, colon, tail = title.partition(": ")
    if lot < 0.08:
        return title.title()
    if lot < 0.14:
        return title[:1] + title[1:].lower()
    return f"“{head}”: {tail}" if colon and lot > 0.95 else title


def type_badly(made: Labelled, chance: random.Random) -> None:
    """Change a reference as typists and programs do."""
    for share, habit in _HABITS:
        if chance.random() < share:
            habit(made, chance)


def _lose_italics(made: Labelled, _: random.Random) -> None:
    made.italic = [False] * len(made.text)


def _bracket_genre(made: Labelled, chance: random.Random) -> None:
    """Put what kind of work it is, and whose, into the brackets that the APA wants."""
    if not {"genre", "publisher"} <= set(made.labels):
        return
    (first, genre_end), (publisher_start, last) = made.span("genre"), made.span("publisher")
    if not first < publisher_start or set(made.labels[first:last]) - {"genre", "publisher", NONE}:
        return
    pieces = [
        ("[", NONE),
        (made.text[first:genre_end], "genre"),
        (", ", NONE),
        (made.text[publisher_start:last], "publisher"),
        ("]", NONE),
    ]
    if chance.random() < 0.4:
        number = str(chance.randint(100000, 99999999))
        pieces[:0] = [("(Publication No. ", NONE), (number, "number"), (") ", NONE)]
    if chance.random() < 0.4:
        pieces.append((f". {chance.choice(GIVEN['databases'])}", NONE))
    made.put_pieces(first, last, pieces)


def _say_advance(made: Labelled, _: random.Random) -> None:
    if "volume" not in made.labels and "container-title" in made.labels:
        made.append(" Advance online publication.")


def _change_quotes(made: Labelled, chance: random.Random) -> None:
    if chance.random() < 0.8:
        made.sub("[“”]", '"')
        made.sub("[‘’]", "'")
    else:
        made.sub('[“”"«»„]', "")


def _change_and(made: Labelled, chance: random.Random) -> None:
    if chance.random() < 0.5:
        made.sub("&", "and")
    else:
        made.sub(r"\band\b(?=[^,.]{3,30}[,.(])", "&", most=1)


def _shorten_authors(made: Labelled, _: random.Random) -> None:
    """Put "et al." in the place of all authors but the first."""
    if made.labels.count("author") < 40:
        return
    start, end = made.span("author")
    cut = re.search(r"(?<=\w\.),? |; |, (?=[A-Z][a-z]+ )", made.text[start + 4 : end])
    if cut:
        made.put_pieces(start + 4 + cut.start(), end, [(" et al.", "author")])


def _join_last(made: Labelled, chance: random.Random) -> None:
    """Put a word before the last of authors who stand with commas alone: ``He FJ and MacGregor GA``."""
    if "author" not in made.labels:
        return
    start, end = made.span("author")
    last = re.search(r"[A-Z]\.?(?P<comma>, )(?:[a-z]+ )*\w+ [A-Z]{1,3}$", made.text[start:end])
    if last:
        place = start + last.start("comma")
        made.put(place, place + 2, chance.choice((" and ", ", and ", " & ", ", & ")))


def _dot_initials(made: Labelled, _: random.Random) -> None:
    """Put full stops after initials that stand bare."""
    if "author" in made.labels:
        start, end = made.span("author")
        for initials in reversed(list(re.finditer(r"(?<= )[A-Z]{1,3}(?=,|$)", made.text[start:end]))):
            made.put(start + initials.start(), start + initials.end(), ".".join(initials[0]) + ".")


def _repeat_authors(made: Labelled, chance: random.Random) -> None:
    """Put dashes, or nothing at all, in the place of authors who were named just before."""
    if made.labels[:1] == ["author"]:
        _, end = made.span("author")
        made.put_pieces(0, end, [(chance.choice(("———", "---", "––––", "   ", "")), NONE)])
        if made.text[:1] in " .,":
            made.sub(r"^\s*[.,:]\s", "   ")


def _bare_year(made: Labelled, _: random.Random) -> None:
    """Lose the brackets around the date."""
    if "issued" not in made.labels:
        return
    start, end = made.span("issued")
    if made.text[start - 1 : start] in ("(", "[") and made.text[end : end + 1] in (")", "]"):
        made.put_pieces(end, end + 1, [])
        made.put_pieces(start - 1, start, [])


def _put_undated(made: Labelled, chance: random.Random) -> None:
    """Put words in the place of the date."""
    if "issued" in made.labels:
        made.put(*made.span("issued"), chance.choice(GIVEN["no dates"]))


def _capitals(made: Labelled, _: random.Random) -> None:
    made.text = "".join(
        letter.upper() if label == "author" and len(letter.upper()) == 1 else letter
        for letter, label in zip(made.text, made.labels, strict=True)
    )


def _change_doi(made: Labelled, chance: random.Random) -> None:
    made.sub(r"https://doi\.org/", chance.choice(("doi:", "doi: ", "DOI ", "http://dx.doi.org/")))


def _lose_brackets(made: Labelled, chance: random.Random) -> None:
    made.sub(r"[()](?=\D|$)|(?<=\D)[()]", "", most=chance.choice((1, 2)))


def _change_mark(made: Labelled, chance: random.Random) -> None:
    places = [
        match.start()
        for match in re.finditer(r"[,.:;](?= )", made.text)
        if made.labels[match.start()] == NONE
    ]
    if places:
        place = chance.choice(places)
        made.put(place, place + 1, chance.choice(("", ",", ".", ";", ":", ".,")))


def _lose_spaces(made: Labelled, chance: random.Random) -> None:
    made.sub(r"(?<=[,.:;]) ", "", most=chance.choice((1, 2)))


def _double_spaces(made: Labelled, _: random.Random) -> None:
    made.sub(r"(?<=[,.:;]) ", "  ", most=3)


def _say_where(made: Labelled, chance: random.Random) -> None:
    if "://" in made.text:
        return
    made.append(" " + chance.choice(GIVEN["addresses"]).format(chance.choice(GIVEN["paths"])))
    if chance.random() < 0.5:
        made.append(chance.choice(GIVEN["accessed"]))


def _number(made: Labelled, chance: random.Random) -> None:
    made.put_pieces(0, 0, [(chance.choice(GIVEN["labels"]).format(chance.randint(1, 99)), NONE)])


def _lose_full_stop(made: Labelled, _: random.Random) -> None:
    made.text = made.text.rstrip(".")
    del made.labels[len(made.text) :], made.italic[len(made.text) :]


def _break_lines(made: Labelled, chance: random.Random) -> None:
    width, column = chance.randint(60, 100), 0
    letters = list(made.text)
    for index, letter in enumerate(letters):
        column += 1
        if letter == " " and column > width:
            letters[index], column = "\n", 0
    made.text = "".join(letters)


def _change_dashes(made: Labelled, _: random.Random) -> None:
    made.sub("–", "-")


_HABITS: Final[tuple[tuple[float, Callable[[Labelled, random.Random], None]], ...]] = (
    (0.6, _lose_italics),
    (0.5, _bracket_genre),
    (0.1, _say_advance),
    (0.6, _change_quotes),
    (0.5, _change_dashes),
    (0.25, _change_and),
    (0.1, _shorten_authors),
    (0.08, _join_last),
    (0.06, _dot_initials),
    (0.07, _repeat_authors),
    (0.06, _bare_year),
    (0.04, _put_undated),
    (0.06, _capitals),
    (0.2, _change_doi),
    (0.1, _lose_brackets),
    (0.5, _change_mark),
    (0.15, _change_mark),
    (0.12, _lose_spaces),
    (0.1, _double_spaces),
    (0.25, _say_where),
    (0.15, _number),
    (0.2, _lose_full_stop),
    (0.15, _break_lines),
)
"""What is done to a reference, one after the other, and how often."""
