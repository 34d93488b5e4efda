"""What stands in a number variable: numbers, ranges and lists of them, or words.

CSL 1.0.2, "Number", "Label", "Choose" (``is-numeric``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["NumberField", "NumberPart", "parse_number"]

_LABELS: Final = {
    "app": "appendix", "bk": "book", "ch": "chapter", "col": "column", "fig": "figure", "fol": "folio",
    "l": "line", "n": "note", "no": "issue", "op": "opus", "p": "page", "pp": "page", "para": "paragraph",
    "pt": "part", "r": "rule", "s.v": "sub-verbo", "sec": "section", "supp": "supplement",
    "sv": "sub-verbo", "tbl": "table", "vol": "volume", "vrs": "verse",
}  # fmt: skip
_LABEL: Final = re.compile(r"(s\.v|[a-z]+)\.\s*(?=[\dA-Za-z])")
_OPEN: Final = frozenset({"locator", "number", "page", "page-first"})
_NUMERIC: Final = re.compile(
    r"(?:\d*[A-Za-z]*\d+[A-Za-z]*)(?:/[A-Za-z]*\d+[A-Za-z]*)*\Z|(?:[ivx]|[ivxlcdm]{2,})\Z"
)
_COUNTED: Final = re.compile(r"\(?(?:[A-Za-z]*\d[\w.:]*|[ivx]|[ivxlcdm]{2,})\)?\Z")
"""What counts, though CSL calls it no number: sections (1.2), verses (3:16), pages in brackets."""
_SECTIONS: Final = re.compile(r"\d+[A-Za-z]+\Z")
_ESCAPED_HYPHEN: Final = "\ue00d"
_JOINTS: Final = re.compile(r"(\s*,?\s+(?:and|et|und|y|e)\s+|\s*,?\s*&\s*|\s*[,;](?=\s)\s*|\s*[-–—]+\s*)")


class NumberPart(NamedTuple):
    """One number of a field: the locator label found before it, its text, and what joins it to the next.

    ``joint`` is ``-`` for a range, else ``,``, ``&``, ``;``, a word, or several dashes as they stand; empty
    after the last part, unless the field ends with one.
    """

    label: str
    value: str
    numeric: bool
    joint: str


class NumberField(NamedTuple):
    """A number variable taken apart.

    ``numeric`` is CSL's ``is-numeric``. ``plural`` says that it is a range or
    list, of sections such as 1.2 too.
    """

    parts: tuple[NumberPart, ...]
    numeric: bool
    plural: bool


@lru_cache(maxsize=20_000)
def parse_number(text: str, variable: str = "locator") -> NumberField:
    """Take apart the value of a number variable. Any text is taken; one that is no number is one part.

    A label that begins the field belongs to the number where a locator, ``number`` or ``page`` may have
    any, and where it is that of the ``variable``; elsewhere it makes the field a matter of words.
    """
    pieces = _JOINTS.split(text.replace("\\-", _ESCAPED_HYPHEN).strip())
    parts: list[NumberPart] = []
    numeric = True
    for index in range(0, len(pieces), 2):
        value = pieces[index].strip()
        joint = pieces[index + 1].strip() if index + 1 < len(pieces) else ""
        label = ""
        match = _LABEL.match(value)
        if match is not None and match[1] in _LABELS:
            found = _LABELS[match[1]]
            if index or variable in _OPEN or found == variable:
                label = found
                value = value[match.end() :]
        value = value.replace(_ESCAPED_HYPHEN, "-")
        if not value:
            if index == 0 or (joint and index + 2 < len(pieces)):
                numeric = False
            continue
        if parts and parts[-1].joint == "-" and value.isalpha() and _SECTIONS.match(parts[-1].value):
            # "12a-c" is one number and its sections
            value = f"{parts[-1].value}-{value}"
            parts[-1] = parts[-1]._replace(value=value, joint=joint)
            continue
        is_number = _NUMERIC.match(value) is not None or ("-" in value and _is_hyphenated(value))
        numeric = numeric and is_number
        parts.append(NumberPart(label, value, is_number, "-" if joint[:1] in ("–", "—") else joint))
    numeric = numeric and bool(parts)
    counts = numeric or (bool(parts) and all(_COUNTED.match(part.value) for part in parts))
    plural = counts and (len(parts) > 1 or parts[0].joint == "-")
    return NumberField(tuple(parts), numeric, plural)


def _is_hyphenated(value: str) -> bool:
    return all(_NUMERIC.match(piece) for piece in value.split("-"))
