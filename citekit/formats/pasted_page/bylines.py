"""Bylines: a line that says who wrote the work, in the words of a dozen languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from citekit.formats.pasted_page.institution_table import Institution, find_by_acronym, find_by_name
from citekit.formats.pasted_page.person_names import Person, read_people

__all__ = ["Byline", "read_byline"]


class Byline(NamedTuple):
    """Who a byline names: people, or an institution of the table ("By Reuters")."""

    people: tuple[Person, ...] = ()
    institution: Institution | None = None


_GENRES: Final = (
    "story|text|words|written|posted|published|report|analysis|article|reporting|reported|review|opinion|commentary"
    "|essay|column|interview|blog post|feature|testimony|news analysis|special report|research|brief"
)
_OPENINGS: Final = (
    rf"(?:(?:{_GENRES}) )?by:?\s+",
    r"(?:lead )?authors?\s*[:：]\s*",
    r"(?:author|analyst)\(s\)\s*[:：]\s*",
    r"(?:author/editor|analysts?|reporters?|writers?|contributors?)\s*[:：]\s*",
    r"(?:autor(?:in|en|innen|:in|\*in|es|as|a|e|i)?|auteur(?:e|s|es|\(s\))?)\s*[:：]\s*",
    r"(?:forfatter|författare|авторы?)\s*[:：]\s*",
    r"(?:eine? (?:\w+ ){1,2})?von:?\s+",
    r"(?:propos recueillis )?par:?\s+",
    r"por:?\s+",
    r"(?:a cura di|di)\s+",
    r"(?:door|av|af):?\s+",
    r"(?:بقلم|كتب|كتبت|إعداد|الكاتب|المؤلف)\s*[:：]?\s*",
    r"(?:著者|執筆者?|筆者|文責|文|作者|记者|記者|撰文|작성자|글|기자)\s*[:：=＝／/]\s*",
)
"""What opens a byline, in small letters."""
_REPORTER: Final = r"(?P<who>[가-힣]{2,4})\s?(?:기자|특파원)(?:\s\S+@\S+)?"
"""A byline of a Korean newspaper, which has the word for reporter last."""


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(_OPENINGS)})(?P<who>\S.*)", re.IGNORECASE)


def read_byline(text: str) -> Byline | None:
    """Return whom a line or a segment of it names as its writer, or None if it is no byline.

    The opening word is needed ("By", "Von", "Author:"), and people must follow: "By the Numbers" and
    "By clicking …" name nobody.
    """
    if len(text) > 300:
        return None
    match = re.fullmatch(_REPORTER, text) or _openings().fullmatch(text)
    if match is None:
        return None
    who = match["who"].strip()
    institution = find_by_name(who) or find_by_acronym(who)
    if institution:
        return Byline(institution=institution)
    people, others = read_people(who)
    # the first part must be a person: "By the sea, John Roe and others" is no byline
    if not people or (others and who.startswith(others[0])):
        return None
    # "By Jane Doe, Le Monde": an outlet that is shaped like a name
    people = tuple(person for person in people if find_by_name(person.name.display()) is None)
    return Byline(people=people) if people else None
