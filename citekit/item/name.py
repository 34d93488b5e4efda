"""A name as CSL sees it, and the short forms in which people type one.

CSL 1.0.2, "Names"; CSL-JSON 1.0, ``definitions/name-variable``. The typed form is BibTeX's with commas:
``Family, Given``, ``Family, Suffix, Given`` or ``Family, Given, Suffix``; anything else is a literal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.institutions import is_institution, looks_like_a_person

__all__ = ["Name", "describe", "leading_particle", "parse_name", "parse_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (``family`` and what goes with it) or an institution (``literal``).

    Each part is the text as typed; an absent part is the empty string. ``comma_suffix`` asks for a
    comma before the suffix ("Doe, Jr." style names), ``static_ordering`` for family name first in
    every position, as for names in Chinese or Hungarian.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False

    @property
    def sort_family(self) -> str:
        """What the name is filed under: the family name without particles, or the whole literal."""
        return self.family or self.literal or self.given

    def display(self) -> str:
        """Return the name as it is spoken: ``Jane van Doe Jr.``, or the literal."""
        if self.literal:
            return self.literal
        particle_and_family = _join(self.non_dropping_particle, self.family)
        if _is_east_asian(self.family + self.given):
            return f"{particle_and_family}{self.given}"
        if self.static_ordering:
            return _spaced(particle_and_family, self.given, self.suffix)
        family = _join(self.dropping_particle, particle_and_family)
        if self.suffix and self.comma_suffix:
            return f"{_spaced(self.given, family)}, {self.suffix}"
        return _spaced(self.given, family, self.suffix)

    def inverted(self) -> str:
        """Return the name with the family first: ``van Doe, Jane, Jr.``, or the literal."""
        if self.literal:
            return self.literal
        family = _join(self.non_dropping_particle, self.family)
        given = _spaced(self.given, self.dropping_particle)
        return ", ".join(part for part in (family, given, self.suffix) if part)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LONGEST: Final = 1000
"""More is no name; and what is nested in braces takes time in the square of its length."""

_PARTICLES: Final = _set(
    # Dutch, Low German
    "van von v. v.d. vd der den de het 't ten ter te op in aan uit 's vander vanden tot thoe thor toe "
    # German
    "vom zu zum zur und an auf aus "
    # French, Italian, Spanish, Portuguese, Romanian
    "du des le la les lo los las delos da das do dos di del della delle degli dei dello dal dalla dai d' de' "
    "da' del' dell' dall' degl' all' l' "
    # Scandinavian
    "af av "
    # Arabic, Hebrew, Persian
    "al el ul ur ibn bin ben bint abu bar"
)
"""The small words before a family name that are no part of it. Any other small word is a name."""

_NEVER_LAST: Final = _set("und in an auf aus op aan uit")
"""Particles that need another after them: ``von und zu``, ``auf der``."""

_ATTACHED: Final = (
    r"(?:d|de|da|del|dell|dall|degl|all|l|['’‘])['’]|['’‘][st](?:[-‐]| )|(?:al|el|as|at|ash|an|ar|az|ul)[-‐]"
)
"""Particles written together with the name: ``d'Alembert``, ``al-Farabi``, ``'s-Gravesande``."""

_SUFFIXES: Final = _set("jr sr ii iii")
"""Suffixes that are told even without a comma, as in ``Doe, Jane Jr.``; written here without dots."""

_MORE_SUFFIXES: Final = _SUFFIXES | _set(
    "i iv v vi vii viii 2nd 3rd 4th esq phd md dphil qc kc sj op osb fils père"
)
"""Suffixes after a second comma. Alone after the first they may be initials: ``Doe, V.``"""


def parse_names(text: str) -> tuple[Name, ...]:
    """Return the names in ``text``, which are separated by semicolons and by nothing else.

    Raises:
        InvalidValue: One of them cannot be read (see `parse_name`).

    """
    return tuple(parse_name(part) for part in _split(text, ";；") if part.strip())


def parse_name(text: str) -> Name:
    """Return the name that a person typed as ``Family, Given``, or an institution's.

    No comma, or a corporate token (``Inc.``, ``Ltd``, ``e. V.``), makes it a literal, and so do braces or
    quotation marks around the whole. Small words before the family name are its non-dropping particle
    (``van Gogh, Vincent``), after the given name the dropping one (``Humboldt, Alexander von``).

    Raises:
        InvalidValue: The text is empty, or has more in it than one name can have.

    """
    typed = " ".join(text.split())
    if len(typed) > _LONGEST:
        raise InvalidValue("name", text, f"is longer than {_LONGEST} characters", 'put ";" between names')
    literal = _unwrap(typed)
    parts = [literal] if literal != typed else [part.strip() for part in _split(typed, ",，،")]
    if not any(parts):
        raise InvalidValue(
            "name", text, "holds no name", 'write "Family, Given", or the name of the institution'
        )
    if len(parts) == 1:
        return Name(literal=parts[0])
    if is_institution(parts):
        return Name(literal=typed)
    return _person(typed, parts)


def describe(name: Name) -> str:
    """Return what was understood, for the person who typed it: ``family Doe, given Jane``."""
    if name.literal:
        hint = ""
        if looks_like_a_person(name.literal):
            given, _, family = name.literal.rpartition(" ")
            hint = f' (for a person write "{family}, {given}")'
        return f"institution {name.literal}{hint}"
    pieces = (
        ("family", name.family),
        ("given", name.given),
        ("particle", name.non_dropping_particle),
        ("dropping particle", name.dropping_particle),
        ("suffix", name.suffix),
    )
    return ", ".join(f"{label} {text}" for label, text in pieces if text)


def _person(typed: str, parts: list[str]) -> Name:
    """Return the person whose name is typed in ``parts``: the family name and what follows its commas."""
    family, *others = parts
    others = [part for part in others if part]
    given, suffix = _tell_suffix(typed, others)
    if re.search(r" (?:&|and) ", f" {given} "):
        raise _several(typed, "seems to hold several names")
    if not suffix:
        family, suffix = _split_suffix(family)
    if not suffix:
        given, suffix = _split_suffix(given)
    particle, family = _split_leading_particle(family)
    given, dropped = _split_trailing_particle(given)
    return Name(
        family=family,
        given=_unwrap(given),
        non_dropping_particle=particle,
        dropping_particle=dropped,
        suffix=suffix,
    )


def _several(typed: str, reason: str) -> InvalidValue:
    return InvalidValue(
        "name",
        typed,
        reason,
        'put ";" between names ("Doe, Jane; Roe, Richard") or {braces} around the name of an institution',
    )


def _tell_suffix(typed: str, others: list[str]) -> tuple[str, str]:
    """Return given name and suffix out of ``others``, what followed the first comma and the next ones."""
    if len(others) < 2:
        others = others or [""]
        return ("", others[0]) if _plain(others[0]) in _SUFFIXES else (others[0], "")
    givens = [part for part in others if _plain(part) not in _MORE_SUFFIXES]
    if not givens:
        # "Doe, V., Jr.": the less certain suffix is the given name
        givens = [part for part in others if _plain(part) not in _SUFFIXES]
    if len(givens) > 1 and len(givens) == len(others):
        raise _several(typed, f"has {len(others)} commas, more than one name can have")
    given = givens[0] if givens else ""
    suffixes = list(others)
    if given:
        suffixes.remove(given)
    return given, ", ".join(suffixes)


def _plain(part: str) -> str:
    return part.replace(".", "").casefold()


def _split_suffix(part: str) -> tuple[str, str]:
    """Return ``part`` without a suffix at its end, and the suffix."""
    name, _, last = part.rpartition(" ")
    return (name, last) if name and _plain(last) in _SUFFIXES else (part, "")


def _is_particle(word: str) -> bool:
    if word.isalpha():
        return word in _PARTICLES
    return word.replace("’", "'") in _PARTICLES or re.fullmatch(_ATTACHED, word) is not None


def _split_leading_particle(family: str) -> tuple[str, str]:
    """Return the particle that ``family`` begins with, and the rest of it, which braces keep whole."""
    if _unwrap(family) != family:
        return "", _unwrap(family)
    return leading_particle(family)


def leading_particle(family: str) -> tuple[str, str]:
    """Return the particle that ``family`` begins with, empty if with none, and the rest of it."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    while count and words[count - 1] in _NEVER_LAST:
        count -= 1
    particles, rest = words[:count], " ".join(words[count:])
    attached = re.match(rf"({_ATTACHED})(?=\w)", rest)
    if attached:
        particles.append(attached[0])
        rest = rest[attached.end() :]
    return " ".join(particles), rest


