"""Names as they stand in typed citations: read forwards in brackets, backwards before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from citekit.item.institutions import is_institution
from citekit.language.fold import fold
from citekit.language.months import month_number

__all__ = [
    "NamesBefore",
    "NamesRead",
    "begins_sentence",
    "is_no_author",
    "names_before",
    "read_names",
    "strip_lead_in",
]


class NamesRead(NamedTuple):
    """Names as typed: family names, or one organisation with its acronym."""

    names: tuple[str, ...]
    has_et_al: bool = False
    joiner: str = ""
    acronym: str = ""


class NamesBefore(NamedTuple):
    """Names that end where a bracket begins; ``start`` is where they do."""

    names: tuple[str, ...]
    start: int
    has_et_al: bool = False
    joiner: str = ""
    acronym: str = ""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLE: Final = (
    r"(?:van|von|de|del|della|der|den|di|da|das|do|dos|du|le|la|el|al|ter|ten|te|zu|zur|zum|af|av|bin|ibn|ben"
    r"|Van|Von|De|Del|Della|Der|Den|Di|Da|Dos|Du|Le|La|El|Al|Ter|Ten|Zu|Bin|Ibn|Ben|’t|'t|y)"
)
_CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ]"
_WORD: Final = rf"(?:[dDlLO]['’]|al-|el-|Al-|El-)?{_CAPITAL}[\w'’‐‑-]*(?<!['’])"
_INITIALS: Final = rf"(?:{_CAPITAL}\.\s?(?:-?{_CAPITAL}\.\s?)*)"
_NAME: Final = (
    rf"(?:{_INITIALS}\s?)?(?:{_PARTICLE}[\s-]+)*{_WORD}(?:\s(?:{_PARTICLE}\s)*{_WORD}){{0,2}}"
    r"(?:,?\s(?:Jr|Sr|II|III)\.?)?"
)
_JOINER: Final = r"(?:and|&|und|et|y|e|en|och|og|ja|i)"
_ET_AL: Final = (
    r"(?:et\.?\s?al\b\.?|and (?:colleagues|others)|u\.\s?a\.|et coll\.|y otros|y cols?\.|& al\."
    r"|and co-?workers|& (?:colleagues|others))"
)
_ONE: Final = re.compile(_NAME)
_ET_AL_END: Final = re.compile(rf",?\s+{_ET_AL}\s*$", re.IGNORECASE)
_ACRONYM_END: Final = re.compile(rf"\s*[\[(]({_CAPITAL}[\w&.-]{{1,14}})[\])]\s*$")
_SPLIT: Final = re.compile(rf"\s*,\s*(?:(?P<joiner>{_JOINER})\s+)?|\s+(?P<only>{_JOINER})\s+")
_SPLIT_SURE: Final = re.compile(r"\s*,\s*(?:(?P<joiner>and|&|und|et)\s+)?|\s+(?P<only>and|&|und|et)\s+")
_SURE: Final = re.compile(r"\s(?:and|&|und|et)\s")
_LINKED: Final = _set(
    """
    of for and & the on in to at de du des der die für und la le et di del y e da do van
    """
)
_ORGANISATION: Final = re.compile(rf"{_CAPITAL}[\w&'’.-]*(?:[\s,]+[\w&'’.-]+){{0,14}}")

_LEAD_IN: Final = re.compile(
    r"\s*(?:(?:see also|see|cf|compare|e\.\s?g|i\.\s?e"
    r"|for (?:an? |the )?(?:\w+ )?(?:reviews?|overview|details|examples?|instance|discussion|summary)"
    r"(?: of [^,]{1,40})?|as in|as reported in|also|but|and|or|contra|per|following|adapted from|based on"
    r"|reprinted from|reviewed in|quoted in|data from|according to|from|by|in|after|viz|namely|especially"
    r"|esp|particularly|notably|such as|including|source|note|most recently|more recently|recently"
    r"|vgl|siehe|s|so auch|dazu|etwa|z\.\s?B|auch|voir|par exemple|véase|ver|cfr|zie|se)"
    r"(?!\w)[.,:]?\s*,?\s*)+",
    re.IGNORECASE,
)
_COUNTRIES: Final = _set("UK US USA EU UN")
"""What ends the names of organisations: Age UK."""
_NO_AUTHOR: Final = _set(
    """
    table tables figure figures fig figs chapter chapters section sections appendix appendices equation
    eq part page pages p pp no number vol volume issue n m sd se df ci r t f z x step phase stage level
    group groups grade class year years version model study studies experiment experiments hypothesis
    item items question questions wave time day week month hour line lines box panel note example case
    type scale dataset sample age ages aged accessed retrieved since until before after around about
    circa from between during of in by through late early mid spring summer autumn fall winter january
    february march april june july september october november december windows android ios python iphone
    war act room building tabelle abbildung kapitel abschnitt anhang teil seite tableau chapitre tabla
    figura capítulo session unit route apollo form article total born died founded established updated
    revised copyright edition ed eds trans originally published season episode
    """
)
_STARTS_SENTENCE: Final = _set(
    """
    a an the this that these those in on at by for from with without within to of as if when while where
    whereas although though because since after before during until once unless however moreover
    furthermore additionally also thus therefore hence consequently nevertheless nonetheless similarly
    likewise conversely instead meanwhile finally first second third next then later recently earlier
    previously specifically notably importantly interestingly indeed overall yet but and or nor so both
    either neither according following unlike like despite contrary see compare cf research researchers
    researcher author authors scholars scholar work works study studies theory model using based
    building drawing here there it its they their he his she her we our i my one two three early recent
    new only even still again not no what which who how why philosopher psychologist economist
    sociologist historian critics critic professor dr prof der die das ein eine im in nach laut so auch
    wie bei les le la selon dans pour el los las según en para source adapted note table figure chapter
    section
    """
)
_BEFORE: Final = re.compile(
    rf"(?P<names>{_NAME}(?:,\s+(?:{_JOINER}\s+)?{_NAME}){{0,20}}(?:,?\s+{_JOINER}\s+{_NAME})?)"
    rf"(?P<et_al>,?\s+{_ET_AL})?(?:['’]s?)?\s*$"
)
_ORGANISATION_BEFORE: Final = re.compile(
    rf"(?P<name>{_CAPITAL}[\w&’'.-]*(?:\s+(?:{_CAPITAL}[\w&’'.-]*|of|for|and|&|the|on|in|to|de|du|des|der|für|und)){{1,12}})"
    r"(?:\s*\[(?P<acronym>[^\[\]]{2,15})\])?(?:['’]s?)?\s*$"
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_NAME_START: Final = re.compile(rf"(?<![\w'’.-])(?:{_CAPITAL}|(?=[dl]['’]){_CAPITAL}?|{_PARTICLE}(?=[\s-]))")
_REACH: Final = 200
"""Characters before a bracket in which its names stand."""


def strip_lead_in(text: str) -> tuple[str, str]:
    """Return ``text`` without ``see also``, ``e.g.,`` and their like before a name, and those words."""
    match = _LEAD_IN.match(text)
    if not match:
        return text.lstrip(), ""
    rest = text[match.end() :]
    # "In Press" or "By Design" may be the name itself.
    return (rest, match[0].strip()) if rest.strip() else (text.lstrip(), "")


def begins_sentence(word: str) -> bool:
    """Whether ``word`` begins sentences and not names: However, The, In."""
    return word.lower() in _STARTS_SENTENCE


def is_no_author(text: str) -> bool:
    """Whether ``text`` begins or ends with what is counted or dated, and not with a name."""
    words = re.findall(r"[^\W\d_]+", text)
    if not words or re.search(r"[=<>≤≥±%$€£]", text) or text.endswith(("=", "<", ">")):
        return True
    if words[-1].lower() in _NO_AUTHOR and not text.rstrip().endswith("al."):
        return len(words) < 3 or not words[0][0].isupper()
    return words[0].lower() in _NO_AUTHOR and len(words) < 3 and words[-1] not in _COUNTRIES


def read_names(text: str) -> NamesRead | None:
    """Return the names that ``text`` is all of, None if it is no names."""
    bare = text.strip().strip(",").strip()
    bare = re.sub(r"[*_]", "", bare)
    et_al = _ET_AL_END.search(bare)
    if et_al:
        bare = bare[: et_al.start()].rstrip(" ,")
    acronym = _ACRONYM_END.search(bare)
    if acronym:
        bare = bare[: acronym.start()].rstrip()
    if not bare or len(bare) > _REACH:
        return None
    short = acronym[1] if acronym else ""
    has_et_al = et_al is not None
    names, joiner = _family_names(bare)
    if names and not short:
        # "Jones & Brown" are two people, though a firm can be called so.
        parts = names if len(names) > 1 else (bare,)
        if not any(is_institution([part]) for part in parts):
            return NamesRead(names, has_et_al, joiner)
    if _is_organisation(bare):
        return NamesRead((" ".join(bare.split()),), has_et_al, "", short)
    return NamesRead(names, has_et_al, joiner, short) if names else None


def _family_names(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names parted by commas and ``and``, without initials; nothing if a part is no name."""
    names: list[str] = []
    joiner = ""
    position = 0
    # Beside "and", the y of "López y Rivas" is part of a name.
    split = _SPLIT_SURE if _SURE.search(text) else _SPLIT
    for match in [*split.finditer(text), None]:
        part = text[position : match.start() if match else len(text)].strip()
        if match:
            position = match.end()
            joiner = match["joiner"] or match["only"] or joiner
        if re.fullmatch(r"(?:Jr|Sr|II|III)\.?", part):
            continue
        if re.fullmatch(_INITIALS.rstrip("?"), part + " ") and names:
            continue
        if not _ONE.fullmatch(part):
            return (), ""
        names.append(_family(part))
    return tuple(names), joiner


