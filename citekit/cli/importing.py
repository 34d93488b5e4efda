"""The import of files: read, matched with what is there, shown, and written as one change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Final

import click

from citekit.cli.app import App
from citekit.cli.changing import show_change
from citekit.cli.comparison import show_choices, show_side_by_side, shown
from citekit.cli.reading import Source, find_files, read_source
from citekit.errors import CitekitError, InvalidRecord, LibraryChanged, Problem
from citekit.files import read_file, write_file
from citekit.formats.base import ItemSource, is_made_up
from citekit.item.item import Item
from citekit.library.duplicates import Likeness
from citekit.library.incoming import (
    Arrival,
    Decision,
    ImportPlan,
    Incoming,
    item_fields,
    plan_import,
)
from citekit.library.merge import field_values
from citekit.library.record import Record
from citekit.library.summary import creators
from citekit.markup.inline import strip_inline
from citekit.yaml_text.reading import decode
from citekit.yaml_text.values import YamlValue

__all__ = ["ImportOptions", "incoming_of", "run_import"]

_SHOWN: Final = 20
"""So many new records are shown one by one."""
_WIDEST: Final = 200
"""Characters of a title that are shown."""
_PARSERS: Final = {"model": "model", "plain": "plain parser"}
_ATTEMPTS: Final = 50
"""So often an import is planned anew because other commands changed records meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What was said on the command line; ``on_duplicate`` is None where the user is to be asked."""

    format_name: str | None
    on_duplicate: Decision | None
    tags: tuple[str, ...]
    rejects: str | None
    keep_going: bool
    dry_run: bool


def run_import(app: App, names: Sequence[str], options: ImportOptions) -> int:
    """Import the files and folders, and return the exit status.

    Raises:
        CitekitError: nothing was imported.
    """
    sources, failed = _read(app, names, options)
    incoming = [one for source in sources for one in incoming_of(app, source, options.tags)]
    if failed and not options.keep_going:
        raise CitekitError(
            f"nothing was imported, since {_counted(failed, 'entry', 'entries')} cannot be read",
            "mend what is named above, or say --keep-going to import the rest",
        )
    if not incoming:
        held = "the files hold no entries" if sources else "there is no file of a known format"
        raise CitekitError(f"there is nothing to import: {held}", "`citekit formats` lists what is read")
    asker = _Asker(app, options)
    planned, refused = _carry_out(app, incoming, asker, options)
    if not options.dry_run:
        for arrival in planned.arrivals:
            if arrival.is_new:
                app.console.data(arrival.key)
    _show_result(app, planned, options)
    return int(bool(failed or refused or asker.skipped_unasked))


def _read(app: App, names: Sequence[str], options: ImportOptions) -> tuple[list[Source], int]:
    """Return what could be read, and how many entries or files could not."""
    found = find_files(app, names)
    if options.rejects is not None and (app.cwd / options.rejects).resolve() in {
        (app.cwd / name).resolve() for name in found.files
    }:
        raise click.UsageError(f"--rejects would write over {options.rejects}, which is to be imported")
    if found.passed_over:
        kinds = ", ".join(f"{count} {ending}" for ending, count in found.passed_over.most_common())
        app.console.note(f"passed over: {kinds}")
    sources, failed, rejected = [], 0, []
    for name in found.files:
        try:
            source = read_source(app, name, options.format_name)
        except CitekitError as error:
            if len(found.files) == 1:
                raise
            app.console.error(str(error), error.hint)
            failed += 1
            continue
        result = source.result
        app.report(result.problems)
        failed += sum(problem.fatal for problem in result.problems)
        rejected += [unread.text for unread in result.unread]
        sources.append(source)
        counted = _counted(len(result.items), "entry", "entries")
        parsers = {one.parser for one in result.sources.values() if one.parser}
        how = (
            f", read by the {' and the '.join(_PARSERS[name] for name in sorted(parsers))}" if parsers else ""
        )
        app.console.note(f"{source.name}: {source.format.title}, {counted}{how}")
    if options.rejects is not None and rejected:
        path = app.cwd / options.rejects
        write_file(path, "".join(f"{text.rstrip()}\n\n" for text in rejected).encode("utf-8", "replace"))
        app.console.note(f"wrote {path}: {_counted(len(rejected), 'entry', 'entries')} that cannot be read")
    return sources, failed


def incoming_of(app: App, source: Source, tags: Sequence[str]) -> Iterable[Incoming]:
    """Yield the items of a file as records to be, with these tags beside their own."""
    today = app.today().isoformat()
    for item in source.result.items:
        known = source.result.sources.get(item.id, ItemSource())
        fields = item_fields(item)
        for name, values in (
            ("tags", (*known.tags, *tags)),
            ("aliases", known.aliases),
            ("files", [_attached(app, source.name, path) for path in known.files]),
        ):
            held = fields.get(name, [])
            united = dict.fromkeys((*([held] if isinstance(held, str) else held), *values))
            if united:
                fields[name] = list(united)
        fields["provenance"] = _provenance(source, known, today)
        place = f"{source.name}:{known.line}" if known.line else source.name
        key = "" if is_made_up(item.id) else item.id
        yield Incoming(item=item, fields=fields, place=place, key=key)


def _provenance(source: Source, known: ItemSource, today: str) -> dict[str, YamlValue]:
    # The folders of one machine say nothing on another.
    name = Path(source.name).name if Path(source.name).is_absolute() else source.name
    provenance: dict[str, YamlValue] = {"source": name.strip("<>"), "format": source.format.name}
    if known.line:
        provenance["line"] = str(known.line)
    provenance["date"] = today
    if known.confidence:
        provenance["confidence"] = known.confidence.value
    if known.parser:
        provenance["parser"] = known.parser
    return provenance


def _attached(app: App, source: str, path: str) -> str:
    """Return the path of an attachment from the library's folder, where the file is there."""
    there = app.cwd / Path(source).parent / path
    try:
        is_there = "://" not in path and there.is_file()
    except (OSError, ValueError):
        is_there = False
    return Path(os.path.relpath(there, app.library.root)).as_posix() if is_there else path


