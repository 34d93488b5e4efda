"""How to tell an institution from a person in a typed name: the words that only institutions carry.

The tables are data: a word belongs here if no family name and no initials are spelled like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

__all__ = ["is_institution", "looks_like_a_person"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEGAL_FORMS: Final = _set(
    # English
    "inc incorporated ltd limited llc llp lllp plc corp corporation company pty pvt pllc "
    # German
    "gmbh ggmbh mbh kgaa "
    # French, Italian, Spanish, Portuguese
    "sarl sàrl eurl sapi ltda eirl eireli "
    # Nordic
    "oyj a/s i/s k/s p/s ehf "
    # elsewhere
    "bhd sdn kft zrt nyrt pjsc ojsc jsc eood ооо оао зао пао ао тоо 株式会社 有限会社 有限公司"
)
"""Legal forms as words: lower case, without dots."""

_CASED_FORMS: Final = _set(
    "e.V. eV r.V. i.G. S.p.A. SpA S.r.l. Srl r.l. d.o.o. d.d. a.d. s.r.o. a.s. z.s. o.p.s. o.o. ApS AmbA GbR"
)
"""Legal forms that only their spelling tells from names and initials: S.p.A., but S. P. A. and Spa."""

_FORMS_LIKE_INITIALS: Final = _set(
    "sa ag nv bv se ab as asa oy kg kk sas sl lp pc srl cv kgaa sca scs sccl saa sau"
)
"""Legal forms in capitals that may be somebody's initials: they need other signs of an institution."""

_INSTITUTION_WORDS: Final = _set(
    # English
    "academy administration agency alliance assembly association authority centre center coalition "
    "collaboration collaborative collaborators commission committee confederation congress consortium "
    "council department dept directorate federation foundation fund government group initiative institute "
    "institution laboratories laboratory library ministry museum nations network office organisation "
    "organization panel parliament partnership program programme secretariat society subcommittee taskforce "
    "team university workgroup "
    # German
    "akademie amt bundesamt bundesanstalt bundesministerium bundestag fakultät forschungszentrum "
    "gesellschaft hochschule institut kommission landesamt ministerium stiftung universität verband "
    "verein zentrum "
    # French
    "académie agence assemblée commissariat conseil fédération fondation institut laboratoire ministère "
    "organisation université société "
    # Spanish, Portuguese, Italian
    "academia agencia agenzia asociación associação associazione banco centro comisión comissão "
    "commissione compañía companhia consejo conselho consiglio fundación fundação fondazione instituto "
    "istituto ministerio ministério ministero sociedad sociedade università universidad universidade "
    "universitat "
    # Dutch, Nordic, Slavic
    "instituut ministerie stichting universiteit vereniging fonden forening institutt kommune ministeriet "
    "styrelsen universitet universitetet udvalget институт министерство университет академия агентство "
    "фонд центр комитет instytut uniwersytet ministerstwo univerzita univerzitet"
)
"""Words that make a part of two or more words an institution: ``University of California, Berkeley``."""

_OTHER_INSTITUTION_WORDS: Final = _set(
    "bank board bureau chamber church city club college conference court daily division family hospital "
    "house international journal magazine media national news post press project publishers publishing "
    "review school service services state studio times trust union world"
)
"""Words that make an institution likely where there is no comma. Some are family names too."""


_BY_NAME: Final = frozenset(
    {
        "age uk", "agence france-presse", "amnesty international", "associated press", "bank indonesia",
        "banque mondiale", "cancer research uk", "consumer reports", "deloitte insights", "deutsche bahn",
        "deutsche bundesbank", "deutscher bundestag", "european central bank", "european parliament",
        "federal reserve", "financial times", "freedom house", "global witness", "greenpeace international",
        "health canada", "human rights watch", "ipsos mori", "new york times", "ofcom", "oxfam international",
        "pew research", "public health england", "reporters sans frontières", "robert koch-institut",
        "save the children", "statistics canada", "statistics denmark", "statistics netherlands",
        "statistics norway", "statistics sweden", "statistik austria", "statistisches bundesamt",
        "transparency international", "umweltbundesamt", "weltbank", "world bank",
    }
)  # fmt: skip
"""Institutions whose names would be read as persons' in files that have no braces around them."""
_SIGNS: Final = (
    _LEGAL_FORMS
    | _FORMS_LIKE_INITIALS
    | _INSTITUTION_WORDS
    | frozenset(form.replace(".", "").casefold() for form in _CASED_FORMS)
    | frozenset({"co", "cie", "sons", "partners"})
)
"""Every word, small and without dots, that can tell an institution."""

_SIGN_MARKS: Final = re.compile(r"[&:()社公]|(?<=\w) of (?=\w)")


def is_institution(parts: Sequence[str]) -> bool:
    """Whether the comma-separated ``parts`` of a typed name are an institution's and no person's.

    A legal form anywhere decides. So does, in a part of several words, a word that only institutions
    have; and a legal form that looks like initials does if the part before has three words or an "&".
    """
    if len(parts) == 1 and parts[0].casefold().removeprefix("the ").strip() in _BY_NAME:
        return True
    if not _may_be_institution(" ".join(parts)):
        return False
    if any(_has_legal_form(part) or _has_institution_word(part) for part in parts):
        return True
    first = parts[0]
    if "&" in first or re.search(r"\w of \w", first):
        return True
    names = first.split()
    if len(names) > 1 and _is_form_like_initials(names[-1]):
        return True
    return len(names) > 2 and names[0][:1].isupper() and any(map(_is_form_like_initials, parts[1:]))


def _may_be_institution(text: str) -> bool:
    """Whether any of the signs is there at all; most names have none, and files have many names."""
    plain = text.casefold().replace(".", "")
    if not _SIGNS.isdisjoint(plain.split()) or "e v" in plain:
        return True
    return _SIGN_MARKS.search(text) is not None


def looks_like_a_person(text: str) -> bool:
    """Whether ``text``, typed without a comma, may be a person's name in its spoken order."""
    words = text.split()
    if text.casefold() in _BY_NAME:
        return False
    if not 2 <= len(words) <= 4 or not re.fullmatch(r"[^\W\d_][\w.'’\- ]*", text) or _has_legal_form(text):
        return False
    for word in (words[0], words[-1]):
        if not word[0].isupper() or (len(word) > 1 and word.isupper() and "." not in word):
            return False
    plain = {word.casefold() for word in words}
    return plain.isdisjoint(_INSTITUTION_WORDS) and plain.isdisjoint(
        _OTHER_INSTITUTION_WORDS | {"of", "and", "for", "the"}
    )


def _has_legal_form(part: str) -> bool:
    words = re.sub(r"\be\. V\.", "e.V.", part).split()
    plain = [word.replace(".", "").casefold() for word in words]
    if not _LEGAL_FORMS.isdisjoint(plain) or not _CASED_FORMS.isdisjoint(words):
        return True
    if any(word.endswith(("株式会社", "有限公司")) for word in plain):
        return True
    return any(
        before in _AND and word in {"co", "cie", "sons", "partners"} for before, word in pairwise(plain)
    )


_AND: Final = frozenset({"&", "and", "et", "und", "y"})


def _has_institution_word(part: str) -> bool:
    words = part.casefold().split()
    return len(words) > 1 and not _INSTITUTION_WORDS.isdisjoint(word.strip(".:()") for word in words)


def _is_form_like_initials(word: str) -> bool:
    return word.isupper() and word.replace(".", "").casefold() in _FORMS_LIKE_INITIALS
