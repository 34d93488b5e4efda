"""Which citations and entries print otherwise than they did: after a change of style, record or version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from citekit.rendering.lock import Printed

__all__ = ["Change", "Comparison", "compare"]


class Change(NamedTuple):
    """What printed otherwise before: the citation as typed, or the id of an entry.

    ``position`` is the place among the citations or entries as they are now, None for one that is gone;
    ``old`` is None for what is new.
    """

    what: str
    position: int | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two printings of a paper; ``moved`` are the entries that stand elsewhere."""

    citations: tuple[Change, ...] = ()
    entries: tuple[Change, ...] = ()
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.citations or self.entries or self.moved)


def compare(old: Printed, new: Printed) -> Comparison:
    """Return what differs, in the order in which it stands now; what is gone stands where it stood.

    Citations are held together by what was typed, so that one put in between leaves the others alone.
    """
    was, now = [id_ for id_, _ in old.bibliography], [id_ for id_, _ in new.bibliography]
    return Comparison(
        tuple(_changes(old.citations, new.citations)),
        tuple(_of_entries(dict(old.bibliography), dict(new.bibliography))),
        _moved([id_ for id_ in was if id_ in set(now)], [id_ for id_ in now if id_ in set(was)]),
    )


def _changes(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Change]:
    typed_before, typed_now = [what for what, _ in old], [what for what, _ in new]
    matcher = SequenceMatcher(None, typed_before, typed_now, autojunk=False)
    changes = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            changes += [
                Change(what, start + index, before, now)
                for index, ((what, before), (_, now)) in enumerate(
                    zip(old[first:last], new[start:end], strict=True)
                )
                if before != now
            ]
        else:
            changes += [Change(what, None, before, None) for what, before in old[first:last]]
            changes += [
                Change(what, start + index, None, now) for index, (what, now) in enumerate(new[start:end])
            ]
    return changes


def _of_entries(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    changes = [Change(id_, None, text, None) for id_, text in old.items() if id_ not in new]
    changes += [
        Change(id_, index, old.get(id_), text)
        for index, (id_, text) in enumerate(new.items())
        if old.get(id_) != text
    ]
    return changes


def _moved(was: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Return the fewest ids whose places explain the new order."""
    kept = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    stays = {now[block.b + index] for block in kept for index in range(block.size)}
    return tuple(id_ for id_ in now if id_ not in stays)
