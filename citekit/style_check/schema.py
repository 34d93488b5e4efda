"""The schema of CSL as libxml2 applies it: the net under citekit's own reading of the grammar.

What it refuses is said by `structure` and `wording`, in words that help; it has its say where those see
nothing, so that no style passes here that fails elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from citekit.style_check.fault import Fault
from citekit.style_check.grammar import Grammar
from citekit.style_check.relax_ng import read_grammar

__all__ = ["check_schema"]


def check_schema(data: bytes, schema: Path) -> Fault | None:
    """Return where ``data``, which is well-formed and without a DOCTYPE, disagrees with the schema."""
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
    validator = _load(schema)
    try:
        root = etree.fromstring(data, parser)
        _thin(root, read_grammar(schema))
        if validator.validate(root):
            return None
        log = [(entry.line, entry.message) for entry in validator.error_log]
    except etree.XMLSyntaxError as error:
        return Fault(error.lineno, None, "is XML that not every program reads", "write it more simply")
    # libxml2 begins with the innermost element; what it says about it is for programmers
    tags = [(line, tag[1]) for line, text in log if (tag := re.search(r"[Ee]lement (\w[\w-]*)", text))]
    line, what = (tags[0][0], f"<{tags[0][1]}>") if tags else (log[0][0], "this element")
    return Fault(
        line,
        None,
        f"the schema of CSL does not allow {what} as it is written here",
        "compare it with one in a style that passes",
    )


def _thin(root: etree._Element, grammar: Grammar) -> None:
    """Take attributes that an element may lack from those that have many.

    libxml2 tries them in every order: a cs:name with fifteen takes it five seconds, one with twenty
    several minutes. Each has been held against the grammar already.
    """
    for element in root.iter(etree.Element):
        if len(element.attrib) > _MOST_ATTRIBUTES:
            needed = grammar.needed(etree.QName(element).localname)
            names = sorted(element.attrib, key=lambda name: name not in needed)
            for name in names[_MOST_ATTRIBUTES:]:
                del element.attrib[name]


_MOST_ATTRIBUTES: Final = 6


@cache
def _load(schema: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(schema)))
