"""The grammar of CSL as a table: which element takes which attributes and children.

An element that the schema writes with choices among its attributes or children has several variants:
``cs:text`` with a variable, with a macro, with a term, with a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from citekit.style_check.datatypes import Datatype

__all__ = ["Definition", "Grammar", "Slot", "Values", "Variant"]

_MOST_WORDS: Final = 1_000


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
    ``definitions`` gives for a child's tag what it may be. ``order`` holds the pairs of tags of which the
    first must stand before the second. ``text`` is None where no text may stand.
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
            self.text.and_also(other.text) if self.text and other.text else self.text or other.text,
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
    read: Callable[[], tuple[Variant, ...]]
    _variants: tuple[Variant, ...] = ()

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The ways to write the element."""
        if not self._variants:
            self._variants = self.read()
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

    def needed(self, tag: str) -> frozenset[str]:
        """Return the attributes that some way to write an element called ``tag`` cannot do without."""
        variants = [variant for each in self.elements.get(tag, ()) for variant in each.variants]
        return frozenset(name for v in variants for names in (v.required, *v.one_of) for name in names)

    def owners(self, attribute: str) -> tuple[str, ...]:
        """Return the tags of the elements that take ``attribute``."""
        return tuple(
            tag
            for tag, definitions in self.elements.items()
            if any(attribute in variant.attributes for each in definitions for variant in each.variants)
        )

    def parents(self, tag: str) -> tuple[str, ...]:
        """Return the tags of the elements in which ``tag`` may stand."""
        return tuple(
            parent
            for parent, definitions in self.elements.items()
            if any(tag in variant.definitions for each in definitions for variant in each.variants)
        )
