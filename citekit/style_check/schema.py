"""The schema of CSL as libxml2 applies it: the net under citekit's own reading of the grammar.

What it refuses is said by `structure` and `wording`, in words that help; it has its say where those see
nothing, so that no style passes here that fails elsewhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from citekit.style_check.fault import Fault

__all__ = ["check_schema"]


def check_schema(data: bytes, schema: Path) -> Fault | None:
    """Return where ``data``, which is well-formed and without a DOCTYPE, disagrees with the schema."""
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
    validator = _load(schema)
    if validator.validate(etree.fromstring(data, parser)):
        return None
    first = next(iter(validator.error_log), None)
    return Fault(
        first.line if first else None,
        None,
        "the schema of CSL does not allow this element as it is written here",
        "compare it with the same element in a style that passes",
    )


@cache
def _load(schema: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(schema)))
