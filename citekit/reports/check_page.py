"""The page of a check, in Markdown, made from what stands in the check's own file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.checks.check import Check, Group, PaperCheck
from citekit.checks.finding import Level

__all__ = ["check_page", "index_page"]

_LEVELS = {
    Level.ERROR: "error: the paper, or the record, contradicts itself",
    Level.WARNING: "warning: it breaks a rule of the style",
    Level.LOOK: "look: only a person can tell",
    Level.UNCHECKED: "could-not-check: it says what could not be checked",
}


def check_page(check: Check) -> str:
    """Return the page of one check."""
    return "\n".join(_lines(check)) + "\n"


def index_page(checks: Sequence[Check]) -> str:
    """Return the page that lists ``checks`` by their groups, each with a link to its own."""
    lines = [
        "# Checks",
        "",
        "What `citekit check` looks for. `--explain ID` prints a check's page, `--only` and `--skip` take",
        "ids and groups.",
        "These pages are made by `python -m tests.checks_pages` from the checks' own files.",
    ]
    for group in Group:
        mine = [check for check in checks if check.group is group]
        if mine:
            lines += ["", f"## {group.heading}", "", f"Group `{group.value}`.", ""]
            lines += ["| check | what it finds | level |", "|---|---|---|"]
            lines += [
                f"| [{check.id}]({check.id}.md) | {_cell(check.title)} | {_level(check)} |" for check in mine
            ]
    return "\n".join(lines) + "\n"


def _lines(check: Check) -> Iterator[str]:
    yield f"# {check.id}"
    yield ""
    yield f"{check.title}"
    yield ""
    yield f"- group: `{check.group.value}`, {check.group.heading[0].lower()}{check.group.heading[1:]}"
    yield f"- level: {_LEVELS[check.level]}"
    if check.needs:
        yield f"- needs: {', '.join(sorted(need.value for need in check.needs))}"
    if check.off:
        yield f"- runs only when it is asked for: `citekit check --only {check.id}`"
    if check.source:
        yield f"- source: {check.source}"
    yield from ("", "## Why", "", check.reason)
    yield from ("", "## What to do", "", check.remedy)
    example = check.example
    language = "markdown" if isinstance(check, PaperCheck) else "yaml"
    style = f" ({example.style})" if example.style and isinstance(check, PaperCheck) else ""
    for heading, text in ((f"Wrong{style}", example.wrong), (f"Right{style}", example.right)):
        yield from ("", f"## {heading}", "", *_fenced(text, language))
    for key, text in example.records.items():
        yield from ("", f"The record `{key}`:", "", *_fenced(text, "yaml"))
    for name, text in example.files.items():
        shown = "\n".join(text.split("\f"))
        yield from ("", f"The file `{name}`:", "", *_fenced(shown, "text"))


def _fenced(text: str, language: str) -> Iterator[str]:
    fence = "```"
    while fence in text:
        fence += "`"
    yield f"{fence}{language}"
    yield text.strip("\n")
    yield fence


def _level(check: Check) -> str:
    return f"{check.level.value}, only when asked for" if check.off else check.level.value


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
