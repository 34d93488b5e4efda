"""``citekit add``."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import show_change
from citekit.cli.comparison import shown
from citekit.cli.draft import Draft, from_assignments, from_page, merged, understood
from citekit.cli.editor import edit_text
from citekit.cli.importing import incoming_of
from citekit.cli.options import Command, FieldType, dry_run, format_option, yes_flag
from citekit.cli.reading import Source, read_source, shown_name
from citekit.cli.record_view import show_value
from citekit.errors import CitekitError, KeyTaken, UnreadableText
from citekit.formats.all_formats import guess_format
from citekit.formats.base import decode
from citekit.formats.pasted_page.draft import FoundField, PageDraft
from citekit.item.identifier import IdentifierKind
from citekit.item.identifiers import identifiers_of
from citekit.item.item import Item
from citekit.library.change import Change
from citekit.library.citekey import make_key
from citekit.library.key import key_of
from citekit.library.schema import parse_field, read_record, write_record
from citekit.yaml_text.values import YamlValue

_OF_ONE_WORK = {
    IdentifierKind.DOI,
    IdentifierKind.ARXIV,
    IdentifierKind.PMID,
    IdentifierKind.PMCID,
    IdentifierKind.REPORT_NUMBER,
}
_TEMPLATE = {
    "type": "report",
    "title": "",
    "author": "",
    "publisher": "",
    "issued": "",
    "URL": "",
}


@click.command(
    cls=Command,
    epilog="Example: citekit add --set type=report --set 'title=Tech Trends' --set author='Gartner, Inc.'",
)
@click.argument("named", metavar="[FILE]", required=False, type=click.Path(allow_dash=True))
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    type=FieldType(),
    help="A field of the record; several names with semicolons. Goes before what a page or file says.",
)
@click.option(
    "--text",
    "page",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="The text of the work's page, as copied from a browser, or one typed reference (- for stdin).",
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="A file of any format that is read (- for stdin), with one entry; `citekit import` takes more.",
)
@format_option("--from-format", "from_format", "The format of that file, where its name and content mislead.")
@click.option(
    "--edit", "in_editor", is_flag=True, help="Open the record in your editor before it is written."
)
@click.option(
    "-k", "--key", metavar="KEY", help="The key; by default one is made from author, year and title."
)
@click.option("--allow-duplicate", is_flag=True, help="Add it though a record with its identifier is there.")
@dry_run
@yes_flag
@pass_app
def add(
    app: App,
    named: str | None,
    assignments: tuple[str, ...],
    page: str | None,
    source: str | None,
    from_format: str | None,
    key: str | None,
    *,
    in_editor: bool,
    allow_duplicate: bool,
    dry_run: bool,
    yes: bool,
) -> int:
    """Add a record.

    It comes from fields (--set), a pasted page or reference (--text), a file (--from), or your editor
    (--edit); a FILE named alone tells it by its content. What was understood is shown first, for a page with
    the line it was taken from and how sure that is; on a terminal you can mend it before it is written.
    Nothing is looked up on the network.
    """
    if sum(one is not None for one in (named, page, source)) > 1:
        raise click.UsageError("name one file, by itself or with --text or --from")
    if named is not None:
        page, source = (None, named) if from_format or _is_of_records(app, named) else (named, None)
    if from_format is not None and source is None:
        raise click.UsageError("--from-format goes with --from")
    given = from_assignments(assignments)
    if page is not None:
        ask = app.console.interactive and not yes and not dry_run
        draft = _text_draft(app, page, given, ask=ask)
    elif source is not None:
        draft = _file_draft(app, source, from_format)
    elif given.fields or in_editor:
        draft = Draft({} if given.fields else _TEMPLATE)
    else:
        raise click.UsageError("nothing to add; give a FILE, --set, --text, --from or --edit")
    draft = merged(draft, given.fields)
    if key is not None:
        draft = replace(draft, key=key)
    added = _add(app, draft, in_editor=in_editor, twice=allow_duplicate, dry_run=dry_run, yes=yes)
    return int(not added)


_LOOKED_UP = re.compile(
    r"https?://|doi:|10\.\d{4,9}/|arxiv:|pmid:?\s*\d|(?:isbn:?\s*)?(?:97[89][- ]?)?(?:\d[- ]?){9}[\dx]$",
    re.IGNORECASE,
)
"""How an address or an identifier begins, which another tool would look up."""


def _is_of_records(app: App, named: str) -> bool:
    """Whether a file is one of records, and no pasted page or typed reference.

    Raises:
        CitekitError: it is no file but what would have to be looked up.
    """
    if named == "-":
        return False
    if _LOOKED_UP.match(named) and not (app.cwd / named).exists():
        raise CitekitError(
            f"{named}: citekit looks nothing up on the network",
            "copy the text of the work's page into a file and say `citekit add FILE`, "
            "or save its RIS or BibTeX there and say `citekit import FILE`",
        )
    try:
        found = guess_format(named, app.read_input(named))
    except UnreadableText:
        return False
    return found.name not in ("page", "references")


def _text_draft(app: App, source: str, given: Draft, *, ask: bool) -> Draft:
    name = shown_name(source)
    # Unlike a record, a page may hold form feeds and other marks that its reader passes over.
    text = decode(app.read_input(source), name=name)
    # The patterns of references take half a second to make.
    from citekit.formats.reference_text import reference_text  # noqa: PLC0415

    if reference_text.is_one_reference(text):
        return _reference_draft(
            app, Source(name, reference_text.FORMAT, reference_text.read(text.encode(), name=name))
        )
    return _page_draft(app, name, text, given, ask=ask)


def _reference_draft(app: App, source: Source) -> Draft:
    """Return the draft that one typed reference makes; what was typed is kept in it."""
    app.report(source.result.problems)
    [incoming] = incoming_of(app, source, ())
    for field, value in incoming.fields.items():
        app.console.note(f"{field}: {shown(value)}")
    return Draft(incoming.fields)


def _page_draft(app: App, name: str, text: str, given: Draft, *, ask: bool) -> Draft:
    # a page may cite itself, and the patterns of references take a tenth of a second to load
    from citekit.formats.pasted_page.pasted_page import read_page  # noqa: PLC0415

    found = read_page(text, today=app.today())
    for line in understood(found):
        app.console.note(line)
    if ask:
        draft = _asked(app, found)
    else:
        for field in found.questions:
            if field.is_guess:
                app.console.warn(f"{field.field} is left empty: it would be a guess")
        draft = from_page(found.without_guesses())
    if not draft.fields.get("title") and not given.fields.get("title"):
        guess = found.get("title")
        raise CitekitError(
            f"{name}: no headline was found{' for sure' if guess else ''}, so no record was made",
            f"if it is line {guess.line}, say --set title={shlex.quote(str(guess.value))}"
            if guess
            else "give it with --set title=…",
        )
    return draft


def _asked(app: App, found: PageDraft) -> Draft:
    given: dict[str, YamlValue] = {}
    dropped = []
    for field in found.questions:
        value = _answer(app, field)
        if value is None:
            dropped.append(field.field)
        else:
            given[field.field] = value
    return merged(from_page(found), given, without=dropped)


def _answer(app: App, field: FoundField) -> YamlValue | None:
    """Return what a person says of a guess, None for nothing; what cannot be is told and asked again."""
    before = show_value(field.choices[0] if field.choices else field.value).replace("\n", "; ")
    while True:
        answer = app.console.ask(f"{field.field} (Enter takes it, - for none)", before).strip()
        if answer in ("", "-"):
            return None
        if answer.lower() in ("y", "yes"):
            answer = before
        try:
            return parse_field(field.field, answer)
        except CitekitError as error:
            app.console.error(str(error), error.hint)


def _file_draft(app: App, source: str, from_format: str | None) -> Draft:
    found = read_source(app, source, from_format)
    result = found.result
    if app.report(result.problems):
        raise CitekitError(f"{found.name}: cannot be read as a record; nothing was added", "mend it")
    if len(result.items) != 1:
        number = len(result.items) or "no"
        raise CitekitError(
            f"{found.name}: holds {number} entries, and `citekit add` makes one record; nothing was added",
            f"say `citekit import {source}`",
        )
    [incoming] = incoming_of(app, found, ())
    return Draft(incoming.fields, incoming.key or None)


def _add(app: App, draft: Draft, *, in_editor: bool, twice: bool, dry_run: bool, yes: bool) -> bool:
    """Add one record; return whether it was added, which a person may decline."""
    key, made = draft.key, draft.key is None
    text = write_record(draft.fields)
    if in_editor:
        text = edit_text(app, text, key or "new")
    item = read_record(text.encode(), path=Path("record.yaml"), key=key or "").item
    if not twice:
        _refuse_duplicate(app, item)
    if key is None:
        key = make_key(item, pattern=app.config.key_pattern, taken=app.library.taken_keys())
    while not dry_run and not yes and app.console.interactive:
        app.console.note(text)
        answer = app.console.ask(f"Write {key}? (y)es, (n)o, (e)dit it first", "y").strip().lower()
        if answer in ("y", "yes"):
            break
        if answer in ("e", "edit"):
            text = edit_text(app, text, key)
        elif answer in ("n", "no"):
            app.console.note("nothing was written")
            return False
    change = _write(app, key, text, item if made else None, dry_run=dry_run)
    show_change(app, change, dry_run=dry_run)
    if not dry_run:
        app.console.data(key_of(change.path.name))
    return True


def _write(app: App, key: str, text: str, item: Item | None, *, dry_run: bool) -> Change:
    """Add the record; where the key was made of ``item`` and another command took it, under another."""
    while True:
        try:
            return app.library.add(key, text, dry_run=dry_run)
        except KeyTaken:
            if item is None:
                raise
            taken = {*app.library.taken_keys(), key}
            key = make_key(item, pattern=app.config.key_pattern, taken=taken)


def _refuse_duplicate(app: App, item: Item) -> None:
    """Refuse an item whose own identifier a record has already; an ISSN or URL may be of many works."""
    for identifier in identifiers_of(item):
        if identifier.kind in _OF_ONE_WORK:
            for holder in app.library.keys_of(identifier):
                raise CitekitError(
                    f"{holder} has the same {identifier.kind} {identifier.value}; nothing was added",
                    f"look at it with `citekit show {holder}`, or say --allow-duplicate",
                )
