"""What a finder hands in, and the one place that chooses among what they handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from citekit.formats.pasted_page.draft import Confidence, FoundField
from citekit.item.item import Value

__all__ = ["HIGH", "LOW", "MEDIUM", "Candidate", "choose"]

HIGH: Final = 80
"""From this score on a candidate is sure: the text says so in as many words."""
MEDIUM: Final = 55
"""From this score on it is likely: the shape and the place of the text say so."""
LOW: Final = 35
"""From this score on it is worth asking about. What scores less is not taken."""

_RIVALS: Final = 8
"""Two values whose scores are no farther apart than this leave the choice open."""
_SECOND_WITNESS: Final = 8
"""What a second place in the text adds that says the same."""


class Candidate(NamedTuple):
    """One possible value of one field; ``score`` is 0 to 100, the rest as in `FoundField`."""

    field: str
    value: Value
    evidence: str
    line: int
    score: int
    reason: str
    choices: tuple[Value, ...] = ()


def choose(candidates: Iterable[Candidate]) -> tuple[FoundField, ...]:
    """Return the best candidate of each field, in the order the fields were first handed in.

    Values that several candidates share gain by it; a close rival makes the choice a guess.
    """
    by_field: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_field.setdefault(candidate.field, []).append(candidate)
    chosen = (_choose_one(rivals) for rivals in by_field.values())
    return tuple(found for found in chosen if found is not None)


def _choose_one(candidates: list[Candidate]) -> FoundField | None:
    best_of: dict[Value, tuple[int, Candidate]] = {}
    for candidate in sorted(candidates, key=lambda one: (-one.score, one.line)):
        if candidate.value in best_of:
            score, first = best_of[candidate.value]
            if candidate.line != first.line:
                best_of[candidate.value] = (max(score, min(score + _SECOND_WITNESS, 100)), first)
        else:
            best_of[candidate.value] = (candidate.score, candidate)
    (score, best), *others = sorted(best_of.values(), key=lambda pair: (-pair[0], pair[1].line))
    if score < LOW:
        return None
    confidence = (
        Confidence.HIGH if score >= HIGH else Confidence.MEDIUM if score >= MEDIUM else Confidence.LOW
    )
    reason = best.reason
    rivals = [rival for points, rival in others if points >= max(LOW, score - _RIVALS)]
    if best.choices:
        confidence = Confidence.LOW
    elif rivals:
        confidence = Confidence.LOW
        reason += f'; but line {rivals[0].line} says "{rivals[0].evidence}"'
    return FoundField(
        best.field, best.value, _shorten(best.evidence), best.line, confidence, reason, best.choices
    )


def _shorten(evidence: str) -> str:
    return evidence if len(evidence) <= 160 else evidence[:157].rstrip() + "…"
