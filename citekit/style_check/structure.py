"""A style held against the grammar of CSL: which elements, attributes and values stand where none may.

An element that the schema offers several ways to write is held against each, and judged by the one that
it fits best: ``<text variable="author"/>`` has a wrong variable, and does not lack a macro.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Final

from citekit.language.fold import nearest
from citekit.style_check.grammar import Definition, Grammar, Variant
from citekit.style_check.source import Element

__all__ = ["Kind", "Violation", "find_violations", "is_dependent", "parent_links"]


class Kind(Enum):
    """What an element does against the grammar, and how far that is from any way to write it."""

    UNKNOWN_ATTRIBUTE = ("unknown attribute", 1)
    EXTRA_ATTRIBUTE = ("attribute of another variant", 2)
    BAD_VALUE = ("value of an attribute", 1)
    BAD_CHOICE = ("value of a required attribute", 2)
    MISSING_ATTRIBUTE = ("missing attribute", 3)
    UNKNOWN_CHILD = ("unknown child", 1)
    MISPLACED_CHILD = ("misplaced child", 4)
    SURPLUS_CHILD = ("child once too often", 2)
    WRONG_ORDER = ("child in the wrong place", 2)
    MISSING_CHILD = ("missing child", 3)
    STRAY_TEXT = ("text where none may stand", 2)
    BAD_TEXT = ("text of the wrong kind", 1)

    @property
    def weight(self) -> int:
        """How much it speaks against the variant."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with ``element``, as one ``variant`` of it sees it.

    ``name`` is the attribute's; ``word`` the part of a value or text that is wrong; ``names`` the
    attributes or children that are missing or in the way; ``child`` the element that is wrong within
    ``element``, ``other`` the one that it clashes with; ``near`` what may have been meant.
    """

    kind: Kind
    element: Element
    variants: tuple[Variant, ...]
    name: str = ""
    word: str = ""
    names: tuple[str, ...] = ()
    child: Element | None = None
    other: Element | None = None
    near: tuple[str, ...] = ()


def find_violations(root: Element, grammar: Grammar, *, most: int) -> list[Violation]:
    """Return what the grammar does not allow in ``root``, in no order; past ``most`` the search ends."""
    variants = _variants(definition for definition in grammar.roots if definition.tag == root.tag)
    if root.tag == "style":
        dependent = is_dependent(root)
        variants = [variant for variant in variants if ("citation" in variant.definitions) != dependent]
    found: list[Violation] = []
    waiting = [(root, variants, True)]
    while waiting:
        element, variants, placed = waiting.pop()
        best, violations = _best(element, variants, grammar, most)
        # an element in the wrong place is one fault, whatever that place would want of it
        found += violations if placed else ()
        if len(found) > most:
            break
        for child in element.children:
            tag = _meant(child.tag, best, grammar)
            allowed = best.definitions.get(tag)
            definitions = allowed or grammar.elements.get(tag, ())
            waiting.append((child, _variants(definitions), allowed is not None))
    return found


def is_dependent(root: Element) -> bool:
    """Whether a style has no layout of its own and points, or should, to a parent ("Dependent Styles")."""
    if any(root.child(tag) for tag in ("citation", "bibliography", "macro")):
        return False
    return bool(parent_links(root)) or "class" not in root.attributes


def parent_links(root: Element) -> list[Element]:
    """Return the links of a style to the style that it depends on."""
    info = root.child("info")
    return [link for link in (info.children if info else ()) if link.get("rel") == "independent-parent"]


def _variants(definitions: Iterable[Definition]) -> list[Variant]:
    return [variant for definition in definitions for variant in definition.variants]


def _best(
    element: Element, variants: Sequence[Variant], grammar: Grammar, most: int
) -> tuple[Variant, Sequence[Violation]]:
    """Return the variant that ``element`` fits best and, up to ``most``, what is wrong with it as such."""
    best: tuple[int, Variant, Sequence[Violation]] = (0, Variant(), ())
    for variant in variants:
        violations = tuple(islice(_judge(element, variant, variants, grammar), most + 1))
        weight = sum(violation.kind.weight for violation in violations)
        if variant is variants[0] or weight < best[0]:
            best = (weight, variant, violations)
        if not violations:
            break
    return best[1:]


def _judge(
    element: Element, variant: Variant, variants: Sequence[Variant], grammar: Grammar
) -> Iterator[Violation]:
    if element.attributes or variant.required or variant.one_of:
        yield from _judge_attributes(element, variant, variants, grammar)
    if element.children or variant.slots:
        yield from _judge_children(element, variant, grammar)
    if variant.text is None:
        if element.text_line:
            yield Violation(Kind.STRAY_TEXT, element, (variant,), word=element.text.strip())
    else:
        for word in variant.text.refused(element.text):
            yield Violation(Kind.BAD_TEXT, element, (variant,), word=word)


def _judge_attributes(
    element: Element, variant: Variant, variants: Sequence[Variant], grammar: Grammar
) -> Iterator[Violation]:
    meant = set(element.attributes)
    unknown: dict[str, tuple[str, ...]] = {}
    for name, value in element.attributes.items():
        values = variant.attributes.get(name)
        if values is not None:
            chosen = name in variant.required
            for word in values.refused(value):
                # which variant a required attribute chooses is open as long as its value is wrong
                alike = tuple(v for v in variants if v.required == variant.required) if chosen else (variant,)
                yield Violation(Kind.BAD_CHOICE if chosen else Kind.BAD_VALUE, element, alike, name, word)
            continue
        rivals = tuple(other for other in variants if name in other.attributes)
        if rivals:
            clashing = tuple(
                there
                for there in element.attributes
                if all(there not in rival.attributes for rival in rivals)
            )
            yield Violation(Kind.EXTRA_ATTRIBUTE, element, rivals, name, names=clashing)
        else:
            known = dict.fromkeys(known for other in variants for known in other.attributes)
            # an attribute that other elements take is no slip
            unknown[name] = () if grammar.owners(name) else _nearest(name, tuple(known))
            meant.update(unknown[name])
    wanted = (*(frozenset({name}) for name in sorted(variant.required)), *variant.one_of)
    missing = [names for names in wanted if meant.isdisjoint(names)]
    for name, near in unknown.items():
        # what is missing is likely what this was to be: one fault, not two
        instead = () if near else tuple(sorted(name for names in missing for name in names))
        missing = [] if instead else missing
        yield Violation(Kind.UNKNOWN_ATTRIBUTE, element, tuple(variants), name, near=near, names=instead)
    for names in missing:
        yield Violation(Kind.MISSING_ATTRIBUTE, element, tuple(variants), names=tuple(sorted(names)))


def _judge_children(element: Element, variant: Variant, grammar: Grammar) -> Iterator[Violation]:
    there: dict[str, list[Element]] = {}
    misplaced = bool(element.text_line) and variant.text is None
    for child in element.children:
        tag = _meant(child.tag, variant, grammar)
        if child.tag not in grammar.elements:
            misplaced = True
            near = () if tag == child.tag else (tag,)
            yield Violation(Kind.UNKNOWN_CHILD, element, (variant,), child=child, near=near)
        elif tag not in variant.definitions:
            misplaced = True
            yield Violation(Kind.MISPLACED_CHILD, element, (variant,), child=child)
        if tag in variant.definitions:
            late = next((same[0] for other, same in there.items() if (tag, other) in variant.order), None)
            if late is not None:
                yield Violation(Kind.WRONG_ORDER, element, (variant,), child=child, other=late)
            there.setdefault(tag, []).append(child)
    for slot in variant.slots:
        filling = [child for tag in slot.tags for child in there.get(tag, ())]
        # what stands in the wrong place was to fill an empty element: one fault, not two
        if len(filling) < slot.least and not (misplaced and len(slot.tags) > 1):
            yield Violation(Kind.MISSING_CHILD, element, (variant,), names=tuple(sorted(slot.tags)))
        for surplus in filling[slot.most :] if slot.most is not None else ():
            yield Violation(Kind.SURPLUS_CHILD, element, (variant,), child=surplus, other=filling[0])


def _meant(tag: str, variant: Variant, grammar: Grammar) -> str:
    """Return ``tag``, or if CSL has no such element the nearest it has."""
    if tag in grammar.elements:
        return tag
    near = _nearest(tag, tuple(variant.definitions)) or _nearest(tag, tuple(grammar.elements))
    return near[0] if near else tag


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known word that ``word`` may be a slip for; a style may have one slip many times."""
    return nearest(word, known, most=1) if len(word) <= _LONGEST_WORD else ()


_LONGEST_WORD: Final = 60
