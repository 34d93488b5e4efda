"""Months by the names that pages have and typed dates seldom do: Levantine Arabic, Hebrew, Greek, Hindi."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from citekit.language.fold import fold
from citekit.language.months import month_number

__all__ = ["month_named"]

_MORE: Final = (
    "jänner genn tammikuuta ιανουαρίου ιανουάριος січня січень كانون_الثاني جانفي ژانویه ינואר जनवरी",
    "feber febbr helmikuuta φεβρουαρίου φεβρουάριος лютого лютий شباط فيفري فوریه פברואר फ़रवरी फरवरी",
    "marts március maaliskuuta μαρτίου μάρτιος березня березень آذار اذار מרץ मार्च maret",
    "április huhtikuuta απριλίου απρίλιος квітня квітень نيسان أفريل آوریل אפריל अप्रैल",
    "magg május toukokuuta μαΐου μάιος травня травень أيار ايار ماي מאי मई",
    "június kesäkuuta ιουνίου ιούνιος червня червень حزيران يونيه جوان ژوئن יוני जून",
    "július heinäkuuta ιουλίου ιούλιος липня липень تموز يوليه جويلية ژوئیه יולי जुलाई",
    "augusztus elokuuta αυγούστου αύγουστος серпня серпень آب أوت اوت אוגוסט अगस्त agustus",
    (
        "setiembre sett szeptember syyskuuta σεπτεμβρίου σεπτέμβριος вересня вересень أيلول "
        "ايلول سپتامبر ספטמבר सितंबर सितम्बर"
    ),
    "lokakuuta οκτωβρίου οκτώβριος жовтня жовтень تشرين_الأول تشرين_الاول اکتبر אוקטובר अक्टूबर अक्तूबर",
    "marraskuuta νοεμβρίου νοέμβριος листопада листопад تشرين_الثاني نوامبر נובמבר नवंबर नवम्बर",
    "joulukuuta δεκεμβρίου δεκέμβριος грудня грудень كانون_الأول كانون_الاول دسامبر דצמבר दिसंबर दिसम्बर",
)
"""January to December, beside those of `citekit.language.months`; "_" is the space in a name of two words."""


@cache
def _more() -> dict[str, int]:
    return {fold(name.replace("_", " ")): month for month, row in enumerate(_MORE, 1) for name in row.split()}


@lru_cache(maxsize=4096)
def month_named(words: str) -> int | None:
    """Return 1 to 12 for a month's name as it stands in a date: "mayo de", "Jan.", Hebrew's "in January"."""
    name = fold(words).removesuffix(" de").removesuffix(" del").rstrip(".")
    return month_number(name) or _more().get(name) or _more().get(name.removeprefix("ב"))
