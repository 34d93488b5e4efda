"""The options of names, inherited and turned from words into values.

CSL 1.0.2, "Inheritable Name Options", "Name", "Global Options".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["NameOptions", "name_options"]

_MANY = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOptions:
    """How names are joined, cut off, ordered and shortened. ``and_`` is text, symbol or empty."""

    and_: str
    delimiter: str
    names_delimiter: str
    precedes_et_al: str
    precedes_last: str
    precedes_last_institution: str
    et_al_min: int
    et_al_use_first: int
    subsequent_min: int
    subsequent_use_first: int
    use_last: bool
    form: str
    initialize: bool
    initialize_with: str | None
    initialize_hyphen: bool
    as_sort_order: str
    sort_separator: str
    demote: str
    only_initials: bool
    """Whether names are told apart by initials alone, even where the style shortens no given names."""
    others_are_a_name: bool = False
    """Whether an "others" that ends a list is a name like any, not further persons who go unnamed."""


def name_options(
    style: Mapping[str, str], area: Mapping[str, str], own: Mapping[str, str], names: Mapping[str, str]
) -> NameOptions:
    """Merge the options of ``cs:style``, ``cs:citation`` or ``cs:bibliography``, ``cs:name``, ``cs:names``.

    The nearest wins. On ``cs:name`` the options ``name-form`` and ``name-delimiter`` are called ``form``
    and ``delimiter``, on ``cs:names`` ``names-delimiter`` is ``delimiter``.
    """

    def look(option: str, own_name: str | None = None, default: str = "") -> str:
        value = own.get(own_name or option)
        if value is None:
            value = area.get(option)
        if value is None:
            value = style.get(option)
        return default if value is None else value

    precedes_last = look("delimiter-precedes-last", default="contextual")
    # both are needed to cut a list off, and one that shows more names than it takes is not cut
    et_al_min = _integer(look("et-al-min"), _MANY)
    use_first = _integer(look("et-al-use-first"), _MANY)
    names_delimiter = names.get("delimiter")
    if names_delimiter is None:
        names_delimiter = area.get("names-delimiter", style.get("names-delimiter", ""))
    with_ = own.get("initialize-with", area.get("initialize-with", style.get("initialize-with")))
    return NameOptions(
        and_=look("and"),
        delimiter=look("name-delimiter", "delimiter", ", "),
        names_delimiter=names_delimiter,
        precedes_et_al=look("delimiter-precedes-et-al", default="contextual"),
        precedes_last=precedes_last,
        precedes_last_institution=precedes_last,
        et_al_min=et_al_min,
        et_al_use_first=use_first,
        subsequent_min=_integer(look("et-al-subsequent-min"), et_al_min),
        subsequent_use_first=_integer(look("et-al-subsequent-use-first"), use_first),
        use_last=look("et-al-use-last") == "true",
        form=look("name-form", "form", "long"),
        initialize=look("initialize") != "false",
        initialize_with=with_,
        initialize_hyphen=style.get("initialize-with-hyphen") != "false",
        as_sort_order=look("name-as-sort-order"),
        sort_separator=look("sort-separator", default=", "),
        demote=style.get("demote-non-dropping-particle", "display-and-sort"),
        only_initials=area.get("givenname-disambiguation-rule", "").endswith("-with-initials"),
    )


def _integer(value: str, default: int) -> int:
    try:
        return int(value)
    except ValueError:
        return default
