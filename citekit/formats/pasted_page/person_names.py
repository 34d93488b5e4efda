"""Names of people in a byline: who is a person, and which part is the family name."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citekit.errors import InvalidValue
from citekit.formats.pasted_page.word_lists import phrases_in, word_set
from citekit.item.name import Name, parse_name
from citekit.language.fold import fold

__all__ = ["Person", "read_people", "read_person"]

_PARTICLES: Final = word_set(
    "van von der den de la le las los du des da do dos das di del della dello degli dal "
    "dalla ter ten te zu zur"
    " zum vom af av al el ul bin ibn bint ben abu san st y e i und"
)
_SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
_TITLES: Final = word_set(
    "dr prof professor mr mrs ms mx sir dame lord lady rev hon herr frau dipl ing mag pd "
    "med phil m mme mlle don dona"
    " sen rep gov gen col lt capt maj sgt amb"
)
_CREDENTIALS: Final = word_set(
    "phd ph.d m.d md mph mpp mba ma m.a ba msc bsc m.sc jd j.d esq cfa cpa dphil d.phil llm frs ret rn drph"
)

_FAMILY_NAMES_TOO: Final = word_set(
    "may west north small law best good long day london price case house post english french german young"
)
"""Of those, the ones that may stand last in a name that begins with a known given name."""

_ORCID: Final = r"\bORCID(?: (?:i[Dd]|icon|logo|profile))*|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"
_MARKS: Final = r"[\d*†‡§¶¹²³⁰-⁹#]+(?:\s?,\s?[\d*†‡§¶¹²³⁰-⁹]+)*(?=\s|,|;|$)"
_LETTER_MARKS: Final = r"\s[a-h](?:\s?,\s?[a-h])*(?=\s?,|\s?$)"
"""Letters that tell of several authors where each works: "Jane Doe a, John Roe b"."""
_WORD: Final = r"[^\W\d_](?:[\w.'’ʼ‘-]*[\w.])?"
_INITIALS: Final = r"(?:[^\W\d_a-z]\.-?){1,3}"
_BETWEEN: Final = (
    r"\s*[,、，،]\s*(?:and|und|et|&|with|con|og|och|en)\s+|\s*[,、，،]\s*|\s+(?:and|und|et|&|with|og|och)\s+"
)
_BETWEEN_ROMANCE: Final = r"\s+(?:y|e)\s+"
_PLACE: Final = r"\s+(?:in|for|of|at|from|reporting from|aus)\s+.*$"
_UNSPACED: Final = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]"
_ARABIC: Final = r"[\u0600-\u06ff]"


class Person(NamedTuple):
    """A person's name as read.

    ``known_given`` tells that it begins with a given name that citekit knows, or an initial, which two
    capitalised words of a headline do not. ``in_capitals`` that the text had no small letters to go by.
    """

    name: Name
    known_given: bool
    in_capitals: bool = False


def read_people(text: str) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """Return the people that a byline lists, and the parts of it that are not people.

    "Jane Doe, Senior Fellow, and John Roe in Berlin" names two; "Doe, Jane; Roe, John" two as well.
    """
    text = re.sub(r"\([^)]*\)|\[[^]]*\]|\S+@\S*|@\S+", " ", text)
    text = re.sub(_ORCID, " ", text)
    text = re.sub(_MARKS, "", text)
    if len(re.findall(_LETTER_MARKS, text)) > 1:
        text = re.sub(_LETTER_MARKS, "", text)
    if ";" in text:
        parts = [_turned(part) for part in text.split(";")]
    else:
        parts = [name for part in re.split(_BETWEEN, text) for name in _split_romance(part)]
    people: list[Person] = []
    others: list[str] = []
    for part in parts:
        words = re.sub(_PLACE, "", part).strip(" .,:")
        if not words:
            continue
        person = read_person(words)
        if person:
            people.append(person)
        else:
            others.append(words)
    return tuple(people), tuple(others)


def _turned(part: str) -> str:
    """Return "Doe, Jane" as "Jane Doe"; anything else as it is."""
    family, comma, given = part.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else part


def _split_romance(part: str) -> list[str]:
    """Split "Juan Pérez y Ana Ruiz", which is two people, but not "Ortega y Gasset", which is one."""
    names = re.split(_BETWEEN_ROMANCE, part)
    return names if all(len(name.split()) > 1 for name in names) else [part]


def read_person(text: str) -> Person | None:
    """Return the person whose name ``text`` is, or None if it is no person's name."""
    if re.search(_UNSPACED, text):
        return _read_east_asian(text)
    tokens = text.split()
    while tokens and fold(tokens[0]).rstrip(".") in _TITLES:
        del tokens[0]
    while len(tokens) > 2 and fold(tokens[-1]).strip(".") in _CREDENTIALS:
        del tokens[-1]
    suffix = _suffix(tokens.pop()) if tokens and fold(tokens[-1]).rstrip(".") in _SUFFIXES else ""
    if not 2 <= len(tokens) <= 6 or not all(re.fullmatch(_WORD + r"\.?", token) for token in tokens):
        return None
    if re.search(_ARABIC, text):
        return Person(Name(given=" ".join(tokens[:-1]), family=tokens[-1]), known_given=False)
    if not _is_shaped_like_a_name(tokens):
        return None
    initial = re.fullmatch(_INITIALS, tokens[0]) is not None or any(
        re.fullmatch(r"[^\W\d_a-z]\.", token) for token in tokens[1:-1]
    )
    known = initial or fold(tokens[0]).split("-")[0] in phrases_in("given_names.txt")
    if not _has_no_other_meaning(tokens, known=known):
        return None
    in_capitals = text.upper() == text and text.lower() != text
    if in_capitals:
        tokens = [_capitalise(token) for token in tokens]
    name = _divide(tokens, suffix)
    return None if name is None else Person(name, known_given=known, in_capitals=in_capitals)


