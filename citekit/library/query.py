"""The search language, read into a tree.

::

    query   = [ or ]
    or      = and *( "OR" and )
    and     = not *( ["AND"] not )
    not     = ( "NOT" / "-" ) not / term
    term    = [ field ":" ] ( word / phrase / group )
    group   = "(" or ")"
    phrase  = quotation mark, words, quotation mark
    word    = letters up to a space, bracket or quotation mark; "*" at its end: words that begin so

A word alone stands for the word anywhere in the record: names, titles, numbers, tags, key. Case, accents
and ß do not matter, nor does punctuation: ``WP/20/13`` is three words next to each other, and so is
``"wp 20 13"``. Operators are in capitals.

A field is a CSL variable, one of citekit's own fields, or

=======  =================================================================================
name     any name variable: author, editor, translator, …
year     the year of ``issued``: ``year:2015``, ``year:2010..2020``, ``year:2010..``, ``year:..2020``
key      the record's key, or a former one
type     its CSL type
tag      short for tags
text     anywhere, as without a field
=======  =================================================================================

``field:*`` asks for records that have the field. Keys, types, access, tags, aliases and what a record
supersedes are compared whole: ``key:g1`` is not ``g10`` and ``tag:read`` is not ``to-read``; ``key:g1*``
is both. A DOI, ISBN and their kin may be written in any of their usual ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from citekit.errors import QueryError, did_you_mean
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES
from citekit.language.fold import fold, nearest, words
from citekit.library.record import OWN_FIELDS, Access

__all__ = [
    "ANYWHERE",
    "ANY_NAME",
    "WHOLE",
    "AllOf",
    "AnyOf",
    "Has",
    "Node",
    "Not",
    "Query",
    "Term",
    "Years",
    "parse_query",
]

ANYWHERE: Final = ""
"""The field of a term that may stand anywhere in the record."""

ANY_NAME: Final = "name"
"""The field that stands for every name variable."""

WHOLE: Final = frozenset(("key", "type", "access", "tags", "aliases", "supersedes"))
"""The fields whose values are compared whole, not word by word."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words next to each other in a field, or a whole value of one of `WHOLE`.

    ``text`` is as typed, without quotation marks; with ``prefix`` the last word may go on.
    """

    field: str
    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Has:
    """The record has the field."""

    field: str


@dataclass(frozen=True, slots=True)
class Years:
    """The work was published in these years, both included; None is open. BC is negative, as in `Date`."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every part matches; without parts, every record."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What one part matches at least."""

    parts: tuple[Node, ...]


Node = Term | Has | Years | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A search: the tree, and the text it was read from."""

    text: str
    root: Node


_SHORT: Final = {"tag": "tags", "alias": "aliases", "file": "files", "text": ANYWHERE}

_FIELDS: Final = MappingProxyType(
    {name.lower(): name for name in (*RECORD_VARIABLES, *OWN_FIELDS, ANY_NAME, "year", "key", "type")}
    | {old.lower(): variable for old, variable in ALIASES.items()}
    | _SHORT
)
"""Each field by the name that people type, in lower case."""

_VALUES: Final = MappingProxyType({"type": tuple(TYPES), "access": tuple(Access)})
"""The fields whose values are a closed set."""

_QUOTES: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}
_SPACE: Final = re.compile(r"\s*")
_WORD: Final = re.compile(r'[^\s()"“”„«»]+')
_FIELD: Final = re.compile(r"([^\W\d_][\w-]*):(?!//)")
# What Python makes of bytes on the command line that are not in its encoding (PEP 383).
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_YEAR: Final = r"-?[0-9]{1,6}"
_RANGE: Final = re.compile(rf"({_YEAR})?\.\.({_YEAR})?|({_YEAR})")
_DEEPEST: Final = 10
_MOST_TERMS: Final = 200
"""What SQLite's parser takes, whatever stands in the brackets; nobody types as much."""


def parse_query(text: str) -> Query:
    """Read a search; one of blanks alone matches every record.

    Raises:
        QueryError: it cannot be read; says where and why, and names the nearest field or value.
    """
    return Query(text, _Parser(text).read())


