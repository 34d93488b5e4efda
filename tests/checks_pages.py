"""The pages in docs/checks/, made from the checks' own files.

``python -m tests.checks_pages`` writes them, and removes those of checks that are gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citekit.checks.all_checks import CHECKS
from citekit.checks.check import Check, Group
from citekit.reports.check_page import check_page
from tests.conftest import CHECKOUT

__all__ = ["FOLDER", "pages"]

FOLDER: Final = CHECKOUT / "docs" / "checks"


def pages() -> Mapping[str, str]:
    """Return the text of every page by its file's name."""
    each = {f"{check.id}.md": check_page(check) for check in CHECKS.values()}
    return {"index.md": _index()} | each


def _index() -> str:
    """Return the page that lists the checks by their groups, each with a link to its own."""
    lines = [
        "# Checks",
        "",
        "What `citekit check` looks for. `--explain ID` prints a check's page, `--only` and `--skip` take",
        "ids and groups.",
        "These pages are made by `python -m tests.checks_pages` from the checks' own files.",
    ]
    for group in Group:
        mine = [check for check in CHECKS.values() if check.group is group]
        if mine:
            lines += ["", f"## {group.heading}", "", f"Group `{group.value}`.", ""]
            lines += ["| check | what it finds | level |", "|---|---|---|"]
            lines += [
                f"| [{check.id}]({check.id}.md) | {_cell(check.title)} | {_level(check)} |" for check in mine
            ]
    return "\n".join(lines) + "\n"


def _level(check: Check) -> str:
    return f"{check.level.value}, only when asked for" if check.off else check.level.value


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    _write()
