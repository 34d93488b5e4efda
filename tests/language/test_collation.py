"""The order of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language.collation import collator

ORDERS = [
    ("en", ["a bee", "An Apple", "apple"]),
    ("en", ["de Groot", "Dean"]),
    ("en", ["Müller", "mullet"]),
    ("en", ["cote", "coté", "côte"]),
    ("en", ["walk of 10/11", "walk of 13/5", "walk of 13/12"]),
    ("en", ["2 rooms", "10 rooms", "rooms"]),
    ("en", ["O'Brien", "Obst"]),
    ("en", ["<$Input", "$Input", "(2) rooms", "austadísimos"]),
    ("de", ["Ärzte", "Azteke"]),
    ("sv", ["Zebra", "Åland", "Ärlig", "Öland"]),
    ("da", ["Zebra", "Æble", "Øre", "Ål"]),
    ("es", ["nube", "ñandú", "oso"]),
    ("pl", ["lato", "łania", "mapa"]),
    ("cs", ["hora", "chata", "idea"]),
    ("en", ["Zola", "Ωmega", "Гоголь"]),
    ("ru", ["7 лет", "Гоголь", "Йод", "Щит", "Adams", "Zola"]),
    ("ru", ["Ив", "Ия", "Йод", "Кот"]),
    ("uk", ["Гук", "Ґрунт", "Євген", "Жук", "Adams"]),
    ("sr-Latn-RS", ["Zola", "Гоголь"]),
    ("sr-Cyrl-RS", ["ла", "ља", "ма", "Zola"]),
    ("el", ["Ωμέγα", "Adams"]),
    ("zh-CN", ["王", "Adams"]),
]


@pytest.mark.parametrize(("language", "order"), ORDERS)
def test_order(language: str, order: list[str]) -> None:
    """Words sort as the dictionaries of the language do."""
    assert sorted(set(order), key=collator(language)) == order


@given(st.lists(st.text(max_size=10), max_size=8), st.sampled_from(["en", "sv", "cs", "tr", "xx"]))
def test_any_text_can_be_compared(texts: list[str], language: str) -> None:
    """Keys of any texts compare, and sorting twice changes nothing."""
    once = sorted(texts, key=collator(language))

    assert sorted(once, key=collator(language)) == once