def _carry_out(
    app: App, incoming: list[Incoming], asker: _Asker, options: ImportOptions
) -> tuple[ImportPlan, int]:
    """Plan and write; return what was done, and how many items cannot be records."""
    refused = 0
    for _ in range(_ATTEMPTS):
        planned = _plan(app, incoming, asker)
        try:
            changes = app.library.carry_out(
                planned.plan, dry_run=options.dry_run, on_edit=app.console.progress("writing")
            )
        except LibraryChanged:
            continue
        except InvalidRecord as error:
            bad = _unusable(planned, error.problems)
            for arrival, problem in bad:
                where = arrival.incoming.place
                app.console.error(f"{where}: {problem.field}: {problem.message}", problem.remedy or None)
            refused += len(bad)
            if not options.keep_going:
                raise CitekitError(
                    f"nothing was imported, since {_counted(len(bad), 'entry', 'entries')} cannot be records",
                    "mend what is named above, or say --keep-going to import the rest",
                ) from None
            without = {id(arrival.incoming) for arrival, _ in bad}
            incoming = [one for one in incoming if id(one) not in without]
            continue
        _show(app, planned)
        if options.dry_run:
            for change in changes:
                show_change(app, change, dry_run=True)
        return planned, refused
    raise LibraryChanged(app.library.root)


def _plan(app: App, incoming: Sequence[Incoming], asker: _Asker) -> ImportPlan:
    state = app.library.state()
    works = [one.item for one in incoming]
    return plan_import(
        incoming,
        items=app.library.items_alike(works, [one.key for one in incoming]),
        text_of=lambda key: decode(read_file(app.library.path_of(key)), name=key),
        taken=app.library.taken_keys(),
        decide=asker.decide,
        pattern=app.config.key_pattern,
        state=state,
    )


def _unusable(planned: ImportPlan, problems: Sequence[Problem]) -> list[tuple[Arrival, Problem]]:
    """Return the items that cannot be records, each with its first problem."""
    first = {problem.path.stem: problem for problem in reversed(problems) if problem.path}
    return [(arrival, first[arrival.key]) for arrival in planned.arrivals if arrival.key in first]


