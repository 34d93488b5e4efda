"""Names as the fields of other programs hold them, one or several in a field."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.institutions import is_institution
from citekit.item.name import Name, parse_name

__all__ = ["read_names", "write_name"]

_INITIALS_FIRST: Final = re.compile(
    r"((?:-?[^\W\d_]\. ?){1,5}(?:[^\W\d_a-z][\w'’-]+ )?)"
    r"((?:[a-z'’]+ ){0,3}[^\W\d_][\w'’-]{1,40}(?: (?:Jr|Sr)\.?)?)"
)
"""``J. K. Smith``, ``A. -M. van der Berg``: a person for sure, as IEEE and others write one."""
_INITIALS_LAST: Final = re.compile(
    r"((?:[a-z'’]+ ){0,3}[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?) ((?:-?[^\W\d_a-z]\.[ ]?){1,4})"
)
"""``Holm B.``, ``García Ruiz M.-L.``: a person too, as Scopus writes one."""
_LEGAL_FORMS: Final = frozenset(
    {"sa", "nv", "ag", "bv", "se", "ab", "as", "kg", "lp", "pc", "sl", "sp", "spa"}
)
"""Initials that may be a legal form: Dupont S.A. is a company."""
_SEPARATED: Final = re.compile(r"\s*;\s*")
_AND: Final = re.compile(r"(?<=\S) (?:and|&) (?=[^,]+,)")
_PLAIN: Final = re.compile(
    r"([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)?), "
    r"((?:[A-ZÀ-ÖØ-Þ](?:\.|[a-zß-öø-ÿ]+\.?)?[ -]?)*(?<![ -]))"
)
"""Nine names of ten: ``Müller-Lüdenscheid, Anna M.``; nothing in them but capitals and what follows them."""
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii"})
_SPACES: Final = re.compile(r"[ \t]+")


@lru_cache(maxsize=8192)
def read_names(text: str) -> tuple[Name, ...]:
    """Return the names in a field that holds one, or several with semicolons between them.

    ``Family, Given``, ``Family, Given, Suffix`` and initials before a name are people. A comma at the end
    marks an institution, as EndNote has it, and so does a name that has no comma. Nothing is refused.
    """
    plain = _PLAIN.fullmatch(text)
    if (
        plain
        and _SUFFIXES.isdisjoint(plain[2].replace(".", "").lower().split())
        and not is_institution(plain.groups())
    ):
        return (Name(family=plain[1], given=plain[2]),)  # what parse_name returns, in a third of its time
    typed = _SPACES.sub(" ", text).strip(" \t")
    if typed.endswith(","):
        literal = typed.rstrip(", ")
        return (Name(literal=literal),) if literal else ()
    parts = [part for part in _SEPARATED.split(typed) if part]
    if len(parts) > 1 and all("," in part or " " in part for part in parts) and not is_institution([typed]):
        return tuple(name for part in parts for name in _one(part))
    return _one(typed)


def _one(typed: str) -> tuple[Name, ...]:
    if not typed.strip(", "):
        return ()
    if "," not in typed:
        typed = _family_first(typed)
    try:
        return (_settled(parse_name(typed)),)
    except InvalidValue:
        several = _AND.split(typed)
        if len(several) > 1:
            return tuple(name for part in several for name in _one(part))
        return (Name(literal=typed),)


def _family_first(typed: str) -> str:
    """Return a name whose initials tell it for a person's as ``Family, Given``, any other as it is."""
    first = _INITIALS_FIRST.fullmatch(typed)
    if first:
        return f"{first[2]}, {first[1].strip().replace('. -', '.-')}"
    last = _INITIALS_LAST.fullmatch(typed)
    if last and re.sub(r"\W", "", last[2]).lower() not in _LEGAL_FORMS:
        return f"{last[1]}, {last[2].strip()}"
    return typed


def _settled(name: Name) -> Name:
    """Return a name without family, whose given name alone cannot be filed, as a literal."""
    return name if name.family or name.literal else Name(literal=name.display())


def write_name(name: Name) -> str:
    """Return the name as one field, ``Family, Given, Suffix``, from which `read_names` reads it back.

    An institution of several words gets EndNote's mark of one, a comma at its end: EndNote and pandoc would
    file "World Health Organization" under Organization. So does what would be read as a person here.
    """
    if not name.literal and name.family:
        family = _joined(name.non_dropping_particle, name.family)
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        # a comma in any case: without one the name would be an institution's
        return ", ".join(part for part in (family, given, name.suffix) if part) if given else family
    written = name.literal or name.display()
    if " " in written and "," not in written and written != "et al.":
        return f"{written},"
    return written if read_names(written) == (Name(literal=written),) else f"{written},"


def _joined(particle: str, family: str) -> str:
    if not particle:
        return family
    return particle + family if particle[-1] in "'’-‐" else f"{particle} {family}"