def _split_trailing_particle(given: str) -> tuple[str, str]:
    """Return ``given`` without the particle at its end, and the particle."""
    words = given.split()
    count = len(words)
    while count > 1 and _is_particle(words[count - 1]):
        count -= 1
    if words[-1:] and words[-1] in _NEVER_LAST:
        count = len(words)
    return " ".join(words[:count]), " ".join(words[count:])


def _split(text: str, separators: str) -> list[str]:
    """Return the pieces of ``text`` between ``separators``, of which those in braces or quotes are none."""
    balanced = text.count("{") == text.count("}")
    paired = text.count('"') % 2 == 0
    pieces = []
    begin = depth = 0
    quoted = False
    for place, character in enumerate(text):
        if balanced and character in "{}":
            depth += 1 if character == "{" else -1
        elif paired and character == '"':
            quoted = not quoted
        elif character in separators and not depth and not quoted:
            pieces.append(text[begin:place])
            begin = place + 1
    return [*pieces, text[begin:]]


def _unwrap(text: str) -> str:
    """Return ``text`` without the braces or quotation marks that stand around the whole of it."""
    while len(text) > 1 and _is_wrapped(text):
        text = text[1:-1].strip()
    return text


def _is_wrapped(text: str) -> bool:
    if text[0] == "{":
        return _closing(text) == len(text) - 1
    return text[0] + text[-1] in {'""', "“”", "„“", "«»"} and text[-1] not in text[1:-1]


def _closing(text: str) -> int:
    """Return where the brace that opens ``text`` is closed, or -1."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return place
    return -1


def _join(particle: str, name: str) -> str:
    """Return particle and name, without a space after an apostrophe or hyphen."""
    if not particle:
        return name
    return particle + name if particle[-1] in "'’-‐" else f"{particle} {name}"


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _is_east_asian(name: str) -> bool:
    """Whether ``name`` is in Han, kana or hangul, which put the family first and no space between."""
    return bool(name) and all("\u3005" <= c <= "\u9fff" or "가" <= c <= "힣" for c in name)
