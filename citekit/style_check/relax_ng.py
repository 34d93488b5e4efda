"""The schema of CSL read into a `Grammar`.

RELAX NG 1.0 ("RELAX NG Specification", OASIS, 3 December 2001) in its XML syntax, as far as the schema of
CSL uses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Final

from citekit.style_check.datatypes import Datatype
from citekit.style_check.grammar import Definition, Grammar, Slot, Values, Variant
from citekit.style_check.source import Element, read_source

__all__ = ["read_grammar"]

_RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"


@cache
def read_grammar(schema: Path) -> Grammar:
    """Return the grammar that a schema in RELAX NG's XML syntax holds; a file is read once in a process.

    Raises:
        TypeError: the file is no XML.
        ValueError: it uses a pattern that the schema of CSL does not.
    """
    root = read_source(schema.read_bytes(), namespace=_RELAX_NG)
    if not isinstance(root, Element):
        raise TypeError(f"{schema} is no schema: {root.message}")
    return _Reader(root).grammar()


class _Reader:
    """Turns patterns into variants."""

    def __init__(self, root: Element) -> None:
        self._defined = {
            element.get("name"): element.children for element in root.walk() if element.tag == "define"
        }
        self._start = [element for element in root.walk() if element.tag == "start"]
        self._elements = {
            id(element): Definition(_name(element), partial(self.sequence, element.children))
            for element in root.walk()
            if element.tag == "element"
        }

        self._readers: Mapping[str, Callable[[Element], tuple[Variant, ...]]] = {
            "attribute": self._attribute,
            "choice": self._choice,
            "data": lambda pattern: (Variant(text=self._values([pattern])),),
            "element": self._element,
            "empty": lambda _pattern: (Variant(),),
            "group": lambda pattern: self.sequence(pattern.children),
            "interleave": self._interleave,
            "name": lambda _pattern: (Variant(),),
            "notAllowed": lambda _pattern: (),
            "oneOrMore": self._repeated,
            "optional": self._optional,
            "ref": lambda pattern: self.sequence(self._defined[pattern.get("name")]),
            "text": lambda _pattern: (Variant(text=Values(free=True)),),
            "value": lambda pattern: (Variant(text=self._values([pattern])),),
            "zeroOrMore": self._repeated,
        }

    def grammar(self) -> Grammar:
        by_tag: dict[str, tuple[Definition, ...]] = {}
        for definition in self._elements.values():
            by_tag[definition.tag] = (*by_tag.get(definition.tag, ()), definition)
        starts = [variant for start in self._start for variant in self.sequence(start.children)]
        roots = dict.fromkeys(
            d for variant in starts for found in variant.definitions.values() for d in found
        )
        return Grammar(tuple(roots), by_tag)

    def sequence(self, patterns: Iterable[Element]) -> tuple[Variant, ...]:
        """Return the variants of patterns that stand one after the other."""
        variants: Sequence[Variant] = (Variant(),)
        for pattern in patterns:
            found = self._pattern(pattern)
            variants = [one.before(two) for one in variants for two in found]
        return tuple(variants)

    def _pattern(self, pattern: Element) -> tuple[Variant, ...]:
        if not _is_pattern(pattern):
            return (Variant(),)
        read = self._readers.get(pattern.tag)
        if read is None:
            raise ValueError(f"line {pattern.line} of the schema: citekit does not know <{pattern.tag}>")
        return read(pattern)

    def _element(self, pattern: Element) -> tuple[Variant, ...]:
        definition = self._elements[id(pattern)]
        slot = Slot(frozenset({definition.tag}), 1, 1)
        return (Variant(slots=(slot,), definitions={definition.tag: (definition,)}),)

    def _attribute(self, pattern: Element) -> tuple[Variant, ...]:
        name = _name(pattern)
        return (Variant({name: self._values(pattern.children)}, frozenset({name})),)

    def _optional(self, pattern: Element) -> tuple[Variant, ...]:
        return tuple(variant.optional() for variant in self.sequence(pattern.children)) or (Variant(),)

    def _interleave(self, pattern: Element) -> tuple[Variant, ...]:
        variants: Sequence[Variant] = (Variant(),)
        for child in pattern.children:
            found = self._pattern(child)
            variants = [one.beside(two) for one in variants for two in found]
        return tuple(variants)

    def _choice(self, pattern: Element) -> tuple[Variant, ...]:
        alternatives = [child for child in pattern.children if _is_pattern(child)]
        found = [variant for alternative in alternatives for variant in self._pattern(alternative)]
        if all(len(v.slots) == 1 and v.slots[0].most == 1 and _only_children(v) for v in found):
            return (_merged(found, least=min((v.slots[0].least for v in found), default=1), most=1),)
        return tuple(found)

    def _repeated(self, pattern: Element) -> tuple[Variant, ...]:
        least = 1 if pattern.tag == "oneOrMore" else 0
        found = self.sequence(pattern.children)
        if all(_only_children(variant) for variant in found):
            return (_merged(found, least=least, most=None),)
        attributes = {name: values for variant in found for name, values in variant.attributes.items()}
        return (Variant(attributes=attributes, one_of=(frozenset(attributes),) if least else ()),)

    def _values(self, patterns: Iterable[Element]) -> Values:
        """Return what the content of an attribute, or a text, may be."""
        values = Values()
        none = True
        for pattern in patterns:
            if pattern.tag == "name" or not _is_pattern(pattern):
                continue
            none = False
            values = values.and_also(self._value(pattern))
        return Values(free=True) if none else values

    def _value(self, pattern: Element) -> Values:
        match pattern.tag:
            case "value":
                return Values((pattern.text.strip(),))
            case "data":
                return Values(datatypes=(_datatype(pattern),))
            case "ref":
                return self._values(self._defined[pattern.get("name")])
            case "list" | "oneOrMore" | "zeroOrMore":
                return replace(self._values(pattern.children), several=True)
            case "choice" | "group":
                return self._values(pattern.children)
            case "text":
                return Values(free=True)
            case tag:
                raise ValueError(
                    f"line {pattern.line} of the schema: citekit does not know <{tag}> in a value"
                )


def _is_pattern(element: Element) -> bool:
    """Whether an element of the schema is no annotation of another vocabulary."""
    return not element.tag.startswith("{")


def _only_children(variant: Variant) -> bool:
    return not variant.attributes and variant.text is None


def _merged(variants: Iterable[Variant], *, least: int, most: int | None) -> Variant:
    """Return the variant whose one slot takes what any of ``variants`` takes."""
    definitions: dict[str, tuple[Definition, ...]] = {}
    for variant in variants:
        for tag, found in variant.definitions.items():
            definitions[tag] = tuple(dict.fromkeys((*definitions.get(tag, ()), *found)))
    return Variant(slots=(Slot(frozenset(definitions), least, most),), definitions=definitions)


def _name(pattern: Element) -> str:
    """Return the name of an element or attribute: the attribute ``name``, or a child of that name."""
    if "name" in pattern.attributes:
        return pattern.get("name")
    name = pattern.child("name")
    if name is None:
        raise ValueError(f"line {pattern.line} of the schema: an element or attribute without a name")
    prefix = "xml:" if name.get("ns") == _XML_NAMESPACE and ":" not in name.text else ""
    return prefix + name.text.strip()


def _datatype(pattern: Element) -> Datatype:
    limits = {param.get("name"): param.text for param in pattern.children if param.tag == "param"}
    return Datatype(
        pattern.get("type"),
        re.compile(limits["pattern"]) if "pattern" in limits else None,
        int(limits["minExclusive"]) if "minExclusive" in limits else None,
    )
