"""``citekit check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Final, NamedTuple

import click

from citekit import __version__
from citekit.checks.all_checks import CHECKS, PAPER_CHECKS, RECORD_CHECKS
from citekit.checks.check import PaperCheck, RecordCheck
from citekit.checks.checked import Checked, check_one, check_shelf, unreadable
from citekit.checks.choose import choose, get_check
from citekit.checks.finding import Level
from citekit.cli.app import App, pass_app
from citekit.cli.console import Column
from citekit.cli.finding_view import show_findings
from citekit.cli.marking import is_markable, mark_paper
from citekit.cli.mending import Consent, mend_paper, mend_records
from citekit.cli.options import Command, dry_run, format_option, style_option, yes_flag
from citekit.cli.paper_reading import read_paper
from citekit.cli.papers import Against, Desk, accepted_for, find_papers
from citekit.cli.shelves import accepted_for_records, take_shelf
from citekit.errors import CitekitError
from citekit.files import write_file
from citekit.reports.all_reports import REPORTS
from citekit.reports.check_page import check_page

EXIT_FINDINGS: Final = 1
EXIT_GAPS: Final = 3

_COLUMNS: Final = (
    Column("CHECK", colour="cyan"),
    Column("GROUP"),
    Column("LEVEL"),
    Column("FINDS", flexible=True),
)


@click.command(cls=Command, epilog="Example: citekit check essay.docx --style apa")
@click.argument("papers", metavar="[PAPER|DIR|-]...", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--records", is_flag=True, help="Check the records: the library's, or those of --from.")
@style_option
@click.option(
    "--from",
    "--bibliography",
    "source",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Take the records from a file of any format that is read, in place of the library.",
)
@format_option("--from-format", "from_format", "The format of that file, where its name and content mislead.")
@click.option("--only", multiple=True, metavar="ID|GROUP", help="Run these checks alone; may be repeated.")
@click.option("--skip", multiple=True, metavar="ID|GROUP", help="Leave these checks out; may be repeated.")
@click.option(
    "--level",
    type=click.Choice([level.value for level in (Level.ERROR, Level.WARNING, Level.LOOK)]),
    default=Level.LOOK.value,
    help="Tell of findings that are at least as sure.  [default: look]",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Show the fixes that are safe, and make them; in a copy of a Word paper, as tracked changes.",
)
@click.option(
    "--comments", is_flag=True, help="Write PAPER.checked.docx, a copy of a Word paper with comments."
)
@dry_run
@yes_flag
@click.option("--strict", is_flag=True, help="Exit status 3 when something could not be checked.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORTS)),
    help="The form of the report.  [default: by the ending of --output, else text]",
)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write the report to a file."
)
@click.option("--explain", metavar="ID", help="Print the page of a check: why, how to mend it, an example.")
@click.option("--list", "as_list", is_flag=True, help="List the checks.")
@pass_app
def check(
    app: App,
    papers: tuple[str, ...],
    style: str | None,
    source: str | None,
    from_format: str | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    level: str,
    form: str | None,
    output: str | None,
    explain: str | None,
    *,
    records: bool,
    fix: bool,
    comments: bool,
    dry_run: bool,
    yes: bool,
    strict: bool,
    as_list: bool,
) -> int:
    """Check the citations of papers.

    Papers are files in any format that is read, folders of them, or stdin. Nothing but the paper is needed;
    with a library, or records from --from, typed references are compared with them, too, and quotations are
    looked up in the files that the records name (--skip sources leaves that out). The style is the
    one of --style, else the one that the paper or your settings name. Findings that you accept go, with the
    reason, into PAPER.citekit-check.yaml beside the paper. A Word paper itself is never changed: --fix and
    --comments write a copy beside it, with tracked changes and with comments. Exit status 1 if something is
    found, and with --strict 3 if nothing is found and something could not be checked.
    """
    if explain:
        app.console.raw(check_page(get_check(explain)))
        return 0
    if as_list:
        rows = [(one.id, one.group.value, one.level.value, one.title) for one in CHECKS.values()]
        app.console.table(_COLUMNS, rows)
        return 0
    if not papers and not records:
        raise click.UsageError(
            "name a paper, a folder of papers, or - for stdin; or --records for the library"
        )
    against = Against(source, from_format, style)
    choice = Choice(
        choose(PAPER_CHECKS, only=only, skip=skip), choose(RECORD_CHECKS, only=only, skip=skip), Level(level)
    )
    consent = Consent(yes, dry_run) if fix or dry_run else None
    checked = [_check_records(app, against, choice, consent)] if records else []
    fail = form in (None, "text") and output is None
    back = Back(consent, comments, yes)
    checked += _check_papers(app, papers, against, choice, back, fail=fail)
    _report(app, checked, form, output)
    return _status(checked, strict=strict)


class Choice(NamedTuple):
    """What is run and told, as the options say."""

    of_papers: tuple[PaperCheck, ...]
    of_records: tuple[RecordCheck, ...]
    least: Level


class Back(NamedTuple):
    """What the author of a paper gets back beside the report: fixes, comments; ``over`` an older copy."""

    fix: Consent | None
    comments: bool
    over: bool


def _check_records(app: App, against: Against, choice: Choice, consent: Consent | None) -> Checked:
    checked = _checked_records(app, against, choice)
    if consent and against.source is None and mend_records(app, checked, consent):
        return _checked_records(app, against, choice)
    return checked


def _checked_records(app: App, against: Against, choice: Choice) -> Checked:
    shelf, name = take_shelf(app, against)
    accepted = accepted_for_records(app, against)
    return check_shelf(shelf, choice.of_records, name=name, suppressions=accepted, least=choice.least)


def _check_papers(
    app: App,
    papers: Sequence[str],
    against: Against,
    choice: Choice,
    back: Back,
    *,
    fail: bool,
) -> list[Checked]:
    """Return what is found in each paper; ``fail`` raises what keeps the only one from being read."""
    found = find_papers(app, papers)
    desk = Desk(app, against)
    show_progress = app.console.progress("checking")
    checked = []
    for number, paper in enumerate(found):
        show_progress(number, len(found))
        try:
            one = _check_paper(app, paper, desk, choice)
        except CitekitError as error:
            if fail and len(found) == 1:
                raise
            one = unreadable(paper, _sentence(app, error, paper))
        try:
            if _hand_back(app, paper, one, back):
                one = _check_paper(app, paper, desk, choice)
        except CitekitError as error:
            if len(found) == 1:
                raise
            app.console.warn(f"{error}; {error.hint}" if error.hint else str(error))
        checked.append(one)
    show_progress(len(found), len(found))
    return checked


def _hand_back(app: App, paper: str, checked: Checked, back: Back) -> bool:
    """Give the author of a paper fixes and comments; return whether the paper itself was changed."""
    if checked.document is None:
        return False
    if is_markable(checked):
        if back.fix or back.comments:
            mark_paper(app, paper, checked, fix=back.fix, comments=back.comments, over=back.over)
        return False
    if back.comments:
        raise CitekitError(
            f"{checked.name}: takes no comments; only Word papers do",
            "-o report.html shows a paper with the findings in its margin",
        )
    return bool(back.fix and mend_paper(app, paper, checked, back.fix))


def _check_paper(app: App, source: str, desk: Desk, choice: Choice) -> Checked:
    document = read_paper(app, source)
    return check_one(
        desk.understand(source, document),
        choice.of_papers,
        name=document.name,
        suppressions=accepted_for(app, source),
        least=choice.least,
    )


def _sentence(app: App, error: CitekitError, name: str) -> str:
    told = str(error).removeprefix(f"{name}: ").removeprefix(f"{app.cwd / name}: ")
    return f"{told}; {error.hint}" if error.hint else told


def _report(app: App, checked: Sequence[Checked], form: str | None, output: str | None) -> None:
    if output is None:
        if form in (None, "text"):
            show_findings(app, checked)
        else:
            app.console.raw(REPORTS[form].write(checked, version=__version__))
        return
    ending = PurePath(output).suffix.lower().lstrip(".")
    name = form or (ending if ending in REPORTS else "text")
    path: Path = app.cwd / output
    write_file(path, REPORTS[name].write(checked, version=__version__).encode("utf-8", "backslashreplace"))
    app.console.note(f"wrote {path}")


def _status(checked: Sequence[Checked], *, strict: bool) -> int:
    if any(each.failure or each.verdicts for each in checked):
        return EXIT_FINDINGS
    return EXIT_GAPS if strict and any(each.has_gaps for each in checked) else 0
