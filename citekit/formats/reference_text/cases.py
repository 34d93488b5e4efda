"""A case at law, as American courts are cited: parties, volume, reporter, page, court and year."""

from __future__ import annotations

from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.dates import WHEN, read_date
from citekit.formats.reference_text.patterns import compiled
from citekit.formats.reference_text.sheet import Sheet

__all__ = ["take_case"]

_CASE: Final = compiled(
    r"(?P<title>[^\0,]{2,120}?\sv\.?\s[^\0,]{2,120}(?:,\s(?:Inc|Ltd|LLC|Co|Corp)\.?)?),\s",
    r"(?P<volume>\d{1,4})\s(?P<reporter>[A-Z][\w.’' ]{0,30}?(?:\s(?:2d|3d|4th))?)\s(?P<page>\d{1,5})",
    rf"(?:,\s\d+(?:[-–]\d+)?)?\s\((?:(?P<court>[^()\d]{{2,40}}?)\s)?(?P<issued>{WHEN})\)",
)


def take_case(sheet: Sheet, place: int) -> bool:
    """Take all parts of a case at law, if the reference is of one, and tell whether it is."""
    found = _CASE.match(sheet.rest, place)
    if found is None:
        return False
    for field, group in (
        ("title", "title"),
        ("volume", "volume"),
        ("container-title", "reporter"),
        ("page", "page"),
        ("authority", "court"),
    ):
        if found[group]:
            sheet.take(field, *found.span(group), confidence=Confidence.HIGH)
    date = read_date(found["issued"])
    if date:
        sheet.take("issued", *found.span("issued"), date, confidence=Confidence.HIGH)
    sheet.blot(*found.span())
    return True
