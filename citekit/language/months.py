"""Months and seasons by name, in the languages that reports are dated in."""

from __future__ import annotations

from functools import cache
from typing import Final

from citekit.language.fold import fold

__all__ = ["month_number", "season_number"]

_MONTHS: Final = (
    (
        "january jan januar janvier janv enero ene gennaio gen janeiro januari ianuarie styczen "
        "stycznia ledna leden ocak января январь tammikuu يناير"
    ),
    (
        "february feb febr februar fevrier fevr febrero febbraio fevereiro fev februari februarie "
        "luty lutego unora unor subat февраля февраль helmikuu فبراير"
    ),
    (
        "march mar marz mrz mars marzo março marco maart mrt martie marzec marca brezna brezen "
        "mart марта март maaliskuu مارس"
    ),
    (
        "april apr avril avr abril abr aprile aprilie kwiecien kwietnia dubna duben nisan апреля "
        "апрель huhtikuu أبريل ابريل"
    ),
    "may mai mayo maggio mag maio mei maj maja kvetna kveten mayis мая май toukokuu مايو",
    (
        "june jun juni juin junio giugno giu junho iunie czerwiec czerwca cervna cerven haziran "
        "июня июнь kesakuu يونيو"
    ),
    (
        "july jul juli juillet juil julio luglio lug julho iulie lipiec lipca cervence cervenec "
        "temmuz июля июль heinakuu يوليو"
    ),
    (
        "august aug aout agosto ago augustus augusti sierpien sierpnia srpna srpen agustos "
        "августа август elokuu أغسطس"
    ),
    (
        "september sep sept septembre septiembre set settembre setembro septembrie wrzesien "
        "wrzesnia zari eylul сентября сентябрь syyskuu سبتمبر"
    ),
    (
        "october oct oktober okt octobre octubre ottobre ott outubro out oktober octombrie "
        "pazdziernik pazdziernika rijna rijen ekim октября октябрь lokakuu أكتوبر"
    ),
    (
        "november nov novembre noviembre novembro noiembrie listopad listopada listopadu kasim "
        "ноября ноябрь marraskuu نوفمبر"
    ),
    (
        "december dec dezember dez decembre diciembre dic dicembre dezembro desember des "
        "decembrie grudzien grudnia prosince prosinec aralik декабря декабрь joulukuu ديسمبر"
    ),
)
"""The names and abbreviations of each month, without accents."""

_SEASONS: Final = (
    "spring fruhling fruhjahr printemps primavera voorjaar lente forar var",
    "summer sommer ete verano estate verao zomer sommar",
    "autumn fall herbst automne otono autunno outono herfst efterar host",
    "winter hiver invierno inverno vinter",
)


def month_number(name: str) -> int | None:
    """Return 1 to 12 for the name of a month or its abbreviation, or None."""
    return _place(name, _MONTHS)


def season_number(name: str) -> int | None:
    """Return 1 for spring to 4 for winter, or None."""
    return _place(name, _SEASONS)


def _place(name: str, table: tuple[str, ...]) -> int | None:
    wanted = fold(name).rstrip(".")
    return _places(table).get(wanted) if wanted and " " not in wanted else None


@cache
def _places(table: tuple[str, ...]) -> dict[str, int]:
    """Return the row of each word of a table, the first where a word stands in several."""
    places: dict[str, int] = {}
    for number, names in enumerate(table, 1):
        for word in fold(names).split(" "):
            places.setdefault(word, number)
    return places
