"""What commands of LaTeX stand for: letters, signs, accents, mathematics.

Sources: the LaTeX2e sources (``ltoutenc``, ``textcomp``, T1 and TS1), ``unicode-math`` for mathematics, the
biblatex manual, 4.6.4, for the commands of bibliography files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["ACCENTS", "ASCII_COMMANDS", "LETTERS", "MATHEMATICS", "NEGATED", "SIGNS"]


def _table(pairs: str) -> dict[str, str]:
    """Read "ss:ß ae:æ" as {"ss": "ß", "ae": "æ"}."""
    return dict(pair.split(":", 1) for pair in pairs.split())


LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    _table(
        "ss:ß SS:ẞ ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å o:ø O:Ø l:ł L:Ł i:ı j:ȷ dh:ð DH:Ð dj:đ DJ:Đ th:þ TH:Þ "
        "ng:ŋ NG:Ŋ ij:ĳ IJ:Ĳ imath:ı jmath:ȷ textschwa:ə textturna:ɐ textopeno:ɔ textepsilon:ɛ "
        "textesh:ʃ"
    )
)
"""Letters that have a command of their own."""

SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    _table(
        "textendash:– textemdash:— textquoteleft:‘ textquoteright:’ textquotedblleft:“ "
        "textquotedblright:” quotedblbase:„ quotesinglbase:‚ guillemotleft:« guillemotright:» "
        "guillemetleft:« guillemetright:» guilsinglleft:‹ guilsinglright:› textquotesingle:' "
        'textquotedbl:" lq:‘ rq:’ glqq:„ grqq:“ flqq:« frqq:» glq:‚ grq:‘ flq:‹ frq:› ldots:… dots:… '
        "textellipsis:… textbackslash:\\ textasciitilde:~ textasciicircum:^ textasciigrave:` textbar:| "
        "textless:< textgreater:> textbraceleft:{ textbraceright:} textunderscore:_ textdollar:$ "
        "textampersand:& lbrace:{ rbrace:} textbullet:• textperiodcentered:· textasteriskcentered:∗ "
        "textexclamdown:¡ textquestiondown:¿ textsection:§ S:§ textparagraph:¶ P:¶ textdagger:† dag:† "
        "textdaggerdbl:‡ ddag:‡ textcopyright:© copyright:© textregistered:® texttrademark:™ "
        "textservicemark:℠ textdegree:° degree:° textmu:µ textohm:Ω texteuro:€ euro:€ EUR:€ "
        "textsterling:£ pounds:£ textyen:¥ textcent:¢ textcurrency:¤ textwon:₩ textflorin:ƒ "
        "textperthousand:‰ textpertenthousand:‱ textonehalf:½ textonequarter:¼ textthreequarters:¾ "
        "textonesuperior:¹ texttwosuperior:² textthreesuperior:³ textordfeminine:ª textordmasculine:º "
        "textpm:± texttimes:× textdiv:÷ textminus:− textlnot:¬ textfractionsolidus:⁄ textnumero:№ "
        "textreferencemark:※ textasciiacute:´ textasciidieresis:¨ textasciimacron:¯ textasciibreve:˘ "
        "textasciicaron:ˇ textcelsius:℃ textestimated:℮ textmusicalnote:♪ textinterrobang:‽ "
        "textleftarrow:← textrightarrow:→ textuparrow:↑ textdownarrow:↓ textbrokenbar:¦ "
        "textvisiblespace:␣ textthreequartersemdash:⸺ textlangle:⟨ textrangle:⟩ textbigcircle:◯ "
        "textsurd:√ textdblhyphen:⹀ hyphen:- slash:/ TeX:TeX LaTeX:LaTeX LaTeXe:LaTeX2ε BibTeX:BibTeX "
        "XeTeX:XeTeX LuaTeX:LuaTeX XeLaTeX:XeLaTeX LuaLaTeX:LuaLaTeX pdfTeX:pdfTeX pdfLaTeX:pdfLaTeX "
        "ConTeXt:ConTeXt eTeX:ε-TeX biblatex:biblatex bibrangedash:– bibdatedash:– bibdaterangesep:– "
        "addhyphen:- addcomma:, addcolon:: addsemicolon:; adddot:. isdot:. adddotspace:. addslash:/"
    )
    | {
        "space": " ", "quad": " ", "qquad": " ", "enspace": " ", "enskip": " ", "thinspace": "\u2009",
        "nobreakspace": "\u00a0", "addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u2009",
        "addabbrvspace": "\u00a0", "newline": " ", "linebreak": " ", "par": " ", "textnonbreakinghyphen": "‑",
    }
)  # fmt: skip
"""Signs, spaces, names of programs; and the punctuation commands of biblatex."""

ACCENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
        ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
        "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "U": "\u030e", "C": "\u030f",
        "f": "\u0311", "h": "\u0309", "G": "\u030f", "textcommabelow": "\u0326", "textcommaabove": "\u0313",
        "textdotbelow": "\u0323", "textogonekcentered": "\u0328", "textinvbreve": "\u0311",
        "textringbelow": "\u0325", "textcircumflexbelow": "\u032d", "textbrevebelow": "\u032e",
    }
)  # fmt: skip
"""The accent that a command puts on the letter after it, as the character that combines."""

MATHEMATICS: Final[Mapping[str, str]] = MappingProxyType(
    _table(
        "alpha:α beta:β gamma:γ delta:δ epsilon:ϵ varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι "
        "kappa:κ lambda:λ mu:μ nu:ν xi:ξ omicron:ο pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ "
        "upsilon:υ phi:ϕ varphi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π "
        "Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω times:× div:÷ pm:± mp:∓ cdot:⋅ ast:∗ star:⋆ circ:∘ "
        "bullet:∙ oplus:⊕ ominus:⊖ otimes:⊗ oslash:⊘ odot:⊙ wedge:∧ vee:∨ land:∧ lor:∨ lnot:¬ neg:¬ "
        "cap:∩ cup:∪ setminus:∖ leq:≤ le:≤ geq:≥ ge:≥ neq:≠ ne:≠ ll:≪ gg:≫ equiv:≡ sim:∼ simeq:≃ "
        "approx:≈ cong:≅ propto:∝ in:∈ notin:∉ ni:∋ subset:⊂ supset:⊃ subseteq:⊆ supseteq:⊇ perp:⊥ "
        "parallel:∥ mid:∣ vdash:⊢ models:⊧ forall:∀ exists:∃ nexists:∄ emptyset:∅ varnothing:∅ nabla:∇ "
        "partial:∂ infty:∞ aleph:ℵ hbar:ℏ ell:ℓ Re:ℜ Im:ℑ wp:℘ angle:∠ triangle:△ square:□ Box:□ "
        "diamond:⋄ Diamond:◇ sum:∑ prod:∏ int:∫ oint:∮ sqrt:√ to:→ rightarrow:→ leftarrow:← "
        "leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ uparrow:↑ downarrow:↓ mapsto:↦ "
        "longrightarrow:⟶ longleftarrow:⟵ hookrightarrow:↪ rightleftharpoons:⇌ leadsto:⇝ langle:⟨ "
        "rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ prime:′ dagger:† ddagger:‡ cdots:⋯ ldots:… dots:… "
        "vdots:⋮ degree:° lvert:| rvert:| vert:| lVert:‖ rVert:‖ Vert:‖ backslash:\\ lesssim:≲ gtrsim:≳ "
        "leqslant:⩽ geqslant:⩾ top:⊤ bot:⊥ flat:♭ natural:♮ sharp:♯ clubsuit:♣ diamondsuit:♢ "
        "heartsuit:♡ spadesuit:♠ checkmark:✓ complement:∁ beth:ℶ mho:℧ eth:ð colon:: sin:sin cos:cos "
        "tan:tan log:log ln:ln exp:exp lim:lim max:max min:min sup:sup inf:inf det:det dim:dim ker:ker "
        "gcd:gcd arg:arg deg:deg lbrace:{ rbrace:} imath:ı jmath:ȷ"
    )
)
"""What mathematics has signs for."""

NEGATED: Final = "\u0338"
"""The stroke that ``\\not`` puts through the sign after it."""


def _ascii_commands() -> dict[str, str]:
    r"""Return each character beyond ASCII with the command that writes it in text, ``{\ss}``."""
    commands = {
        sign: f"{{\\{name}}}" for name, sign in SIGNS.items() if len(sign) == 1 and not sign.isascii()
    }
    for name, sign in MATHEMATICS.items():
        if len(sign) == 1 and not sign.isascii():
            commands.setdefault(sign, f"\\ensuremath{{\\{name}}}")
    commands |= {letter: f"{{\\{name}}}" for name, letter in reversed(list(LETTERS.items())) if letter}
    commands |= {"–": "--", "—": "---", "“": "``", "”": "''", "\u00a0": "~", "…": "{\\ldots}"}
    commands |= {
        "°": "{\\textdegree}",
        "→": "\\ensuremath{\\rightarrow}",
        "©": "{\\textcopyright}",
        "£": "{\\pounds}",
    }
    commands |= {
        "‘": "{\\textquoteleft}",
        "’": "{\\textquoteright}",
        "μ": "\\ensuremath{\\mu}",
        "Ω": "\\ensuremath{\\Omega}",
    }
    commands |= {"\u2009": "\\,", "€": "{\\texteuro}"}
    for command, mark in ACCENTS.items():
        if len(command) > 1:
            continue
        for letter in "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz":
            composed = unicodedata.normalize("NFC", letter + mark)
            if len(composed) == 1:
                base = {"i": "\\i", "j": "\\j"}.get(letter, letter) if command not in "cdkbU" else letter
                space = " " if command.isalpha() and base[0] != "\\" else ""
                commands.setdefault(composed, f"{{\\{command}{space}{base}}}")
    return commands


ASCII_COMMANDS: Final[Mapping[str, str]] = MappingProxyType(_ascii_commands())
"""Characters beyond ASCII, each as every LaTeX of the last thirty years reads it."""
