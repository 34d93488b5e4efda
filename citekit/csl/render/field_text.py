"""The text of a field: inline markup, quotation marks and apostrophes, found once per text.

CSL 1.0.2, "Quotes", and CSL-JSON's rich text. The result does not depend on where the text will stand:
which marks the quotes get and how formats flip is decided when everything stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from citekit.csl.model.locale import Locale
from citekit.language.case import apply_case

__all__ = ["FieldText", "Tokens", "cased", "strip_markup", "text_of", "without_periods"]

Tokens: TypeAlias = tuple[Any, ...]
"""A tuple of strings and of pairs (mark, tokens). Marks: i b sup sub sc nocase nodecor, quote (a pair of
any quotes), inner (a pair of inner quotes: the locale's, or single ones beside double ones)."""

_TAG: Final = (
    r"</?(?:i|b|sup|sub|sc)>|</span>"
    r"|<span\s+style=\"font-variant:\s*small-caps;?\s*\"\s*>|<span\s+class=\"(?:nocase|nodecor)\"\s*>"
)
_PROTECTED: Final = frozenset({"sup", "sub", "sc", "nocase", "nodecor"})
_QUOTE_NAMES: Final = frozenset({"'", '"', "outer", "inner"})
_NARROW: Final = "\u202f"
_FRENCH_BEFORE: Final = re.compile(r" ([:;?!»])")
_MOST_KNOWN: Final = 100_000
_ANY_TAG: Final = re.compile(_TAG)


class FieldText:
    """Turns raw field text into tokens for one locale, and remembers what it found."""

    __slots__ = ("_inner", "_known", "_marker", "_outer", "_special")

    def __init__(self, locale: Locale) -> None:
        outer = (locale.text("open-quote"), locale.text("close-quote"))
        inner = (locale.text("open-inner-quote"), locale.text("close-inner-quote"))
        self._outer = outer
        self._inner = inner
        marks = sorted({mark for mark in (*outer, *inner, "'", '"') if mark}, key=len, reverse=True)
        self._marker = re.compile(f"({_TAG}|{'|'.join(re.escape(mark) for mark in marks)})")
        self._special: Callable[[str], object] = re.compile(
            f"[<{re.escape(''.join({mark[0] for mark in marks}))}]| [:;?!»]|« "
        ).search
        self._known: dict[str, str | Tokens] = {}

    def __call__(self, text: str) -> str | Tokens:
        """Return ``text`` if it has nothing to interpret, else its tokens (or a mended text)."""
        if self._special(text) is None:
            return text
        known = self._known.get(text)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = self._parse(text)
        return known

    def _parse(self, text: str) -> str | Tokens:
        text = _FRENCH_BEFORE.sub(_NARROW + r"\1", text).replace("« ", "«" + _NARROW)
        pieces = self._marker.split(text)
        if len(pieces) == 1:
            return text
        stack: list[tuple[str, str, list[Any]]] = [("", "", [])]
        before = " "
        for index, piece in enumerate(pieces):
            if not piece:
                continue
            if index % 2 == 0:
                _add(stack[-1][2], piece)
                before = piece[-1]
                continue
            after = pieces[index + 1][:1] or (pieces[index + 2][:1] if index + 2 < len(pieces) else "")
            is_tag = piece[0] == "<"
            if self._tag(stack, piece) if is_tag else self._quote(stack, piece, before, after):
                before = " "
            elif not is_tag:
                before = piece[-1]
        while len(stack) > 1:
            _unwind(stack)
        tokens = tuple(_freeze(stack[0][2]))
        if len(tokens) == 1 and isinstance(tokens[0], str):
            return tokens[0]
        return tokens

    def _tag(self, stack: list[tuple[str, str, list[Any]]], tag: str) -> bool:
        if tag[1] != "/":
            name = tag[1:-1]
            if name.startswith("span"):
                name = "sc" if "small-caps" in name else "nocase" if "nocase" in name else "nodecor"
                stack.append((f"span {name}", tag, []))
            else:
                stack.append((name, tag, []))
            return True
        name = tag[2:-1]
        for depth in range(len(stack) - 1, 0, -1):
            mark = stack[depth][0]
            if mark == name or (name == "span" and mark.startswith("span ")):
                while len(stack) - 1 > depth:
                    _unwind(stack)
                mark, _, children = stack.pop()
                stack[-1][2].append((mark.removeprefix("span "), children))
                return False
        _add(stack[-1][2], tag)
        return False

    def _quote(self, stack: list[tuple[str, str, list[Any]]], mark: str, before: str, after: str) -> bool:
        if mark in "'\"":
            return _straight(stack, mark, before, after)
        if mark in "’'" and before.isalnum() and after.isalnum():
            _add(stack[-1][2], "’")
            return False
        closes = [name for name, pair in (("outer", self._outer), ("inner", self._inner)) if mark == pair[1]]
        opens = [name for name, pair in (("outer", self._outer), ("inner", self._inner)) if mark == pair[0]]
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth][0] in closes:
                while len(stack) - 1 > depth:
                    _unwind(stack)
                name, _, children = stack.pop()
                stack[-1][2].append(("quote" if name == "outer" else "inner", children))
                return False
        if opens:
            stack.append((opens[0], mark, []))
            return True
        _add(stack[-1][2], mark)
        return False


