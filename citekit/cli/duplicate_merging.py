"""Duplicates that are surely one work, made one record each, all as one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citekit.cli.app import App
from citekit.cli.changing import show_change
from citekit.cli.console import Column
from citekit.errors import CitekitError
from citekit.library.duplicates import Pair, sure_groups
from citekit.library.merge import Choice, field_values, merge_edit, merge_records
from citekit.library.record import Record
from citekit.library.store import Plan

__all__ = ["merge_duplicates"]

_COLUMNS = (
    Column("KEEPS", colour="cyan", flexible=True),
    Column("TAKES IN", colour="cyan", flexible=True),
    Column("OTHERS HAD", flexible=True),
)


_TELLING = frozenset(("type", "edition", "volume", "number"))
"""Fields in which records of one work do not differ without somebody having a look."""


@dataclass(frozen=True, slots=True)
class _Merge:
    keep: Record
    others: Sequence[Record]
    choices: Sequence[Choice]

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields of which a value is left behind, since the kept record has another."""
        return tuple(
            choice.field
            for choice in self.choices
            if choice.key and any(value != choice.value for value in choice.values.values())
        )


def merge_duplicates(app: App, pairs: Sequence[Pair], *, dry_run: bool, yes: bool) -> int:
    """Merge the records of ``pairs`` that are surely one work, and return the exit status.

    The record with the most fields keeps its key and takes the others in, as `citekit merge` does it.

    Raises:
        CitekitError: nobody can be asked.
    """
    merges = []
    for group in sure_groups(pairs):
        one = _merge(app.library.get_all(group))
        told_apart = _TELLING.intersection(one.differing)
        if told_apart:
            app.console.note(
                f"{', '.join(group)}: left as they are, for they differ in {', '.join(sorted(told_apart))}"
            )
        else:
            merges.append(one)
    if not merges:
        app.console.note("nothing to merge: no two records are surely one work")
        return 0
    app.console.table(
        _COLUMNS,
        [
            (one.keep.key, ", ".join(other.key for other in one.others), ", ".join(one.differing))
            for one in merges
        ],
    )
    number = sum(len(one.others) for one in merges)
    told = f"{number} {'record' if number == 1 else 'records'}"
    into = f"{len(merges)} {'other' if len(merges) == 1 else 'others'}"
    if not dry_run and not yes:
        if not app.console.interactive:
            raise CitekitError(
                f"{told} would go into {into} and nobody can be asked; nothing was changed",
                "say --yes to do it, or --dry-run to look first",
            )
        if not app.console.confirm(f"Merge {told} into {into}?", default=False):
            app.console.note("nothing was changed")
            return 1
    plan = Plan(
        edited={one.keep.key: merge_edit(one.choices, one.keep, one.others) for one in merges},
        removed=tuple(other.key for one in merges for other in one.others),
        seen={record.key: record.stamp for one in merges for record in (one.keep, *one.others)},
    )
    changes = app.library.carry_out(plan, dry_run=dry_run, on_edit=app.console.progress("merging"))
    if dry_run:
        for change in changes:
            show_change(app, change, dry_run=True)
    verb = "would go" if dry_run else "went"
    app.console.note(f"{told} {verb} into {into}; `citekit undo` takes it back")
    return 0


def _merge(records: Sequence[Record]) -> _Merge:
    keep = min(records, key=lambda record: (-len(field_values(record)), record.key))
    others = [record for record in records if record.key != keep.key]
    return _Merge(keep, others, merge_records(keep, others))
