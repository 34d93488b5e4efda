"""The pages in docs/checks/, made from the checks' own files.

``python -m tests.checks_pages`` writes them, and removes those of checks that are gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citekit.checks.all_checks import CHECKS
from citekit.reports.check_page import check_page, index_page
from tests.conftest import CHECKOUT

__all__ = ["FOLDER", "pages"]

FOLDER: Final = CHECKOUT / "docs" / "checks"


def pages() -> Mapping[str, str]:
    """Return the text of every page by its file's name."""
    each = {f"{check.id}.md": check_page(check) for check in CHECKS.values()}
    return {"index.md": index_page(tuple(CHECKS.values()))} | each


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
