"""What publishers leave of HTML in the bibliography files that they hand out."""

from __future__ import annotations

import re
from typing import Final

from citekit.latex_text.runs import Run

__all__ = ["split_tags", "without_html"]

_ENTITY: Final = re.compile(r"(?<!\\)&(amp|lt|gt|quot|apos|nbsp);|<(/?)(em|strong)>")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0"}
_HTML_STYLES: Final = {"em": "i", "strong": "b"}
_HTML: Final = re.compile(
    r"(</?(?:i|b|sup|sub|sc)>|<span (?:style=\"font-variant: ?small-caps;?\"|class=\"nocase\")>|</span>)"
)


def without_html(value: str) -> str:
    """Return a value with the entities of HTML as their characters, its emphasis in the tags of CSL-JSON."""
    if "&" not in value and "<" not in value:
        return value
    return _ENTITY.sub(
        lambda match: _ENTITIES[match[1]] if match[1] else f"<{match[2]}{_HTML_STYLES[match[3]]}>", value
    )


def split_tags(runs: list[Run]) -> list[Run]:
    """Return ``runs`` with the tags of HTML in them, as publishers write them into titles, as tags."""
    if not any("<" in run.text and not run.tag for run in runs):
        return runs
    split: list[Run] = []
    for run in runs:
        if run.tag or "<" not in run.text:
            split.append(run)
            continue
        for number, part in enumerate(_HTML.split(run.text)):
            if part:
                split.append(Run(part, run.kept, tag=bool(number % 2)))
    return split
