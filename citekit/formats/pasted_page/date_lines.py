"""Lines that are a date: "Published January 20, 2022 at 10:00 GMT", "Berlin, den 3. März 2021"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache
from typing import Final

from citekit.formats.pasted_page.date_text import WrittenDate, find_dates
from citekit.formats.pasted_page.word_lists import word_set
from citekit.language.fold import fold

__all__ = ["Meaning", "is_date_line", "meaning_of", "remainder", "without_date"]


class Meaning(Enum):
    """What a date is the date of, by the words before it."""

    PUBLISHED = auto()
    UPDATED = auto()
    ACCESSED = auto()
    OTHER = auto()
    """Of an event, a deadline, another edition: not of the work as it lies before us."""


_LABELS: Final = (
    (
        Meaning.UPDATED,
        (
            r"(?:last |date )?(?:updated?|modified|revised|reviewed|edited|changed)"
            r"|zuletzt (?:aktualisiert|geandert)|aktualisiert|stand"
            r"|letzte (?:aktualisierung|anderung)|mis(?:e)? a jour|modifie|derniere (?:mise a jour"
            r"|modification)"
            r"|actualizad[oa]|ultima (?:actualizacion|modificacion)|aggiornat[oa]"
            r"|ultimo aggiornamento|atualizad[oa]|bijgewerkt"
            r"|uppdaterad|oppdatert|opdateret|обновлено|تحديث|آخر تحديث|تم التحديث|更新日時?|最終更新日?"
            r"|更新时间|更新|수정"
        ),
    ),
    (
        Meaning.ACCESSED,
        (
            r"(?:last |date )?(?:accessed|retrieved|visited|viewed)|abgerufen|zugriff"
            r"|letzter zugriff|consulte|acces|consultado"
            r"|fecha de consulta|acceso|consultato|acesso|acessado|geraadpleegd|hamtad"
            r"|дата обращения|تاريخ الاطلاع|閲覧日?|アクセス日|访问日期"
        ),
    ),
    (
        Meaning.OTHER,
        (
            r"(?:event|start|end|closing|due|effective|expir\w+|meeting|hearing|conference|webinar"
            r"|workshop|seminar) date"
            r"|deadline\w*|event|webinar|workshop|seminar|when|register(?: now| by)?|effective"
            r"|expires?|embargo(?:ed)?(?: until)?"
            r"|next (?:meeting|release|update|issue)|held|hearing|conference|meeting|symposium"
            r"|briefing|due|closes?|opens?|starts?|begins?"
            r"|ends?|until|through|as of|data as of|period|coverage|born|died|save the date|joined"
            r"|member since|received|accepted"
            r"|submitted|printed|veranstaltung|termin|anmeldeschluss|gultig ab|evenement"
            r"|date limite|evento|fecha limite|plazo|開催日|締切|截止"
        ),
    ),
    (
        Meaning.PUBLISHED,
        (
            r"submitted on|(?:first |originally |date |article |press )?(?:published|posted|issued"
            r"|released|created)|publication date|date of publication"
            r"|release date|issue date|date (?:of issue|published|issued)|date|dated|issued"
            r"|pub(?:\.|lished) date|posted|publicly released"
            r"|(?:erstmals )?veroffentlicht|erschienen|erscheinungsdatum|erstellt|datum|vom|publie"
            r"|paru|date de publication|publicad[oa]"
            r"|fecha(?: de publicacion)?|pubblicat[oa]|data(?: di pubblicazione)?"
            r"|data de publicacao|gepubliceerd|publicerad|publisert"
            r"|udgivet|опубликовано|дата публикации|дата|نشر|نشرت|تاريخ النشر|التاريخ|公開日?|掲載日?"
            r"|発行日?|発表日?|投稿日?|公表日?|配信日?"
            r"|发布(?:日期|时间|于)?|发表于|日期|게시일?|작성일?|입력"
        ),
    ),
)
"""Words before a date, folded, and what they make of it. The first kind that fits is taken."""

_FILLERS: Final = (
    r"\bthis (?:page|article|story|post|report) was\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?"
    r"|fri|sat(?:ur)?|sun)(?:day)?\b\.?|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves"
    r"|viernes|sabado|domingo"
    r"|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد"
    r"|[(（][月火水木金土日一二三四五六七八]+[)）]|[月火水木金土日]曜日?|星期[一二三四五六日天]"
    r"|\d{1,2}\s?[:h.時点]\s?\d{2}(?:\s?[:分]\s?\d{2})?\s?分?(?:\.\d+)?|\d{1,2}\s?(?:am|pm"
    r"|a\.m\.|p\.m\.|uhr)|a\.?m\.?\b|p\.?m\.?\b|午前|午後|uhr|\bhs?\b"
    r"|t(?=\d\d:)|z\b|(?:gmt|utc|est|edt|et|cst|cdt|ct|mst|pst|pdt|pt|bst|ist|cet|cest|jst"
    r"|msk|aest)\b(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}"
    r"|\d+\s?[-–]?\s?(?:min(?:ute)?s?|minuten|minutos?|分)(?:\."
    r"|\b)?(?:\s(?:read(?:ing time)?|lesezeit|de lecture|de lectura))?|reading time"
    r"|lesezeit"
    r"|\d+ (?:pages?|pp|seiten|comments?|views|shares)\b|\bat\b|\bon\b|\bthe\b|\ben\b"
    r"|\bel\b|\bdel?\b|\ble\b|\bam\b|\bum\b|\bden\b|\bder\b|\ba\b|\blas?\b|\bin\b|\bas\b"
    r"|\bil\b|\bvom\b|\bof\b|г\.?|に|في|يوم|الساعة"
)
"""What stands around a date and adds nothing to it."""


@cache
def _labels() -> tuple[tuple[Meaning, re.Pattern[str]], ...]:
    return tuple((meaning, _label(words)) for meaning, words in _LABELS)


@cache
def _any_label() -> re.Pattern[str]:
    return _label("|".join(words for _, words in _LABELS))


def _label(words: str) -> re.Pattern[str]:
    # folded, for the letters that folding changes in scripts other than Latin
    return re.compile(rf"(?<!\w)(?:{fold(words)})(?!\w)")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(fold(_FILLERS))


_PERIODICAL: Final = word_set(
    "weekly daily monthly quarterly annual update brief briefing report bulletin monitor "
    "newsletter review outlook news"
    " digest edition issue vol volume no version chapter part table figure statement "
    "spring summer autumn winter"
)
"""Words that make "Weekly Brief, March 3, 2021" a headline, where "Geneva, March 3, 2021" is a date line."""


def meaning_of(before: str, after: str = "") -> Meaning | None:
    """Return what the words before a date, or right after it, say it is the date of; None if nothing.

    The word nearest to the date counts. ``before`` reaches back to the date before it, if there is one.
    """
    nearest: tuple[int, Meaning] | None = None
    folded = fold(before)
    for meaning, pattern in _labels():
        for match in pattern.finditer(folded):
            if nearest is None or match.end() > nearest[0]:
                nearest = match.end(), meaning
    if nearest:
        return nearest[1]
    behind = fold(after).lstrip(" (（:")
    return next((meaning for meaning, pattern in _labels() if pattern.match(behind)), None)


def remainder(text: str, dates: Sequence[WrittenDate]) -> str:
    """Return what a line says beside its dates, their labels, weekdays, times and punctuation."""
    bare = text
    for date in reversed(dates):
        bare = f"{bare[: date.start]} \x00 {bare[date.end :]}"
    folded = _any_label().sub(" ", fold(bare))
    folded = _fillers().sub(" ", folded)
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def without_date(text: str, today: dt.date) -> str:
    """Return what stands before the date in ``text``, without the word that leads to it.

    "By Jane Doe on 12 August 2020" is "By Jane Doe", "Pressemitteilung Nr. 12 vom 3. März 2021" the number.
    Text without a date is returned whole.
    """
    dates = find_dates(text, today) if len(text) <= 200 else ()
    if not dates or not dates[0].start:
        return text
    return re.sub(_LEADS_TO_DATE, "", text[: dates[0].start], flags=re.IGNORECASE)


_LEADS_TO_DATE: Final = (
    r"[\s,(]+(?:(?:last )?(?:updated|published|posted)|veröffentlicht|aktualisiert|publié|publicado)?"
    r"(?:\s?\b(?:on|vom|am|of|from|dated|du|le|de|del|el|at|den|il))?[\s:,(]*$"
)


def is_date_line(text: str, today: dt.date) -> bool:
    """Whether a line, or a segment of one, is a date and says nothing else.

    A label, the weekday, the time, how long it takes to read, and the place of writing may stand beside it.
    """
    if len(text) > 160:
        return False
    dates = find_dates(text, today)
    if not dates or not any(not date.is_range for date in dates):
        return False
    rest = remainder(text, dates)
    return not rest or _is_place(text[: dates[0].start], rest)


def _is_place(before: str, rest: str) -> bool:
    """Whether all that is left is a place before the date, as in "Berlin, den 3. März 2021"."""
    place = re.fullmatch(
        r"([^\W\d_][\w.'’/-]*(?:[ ,]{1,2}[^\W\d_][\w.'’/-]*){0,2}?),\s*(?:den |le |a |il )?", before
    )
    if place is None:
        return False
    words = re.split(r"[ ,]+", place[1])
    return (
        all(word[0].isupper() or not word[0].isascii() for word in words)
        and _PERIODICAL.isdisjoint(fold(word) for word in words)
        and len(rest.split()) <= 4
    )
