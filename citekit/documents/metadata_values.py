"""What a paper's head says, by the names that pandoc and Quarto give it, as `Metadata`.

Pandoc manual, "Metadata variables" and "Citation rendering"; Quarto documentation, "Citations".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from citekit.documents.citations import KeyCite
from citekit.documents.document import Metadata
from citekit.documents.places import Span

__all__ = ["read_metadata"]

_TRUE = frozenset(("true", "yes", "on", "y"))
_FALSE = frozenset(("false", "no", "off", "n"))


def read_metadata(
    values: Mapping[str, Any], spans: Mapping[str, Span], nocite: Sequence[KeyCite] = ()
) -> Metadata:
    """Return what ``values`` say; every scalar of theirs is the text that was typed.

    ``nocite`` are the cites that stand in the value of that name, ``*`` for all there are.
    """
    return Metadata(
        title=_text(values.get("title")),
        lang=_text(values.get("lang")),
        csl=_text(values.get("csl")) or _text(values.get("citation-style")),
        bibliography=_texts(values.get("bibliography")),
        nocite=tuple(cite for cite in nocite if cite.key != "*"),
        nocite_all=any(cite.key == "*" for cite in nocite),
        suppress_bibliography=bool(_flag(values.get("suppress-bibliography"))),
        reference_section_title=_text(values.get("reference-section-title")),
        link_citations=_flag(values.get("link-citations")),
        link_bibliography=_flag(values.get("link-bibliography")),
        references=bool(values.get("references")),
        values=MappingProxyType(dict(values)),
        spans=MappingProxyType(dict(spans)),
    )


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, Mapping):
        return tuple(text for part in value.values() for text in _texts(part))
    if isinstance(value, Sequence):
        return tuple(text for part in value for text in _texts(part))
    return ()


def _flag(value: Any) -> bool | None:
    word = _text(value).lower()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None
