"""What the grammar refuses, said so that the author of a style knows what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from citekit.errors import did_you_mean
from citekit.language.fold import nearest
from citekit.language.tags import is_tag, normalise_tag
from citekit.style_check.fault import Fault, at, bare, described, listed, shown
from citekit.style_check.grammar import Grammar
from citekit.style_check.source import Element
from citekit.style_check.structure import Kind, Violation

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
        owners = [tag for tag in grammar.elements if tag != element.tag and _takes(grammar, tag, name)]
        hint = f"it belongs on {listed([f'<{tag}>' for tag in owners])}" if owners else "take it out"
    return at(element, f"no attribute {bare(name)} on {described(element, but=name)}", hint, attribute=name)


def _takes(grammar: Grammar, tag: str, name: str) -> bool:
    return any(name in variant.attributes for each in grammar.elements[tag] for variant in each.variants)


def _extra_attribute(violation: Violation, _grammar: Grammar) -> Fault:
    element, name = violation.element, violation.name
    others = listed(violation.names, "and") or "what else is there"
    sources = {one for variant in violation.variants for one in variant.required if one not in element.attributes}
    if any(name in variant.required for variant in violation.variants):
        hint = "keep one of them"
    elif sources:
        hint = f"take {name} out; it goes with {listed(sorted(sources))}"
    else:
        hint = f"take {name} out"
    return at(element, f"{name} and {others} cannot stand together on <{element.tag}>", hint, attribute=name)


def _bad_value(violation: Violation, grammar: Grammar) -> Fault:
    element, name, word = violation.element, violation.name, violation.word
    special = _SPECIAL_VALUES.get(name)
    told = special(violation, grammar) if special else None
    message, hint = told or _value_in_general(violation)
    return at(element, message, hint, attribute=name)


def _value_in_general(violation: Violation) -> tuple[str, str]:
    name, word = violation.name, violation.word
    values = [variant.attributes[name] for variant in violation.variants if name in variant.attributes]
    words = tuple(dict.fromkeys(known for each in values for known in each.words))
    datatypes = [datatype.name for each in values for datatype in each.datatypes]
    if not words and datatypes:
        return _not_of_type(f"{name}={shown(word)}", word, datatypes[0])
    near = nearest(word, words, most=2)
    what = _NOUNS.get(name)
    message = f"no {what} {shown(word)}" if what else f"{name} cannot be {shown(word)}"
    return message, did_you_mean(near) or _APPENDICES.get(name) or _choices(words)


def _choices(words: Sequence[str]) -> str:
    return f"write {listed(words, most=_FEW)}" if len(words) <= _FEW else "the specification of CSL lists them"


def _not_of_type(what: str, text: str, datatype: str) -> tuple[str, str]:
    """Return the sentence for a text that is not of a datatype of the schema."""
    if datatype == "language":
        tag = normalise_tag(text)
        good = tag != text and is_tag(tag)
        return f"{what} is no language tag", f"write {tag}" if good else "write a tag such as en-GB or de-DE"
    if datatype == "NMTOKEN":
        return f"{what} is no name", f"write {'-'.join(text.split()) or 'a name'}, without spaces"
    message, hint = _TYPES.get(datatype, ("is not what must stand here", "see the specification of CSL"))
    return f"{what} {message}", hint


def _variable(violation: Violation, grammar: Grammar) -> tuple[str, str] | None:
    """Return the sentence for a variable on an element that prints another kind, or that CSL lacks."""
    element, word = violation.element, violation.word
    kinds = [kind for kind, (tag, _) in _KINDS.items() if word in grammar.values(tag, "variable")]
    if not kinds and len(word.split()) > 1 and set(word.split()) <= set(grammar.values("key", "variable")):
        return f"<{element.tag}> prints one variable, not {shown(word)}", f"write a <{element.tag}> for each"
    if not kinds:
        meant = _FORMER_VARIABLES.get(word)
        known = grammar.values("key", "variable")
        # a slip is likelier one for a variable that may stand here
        near = (meant,) if meant else _near_variable(violation, word) or nearest(word, known, most=2)
        return f"no variable {shown(word)}", did_you_mean(near) or _APPENDICES["variable"]
    use = _KINDS[kinds[0]][1].replace("?", word)
    if violation.name == "is-uncertain-date":
        return f'"{word}" is no date', "is-uncertain-date tests date variables alone"
    if element.tag == "label":
        if kinds[0] == "names":
            return f"{described(element)} cannot name {word} here", f"put <label/> into {use[:-2]}>"
        return f'"{word}" has no label', "labels are for numbers, and for names within <names>; use <text term=…/>"
    what = described(element)
    if element.tag == "text":
        return f"{what} cannot print {kinds[0]}", f"use {use}"
    return f"{what} prints {_PRINTS.get(element.tag, 'something else')}, and {word} is none", f"use {use}"


def _near_variable(violation: Violation, word: str) -> tuple[str, ...]:
    words = [known for variant in violation.variants for known in variant.attributes[violation.name].words]
    return nearest(word, dict.fromkeys(words), most=2)


def _type(violation: Violation, grammar: Grammar) -> tuple[str, str] | None:
    meant = _FORMER_TYPES.get(violation.word)
    return (f"no item type {shown(violation.word)}", f"did you mean {meant}?") if meant else None


def _term(violation: Violation, grammar: Grammar) -> tuple[str, str] | None:
    word = violation.word
    if violation.element.tag != "text":
        return None
    known = grammar.values("text", "term")
    near = nearest(word, known, most=2)
    hint = did_you_mean(near) or f'for words of your own write <text value="{word}"/>'
    return f"no term {shown(word)}", hint


def _version(violation: Violation, _grammar: Grammar) -> tuple[str, str] | None:
    if "mlz" in violation.word:
        return f"version {shown(violation.word)} is Juris-M's dialect of CSL", "citekit reads CSL 1.0"
    return f"no version {shown(violation.word)} of CSL", 'write version="1.0", which stands for 1.0.1 and 1.0.2 too'


def _rel(violation: Violation, _grammar: Grammar) -> tuple[str, str] | None:
    if violation.word == "independent-parent":
        return "a style with a <citation> of its own has no parent", 'take the link out, or write rel="template"'
    if violation.word == "template":
        return "a dependent style has no template", "take the link out"
    return None


def _missing_attribute(violation: Violation, _grammar: Grammar) -> Fault:
    element = violation.element
    if element.tag in ("if", "else-if"):
        return at(element, f"<{element.tag}> has no condition", f"add {_alternatives(violation)}")
    message = f"{described(element)} lacks {_alternatives(violation)}"
    if len({variant.required for variant in violation.variants}) > 1:
        return at(element, message, "add one of them")
    name = violation.names[0]
    values = [variant.attributes[name] for variant in violation.variants if name in variant.attributes]
    words = tuple(dict.fromkeys(word for each in values for word in each.words))
    examples = [f'{name}="{word}"' for word in words] if 0 < len(words) <= _FEW else [f'{name}="…"']
    return at(element, message, f"add {listed(examples)}")


def _alternatives(violation: Violation) -> str:
    """Return the attributes of which an element needs one."""
    element = violation.element
    if element.tag in ("if", "else-if"):
        return "type, variable, position, locator or another test"
    names = {name for variant in violation.variants for name in variant.required} - set(element.attributes)
    return listed([*sorted(names), *(["a <date-part>"] if element.tag == "date" and "form" in names else [])])


def _unknown_child(violation: Violation, _grammar: Grammar) -> Fault:
    child = _child(violation)
    if child.tag.startswith("{"):
        return at(
            child, f"<{bare(child.tag)}> is not of CSL's namespace", "take it out, or take its xmlns or prefix out"
        )
    near = tuple(f"<{tag}>" for tag in violation.near)
    return at(child, f"no element <{child.tag}> in CSL", did_you_mean(near) or "take it out")


def _misplaced_child(violation: Violation, grammar: Grammar) -> Fault:
    child, element = _child(violation), violation.element
    parents = grammar.parents(child.tag)
    if child.tag == "names" and element.tag == "names":
        hint = "put it into <substitute>, to print it where the others are missing"
    elif element.tag == "names":
        hint = "a <names> holds <name>, <et-al>, <label> and <substitute>: put it before or after"
    elif element.tag == "style" and not violation.variants[0].definitions.get("citation"):
        return at(child, f"a style that points to a parent has no <{child.tag}>", "take it, or the link, out")
    elif "layout" in parents:
        hint = "it belongs in <layout>, <macro>, <group>, <if> or <else>"
    elif not parents:
        hint = "it is the root of a file"
    else:
        hint = f"it belongs in {listed([f'<{parent}>' for parent in parents], most=_FEW)}"
    return at(child, f"{described(child)} cannot stand in <{element.tag}>", hint)


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
        return at(element, f"{told} has neither a form nor a <date-part>", 'add form="text" or form="numeric"')
    hint = _CHILD_HINTS.get((element.tag, names[0])) or f"add <{names[0]}>"
    return at(element, f"{told} has no <{names[0]}>", hint)


def _stray_text(violation: Violation, _grammar: Grammar) -> Fault:
    element = violation.element
    printing = any("text" in variant.definitions for variant in violation.variants)
    hint = 'print words with <text value="…"/>, or take them out' if printing else "take it out"
    return Fault(
        element.text_line, element.text_column, f"{shown(violation.word)} stands loose in <{element.tag}>", hint
    )


def _bad_text(violation: Violation, _grammar: Grammar) -> Fault:
    element = violation.element
    types = [datatype.name for each in violation.variants if each.text for datatype in each.text.datatypes]
    if element.tag in ("issn", "eissn", "issnl"):
        message, hint = f"{shown(violation.word)} is no ISSN", "write it as 1234-567X"
    elif types:
        message, hint = _not_of_type(f"{shown(violation.word)} in <{element.tag}>", violation.word, types[0])
    else:
        words = [word for each in violation.variants if each.text for word in each.text.words]
        message, hint = f"<{element.tag}> cannot hold {shown(violation.word)}", _choices(words)
    line = element.text_line or element.line
    return Fault(line, element.text_column or element.column, message, hint)


def _child(violation: Violation) -> Element:
    return violation.child or violation.element


_FEW: Final = 8

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

_SPECIAL_VALUES: Final[Mapping[str, Callable[[Violation, Grammar], tuple[str, str] | None]]] = {
    "variable": _variable,
    "is-numeric": _variable,
    "is-uncertain-date": _variable,
    "type": _type,
    "term": _term,
    "version": _version,
    "rel": _rel,
}

_NOUNS: Final = {
    "citation-format": "citation format",
    "field": "field of research",
    "locator": "locator",
    "position": "position",
    "term": "term",
    "type": "item type",
}
"""What the values of an attribute are, where a sentence says "no … of this name"."""

_APPENDICES: Final = {
    "field": "Appendix I of the CSL specification lists them",
    "locator": "Appendix II of the CSL specification lists them",
    "type": "Appendix III of the CSL specification lists them",
    "variable": "Appendix IV of the CSL specification lists them",
}

_KINDS: Final = {
    "names": ("names", '<names variable="?"/>'),
    "dates": ("date", '<date variable="?" form="text"/>'),
    "text": ("text", '<text variable="?"/>'),
}
"""Kinds of variables: the element that prints them, and how it is written."""

_PRINTS: Final = {"names": "names", "date": "dates", "number": "numbers"}

_TYPES: Final = {
    "anyURI": ("is no address (URI)", "write % as %25, and other characters as they are"),
    "boolean": ("is neither true nor false", "write true or false"),
    "dateTime": ("is no date and time", "write it as 2024-05-31T12:00:00+00:00"),
    "integer": ("is no number that can stand here", "write a whole number such as 3"),
    "nonNegativeInteger": ("is no number that can stand here", "write a whole number such as 0 or 1"),
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
    ("info", "title"): "add <title> with the style's name",
    ("info", "updated"): "add <updated>2024-05-31T12:00:00+00:00</updated>, with the day of the last change",
    ("style", "citation"): "add <citation><layout>…</layout></citation>, or the link to an independent-parent",
    ("style", "info"): "add <info> with <title>, <id> and <updated>",
    ("names", "name"): "add <name/>",
    ("choose", "if"): "begin it with <if>; what prints in any case needs no <choose>",
}

_FORMER_VARIABLES: Final = {
    "bookAuthor": "container-author",
    "bookTitle": "container-title",
    "doi": "DOI",
    "journalAbbreviation": "container-title-short",
    "pages": "page",
    "publicationTitle": "container-title",
    "url": "URL",
    "year": "issued",
    "date": "issued",
    "place": "publisher-place",
}
"""What other vocabularies call a variable."""

_FORMER_TYPES: Final = {
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "film": "motion_picture",
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "podcast": "broadcast",
    "computerProgram": "software",
    "statute": "legislation",
    "case": "legal_case",
}
"""What other vocabularies call an item type."""