def _read_east_asian(text: str) -> Person | None:
    """Return a name in Han, kana or Hangul: the family name stands first."""
    tokens = text.split()
    if not all(re.fullmatch(_UNSPACED + "{1,5}", token) for token in tokens):
        return None
    if len(tokens) == 2:
        name = Name(family=tokens[0], given=tokens[1], static_ordering=True)
        return Person(name, known_given=False)
    return Person(Name(literal=text), known_given=False) if len(tokens) == 1 and 2 <= len(text) <= 6 else None


def _is_shaped_like_a_name(tokens: list[str]) -> bool:
    first, *middle, last = tokens
    return (
        first[0].isupper()
        and (len(first) > 1 or len(tokens) > 2)
        and (last[0].isupper() or re.match(r"(?:al|el|ul)-[^\W\d_a-z]|d['’][^\W\d_a-z]", last) is not None)
        and len(last.rstrip(".")) > 1
        and all(token[0].isupper() or token.lower() in _PARTICLES for token in middle)
    )


def _has_no_other_meaning(tokens: list[str], *, known: bool) -> bool:
    for place, token in enumerate(tokens):
        word = fold(token).rstrip(".")
        if len(word) == 1 or word not in phrases_in("no_names.txt"):
            continue
        is_last = place == len(tokens) - 1
        if not (known and is_last and word in _FAMILY_NAMES_TOO):
            return False
    return True


def _suffix(token: str) -> str:
    word = token.rstrip(".")
    return word.upper() if word[0] in "iI" else f"{word.capitalize()}."


def _capitalise(token: str) -> str:
    """Return "O'BRIEN-ROE" as "O'Brien-Roe"; initials and particles as they are meant."""
    if token.lower() in _PARTICLES:
        return token.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), token)


def _divide(tokens: list[str], suffix: str) -> Name | None:
    """Return the name with its parts apart: the last word, and the particles before it, are the family's."""
    start = next((i for i, token in enumerate(tokens) if i and token in _PARTICLES), len(tokens) - 1)
    if tokens[start] in ("y", "e", "i", "und") and start > 1:
        start -= 1
    parts = (" ".join(tokens[start:]), suffix, " ".join(tokens[:start]))
    try:
        name = parse_name(", ".join(part for part in parts if part))
    except InvalidValue:
        return None
    return name if name.family else None
