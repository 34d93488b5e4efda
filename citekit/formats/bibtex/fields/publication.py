"""Where a work came out: publishers and places, volumes, issues, numbers, pages."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.bibtex.bibliography_strings import resolve
from citekit.formats.bibtex.entry_types import Shape
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.verbatim import find_url

__all__ = ["page_range", "read_numbers", "read_publishers"]

_PAGE_DASH: Final = re.compile(r"[-–—\s]{0,20}(?:[–—]|--)[-–—\s]{0,20}")


def page_range(text: str) -> str:
    """Return pages as CSL has them, with hyphens."""
    return _PAGE_DASH.sub("-", text)


def read_publishers(draft: Draft) -> None:
    """Read who brought a work out, and where; ``howpublished`` may be an address."""
    found: list[str] = []
    for name in ("school", "institution", "organization", "howpublished", "publisher"):
        value = draft.take(name)
        if not value:
            continue
        if name == "howpublished":
            url = find_url(value)
            if url:
                if "url" in draft.left:
                    draft.custom["howpublished"] = url
                else:
                    draft.left["url"] = url
                continue
        found += draft.list(value) if name != "howpublished" else [draft.decoder.text(value)]
    draft.set("publisher", "; ".join(one for one in found if one))
    if draft.raw.type == "patent" and "location" in draft.left:
        places = [resolve(place) for place in draft.list(draft.take("location"))]
        draft.set("jurisdiction", "; ".join(places))
    draft.set("publisher-place", "; ".join(draft.list(draft.take("address", "location"))))


def read_numbers(draft: Draft) -> None:
    """Read issue, number, volume, part and pages; which is which hangs on the type of entry."""
    number, issue = draft.text("number"), draft.text("issue")
    if draft.shape is Shape.ARTICLE:
        draft.set("issue", ", ".join(part for part in (number, issue) if part))
    else:
        variable = "number" if draft.shape is Shape.OTHER else "collection-number"
        draft.set(variable, number)
        draft.set("issue", issue)
    volume, part = draft.text("volume"), draft.text("part")
    if volume and part:
        volume = f"{volume}.{part}"
    elif part:
        draft.set("part-number", part)
    draft.set("volume", volume)
    draft.set("page", page_range(draft.text("pages")))
    article_number = draft.text("eid")
    if article_number and "number" not in draft.values:
        draft.set("number", article_number)
    elif article_number:
        draft.custom["eid"] = article_number