def _straight(stack: list[tuple[str, str, list[Any]]], mark: str, before: str, after: str) -> bool:
    opener = before.isspace() or before in "(["
    if mark == "'" and ((opener and after.isspace()) or (not opener and after and after not in ",.?:; ")):
        if not opener and (after[0] in "\"'<)]”’"):
            pass
        else:
            _add(stack[-1][2], "’")
            return False
    if opener:
        stack.append((mark, mark, []))
        return True
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth][0] == mark:
            if depth < len(stack) - 1 and mark == "'":
                break
            while len(stack) - 1 > depth:
                _unwind(stack)
            children = stack.pop()[2]
            stack[-1][2].append((_kind(stack, mark), children))
            return False
    _add(stack[-1][2], "’" if mark == "'" else mark)
    return False


def _kind(stack: list[tuple[str, str, list[Any]]], mark: str) -> str:
    """Return what a pair of straight quotes is: the kind that comes first is the outer one, the other inner.

    Pairs within pairs alternate anyway.
    """
    if any(name in _QUOTE_NAMES for name, _, _ in stack):
        return "quote"
    _, first, children = stack[0]
    if not first:
        stack[0] = ("", mark, children)
    return "quote" if first in ("", mark) else "inner"


def _add(children: list[Any], text: str) -> None:
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


def _unwind(stack: list[tuple[str, str, list[Any]]]) -> None:
    """Turn the innermost open mark back into text: nothing closed it."""
    _, opener, children = stack.pop()
    parent = stack[-1][2]
    _add(parent, "’" if opener == "'" else opener)
    for child in children:
        if isinstance(child, str):
            _add(parent, child)
        else:
            parent.append(child)


def _freeze(children: list[Any]) -> list[Any]:
    return [child if isinstance(child, str) else (child[0], tuple(_freeze(child[1]))) for child in children]


def text_of(value: str | Tokens) -> str:
    """Return the characters alone, quotes as straight double ones."""
    if isinstance(value, str):
        return value
    parts = []
    for token in value:
        if isinstance(token, str):
            parts.append(token)
        elif token[0] in ("quote", "inner"):
            parts += ('"', text_of(token[1]), '"')
        else:
            parts.append(text_of(token[1]))
    return "".join(parts)


def _leaves(tokens: Tokens, protected: bool, into: list[tuple[str, bool]]) -> None:
    for token in tokens:
        if isinstance(token, str):
            into.append((token, protected))
        else:
            _leaves(token[1], protected or token[0] in _PROTECTED, into)


def _refill(tokens: Tokens, texts: list[str]) -> Tokens:
    """Return ``tokens`` with the strings replaced, in order, from the end of ``texts``."""
    return tuple(
        texts.pop() if isinstance(token, str) else (token[0], _refill(token[1], texts)) for token in tokens
    )


def cased(value: str | Tokens, case: str, language: str) -> str | Tokens:
    """Return ``value`` in the text case ``case`` ("Text-case")."""
    if isinstance(value, str):
        return apply_case(((value, False),), case, language)[0]
    leaves: list[tuple[str, bool]] = []
    _leaves(value, protected=False, into=leaves)
    return _refill(value, apply_case(leaves, case, language)[::-1])


def without_periods(value: str | Tokens) -> str | Tokens:
    """Return ``value`` without periods ("Strip-periods")."""
    if isinstance(value, str):
        return value.replace(".", "")
    leaves: list[tuple[str, bool]] = []
    _leaves(value, protected=False, into=leaves)
    return _refill(value, [text.replace(".", "") for text, _ in reversed(leaves)])


def strip_markup(text: str) -> str:
    """Return ``text`` without inline tags."""
    return _ANY_TAG.sub("", text) if "<" in text else text
