"""LaTeX in field values, to Unicode with the rich text of CSL-JSON.

Decoded are the commands that bibliographies hold: accents, letters, signs, simple mathematics, emphasis,
quotation marks, links. A command that is unknown keeps its argument and is named. Braces that protect the
case of a title are kept track of (`Run.kept`), for `title_case` to heed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citekit.formats.bibtex.latex_symbols import ACCENTS, LETTERS, MATHEMATICS, NEGATED, SIGNS

__all__ = ["Decoder", "Run", "join"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(slots=True)
class Run:
    """Characters of a value: ``kept`` from changes of case, or a ``tag`` of markup, or neither."""

    text: str
    kept: bool = False
    tag: bool = False


NO_CASE: Final = ('<span class="nocase">', "</span>")
_ITALIC: Final = ("<i>", "</i>")
_BOLD: Final = ("<b>", "</b>")
_CAPS: Final = ('<span style="font-variant:small-caps;">', "</span>")
_RAISED: Final = ("<sup>", "</sup>")
_LOWERED: Final = ("<sub>", "</sub>")
_NONE: Final = ("", "")

_STYLES: Final = {
    "emph": _ITALIC, "textit": _ITALIC, "textsl": _ITALIC, "mkbibemph": _ITALIC, "mkbibitalic": _ITALIC,
    "textbf": _BOLD, "mkbibbold": _BOLD, "textsc": _CAPS, "mkbibacro": _CAPS, "textsuperscript": _RAISED,
    "mkbibsuperscript": _RAISED, "textsubscript": _LOWERED, "mkbibsubscript": _LOWERED,
    "textsuper": _RAISED, "textsub": _LOWERED,
}  # fmt: skip
"""Commands that set their argument in another shape."""
_KEEPING: Final = frozenset(
    {"mkbibemph", "mkbibitalic", "mkbibbold", "mkbibquote", "textsc", "mkbibacro", "textsuperscript"}
    | {"mkbibsuperscript", "textsubscript", "mkbibsubscript", "textsuper", "textsub"}
)
"""Commands whose argument keeps its case."""
_SWITCHES: Final = {
    "em": _ITALIC, "it": _ITALIC, "itshape": _ITALIC, "sl": _ITALIC, "slshape": _ITALIC, "bf": _BOLD,
    "bfseries": _BOLD, "sc": _CAPS, "scshape": _CAPS, "rm": _NONE, "rmfamily": _NONE, "tt": _NONE,
    "ttfamily": _NONE, "sf": _NONE, "sffamily": _NONE, "upshape": _NONE, "mdseries": _NONE,
    "normalfont": _NONE, "small": _NONE, "footnotesize": _NONE, "scriptsize": _NONE, "tiny": _NONE,
    "normalsize": _NONE, "large": _NONE, "selectfont": _NONE,
}  # fmt: skip
"""Commands that set the rest of their group in another shape."""
_WRAPPED: Final = {
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")"), "parentext": ("(", ")"),
    "mkbibbrackets": ("[", "]"), "brackettext": ("[", "]"), "textquote": ("“", "”"),
}  # fmt: skip
_CLEAR: Final = _set(
    "text textrm textnormal textup textmd textsf texttt mbox hbox fbox textlf textulc ensuretext autocap "
    "mathrm underline uline textcyr textgreek textlatin textcyrillic emdash bibstring textnohyphenation "
    "lowercase MakeLowercase uppercase MakeUppercase MakeTextUppercase MakeTextLowercase textipa bibinfo "
    "translit noindent abbr oldstylenums mkbibname mkbibnamefamily mkbibnamegiven"
)
"""Commands whose argument counts alone."""
_FIRST_GONE: Final = frozenset({"foreignlanguage", "textcolor", "color", "href", "hspace*", "textlang"})
"""Commands of two arguments, of which the second counts."""
_GONE: Final = {
    "noopsort": 1, "SortNoop": 1, "noop": 1, "sortkey": 1, "vspace": 1, "hspace": 1, "label": 1,
    "nocite": 1, "phantom": 1, "arabic": 1, "roman": 1, "Roman": 1, "alph": 1, "Alph": 1, "value": 1,
    "hyphenation": 1, "protect": 0, "relax": 0, "noindent": 0, "indent": 0,
    "allowbreak": 0, "nobreak": 0, "null": 0, "leavevmode": 0, "unskip": 0, "ignorespaces": 0,
    "textcompwordmark": 0, "penalty": 0, "sloppy": 0, "raggedright": 0, "frenchspacing": 0, "hfill": 0,
    "autocap": 0, "bibopenparen": 0, "bibcloseparen": 0, "midsentence": 0, "nopunct": 0, "hskip": 0,
}  # fmt: skip
"""Commands that leave nothing, with how many arguments go with them."""
_VERBATIM: Final = frozenset({"url", "path", "nolinkurl", "doi", "urlprefix"})
_SYMBOLS: Final = {
    " ": " ", "\n": " ", "\t": " ", ",": "\u2009", ";": " ", ":": " ", ">": " ", "!": "", "/": "", "-": "",
    "@": "", "*": "", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "\\": " ",
    "|": "‖", "+": "",
}  # fmt: skip

_TOKEN: Final = re.compile(
    r"\\(?P<command>[A-Za-z@]+\*?)[ \t\n]*|\\(?P<symbol>.)|(?P<mark>[{}$~`])|(?P<dash>---?)|(?P<close>'')"
    r"|(?P<text>[^\\{}$~`'-]+|.)",
    re.DOTALL,
)
_MARKED: Final = re.compile(r"[\\{}$~`]|--|''")
_ENTITY: Final = re.compile(r"(?<!\\)&(amp|lt|gt|quot|apos|nbsp);|<(/?)(em|strong)>")
"""What publishers leave of HTML in the files that they hand out."""
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0"}
_HTML_STYLES: Final = {"em": "i", "strong": "b"}
_HTML: Final = re.compile(
    r"(</?(?:i|b|sup|sub|sc)>|<span (?:style=\"font-variant: ?small-caps;?\"|class=\"nocase\")>|</span>)"
)
_BARE_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|.)?|[{}]", re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_DEEPEST: Final = 60
"""Braces nested deeper say nothing; a hostile value must not exhaust the stack."""
_LOWER_WORD: Final = re.compile(r"(?<![^\W_])[^\W\d_]")


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
        value = _without_html(value)
        if not _MARKED.search(value):
            return _settled(value)
        return join(self._runs(value, title=False, plain=False))

    def plain(self, value: str) -> str:
        """Return a value as text without markup, as names have it."""
        if not _MARKED.search(value):
            return _settled(value)
        return join(self._runs(value, title=False, plain=True))

    def title(self, value: str) -> list[Run]:
        """Return a title as runs, for its case to be changed and `join` to be called."""
        value = _without_html(value)
        if not _MARKED.search(value):
            return _split_tags([Run(_SPACE.sub(" ", value).strip())])
        return _split_tags(self._runs(value, title=True, plain=False))

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
                if value in _SWITCHES:
                    rest = self._level(kept=kept)
                    return runs + self._styled(_SWITCHES[value], rest)
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
        if bare in _STYLES:
            inner = self._argument(kept=kept or (bare in _KEEPING))
            return self._styled(_STYLES[bare], inner)
        if bare in _WRAPPED:
            return self._quoted(name, kept=kept)
        if bare in _GONE and not (bare in _CLEAR and self._at_group()):
            for _ in range(_GONE[bare]):
                self._raw_argument()
            return []
        if bare in MATHEMATICS:
            self._skip_empty_group()
            return [Run(MATHEMATICS[bare], kept)]
        return self._with_argument(bare, kept=kept)

    def _with_argument(self, name: str, *, kept: bool) -> list[Run]:
        """Return what is left of a command that says something of its argument, or is not known."""
        if name in _VERBATIM:
            return [Run(self._raw_argument(), kept=True)]
        if name in _FIRST_GONE:
            self._raw_argument()
            return self._argument(kept=kept)
        if name in ("char", "symbol"):
            return self._numbered(kept=kept)
        if name == "accent":
            mark = _NUMBERED_ACCENTS.get(self._take_digits())
            return [self._accent(mark, kept=kept)] if mark else []
        if name == "ensuremath" and self._at_group():
            return self._mathematics(self._raw_argument(), kept=kept)
        if name in _CLEAR and self._at_group():
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
        opening, closing = _WRAPPED[name.rstrip("*")]
        inner = self._argument(kept=kept or name in _KEEPING)
        if opening == "“":
            if name.endswith("*"):
                opening, closing = "‘", "’"
            else:
                nested = {"“": "‘", "”": "’"}
                inner = [run if run.tag else Run(_replaced(run.text, nested), run.kept) for run in inner]
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
        plain = _SYMBOLS.get(value)
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
        if kind == "command" and value not in _SWITCHES:
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
        runs = _MathReader(content).read()
        if runs is None:
            self.unknown[f"${content}$"] = None
            return [Run(f"${content}$", kept or self._title)]
        if self._plain:
            return [run for run in runs if not run.tag]
        return runs


_NUMBERED_ACCENTS: Final = {
    "18": "\u0300", "19": "\u0301", "20": "\u030c", "21": "\u0306", "22": "\u0304", "23": "\u030a",
    "24": "\u0327", "94": "\u0302", "95": "\u0307", "125": "\u030b", "126": "\u0303", "127": "\u0308",
}  # fmt: skip
"""The accents of TeX's first fonts by their places, as ``\\accent23 a`` has them."""

