"""Authors of the list who say something in a sentence, with no citation of theirs near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.paper import LinkKind, Paper

__all__ = ["Said", "said_uncited"]

_SHORTEST: Final = 4
_SAYS: Final = re.compile(
    r"(?:'s|’s)?(?: (?:and|&) [^\W\d_a-z][\w’'-]+| et al\.)?\s+(?:(?:has|have|had)\s)?"
    r"(?:argu|claim|stat|show|found|find|report|suggest|remark|demonstrat|conclud|maintain|assert|contend|propos|observ|emphasi|warn|describ|explain"
    r"|insist|recommend|tells? |wrote|writes|calls? |notes? |noted)\w*\b"
)


class Said(NamedTuple):
    """A name in characters ``start`` to ``end`` of a block, and the references that begin with it."""

    block: int
    start: int
    end: int
    name: str
    references: tuple[int, ...]


def said_uncited(paper: Paper) -> Iterator[Said]:
    """Yield the first sentence in which each listed author says something uncited.

    A paragraph that cites the author anywhere, or the one before it, is enough.
    """
    names = _names(paper)
    by_word: dict[str, list[str]] = {}
    for name in names:
        first = re.search(r"\w+", name)
        by_word.setdefault(first[0] if first else "", []).append(name)
    cited = _cited_in(paper)
    told: set[str] = set()
    before: frozenset[str] = frozenset()
    for index, block in paper.prose():
        here = cited.get(index, frozenset())
        typed = dict.fromkeys(re.findall(r"\w+", block.text))
        for name in [name for word in typed for name in by_word.get(word, ())]:
            if name not in block.text or name in told or name in here or name in before:
                continue
            match = re.search(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", block.text)
            if (
                match
                and _SAYS.match(block.text, _after_others(block.text, match.end()))
                and not _has_year(block.text, match.end())
            ):
                told.add(name)
                yield Said(index, match.start(), match.end(), name, tuple(names[name]))
        before = here


def _names(paper: Paper) -> dict[str, list[int]]:
    names: dict[str, list[int]] = {}
    for reference in paper.references:
        if reference.names and not reference.is_institution and len(reference.names[0]) >= _SHORTEST:
            names.setdefault(reference.names[0], []).append(reference.number)
    return names


def _cited_in(paper: Paper) -> dict[int, frozenset[str]]:
    """Return for each block the first authors that are cited in it."""
    cited: dict[int, set[str]] = {}
    for citation, cite, link in paper.linked(*LinkKind):
        found = cited.setdefault(citation.block, set())
        found.update(cite.names)
        found.update(name for number in link.references for name in paper.reference(number).names)
    for link in paper.links:
        if paper.cites[link.citation].numbers:
            found = cited.setdefault(paper.cites[link.citation].block, set())
            found.update(name for number in link.references for name in paper.reference(number).names)
    return {block: frozenset(names) for block, names in cited.items()}


def _after_others(text: str, at: int) -> int:
    """Return where what follows a name and its co-author begins: Spellberg and Gilbert remark."""
    match = _OTHERS.match(text, at)
    return match.end() if match else at


_OTHERS: Final = re.compile(
    r"\s+(?:(?:and|&)\s+(?:[^\W\d_a-z]\w+|(?:(?:his|her|their)\s)?colleagues|others)|et al\.?)"
)


def _has_year(text: str, at: int) -> bool:
    sentence = re.split(r"[^\W\d_]{3}[.!?]\s+(?=[^\W\d_a-z])", text[at : at + 120], maxsplit=1)[0]
    return bool(re.search(r"(?<!\bin )(?:1[5-9]|20)\d\d", sentence))
