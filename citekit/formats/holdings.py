"""What a format can hold, in words: from one declaration for the documentation and `citekit formats`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citekit.formats.base import Format
from citekit.formats.fidelity import MARKUP, NAME_PARTS, DateDetail, Fidelity
from citekit.item.variables import RECORD_VARIABLES, TYPES, Kind

__all__ = ["direction", "holdings", "variable_mark"]

_DETAILS: Final = {
    DateDetail.YEAR: "years",
    DateDetail.MONTH: "years and months",
    DateDetail.DAY: "days",
    DateDetail.RANGE: "days, seasons and ranges",
    DateDetail.EDTF: "all, approximate and uncertain ones too",
}
_MARKUP_WORDS: Final = {
    "i": "italics",
    "b": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "sc": "small capitals",
    "nocase": "protected case",
}


def direction(format_: Format) -> str:
    """Return whether the format is read, written or both: ``in, out``."""
    return ", ".join(
        word for word, does in (("in", format_.read), ("out", format_.write)) if does is not None
    )


def holdings(fidelity: Fidelity) -> tuple[tuple[str, str], ...]:
    """Return what comes back of a record that is written and read again, each thing with the answer."""
    types = sorted(type_ for type_ in TYPES if fidelity.types.get(type_, "document") != type_)
    variables = sorted(name for name in RECORD_VARIABLES if name not in fidelity.variables)
    parts = sorted(part.replace("_", "-") for part in NAME_PARTS - fidelity.name_parts)
    markup = [_MARKUP_WORDS[tag] for tag in sorted(MARKUP & fidelity.markup)]
    dates = _DETAILS[fidelity.dates]
    for detail in sorted(set(fidelity.dates_of.values()) - {fidelity.dates}):
        names = sorted(name for name, of in fidelity.dates_of.items() if of is detail)
        dates += f"; of {', '.join(names)} {_DETAILS[detail]}"
    return (
        (
            "types read back as others",
            ", ".join(f"{name} as {fidelity.types.get(name, 'document')}" for name in types) or "none",
        ),
        ("fields left out", ", ".join(variables) or "none"),
        ("fields of some types alone", "; ".join(_narrowed(fidelity)) or "none"),
        (
            "fields in part",
            "; ".join(f"{name}: {lost}" for name, lost in sorted(fidelity.limits.items())) or "none",
        ),
        ("parts of names left out", ", ".join(parts) or "none"),
        ("dates", f"{dates}; dates in words {'too' if fidelity.date_words else 'are left out'}"),
        ("markup", ", ".join(markup) or "none"),
        ("fields that CSL does not know", "kept" if fidelity.custom else "left out"),
        ("keys", "kept" if fidelity.ids else "made anew"),
    )


def _narrowed(fidelity: Fidelity) -> Iterator[str]:
    """Yield for each group of fields of which types they are kept: ``authority: bill, hearing``."""
    groups: dict[frozenset[str], list[str]] = {}
    for name, types in fidelity.only_for.items():
        if name in fidelity.variables:
            groups.setdefault(types, []).append(name)
    for types, names in sorted(groups.items(), key=lambda group: sorted(group[1])):
        others = sorted(TYPES.keys() - types)
        if others:
            told = sorted(types) if len(types) <= len(others) else ["all but", *others]
            yield f"{', '.join(sorted(names))}: {', '.join(told).replace('but,', 'but')}"


def variable_mark(fidelity: Fidelity, name: str) -> str:
    """Return how a variable comes back: ``yes``, ``part`` or ``no``."""
    if name not in fidelity.variables:
        return "no"
    if name in fidelity.limits or not fidelity.only_for.get(name, TYPES.keys()) >= TYPES.keys():
        return "part"
    if RECORD_VARIABLES[name].kind is Kind.DATE and fidelity.detail_of(name) < DateDetail.EDTF:
        return "part"
    return "yes"
