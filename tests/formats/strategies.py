"""Items of every kind, for round trips."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from citekit.item.date import Date, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, Kind


def _settled(text: str) -> str:
    """Return text as records hold it: composed, and without space at its ends."""
    return unicodedata.normalize("NFC", text).strip()


TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).map(_settled).filter(bool)
)
"""Text without control characters."""

RETYPED = st.sampled_from(
    ["No", "no", "yes", "007", "1.10", "12:30", "2022-01-20", "~", "null", ".inf", "1e3", "0o7", "1_000", "="]
)
"""Text that a YAML reader would take for something else."""

VALUES = TEXT | RETYPED

DATES: st.SearchStrategy[Date] = st.sampled_from(
    ["2020", "2020-05", "2020-05-03", "2020-22", "2019/2021", "2019-12/2020-01", "2019/..", "1850~", "-0043"]
).map(parse_edtf) | TEXT.map(lambda words: Date(literal=f"in {words}"))

NAMES: st.SearchStrategy[Name] = st.builds(
    Name,
    family=VALUES,
    given=st.just("") | VALUES,
    suffix=st.sampled_from(["", "Jr."]),
    non_dropping_particle=st.sampled_from(["", "van"]),
    dropping_particle=st.sampled_from(["", "de"]),
    comma_suffix=st.booleans(),
    static_ordering=st.booleans(),
) | st.builds(Name, literal=VALUES)


def _names(kind: Kind) -> list[str]:
    return [name for name, v in RECORD_VARIABLES.items() if v.kind is kind and name not in ALIASES]


ITEMS: st.SearchStrategy[Item] = st.builds(
    Item,
    id=TEXT,
    type=st.sampled_from(sorted(TYPES)),
    text=st.dictionaries(st.sampled_from(_names(Kind.TEXT)), VALUES, max_size=4),
    number=st.dictionaries(st.sampled_from(_names(Kind.NUMBER)), VALUES, max_size=3),
    names=st.dictionaries(
        st.sampled_from(_names(Kind.NAME)), st.lists(NAMES, min_size=1, max_size=3).map(tuple), max_size=2
    ),
    dates=st.dictionaries(st.sampled_from(_names(Kind.DATE)), DATES, max_size=2),
    custom=st.dictionaries(TEXT, VALUES, max_size=2),
)
