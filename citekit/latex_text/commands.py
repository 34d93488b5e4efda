"""What the commands of LaTeX do to their arguments: set them in another shape, wrap them, drop them.

biblatex manual, 4.6.4, for the commands of bibliography files; csquotes for quotation marks.
"""

from __future__ import annotations

from typing import Final

from citekit.latex_text.runs import BOLD, CAPS, ITALIC, LOWERED, NONE, RAISED

__all__ = [
    "ALPHABETS",
    "CLEAR",
    "FIRST_GONE",
    "GONE",
    "KEEPING",
    "STYLES",
    "SWITCHES",
    "SYMBOLS",
    "VERBATIM",
    "WRAPPED",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STYLES: Final = {
    "emph": ITALIC, "textit": ITALIC, "textsl": ITALIC, "mkbibemph": ITALIC, "mkbibitalic": ITALIC,
    "textbf": BOLD, "mkbibbold": BOLD, "textsc": CAPS, "mkbibacro": CAPS, "textsuperscript": RAISED,
    "mkbibsuperscript": RAISED, "textsubscript": LOWERED, "mkbibsubscript": LOWERED,
    "textsuper": RAISED, "textsub": LOWERED,
}  # fmt: skip
"""Commands that set their argument in another shape."""
KEEPING: Final = frozenset(
    {"mkbibemph", "mkbibitalic", "mkbibbold", "mkbibquote", "textsc", "mkbibacro", "textsuperscript"}
    | {"mkbibsuperscript", "textsubscript", "mkbibsubscript", "textsuper", "textsub"}
)
"""Commands whose argument keeps its case."""
SWITCHES: Final = {
    "em": ITALIC, "it": ITALIC, "itshape": ITALIC, "sl": ITALIC, "slshape": ITALIC, "bf": BOLD,
    "bfseries": BOLD, "sc": CAPS, "scshape": CAPS, "rm": NONE, "rmfamily": NONE, "tt": NONE,
    "ttfamily": NONE, "sf": NONE, "sffamily": NONE, "upshape": NONE, "mdseries": NONE,
    "normalfont": NONE, "small": NONE, "footnotesize": NONE, "scriptsize": NONE, "tiny": NONE,
    "normalsize": NONE, "large": NONE, "selectfont": NONE,
}  # fmt: skip
"""Commands that set the rest of their group in another shape."""
WRAPPED: Final = {
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")"), "parentext": ("(", ")"),
    "mkbibbrackets": ("[", "]"), "brackettext": ("[", "]"), "textquote": ("“", "”"),
}  # fmt: skip
"""Commands that set their argument between marks."""
CLEAR: Final = _set(
    "text textrm textnormal textup textmd textsf texttt mbox hbox fbox textlf textulc ensuretext autocap "
    "mathrm underline uline textcyr textgreek textlatin textcyrillic emdash bibstring textnohyphenation "
    "lowercase MakeLowercase uppercase MakeUppercase MakeTextUppercase MakeTextLowercase textipa bibinfo "
    "translit noindent abbr oldstylenums mkbibname mkbibnamefamily mkbibnamegiven"
)
"""Commands whose argument counts alone."""
FIRST_GONE: Final = frozenset({"foreignlanguage", "textcolor", "color", "href", "hspace*", "textlang"})
"""Commands of two arguments, of which the second counts."""
GONE: Final = {
    "noopsort": 1, "SortNoop": 1, "noop": 1, "sortkey": 1, "vspace": 1, "hspace": 1, "label": 1,
    "nocite": 1, "phantom": 1, "arabic": 1, "roman": 1, "Roman": 1, "alph": 1, "Alph": 1, "value": 1,
    "hyphenation": 1, "protect": 0, "relax": 0, "noindent": 0, "indent": 0,
    "allowbreak": 0, "nobreak": 0, "null": 0, "leavevmode": 0, "unskip": 0, "ignorespaces": 0,
    "textcompwordmark": 0, "penalty": 0, "sloppy": 0, "raggedright": 0, "frenchspacing": 0, "hfill": 0,
    "autocap": 0, "bibopenparen": 0, "bibcloseparen": 0, "midsentence": 0, "nopunct": 0, "hskip": 0,
}  # fmt: skip
"""Commands that leave nothing, with how many arguments go with them."""
VERBATIM: Final = frozenset({"url", "path", "nolinkurl", "doi", "urlprefix"})
"""Commands whose argument is no LaTeX."""
SYMBOLS: Final = {
    " ": " ", "\n": " ", "\t": " ", ",": "\u2009", ";": " ", ":": " ", ">": " ", "!": "", "/": "", "-": "",
    "@": "", "*": "", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "\\": " ",
    "|": "‖", "+": "",
}  # fmt: skip
"""What a backslash makes of the sign after it."""
ALPHABETS: Final = _set(
    "mathrm text textrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak operatorname boldsymbol bm "
    "mbox textit textbf rm it bf cal ensuremath mathnormal textnormal hbox displaystyle left right big "
    "Big bigl bigr limits nolimits rmfamily sf tt hat bar tilde vec dot ddot overline widetilde widehat "
    "acute grave check breve"
)
"""Commands of mathematics that choose an alphabet, a size or a mark over letters, and say nothing else."""
