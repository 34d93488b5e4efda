"""A name or an acronym that stands in a title without its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf

__all__ = ["CHECK"]

_ENGLISH: Final = re.compile(
    r"\b(?:the|of|and|for|with|from|its|their|during|between|among|by|at|is|how|why|what)\b", re.IGNORECASE
)
_NAMES: Final = (
    *("New York", "New Zealand", "New Orleans", "Hong Kong", "Los Angeles", "San Francisco"),
    *("Saudi Arabia", "United States", "United Kingdom", "European Union", "South Africa", "South Korea"),
    *("North Korea", "Latin America", "North America", "South America", "Sri Lanka", "Puerto Rico"),
    *("Costa Rica", "Africa", "America", "Asia", "Australia", "Austria", "Belgium", "Brazil", "Britain"),
    *("California", "Canada", "Colombia", "Cuba", "Denmark", "Egypt", "England", "Ethiopia", "Europe"),
    *("Finland", "Florida", "France", "Germany", "Ghana", "Greece", "Hungary", "India", "Indonesia"),
    *("Iran", "Iraq", "Ireland", "Israel", "Italy", "Kenya", "Korea", "London", "Mexico", "Nigeria"),
    *("Norway", "Pakistan", "Paris", "Berlin", "Tokyo", "Beijing", "Chicago", "Portugal", "Romania"),
    *("Russia", "Scotland", "Spain", "Sweden", "Switzerland", "Syria", "Taiwan", "Texas", "Thailand"),
    *("Uganda", "Ukraine", "Vietnam", "Zambia", "African", "American", "Asian", "Australian", "Austrian"),
    *("Belgian", "British", "Bulgarian", "Canadian", "Croatian", "Egyptian", "English", "Ethiopian"),
    *("European", "Finnish", "German", "Hungarian", "Indian", "Indonesian", "Iranian", "Iraqi", "Irish"),
    *("Israeli", "Italian", "Japanese", "Kenyan", "Korean", "Mexican", "Nigerian", "Norwegian"),
    *("Pakistani", "Portuguese", "Romanian", "Russian", "Scottish", "Spanish", "Swedish", "Syrian"),
    *("Taiwanese", "Ukrainian", "Vietnamese", "Welsh", "Chinese", "January", "February", "October"),
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Alzheimer"),
    *("Bayesian", "Buddhist", "Darwinian", "Freudian", "Hindu", "Islamic", "Jewish", "Keynesian", "Muslim"),
    *("Shakespeare", "Shakespearean", "Victorian", "Wikipedia", "Facebook", "YouTube"),
)
_ACRONYMS: Final = (
    *("DNA", "RNA", "mRNA", "HIV", "COVID-19", "SARS-CoV-2", "NASA", "NATO", "UNESCO", "UNICEF", "GDP"),
    *("fMRI", "MRI", "EEG", "ADHD", "PTSD", "USA"),
)
"""What is written so and never otherwise in English (no french fries, no china, no may), and in no language
that has words of `_ENGLISH` and writes its months or peoples small (no april, no september)."""
_WRITTEN: Final = {name.lower(): name for name in (*_NAMES, *_ACRONYMS)}
_SMALL: Final = re.compile(
    rf"(?<![\w./@:<>{{-])(?:{'|'.join(re.escape(name) for name in _WRITTEN)})(?![\w/@>}}]|\.\w)"
)


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        title = record.item.text.get("title", "")
        language = record.item.text.get("language", "en")
        if not language.lower().startswith("en") or not _ENGLISH.search(title):
            continue
        small = list(dict.fromkeys(match[0] for match in _SMALL.finditer(title)))
        if not small:
            continue
        written = _SMALL.sub(lambda match: _WRITTEN[match[0]], title)
        words = [_WRITTEN[name] for name in small]
        braces = (
            f" In a .bib file braces keep their capitals: {', '.join(f'{{{word}}}' for word in words)}."
            if record.path.suffix.lower() == ".bib"
            else ""
        )
        yield Finding(
            check="name-in-small-letters",
            level=Level.WARNING,
            where=shelf.where(record, "title"),
            message=(
                f"{record.key}: {' and '.join(words)} would be printed in small letters: no style knows "
                f"which words of a title are names.{braces}"
            ),
            quote=title,
            expected=written,
            fix=Fix(text=written, fields=(("title", written),), safe=True),
            habit="names and acronyms in small letters in titles",
        )


CHECK = RecordCheck(
    id="name-in-small-letters",
    title="A name or an acronym in a title has no capitals",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason=(
        "Styles take capitals away and never give any. In a .bib file, titles in English lose those that "
        "stand in no braces, so that New York becomes new york."
    ),
    remedy="Write the name with its capitals; in a .bib file, put it into braces: {New York}, {DNA}.",
    source="BibLaTeX manual, section 4.6.4 (sentence case); CSL 1.0.2, text-case",
    example=Example(
        wrong="type: book\ntitle: The history of sleep in new york and the dna of its bakers\n",
        right="type: book\ntitle: The history of sleep in New York and the DNA of its bakers\n",
    ),
    find=_find,
)
