"""What one field of a record holds: its YAML value to the item's, with every fault noted and none raised.

Each function takes the field's name and the node of its value, and returns the value, or None where
there is nothing to keep. CSL 1.0.2, Appendix IV; CSL-JSON 1.0 for names and dates as mappings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from citekit.errors import InvalidValue, Problem, did_you_mean
from citekit.item.date import Date, date_from_parts, parse_edtf
from citekit.item.identifier import IdentifierKind, parse_identifiers
from citekit.item.name import Name, parse_name, parse_names
from citekit.language.fold import nearest
from citekit.library.record import Access, Archived, Provenance
from citekit.yaml_text.reading import Mapping, Node, Scalar, Sequence, Style
from citekit.yaml_text.values import plain_value

__all__ = [
    "CHECKED",
    "NAME_FLAGS",
    "NAME_PARTS",
    "PROSE",
    "Faults",
    "make_name",
    "read_access",
    "read_archived",
    "read_date",
    "read_list",
    "read_names",
    "read_provenance",
    "read_tags",
    "read_text",
    "tidy",
]

NAME_PARTS: Final = (
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "literal",
)
"""The parts of a name that are text, as CSL-JSON spells them."""

NAME_FLAGS: Final = ("comma-suffix", "static-ordering")
"""The parts of a name that are true or false."""

CHECKED: Final = {
    "DOI": IdentifierKind.DOI,
    "ISBN": IdentifierKind.ISBN,
    "ISSN": IdentifierKind.ISSN,
    "PMID": IdentifierKind.PMID,
    "PMCID": IdentifierKind.PMCID,
    "URL": IdentifierKind.URL,
}
"""The variables that hold identifiers, which have a form to check."""

PROSE: Final = frozenset(("abstract", "annote", "note"))
"""The variables that keep their line breaks; anywhere else a line break is a space."""

_BARE: Final = frozenset(("DOI", "PMID", "PMCID"))
"""Identifiers that styles put an address in front of, so that none may stand there already."""

_JOINED: Final = {"ISBN": " ", "ISSN": " ", "keyword": ", "}
"""The text variables that may be written as a list, and what CSL's one string has between the parts."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_BREAK: Final = re.compile("[ \t]*[\n\x85\u2028\u2029][ \t\n\x85\u2028\u2029]*")
_TRUE: Final = frozenset(("true", "yes", "on", "1"))


class Faults:
    """Gathers what is wrong with a record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(
        self, node: Node | None, field: str, message: str, remedy: str = "", *, fatal: bool = True
    ) -> None:
        """Note a fault at ``node``, or of the whole file where that is None."""
        line, column = (node.span.line, node.span.column) if node else (None, None)
        self.problems.append(Problem(self.path, line, column, field, message, remedy, fatal))

    def add_value(self, node: Node, field: str, error: InvalidValue, *, fatal: bool) -> None:
        """Note a value that its field cannot take."""
        self.add(node, field, f'"{_short(error.value)}" {error.reason}', error.hint or "", fatal=fatal)

    def add_shape(self, node: Node, field: str, wanted: str, *, fatal: bool = True) -> None:
        """Note a list or mapping, or text, where something else belongs."""
        self.add(node, field, f"holds {_shape(node)}", f"write {wanted}", fatal=fatal)


def tidy(text: str, *, prose: bool = False) -> str:
    """Return ``text`` in NFC, without control characters and white space around it.

    Line breaks are spaces unless ``prose``.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()
    return text if prose else _LINE_BREAK.sub(" ", text)


def read_text(faults: Faults, field: str, node: Node) -> str | None:
    """Return the text of a variable of kind text or number."""
    if not isinstance(node, Scalar):
        return _read_joined(faults, field, node)
    text = node.value
    if field in CHECKED:
        return _read_identifier(faults, field, node, field)
    if not (text.isascii() and text.isprintable()):
        _note_control_characters(faults, field, node)
    if text in ("~", "null") and node.style is Style.PLAIN:
        faults.add(
            node, field, f"is the text {text}", "leave the value empty, or remove the field", fatal=False
        )
    return tidy(text, prose=field in PROSE) or None


def _read_joined(faults: Faults, field: str, node: Sequence | Mapping) -> str | None:
    if field in _JOINED and isinstance(node, Sequence):
        parts = [read_text(faults, field, item) for item in node.items]
        return _JOINED[field].join(part for part in parts if part) or None
    faults.add_shape(node, field, "one text; put it in quotes if it starts with [ or {")
    return None


