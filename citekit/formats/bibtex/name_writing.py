"""Names as CSL has them to the name lists of BibTeX and BibLaTeX.

The plain form, ``von Last, Jr, First``, wherever it says what the name is; biblatex's extended format
(manual, 3.13.2) where it does not. Braces keep together what BibTeX would take apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from citekit.formats.bibtex.latex_writing import encode
from citekit.formats.bibtex.name_reading import begins_small, is_one_group, is_suffix, is_taken_whole
from citekit.item.name import Name

__all__ = ["needs_prefix_option", "settle_names", "write_names"]

_DIVIDES: Final = re.compile(r"[,={}\"]|\band\b", re.IGNORECASE)
_SIMPLE: Final = re.compile(r"[\w .'’-]*")


def needs_prefix_option(names: Iterable[Name], *, extended: bool) -> bool:
    """Whether some name has a non-dropping particle, so that the entry wants ``useprefix=true``."""
    return any(
        _settle(name, use_prefix=False, extended=extended).non_dropping_particle
        for name in names
        if name.non_dropping_particle
    )


def settle_names(names: Sequence[Name], *, use_prefix: bool, extended: bool) -> tuple[Name, ...]:
    """Return the names that are read back of what `write_names` writes."""
    return tuple(_settle(name, use_prefix=use_prefix, extended=extended) for name in names)


def write_names(names: Sequence[Name], *, use_prefix: bool, extended: bool, ascii_only: bool) -> str:
    """Return the value of a field of names.

    ``use_prefix`` says that the entry has the option ``useprefix=true``, ``extended`` that its readers know
    the extended format.
    """
    return " and ".join(
        _settled_and_written(name, use_prefix=use_prefix, extended=extended, ascii_only=ascii_only)
        for name in names
    )


@lru_cache(maxsize=20_000)  # an export asks twice: to tell what is lost, and to write
def _settle(name: Name, *, use_prefix: bool, extended: bool) -> Name:
    if name.literal:
        return Name(literal=_spaced(name.literal))
    marked = name.dropping_particle or name.non_dropping_particle or name.suffix or name.static_ordering
    if name.family.isalnum() and not marked and name.given == " ".join(name.given.split()):
        return name  # nothing can be otherwise; most names are such
    name = Name(
        family=_spaced(name.family),
        given=_spaced(name.given),
        suffix=_spaced(name.suffix),
        dropping_particle=_spaced(name.dropping_particle),
        non_dropping_particle=_spaced(name.non_dropping_particle),
    )
    if name.dropping_particle and name.non_dropping_particle:
        both = f"{name.dropping_particle} {name.non_dropping_particle}"
        name = replace(name, dropping_particle="", non_dropping_particle=both)
    if extended:
        return name
    particle = name.non_dropping_particle or name.dropping_particle
    if particle and (not _is_von(particle) or not name.family):
        family = f"{particle} {name.family}".strip()
        return replace(name, family=family, dropping_particle="", non_dropping_particle="")
    if use_prefix and name.dropping_particle:
        name = replace(name, dropping_particle="", non_dropping_particle=particle)
    if not name.family and name.given:
        name = replace(name, family=name.given, given="")
    elif not name.family:
        name = Name(literal=name.suffix)
    return name


def _is_von(particle: str) -> bool:
    """Whether BibTeX takes each word for a particle: it begins with a small letter."""
    return (
        not _DIVIDES.search(particle) and all(map(_begins_small, particle.split())) and particle.isprintable()
    )


def _begins_small(word: str) -> bool:
    """Whether a word, not yet in LaTeX, is taken for a particle once it is."""
    return begins_small(word if word.isalpha() else encode(word, ascii_only=False))


@lru_cache(maxsize=20_000)
def _settled_and_written(name: Name, *, use_prefix: bool, extended: bool, ascii_only: bool) -> str:
    """Write a name, which many works may share."""
    settled = _settle(name, use_prefix=use_prefix, extended=extended)
    return _write(settled, use_prefix=use_prefix, extended=extended, ascii_only=ascii_only)


def _write(name: Name, *, use_prefix: bool, extended: bool, ascii_only: bool) -> str:
    if name.literal:
        return "others" if name.literal == "others" else f"{{{encode(name.literal, ascii_only=ascii_only)}}}"
    particle = name.non_dropping_particle or name.dropping_particle
    fits = not particle or (use_prefix == bool(name.non_dropping_particle) and _is_von(particle))
    alone = not name.given and not name.suffix and " " in name.family and not particle
    if extended and (not fits or not name.family or alone):
        return _extended(name, ascii_only=ascii_only)
    whole = [part for part in (f"{particle} {name.family}".strip(), name.suffix, name.given) if part]
    hold = is_taken_whole(whole) or name.family == "others"
    words = name.family.split(" ")
    if _DIVIDES.search(name.family) or (
        len(words) > 1 and (_begins_small(words[0]) or not (name.given or name.suffix))
    ):
        hold = True
    family = encode(name.family, ascii_only=ascii_only)
    prefix = f"{encode(particle, ascii_only=ascii_only)} " if particle else ""
    if alone or (hold and not name.given and not name.suffix and not prefix):
        # a group and an empty one: the words are held together, and it is no literal
        return f"{{{family}}}{{}}"
    family = prefix + (f"{{{family}}}" if hold else family)
    if not name.given and not name.suffix:
        return f"{family}{{}}" if is_one_group(family) else family
    given = _held(name.given, ascii_only=ascii_only, hold=bool(name.suffix) and is_suffix(name.given))
    if not name.suffix:
        return f"{family}, {given}"
    return f"{family}, {_held(name.suffix, ascii_only=ascii_only)}, {given or '{}'}"


def _held(part: str, *, ascii_only: bool, hold: bool = False) -> str:
    """Return a part of a name, in braces if BibTeX would divide it."""
    written = encode(part, ascii_only=ascii_only)
    return f"{{{written}}}" if hold or _DIVIDES.search(part) else written


def _extended(name: Name, *, ascii_only: bool) -> str:
    particle = name.non_dropping_particle or name.dropping_particle
    parts = (("family", name.family), ("given", name.given), ("suffix", name.suffix), ("prefix", particle))
    written = []
    for part, text in parts:
        if text:
            value = encode(text, ascii_only=ascii_only)
            simple = _SIMPLE.fullmatch(value) and not _DIVIDES.search(value)
            written.append(f"{part}={value}" if simple else f"{part}={{{value}}}")
    if particle:
        written.append(f"useprefix={'true' if name.non_dropping_particle else 'false'}")
    return ", ".join(written)


def _spaced(text: str) -> str:
    return text if text.isalnum() else " ".join(text.split())
