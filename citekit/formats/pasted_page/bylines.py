"""Bylines: a line that says who wrote the work, in the words of a dozen languages."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citekit.formats.pasted_page.institution_table import Institution, find_by_acronym, find_by_name
from citekit.formats.pasted_page.person_names import Person, read_people

__all__ = ["Byline", "read_byline"]


class Byline(NamedTuple):
    """Who a byline names: people, or an institution of the table ("By Reuters")."""

    people: tuple[Person, ...] = ()
    institution: Institution | None = None


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(
        (
            r"\s*(?:"
            r"(?:(?:story|text|words|written|posted|published|report|analysis|article|reporting"
            r"|reported|review|opinion|"
            r"commentary|essay|column|interview|blog post|feature|testimony|news analysis"
            r"|special report|research|brief) )?by:?\s+"
            r"|(?:authors?|author\(s\)|lead authors?|author/editor|analysts?|analyst\(s\)"
            r"|reporters?|writers?|contributors?)\s*[:：]\s*"
            r"|(?:autor(?:in|en|innen|:in|\*in|es|as)?|autora|auteur(?:e|s|es|\(s\))?|autor[ei]"
            r"|auteurs?|forfatter|författare|"
            r"автор[ы]?)\s*[:：]\s*"
            r"|(?:ein(?:e)? (?:\w+ ){1,2})?von:?\s+|(?:propos recueillis )?par:?\s+|por:?\s+"
            r"|a cura di\s+|di\s+|door:?\s+|av:?\s+|af:?\s+"
            r"|(?:بقلم|كتب|كتبت|إعداد|الكاتب|المؤلف)\s*[:：]?\s*"
            r"|(?:著者|執筆者?|筆者|文責|文|作者|记者|記者|撰文|작성자|글|기자)\s*[:：=＝／/]\s*"
            r")(?P<who>\S.*)"
        ),
        re.IGNORECASE,
    )


def read_byline(text: str) -> Byline | None:
    """Return whom a line or a segment of it names as its writer, or None if it is no byline.

    The opening word is needed ("By", "Von", "Author:"), and people must follow: "By the Numbers" and
    "By clicking …" name nobody.
    """
    if len(text) > 300:
        return None
    reporter = re.fullmatch(r"(?P<who>[가-힣]{2,4})\s?(?:기자|특파원)(?:\s\S+@\S+)?", text)
    match = reporter or _openings().fullmatch(text)
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
