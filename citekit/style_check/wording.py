"""What the grammar refuses, said so that the author of a style knows what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citekit.errors import did_you_mean
from citekit.style_check.fault import Fault, at, bare, described, listed, shown
from citekit.style_check.grammar import Grammar
from citekit.style_check.source import Element
from citekit.style_check.structure import Kind, Violation
from citekit.style_check.values import FEW, choices, not_of_type, word_value

__all__ = ["word_violation"]


def word_violation(violation: Violation, grammar: Grammar) -> Fault:
    """Return the fault that a violation is, in words."""
    return _WORDINGS[violation.kind](violation, grammar)


def _unknown_attribute(violation: Violation, grammar: Grammar) -> Fault:
    element, name = violation.element, violation.name
    hint = _ATTRIBUTE_HINTS.get((element.tag, name)) or did_you_mean(violation.near)
    if violation.names:
        hint = f"it needs {_alternatives(violation)}"
    elif not hint:
        owners = [tag for tag in grammar.owners(name) if tag != element.tag]
        hint = f"it belongs on {listed([f'<{tag}>' for tag in owners])}" if owners else "take it out"
    return at(element, f"no attribute {bare(name)} on {described(element, but=name)}", hint, attribute=name)


def _extra_attribute(violation: Violation, _grammar: Grammar) -> Fault:
    element, name = violation.element, violation.name
    others = listed(violation.names, "and") or "what else is there"
    sources = {
        one for variant in violation.variants for one in variant.required if one not in element.attributes
    }
    if any(name in variant.required for variant in violation.variants):
        hint = "keep one of them"
    elif sources:
        hint = f"take {name} out; it goes with {listed(sorted(sources))}"
    else:
        hint = f"take {name} out"
    return at(element, f"{name} and {others} cannot stand together on <{element.tag}>", hint, attribute=name)


def _bad_value(violation: Violation, grammar: Grammar) -> Fault:
    message, hint = word_value(violation, grammar)
    return at(violation.element, message, hint, attribute=violation.name)


def _missing_attribute(violation: Violation, _grammar: Grammar) -> Fault:
    element = violation.element
    if element.tag in ("if", "else-if"):
        return at(element, f"<{element.tag}> has no condition", f"add {_alternatives(violation)}")
    message = f"{described(element)} lacks {_alternatives(violation)}"
    name = violation.names[0]
    if not all(name in variant.required for variant in violation.variants):
        return at(element, message, "add one of them")
    values = [variant.attributes[name] for variant in violation.variants if name in variant.attributes]
    words = tuple(dict.fromkeys(word for each in values for word in each.words))
    examples = [f'{name}="{word}"' for word in words] if 0 < len(words) <= FEW else [f'{name}="…"']
    return at(element, message, f"add {listed(examples)}")


def _alternatives(violation: Violation) -> str:
    """Return the attributes of which an element needs one."""
    element = violation.element
    if element.tag in ("if", "else-if"):
        return "type, variable, position, locator or another test"
    required = [variant.required - element.attributes.keys() for variant in violation.variants]
    # what all variants want comes before what only some want
    names = (
        frozenset[str]().union(*required) if not (common := required[0].intersection(*required)) else common
    )
    return listed([*sorted(names), *(["a <date-part>"] if element.tag == "date" and "form" in names else [])])


def _unknown_child(violation: Violation, _grammar: Grammar) -> Fault:
    child = _child(violation)
    if child.tag.startswith("{"):
        return at(
            child,
            f"<{bare(child.tag)}> is not of CSL's namespace",
            "take it out, or take its xmlns or prefix out",
        )
    near = tuple(f"<{tag}>" for tag in violation.near)
    return at(child, f"no element <{bare(child.tag)}> in CSL", did_you_mean(near) or "take it out")


def _misplaced_child(violation: Violation, grammar: Grammar) -> Fault:
    child, element = _child(violation), violation.element
    parents = grammar.parents(child.tag)
    if child.tag == "names" and element.tag == "names":
        hint = "put it into <substitute>, to print it where the others are missing"
    elif element.tag == "names":
        hint = "a <names> holds <name>, <et-al>, <label> and <substitute>: put it before or after"
    elif element.tag == "style" and not violation.variants[0].definitions.get("citation"):
        return at(child, f"a style that points to a parent has no <{child.tag}>", "take it, or the link, out")
    elif child.tag == "name":
        hint = "it belongs in <names>"
    elif element.tag in parents:
        hint = "take it out"
    elif "layout" in parents:
        hint = "it belongs in <layout>, <macro>, <group>, <if> or <else>"
    elif not parents:
        hint = "it is the root of a file"
    else:
        hint = f"it belongs in {listed([f'<{parent}>' for parent in parents], most=FEW)}"
    here = " here" if element.tag in parents else ""
    return at(child, f"{described(child)} cannot stand in <{element.tag}>{here}", hint)


def _surplus_child(violation: Violation, _grammar: Grammar) -> Fault:
    child, first = _child(violation), violation.other
    line = first.line if first else 0
    message = f"a second <{child.tag}> in {described(violation.element)}"
    hint = "write <else-if>" if child.tag == "if" else f"there is one in line {line}: keep one of them"
    return at(child, message, hint)


def _wrong_order(violation: Violation, _grammar: Grammar) -> Fault:
    child, other = _child(violation), violation.other
    after = f"<{other.tag}> of line {other.line}" if other else "what it follows"
    return at(child, f"{described(child)} must stand before {after}", "move it up")


def _missing_child(violation: Violation, _grammar: Grammar) -> Fault:
    element, names = violation.element, violation.names
    told = f"<{element.tag}>" if element.tag in ("style", "info", "choose") else described(element)
    if len(names) > 1:
        return at(element, f"{told} is empty, and prints nothing", "fill it, or take it out")
    if element.tag == "date":
        return at(
            element, f"{told} has neither a form nor a <date-part>", 'add form="text" or form="numeric"'
        )
    hint = _CHILD_HINTS.get((element.tag, names[0])) or f"add <{names[0]}>"
    return at(element, f"{told} has no <{names[0]}>", hint)


def _stray_text(violation: Violation, _grammar: Grammar) -> Fault:
    element = violation.element
    printing = any("text" in variant.definitions for variant in violation.variants)
    hint = 'print words with <text value="…"/>, or take them out' if printing else "take it out"
    return Fault(
        element.text_line,
        element.text_column,
        f"{shown(violation.word)} stands loose in <{element.tag}>",
        hint,
    )


def _bad_text(violation: Violation, _grammar: Grammar) -> Fault:
    element = violation.element
    types = [datatype.name for each in violation.variants if each.text for datatype in each.text.datatypes]
    if element.tag in ("issn", "eissn", "issnl"):
        message, hint = f"{shown(violation.word)} is no ISSN", "write it as 1234-567X"
    elif types:
        message, hint = not_of_type(f"{shown(violation.word)} in <{element.tag}>", violation.word, types[0])
    else:
        words = [word for each in violation.variants if each.text for word in each.text.words]
        message, hint = f"<{element.tag}> cannot hold {shown(violation.word)}", choices(words)
    line = element.text_line or element.line
    return Fault(line, element.text_column or element.column, message, hint)


def _child(violation: Violation) -> Element:
    return violation.child or violation.element


_WORDINGS: Final[Mapping[Kind, Callable[[Violation, Grammar], Fault]]] = {
    Kind.UNKNOWN_ATTRIBUTE: _unknown_attribute,
    Kind.EXTRA_ATTRIBUTE: _extra_attribute,
    Kind.BAD_VALUE: _bad_value,
    Kind.BAD_CHOICE: _bad_value,
    Kind.MISSING_ATTRIBUTE: _missing_attribute,
    Kind.UNKNOWN_CHILD: _unknown_child,
    Kind.MISPLACED_CHILD: _misplaced_child,
    Kind.SURPLUS_CHILD: _surplus_child,
    Kind.WRONG_ORDER: _wrong_order,
    Kind.MISSING_CHILD: _missing_child,
    Kind.STRAY_TEXT: _stray_text,
    Kind.BAD_TEXT: _bad_text,
}

_ATTRIBUTE_HINTS: Final = {
    ("date-part", "prefix"): "a <date> with form has its affixes from the language",
    ("date-part", "suffix"): "a <date> with form has its affixes from the language",
    ("label", "variable"): "a <label> in <names> is of the names around it: take the attribute out",
    ("layout", "delimiter"): "each entry of a bibliography stands by itself: take the attribute out",
    ("style", "class"): "the parent of a dependent style says it: take the attribute out",
    ("if", "conditions"): "that is Juris-M's dialect of CSL",
}
"""What to do about an attribute that the same element takes elsewhere."""

_CHILD_HINTS: Final = {
    ("info", "id"): "add <id> with an address or a name of its own",
    ("info", "link"): "a style without <citation> points to its parent: add a link to an independent-parent",
    ("info", "title"): "add <title> with the style's name",
    ("info", "updated"): "add <updated>2024-05-31T12:00:00+00:00</updated>, with the day of the last change",
    ("style", "citation"): "add <citation> with a <layout>, or the link to an independent-parent",
    ("style", "info"): "add <info> with <title>, <id> and <updated>",
    ("names", "name"): "add <name/>",
    ("choose", "if"): "begin it with <if>; what prints in any case needs no <choose>",
}
