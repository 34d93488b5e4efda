"""Where the schema of CSL and its locale files are: in the package citeproc-py, which ships them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from citeproc import LOCALES_PATH, SCHEMA_PATH

__all__ = ["SCHEMA", "locale_tags"]

SCHEMA: Final = Path(SCHEMA_PATH)
"""The schema of CSL 1.0.2, in RELAX NG's XML syntax."""


def locale_tags() -> frozenset[str]:
    """Return the languages that CSL locale files serve, as ``de-AT``."""
    return frozenset(path.stem.removeprefix("locales-") for path in Path(LOCALES_PATH).glob("locales-*.xml"))