def _family(name: str) -> str:
    """Return a name without the initials before it."""
    return " ".join(re.sub(rf"^{_INITIALS}\s?", "", name).split())


def _is_organisation(text: str) -> bool:
    words = text.split()
    if not _ORGANISATION.fullmatch(text) or len(words) < 2:
        return False
    return all(word[0].isupper() or word.lower().strip(",") in _LINKED for word in words)


def names_before(text: str, end: int, authors: frozenset[str] = frozenset()) -> NamesBefore | None:
    """Return the names that stand right before ``end``, as in ``Smith and Jones (2010)``; None if none do.

    ``authors`` are names, folded, that are some where they could be words: Page, March.
    """
    offset = max(0, end - _REACH)
    # A sentence or a bracket before is no part of the names.
    window = text[offset:end]
    cut = max(window.rfind(mark) for mark in (";", ":", "?", "!", "(", ")", "\ufffc", "“", '"', "—"))
    offset += cut + 1
    window = text[offset:end]
    organisation = _last(_ORGANISATION_BEFORE, window)
    if organisation:
        bare = _POSSESSIVE.sub("", organisation["name"])
        name, start = _trimmed(bare, offset + organisation.start())
        # "Jones & Brown" are two people, though a firm can be called so.
        people = _family_names(name)[0] if name else ()
        is_firm = is_institution([name]) and (len(people) < 2 or any(is_institution([one]) for one in people))
        is_of_author = fold(name) not in authors and _ends_with_author(name, authors)
        if name and len(name.split()) > 1 and (is_firm or _joined(name)) and not is_of_author:
            return NamesBefore((name,), start, acronym=organisation["acronym"] or "")
    match = _last(_BEFORE, window)
    if match is None:
        return None
    typed, start = _POSSESSIVE.sub("", match["names"]), offset + match.start()
    if match["et_al"] is None or " " in typed.strip():  # "He et al. (2016)": He is somebody's name
        typed, start = _trimmed(typed, start)
    names, joiner = _family_names(typed) if typed else ((), "")
    is_known = names and fold(names[0]) in authors and not _DATED.search(text, 0, start)
    if not names or (not is_known and _is_a_word(names)):
        return None
    return NamesBefore(names, start, match["et_al"] is not None, joiner)


