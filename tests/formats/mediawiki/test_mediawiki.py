"""Citation templates for wikis; whole templates are among the files of ``tests/formats/test_written.py``."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from citekit.formats.base import WriteOptions
from citekit.formats.fidelity import kept
from citekit.formats.mediawiki.mediawiki import FORMAT, write
from citekit.formats.mediawiki.wikitext import write_address, write_date, write_text
from citekit.item.date import parse_edtf
from citekit.item.item import Item
from tests.formats.strategies import ITEMS


@given(item=ITEMS)
def test_any_item_is_one_template_on_one_line(item: Item) -> None:
    """Nothing in a value ends the template, begins another or a link, or adds a parameter."""
    written = write([item], WriteOptions())
    assert written.count("\n") == 1
    assert re.fullmatch(r"\{\{cite [A-Za-z ]+[^{}]*\}\}\n", written)
    assert not re.search(r"\[|\]|~~~|<(?!/?su[bp]>)", written)
    names = re.findall(r"\|([^=|]*)=", written)
    assert len(names) == written.count("|") == len(set(names))


@given(item=ITEMS)
def test_what_is_declared_is_written(item: Item) -> None:
    """An item says the same with what the declaration keeps of it, so that no loss goes untold."""
    assert FORMAT.fidelity
    assert write([kept(item, FORMAT.fidelity)], WriteOptions()) == write([item], WriteOptions())


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2020", "2020"),
        ("2020-05", "May 2020"),
        ("2020-05-03", "2020-05-03"),
        ("1500-05-03", "3 May 1500"),
        ("2020-23", "Autumn 2020"),
        ("2019/2021", "2019–2021"),
        ("2020-05/2020-06", "May–June 2020"),
        ("2020-05-03/2020-05-05", "3–5 May 2020"),
        ("2020-05-30/2020-06-02", "30 May – 2 June 2020"),
        ("2019-12/2020-01", "December 2019 – January 2020"),
        ("1850~", "c. 1850"),
        ("-0043", "((44 BC))"),
        ("2019/..", "((2019–))"),
    ],
)
def test_dates_have_the_forms_that_the_templates_take(edtf: str, written: str) -> None:
    """Citation Style 1 refuses a bare year and month; what it does not know is accepted as written."""
    assert write_date(parse_edtf(edtf)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a = b", "a = b"),
        ("a | b", "a &#124; b"),
        ("{{x}}", "&#123;&#123;x&#125;&#125;"),
        ("don't ''go''", "don't &#39;&#39;go&#39;&#39;"),
        ("<i>x</i> <br> H<sub>2</sub>O", "''x'' &#60;br&#62; H<sub>2</sub>O"),
        ("AT&T &amp; &#39;", "AT&T &#38;amp; &#38;#39;"),
        ("two\n lines", "two lines"),
        ("see http://x", "see http:&#47;&#47;x"),
    ],
)
def test_text_is_no_command(text: str, written: str) -> None:
    """Marks of the wiki become entities, italics become its own."""
    assert write_text(text) == written


def test_an_address_stays_a_link() -> None:
    """What would end a link is percent-encoded, nothing else."""
    assert write_address("https://x/a_(b)?c=d&e='f'#[g]|h i") == "https://x/a_(b)?c=d&e='f'#%5Bg%5D%7Ch%20i"