_ALONE: Final = {"\u0302": "^", "\u0303": "~", "\u0300": "`", "\u0301": "´", "\u0308": "¨", "\u0304": "¯"}
"""What an accent without a letter prints."""

_MATH_TOKEN: Final = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)|([{}^_&])|(\s+)|(.)", re.DOTALL)
_ALPHABETS: Final = _set(
    "mathrm text textrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak operatorname boldsymbol bm "
    "mbox textit textbf rm it bf cal ensuremath mathnormal textnormal hbox displaystyle left right big "
    "Big bigl bigr limits nolimits rmfamily sf tt hat bar tilde vec dot ddot overline widetilde widehat "
    "acute grave check breve"
)
_MATH_ACCENTS: Final = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301",
    "grave": "\u0300", "check": "\u030c", "breve": "\u0306",
}  # fmt: skip
_BLACKBOARD: Final = dict(zip("ACFHKNPQRZ", "𝔸ℂ𝔽ℍ𝕂ℕℙℚℝℤ", strict=True))
_MATH_CHARACTERS: Final = {"-": "−", "*": "∗", "'": "′", "~": "\u00a0", "`": "‘"}


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
            tags = _RAISED if mark == "^" else _LOWERED
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
            return [Run(_replaced(run.text, _BLACKBOARD), kept=True) for run in self._argument(depth)]
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
        if name in _ALPHABETS:
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


