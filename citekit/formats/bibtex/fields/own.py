"""Fields that bear the names of CSL variables: those that citekit writes, and those of others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from citekit.formats.bibtex.dates import read_date
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.name_reading import read_names
from citekit.formats.bibtex.verbatim import read_verbatim
from citekit.item.date import Date, date_from_parts
from citekit.item.variables import ALIASES, RECORD_VARIABLES, Kind

__all__ = ["OWN_PREFIX", "VARIABLES", "read_own", "read_own_date"]

OWN_PREFIX: Final = "csl-"
"""What the fields begin with in which citekit writes what BibLaTeX has no field for."""
VARIABLES: Final = {name.lower(): name for name in RECORD_VARIABLES if name not in ALIASES}
"""The variables of CSL by their names in small letters, as fields have them."""


def read_own_date(text: str) -> Date:
    """Return the date in a field that bears the name of a CSL variable: EDTF, or words."""
    return read_date(text) or date_from_parts({"raw": text})


def read_own(draft: Draft) -> None:
    """Read the fields under the names of CSL, those that citekit writes and those of others."""
    for name in [name for name in draft.left if name.startswith(OWN_PREFIX)]:
        bare = name.removeprefix(OWN_PREFIX)
        if bare == "custom":
            _read_custom(draft, draft.take(name))
        elif bare in VARIABLES and name in draft.left:
            _read_variable(draft, VARIABLES[bare], draft.take(name))
    for name in list(draft.left):
        variable = VARIABLES.get(name)
        if (
            variable
            and variable not in draft.values
            and variable not in draft.names
            and variable not in draft.dates
        ):
            _read_variable(draft, variable, draft.take(name))


def _read_variable(draft: Draft, variable: str, value: str) -> None:
    known = RECORD_VARIABLES[variable]
    if known.kind is Kind.NAME:
        names = read_names(value, draft.decoder)
        if names:
            draft.names[variable] = names
    elif known.kind is Kind.DATE:
        draft.dates[variable] = read_date(value) or read_own_date(draft.decoder.text(value))
    elif known.verbatim:
        draft.set(variable, read_verbatim(value))
    else:
        draft.set(variable, draft.decoder.text(value))


def _read_custom(draft: Draft, value: str) -> None:
    try:
        fields = json.loads(value)
    except ValueError:
        fields = None
    if isinstance(fields, Mapping):
        draft.custom |= {str(name): str(text) for name, text in fields.items()}
    else:
        draft.custom[f"{OWN_PREFIX}custom"] = value
