"""The title of a page without the name of its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citekit.language.fold import fold

__all__ = ["without_site"]

_BETWEEN: Final = re.compile(r"\s+(?:[|·•»›‹«]|::|[-–—])\s+|\s*\|\s*")
_LETTERS: Final = re.compile(r"[\W_]+")


def without_site(title: str, names: Sequence[str], headings: Sequence[str]) -> tuple[str, str]:
    """Return ``title`` without the site's name before or after it, and what was cut.

    ``names`` are those of the site, its publisher and its host; ``headings`` the titles that the page shows
    elsewhere. A part goes if it is one of the names, or if what is left is one of the headings; a title that
    holds a dash of its own stays whole.
    """
    cuts = [(found.start(), found.end()) for found in _BETWEEN.finditer(title)][-8:]
    known = {_bare(name) for name in names if name}
    shown = {_bare(heading) for heading in headings if _bare(heading) != _bare(title)}
    for start, end in cuts:
        for kept, gone in ((title[:start], title[end:]), (title[end:], title[:start])):
            if len(_bare(kept)) > 3 and _bare(kept) in shown:
                return kept, gone
            if kept and (_bare(gone) in known or _is_host(gone, names)):
                return without_site(kept, names, headings)[0], gone
    return title, ""


def _bare(text: str) -> str:
    """Return the letters and figures of a text, for comparison."""
    bare = _LETTERS.sub("", fold(text))
    return bare.removeprefix("the")


def _is_host(part: str, names: Sequence[str]) -> bool:
    """Whether a part of a title is the host's name too: ``The Port Courier`` at portcourier.example."""
    bare = _bare(part)
    hosts = [name for name in names if " " not in name]
    labels = {_bare(label) for host in hosts for label in host.split(".")[:-1]}
    return len(bare) > 2 and bare in labels
