"""Names in the fields of other programs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.typed_names import read_names
from citekit.item.name import parse_name

WORDS = st.sampled_from(
    ["Doe", "Jane", "J.", "J", "Jr", "Sr.", "Ii", "Inc", "Ltd", "De", "Van", "Bank", "Office", "Müller", "Ag",
     "Sa", "Company", "Anna-Maria", "Ó", "Le", "University", "Group", "And"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=2), st.lists(WORDS, min_size=1, max_size=3))
def test_the_short_way_reads_what_the_long_one_reads(family: list[str], spoken: list[str]) -> None:
    """Plain names are read without the rules for others, and come out the same."""
    typed = f"{' '.join(family)}, {' '.join(spoken)}"
    assert read_names(typed) == (parse_name(typed),)
