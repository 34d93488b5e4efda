"""The localisation keys that biblatex resolves in ``type``, ``pubstate``, ``series`` and ``location``.

biblatex manual, 4.9.2. The texts are the English ones that CSL styles expect in their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["STATES", "STRINGS", "ordinal", "resolve"]

STATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "inpreparation": "in preparation",
        "submitted": "submitted",
        "forthcoming": "forthcoming",
        "inpress": "in press",
        "prepublished": "pre-published",
    }
)
"""The states of publication."""

_COUNTRIES: Final = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}

STRINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mathesis": "Master’s thesis",
        "phdthesis": "PhD thesis",
        "bathesis": "Bachelor’s thesis",
        "candthesis": "Candidate thesis",
        "techreport": "technical report",
        "resreport": "research report",
        "software": "computer software",
        "datacd": "CD-ROM",
        "audiocd": "audio CD",
        "patent": "patent",
        "patentde": "German patent",
        "patenteu": "European patent",
        "patentfr": "French patent",
        "patentuk": "British patent",
        "patentus": "U.S. patent",
        "patreq": "patent request",
        "patreqde": "German patent request",
        "patreqeu": "European patent request",
        "patreqfr": "French patent request",
        "patrequk": "British patent request",
        "patrequs": "U.S. patent request",
        "newseries": "new series",
        "oldseries": "old series",
        "newser": "new series",
        "jourser": "series",
    }
    | dict(STATES)
    | _COUNTRIES
)
"""What each key says."""


def resolve(text: str) -> str:
    """Return what a localisation key says, and other text as it is."""
    return STRINGS.get(text.strip().lower(), text) if len(text) < 20 else text


def ordinal(number: str) -> str:
    """Return a number as an English ordinal: 3rd, 11th."""
    if number[-2:] in ("11", "12", "13"):
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
