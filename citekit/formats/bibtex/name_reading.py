"""Name lists: what stands in ``author`` and its kin, to names as CSL has them.

BibTeX's rules ("btxdoc", 4, and Markey, *Tame the BeaST*, 11): ``First von Last``, ``von Last, First``,
``von Last, Jr, First``, words told apart by the case of their first letter outside braces. biblatex's
extended format (manual, 3.13.2): ``family=..., given=..., prefix=..., useprefix=true``. What is in braces as
a whole is an institution, and so is what carries a word that only institutions have: those are never taken
apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from citekit.item.institutions import is_institution
from citekit.item.name import Name
from citekit.latex_text.decoder import Decoder

__all__ = ["begins_small", "is_one_group", "is_suffix", "is_taken_whole", "read_names", "split_list"]

_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_LEADING: Final = re.compile(r"^\s*and\s+|\s+and\s*$", re.IGNORECASE)
_SPACED: Final = re.compile(r"[\s~]+")
_EXTENDED: Final = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=")
_PAIR: Final = re.compile(r"\s*\"?\s*([a-z]+(?:-i)?)\s*=\s*(.*?)\s*\"?\s*\Z", re.DOTALL)
_COMMAND_BEFORE: Final = re.compile(r"\\(?:[A-Za-z]+\s*|[^A-Za-z])\Z")
_SUFFIX: Final = re.compile(r"[JS]r\.?|II|III|IV", re.IGNORECASE)


def read_names(
    value: str, decoder: Decoder, *, use_prefix: bool = False, comma_suffix: bool = False
) -> tuple[Name, ...]:
    """Return the names in a list, ``Doe, Jane and {World Bank} and others``.

    ``use_prefix`` is biblatex's option ``useprefix``: the particle belongs to the family name, so it is CSL's
    non-dropping one. ``comma_suffix`` is its ``juniorcomma``. ``others`` is the literal of that name.
    """
    names = []
    for part in split_list(value):
        if "\\" in part or "$" in part:
            name = _read_name(part, decoder, use_prefix=use_prefix)
        else:
            name = _read_plain_name(part, use_prefix=use_prefix)
        if name is not None:
            names.append(replace(name, comma_suffix=True) if comma_suffix and name.suffix else name)
    return tuple(names)


def split_list(value: str) -> list[str]:
    """Return the items of a list of names or literals, which ``and`` outside all braces divides."""
    if "and" not in value and "AND" not in value and "And" not in value:
        return [value.strip()] if value.strip() else []
    value = f" {value} "
    if "{" not in value:
        parts = _AND.split(_LEADING.sub(" ", value))
    else:
        parts, begin, counted, depth = [], 0, 0, 0
        for match in _AND.finditer(value):
            depth += value.count("{", counted, match.start()) - value.count("}", counted, match.start())
            counted = match.start()
            if not depth:
                parts.append(value[begin : match.start()])
                begin = match.end()
        parts.append(value[begin:])
    return [part.strip() for part in parts if part.strip()]


def is_taken_whole(parts: list[str]) -> bool:
    """Whether the parts of a name without braces, between its commas, are an institution's."""
    return is_institution(parts) and parts != ["others"]


@lru_cache(maxsize=20_000)
def _read_plain_name(text: str, *, use_prefix: bool) -> Name | None:
    """Read a name without commands of LaTeX, which many entries may share."""
    return _read_name(text, Decoder(), use_prefix=use_prefix)


def _read_name(text: str, decoder: Decoder, *, use_prefix: bool) -> Name | None:
    if _EXTENDED.match(text):
        return _extended(text, decoder, use_prefix=use_prefix)
    braced = "{" in text
    if braced and is_one_group(text):
        literal = _spaced(decoder.plain(text[1:-1]))
        return Name(literal=literal) if literal else None
    if text == "others":
        return Name(literal="others")
    parts = _split_outside(text, ",") if braced else text.split(",")
    parts = [part.strip() for part in parts]
    if not braced and is_taken_whole([decoder.plain(part) for part in parts if part]):
        return Name(literal=_spaced(decoder.plain(text)))
    return _person(parts, decoder, use_prefix=use_prefix)