class _Asker:
    """Decides about works that are there already, by the option or by asking; about each pair once."""

    def __init__(self, app: App, options: ImportOptions) -> None:
        self._app = app
        self._policy = options.on_duplicate
        self._can_ask = app.console.interactive and not options.dry_run
        self._answers: dict[tuple[int, str], Decision] = {}
        self.skipped_unasked = 0

    def decide(self, incoming: Incoming, known: Record, likeness: Likeness) -> Decision:
        """Return what to do with an item whose work is in the record ``known``."""
        pair = (id(incoming), known.key)
        if pair not in self._answers:
            self._show(incoming, known, likeness)
            self._answers[pair] = self._answer()
        return self._answers[pair]

    def _show(self, incoming: Incoming, known: Record, likeness: Likeness) -> None:
        name = incoming.key or incoming.item.text.get("title", "") or "an entry"
        self._app.console.note(
            f"\n{incoming.place}: {name} is the same work as {known.key}: {', '.join(likeness.reasons)}"
        )
        there = field_values(known)
        new = {
            field: value for field, value in incoming.fields.items() if field not in ("provenance", "aliases")
        }
        show_side_by_side(self._app, {known.key: there, "import": new})

    def _answer(self) -> Decision:
        if self._policy is not None:
            return self._policy
        if not self._can_ask:
            self.skipped_unasked += 1
            return Decision.SKIP
        while True:
            answer = self._app.console.ask(
                "(s)kip it, (m)erge it in, (k)eep both, (r)eplace the record's data, (q)uit;"
                " a capital for all that follow",
                "s",
            ).strip()
            if answer.lower() in ("q", "quit"):
                raise CitekitError("stopped; nothing was imported")
            decision = _ANSWERS.get(answer.lower())
            if decision is not None:
                if answer[0].isupper():
                    self._policy = decision
                return decision


_ANSWERS: Final[Mapping[str, Decision]] = {
    **{decision.value: decision for decision in Decision},
    **{decision.value[0]: decision for decision in Decision},
}


def _show(app: App, planned: ImportPlan) -> None:
    """Say what was understood: the new records, the first of many, and all that needs a person's eye."""
    new = [arrival for arrival in planned.arrivals if arrival.is_new]
    for number, arrival in enumerate(new):
        doubtful = "confidence" in _mapping(arrival.incoming.fields.get("provenance"))
        if doubtful or number < _SHOWN:
            app.console.note(f"{arrival.key}: {_line(arrival.incoming.item)}")
        if doubtful:
            for field, value in arrival.incoming.fields.items():
                app.console.note(f"    {field}: {shown(value)}")
    if len(new) > _SHOWN:
        app.console.note(f"… and {_counted(len(new) - _SHOWN, 'more record', 'more records')}")
    for arrival in planned.arrivals:
        if arrival.choices:
            app.console.note(f"{arrival.key}, merged:")
            show_choices(app, [choice for choice in arrival.choices if choice.changes])
        for note in arrival.notes:
            app.console.warn(f"{arrival.incoming.place}: {note}")


def _mapping(value: YamlValue | None) -> Mapping[str, YamlValue]:
    return value if isinstance(value, Mapping) else {}


def _line(item: Item) -> str:
    people = creators(item)
    issued = item.dates.get("issued")
    parts = (
        item.type,
        f"{people[0].sort_family}{' et al.' if len(people) > 1 else ''}" if people else "",
        issued.edtf() if issued else "",
        shorten(strip_inline(item.text.get("title", "")), _WIDEST, placeholder=" …"),
    )
    return ", ".join(part for part in parts if part)


def _show_result(app: App, planned: ImportPlan, options: ImportOptions) -> None:
    counts: dict[str, int] = {}
    for arrival in planned.arrivals:
        counts[_what(arrival)] = counts.get(_what(arrival), 0) + 1
    said = [f"{counts[what]} {words}" for what, words in _RESULTS.items() if what in counts]
    would = "would be " if options.dry_run else ""
    app.console.note(f"{would}{', '.join(said)}")
    if counts.get("skip") and options.on_duplicate is None and not app.console.interactive:
        app.console.warn("duplicates were skipped; say what to do with them by --on-duplicate")


_RESULTS: Final = {
    "new": "imported",
    "merge": "merged into records",
    "replace": "put in place of records",
    "skip": "skipped as duplicates",
    "there": "there already, word for word",
}


def _what(arrival: Arrival) -> str:
    if arrival.is_new:
        return "new"
    return "there" if arrival.nothing_new else str((arrival.decision or Decision.SKIP).value)


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
