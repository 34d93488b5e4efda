"""Keys made from what they name: author, year, first word of the title, as ``smith2019attention``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Final

from citekit.errors import InvalidValue, did_you_mean
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.language.fold import nearest
from citekit.language.romanize import to_ascii
from citekit.library.key import key_fault
from citekit.library.summary import creators
from citekit.markup.inline import strip_inline

__all__ = ["DEFAULT_PATTERN", "free_key", "key_base", "make_key"]

DEFAULT_PATTERN: Final = "{author}{year}{title}"

_LONGEST: Final = 60
_MOST_AUTHORS: Final = 3
_ACRONYM_WORDS: Final = 3
"""From so many words on, people know an institution by its letters: MEMRI, but Gartner."""
_LONGEST_ACRONYM: Final = 8

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_IN_BRACKETS: Final = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
_WORD: Final = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_PLAIN: Final = re.compile(r"[^a-z0-9]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SKIPPED: Final = _set(
    # English
    "a an the of on in at to for from by with and or as is are into about toward towards "
    # German
    "der die das den dem des ein eine einer eines einem einen und oder zu zur zum im am vom von "
    "für über auf aus mit bei nach "
    # French
    "le la les l un une des du de d et ou à au aux en sur pour dans par "
    # Spanish, Portuguese, Italian
    "el los las una unos unas y o del al con por para sobre os as um uma do da dos das no na "
    "e il lo i gli uno di dell dello della delle degli dei nel nella "
    # Dutch, Nordic
    "het een van voor naar over met op te ett och om av på til og"
)
"""Words that no title is known by, in the languages that begin titles with them."""

_LEGAL_FORMS: Final = _set(
    "inc ltd limited llc llp lp plc corp co company gmbh mbh ag kg se sa sas sarl srl spa nv bv ab as asa "
    "oy oyj aps ev e v pty"
)


def make_key(item: Item, *, pattern: str = DEFAULT_PATTERN, taken: Collection[str]) -> str:
    """Return a key for ``item`` that is not in ``taken``, in small ASCII letters and digits.

    ``pattern`` holds placeholders (`_PLACEHOLDERS`) and letters, digits or ``-_.:+`` between them. Where
    the key is taken, in whatever case, it goes on with a, b, … z, aa.

    Raises:
        InvalidValue: the pattern has a placeholder that is not known, or cannot make a key.
    """
    return free_key(key_base(item, pattern=pattern), {key.casefold() for key in taken})


def key_base(item: Item, *, pattern: str = DEFAULT_PATTERN) -> str:
    """Return what `make_key` calls an item as long as nothing else is called so.

    Raises:
        InvalidValue: as `make_key`.
    """
    _check(pattern)
    base = _PLACEHOLDER.sub(lambda found: _PLACEHOLDERS[found[1]](item), pattern)[:_LONGEST]
    base = base.strip("-_.:+") or item.type or "item"
    lasting = key_fault(f"{base}a")
    if lasting:
        remedy = f"use placeholders, as in {DEFAULT_PATTERN}"
        raise InvalidValue("key-pattern", pattern, f"makes the key {base}, which {lasting}", remedy)
    return base


def free_key(base: str, taken: Collection[str]) -> str:
    """Return ``base``, or else base with a letter, so that it is not in ``taken``, which is case-folded."""
    keys = (base + suffix for suffix in _suffixes())
    return next(key for key in keys if key.casefold() not in taken and not key_fault(key))


def _check(pattern: str) -> None:
    for found in _PLACEHOLDER.finditer(pattern):
        if found[1] not in _PLACEHOLDERS:
            known = ", ".join(f"{{{name}}}" for name in _PLACEHOLDERS)
            remedy = did_you_mean(nearest(found[1], _PLACEHOLDERS)) or f"there are {known}"
            raise InvalidValue("key-pattern", pattern, f"has no placeholder {{{found[1]}}}", remedy)
    fixed = _PLACEHOLDER.sub("", pattern)
    if fixed == pattern:
        remedy = f"use placeholders, as in {DEFAULT_PATTERN}"
        raise InvalidValue("key-pattern", pattern, "gives every work the same key", remedy)
    if not re.fullmatch(r"[A-Za-z0-9\-_.:+]*", fixed):
        remedy = "between placeholders use letters, digits and - _ . : +"
        raise InvalidValue("key-pattern", pattern, "has characters that no key can hold", remedy)


def _suffixes() -> Iterator[str]:
    """Yield the empty text, then a, b, … z, aa, ab and so on."""
    yield ""
    for number in count(1):
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)  # noqa: PLW2901  the digits of a number come off one by one
            letters = chr(ord("a") + rest) + letters
        yield letters


def _plain(text: str) -> str:
    return _PLAIN.sub("", to_ascii(text).lower())


def _filed_under(name: Name) -> str:
    if name.literal:
        return _institution(name.literal)
    return _plain(name.family) or _plain(name.given)


def _institution(literal: str) -> str:
    """Return what an institution is called for short: its letters if it has three words, else the first."""
    given = _IN_BRACKETS.search(literal)
    if given:
        return _plain(given[1])
    words = [word for word in _WORD.findall(literal) if word.casefold() not in _LEGAL_FORMS]
    words = [word for word in words if word.casefold() not in _SKIPPED] or words
    telling = [word for word in words if not word[0].islower()] or words
    if len(telling) >= _ACRONYM_WORDS:
        letters = "".join(_plain(word)[:1] for word in telling)[:_LONGEST_ACRONYM]
        if len(letters) >= _ACRONYM_WORDS:
            return letters
    return next((plain for plain in map(_plain, telling) if plain), "")


def _author(item: Item) -> str:
    for name in creators(item)[:1]:
        if filed := _filed_under(name):
            return filed
    for stand_in in ("authority", "publisher", "container-title"):
        if stand_in in item.text and (filed := _institution(strip_inline(item.text[stand_in]))):
            return filed
    return "anon"


def _authors(item: Item) -> str:
    names = [filed for filed in map(_filed_under, creators(item)) if filed]
    if len(names) > _MOST_AUTHORS:
        return f"{names[0]}etal"
    return "".join(names) or _author(item)


def _year(item: Item) -> str:
    issued = item.dates.get("issued")
    year = issued.year if issued else None
    if year is None:
        return "nd"
    return str(year) if year >= 0 else f"{-year}bc"


def _title_words(item: Item) -> list[str]:
    """Return the words a title is known by; if it has none but small ones or numbers, those."""
    title = next((item.text[name] for name in ("title-short", "title") if name in item.text), "")
    words = [(word, _plain(word)) for whole in _WORD.findall(strip_inline(title)) for word in _split(whole)]
    words = [(word, plain) for word, plain in words if plain]
    telling = [plain for word, plain in words if word.casefold() not in _SKIPPED and not plain.isdigit()]
    return [word for word in telling if len(word) > 1] or telling or [plain for _, plain in words]


def _split(word: str) -> list[str]:
    parts = re.split("[-‐]", word)
    return parts if len(parts[0]) > 1 else ["".join(parts)]  # X-rays, E-mail


def _title(item: Item) -> str:
    return "".join(_title_words(item)[:1])


def _titles(item: Item) -> str:
    return "".join(_title_words(item)[:3])


def _type(item: Item) -> str:
    return _plain(item.type)


_PLACEHOLDERS: Final[Mapping[str, Callable[[Item], str]]] = MappingProxyType(
    {
        "author": _author,
        "authors": _authors,
        "year": _year,
        "title": _title,
        "titles": _titles,
        "type": _type,
    }
)
"""What a pattern may hold: the first author (an institution by its letters), up to three of them, the year
(``nd`` without one), the first and the first three words of the title that tell something, the type."""