class _Parser:
    """Recursive descent over one text; what moves is the position alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0
        self.terms = 0

    def read(self) -> Node:
        stray = _NO_TEXT.search(self.text)
        if stray:
            raise self.fault("here is a byte that is no text; type it in UTF-8", stray.start())
        self.skip_space()
        if self.at_end():
            return AllOf(())
        root = self.read_or(ANYWHERE)
        if not self.at_end():
            raise self.fault("this bracket closes nothing")
        return root

    def read_or(self, field: str) -> Node:
        parts = [self.read_and(field)]
        while self.take("OR"):
            parts.append(self.read_and(field))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def read_and(self, field: str) -> Node:
        parts = [self.read_not(field)]
        while True:
            if not self.take("AND") and (self.at_end() or self.peek() == ")" or self.sees("OR")):
                return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
            parts.append(self.read_not(field))

    def read_not(self, field: str) -> Node:
        negated = False
        while True:
            if self.take("NOT"):
                negated = not negated
            elif self.peek() == "-":
                self.position += 1
                if self.at_end() or self.peek().isspace():
                    raise self.fault("after - a word must follow, without a space", self.position - 1)
                negated = not negated
            else:
                break
        part = self.read_term(field)
        return Not(part) if negated else part

    def read_term(self, field: str) -> Node:
        for operator in ("AND", "OR"):
            if self.sees(operator):
                raise self.fault(f"before {operator} something to search for is missing")
        if self.at_end():
            raise self.fault("something to search for is missing here")
        if self.peek() == "(":
            return self.read_group(field)
        if self.peek() == ")":
            raise self.fault("before this bracket something to search for is missing")
        if self.peek() in _QUOTES:
            return self.read_phrase(field)
        named = _FIELD.match(self.text, self.position)
        if named:
            return self.read_field(named, field)
        return self.read_word(field)

    def read_group(self, field: str) -> Node:
        start = self.position
        self.position += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fault(f"brackets are nested more than {_DEEPEST} deep", start)
        self.skip_space()
        if self.at_end():
            raise self.fault("this bracket is not closed", start)
        if self.peek() == ")":
            raise self.fault("between these brackets there is nothing to search for", start)
        node = self.read_or(field)
        if self.at_end():
            raise self.fault("this bracket is not closed", start)
        self.position += 1
        self.depth -= 1
        self.skip_space()
        return node

    def read_field(self, named: re.Match[str], outer: str) -> Node:
        start = self.position
        typed = named[1]
        field = _FIELDS.get(typed.lower())
        if field is None:
            raise self.fault(_no_field(typed), start)
        if outer:
            raise self.fault(f"a field within the brackets of {outer}:", start)
        self.position = named.end()
        if self.at_end() or self.peek().isspace() or self.peek() == ")":
            raise self.fault(f"after {typed}: a value must follow, without a space")
        if self.peek() == "(":
            return self.read_group(field)
        if self.peek() in _QUOTES:
            return self.read_phrase(field)
        return self.read_word(field)

    def read_phrase(self, field: str) -> Node:
        start = self.position
        closing = _QUOTES[self.peek()]
        end = self.text.find(closing, start + 1)
        if end < 0:
            raise self.fault("this quotation mark is not closed", start)
        self.position = end + 1
        self.skip_space()
        return self.leaf(field, self.text[start + 1 : end], start, quoted=True)

    def read_word(self, field: str) -> Node:
        start = self.position
        found = _WORD.match(self.text, start)
        if not found:
            raise self.fault("this quotation mark opens nothing", start)
        self.position = found.end()
        self.skip_space()
        return self.leaf(field, found[0], start, quoted=False)

    def leaf(self, field: str, typed: str, start: int, *, quoted: bool) -> Node:
        """Return the node for a value, which stands at ``start``."""
        self.terms += 1
        if self.terms > _MOST_TERMS:
            raise self.fault(f"these are more than {_MOST_TERMS} terms", start)
        if typed == "*" and not quoted:
            return Has(field) if field else AllOf(())
        if field == "year":
            return self.years(typed.strip(), start)
        prefix = not quoted and typed.endswith("*")
        value = typed[:-1] if prefix else typed
        if not quoted and "*" in value:
            raise self.fault("* can stand at the end of a word only", start + value.index("*"))
        if not (value.strip() if field in WHOLE else words(value)):
            raise self.fault("there is no letter or digit to search for", start)
        known = _VALUES.get(field, ())
        if known and not prefix and fold(value) not in known:
            raise self.fault(_no_value(field, value, known), start)
        return Term(field, value, prefix)

    def years(self, typed: str, start: int) -> Years:
        """Return the years that ``2015``, ``2010..2020``, ``2010..`` or ``..2020`` mean."""
        found = _RANGE.fullmatch(typed)
        if not found or typed == "..":
            raise self.fault("years are written 2015, 2010..2020, 2010.. or ..2020", start)
        if found[3]:
            return Years(int(found[3]), int(found[3]))
        first, last = (int(year) if year else None for year in found.group(1, 2))
        if first is not None and last is not None and first > last:
            raise self.fault("these years end before they begin", start)
        return Years(first, last)

    def at_end(self) -> bool:
        return self.position >= len(self.text)

    def peek(self) -> str:
        return self.text[self.position : self.position + 1]

    def sees(self, operator: str) -> bool:
        if not self.text.startswith(operator, self.position):
            return False
        following = self.text[self.position + len(operator) :][:1]
        return not following or following.isspace() or following in '()"“„«'

    def take(self, operator: str) -> bool:
        """Pass over the operator if it stands here."""
        if not self.sees(operator):
            return False
        start = self.position
        self.position += len(operator)
        self.skip_space()
        if self.at_end() or self.peek() == ")":
            raise self.fault(f"after {operator} something to search for is missing", start)
        return True

    def skip_space(self) -> None:
        found = _SPACE.match(self.text, self.position)
        if found:
            self.position = found.end()

    def fault(self, reason: str, position: int | None = None) -> QueryError:
        where = self.position if position is None else position
        # A tab or line break would set the mark under the wrong letter.
        return QueryError(re.sub(r"\s", " ", self.text), min(where, len(self.text)), reason)


def _no_field(typed: str) -> str:
    near = did_you_mean(nearest(typed, dict.fromkeys(_FIELDS.values())))
    return f'there is no field "{typed}"; ' + (near or f'put "{typed}:…" in quotes to search for the words')


def _no_value(field: str, value: str, known: tuple[str, ...]) -> str:
    near = did_you_mean(nearest(value, known)) or (
        f"there are {', '.join(known)}" if len(known) <= len(Access) else "see `citekit schema`"
    )
    return f'there is no {field} "{value}"; {near}'
