"""A search as a condition on the index's table of records, in SQLite's SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citekit.item.identifier import Identifier, IdentifierKind, try_identifier
from citekit.item.identifiers import guess_identifier
from citekit.item.variables import VARIABLES, Kind
from citekit.language.fold import words
from citekit.library.index_row import EVER, exact_token, presence_token
from citekit.library.query import ANY_NAME, ANYWHERE, WHOLE, AllOf, AnyOf, Has, Node, Not, Query, Term, Years

__all__ = ["Condition", "condition_of"]

Condition = tuple[str, tuple[object, ...]]
"""An SQL expression over ``record``, and its parameters."""

_NOT_ANYWHERE: Final = ("language", "provenance", "files")
"""Fields that a word without a field does not look in: it would find everything."""

_NAMES: Final = tuple(name for name, variable in VARIABLES.items() if variable.kind is Kind.NAME)

_KINDS: Final = {
    "DOI": (IdentifierKind.DOI,),
    "ISBN": (IdentifierKind.ISBN,),
    "ISSN": (IdentifierKind.ISSN,),
    "PMCID": (IdentifierKind.PMCID,),
    "PMID": (IdentifierKind.PMID,),
    "URL": (IdentifierKind.URL,),
    "number": (IdentifierKind.REPORT_NUMBER, IdentifierKind.ARXIV),
}
"""The fields whose values are identifiers, which people write in several ways."""


def condition_of(query: Query | None) -> Condition:
    """Return the condition that records meet which the query matches; none at all for None."""
    return ("1", ()) if query is None else _node(query.root)


def _node(node: Node) -> Condition:
    match node:
        case Term(field, text, prefix):
            return _term(field, text, prefix=prefix)
        case Has(field):
            return _holds(presence_token(field))
        case Years(first, last):
            sql = "ifnull(record.first_year <= ? AND record.last_year >= ?, 0)"
            return sql, (EVER if last is None else last, -EVER if first is None else first)
        case Not(part):
            sql, values = _node(part)
            return f"NOT {sql}", values
        case AllOf(parts):
            return _joined(" AND ", parts) if parts else ("1", ())
        case AnyOf(parts):
            return _joined(" OR ", parts)


def _joined(operator: str, parts: Sequence[Node]) -> Condition:
    conditions = [_node(part) for part in parts]
    sql = operator.join(sql for sql, _ in conditions)
    return f"({sql})", tuple(value for _, values in conditions for value in values)


def _term(field: str, text: str, *, prefix: bool) -> Condition:
    if field in WHOLE:
        return _holds(exact_token(field, text, prefix=prefix))
    sql, values = _has_words(field, words(text), prefix=prefix)
    identifiers = () if prefix else _identifiers(field, text)
    for identifier in identifiers:
        sql += " OR record.id IN (SELECT record FROM pointer WHERE kind = ? AND value = ?)"
        values += (identifier.kind, identifier.key)
    return (f"({sql})" if identifiers else sql), values


def _has_words(field: str, folded: Sequence[str], *, prefix: bool) -> Condition:
    if field == ANYWHERE:
        columns = "- {" + " ".join(f'"{name}"' for name in _NOT_ANYWHERE) + "}"
    elif field == ANY_NAME:
        columns = "{" + " ".join(f'"{name}"' for name in _NAMES) + "}"
    else:
        columns = f'"{field}"'
    # Folded words are letters and digits alone, so that none of FTS5's own signs can be among them.
    phrase = f'{columns} : "{" ".join(folded)}"' + ("*" if prefix else "")
    return "record.id IN (SELECT rowid FROM word WHERE word MATCH ?)", (phrase,)


def _holds(token: str) -> Condition:
    return "instr(record.exact, ?) > 0", (token,)


def _identifiers(field: str, text: str) -> tuple[Identifier, ...]:
    if field == ANYWHERE:
        guessed = guess_identifier(text)
        return (guessed,) if guessed else ()
    found = (try_identifier(kind, text) for kind in _KINDS.get(field, ()))
    return tuple(identifier for identifier in found if identifier)
