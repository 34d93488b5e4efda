"""Simple mathematics to Unicode: letters, signs, raised and lowered text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from citekit.latex_text.commands import ALPHABETS
from citekit.latex_text.runs import LOWERED, RAISED, Run
from citekit.latex_text.symbols import MATHEMATICS, NEGATED, SIGNS

__all__ = ["read_mathematics"]

_MATH_TOKEN: Final = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)|([{}^_&])|(\s+)|(.)", re.DOTALL)
_MATH_ACCENTS: Final = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301",
    "grave": "\u0300", "check": "\u030c", "breve": "\u0306",
}  # fmt: skip
_BLACKBOARD: Final = str.maketrans("ACFHKNPQRZ", "𝔸ℂ𝔽ℍ𝕂ℕℙℚℝℤ")
_DEEPEST: Final = 60
"""Braces nested deeper say nothing; a hostile value must not exhaust the stack."""
_MATH_CHARACTERS: Final = {"-": "−", "*": "∗", "'": "′", "~": "\u00a0", "`": "‘"}


def read_mathematics(source: str) -> list[Run] | None:
    """Return what stands between dollars as runs, or None where Unicode and raised text cannot say it."""
    return _MathReader(source).read()


class _MathReader:
    """Reads simple mathematics: letters, signs, raised and lowered text."""

    def __init__(self, source: str) -> None:
        self._tokens = list(_MATH_TOKEN.finditer(source))
        self._place = 0

    def read(self) -> list[Run] | None:
        """Return the mathematics as runs, or None where Unicode and raised text cannot say it."""
        runs: list[Run] = []
        try:
            while self._place < len(self._tokens):
                runs += self._next(0)
        except _TooMuch:
            return None
        return runs

    def _next(self, depth: int) -> list[Run]:
        if depth > _DEEPEST:
            raise _TooMuch
        token = self._tokens[self._place]
        self._place += 1
        command, symbol, mark, space, other = token.groups()
        if command:
            return self._command(command, depth)
        if symbol:
            return [
                Run(
                    {",": "\u2009", "\\": " "}.get(symbol, symbol if symbol in "{}&%$#_ |" else ""), kept=True
                )
            ]
        if space:
            return []
        if other:
            return [Run(_MATH_CHARACTERS.get(other, other), kept=True)]
        if mark == "{":
            return self._group(depth)
        if mark in "^_":
            tags = RAISED if mark == "^" else LOWERED
            inner = self._argument(depth)
            if mark == "^" and [run.text for run in inner] == ["∘"]:
                return [Run("°", kept=True)]
            if any(run.tag for run in inner):
                raise _TooMuch
            return [Run(tags[0], tag=True), *inner, Run(tags[1], tag=True)]
        raise _TooMuch

    def _group(self, depth: int) -> list[Run]:
        runs: list[Run] = []
        while self._place < len(self._tokens) and self._tokens[self._place][0] != "}":
            runs += self._next(depth + 1)
        self._place += 1
        return runs

    def _argument(self, depth: int) -> list[Run]:
        while self._place < len(self._tokens) and self._tokens[self._place][4]:
            self._place += 1
        if self._place >= len(self._tokens):
            raise _TooMuch
        return self._next(depth + 1)

    def _command(self, name: str, depth: int) -> list[Run]:
        if name in MATHEMATICS and name != "sqrt":
            return [Run(MATHEMATICS[name], kept=True)]
        if name in ("mathbb", "mathds", "Bbb"):
            return [Run(run.text.translate(_BLACKBOARD), kept=True) for run in self._argument(depth)]
        if name in _MATH_ACCENTS:
            inner = self._argument(depth)
            if len(inner) != 1 or len(inner[0].text) != 1:
                raise _TooMuch
            return [Run(unicodedata.normalize("NFC", inner[0].text + _MATH_ACCENTS[name]), kept=True)]
        if name == "not":
            return [
                Run(unicodedata.normalize("NFC", run.text + NEGATED), kept=True)
                for run in self._argument(depth)
            ]
        if name in ("text", "mbox", "textrm", "textnormal", "hbox"):
            return self._text_argument()
        if name in ALPHABETS:
            return []
        if name in ("quad", "qquad"):
            return [Run(" ", kept=True)]
        sign = SIGNS.get(name)
        if sign is None:
            raise _TooMuch
        return [Run(sign, kept=True)]

    def _text_argument(self) -> list[Run]:
        r"""Return the argument of ``\text``, in which spaces count."""
        if self._place >= len(self._tokens) or self._tokens[self._place][0] != "{":
            return []
        end = self._place + 1
        while end < len(self._tokens) and self._tokens[end][0] not in ("{", "}", "^", "_"):
            end += 1
        if end >= len(self._tokens) or self._tokens[end][0] != "}":
            raise _TooMuch
        text = "".join(token[0] for token in self._tokens[self._place + 1 : end])
        self._place = end + 1
        return [Run(text, kept=True)]


class _TooMuch(Exception):
    """The mathematics is more than signs, raised and lowered text."""