def _ends_with_author(name: str, authors: frozenset[str]) -> bool:
    """Whether what looks like an organisation is something of somebody listed: Rules of Ames & Dole."""
    people = _family_names(name.rpartition(" of ")[2])[0] if " of " in name else ()
    return bool(people) and fold(people[0]) in authors


_DATED: Final = re.compile(r"\b(?:in|since|until|by|of|from|on|last|early|late|mid)[\s-]$")
"""Before a month, even where somebody of the list is called so: in March (1991)."""


def _is_a_word(names: Sequence[str]) -> bool:
    """Whether what looks like a name is what is counted or dated."""
    return (len(names) == 1 and is_no_author(names[0])) or month_number(names[-1]) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the longest match that ends where ``text`` does and begins at a word."""
    for word in _NAME_START.finditer(text):
        match = pattern.match(text, word.start())
        if match:
            return match
    return None


def _joined(name: str) -> bool:
    """Whether words of a name are linked as an organisation's are, and not as two people's."""
    words = name.split()
    return any(word in ("of", "for", "the", "on", "für", "des", "du") for word in words)


def _trimmed(names: str, start: int) -> tuple[str, int]:
    """Return names without the words that begin a sentence, and where they start then."""
    while match := re.match(r"([^\W\d_]+)(?:,\s*|\s+)", names):
        if match[1].lower() not in _STARTS_SENTENCE:
            break
        names = names[match.end() :]
        start += match.end()
    return ("", start) if names.lower() in _STARTS_SENTENCE else (names, start)
