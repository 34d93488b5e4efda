"""The inside of a Markdown block: citations, notes, emphasis, code and what else hides an ``@``.

Pandoc manual, "Citation syntax" and "Inline formatting". Pandoc reads an inline by trying what can begin at a
character, in a fixed order, and goes on behind what it found. This does the same, and keeps what it found at
each character, so that an opener which nothing closes costs one look at the rest and not one for each try.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from html import unescape
from typing import Final, NamedTuple

from citekit.documents.citations import AsideKind
from citekit.markup.tree import Format

__all__ = ["Inline", "Kind", "RawCitation", "RawCite", "is_cross_reference", "read_inlines"]


class Kind(Enum):
    """What an inline is."""

    TEXT = "text"
    REPLACED = "replaced"
    """Characters that stand for others: ``value``."""
    STYLED = "styled"
    CITATION = "citation"
    NOTE = "note"
    NOTE_MARK = "note mark"
    CODE = "code"
    MATH = "math"
    HIDDEN = "hidden"
    """Markup without characters of its own; ``value`` is an HTML tag."""
    LINK = "link"
    ASIDE = "aside"


class Inline(NamedTuple):
    """The characters ``start`` to ``end`` of a block's text, and what they are.

    ``inner`` is where the content of code begins and ends.
    """

    kind: Kind
    start: int
    end: int
    children: tuple[Inline, ...] = ()
    value: str = ""
    format: Format | None = None
    citation: RawCitation | None = None
    aside: AsideKind | None = None


class RawCite(NamedTuple):
    """A key with what was typed before and after it, as inlines."""

    key: str
    start: int
    end: int
    prefix: tuple[Inline, ...]
    after: tuple[Inline, ...]
    suppress_author: bool


class RawCitation(NamedTuple):
    """The cites of one place; ``in_text`` where the first stands in the sentence."""

    cites: tuple[RawCite, ...]
    in_text: bool


_PLAIN: Final = re.compile(r"(?:[^`*_~^\[!$<\\@&{\-\];]+|--+|-(?!@)|!(?!\[)|\{(?!\{<))+")
_QUOTABLE: Final = re.compile(r"(?:[^`*_~^\[!$<\\@&{\-\];\"'“‘]+|--+|-(?!@)|!(?!\[)|\{(?!\{<))+")
_KEY: Final = re.compile(
    r"@(?:(?P<plain>[^\W_]|[_*])(?P<rest>(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)"
    r"|\{(?P<braced>(?:[^{}\n]|\{[^{}\n]*\})*[^{}\s](?:\{[^{}\n]*\})*)\})"
)
_SPACE: Final = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_SOURCE: Final = re.compile(r"\((?:[^()\\]|\\[\s\S]|\([^()]*\))*\)")
_URL: Final = re.compile(r"\(\s*<?([^\s>]*)")
_ATTRIBUTES: Final = re.compile(
    r"\{[ \t\n]*(?:(?:[#.][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]*)|-)[ \t\n]*)*\}"
)
_RAW_ATTRIBUTE: Final = re.compile(r"\{=\w+\}")
_REFERENCE: Final = re.compile(r"\[(?!\^)(?:[^\[\]\\]|\\[\s\S]|\[[^\[\]]*\])*\]")
_NOTE_MARK: Final = re.compile(r"\[\^([^\]\s]+)\]")
_CODE: Final = re.compile(r"(`+)([\s\S]+?)(?<!`)\1(?!`)")
_NOTE_EDGE: Final = re.compile(r"\\[\s\S]|(`+)(?!`)[\s\S]+?(?<!`)\1(?!`)|[\[\]]")
_TICKS: Final = re.compile(r"`+")
_DISPLAY_MATH: Final = re.compile(r"\$\$([\s\S]+?)\$\$")
_MATH: Final = re.compile(r"\$(?![\s$])((?:\\[\s\S]|[^$\\])*)(?<!\s)\$(?!\d)")
_TAG: Final = re.compile(
    r"</?([A-Za-z][A-Za-z0-9:-]*)"
    r"(?:\s+[A-Za-z_:@][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
_COMMENT: Final = re.compile(r"<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>")
_VERBATIM: Final = re.compile(r"<(script|style|textarea)\b[\s\S]*?</\1\s*>", re.IGNORECASE)
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>")
_BRACED: Final = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_TEX_BLOCK: Final = re.compile(r"\\begin\{([A-Za-z]+\*?)\}[\s\S]*?\\end\{\1\}")
_TEX: Final = re.compile(rf"\\[A-Za-z]+\*?(?:(?:\[[^\[\]\n]*\])*(?:{_BRACED})+|(?:[ \t]+(?=[^\[{{])))?")
_ESCAPED: Final = re.compile(r"\\([^\w\s]|_|[ \n])")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHORTCODE: Final = re.compile(r"\{\{<[\s\S]*?>\}\}")
_WEB: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"\]]+")
_EMAIL: Final = re.compile(r"[\w.+%-]*@[\w-]+(?:\.[\w-]+)+")
_BEFORE_AT: Final = re.compile(r"[\w.+%-]+$")

_CROSS_REFERENCE: Final = re.compile(
    r"(?:fig|tbl|lst|eq|sec|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau|supp(?:fig|tbl)|vid|apx)"
    r"-[\w.:-]|(?:fig|tbl|lst|eq|sec|thm):\w",
    re.IGNORECASE,
)

_QUOTES: Final = 1
_IN_DOUBLE: Final = 2
_IN_SINGLE: Final = 4
"""In what an inline is read: quotes count within brackets, and one of a kind not within another."""

_CLOSERS: Final = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_DEEPEST: Final = 40
_STEPS_PER_CHARACTER: Final = 10
_FREE_STEPS: Final = 20_000


def is_cross_reference(key: str) -> bool:
    """Whether Quarto or pandoc-crossref takes ``@key`` for a figure, table, section or the like.

    Quarto documentation, "Cross References"; pandoc-crossref manual, "Syntax".
    """
    return _CROSS_REFERENCE.match(key) is not None


def read_inlines(
    text: str,
    *,
    notes: frozenset[str] = frozenset(),
    examples: frozenset[str] = frozenset(),
    has_markup: bool = True,
) -> tuple[Inline, ...]:
    """Return the inlines of a block's text, which together are all its characters.

    ``notes`` are the labels that have a definition, ``examples`` those of example lists. Without markup
    citations alone are looked for, and every other mark is a character.
    """
    return _Reader(text, notes, examples, has_markup=has_markup).read()


_Found = tuple[Inline, int]


class _Reader:
    """One reading of one block. ``known`` keeps what begins at a character, in each of the contexts."""

    def __init__(
        self, text: str, notes: frozenset[str], examples: frozenset[str], *, has_markup: bool
    ) -> None:
        self.text = text
        self.has_markup = has_markup
        self.handlers = _HANDLERS if has_markup else _CITATION_HANDLERS
        self.length = len(text)
        self.notes = notes
        self.examples = examples
        self.known: dict[int, Inline] = {}
        self.depth = 0
        self.steps = _FREE_STEPS + _STEPS_PER_CHARACTER * len(text)
        self.key_ends: set[int] = set()
        self.emphasis_ends: set[int] = set()
        self.last_at = text.rfind("@")
        self.last_comment = max(text.rfind(end) for end in ("-->", "?>", "]]>"))
        self.last_end = text.rfind("\\end{")
        self.addresses: dict[int, tuple[int, int]] = {}
        if self.last_at >= 0 and "://" in text:
            for match in _WEB.finditer(text):
                for position in range(match.start(), match.end()):
                    if text[position] == "@":
                        self.addresses[position] = match.span()

    def read(self) -> tuple[Inline, ...]:
        nodes, _ = self.until(0, 0, lambda _: False)
        return nodes

    def until(
        self, position: int, context: int, stop: Callable[[int], bool]
    ) -> tuple[tuple[Inline, ...], int]:
        """Return the inlines from ``position`` to where ``stop`` says so, or to the end."""
        nodes: list[Inline] = []
        while position < self.length and not stop(position):
            node = self.inline(position, context)
            nodes.append(node)
            position = node.end
        return tuple(nodes), position

    def inline(self, position: int, context: int) -> Inline:
        """Return what begins at ``position``; a character that begins nothing is text."""
        match = (_QUOTABLE if context else _PLAIN).match(self.text, position)
        if match:
            return Inline(Kind.TEXT, position, match.end())
        memo = position * 8 + context
        node = self.known.get(memo)
        if node is None:
            self.steps -= 1
            handler = self.handlers.get(self.text[position])
            found = None
            if handler is not None and self.depth < _DEEPEST and self.steps > 0:
                self.depth += 1
                found = handler(self, position, context)
                self.depth -= 1
            node = found or Inline(Kind.TEXT, position, position + 1)
            self.known[memo] = node
        else:
            self.steps -= 1
        return node

    def space(self, position: int) -> int:
        """Return the position behind spaces and one line break."""
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def is_after_word(self, position: int) -> bool:
        """Whether a word or its full stop ends right before ``position``: no key begins there."""
        if position == 0 or position in self.key_ends:
            return False
        before = self.text[position - 1]
        if position in self.emphasis_ends:
            return True
        if before == "." and self.text[position - 2 : position - 1] == "\\":
            return False
        return before.isalnum() or before == "."

    # Citations.

    def key(self, position: int) -> tuple[re.Match[str], bool] | None:
        """Return the key at ``position`` and whether a minus before it suppresses the author."""
        minus = self.text.startswith("-@", position)
        match = _KEY.match(self.text, position + minus)
        if match is None or self.is_after_word(position) or position + minus in self.addresses:
            return None
        self.key_ends.add(match.end())
        return match, minus

    def cite(self, position: int, context: int) -> tuple[RawCite, int] | None:
        """Return one cite of those in brackets: a prefix, a key, a suffix."""
        prefix: list[Inline] = []
        while True:
            if position >= self.length or self.text[position] in ";]":
                return None
            found = self.key(position)
            if found is not None:
                break
            node = self.inline(position, context)
            prefix.append(node)
            position = node.end
        match, minus = found
        after, end = self.suffix(match.end(), context)
        return RawCite(_key_of(match), match.start() + 1, match.end(), tuple(prefix), after, minus), end

    def suffix(self, position: int, context: int) -> tuple[tuple[Inline, ...], int]:
        return self.until(position, context, lambda at: self.text[at] in ";]")

    def cites(self, position: int, context: int) -> tuple[list[RawCite], int] | None:
        found: list[RawCite] = []
        while True:
            one = self.cite(position, context)
            if one is None:
                return None
            found.append(one[0])
            position = one[1]
            if not self.text.startswith(";", position):
                return found, position
            position = self.space(position + 1)

    def bracketed(
        self, position: int, context: int, *, alone: bool = False
    ) -> tuple[list[RawCite], int] | None:
        """Return the cites of ``[see @a, p. 3; @b]``, unless the brackets are a link's or a span's.

        ``alone`` is for brackets that are read without what follows them.
        """
        if self.last_at < position:
            return None
        found = self.cites(self.space(position + 1), context | _QUOTES)
        if found is None:
            return None
        end = self.space(found[1])
        if not self.text.startswith("]", end):
            return None
        end += 1
        if (
            self.has_markup
            and not alone
            and any(other.match(self.text, end) for other in (_SOURCE, _ATTRIBUTES, _REFERENCE))
        ):
            return None
        return found[0], end

    def bare_locator(self, position: int, first: RawCite) -> tuple[list[RawCite], int] | None:
        """Return the cites of ``@a [p. 3; see @b]``, whose brackets stand at ``position``."""
        if self.text.startswith("[^", position):
            return None
        after, end = self.suffix(self.space(position + 1), _QUOTES)
        cites = [first._replace(after=after)]
        if self.text.startswith(";", end):
            more = self.cites(self.space(end + 1), _QUOTES)
            if more is None:
                return None
            cites += more[0]
            end = more[1]
        end = self.space(end)
        if not self.text.startswith("]", end):
            return None
        if self.has_markup and (
            self.text[end + 1 : end + 2] in ("[", "(") or _ATTRIBUTES.match(self.text, end + 1)
        ):
            return None
        return cites, end + 1

    def in_text(self, position: int, context: int) -> Inline | None:
        """Read ``@a``, ``-@a``, ``@a [p. 3]``, or say what else the ``@`` is."""
        found = self.key(position)
        if found is None:
            return self.no_citation(position)
        match, minus = found
        key = _key_of(match)
        if key in self.examples or is_cross_reference(key):
            kind = AsideKind.EXAMPLE if key in self.examples else AsideKind.CROSS_REFERENCE
            return Inline(Kind.ASIDE, position, match.end(), value=key, aside=kind)
        first = RawCite(key, match.start() + 1, match.end(), (), (), minus)
        cites, end = [first], match.end()
        bracket = self.space(end)
        if self.text.startswith("[", bracket):
            more = self.bracketed(bracket, context)
            if more is not None:
                cites, end = [first, *more[0]], more[1]
            elif (located := self.bare_locator(bracket, first)) is not None:
                cites, end = located
        return Inline(Kind.CITATION, position, end, citation=RawCitation(tuple(cites), in_text=not minus))

    def no_citation(self, position: int) -> Inline | None:
        if self.text[position] != "@":
            return None
        if position in self.addresses:
            start, end = self.addresses[position]
            return Inline(
                Kind.ASIDE, position, position + 1, value=self.text[start:end], aside=AsideKind.ADDRESS
            )
        before = _BEFORE_AT.search(self.text, max(0, position - 80), position)
        start = before.start() if before else position
        match = _EMAIL.match(self.text, start)
        if before and match and match.end() > position:
            return Inline(Kind.ASIDE, position, match.end(), value=match[0], aside=AsideKind.EMAIL)
        return None

    # Everything else that begins with its own character.

    def bracket(self, position: int, context: int) -> Inline | None:
        mark = _NOTE_MARK.match(self.text, position)
        if mark and mark[1] in self.notes:
            return Inline(Kind.NOTE_MARK, position, mark.end(), value=mark[1])
        return self.citation(position, context) or self.link(position, context)

    def citation(self, position: int, context: int, *, alone: bool = False) -> Inline | None:
        """Read the citation in the brackets at ``position``; of cross-references alone it is none."""
        found = self.bracketed(position, context, alone=alone)
        if found is None:
            return None
        cites, end = found
        if all(is_cross_reference(cite.key) for cite in cites):
            value = ";".join(cite.key for cite in cites)
            return Inline(Kind.ASIDE, position, end, value=value, aside=AsideKind.CROSS_REFERENCE)
        return Inline(Kind.CITATION, position, end, citation=RawCitation(tuple(cites), in_text=False))

    def link(self, position: int, context: int) -> Inline | None:
        children, end = self.balanced(position + 1, context)
        if end < 0:
            return None
        source = _SOURCE.match(self.text, end)
        if source:
            url = _URL.match(source[0])
            attributes = _ATTRIBUTES.match(self.text, source.end())
            end = attributes.end() if attributes else source.end()
            return Inline(Kind.LINK, position, end, children, value=url[1].rstrip(")") if url else "")
        attributes = _ATTRIBUTES.match(self.text, end)
        if attributes:
            return Inline(
                Kind.STYLED, position, attributes.end(), children, format=_class_format(attributes[0])
            )
        marks = Inline(Kind.TEXT, position, position + 1), Inline(Kind.TEXT, end - 1, end)
        nodes = (marks[0], *children, marks[1])
        reference = _REFERENCE.match(self.text, end)
        if reference and self.last_at > end:
            # [x][y] is a link whose address is nowhere: both brackets are text, the second read by itself.
            second = self.citation(end, context, alone=True)
            if second is not None and second.end == reference.end():
                nodes = (*nodes, second)
        return Inline(Kind.STYLED, position, nodes[-1].end, nodes)

    def balanced(self, position: int, context: int) -> tuple[tuple[Inline, ...], int]:
        """Return the inlines up to the bracket that closes, and the position behind it; -1 if none does."""
        nodes: list[Inline] = []
        opened = 0
        while position < self.length:
            if self.text[position] == "]":
                if not opened:
                    return tuple(nodes), position + 1
                opened -= 1
            node = self.inline(position, context)
            opened += node.kind is Kind.TEXT and self.text[position] == "["
            nodes.append(node)
            position = node.end
        return (), -1

    def caret(self, position: int, context: int) -> Inline | None:
        if self.text.startswith("^[", position):
            children, end = self.note(position + 2)
            if (
                end > 0
                and self.text[end : end + 1] not in ("[", "(")
                and not _ATTRIBUTES.match(self.text, end)
            ):
                return Inline(Kind.NOTE, position, end, children)
            return None
        return self.tight(position, "^", Format.SUPERSCRIPT, context)

    def note(self, position: int) -> tuple[tuple[Inline, ...], int]:
        """Return what a note typed in the text holds, and the position behind it; -1 if it has no end.

        Its brackets are found first and its inside read by itself: no mark in it reaches beyond.
        """
        opened = 0
        for mark in _NOTE_EDGE.finditer(self.text, position):
            opened += (mark[0] == "[") - (mark[0] == "]")
            if opened < 0:
                text = self.text[: mark.start()]
                inside = _Reader(text, self.notes, self.examples, has_markup=self.has_markup)
                inside.depth = self.depth
                inside.steps = self.steps // 2
                return inside.until(position, 0, lambda _: False)[0], mark.end()
        return (), -1

    def tilde(self, position: int, context: int) -> Inline | None:
        if self.text.startswith("~~", position):
            stop = self.text.find("~~", position + 2)
            if stop < 0:
                return Inline(Kind.TEXT, position, position + 2)
            children, end = self.until(position + 2, context, lambda at: self.text.startswith("~~", at))
            if end < self.length and children:
                return Inline(Kind.STYLED, position, end + 2, children)
            return Inline(Kind.TEXT, position, position + 2)
        return self.tight(position, "~", Format.SUBSCRIPT, context)

    def tight(self, position: int, mark: str, format_: Format, context: int) -> Inline | None:
        """Read what stands between two marks without a space between."""
        if self.text.find(mark, position + 1) < 0:
            return None
        children, end = self.until(
            position + 1, context, lambda at: self.text[at] == mark or self.text[at] in " \t\n"
        )
        if children and self.text.startswith(mark, end):
            return Inline(Kind.STYLED, position, end + 1, children, format=format_)
        return None

    def emphasis(self, position: int, context: int) -> Inline | None:
        mark = self.text[position]
        if mark == "_" and self.is_after_word(position):
            return None
        count = 1
        while self.text.startswith(mark, position + count):
            count += 1
        inside = position + count
        if count > 3 or self.text[inside : inside + 1] in ("", " ", "\t", "\n"):
            return Inline(Kind.TEXT, position, inside)
        # Nothing closes it: pandoc has the mark and all that follows as text, so no bracket around it closes.
        if self.text.find(mark, inside) < 0:
            children, end = self.until(inside, context, lambda _: False)
            return Inline(Kind.STYLED, position, end, (Inline(Kind.TEXT, position, inside), *children))
        return (self.one, self.two, self.three)[count - 1](position, inside, mark, context, ())

    def ends(self, position: int, mark: str, count: int) -> bool:
        if not self.text.startswith(mark * count, position):
            return False
        return mark == "*" or not self.text[position + count : position + count + 1].isalnum()

    def one(self, start: int, inside: int, mark: str, context: int, before: tuple[Inline, ...]) -> Inline:
        nodes: list[Inline] = list(before)
        position = inside
        while position < self.length:
            if self.ends(position, mark, 1):
                if not self.text.startswith(mark * 2, position) or self.ends(position + 2, mark, 1):
                    break
                node = self.two(position, position + 2, mark, context, ())
            else:
                node = self.inline(position, context)
            nodes.append(node)
            position = node.end
        if position < self.length:
            self.emphasis_ends.add(position + 1)
            return Inline(Kind.STYLED, start, position + 1, tuple(nodes), format=Format.ITALIC)
        return self.unclosed(start, inside, position, nodes)

    def two(self, start: int, inside: int, mark: str, context: int, before: tuple[Inline, ...]) -> Inline:
        children, end = self.until(inside, context, lambda at: self.ends(at, mark, 2))
        if end < self.length:
            self.emphasis_ends.add(end + 2)
            return Inline(Kind.STYLED, start, end + 2, (*before, *children), format=Format.BOLD)
        return self.unclosed(start, inside, end, [*before, *children])

    def three(self, start: int, inside: int, mark: str, context: int, _: tuple[Inline, ...]) -> Inline:
        children, end = self.until(inside, context, lambda at: self.ends(at, mark, 1))
        if self.ends(end, mark, 3):
            self.emphasis_ends.add(end + 3)
            inner = Inline(Kind.STYLED, inside, end, children, format=Format.ITALIC)
            return Inline(Kind.STYLED, start, end + 3, (inner,), format=Format.BOLD)
        if self.ends(end, mark, 2):
            inner = Inline(Kind.STYLED, inside, end + 2, children, format=Format.BOLD)
            return self.one(start, end + 2, mark, context, (inner,))
        if self.ends(end, mark, 1):
            inner = Inline(Kind.STYLED, inside, end + 1, children, format=Format.ITALIC)
            return self.two(start, end + 1, mark, context, (inner,))
        return self.unclosed(start, inside, end, list(children))

    def unclosed(self, start: int, inside: int, end: int, nodes: list[Inline]) -> Inline:
        """Return the marks as text, and what was read behind them up to the end."""
        first = nodes[0].start if nodes else end
        marks = Inline(Kind.TEXT, start, min(inside, first) if first > start else inside)
        return Inline(Kind.STYLED, start, end, (marks, *nodes))

    def quoted(self, position: int, context: int) -> Inline | None:
        if not context:
            return None
        opener = self.text[position]
        closer = _CLOSERS[opener]
        kind = _IN_DOUBLE if opener in '"“' else _IN_SINGLE
        if context & kind or self.text[position + 1 : position + 2] in ("", " ", "\t", "\n"):
            return None
        if (opener == "'" and self.is_after_word(position)) or self.text.find(closer, position + 1) < 0:
            return None
        children, end = self.until(position + 1, context | kind, lambda at: self.closes(at, closer))
        if end >= self.length or not children:
            return None
        marks = Inline(Kind.TEXT, position, position + 1), Inline(Kind.TEXT, end, end + 1)
        return Inline(Kind.STYLED, position, end + 1, (marks[0], *children, marks[1]))

    def closes(self, position: int, closer: str) -> bool:
        if self.text[position] != closer:
            return False
        return closer not in "'’" or not self.text[position + 1 : position + 2].isalnum()

    def code(self, position: int, _: int) -> Inline | None:
        match = _CODE.match(self.text, position)
        if not match:
            ticks = _TICKS.match(self.text, position)
            return Inline(Kind.TEXT, position, ticks.end() if ticks else position + 1)
        attribute = _RAW_ATTRIBUTE.match(self.text, match.end()) or _ATTRIBUTES.match(self.text, match.end())
        return Inline(
            Kind.CODE, position, attribute.end() if attribute else match.end(), value=match[2].strip()
        )

    def math(self, position: int, _: int) -> Inline | None:
        match = _DISPLAY_MATH.match(self.text, position) or _MATH.match(self.text, position)
        return Inline(Kind.MATH, position, match.end(), value=match[0]) if match else None

    def angle(self, position: int, _: int) -> Inline | None:
        link = _AUTOLINK.match(self.text, position)
        if link:
            text = Inline(Kind.TEXT, position + 1, link.end() - 1)
            url = link[1] if ":" in link[1] else f"mailto:{link[1]}"
            return Inline(Kind.LINK, position, link.end(), (text,), value=url)
        match = _VERBATIM.match(self.text, position)
        if match is None and position < self.last_comment:
            match = _COMMENT.match(self.text, position)
        if match:
            return Inline(Kind.HIDDEN, position, match.end())
        tag = _TAG.match(self.text, position)
        return Inline(Kind.HIDDEN, position, tag.end(), value=tag[0].lower()) if tag else None

    def backslash(self, position: int, _: int) -> Inline | None:
        escaped = _ESCAPED.match(self.text, position)
        if escaped:
            value = {" ": "\u00a0", "\n": " "}.get(escaped[1], escaped[1])
            return Inline(Kind.REPLACED, position, escaped.end(), value=value)
        tex = (_TEX_BLOCK.match(self.text, position) if position < self.last_end else None) or _TEX.match(
            self.text, position
        )
        return Inline(Kind.HIDDEN, position, tex.end()) if tex else None

    def entity(self, position: int, _: int) -> Inline | None:
        match = _ENTITY.match(self.text, position)
        if not match or (value := unescape(match[0])) == match[0]:
            return None
        return Inline(Kind.REPLACED, position, match.end(), value=value)

    def image(self, position: int, context: int) -> Inline | None:
        found = self.link(position + 1, context)
        return found._replace(start=position) if found is not None and found.kind is Kind.LINK else None

    def shortcode(self, position: int, _: int) -> Inline | None:
        match = _SHORTCODE.match(self.text, position)
        return Inline(Kind.HIDDEN, position, match.end()) if match else None


_HANDLERS: Final[dict[str, Callable[[_Reader, int, int], Inline | None]]] = {
    "[": _Reader.bracket,
    "@": _Reader.in_text,
    "-": _Reader.in_text,
    "^": _Reader.caret,
    "~": _Reader.tilde,
    "*": _Reader.emphasis,
    "_": _Reader.emphasis,
    "`": _Reader.code,
    "$": _Reader.math,
    "<": _Reader.angle,
    "\\": _Reader.backslash,
    "&": _Reader.entity,
    "!": _Reader.image,
    "{": _Reader.shortcode,
    **dict.fromkeys("\"'“‘", _Reader.quoted),
}

_CITATION_HANDLERS: Final[dict[str, Callable[[_Reader, int, int], Inline | None]]] = {
    "[": _Reader.citation,
    "@": _Reader.in_text,
    "-": _Reader.in_text,
    **dict.fromkeys("\"'“‘", _Reader.quoted),
}


def _key_of(match: re.Match[str]) -> str:
    return match["braced"] or match["plain"] + match["rest"]


def _class_format(attributes: str) -> Format | None:
    if ".smallcaps" in attributes or ".sc" in attributes.split():
        return Format.SMALL_CAPS
    return Format.UNDERLINE if ".underline" in attributes or ".ul" in attributes else None
