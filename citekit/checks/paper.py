"""A paper as the checks see it: what was read, what was understood, and what it is held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from citekit.csl.model.style import Style
from citekit.documents.document import Document
from citekit.item.item import Item

__all__ = ["Paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything that the rules about papers may know.

    ``items`` are the library's, by key; ``style`` is the one that the paper is held to, None where nobody
    named one and none could be told; ``style_is_given`` says that somebody named it. ``today`` bounds what
    can have been published.
    """

    document: Document
    today: dt.date
    items: Mapping[str, Item] = field(default_factory=dict)
    style: Style | None = None
    style_name: str = ""
    style_is_given: bool = False
