"""Values that an attribute cannot have, said so that the author of a style knows what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from citekit.errors import did_you_mean
from citekit.language.fold import nearest
from citekit.language.tags import is_tag, normalise_tag
from citekit.style_check.fault import described, listed, shown
from citekit.style_check.grammar import Grammar
from citekit.style_check.structure import Violation

__all__ = ["FEW", "choices", "not_of_type", "word_value"]

FEW: Final = 8
"""How many words a sentence lists at most."""


def word_value(violation: Violation, grammar: Grammar) -> tuple[str, str]:
    """Return what is wrong with the value of an attribute, and what to do."""
    special = _SPECIAL_VALUES.get(violation.name)
    told = special(violation, grammar) if special else None
    return told or _value_in_general(violation)


def _value_in_general(violation: Violation) -> tuple[str, str]:
    name, word = violation.name, violation.word
    values = [variant.attributes[name] for variant in violation.variants if name in variant.attributes]
    words = tuple(dict.fromkeys(known for each in values for known in each.words))
    datatypes = [datatype.name for each in values for datatype in each.datatypes]
    if not words and datatypes:
        return not_of_type(f"{name}={shown(word)}", word, datatypes[0])
    near = nearest(word, words, most=2)
    what = _NOUNS.get(name)
    message = f"no {what} {shown(word)}" if what else f"{name} cannot be {shown(word)}"
    return message, did_you_mean(near) or _APPENDICES.get(name) or choices(words)


def choices(words: Sequence[str]) -> str:
    """Return the hint that names the words to choose from."""
    return f"write {listed(words, most=FEW)}" if len(words) <= FEW else "the specification of CSL lists them"


def not_of_type(what: str, text: str, datatype: str) -> tuple[str, str]:
    """Return the sentence for a text that is not of a datatype of the schema."""
    if datatype == "language":
        tag = normalise_tag(text)
        good = tag != text and is_tag(tag)
        return f"{what} is no language tag", f"write {tag}" if good else "write a tag such as en-GB or de-DE"
    if datatype == "NMTOKEN":
        return f"{what} is no name", f"write {'-'.join(text.split()) or 'a name'}, without spaces"
    message, hint = _TYPES.get(datatype, ("is not what must stand here", "see the specification of CSL"))
    return f"{what} {message}", hint


def _variable(violation: Violation, grammar: Grammar) -> tuple[str, str]:
    """Return the sentence for a variable on an element that prints another kind, or that CSL lacks."""
    element, word = violation.element, violation.word
    kind = next((kind for kind, (tag, _) in _KINDS.items() if word in grammar.values(tag, "variable")), None)
    if kind is None:
        return _no_variable(violation, grammar)
    use = _KINDS[kind][1].replace("?", word)
    what = described(element)
    if violation.name == "is-uncertain-date":
        return f'"{word}" is no date', "is-uncertain-date tests date variables alone"
    if element.tag == "label" and kind == "names":
        return f"{what} cannot name {word} here", f"put <label/> into {use[:-2]}>"
    if element.tag == "label":
        return f'"{word}" has no label', 'labels are for numbers and names; for others use <text term="…"/>'
    if element.tag == "text":
        return f"{what} cannot print {kind}", f"use {use}"
    return f"{what} prints {_PRINTS.get(element.tag, 'something else')}, and {word} is none", f"use {use}"


def _no_variable(violation: Violation, grammar: Grammar) -> tuple[str, str]:
    tag, word = violation.element.tag, violation.word
    known = grammar.values("key", "variable")
    parts = word.split(maxsplit=FEW)
    if len(parts) > 1 and set(parts) <= set(known):
        return f"<{tag}> prints one variable, not {shown(word)}", f"write a <{tag}> for each"
    meant = _FORMER_VARIABLES.get(word)
    # a slip is likelier one for a variable that may stand here
    near = (meant,) if meant else _near_variable(violation, word) or nearest(word, known, most=2)
    return f"no variable {shown(word)}", did_you_mean(near) or _APPENDICES["variable"]


def _near_variable(violation: Violation, word: str) -> tuple[str, ...]:
    words = [known for variant in violation.variants for known in variant.attributes[violation.name].words]
    return nearest(word, dict.fromkeys(words), most=2)


def _type(violation: Violation, _grammar: Grammar) -> tuple[str, str] | None:
    meant = _FORMER_TYPES.get(violation.word)
    return (f"no item type {shown(violation.word)}", f"did you mean {meant}?") if meant else None


def _term(violation: Violation, grammar: Grammar) -> tuple[str, str] | None:
    word, tag = violation.word, violation.element.tag
    if tag not in ("text", "term"):
        return None
    near = nearest(word, grammar.values("text", "term"), most=2)
    own = f"for words of your own write <text value={shown(word)}/>" if tag == "text" else _APPENDICES["term"]
    return f"no term {shown(word)}", did_you_mean(near) or own


def _version(violation: Violation, _grammar: Grammar) -> tuple[str, str]:
    return (
        f"no version {shown(violation.word)} of CSL",
        'write version="1.0", which stands for 1.0.1 and 1.0.2 too',
    )


def _rel(violation: Violation, _grammar: Grammar) -> tuple[str, str] | None:
    if violation.word == "independent-parent":
        return (
            "a style with a <citation> of its own has no parent",
            'take the link out, or write rel="template"',
        )
    if violation.word == "template":
        return "a dependent style has no template", "take the link out"
    return None


_SPECIAL_VALUES: Final[Mapping[str, Callable[[Violation, Grammar], tuple[str, str] | None]]] = {
    "variable": _variable,
    "is-numeric": _variable,
    "is-uncertain-date": _variable,
    "type": _type,
    "name": _term,
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
    "term": "Appendix II of the CSL specification lists them",
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
