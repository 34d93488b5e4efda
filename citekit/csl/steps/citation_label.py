"""Labels such as Doe20, for styles that cite by them.

CSL 1.0.2, "Variables" (citation-label). A work by one author takes four letters of the name, by more
authors fewer of each; the last two digits of the year follow, 00 where there is none.
"""

from __future__ import annotations

from citekit.csl.render.context import Entry

__all__ = ["citation_label"]

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
_MOST = 4


def citation_label(entry: Entry) -> str:
    """Return the label of an item, without the letter that tells equal ones apart."""
    own = entry.values.get("citation-label")
    if own:
        return own
    variables = ("author", "editor", "translator", *entry.item.names)
    persons = next((found for variable in variables if (found := entry.persons(variable))), ())
    people = [person.family or person.literal for person in persons][:_MOST]
    if people:
        lengths = _LETTERS.get(len(people), (1,) * len(people))
        name = "".join(_letters(one, length) for one, length in zip(people, lengths, strict=True))
    else:
        name = _letters(entry.values.get("title", ""), _MOST)
    date = entry.dates.get("issued")
    year = 0 if date is None or date.start is None else date.start.year
    return name and f"{name}{abs(year) % 100:02}"


def _letters(text: str, count: int) -> str:
    letters = [letter for letter in text if letter.isalnum()][:count]
    return "".join(letters).capitalize() if count > 1 else "".join(letters).upper()
