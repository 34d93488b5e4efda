"""The grammar of CSL, read from its schema: which element takes which attributes and children.

RELAX NG 1.0 ("RELAX NG Specification", OASIS, 3 December 2001), as far as the schema of CSL uses it. An
element that the schema writes with choices among its attributes or children has several variants:
``cs:text`` with a variable, with a macro, with a term, with a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from citekit.style_check.datatypes import Datatype
from citekit.style_check.source import Element, Unreadable, read_source

__all__ = ["Definition", "Grammar", "Slot", "Values", "Variant", "read_grammar"]

_RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"
_MOST_WORDS: Final = 1_000
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute or a text may hold: any text if ``free``, else ``words`` or ``datatypes``.

    ``several`` allows more than one, separated by spaces.
    """

    words: tuple[str, ...] = ()
    datatypes: tuple[Datatype, ...] = ()
    free: bool = False
    several: bool = False

    def refused(self, text: str) -> list[str]:
        """Return the words of ``text`` that are not allowed; where one may stand, ``text`` is that one."""
        if self.free:
            return []
        if not self.several:
            return [] if self._accepts(text) else [text]
        # a value of thousands of words is an attack, and needs no list of them
        words = text.split()[:_MOST_WORDS]
        return [word for word in dict.fromkeys(words) if not self._accepts(word)] if words else [text]

    def _accepts(self, text: str) -> bool:
        if " ".join(text.split()) in self.words:
            return True
        return any(datatype.accepts(text) for datatype in self.datatypes)

    def and_also(self, other: Values) -> Values:
        """Return what either allows."""
        return Values(
            tuple(dict.fromkeys((*self.words, *other.words))),
            tuple(dict.fromkeys((*self.datatypes, *other.datatypes))),
            self.free or other.free,
            self.several or other.several,
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """A place among the children: one of ``tags``, from ``least`` to ``most`` times (None: any number)."""

    tags: frozenset[str]
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to write an element.

    Of ``attributes`` those in ``required`` must be there, and of each set in ``one_of`` at least one.
    ``definitions`` gives for a child's tag what it may be. ``order`` holds the pairs of tags of which the first must stand before the second.
    ``text`` is None where no text may stand.
    """

    attributes: Mapping[str, Values] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()
    slots: tuple[Slot, ...] = ()
    definitions: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)
    order: frozenset[tuple[str, str]] = frozenset()
    text: Values | None = None

    def beside(self, other: Variant) -> Variant:
        """Return what holds both, in any order."""
        definitions = dict(self.definitions)
        for tag, found in other.definitions.items():
            definitions[tag] = tuple(dict.fromkeys((*definitions.get(tag, ()), *found)))
        return Variant(
            {**self.attributes, **other.attributes},
            self.required | other.required,
            (*self.one_of, *other.one_of),
            (*self.slots, *other.slots),
            definitions,
            self.order | other.order,
            self.text if other.text is None else other.text if self.text is None else self.text.and_also(other.text),
        )

    def before(self, other: Variant) -> Variant:
        """Return what holds both, the children of this one first."""
        both = self.beside(other)
        pairs = product(self.definitions, other.definitions)
        return replace(both, order=both.order | {(one, two) for one, two in pairs if one != two})

    def optional(self) -> Variant:
        """Return what may be left out."""
        return replace(
            self,
            required=frozenset(),
            one_of=(),
            slots=tuple(replace(slot, least=0) for slot in self.slots),
        )


@dataclass(eq=False, slots=True)
class Definition:
    """An element of the schema: its tag and its variants, which are read when they are first wanted."""

    tag: str
    pattern: Element
    reader: _Reader
    _variants: tuple[Variant, ...] | None = None

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The ways to write the element."""
        if self._variants is None:
            self._variants = self.reader.sequence(self.pattern.children)
        return self._variants


@dataclass(frozen=True, slots=True)
class Grammar:
    """The schema: what the root may be, and every element by its tag."""

    roots: tuple[Definition, ...]
    elements: Mapping[str, tuple[Definition, ...]]

    def values(self, tag: str, attribute: str) -> tuple[str, ...]:
        """Return the words that an attribute of the elements called ``tag`` may hold."""
        return tuple(dict.fromkeys(self._values(tag, attribute)))

    def _values(self, tag: str, attribute: str) -> Iterator[str]:
        for definition in self.elements.get(tag, ()):
            for variant in definition.variants:
                if attribute in variant.attributes:
                    yield from variant.attributes[attribute].words

    def parents(self, tag: str) -> tuple[str, ...]:
        """Return the tags of the elements in which ``tag`` may stand."""
        return tuple(
            parent
            for parent, definitions in self.elements.items()
            if any(tag in variant.definitions for each in definitions for variant in each.variants)
        )


@cache
def read_grammar(schema: Path) -> Grammar:
    """Return the grammar that a schema in RELAX NG's XML syntax holds; a file is read once in a process.

    Raises:
        ValueError: the file is not such a schema, or uses a pattern that the schema of CSL does not.
    """
    root = read_source(schema.read_bytes(), namespace=_RELAX_NG)
    if isinstance(root, Unreadable):
        raise ValueError(f"{schema}: {root.message}")
    return _Reader(root).grammar()


class _Reader:
    """Turns patterns into variants."""

    def __init__(self, root: Element) -> None:
        self._defined = {
            element.get("name"): element.children for element in root.walk() if element.tag == "define"
        }
        self._start = [element for element in root.walk() if element.tag == "start"]
        self._elements = {
            id(element): Definition(_name(element), element, self)
            for element in root.walk()
            if element.tag == "element"
        }

    def grammar(self) -> Grammar:
        by_tag: dict[str, tuple[Definition, ...]] = {}
        for definition in self._elements.values():
            by_tag[definition.tag] = (*by_tag.get(definition.tag, ()), definition)
        starts = [variant for start in self._start for variant in self.sequence(start.children)]
        roots = dict.fromkeys(d for variant in starts for found in variant.definitions.values() for d in found)
        return Grammar(tuple(roots), by_tag)

    def sequence(self, patterns: Iterable[Element]) -> tuple[Variant, ...]:
        """Return the variants of patterns that stand one after the other."""
        variants: Sequence[Variant] = (Variant(),)
        for pattern in patterns:
            found = self._pattern(pattern)
            variants = [one.before(two) for one in variants for two in found]
        return tuple(variants)

    def _pattern(self, pattern: Element) -> tuple[Variant, ...]:
        match pattern.tag:
            case "ref":
                return self.sequence(self._defined[pattern.get("name")])
            case "group":
                return self.sequence(pattern.children)
            case "element":
                definition = self._elements[id(pattern)]
                tag = definition.tag
                return (Variant(slots=(Slot(frozenset({tag}), 1, 1),), definitions={tag: (definition,)}),)
            case "attribute":
                name = _name(pattern)
                return (Variant({name: self._values(pattern.children)}, frozenset({name})),)
            case "interleave":
                return self._interleave(pattern.children)
            case "choice":
                return self._choice(pattern.children)
            case "optional":
                return tuple(v.optional() for v in self.sequence(pattern.children)) or (Variant(),)
            case "zeroOrMore" | "oneOrMore":
                return self._repeated(pattern)
            case "text":
                return (Variant(text=Values(free=True)),)
            case "data" | "value":
                return (Variant(text=self._values([pattern])),)
            case "notAllowed":
                return ()
            case tag if tag in ("name", "empty") or tag.startswith("{"):
                return (Variant(),)
            case tag:
                raise ValueError(f"line {pattern.line} of the schema: citekit does not know <{tag}>")

    def _interleave(self, patterns: Iterable[Element]) -> tuple[Variant, ...]:
        variants: Sequence[Variant] = (Variant(),)
        for pattern in patterns:
            found = self._pattern(pattern)
            variants = [one.beside(two) for one in variants for two in found]
        return tuple(variants)

    def _choice(self, patterns: Iterable[Element]) -> tuple[Variant, ...]:
        found = [variant for pattern in patterns if _is_pattern(pattern) for variant in self._pattern(pattern)]
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
                raise ValueError(f"line {pattern.line} of the schema: citekit does not know <{tag}> in a value")


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
