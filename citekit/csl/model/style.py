"""A whole style: what it says of itself, its options, macros, and its two layouts.

CSL 1.0.2, "Style Structure", "Info", "Global Options", "Inheritable Name Options".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from citekit.csl.citation import Notice
from citekit.csl.model.compatibility import SPECIFICATION, Compatibility
from citekit.csl.model.elements import Bibliography, CitationLayout, Element
from citekit.csl.model.locale import Locale

__all__ = ["Style", "StyleInfo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleInfo:
    """What ``cs:info`` says ("Info"); what it does not say is empty.

    ``parent`` is the name of the style that a dependent style uses, the last part of its address.
    """

    id: str = ""
    title: str = ""
    short_title: str = ""
    citation_format: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    class_: str = ""
    default_locale: str = ""
    has_bibliography: bool = False
    updated: str = ""
    documentation: tuple[str, ...] = ()
    rights: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as read, its locale merged. ``options`` are the attributes of ``cs:style`` as written.

    ``warnings`` are the faults that did not keep it from being used. ``compatibility`` says where to print
    what another processor prints instead of what the specification says.
    """

    info: StyleInfo
    options: Mapping[str, str]
    macros: Mapping[str, tuple[Element, ...]]
    locale: Locale
    citation: CitationLayout
    bibliography: Bibliography | None = None
    warnings: tuple[Notice, ...] = ()
    compatibility: Compatibility = SPECIFICATION
    _caches: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def is_note(self) -> bool:
        """Whether citations stand in notes (``class="note"``)."""
        return self.info.class_ == "note"

    def like(self, compatibility: Compatibility) -> Style:
        """Return the same style, to print as ``compatibility`` says."""
        return self if compatibility is self.compatibility else replace(self, compatibility=compatibility)
