"""Text made inert: nothing that a paper says can become a tag, a script, an address to open."""

from __future__ import annotations

import html
import re
from typing import Final

__all__ = ["attribute", "words"]

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows, past the end of the paper's own words."""


def words(text: str) -> str:
    """Return ``text`` as it stands between tags."""
    return html.escape(_TURNS.sub("", _CONTROL.sub("�", text)), quote=False)


def attribute(text: str) -> str:
    """Return ``text`` as it stands in an attribute's double quotes."""
    return html.escape(_TURNS.sub("", _CONTROL.sub("�", text)), quote=True)
