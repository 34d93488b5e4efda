"""An item becomes a reference in EndNote's model, field by field; and what of it that model holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from citekit.formats.endnote.fields import (
    COUNTED,
    FALLBACKS,
    FIELDS,
    SECOND_ROLES,
    bare_serial,
    carried_types,
    held_variables,
    serial_variable,
)
from citekit.formats.endnote.kinds import KINDS, Kind, kind_of_item, read_back
from citekit.formats.endnote.pages import join_pages, split_pages
from citekit.formats.endnote.reading import (
    DOI_LABEL,
    PLAIN_NUMBER,
    SETTLED,
    read_slashed_date,
    split_addresses,
)
from citekit.formats.endnote.words import join_keywords, split_keywords
from citekit.formats.fidelity import NAME_PARTS, DateDetail, Fidelity
from citekit.formats.publisher_markup import plain_paragraphs
from citekit.formats.typed_dates import read_date
from citekit.formats.typed_names import read_names, write_name
from citekit.item.date import Date, DateParts
from citekit.item.identifier import IdentifierKind, try_identifier
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import RECORD_VARIABLES

__all__ = ["Spelling", "fidelity", "one_line", "written_fields"]

_ORDER: Final = (
    "AU", "ED", "A2", "A3", "A4", "PY", "DA", "TI", "ST", "T2", "J2", "T3", "RI", "VL", "NV", "IS", "M1",
    "C7", "SP", "EP", "SE", "ET", "PB", "CY", "SN", "M3", "C1", "C2", "C3", "C4", "C5", "C6", "C8", "OP",
    "DO", "UR", "Y2", "AN", "DB", "AV", "DP", "CN", "LA", "KW", "AB", "N1", "RN",
)  # fmt: skip
_PLACE: Final[Mapping[str, int]] = {tag: place for place, tag in enumerate(_ORDER)}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_TAGS: Final[Mapping[str, Mapping[str, str]]] = {
    code: {variable: tag for tag, variable in known.items() if tag not in {"AN", "KW", "SN", "SP"}}
    for code, known in FIELDS.items()
}
"""By kind and by variable: the tag of a value that is written as it stands."""


def one_line(text: str) -> str:
    """Return text on one line: line breaks and other control characters are single spaces."""
    return text.strip(" ") if text.isprintable() else _CONTROL.sub(" ", text).strip(" ")


def written_fields(item: Item, kind: Kind) -> list[tuple[str, str]]:
    """Return the fields of an item that is settled: tags of RIS with one value each, in the usual order."""
    tags = _TAGS[kind.code]
    fields: list[tuple[str, str]] = []
    for values in (item.text, item.number):
        fields += [(tags[variable], value) for variable, value in values.items() if variable in tags]
    for variable, date in item.dates.items():
        fields += _date_fields(tags[variable], date)
    for variable, names in item.names.items():
        fields += [(tags.get(variable, "A2"), write_name(name)) for name in names]
    if "PMID" in item.text:
        fields.append(("AN", f"PMID:{item.text['PMID']}"))
    numbered = ("number", "ISBN", "ISSN") if FIELDS[kind.code]["SN"] == "number" else ("ISBN", "ISSN")
    fields += [("SN", str(item.get(variable))) for variable in numbered if item.get(variable)]
    fields += [("KW", keyword) for keyword in split_keywords([item.text.get("keyword", "")])]
    start, end = split_pages(item.number.get("page", item.number.get("number-of-pages", "")))
    fields += [(tag, page) for tag, page in (("SP", start), ("EP", end)) if page]
    fields += [(tag, value) for tag, value in item.custom.items() if tag != "type"]
    if kind.code == "CONF" and "event-title" in item.text and "container-title" in item.text:
        swapped = {"T2": "C3", "C3": "T2"}
        fields = [(swapped.get(tag, tag), value) for tag, value in fields]
    # a sort that is stable keeps the order of names and keywords
    return sorted(fields, key=lambda one: _PLACE.get(one[0], len(_PLACE)))


def _date_fields(tag: str, date: Date) -> list[tuple[str, str]]:
    """Return the fields of a date: of publication, the year alone, and the day where there is one."""
    if date.year is None:
        plain = tag == "PY" and read_slashed_date(date.literal) is None and _is_literal(date)
        return [(tag, date.literal if plain else f"///{date.literal}")]
    start = date.start or DateParts(date.year)
    year = Date(start=DateParts(date.year)).edtf()
    other = ("", "Spring", "Summer", "Autumn", "Winter")[start.season or 0]
    month, day = (f"{number:02}" if number else "" for number in (start.month, start.day))
    if date != Date(start=date.start):
        # RIS leaves the last part to "other information": a range, or a date that is not sure, in EDTF
        month, day, other = "", "", date.edtf()
    day_field = (("DA" if tag == "PY" else tag), f"{year}/{month}/{day}/{other}")
    if tag != "PY":
        return [day_field]
    return [(tag, year), day_field] if month or other else [(tag, year)]


def _is_literal(date: Date) -> bool:
    try:
        return read_date(date.literal) == date
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Spelling:
    """What one of the formats has of the model.

    ``has`` says whether it has a field, by code of the kind and tag of RIS; ``others`` are the tags that it
    can write for what CSL does not know. ``text_comes_back`` says how a text comes back, beyond its being on
    one line. ``codes`` are those of the types that it writes under another kind than RIS does.
    """

    has: Callable[[str, str], bool]
    others: frozenset[str]
    text_comes_back: Callable[[str], str]
    codes: Mapping[str, str] = field(default_factory=dict)


def fidelity(spelling: Spelling) -> Fidelity:
    """Return what a spelling of the model holds."""
    carried = carried_types(spelling.has, spelling.codes)
    held = {code: held_variables(code, spelling.has) for code in KINDS}

    def settle(item: Item) -> Item:
        return _settle(item, spelling, held)

    return Fidelity(
        types=read_back(spelling.codes),
        variables=frozenset(carried),
        only_for=carried,
        limits={variable: limit for variable, limit in _LIMITS.items() if variable in carried},
        name_parts=NAME_PARTS - {"comma_suffix", "static_ordering"},
        dates=DateDetail.DAY,
        dates_of={"issued": DateDetail.EDTF},
        markup=frozenset({"i", "b", "sup", "sub"}),
        settle=settle,
    )


_LIMITS: Final = {
    "abstract": "in one paragraph",
    "annote": "in one paragraph",
    "note": "in one paragraph",
    "author": "of a film only where no director is known; all names as `Family, Given, Suffix`",
    "collection-number": "of a report only beside its own number",
    "event-place": "of a paper as custom field 1",
    "ISSN": "of reports and patents only if its check digit is right",
    "editor": "of a journal article only if it reviews nothing",
    "reviewed-author": "of a journal article with the title of what it reviews",
    "keyword": "separated by commas, each once",
    "number-of-pages": "of books and reports, as a plain number, where no pages are given",
    "page": "of books and reports only as a range",
    "PMCID": "with its letters PMC",
}


def _settle(item: Item, spelling: Spelling, held_by: Mapping[str, frozenset[str]]) -> Item:
    kind = kind_of_item(item, spelling.codes)
    comes_back = spelling.text_comes_back
    texts = {name: _settled(name, value, comes_back) for name, value in item.text.items()}
    numbers = {name: _settled(name, value, comes_back) for name, value in item.number.items()}
    names = {variable: _settled_names(value) for variable, value in item.names.items()}
    dates = {variable: left for variable, date in item.dates.items() if (left := _settled_date(date))}
    if kind.code == "MPCT":
        names.pop("author", None)
    if kind.code == "JOUR":
        names.pop("editor" if texts.get("reviewed-title") else "reviewed-author", None)
    _settle_numbers(kind, texts, numbers)
    held = held_by[kind.code]
    return replace(
        item,
        text={name: value for name, value in texts.items() if value and name in held},
        number={name: value for name, value in numbers.items() if value and name in held},
        names={name: value for name, value in names.items() if value and name in held},
        dates={name: value for name, value in dates.items() if name in held},
        custom=_settled_custom(item.custom, kind, spelling),
    )


def _settled(variable: str, value: str, text_comes_back: Callable[[str], str]) -> str:
    if RECORD_VARIABLES[variable].verbatim:
        return one_line(value)
    if variable in {"abstract", "annote", "note"}:
        value = plain_paragraphs(value)
    return _composed(text_comes_back(one_line(value)))


def _settle_numbers(kind: Kind, texts: dict[str, str], numbers: dict[str, str]) -> None:
    """Leave out what would be read as something else, and spell the rest as it comes back."""
    _settle_serials(kind, texts, numbers)
    _settle_pages(kind, numbers)
    if "DOI" in texts:
        found = try_identifier(IdentifierKind.DOI, texts["DOI"])
        texts["DOI"] = found.value if found else texts["DOI"]
    if DOI_LABEL.fullmatch(texts.get("genre", "")):
        del texts["genre"]
    if "URL" in texts:
        texts["URL"] = split_addresses(texts["URL"])[0]
    if kind.type == "report" and "number" not in numbers:
        numbers.pop("collection-number", None)
    if not texts.get("PMCID", "").upper().startswith("PMC"):
        texts.pop("PMCID", None)
    if "keyword" in texts:
        texts["keyword"] = join_keywords(split_keywords([texts["keyword"]]))
    if texts.get("note") and texts["note"] == texts.get("title"):
        del texts["note"]


def _settle_serials(kind: Kind, texts: dict[str, str], numbers: dict[str, str]) -> None:
    """Leave the numbers of serials and books where reading finds them: the field is one for both."""
    if FIELDS[kind.code]["SN"] == "number" and "number" in numbers:
        numbers["number"] = bare_serial(numbers["number"])
        if serial_variable(numbers["number"], kind.code) != "number":
            del numbers["number"]
    for variable, other in (("ISBN", "ISSN"), ("ISSN", "ISBN")):
        if variable in texts:
            value = bare_serial(texts.pop(variable))
            found = serial_variable(value, kind.code)
            if found == variable or (found == other and other not in texts):
                texts[found] = value


def _settle_pages(kind: Kind, numbers: dict[str, str]) -> None:
    if "page" in numbers:
        numbers["page"] = join_pages(*split_pages(numbers["page"]))
    if kind.code not in COUNTED:
        numbers.pop("number-of-pages", None)
        return
    if PLAIN_NUMBER.fullmatch(numbers.get("page", "")):
        del numbers["page"]
    if "page" in numbers or not PLAIN_NUMBER.fullmatch(numbers.get("number-of-pages", "")):
        numbers.pop("number-of-pages", None)


def _settled_names(names: tuple[Name, ...]) -> tuple[Name, ...]:
    return tuple(settled for name in names for settled in _settled_name(name))


@lru_cache(maxsize=16384)
def _settled_name(name: Name) -> tuple[Name, ...]:
    """Return a name as it comes back when it is written in one field.

    Reading may split it once more (particles, suffixes) until it stays as it is.
    """
    settled: tuple[Name, ...] = (
        Name(
            family=_composed(name.family),
            given=_composed(name.given),
            dropping_particle=_composed(name.dropping_particle),
            non_dropping_particle=_composed(name.non_dropping_particle),
            suffix=_composed(name.suffix),
            literal=_composed(name.literal),
        ),
    )
    for _ in range(5):
        again = tuple(read for one in settled for read in read_names(write_name(one)))
        if again == settled:
            return again
        settled = again
    return tuple(one for one in settled if read_names(write_name(one)) == (one,))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))


def _settled_date(date: Date) -> Date | None:
    if date.year is not None:
        return date
    literal = one_line(date.literal)
    return Date(literal=literal) if literal else None


def _settled_custom(custom: Mapping[str, str], kind: Kind, spelling: Spelling) -> dict[str, str]:
    """Return the fields that came from this model and have no other meaning in it."""
    taken = {
        *FIELDS[kind.code],
        *SECOND_ROLES.get(kind.code, ()),
        *FALLBACKS.get(kind.code, ()),
        *SETTLED,
    }
    return {
        name: text
        for name, value in custom.items()
        if name in spelling.others
        and name not in taken
        and (text := _composed(spelling.text_comes_back(one_line(value))))
    }