def _read_identifier(faults: Faults, field: str, node: Scalar, variable: str) -> str | None:
    """Return the identifier in ``node`` as it stands there, checked as one of ``variable``."""
    text = node.value.strip()
    if not text:
        return None
    try:
        found = parse_identifiers(CHECKED[variable], text)
    except InvalidValue as error:
        faults.add_value(node, field, error, fatal=False)
    else:
        if variable in _BARE and found[0].value != text:
            faults.add(
                node, field, f'"{_short(text)}" is not its bare form', f"write {found[0].value}", fatal=False
            )
    return _CONTROL.sub("", text) or None


def _note_control_characters(faults: Faults, field: str, node: Scalar) -> None:
    found = _CONTROL.search(node.value)
    if found:
        code = f"U+{ord(found.group()):04X}"
        faults.add(
            node, field, f"holds the control character {code}, which is left out", "remove it", fatal=False
        )


def read_names(faults: Faults, field: str, node: Node) -> tuple[Name, ...] | None:
    """Return the names in a mapping, a short string, or a list of either."""
    if isinstance(node, Scalar):
        return _parsed(faults, field, node, parse_names)
    if isinstance(node, Mapping):
        return _one_name(faults, field, node)
    names: list[Name] = []
    for item in node.items:
        if isinstance(item, Mapping):
            names += _one_name(faults, field, item)
        elif isinstance(item, Scalar):
            names += _parsed(faults, field, item, lambda text: (parse_name(text),))
        else:
            faults.add_shape(
                item, field, "a name: `family: Doe` with `given: Jane` below, or `literal: MEMRI`"
            )
    return tuple(names) or None


def _parsed(
    faults: Faults, field: str, node: Scalar, parse: Callable[[str], tuple[Name, ...]]
) -> tuple[Name, ...]:
    text = tidy(node.value)
    if not text:
        return ()
    try:
        return parse(text)
    except InvalidValue as error:
        faults.add_value(node, field, error, fatal=False)
        return (Name(literal=text),)


def _one_name(faults: Faults, field: str, node: Mapping) -> tuple[Name, ...]:
    parts: dict[str, str] = {}
    for key, value in node.pairs:
        part = key.value
        if not isinstance(value, Scalar):
            faults.add_shape(value, field, f"one text for {part}")
        elif part in NAME_PARTS or part in NAME_FLAGS:
            parts[part] = tidy(value.value)
        else:
            meant = _FOREIGN_PARTS.get(part.lower())
            similar = (meant,) if meant else nearest(part, (*NAME_PARTS, *NAME_FLAGS))
            remedy = did_you_mean(similar) or f"a name has {', '.join(NAME_PARTS)}"
            faults.add(key, field, f'a name has no part "{_short(part)}"', remedy, fatal=False)
    if not (parts.get("family") or parts.get("given") or parts.get("literal")):
        remedy = "write `family` and `given`, or `literal` for an institution"
        faults.add(node, field, "holds a name without family and literal", remedy)
        return ()
    return (make_name(parts),)


def make_name(parts: AnyMapping[str, str]) -> Name:
    """Return the name of these parts, spelled as `NAME_PARTS` and `NAME_FLAGS` have them."""
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        dropping_particle=parts.get("dropping-particle", ""),
        non_dropping_particle=parts.get("non-dropping-particle", ""),
        suffix=parts.get("suffix", ""),
        literal=parts.get("literal", ""),
        comma_suffix=parts.get("comma-suffix", "").lower() in _TRUE,
        static_ordering=parts.get("static-ordering", "").lower() in _TRUE,
    )


_FOREIGN_PARTS: Final = {
    "first": "given",
    "firstname": "given",
    "forename": "given",
    "institution": "literal",
    "jr": "suffix",
    "last": "family",
    "lastname": "family",
    "name": "literal",
    "particle": "non-dropping-particle",
    "prefix": "non-dropping-particle",
    "surname": "family",
    "von": "non-dropping-particle",
}
"""What the parts of a name are called elsewhere, and in CSL."""


def read_date(faults: Faults, field: str, node: Node, *, fatal: bool = True) -> Date | None:
    """Return the date in EDTF text or in a mapping of CSL-JSON."""
    try:
        if isinstance(node, Scalar):
            return _edtf(node.value) if node.value.strip() else None
        if isinstance(node, Mapping):
            return date_from_parts(plain_value(node))
    except InvalidValue as error:
        faults.add_value(node, field, error, fatal=fatal)
        return None
    faults.add_shape(node, field, "a date as 2020-05-17, or a span as 2019/2020", fatal=fatal)
    return None


