"""The page of a check, in Markdown, made from what stands in the check's own file."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Check, PaperCheck
from citekit.checks.finding import Level

__all__ = ["check_page"]

_LEVELS = {
    Level.ERROR: "error: the paper, or the record, contradicts itself",
    Level.WARNING: "warning: it breaks a rule of the style",
    Level.LOOK: "look: only a person can tell",
    Level.UNCHECKED: "could-not-check: it says what could not be checked",
}


def check_page(check: Check) -> str:
    """Return the page of one check."""
    return "\n".join(_lines(check)) + "\n"


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
