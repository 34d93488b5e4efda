"""Page ranges: the table of Appendix V."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.render.page_range import page_range

FORMATS = ("", "expanded", "minimal", "minimal-two", "chicago", "chicago-16")
TABLE = """
110-5       110–5       110–115     110–5       110–15      110–15      110–15
321-28      321–28      321–328     321–8       321–28      321–28      321–28
100-104     100–104     100–104     100–4       100–04      100–104     100–104
101-8       101–8       101–108     101–8       101–08      101–8       101–8
1002-06     1002–06     1002–1006   1002–6      1002–06     1002–6      1002–6
1496-500    1496–500    1496–1500   1496–500    1496–500    1496–1500   1496–500
11564-615   11564–615   11564–11615 11564–615   11564–615   11564–615   11564–615
N110-N115   N110–N115   N110–N115   N110–5      N110–15     N110–15     N110–15
110-N6      110-N6      110-N6      110-N6      110-N6      110-N6      110-N6
"""
CASES = [
    (line.split()[0], format_, want)
    for line in TABLE.strip().splitlines()
    for format_, want in zip(FORMATS, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("pages", "format_", "want"), CASES)
def test_page_range(pages: str, format_: str, want: str) -> None:
    """Each format shortens or completes the end of a range as the specification's table does."""
    first, last = pages.split("-")

    assert page_range(first, last, "–", format_) == want


@given(st.text(), st.text(), st.sampled_from(FORMATS))
def test_words_stay(first: str, last: str, format_: str) -> None:
    """What is no number keeps its characters."""
    assert page_range(first + "x-", last, "–", format_) == f"{first}x-–{last}"


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.sampled_from(FORMATS[1:]))
def test_the_end_can_be_told(first: int, last: int, format_: str) -> None:
    """The shown end, completed from the start, is the end that was given."""
    first, last = min(first, last), max(first, last)

    shown = page_range(str(first), str(last), "–", format_).split("–")[1]

    if first < last and len(str(first)) == len(str(last)):
        assert shown.zfill(0) == str(last)[-len(shown) :] or int(shown) == last % 100
