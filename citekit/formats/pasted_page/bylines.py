"""Bylines: a line that says who wrote the work, in the words of a dozen languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from citekit.formats.pasted_page.institution_table import Institution, find_by_acronym, find_by_name
from citekit.formats.pasted_page.person_names import Person, read_people, read_person

__all__ = ["Byline", "read_byline"]


class Byline(NamedTuple):
    """Who a byline names: people, or an institution of the table ("By Reuters")."""

    people: tuple[Person, ...] = ()
    institution: Institution | None = None


_GENRES: Final = (
    "story|text|words|written|posted|published|report|analysis|article|reporting|reported|review|opinion|commentary"
    "|essay|column|interview|blog post|feature|testimony|news analysis|special report|research|brief"
)
_POSTED: Final = "posted|published|submitted|written|veröffentlicht|publié|publicado|pubblicato"
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
    rf"(?:{_POSTED})\b[^.]{{0,50}}\d{{4}}[^.]{{0,25}}?\b(?:by|von|par|por|da)\s+",
    r"(?:著者|執筆者?|筆者|文責|文|作者|记者|記者|撰文|작성자|글|기자)\s*[:：=＝／/]\s*",
)
"""What opens a byline, in small letters."""
_REPORTER: Final = r"(?P<who>[가-힣]{2,4})\s?(?:기자|특파원)(?:\s\S+@\S+)?"
"""A byline of a Korean newspaper, which has the word for reporter last."""


_DESKS: Final = (
    "environment|science|health|education|politics|political|economics|economic|business|technology|culture|arts|art"
    "|sports?|legal|media|world|foreign|diplomatic|security|defence|defense|energy|climate|consumer|crime|data|city"
    "|investigations|global|senior|chief|deputy|associate|assistant|staff|special|executive|managing|contributing"
    "|political|parliamentary|home|social|affairs|policy|news|wirtschafts|politik|auslands"
)
_JOBS: Final = (
    "editor|correspondent|reporter|writer|columnist|journalist|producer|redakteur(?:in)?|korrespondent(?:in)?"
)
_WHERE: Final = r",? (?:in|for|at) (?-i:[A-Z])[\w.’'-]+(?: [\w.’'-]+){0,3}"
_JOB: Final = rf"(?:(?:{_DESKS})(?: and)? ){{0,4}}(?:{_JOBS})(?:-at-large)?(?:{_WHERE})?"
"""What a newspaper says of its writer behind the name: "Jane Doe Environment editor"."""


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
        return _read_name_and_job(text)
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


def _read_name_and_job(text: str) -> Byline | None:
    words = text.split()
    if len(words) > 12:
        return None
    for count in range(2, min(len(words), 5)):
        if re.fullmatch(_JOB, " ".join(words[count:]), re.IGNORECASE):
            person = read_person(" ".join(words[:count]).rstrip(","))
            return Byline(people=(person,)) if person else None
    return None
