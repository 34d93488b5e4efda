"""Titles of a work and of what contains it: title, main title, book, journal, series."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.bibtex.bibliography_strings import ordinal, resolve
from citekit.formats.bibtex.entry_types import Shape
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.fields.joining import join_titles

__all__ = ["TITLE_PARTS", "read_titles", "short_title"]

TITLE_PARTS: Final = ("title", "subtitle", "titleaddon")
_COLON: Final = re.compile(r":(?=\s|$)")


def read_titles(draft: Draft) -> None:
    """Read the titles of a work and of what contains it, each with its subtitle."""
    left, part = draft.left, draft.shape is Shape.PART
    periodical = draft.raw.type == "periodical"
    main = "maintitle" in left
    if periodical and "issuetitle" not in left:
        # the title is that of the journal, whose case nobody changes
        named = (draft.decoder.text(left.get(name, "")) for name in TITLE_PARTS)
        draft.set("container-title", join_titles(*named))
        draft.set("container-title-short", draft.decoder.text(left.get("shorttitle", "")))
    short = draft.title("shorttitle") if part or not main else ""
    add_on = ""
    if periodical and "issuetitle" in left:
        title = _joined(draft, "issue")
        draft.set("container-title", _untouched(draft, "title", "subtitle", "titleaddon"))
        if short:
            draft.set("container-title-short", short)
        short = ""
    elif main and not part:
        own = left.get("title", "")
        draft.set("volume-title", _joined(draft, ""))
        title = _joined(draft, "main")
        short = short_title(draft.cased(own)) if own else ""
    else:
        add_on = left.get("subtitle", "") or left.get("titleaddon", "")
        first = draft.cased(left["title"]) if "title" in left else ""
        title = _joined(draft, "", first)
        if not short:
            whole = first if add_on and not main else ""
            short = short_title(first) or whole
    draft.set("title", title)
    draft.set("title-short", short)
    if part:
        if main:
            draft.set("volume-title", _joined(draft, "book"))
            draft.set("container-title", _joined(draft, "main"))
        else:
            draft.set("container-title", _joined(draft, "book"))
    journal = _untouched(draft, "journaltitle", "journalsubtitle", "journaltitleaddon") or _untouched(
        draft, "journal"
    )
    if journal and "container-title" not in draft.values:
        draft.set("container-title", journal)
    elif journal:
        draft.custom["journaltitle"] = journal
    _read_series(draft)


def short_title(title: str) -> str:
    """Return what stands before the first colon of a title, outside its markup, or ""."""
    for match in _COLON.finditer(title):
        head = title[: match.start()]
        if head.count("<") == 2 * head.count("</") and match.end() < len(title):
            return head.strip()
    return ""


def _joined(draft: Draft, prefix: str, title: str | None = None) -> str:
    """Return title, subtitle and addition of one kind (``main``, ``book``, ``issue``) in one."""
    if title is None:
        title = draft.title(f"{prefix}title")
    else:
        draft.take(f"{prefix}title")
    return join_titles(title, draft.title(f"{prefix}subtitle"), draft.title(f"{prefix}titleaddon"))


def _untouched(draft: Draft, title: str, subtitle: str = "", addition: str = "") -> str:
    """Return the title of a periodical, whose case nobody changes."""
    return join_titles(draft.text(title), draft.text(subtitle), draft.text(addition))


def _read_series(draft: Draft) -> None:
    series = draft.title("series")
    if series.isdecimal():
        series = f"{ordinal(series)} series"
    elif series:
        said = resolve(series)
        series = said if said == series else said[:1].upper() + said[1:]
    draft.set("collection-title", series)