_edtf: Final = lru_cache(maxsize=4096)(parse_edtf)
"""Most records of a library share their years with others."""


# citekit's own fields. None of their faults keeps a record from being cited.


def read_list(faults: Faults, field: str, node: Node) -> tuple[str, ...] | None:
    """Return the texts in a list, or in the place of one."""
    if isinstance(node, Mapping):
        faults.add_shape(node, field, "a list: [one, another]", fatal=False)
        return None
    found: list[str] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Scalar):
            faults.add_shape(item, field, "text", fatal=False)
        elif text := tidy(item.value):
            found.append(text)
    return tuple(found) or None


def read_tags(faults: Faults, field: str, node: Node) -> tuple[str, ...] | None:
    """Return the tags in a list, or in a text with commas."""
    if not isinstance(node, Scalar):
        return read_list(faults, field, node)
    return tuple(tag for part in re.split("[,;]", node.value) if (tag := tidy(part))) or None


def read_access(faults: Faults, field: str, node: Node) -> Access | None:
    """Return who can open the work."""
    known = [str(access) for access in Access]
    if not isinstance(node, Scalar):
        faults.add_shape(node, field, f"one of {', '.join(known)}", fatal=False)
        return None
    word = tidy(node.value).lower()
    if not word:
        return None
    if word not in known:
        remedy = did_you_mean(nearest(word, known)) or f"write {', '.join(known[:-1])} or {known[-1]}"
        faults.add(node, field, f'"{_short(word)}" is no kind of access', remedy, fatal=False)
        return None
    return Access(word)


def read_archived(faults: Faults, field: str, node: Node) -> Archived | None:
    """Return the copy that a mapping of ``url`` and ``date``, or an address alone, tells of."""
    if isinstance(node, Sequence):
        faults.add_shape(node, field, "{url: https://…, date: 2022-02-01}", fatal=False)
        return None
    if isinstance(node, Scalar):
        url = _read_identifier(faults, field, node, "URL")
        return Archived(url) if url else None
    parts = _parts(faults, field, node, ("url", "date"))
    date = read_date(faults, field, parts["date"], fatal=False) if "date" in parts else None
    url_node = parts.get("url")
    url = _read_identifier(faults, field, url_node, "URL") if isinstance(url_node, Scalar) else None
    if not url:
        faults.add(node, field, "has no url", "write {url: https://…, date: 2022-02-01}", fatal=False)
        return None
    return Archived(url, date)


def _parts(faults: Faults, field: str, node: Mapping, known: tuple[str, ...]) -> dict[str, Node]:
    parts: dict[str, Node] = {}
    for key, value in node.pairs:
        if key.value in known:
            parts[key.value] = value
        else:
            remedy = did_you_mean(nearest(key.value, known)) or f"it has {' and '.join(known)}"
            faults.add(key, field, f'has no part "{_short(key.value)}"', remedy, fatal=False)
    return parts


def read_provenance(faults: Faults, field: str, node: Node) -> Provenance | None:
    """Return where the data came from: a mapping, or the source alone."""
    if isinstance(node, Sequence):
        faults.add_shape(node, field, "{source: …, date: 2022-02-01}", fatal=False)
        return None
    if isinstance(node, Scalar):
        source = tidy(node.value)
        return Provenance(source=source) if source else None
    texts: dict[str, str] = {}
    date: Date | None = None
    confidence: dict[str, str] = {}
    for key, value in node.pairs:
        if key.value == "date":
            date = read_date(faults, field, value, fatal=False)
        elif key.value == "confidence" and isinstance(value, Mapping):
            confidence = _texts(faults, field, value)
        elif key.value == "confidence" and isinstance(value, Scalar):
            confidence = {"": tidy(value.value)}
        elif isinstance(value, Scalar):
            texts[key.value] = tidy(value.value, prose=True)
        else:
            faults.add_shape(value, field, f"one text for {key.value}", fatal=False)
    return Provenance(source=texts.pop("source", ""), date=date, confidence=confidence, other=texts)


def _texts(faults: Faults, field: str, node: Mapping) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in node.pairs:
        if isinstance(value, Scalar):
            texts[key.value] = tidy(value.value)
        else:
            faults.add_shape(value, field, f"one text for {key.value}", fatal=False)
    return texts


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return f'the text "{_short(node.value)}"'
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
