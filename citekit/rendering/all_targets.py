"""The table of targets: one line for each format that papers are finished in, by the name of its reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.rendering import html, latex, markdown, org, plain_text, typst
from citekit.rendering.target import Target

__all__ = ["TARGETS"]

TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {"markdown": markdown, "html": html, "latex": latex, "org": org, "text": plain_text, "typst": typst}
)
