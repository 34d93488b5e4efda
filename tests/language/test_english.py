"""Titles in other languages than English, where nobody says the language."""

from __future__ import annotations

import pytest

from citekit.language.english import is_surely_foreign, language_of

FOREIGN = [
    "Zur Kritik der politischen Ökonomie",
    "Die Grenzen der Sprache",
    "Der Zauberberg",
    "Strukturwandel der Öffentlichkeit",
    "La Distinction: Critique sociale du jugement",
    "Contribution à l’étude de la cuprite",
    "Come si fa una tesi di laurea",
    "Cien Años de Soledad y el Otoño del Patriarca",
    "Rechte Nationaler Minderheiten",
    "Tradition og Teknologi",
]
ENGLISH = [
    "",
    "Attention Is All You Need",
    "Van der Waals Interactions in Solids",
    "Geology of the Río de la Plata Craton",
    "El Niño Southern Oscillation",
    "De Broglie Waves",
    "Gödel, Escher, Bach",
    "Erdős–Rényi Graphs",
    "L’Hôpital’s Rule",
    "Young People and Die Casting",
]


@pytest.mark.parametrize("title", FOREIGN)
def test_foreign(title: str) -> None:
    """A title with another language's small words, and none of English's, is not English."""
    assert is_surely_foreign(title)


@pytest.mark.parametrize("title", ENGLISH)
def test_english(title: str) -> None:
    """Names from abroad, and a lack of small words, leave a title English."""
    assert not is_surely_foreign(title)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Die Grenzen der Sprache", "de"),
        ("Strukturwandel der Öffentlichkeit", "de"),
        ("La Distinction: Critique sociale du jugement", "fr"),
        ("El otoño del patriarca y los otros", "es"),
        ("Il nome della rosa", "it"),
        ("Come si fa una tesi di laurea", ""),
        ("Tradition og teknologi", ""),
    ],
)
def test_the_language_is_named_where_it_is_one_alone(title: str, language: str) -> None:
    """Danish and Norwegian share their small words, and nobody says which it is."""
    assert language_of(title) == language
