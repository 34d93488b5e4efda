"""What people write over their list of references and over what comes after it, in many languages."""

from __future__ import annotations

import re
from typing import Final

from citekit.language.fold import fold

__all__ = ["ends_references", "is_reference_heading"]

_REFERENCES: Final = """
references; reference; reference list; list of references; references list; bibliography; references cited;
cited references; cited works;
referenced works; cited; works cited; work cited; works consulted; works referenced; literature cited;
cited literature; literature; literature references; sources; sources cited; source list; list of sources;
citations; selected bibliography; select bibliography; selected references; references and notes;
notes and references; references and further reading; bibliography and references; bibliographic references;
bibliographical references; annotated bibliography; primary sources; secondary sources;
literatur; literaturverzeichnis; literaturangaben; literaturliste; literaturnachweis; literaturnachweise;
quellen; quellenverzeichnis; quellenangaben; quellen und literaturverzeichnis; quellen und literatur;
literatur und quellenverzeichnis; literatur und quellen; bibliographie; bibliografie; referenzen;
verwendete literatur; zitierte literatur; schrifttum; schrifttumsverzeichnis; einzelnachweise;
references bibliographiques; reference bibliographique; ouvrages cites; sources et bibliographie;
liste des references; bibliographie et sources; oeuvres citees; travaux cites;
bibliografia; bibliografia citada; referencias; referencias bibliograficas; lista de referencias; fuentes;
obras citadas; trabajos citados; literatura citada; fuentes y bibliografia;
referencias e notas; referencias bibliograficas e notas; obras consultadas;
riferimenti; riferimenti bibliografici; bibliografia e sitografia; opere citate; sitografia; fonti;
literatuur; literatuurlijst; bronnen; bronnenlijst; bronvermelding; referenties; referentielijst;
referenser; referenslista; kallor; kallforteckning; litteraturforteckning; litteratur; litteraturlista;
kilder; kildeliste; litteraturliste; referanser; referencer; lahteet; kirjallisuus; viitteet;
kirjallisuusluettelo; lahdeluettelo; literatura; pismiennictwo; przypisy; zrodla; seznam literatury;
pouzita literatura; zdroje;
zoznam bibliografickych odkazov; irodalom; irodalomjegyzek; hivatkozasok;
felhasznalt irodalom; bibliografie si referinte; kaynakca; kaynaklar; kaynakca listesi; viri;
viri in literatura;
popis literature; izvori; βιβλιογραφια; αναφορες; литература; список литературы; библиография; источники;
список использованной литературы; список использованных источников; список источников; література;
список використаних джерел; бібліографія; 参考文献; 引用文献; 参考文献リスト; 引用参考文献; 文献; 參考文獻;
参考资料;

참고문헌; 참고 문헌; المراجع; قائمة المراجع; المصادر; ביבליוגרפיה; מקורות
"""

_AFTER: Final = """
appendix; appendices; figures; tables; list of figures; list of tables; figure captions; table captions;
figure legends; acknowledgements; acknowledgments; acknowledgement; acknowledgment; footnotes; endnotes;
notes;
author note; author notes; about the author; about the authors; author biography; author contributions;
funding; conflict of interest; conflicts of interest; declaration; declarations; supplementary material;
supplementary materials; supporting information; supplemental material; index; glossary; abbreviations;
anhang; anhange; abbildungen; abbildungsverzeichnis; tabellenverzeichnis; danksagung;
eidesstattliche erklarung;
selbststandigkeitserklarung; eigenstandigkeitserklarung; annexe; annexes; remerciements;
table des figures;
anexo; anexos; apendice; apendices; agradecimientos; appendice; allegati; bijlage; bijlagen; bilaga;
bilagor;
vedlegg; bilag;
liitteet; zalacznik; priloha; fuggelek; ekler; приложение; приложения;
付録; 附录; 附錄; 부록
"""

_NUMBER: Final = re.compile(
    r"\s*(?:(?:chapter|section|part|kapitel|teil|capitulo|chapitre)\s+)?"
    r"(?:(?:\(?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.):]+|\d+(?:\.\d+)*|§\s*\d+)\s+|\d+(?:\.\d+)*[.)](?=[^\W\d_]))",
    re.IGNORECASE,
)
_TEX: Final = re.compile(r"\\(?:text)?color\{[^{}]*\}|\\[A-Za-z]+|[${}]")
"""What sets words in a formula, to colour a heading: ``${\\textsf{\\color{blue}REFERENCES}}$``"""
_NUMBERED_AFTER: Final = re.compile(
    r"(?:appendix|appendices|anhang|annexe?|anexo|apendice|appendice|bijlage|bilaga|vedlegg|bilag|liite|"
    r"priloha|"
    r"приложение|table|tabelle|tabla|figure|fig|abbildung|supplement)\b"
)


def _plain(heading: str) -> str:
    """Return a heading without number, marks at its ends, TeX's colours and accents, in lower case."""
    if "\\" in heading:
        heading = _TEX.sub("", heading)
    heading = re.sub(r"(?<=\w)\s*\([^()]*\)\W*$", "", heading)
    number = _NUMBER.match(heading)
    bare = heading[number.end() :] if number else heading
    words = fold(bare).replace("-", " ").replace("&", " and ")
    return " ".join(words.strip(" \t\n.:*_#=–—-").split())


def _set(words: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in words.split(";"))


_REFERENCE_WORDS: Final = _set(_REFERENCES)
_AFTER_WORDS: Final = _set(_AFTER)
_LONGEST: Final = 80


def is_reference_heading(text: str) -> bool:
    """Whether ``text`` is what stands over a list of references; a number and a colon may be about it."""
    return len(text) <= _LONGEST and _plain(text) in _REFERENCE_WORDS


def ends_references(text: str) -> bool:
    """Whether a heading of ``text`` begins what is no list of references any more, whatever its level."""
    plain = _plain(text)
    return plain in _AFTER_WORDS or _NUMBERED_AFTER.match(plain) is not None
