"""The people and institutions at the beginning of a reference, or after "In", "edited by" and their kin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.reference_text.patterns import CAPITAL, any_of, compiled
from citekit.item.institutions import is_institution
from citekit.item.name import Name, parse_name

__all__ = ["NameForm", "NameList", "read_people", "read_role"]

_TAIL: Final = r"[^\W\d_]|['’ʼ‘`-](?=[^\W\d_])"
_PARTICLE_WORD: Final = (
    r"(?:von|van|vom|zu|zur|zum|der|den|de|del|della|di|da|das|dos|do|du|des|la|le|les|los|las|ten|ter|te"
    r"|af|av|al|el|bin|ibn|ben|und|y|e|i|'t|’t|op|in(?=\s(?:'t|’t|den|der|het)\b))"
)
_PARTICLE: Final = rf"(?:{_PARTICLE_WORD}\s+)"
_ATTACHED: Final = r"(?:[dlDL]['’]|[ao]l-|'s-|’s-|Mc|Mac|O['’])?"
_WORD: Final = rf"{_ATTACHED}{CAPITAL}(?:{_TAIL})+|{CAPITAL}(?:{_TAIL})+"
_FAMILY: Final = rf"{_PARTICLE}{{0,3}}(?:{_WORD})(?:[ ](?:{_PARTICLE}){{0,2}}(?:{_WORD})){{0,2}}"
_ONE_FAMILY: Final = rf"{_PARTICLE}{{0,3}}(?:{_WORD})"
_DOTTED: Final = rf"(?:{CAPITAL}[a-z]?|[a-z])\.(?:[ ]?(?:[-‐–][ ]?)?(?:{CAPITAL}[a-z]?|[a-z])\.)*"
_BARE: Final = rf"{CAPITAL}(?:-?{CAPITAL}){{0,3}}"
_GIVEN_WORD: Final = rf"(?:{_WORD}|{CAPITAL}\.(?:[-‐]?{CAPITAL}\.)*|{CAPITAL}(?![\w.]))"
_NO_ARTICLE: Final = r"(?!(?:The|A|An|On|Of|How|Why|What|Der|Die|Das|Le|La|Les)\b)"
_GIVEN: Final = (
    rf"{_NO_ARTICLE}(?:{_DOTTED}[ ])?(?:{_WORD})(?:[ ](?:{_WORD})){{0,2}}"
    rf"(?:[ ]{_DOTTED}|[ ]{CAPITAL}(?![\w.]))?(?:[ ]{_PARTICLE_WORD}\b){{0,2}}"
)
_SUFFIX: Final = r"(?:,?[ ](?:Jr|Sr)\b\.?|,?[ ](?:II|III|IV)\b|,?[ ][23]rd\b|,?[ ]2nd\b)?"
_AFTER: Final = r"(?=\s*(?:[,;.:/(\[\0&]|$)|\s+(?:and\b|et\b|und\b|y\b|e\b|u\.|\d))"


class NameForm(IntEnum):
    """How a name is written. One list keeps to one form, or begins with the family name of the first only."""

    INVERTED_INITIALS = 0  # Doe, J. Q.
    BARE_INITIALS = 1  # Doe JQ
    DOTTED_INITIALS = 2  # Doe J.Q.
    INITIALS_FIRST = 3  # J. Q. Doe
    INVERTED = 4  # Doe, Jane Q.
    DIRECT = 5  # Jane Q. Doe
    LITERAL = 6


_SPACED_DOT: Final = rf"(?:{_AFTER}|(?<=\.)(?=\s))"
_FORMS: Final = {
    NameForm.INVERTED_INITIALS: compiled(
        rf"(?P<family>{_FAMILY}),[ ]?",
        rf"(?P<given>{_DOTTED}(?:[ ](?!(?:y|e|i|und)\b){_PARTICLE_WORD}\b(?:[ ]{CAPITAL}\.)?)*",
        # Doe, J, Roe, RR & Poe, A 2020, as Australian Harvard has them
        rf"|{CAPITAL}{{1,2}}(?=,[ ]|[ ](?:&|and)[ ]|[ ]\(?(?:1[4-9]|20)\d\d))",
        rf"(?![^\W\d_])(?P<suffix>{_SUFFIX})",
    ),
    NameForm.BARE_INITIALS: compiled(
        rf"(?P<family>{_FAMILY})[ ](?P<given>{_BARE}(?:[ ](?:de|da|do|la|von|van|der|den|el|al)\b){{0,3}})",
        rf"(?P<suffix>{_SUFFIX}){_AFTER}",
    ),
    NameForm.DOTTED_INITIALS: compiled(
        rf"(?P<family>{_FAMILY})[ ](?P<given>{_DOTTED})(?P<suffix>{_SUFFIX})",
        rf"(?:{_AFTER}|(?<=[.][A-Z][.])(?=\s))",
    ),
    NameForm.INITIALS_FIRST: compiled(rf"(?P<given>{_DOTTED})[ ]?(?P<family>{_FAMILY})(?P<suffix>{_SUFFIX})"),
    NameForm.INVERTED: compiled(
        rf"(?P<family>{_FAMILY}),[ ](?P<given>{_GIVEN})(?P<suffix>{_SUFFIX}){_SPACED_DOT}"
    ),
    NameForm.DIRECT: compiled(
        rf"(?P<given>{_NO_ARTICLE}{_GIVEN_WORD}(?:[ ]{_GIVEN_WORD}){{0,3}}?)[ ]",
        rf"(?P<family>{_ONE_FAMILY})(?P<suffix>{_SUFFIX}){_AFTER}",
    ),
}
_INVERTED_NEXT: Final = compiled(
    rf"(?P<family>{_ONE_FAMILY}(?:-{_WORD})?),[ ](?P<given>{_GIVEN})(?P<suffix>{_SUFFIX}){_SPACED_DOT}"
)
"""A second inverted name has one family name: ``Doe, Jane, Richard Roe, and Ann Poe`` are three people."""
_BARE_NEXT: Final = compiled(rf",[ ](?:{_FAMILY})[ ](?:{_BARE})(?=[,.]|[ ]et[ ])")
_DOTTED_AFTER: Final = re.compile(r"\.(?:,|[^\W\d_a-z])")
_NAME_AT_ONCE: Final = compiled(rf"[ ](?:{_WORD})")
_SPELT_AFTER: Final = compiled(rf"[ ](?:{_WORD}),[ ](?:and|&)[ ](?:{CAPITAL}\.[ ])*(?:{_WORD})")
_LIST_GOES_ON: Final = re.compile(r"\s*(?:,|and\b|&)")
_FOLLOWS: Final = {
    NameForm.INVERTED_INITIALS: (
        NameForm.INVERTED_INITIALS,
        NameForm.INITIALS_FIRST,
        NameForm.BARE_INITIALS,
        NameForm.INVERTED,
        NameForm.DIRECT,
        NameForm.DOTTED_INITIALS,
    ),
    NameForm.BARE_INITIALS: (NameForm.BARE_INITIALS,),
    NameForm.DOTTED_INITIALS: (NameForm.DOTTED_INITIALS, NameForm.BARE_INITIALS),
    NameForm.INITIALS_FIRST: (NameForm.INITIALS_FIRST, NameForm.DIRECT),
    NameForm.INVERTED: (
        NameForm.INVERTED,
        NameForm.INVERTED_INITIALS,
        NameForm.INITIALS_FIRST,
        NameForm.DIRECT,
    ),
    NameForm.DIRECT: (NameForm.INITIALS_FIRST, NameForm.DIRECT),
}
_BETWEEN: Final = re.compile(
    r"\s*(?:[,;]\s*(?:(?:…|\.\s?\.\s?\.|. . .)\s*)?(?:and|&|und|et|y|e|og|och|en)\s+"
    r"|[,;]\s*(?:…|\.\s?\.\s?\.)\s*|\s(?:and|&|und|et|y|og|och|en)\s+|[;/]\s*|,\s+)"
)
_OTHERS: Final = compiled(
    r"\s*[,;]?\s*",
    any_of(
        r"\bet\.?\s?al\b\.?", r"\b(?:and|&|und|;)?\s*(?:others|colleagues)\b", r"\bu\.\s?a\.", r"\bи др\.",
        r"\bund andere\b", r"\bm\.\s?fl\.", "…",
    ),
)  # fmt: skip
_ROLE: Final = re.compile(
    r"\s*,?\s*[(\[]?\s*(?:(?P<editor>eds?\b\.?|editors?\b|hrsg\b\.?|hg\b\.?|hrsgg\b\.?|dir\b\.|coord\b\.|red\b\.)"
    r"|(?P<director>directors?\b|regie\b)|(?P<translator>trans\b\.?|translators?\b|übers\b\.?))(?:\s*[)\]])?",
    re.IGNORECASE,
)
_LONGEST: Final = 1500


@dataclass(frozen=True, slots=True)
class NameList:
    """Names read one after the other, where they begin and end, and in which form the first is written.

    ``end`` is after the last name and after "et al.", which ``others`` tells of.
    """

    names: tuple[Name, ...]
    start: int
    end: int
    form: NameForm
    others: bool = False


def read_people(
    text: str, start: int = 0, *, end: int | None = None, form: NameForm | None = None
) -> NameList | None:
    """Return the people whose names stand in ``text`` from ``start`` on, as many as can be read, or None.

    ``form`` is that of the first name, where it must be one.
    """
    stop = min(len(text), start + _LONGEST) if end is None else end
    while start < stop and text[start] in " \0":
        start += 1
    found = _first(text, start, stop, tuple(_FORMS) if form is None else (form,))
    if found is None:
        return None
    match, form = found
    first_form = form
    names = [_name(match)]
    place = match.end()
    while True:
        between = _BETWEEN.match(text, place, stop)
        following = _next(text, between.end(), stop, form, between[0]) if between else None
        if following is None:
            others = _OTHERS.match(text, place, stop)
            end = others.end() if others else place
            return NameList(tuple(names), start, end, first_form, others=bool(others))
        match, form = following
        names.append(_name_among_full(match) if (first_form, form) == _FULL_THEN_INITIALS else _name(match))
        place = match.end()


def read_role(text: str, place: int) -> tuple[str, int]:
    """Return the variable that a word after a list of names makes them, and where the word ends."""
    found = _ROLE.match(text, place)
    if not found or (found.end() < len(text) and text[found.end()].isalpha()):
        return "author", place
    return next(role for role, word in found.groupdict().items() if word), found.end()


def _first(
    text: str, start: int, stop: int, forms: tuple[NameForm, ...]
) -> tuple[re.Match[str], NameForm] | None:
    for form in forms:
        match = _FORMS[form].match(text, start, stop)
        if match and form is NameForm.INVERTED_INITIALS and _SPELT_AFTER.match(text, match.end()):
            continue  # Edwards, R. Dudley, and T. Desmond Williams
        if match and _is_person(match, form):
            return match, form
    return None


def _next(
    text: str, start: int, stop: int, before: NameForm, between: str
) -> tuple[re.Match[str], NameForm] | None:
    for form in _FOLLOWS[before]:
        pattern = _FORMS[form]
        if form is NameForm.INVERTED and ";" not in between and "/" not in between:
            pattern = _INVERTED_NEXT
        match = pattern.match(text, start, stop)
        if match and _is_of_another(match, form, before, between):
            continue
        if match and _is_person(match, form, before=before):
            return match, form
    return None


def _is_of_another(match: re.Match[str], form: NameForm, before: NameForm, between: str) -> bool:
    """Whether what looks like a name in this form is the end of one name and the beginning of another."""
    if between.strip() != ",":
        return False
    text, end = match.string, match.end()
    if form is NameForm.INVERTED_INITIALS:
        # "G. E., Philippe Boronat, J. Casulleras": the initials are those of the next
        return " " in match["family"] and bool(_NAME_AT_ONCE.match(text, end))
    # "B. Klaus and P. Horn, Robot Vision.": a title, where nothing says that the list goes on
    return (
        form is NameForm.DIRECT and before is NameForm.INITIALS_FIRST and not _LIST_GOES_ON.match(text, end)
    )


def _is_person(match: re.Match[str], form: NameForm, *, before: NameForm | None = None) -> bool:
    words = match["family"].split()
    if words[-1].casefold() in _NO_FAMILY or words[-1] in _NO_INITIALS:
        return False
    if form is NameForm.BARE_INITIALS and match["given"] in _NO_INITIALS:
        return False  # Oxford UP, Age UK
    if form is NameForm.BARE_INITIALS and not match["family"].isupper():
        if _DOTTED_AFTER.match(match.string, match.end()):
            return False  # Neal B., Wu Y. and Dijkstra E.W. have dotted initials
        # Zaidi AKM; Levin SA is a person among people, and alone it may be a firm
        is_among = before is form or _BARE_NEXT.match(match.string, match.end())
        return not is_institution([match["family"]]) and bool(is_among or not is_institution([match[0]]))
    given = match["given"].split()
    if form is NameForm.DIRECT and any(re.search(r"['’]s$", word) for word in given):
        return False  # Alzheimer’s Disease International
    if (
        any(len(word) > 2 and word.isalpha() and word.isupper() for word in given)
        and not match["family"].isupper()
    ):
        return False  # BBC News
    if form is NameForm.INVERTED_INITIALS:
        return not is_institution([match["family"]])  # of "Cooper, A.B." the initials are no legal form
    return not is_institution([match["family"], match["given"]]) and not is_institution([match[0]])


_NO_INITIALS: Final = frozenset({"UP", "UK", "US", "EU", "UN"})
_NO_FAMILY: Final = frozenset(
    {"in", "the", "up", "vol", "nr", "no", "pp", "eds", "ed", "and", "band", "heft", "international"}
)


_FULL_THEN_INITIALS: Final = (NameForm.INVERTED, NameForm.INITIALS_FIRST)


def _name_among_full(match: re.Match[str]) -> Name:
    """Return the name of somebody among others with full names: T. William Lester is a Lester."""
    name = _name(match)
    more, _, family = name.family.rpartition(" ")
    if not more or not all(word[0].isupper() for word in name.family.split()):
        return name
    return replace(name, given=f"{name.given} {more}", family=family)


def _name(match: re.Match[str]) -> Name:
    given = " ".join(match["given"].split())
    suffix = match["suffix"].strip(" ,")
    family = " ".join(match["family"].split())
    try:
        name = parse_name(", ".join(part for part in (family, given, suffix) if part))
    except InvalidValue:
        return Name(literal=match[0].strip())
    if name.literal or (given and not name.given):  # S.A. looks like a legal form, SR like a suffix
        return Name(family=family, given=given, suffix=suffix)
    return name
