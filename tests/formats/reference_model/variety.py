"""Records of the kinds that bibliographies hold few of: articles become theses, reports, news and pages.

Titles and people are those of real records; what is put beside them is what such works have.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import yaml

from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name

__all__ = ["GIVEN", "Stock", "stock_of", "varied"]


GIVEN: Final[dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_name("given.yaml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Stock:
    """What a record may be given: people, publishers and titles of books, all of other records."""

    people: Sequence[tuple[Name, ...]]
    publishers: Sequence[str]
    titles: Sequence[str]


def stock_of(items: Sequence[Item]) -> Stock:
    """Return what ``items`` give to others."""
    books = [item for item in items if item.type in ("book", "chapter")]
    titles = [item.text.get("container-title") or item.text.get("title", "") for item in books]
    return Stock(
        people=[
            people for item in items if (people := item.names.get("author", ())) and not people[0].literal
        ],
        publishers=[item.text["publisher"] for item in items if "publisher" in item.text],
        titles=[title for title in titles if title],
    )


def varied(item: Item, chance: random.Random, stock: Stock) -> Item:
    """Return an article as a work of another kind, and any record with what its kind may have."""
    if item.type == "article-journal":
        if chance.random() < 0.4:
            return chance.choice(_KINDS)(item, chance, stock)
        lot = chance.random()
        if lot < 0.12:
            text = {
                key: value
                for key, value in item.text.items()
                if key not in ("container-title-short", "journalAbbreviation")
            }
            item = replace(item, text={**text, "container-title": chance.choice(GIVEN["short journals"])})
        return replace(item, dates={**item.dates, **_day(item, chance)}) if chance.random() < 0.15 else item
    return _with_more(item, chance, stock)


def _news(item: Item, chance: random.Random, _: Stock) -> Item:
    text = {"title": item.text["title"], "container-title": chance.choice(GIVEN["newspapers"])}
    if chance.random() < 0.5:
        text["URL"] = f"https://www.example.com/{chance.randint(1000, 99999)}"
    number = {"page": f"{chance.choice('ABC')}{chance.randint(1, 30)}"} if chance.random() < 0.3 else {}
    return replace(
        item,
        type="article-newspaper",
        text=text,
        number=number,
        dates=_day(item, chance),
        names=_people(item, 2),
    )


def _page(item: Item, chance: random.Random, _: Stock) -> Item:
    text = {
        "title": item.text["title"],
        "URL": f"https://example.org/{chance.choice('abc')}/{chance.randint(1, 999)}",
    }
    lot = chance.random()
    if lot < 0.5:
        text["container-title"] = chance.choice(GIVEN["sites"])
    names = (
        {"author": (Name(literal=chance.choice(GIVEN["bodies"])),)}
        if chance.random() < 0.5
        else _people(item, 2)
    )
    dates = _day(item, chance) if chance.random() < 0.5 else dict(item.dates)
    if chance.random() < 0.3:
        dates.pop("issued", None)
    if chance.random() < 0.4:
        dates["accessed"] = Date(
            start=DateParts(chance.randint(2008, 2024), chance.randint(1, 12), chance.randint(1, 28))
        )
    return replace(item, type="webpage", text=text, number={}, dates=dates, names=names)


def _thesis(item: Item, chance: random.Random, _: Stock) -> Item:
    text = {
        "title": item.text["title"],
        "genre": chance.choice(GIVEN["theses"]),
        "publisher": chance.choice(GIVEN["universities"]),
    }
    if chance.random() < 0.2:
        text["publisher-place"] = chance.choice(GIVEN["places"])
    number = {"number": str(chance.randint(100000, 99999999))} if chance.random() < 0.2 else {}
    return replace(item, type="thesis", text=text, number=number, names=_people(item, 1))


def _report(item: Item, chance: random.Random, _: Stock) -> Item:
    body = chance.choice(GIVEN["bodies"])
    text = {"title": item.text["title"]}
    if chance.random() < 0.7:
        text["publisher"] = body
    if chance.random() < 0.3:
        text["publisher-place"] = chance.choice(GIVEN["places"])
    if chance.random() < 0.3:
        text["URL"] = f"https://example.org/report/{chance.randint(1, 999)}"
    number = {}
    if chance.random() < 0.6:
        text["genre"] = chance.choice(GIVEN["genres"])
        number["number"] = chance.choice(GIVEN["numbers of reports"]).format(chance.randint(1, 3999))
    names = {"author": (Name(literal=body),)} if chance.random() < 0.5 else _people(item, 4)
    return replace(item, type="report", text=text, number=number, names=names)


def _paper(item: Item, chance: random.Random, stock: Stock) -> Item:
    form = chance.choice(GIVEN["meetings"])
    filled = [chance.choice(GIVEN["fields"]) for _ in range(form.count("{}"))]
    if len(filled) == 2:
        filled[0] = chance.choice(("12th", "25th", "2nd", "31st", "2014", "17th"))
    container = form.format(*filled)
    text = {"title": item.text["title"], "container-title": container}
    if "DOI" in item.text:
        text["DOI"] = item.text["DOI"]
    if chance.random() < 0.3 and stock.publishers:
        text["publisher"] = chance.choice(stock.publishers)
    if chance.random() < 0.2:
        text["publisher-place"] = chance.choice(GIVEN["places"])
    number = {"page": item.number["page"]} if "page" in item.number else {}
    if chance.random() < 0.3:
        number["volume"] = str(chance.randint(2, 40))
    return replace(item, type="paper-conference", text=text, number=number)


def _book(item: Item, chance: random.Random, stock: Stock) -> Item:
    text = {"title": item.text["title"]}
    if stock.publishers:
        text["publisher"] = chance.choice(stock.publishers)
    made = replace(item, type="book", text=text, number={}, names=_people(item, 3))
    return _with_more(made, chance, stock)


def _chapter(item: Item, chance: random.Random, stock: Stock) -> Item:
    text = {"title": item.text["title"], "container-title": chance.choice(stock.titles)}
    if stock.publishers:
        text["publisher"] = chance.choice(stock.publishers)
    number = {"page": item.number["page"]} if "page" in item.number else {}
    names = {**_people(item, 3), "editor": chance.choice(stock.people)[:3]}
    return _with_more(replace(item, type="chapter", text=text, number=number, names=names), chance, stock)


def _data(item: Item, chance: random.Random, _: Stock) -> Item:
    text = {"title": item.text["title"], "publisher": chance.choice(GIVEN["sites"] + GIVEN["bodies"])}
    type_ = chance.choice(("dataset", "software", "motion_picture", "broadcast"))
    text["genre"] = chance.choice(GIVEN["kinds of data"])
    if chance.random() < 0.6:
        text["URL"] = f"https://example.net/{chance.randint(1, 9999)}"
    names = _people(item, 3)
    if type_ == "motion_picture" and "author" in names:
        names = {"director": names["author"][:1]}
    return replace(item, type=type_, text=text, number={}, names=names)


_KINDS: Final[tuple[Callable[[Item, random.Random, Stock], Item], ...]] = (
    _news, _page, _thesis, _report, _report, _paper, _paper, _book, _book, _chapter, _data,
)  # fmt: skip


def _with_more(item: Item, chance: random.Random, stock: Stock) -> Item:
    """Return a book or what is like one with edition, translator, series, place, first year."""
    text, number = dict(item.text), dict(item.number)
    names, dates = dict(item.names), dict(item.dates)
    is_book = item.type in ("book", "chapter")
    if is_book and chance.random() < 0.12:
        names["translator"] = chance.choice(stock.people)[:2]
    if is_book and chance.random() < 0.15:
        number["edition"] = str(chance.randint(2, 9))
    if is_book and chance.random() < 0.1:
        text["collection-title"] = chance.choice(GIVEN["series"])
        if chance.random() < 0.5:
            number["collection-number"] = str(chance.randint(2, 900))
    if is_book and chance.random() < 0.08:
        number["volume"] = str(chance.randint(1, 6))
    if is_book and chance.random() < 0.4:
        text["publisher-place"] = chance.choice(GIVEN["places"])
    if is_book and "issued" in dates and chance.random() < 0.12:
        dates["original-date"] = Date(start=DateParts(chance.randint(1790, 1960)))
    if item.type == "book" and chance.random() < 0.08 and "author" in names:
        names["editor"] = names.pop("author")
    publisher = text.get("publisher", "")
    if publisher and chance.random() < 0.3:
        text["publisher"] = _shortened(publisher, chance)
    return replace(item, text=text, number=number, names=names, dates=dates)


def _shortened(publisher: str, chance: random.Random) -> str:
    """Return a publisher's name as the MLA shortens it, or another that is short."""
    short = re.sub(r"University of (\w+) Press", r"U of \1 P", publisher)
    short = re.sub(r"University Press", "UP", short)
    if short != publisher:
        return short
    return chance.choice(GIVEN["short publishers"])


def _people(item: Item, most: int) -> dict[str, tuple[Name, ...]]:
    people = item.names.get("author") or item.names.get("editor") or ()
    return {"author": people[:most]} if people else {}


def _day(item: Item, chance: random.Random) -> dict[str, Date]:
    issued = item.dates.get("issued")
    year = (issued.year if issued else None) or chance.randint(1990, 2023)
    return {"issued": Date(start=DateParts(year, chance.randint(1, 12), chance.randint(1, 28)))}
