"""LaTeX to Unicode with the rich text of CSL-JSON.

Decoded are the commands that bibliographies and running text hold: accents, letters, signs, simple
mathematics, emphasis, quotation marks, links. A command that is unknown keeps its argument and is named.
Braces that protect the case of a title are kept track of (`Run.kept`), for a change of case to heed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from citekit.latex_text.commands import (
    CLEAR,
    FIRST_GONE,
    GONE,
    KEEPING,
    STYLES,
    SWITCHES,
    SYMBOLS,
    VERBATIM,
    WRAPPED,
)
from citekit.latex_text.mathematics import read_mathematics
from citekit.latex_text.publisher_html import split_tags, without_html
from citekit.latex_text.runs import NO_CASE, Run, has_small_word, join, settled, single_spaced
from citekit.latex_text.symbols import ACCENTS, LETTERS, MATHEMATICS, SIGNS

__all__ = ["Decoder"]

_TOKEN: Final = re.compile(
    r"\\(?P<command>[A-Za-z@]+\*?)[ \t\n]*|\\(?P<symbol>.)|(?P<mark>[{}$~`])|(?P<dash>---?)|(?P<close>'')"
    r"|(?P<text>[^\\{}$~`'-]+|.)",
    re.DOTALL,
)
_MARKED: Final = re.compile(r"[\\{}$~`]|--|''")
_BARE_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|.)?|[{}]", re.DOTALL)
_DEEPEST: Final = 60
"""Braces nested deeper say nothing; a hostile value must not exhaust the stack."""
_NUMBERED_ACCENTS: Final = {
    "18": "\u0300", "19": "\u0301", "20": "\u030c", "21": "\u0306", "22": "\u0304", "23": "\u030a",
    "24": "\u0327", "94": "\u0302", "95": "\u0307", "125": "\u030b", "126": "\u0303", "127": "\u0308",
}  # fmt: skip
"""The accents of TeX's first fonts by their places, as ``\\accent23 a`` has them."""

_NESTED: Final = str.maketrans("“”", "‘’")
"""Quotation marks within quotation marks."""

_ALONE: Final = {"\u0302": "^", "\u0303": "~", "\u0300": "`", "\u0301": "´", "\u0308": "¨", "\u0304": "¯"}
"""What an accent without a letter prints."""