def _person(parts: list[str], decoder: Decoder, *, use_prefix: bool) -> Name | None:
    jr = first = ""
    if len(parts) == 1:
        words = _words(parts[0])
        smalls = [place for place, word in enumerate(words[:-1]) if begins_small(word)]
        if smalls:
            begin, end = smalls[0], smalls[-1] + 1
        else:
            begin = end = max(len(words) - 1, 0)
        first = " ".join(words[:begin])
        von, last = words[begin:end], words[end:]
    else:
        if len(parts) == 2:
            first = parts[1]
        else:
            jr, first = parts[1], parts[2]
            if is_suffix(first) and not is_suffix(jr):
                # "King, Martin Luther, Jr." is how people write it
                jr, first = first, jr
        words = _words(parts[0])
        end = 0
        while end < len(words) - 1 and begins_small(words[end]):
            end += 1
        von, last = words[:end], words[end:]
    plain = decoder.plain
    prefix = _spaced(plain(" ".join(von)))
    name = Name(
        family=_spaced(plain(" ".join(last))),
        given=_spaced(plain(first)),
        suffix=_spaced(plain(jr)),
        non_dropping_particle=prefix if use_prefix else "",
        dropping_particle="" if use_prefix else prefix,
    )
    return name if name != Name() else None


def is_suffix(part: str) -> bool:
    """Whether a part of a name can be nothing but ``Jr.``, ``Sr``, ``III``."""
    return _SUFFIX.fullmatch(part) is not None


def _extended(text: str, decoder: Decoder, *, use_prefix: bool) -> Name | None:
    """Return the name in biblatex's extended format; parts that it does not know say nothing here."""
    fields: dict[str, str] = {}
    for part in _split_outside(text, ","):
        match = _PAIR.match(part)
        if match:
            fields[match[1]] = match[2]
    own = fields.get("useprefix")
    use_prefix = use_prefix if own is None else own.lower() != "false"
    values = {
        part: _spaced(decoder.plain(fields.get(part, ""))) for part in ("family", "given", "suffix", "prefix")
    }
    name = Name(
        family=values["family"],
        given=values["given"],
        suffix=values["suffix"],
        non_dropping_particle=values["prefix"] if use_prefix else "",
        dropping_particle="" if use_prefix else values["prefix"],
    )
    return name if name != Name() else None


def begins_small(word: str) -> bool:
    r"""Whether a word is part of the particle: its first letter outside braces is a small one.

    A special character, ``{\'e}``, counts as its letter; a word wholly in braces has no letter.
    """
    if "{" not in word and "\\" not in word:
        for character in word:
            if character.islower():
                return True
            if character.isupper():
                return False
        return False
    for character in Decoder().plain(_outside(word)):
        if character.islower() or character.isupper():
            return character.islower()
    return False


def _outside(word: str) -> str:
    """Return a word without its groups, save special characters and the arguments of commands."""
    kept: list[str] = []
    depth, drop = 0, False
    for place, character in enumerate(word):
        if character == "{":
            if not depth:
                drop = word[place + 1 : place + 2] != "\\" and not _COMMAND_BEFORE.search(
                    word[max(0, place - 30) : place]
                )
            depth += 1
        if not depth or not drop:
            kept.append(character)
        if character == "}":
            depth = max(depth - 1, 0)
    return "".join(kept)


def _words(text: str) -> list[str]:
    """Return the words of a name, which white space and ties outside braces divide."""
    if "{" not in text:
        return [word for word in _SPACED.split(text) if word]
    words, begin, depth = [], 0, 0
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif not depth and (character.isspace() or character == "~") and text[place - 1 : place] != "\\":
            words.append(text[begin:place])
            begin = place + 1
    words.append(text[begin:])
    return [word for word in words if word]


def _split_outside(text: str, separator: str) -> list[str]:
    """Return the pieces of ``text`` between separators that stand in no braces."""
    pieces, begin, depth = [], 0, 0
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == separator and not depth:
            pieces.append(text[begin:place])
            begin = place + 1
    return [*pieces, text[begin:]]


def is_one_group(text: str) -> bool:
    """Whether a name is in braces as a whole, and so an institution's."""
    if text[0] != "{" or text[-1] != "}":
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return place == len(text) - 1
    return False


def _spaced(text: str) -> str:
    return text if text.isalnum() else " ".join(text.split())
