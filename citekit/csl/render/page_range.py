"""Page ranges in the five formats of the option ``page-range-format``.

CSL 1.0.2, "Appendix V - Page Range Formats".
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["page_range"]

_END: Final = re.compile(r"(|\d*[A-Za-z]+)(\d+)([a-z]*)\Z")
_FEW: Final = 100
_MANY: Final = 10_000


def page_range(first: str, last: str, delimiter: str, format_: str) -> str:
    """Return the range from ``first`` to ``last`` in ``format_``, joined by ``delimiter``.

    ``format_`` is expanded, minimal, minimal-two, chicago, chicago-15, chicago-16, or empty for the
    numbers as given. Ends whose letters differ keep their hyphen, for they may be one number.
    """
    start, end = _END.match(first), _END.match(last)
    if start is None or end is None:
        return f"{first}{delimiter}{last}"
    letters, low, tail = start.groups()
    if end[1] != letters:
        return f"{first}-{last}"
    high = end[2]
    if not format_:
        return f"{first}{delimiter}{last}"
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if int(low) >= int(high) or tail or end[3]:
        return (
            f"{first}{delimiter}{last}"
            if int(low) >= int(high)
            else (f"{first}{delimiter}{letters}{high}{end[3]}")
        )
    shown = _shorten(low, high, format_)
    if format_ == "expanded":
        shown = letters + shown
    return f"{first}{delimiter}{shown}{end[3]}"


def _shorten(low: str, high: str, format_: str) -> str:
    if len(low) != len(high) or format_ == "expanded":
        return high
    if format_ == "minimal":
        return _differing(low, high, 1)
    if format_ == "minimal-two":
        return _differing(low, high, 2)
    start, end = int(low), int(high)
    if start <= _FEW - (format_ != "chicago-16") or start % 100 == 0:
        return high
    if format_ == "chicago-16":
        return _without_zeros(low, high, 2)
    if start // 100 == end // 100:
        return str(end % 100)
    if start >= _MANY:
        return _differing(low, high, 3)
    return high


def _differing(low: str, high: str, least: int) -> str:
    """Return the end of ``high`` from where it differs, of at least ``least`` digits."""
    same = 0
    while same < len(high) - least and low[same] == high[same]:
        same += 1
    return high[same:]


def _without_zeros(low: str, high: str, least: int) -> str:
    return _differing(low, high, least).lstrip("0") or high