class Decoder:
    """Decodes the values of one entry, and gathers the commands that are unknown in ``unknown``."""

    __slots__ = ("_place", "_plain", "_single", "_source", "_title", "_tokens", "unknown")

    def __init__(self) -> None:
        self.unknown: dict[str, None] = {}
        self._source = ""
        self._tokens: list[tuple[str, str, int, int]] = []
        self._place = 0
        self._title = False
        self._plain = False
        self._single = False

    def text(self, value: str) -> str:
        """Return a value as text with markup, its white space single."""
        value = without_html(value)
        if not _MARKED.search(value):
            return settled(value)
        return join(self._runs(value, title=False, plain=False))

    def plain(self, value: str) -> str:
        """Return a value as text without markup, as names have it."""
        if not _MARKED.search(value):
            return settled(value)
        return join(self._runs(value, title=False, plain=True))

    def title(self, value: str) -> list[Run]:
        """Return a title as runs, for its case to be changed and `join` to be called."""
        value = without_html(value)
        if not _MARKED.search(value):
            return split_tags([Run(single_spaced(value).strip())])
        return split_tags(self._runs(value, title=True, plain=False))

    def _runs(self, value: str, *, title: bool, plain: bool) -> list[Run]:
        if value.count("{") > _DEEPEST and _depth(value) > _DEEPEST:
            value = value.replace("{", "").replace("}", "")
        self._source = value
        self._tokens = [
            (m.lastgroup or "", m[m.lastgroup or 0], m.start(), m.end()) for m in _TOKEN.finditer(value)
        ]
        self._place = 0
        self._title, self._plain, self._single = title, plain, False
        runs: list[Run] = []
        try:
            while self._place < len(self._tokens):
                # a closing brace too many ends a level that is not there
                runs += self._level(kept=False)
        except RecursionError:
            self.unknown["a row of thousands of commands"] = None
            return [Run(_BARE_COMMAND.sub("", value))]
        return runs

    def _level(self, *, kept: bool) -> list[Run]:
        """Return the runs up to the brace that closes this level, and go past it."""
        runs: list[Run] = []
        tokens = self._tokens
        while self._place < len(tokens):
            kind, value, start, _ = tokens[self._place]
            self._place += 1
            if kind == "text":
                if value:  # an accent may have taken the last letter of it
                    runs.append(Run(self._closing_quote(value), kept))
            elif kind == "command":
                if value in SWITCHES:
                    rest = self._level(kept=kept)
                    return runs + self._styled(SWITCHES[value], rest)
                runs += self._command(value, kept=kept)
            elif kind == "mark":
                if value == "}":
                    return runs
                within = bool(runs) and not runs[-1].tag and runs[-1].text[-1:].isalnum()
                runs += self._mark(value, start, kept=kept, within=within)
            elif kind == "symbol":
                runs += self._symbol(value, start, kept=kept)
            elif kind == "dash":
                runs.append(Run("–" if value == "--" else "—", kept))
            else:
                runs.append(Run("”", kept))
        return runs

    def _mark(self, value: str, start: int, *, kept: bool, within: bool) -> list[Run]:
        if value == "{":
            return self._group(kept=kept, within=within)
        if value == "~":
            return [Run("\u00a0", kept)]
        if value == "`":
            return [Run(self._opening_quote(), kept)]
        return self._dollar(start, kept=kept)

    def _closing_quote(self, text: str) -> str:
        """Return an apostrophe that ends what a single quotation mark began as such."""
        if text != "'" or not self._single:
            return text
        self._single = False
        return "’"

    def _opening_quote(self) -> str:
        if self._place < len(self._tokens) and self._tokens[self._place][1] == "`":
            self._place += 1
            return "“"
        self._single = True
        return "‘"

    def _group(self, *, kept: bool, within: bool) -> list[Run]:
        r"""Return a group in braces, which protects the case of what is in it.

        A small letter in braces (``{\"u}ber``, ``d{e}``) is one that needs them to be written, or to be
        left alone, and no word of its own.
        """
        if not self._title or kept:
            return self._level(kept=kept)
        special = self._place < len(self._tokens) and self._tokens[self._place][0] in ("symbol", "command")
        inner = self._level(kept=True)
        if within or (special and len(inner) == 1 and len(inner[0].text) == 1):
            return inner or [Run("", kept=True)]
        if not inner:
            return [Run("", kept=True)]
        outside, depth = "", 0
        for run in inner:
            if run.tag:
                depth += -1 if run.text.startswith("</") else 1
            elif not depth:
                outside += run.text
        if has_small_word(outside):
            return [Run(NO_CASE[0], tag=True), *inner, Run(NO_CASE[1], tag=True)]
        return inner

    def _command(self, name: str, *, kept: bool) -> list[Run]:
        sign = LETTERS.get(name) or SIGNS.get(name)
        if sign is not None:
            self._skip_empty_group()
            return [Run(sign, kept)]
        if name in ACCENTS:
            return [self._accent(ACCENTS[name], kept=kept)]
        bare = name.rstrip("*")
        if bare in STYLES:
            inner = self._argument(kept=kept or (bare in KEEPING))
            return self._styled(STYLES[bare], inner)
        if bare in WRAPPED:
            return self._quoted(name, kept=kept)
        if bare in GONE and not (bare in CLEAR and self._at_group()):
            for _ in range(GONE[bare]):
                self._raw_argument()
            return []
        if bare in MATHEMATICS:
            self._skip_empty_group()
            return [Run(MATHEMATICS[bare], kept)]
        return self._with_argument(bare, kept=kept)

    def _with_argument(self, name: str, *, kept: bool) -> list[Run]:
        """Return what is left of a command that says something of its argument, or is not known."""
        if name in VERBATIM:
            return [Run(self._raw_argument(), kept=True)]
        if name in FIRST_GONE:
            self._raw_argument()
            return self._argument(kept=kept)
        if name in ("char", "symbol"):
            return self._numbered(kept=kept)
        if name == "accent":
            mark = _NUMBERED_ACCENTS.get(self._take_digits())
            return [self._accent(mark, kept=kept)] if mark else []
        if name == "ensuremath" and self._at_group():
            return self._mathematics(self._raw_argument(), kept=kept)
        if name in CLEAR and self._at_group():
            return self._clear(name, kept=kept)
        self.unknown[f"\\{name}"] = None
        inner = []
        while self._at_group():
            inner += self._argument(kept=kept)
        return inner

    def _clear(self, name: str, *, kept: bool) -> list[Run]:
        inner = self._argument(kept=kept)
        if name.lower().endswith("uppercase"):
            return [run if run.tag else Run(run.text.upper(), kept=True) for run in inner]
        if name.lower().endswith("lowercase"):
            return [run if run.tag else Run(run.text.lower(), kept=True) for run in inner]
        return inner

    def _quoted(self, name: str, *, kept: bool) -> list[Run]:
        opening, closing = WRAPPED[name.rstrip("*")]
        inner = self._argument(kept=kept or name in KEEPING)
        if opening == "“":
            if name.endswith("*"):
                opening, closing = "‘", "’"
            else:
                inner = [run if run.tag else Run(run.text.translate(_NESTED), run.kept) for run in inner]
        return [Run(opening, kept), *inner, Run(closing, kept)]

    def _numbered(self, *, kept: bool) -> list[Run]:
        digits = self._raw_argument() if self._at_group() else self._take_digits()
        number = int(digits) if digits.isdecimal() and len(digits) < 7 else 0
        return [Run(chr(number), kept)] if 32 < number < 0x110000 and not 0xD800 <= number < 0xE000 else []

    def _take_digits(self) -> str:
        if self._place >= len(self._tokens):
            return ""
        kind, value, start, end = self._tokens[self._place]
        match = re.match(r"\d+", value) if kind == "text" else None
        if not match:
            return ""
        self._tokens[self._place] = (kind, value[match.end() :], start + match.end(), end)
        return match[0]

    def _symbol(self, value: str, start: int, *, kept: bool) -> list[Run]:
        if value in ACCENTS:
            return [self._accent(ACCENTS[value], kept=kept)]
        if value in "([":
            closing = "\\)" if value == "(" else "\\]"
            end = self._source.find(closing, start + 2)
            if end > 0:
                self._go_to(end + 2)
                return self._mathematics(self._source[start + 2 : end], kept=kept)
            return [Run(value, kept)]
        plain = SYMBOLS.get(value)
        if plain is None:
            return [Run(value if value in ")]" else f"\\{value}", kept)]
        return [Run(plain, kept)] if plain else []

    def _accent(self, mark: str, *, kept: bool) -> Run:
        """Return the letter after an accent with the accent on it."""
        if self._at_group():
            base = "".join(run.text for run in self._argument(kept=kept) if not run.tag)
        else:
            base = self._next_letter(kept=kept)
        base = base.strip()
        first, rest = base[:1], base[1:]
        if mark < "\u0323":
            # an accent above takes the place of the dot
            first = {"ı": "i", "ȷ": "j"}.get(first, first)
        if not first:
            return Run(_ALONE.get(mark, ""), kept)
        return Run(unicodedata.normalize("NFC", first + mark) + rest, kept)

    def _next_letter(self, *, kept: bool) -> str:
        """Take the letter or the command that follows without braces."""
        if self._place >= len(self._tokens):
            return ""
        kind, value, start, end = self._tokens[self._place]
        if kind == "text":
            bare = value.lstrip()
            if not bare:
                return ""
            self._tokens[self._place] = (kind, bare[1:], start, end)
            return bare[0]
        if kind == "command" and value not in SWITCHES:
            self._place += 1
            return "".join(run.text for run in self._command(value, kept=kept) if not run.tag)
        if kind == "symbol" and value in ACCENTS:
            self._place += 1
            return self._accent(ACCENTS[value], kept=kept).text
        return ""

    def _styled(self, tags: tuple[str, str], inner: list[Run]) -> list[Run]:
        if self._plain or not tags[0] or not any(run.text for run in inner):
            return inner
        return [Run(tags[0], tag=True), *inner, Run(tags[1], tag=True)]

    def _at_group(self) -> bool:
        tokens = self._tokens
        place = self._place
        if place < len(tokens) and tokens[place][0] == "text" and tokens[place][1].isspace():
            place += 1
        if place < len(tokens) and tokens[place][1] == "{" and tokens[place][0] == "mark":
            self._place = place
            return True
        return False

    def _argument(self, *, kept: bool) -> list[Run]:
        """Return the argument of a command: a group, which protects nothing, or the next letter."""
        if self._at_group():
            self._place += 1
            return self._level(kept=kept)
        letter = self._next_letter(kept=kept)
        return [Run(letter, kept)] if letter else []

    def _raw_argument(self) -> str:
        """Return the argument of a command as it is written, without its braces."""
        if not self._at_group():
            return ""
        start = self._tokens[self._place][3]
        depth, place = 0, self._place
        while place < len(self._tokens):
            kind, value, at, _ = self._tokens[place]
            place += 1
            if kind == "mark" and value in "{}":
                depth += 1 if value == "{" else -1
                if not depth:
                    self._place = place
                    return self._source[start:at]
        self._place = place
        return self._source[start:]

    def _skip_empty_group(self) -> None:
        tokens, place = self._tokens, self._place
        if place + 1 < len(tokens) and tokens[place][1] == "{" and tokens[place + 1][1] == "}":
            self._place += 2

    def _go_to(self, offset: int) -> None:
        """Go to the token that begins at ``offset`` or after it."""
        while self._place < len(self._tokens) and self._tokens[self._place][2] < offset:
            self._place += 1

    def _dollar(self, start: int, *, kept: bool) -> list[Run]:
        """Return the mathematics between dollars, or the dollar if it is an amount of money."""
        display = self._source.startswith("$$", start)
        opening = start + (2 if display else 1)
        end = self._source.find("$", opening)
        while end > 0 and self._source[end - 1] == "\\":
            end = self._source.find("$", end + 1)
        content = self._source[opening:end] if end > 0 else ""
        after = self._source[end + 1 : end + 2]
        if not content.strip() or (
            not display and (content[0].isspace() or content[-1].isspace() or after.isdigit())
        ):
            return [Run("$", kept)]
        if content.count("{") != content.count("}"):
            return [Run("$", kept)]
        self._go_to(end + (2 if display else 1))
        return self._mathematics(content, kept=kept)

    def _mathematics(self, content: str, *, kept: bool) -> list[Run]:
        runs = read_mathematics(content)
        if runs is None:
            self.unknown[f"${content}$"] = None
            return [Run(f"${content}$", kept or self._title)]
        if self._plain:
            return [run for run in runs if not run.tag]
        return runs


def _depth(value: str) -> int:
    deepest = depth = 0
    for character in value:
        if character == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif character == "}":
            depth -= 1
    return deepest
