"""Report numbers: how they look in the houses that give them out, and when two of them are the same.

No standard covers them all (ISO 10444 and ANSI Z39.23 tried). What holds of most: capitals, digits and a
few separators, often after the name of the house.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.language.fold import fold

__all__ = ["HOUSE_FORMS", "find_report_numbers", "is_report_number", "report_number_key"]

HOUSE_FORMS: Final = {
    "Gartner": r"G00\d{6}",
    "Forrester": r"RES\d{5,6}",
    "NBER": r"NBER (?:Working Paper )?(?:Series )?(?:No\. ?)?w?\d{4,5}",
    "IMF": r"(?:IMF )?(?:WP|SDN|CR|PP|TNM|DP|HTN)/\d{2,4}/\d{1,3}",
    "World Bank": r"WPS ?\d{4,5}",
    "IZA": r"IZA (?:Discussion Paper|DP)(?: No\.)? \d{1,5}",
    "RAND": r"RAND (?:[A-Z]{1,4}-)?[A-Z]{1,4}-?A?\d{2,5}(?:-\d{1,2})?(?:[-/][A-Z]{2,6})*"
    r"|(?:RR|RM|PE|TR|MG|CT|OP|WR|CF|TL|RB|RGSD|MR|DB|IP)-(?:A\d{2,5}-\d{1,2}|\d{3,5}(?:-\d)?(?:[-/][A-Z]{2,6})+)"
    r"|(?:RR|RM|MG|RGSD)-\d{3,5}",
    "GAO": r"GAO[-/](?:[A-Z]+-)?\d{2,4}-\d{1,6}[A-Z]{0,3}",
    "CRS": r"CRS (?:Report )?(?:No\. ?)?(?:R|RL|RS|IF|IN|LSB)\d{4,5}",
    "EPA": r"(?:EPA[- ])?\d{3}[-/][A-Z][-/]?\d{2}[-/]?\d{3}[A-Z]?",
    "US Congress": r"(?:H\. ?R\.|S\.) (?:Rep|Rept|Doc)\.(?: No\.)? \d{2,3}[-–]\d{1,4}"
    r"|Pub\. ?L\. (?:No\. )?\d{2,3}[-–]\d{1,4}",
    "US laboratories": r"(?:LBNL|SLAC|FERMILAB|ORNL|PNNL|LLNL|LA-UR|UCRL|ANL|BNL|INL|NREL|NASA|WHOI|CERN|DESY"
    r"|DOE(?=/))(?:[-/][A-Z]{1,5})*(?:[-/–][A-Z]?\d+(?:\.\d+)*[A-Z]?)+(?:-[A-Z]{1,2})?",
    "Sandia": r"SAND\d{4}-\d{4,5}[A-Z]{0,2}",
    "NIST": r"NIST(?:[ .](?:SP|IR|FIPS|TN|CSWP|AI|HB))+[ .]\d[\w.-]*\w|NISTIR \d{4}",
    "RFC": r"RFC[ -]?\d{1,5}",
    "standards": r"(?:(?:BS|DIN|EN|NF|SS|ÖNORM|UNE|UNI|NEN|AS) ?){0,3}"
    r"(?:ISO|IEC|IEEE|CEN|ASTM|ANSI|ETSI|NISO|ITU-T)(?:/[A-Z]{2,5})*(?: (?:TR|TS|PAS|Guide|Std|EN|Rec\.))? ?"
    r"(?:[A-Z]\.?)?\d{1,6}(?:[.-]\d{1,4})*(?::\d{4})?",
    "European Commission": r"(?:COM|SWD|SEC|JOIN|C) ?\(\d{4}\) ?\d{1,5}(?: final)?",
    "European Union": r"\d{4}/\d{1,4}/(?:EU|EC|EEC|Euratom)|\((?:EU|EC|EEC)\) (?:No )?\d{1,4}/\d{2,4}",
    "United Nations": r"(?:A|E|S|ST|TD|DP|CRC|CEDAW|CCPR|CAT|UNEP|FCCC)"
    r"(?:/[A-Z][A-Za-z]*(?:\.\d+)*|/\d+(?:\.\d+)*)+(?:/\d+|\.\d+)(?:/(?:Add|Rev|Corr)\.\d+)*",
    "UK Parliament": r"(?:Cmnd|Cmd|Cm|CP|HC|HL) \d{1,5}(?:[-–][IVX]+)?",
    "patents": r"(?:US|EP|WO|GB|DE|FR|JP|CN|KR|CA)[ -]?\d(?:[,/]?\d){5,11} ?[A-Z]\d?|US ?\d{1,2},\d{3},\d{3}",
}
"""The forms that running text is searched for, by the house that gives them out."""

_IN_TEXT: Final = rf"(?<![\w/.-])(?:{'|'.join(HOUSE_FORMS.values())})(?!\w|[-/]\d)"


def find_report_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each report number of a known house in running ``text``."""
    for match in re.finditer(_IN_TEXT, text, re.ASCII):
        yield match.span()


def is_report_number(text: str) -> bool:
    """Whether ``text`` as a whole looks like the number of a report, standard, patent or document.

    Numbers of known houses may be in small letters; of others, only capitals are taken for one, so that
    a citation key or a date in words is not.
    """
    introduced = re.fullmatch(r"(?:[A-Za-z.]+:? ){1,5}(\S+)", text)
    if _is_of_a_house(text) or (introduced and _is_of_a_house(introduced[1])):
        return True
    if re.fullmatch(r"\d{4,12}", text) or re.fullmatch(_LABELLED, fold(text)):
        return True
    if len(text) > 60 or not re.fullmatch(r"[\w./:()–-]+(?: [\w./:()–-]+){0,3}", text):
        return False
    letters = sum(character.isalpha() for character in text)
    digits = sum(character.isdecimal() for character in text)
    return text.isupper() and digits >= 2 and digits * 2 >= letters


def _is_of_a_house(text: str) -> bool:
    return any(re.fullmatch(form, text, re.IGNORECASE) for form in (*HOUSE_FORMS.values(), r"w\d{4,5}"))


def report_number_key(number: str) -> str:
    """Return what is compared: letters and digits alone, small, without house or label before them.

    ``G00799999``, ``g00 799 999`` and ``Gartner ID: G00799999`` are one; so are ``NBER w12345`` and
    ``NBER Working Paper No. 12345``.
    """
    folded = fold(number)
    nber = re.fullmatch(r"nber\b[a-z. ]*?w?(\d{4,5})", folded)
    if nber:
        return f"w{nber[1]}"
    distinct = re.fullmatch(rf"(?:[a-z/]+[.:#]* )+({_DISTINCT}.*)", folded) or re.fullmatch(_LABELLED, folded)
    if distinct:
        folded = distinct[1]
    return "".join(character for character in folded if character.isalnum())


_DISTINCT: Final = r"(?=(?:\S?\w){4})(?:[a-z]\S*\d|\d{3}-[a-z]-?\d\d)"
"""A number that no other house will give out: it begins with letters of its own, or is EPA's."""

_LABELLED: Final = (
    r"(?:(?:technical|research|working|discussion|policy|staff|occasional|final|report|paper|note|brief|"
    r"document|publication|memorandum|id|number|no|nr|num|ref|reference)[.:#]* ?)+(\d.*\d{3}.*)"
)
"""A number of digits after words that only say what it is."""
