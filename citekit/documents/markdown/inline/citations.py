"""Citations: ``@a``, ``-@a``, ``@a [p. 3]``, ``[see @a, p. 3; @b]``, and what else an ``@`` is.

Pandoc manual, "Citation syntax".
"""

from __future__ import annotations

import re
from typing import Final

from citekit.documents.citations import AsideKind
from citekit.documents.markdown.inline.after_brackets import ATTRIBUTES, REFERENCE, SOURCE
from citekit.documents.markdown.inline.inline import Inline, Kind, RawCitation, RawCite
from citekit.documents.markdown.inline.reader import QUOTES, Reader

__all__ = ["read_citation", "read_in_text"]

_KEY: Final = re.compile(
    r"@(?:(?P<plain>[^\W_]|[_*])(?P<rest>(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)"
    r"|\{(?P<braced>(?:[^{}\n]|\{[^{}\n]*\})*[^{}\s](?:\{[^{}\n]*\})*)\})"
)
_EMAIL: Final = re.compile(r"[\w.+%-]*@[\w-]+(?:\.[\w-]+)+")
_BEFORE_AT: Final = re.compile(r"[\w.+%-]+$")
_CROSS_REFERENCE: Final = re.compile(
    r"(?:fig|tbl|lst|eq|sec|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau|supp(?:fig|tbl)|vid|apx)"
    r"-[\w.:-]|(?:fig|tbl|lst|eq|sec|thm):\w",
    re.IGNORECASE,
)


def _is_cross_reference(key: str) -> bool:
    """Whether Quarto or pandoc-crossref takes ``@key`` for a figure, table, section or the like.

    Quarto documentation, "Cross References"; pandoc-crossref manual, "Syntax".
    """
    return _CROSS_REFERENCE.match(key) is not None


def read_in_text(reader: Reader, position: int, context: int) -> Inline | None:
    """Read ``@a``, ``-@a``, ``@a [p. 3]``, or say what else the ``@`` is."""
    found = _key(reader, position)
    if found is None:
        return _no_citation(reader, position)
    match, minus = found
    key = _key_of(match)
    if key in reader.examples or _is_cross_reference(key):
        kind = AsideKind.EXAMPLE if key in reader.examples else AsideKind.CROSS_REFERENCE
        return Inline(Kind.ASIDE, position, match.end(), value=key, aside=kind)
    first = RawCite(key, match.start() + 1, match.end(), (), (), minus)
    cites, end = [first], match.end()
    bracket = reader.space(end)
    if reader.text.startswith("[", bracket):
        more = _bracketed(reader, bracket, context)
        if more is not None:
            cites, end = [first, *more[0]], more[1]
        elif (located := _bare_locator(reader, bracket, first)) is not None:
            cites, end = located
    return Inline(Kind.CITATION, position, end, citation=RawCitation(tuple(cites), in_text=not minus))


def read_citation(reader: Reader, position: int, context: int, *, alone: bool = False) -> Inline | None:
    """Read the citation in the brackets at ``position``; of cross-references alone it is none."""
    found = _bracketed(reader, position, context, alone=alone)
    if found is None:
        return None
    cites, end = found
    if all(_is_cross_reference(cite.key) for cite in cites):
        value = ";".join(cite.key for cite in cites)
        return Inline(Kind.ASIDE, position, end, value=value, aside=AsideKind.CROSS_REFERENCE)
    return Inline(Kind.CITATION, position, end, citation=RawCitation(tuple(cites), in_text=False))


def _key(reader: Reader, position: int) -> tuple[re.Match[str], bool] | None:
    """Return the key at ``position`` and whether a minus before it suppresses the author."""
    minus = reader.text.startswith("-@", position)
    match = _KEY.match(reader.text, position + minus)
    if match is None or reader.is_after_word(position) or position + minus in reader.addresses:
        return None
    reader.key_ends.add(match.end())
    return match, minus


def _cite(reader: Reader, position: int, context: int) -> tuple[RawCite, int] | None:
    """Return one cite of those in brackets: a prefix, a key, a suffix."""
    prefix: list[Inline] = []
    while True:
        if position >= reader.length or reader.text[position] in ";]":
            return None
        found = _key(reader, position)
        if found is not None:
            break
        node = reader.inline(position, context)
        prefix.append(node)
        position = node.end
    match, minus = found
    after, end = _suffix(reader, match.end(), context)
    return RawCite(_key_of(match), match.start() + 1, match.end(), tuple(prefix), after, minus), end


def _suffix(reader: Reader, position: int, context: int) -> tuple[tuple[Inline, ...], int]:
    return reader.until(position, context, lambda at: reader.text[at] in ";]")


def _cites(reader: Reader, position: int, context: int) -> tuple[list[RawCite], int] | None:
    found: list[RawCite] = []
    while True:
        one = _cite(reader, position, context)
        if one is None:
            return None
        found.append(one[0])
        position = one[1]
        if not reader.text.startswith(";", position):
            return found, position
        position = reader.space(position + 1)


def _bracketed(
    reader: Reader, position: int, context: int, *, alone: bool = False
) -> tuple[list[RawCite], int] | None:
    """Return the cites of ``[see @a, p. 3; @b]``, unless the brackets are a link's or a span's.

    ``alone`` is for brackets that are read without what follows them.
    """
    if reader.last_at < position:
        return None
    found = _cites(reader, reader.space(position + 1), context | QUOTES)
    if found is None:
        return None
    end = reader.space(found[1])
    if not reader.text.startswith("]", end):
        return None
    end += 1
    if (
        reader.has_markup
        and not alone
        and any(other.match(reader.text, end) for other in (SOURCE, ATTRIBUTES, REFERENCE))
    ):
        return None
    return found[0], end


def _bare_locator(reader: Reader, position: int, first: RawCite) -> tuple[list[RawCite], int] | None:
    """Return the cites of ``@a [p. 3; see @b]``, whose brackets stand at ``position``."""
    if reader.text.startswith("[^", position):
        return None
    after, end = _suffix(reader, reader.space(position + 1), QUOTES)
    cites = [first._replace(after=after)]
    if reader.text.startswith(";", end):
        more = _cites(reader, reader.space(end + 1), QUOTES)
        if more is None:
            return None
        cites += more[0]
        end = more[1]
    end = reader.space(end)
    if not reader.text.startswith("]", end):
        return None
    if reader.has_markup and (
        reader.text[end + 1 : end + 2] in ("[", "(") or ATTRIBUTES.match(reader.text, end + 1)
    ):
        return None
    return cites, end + 1


def _no_citation(reader: Reader, position: int) -> Inline | None:
    if reader.text[position] != "@":
        return None
    if position in reader.addresses:
        start, end = reader.addresses[position]
        return Inline(
            Kind.ASIDE, position, position + 1, value=reader.text[start:end], aside=AsideKind.ADDRESS
        )
    before = _BEFORE_AT.search(reader.text, max(0, position - 80), position)
    start = before.start() if before else position
    match = _EMAIL.match(reader.text, start)
    if before and match and match.end() > position:
        return Inline(Kind.ASIDE, position, match.end(), value=match[0], aside=AsideKind.EMAIL)
    return None


def _key_of(match: re.Match[str]) -> str:
    return match["braced"] or match["plain"] + match["rest"]