def has_small_word(text: str) -> bool:
    """Whether a word in ``text`` begins with a small letter, so that a change to title case would show."""
    return any(match[0].islower() for match in _LOWER_WORD.finditer(text))


def join(runs: Sequence[Run]) -> str:
    """Return the text of runs, composed, its white space single."""
    return _settled("".join([run.text for run in runs]))


def _settled(text: str) -> str:
    text = _SPACE.sub(" ", text).strip(" ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _split_tags(runs: list[Run]) -> list[Run]:
    """Return ``runs`` with the tags of HTML in them, as publishers write them into titles, as tags."""
    if not any("<" in run.text and not run.tag for run in runs):
        return runs
    split: list[Run] = []
    for run in runs:
        if run.tag or "<" not in run.text:
            split.append(run)
            continue
        for number, part in enumerate(_HTML.split(run.text)):
            if part:
                split.append(Run(part, run.kept, tag=bool(number % 2)))
    return split


def _without_html(value: str) -> str:
    """Return a value with the entities of HTML as their characters, its emphasis in the tags of CSL-JSON."""
    if "&" not in value and "<" not in value:
        return value
    return _ENTITY.sub(
        lambda match: _ENTITIES[match[1]] if match[1] else f"<{match[2]}{_HTML_STYLES[match[3]]}>", value
    )


def _replaced(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)


def _depth(value: str) -> int:
    deepest = depth = 0
    for character in value:
        if character == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif character == "}":
            depth -= 1
    return deepest
