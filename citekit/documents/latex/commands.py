r"""What the commands and environments of LaTeX are to a reader: emphasis, headings, what is not printed.

Sources: the LaTeX2e kernel and standard classes, KOMA-Script, hyperref, booktabs, caption, csquotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.latex_text.commands import CLEAR
from citekit.markup.tree import Format

__all__ = [
    "BREAKS",
    "CODE_COMMANDS",
    "ENVIRONMENT_ARGUMENTS",
    "FIRST_DROPPED",
    "FORMATS",
    "GONE",
    "HEADINGS",
    "LISTS",
    "MATH_ENVIRONMENTS",
    "NOTES",
    "QUOTES",
    "QUOTE_ENVIRONMENTS",
    "SHOWN_KEYS",
    "SWITCHES",
    "TABLES",
    "UPRIGHT",
    "WORDS",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _counts(pairs: str) -> dict[str, int]:
    """Read "defcitealias:2 label:1 par:0" as {"label": 1, "par": 0}."""
    return {name: int(count) for name, count in (pair.rsplit(":", 1) for pair in pairs.split())}


FORMATS: Final[Mapping[str, Format | None]] = MappingProxyType(
    {
        **dict.fromkeys(_set("emph textit textsl mkbibemph mkbibitalic textem"), Format.ITALIC),
        **dict.fromkeys(_set("textbf mkbibbold strong"), Format.BOLD),
        **dict.fromkeys(_set("textsc mkbibacro"), Format.SMALL_CAPS),
        **dict.fromkeys(_set("underline uline ul"), Format.UNDERLINE),
        **dict.fromkeys(_set("textsuperscript textsuper up"), Format.SUPERSCRIPT),
        **dict.fromkeys(_set("textsubscript textsub"), Format.SUBSCRIPT),
        **dict.fromkeys(
            CLEAR - {"noindent", "autocap", "emdash", "bibstring", "bibinfo", "underline", "uline"}
        ),
        **dict.fromkeys(_set("makebox framebox ensuremath sout st hl centerline leftline rightline")),
    }
)
"""Commands that set their argument in another shape; None leaves it as it is."""

UPRIGHT: Final = _set("textup textnormal textrm upshape normalfont rm rmfamily")
"""Those that take italics off."""

SWITCHES: Final[Mapping[str, Format | None]] = MappingProxyType(
    {
        **dict.fromkeys(_set("it em itshape sl slshape"), Format.ITALIC),
        **dict.fromkeys(_set("bf bfseries"), Format.BOLD),
        **dict.fromkeys(_set("sc scshape"), Format.SMALL_CAPS),
        **dict.fromkeys(_set("rm rmfamily tt ttfamily sf sffamily upshape mdseries normalfont")),
    }
)
"""Commands that set the rest of their group in another shape."""

HEADINGS: Final[Mapping[str, int]] = MappingProxyType(
    {"part": 1, "chapter": 1, "addchap": 1, "section": 2, "addsec": 2, "subsection": 3, "subsubsection": 4}
    | {"paragraph": 5, "subparagraph": 6}
)
NOTES: Final = _set("footnote footnotetext thanks endnote sidenote tablefootnote todo marginpar marginnote")
SHOWN_KEYS: Final = _set(
    "ref pageref eqref autoref cref Cref nameref vref Vref subref labelcref fullref Autoref"
)
"""Cross-references: LaTeX prints a number in their place."""

LISTS: Final = _set("itemize enumerate description compactitem compactenum inparaenum inparaitem asparaenum")
QUOTE_ENVIRONMENTS: Final = _set(
    "quote quotation displayquote quoting verse displaycquote foreigndisplayquote"
)
TABLES: Final = _set("tabular tabular* tabularx tabulary longtable supertabular xltabular longtabu tabu")
MATH_ENVIRONMENTS: Final = frozenset(
    name + star
    for name in _set(
        "equation align gather multline eqnarray displaymath math alignat flalign IEEEeqnarray dmath "
        "tikzpicture pgfpicture picture forest"
    )
    for star in ("", "*")
)
ENVIRONMENT_ARGUMENTS: Final[Mapping[str, int]] = MappingProxyType(
    _counts(
        "minipage:1 multicols:1 wrapfigure:2 wraptable:2 tabular:1 tabular*:2 tabularx:2 tabulary:2 "
        "longtable:1 supertabular:1 xltabular:2 longtabu:1 tabu:1 array:1 adjustwidth:2 otherlanguage:1 "
        "otherlanguage*:1 foreigndisplayquote:1 spacing:1 list:2 adjustbox:1 subfigure:1 subtable:1 "
        "columns:0 column:1 frame:0 thebibliography:1 textblock:1 scope:0 IEEEbiography:1 "
        "IEEEbiographynophoto:1 hyphenrules:1 easylist:0"
    )
)
"""How many arguments in braces follow the name of an environment and are no text of it."""

QUOTES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        **dict.fromkeys(_set("enquote textquote mkbibquote textelp* blockquote"), ("“", "”")),
        **dict.fromkeys(_set("enquote* textquote*"), ("‘", "’")),
        **dict.fromkeys(_set("mkbibparens parentext"), ("(", ")")),
        **dict.fromkeys(_set("mkbibbrackets brackettext textins"), ("[", "]")),
        "citetext": ("(", ")"),
    }
)
"""Commands that put marks around their argument."""

FIRST_DROPPED: Final = _set(
    "foreignlanguage textcolor colorbox foreignquote hyphenquote foreigntextquote hyphentextquote "
    "textlang parbox scalebox resizebox rotatebox texorpdfstring href hyperref hyperlink hypertarget "
    "pdftooltip"
)
"""Commands of two arguments, of which the second is the text."""

CODE_COMMANDS: Final = _set("lstinline mintinline lstinputlisting verbatiminput inputminted")
"""Commands whose last argument is code, or a file of it."""
BREAKS: Final = _set(
    "par newpage clearpage cleardoublepage pagebreak maketitle tableofcontents listoffigures listoftables "
    "bigskip medskip smallskip vfill appendix frontmatter mainmatter backmatter printindex"
)
"""Commands that end a paragraph."""

GONE: Final[Mapping[str, int]] = MappingProxyType(
    _counts(
        "lipsum:0 blindtext:0 Blindtext:0 "
        "defcitealias:2 label:1 vspace:1 vspace*:1 hspace:1 hspace*:1 index:1 gls:0 includegraphics:1 "
        "includegraphics*:1 bibliographystyle:1 pagestyle:1 thispagestyle:1 setlength:2 addtolength:2 "
        "setcounter:2 addtocounter:2 stepcounter:1 refstepcounter:1 value:1 usetikzlibrary:1 hypersetup:1 "
        "graphicspath:1 geometry:1 definecolor:3 color:1 pagecolor:1 author:1 date:1 markboth:2 "
        "markright:1 addcontentsline:3 phantom:1 hphantom:1 vphantom:1 phantomsection:0 hyphenation:1 "
        "pdfbookmark:2 captionsetup:1 lstset:1 ExecuteBibliographyOptions:1 selectlanguage:1 setstretch:1 "
        "linespread:1 fontsize:2 newtheorem:2 newtheorem*:2 theoremstyle:1 newlength:1 newcounter:1 "
        "DeclareMathOperator:2 DeclareMathOperator*:2 newcolumntype:2 titleformat:4 titlespacing:4 "
        "titlespacing*:4 multicolumn:2 multirow:2 cline:1 cmidrule:1 rule:2 "
        "missingfigure:1 enlargethispage:1 linebreak:0 nolinebreak:0 pagenumbering:1 hangindent:0 "
        "parindent:0 DeclareFieldFormat:2 DeclareFieldFormat*:2 DeclareNameAlias:2 renewbibmacro:2 "
        "renewbibmacro*:2 newbibmacro:2 newbibmacro*:2 defbibheading:2 defbibfilter:2 defbibnote:2 "
        "DefineBibliographyStrings:2 setmainfont:1 setsansfont:1 setmonofont:1 PassOptionsToPackage:2 "
        "RequirePackage:1 newenvironment:3 renewenvironment:3 newif:0 ifthenelse:0 setcitestyle:1 "
        "bibpunct:6 citestyle:1 SetCiteCommand:1 hskip:0 vskip:0 kern:0 crossref:1 urlstyle:1 newblock:0 "
        "bibinfo:1 bibfield:1 bibnamefont:0 bibfnamefont:0 citenamefont:0 natexlab:0 penalty0:0 "
        "BIBentryALTinterwordspacing:0 BIBentrySTDinterwordspacing:0 ExplSyntaxOn:0 ExplSyntaxOff:0 "
        "setdefaultlanguage:1 setmainlanguage:1 setotherlanguage:1 setotherlanguages:1 includeonly:1 "
        "bibitemdeclare:2 bibitemstart:0 bibitemstop:0 bibitemnodot:1 BibitemOpen:0 BibitemShut:1 "
        "enquotedefault:0 APACinsertmetastar:1 protect:0 relax:0 noindent:0 indent:0 centering:0 "
        "raggedright:0 xspace:0 ignorespaces:0 leavevmode:0 unskip:0 null:0 toprule:0 midrule:0 "
        "bottomrule:0 hline:0 small:0 footnotesize:0 scriptsize:0 tiny:0 large:0 Large:0 LARGE:0 huge:0 "
        "Huge:0 normalsize:0 sloppy:0 frenchspacing:0 hfill:0 footnotemark:0 endfirsthead:0 endhead:0 "
        "endfoot:0 endlastfoot:0 doublespacing:0 singlespacing:0 onehalfspacing:0 allowbreak:0 "
        "makeatletter:0 makeatother:0 bibsep:0 fi:0 else:0 textcompwordmark:0 selectfont:0 nobreak:0"
    )
)
"""Commands that print nothing, and how many arguments in braces go with them."""

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "psq": " f.",
        "psqq": " ff.",
        "pnfmt": "",
        "pno": "p.",
        "ppno": "pp.",
        "nopp": "",
        "today": "",
        "refname": "References",
        "bibname": "Bibliography",
        "and": ", ",
        "etal": "et al.",
        "eg": "e.g.",
        "ie": "i.e.",
        "textelp": "[…]",
    }
)
"""Further commands that stand for words."""
