"""The schemes of identifiers: for each, a function that reads what people write into the normal form.

DOI Handbook, chapter 2; ISO 2108 (ISBN); ISO 3297 (ISSN); arXiv's identifier scheme, both forms; PMID and
PMCID of the National Library of Medicine; ORCID (ISO 27729); RFC 3986 (URL).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

from citekit.item.check_digits import isbn10_digit, isbn13_digit, issn_digit, orcid_digit

__all__ = [
    "Fault",
    "read_arxiv",
    "read_doi",
    "read_isbn",
    "read_issn",
    "read_orcid",
    "read_pmcid",
    "read_pmid",
    "read_report_number",
    "read_url",
]


class Fault(NamedTuple):
    """Why a text is no identifier of the scheme, and what was probably meant."""

    reason: str
    remedy: str


def read_doi(text: str) -> str | Fault:
    """Return ``10.1000/Xyz``, case as written, out of it, ``doi:…`` or ``https://doi.org/…``."""
    if _BARE_DOI.fullmatch(text):
        return text
    bare = _without(_DOI_LABEL, re.sub(_INVISIBLE, "", text))
    resolver = re.match(r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/", bare, re.IGNORECASE)
    if resolver:
        bare = _percent_decoded(bare[resolver.end() :]).partition("?")[0]
    bare = _without(_DOI_LABEL, bare).rstrip(".,;")
    if re.fullmatch(_DOI, bare, re.IGNORECASE | re.ASCII):
        return bare
    closed_up = "".join(bare.split())
    if re.fullmatch(_DOI, closed_up, re.IGNORECASE | re.ASCII):
        return Fault("has a space in it", f"write {closed_up}")
    within = re.search(r"10\.\d{4,9}(?:\.\d+)*/[^\s?#&]+", _percent_decoded(bare), re.ASCII)
    if within:
        return Fault("has other text around the DOI", f"write {within[0].rstrip('.,;')}")
    if re.fullmatch(r"\d{4,5}/\S+", bare):
        return Fault("does not begin with 10.", f"write 10.{bare}")
    return Fault("is no DOI", "write it as 10.1000/xyz123; the address of a page belongs in URL")


_DOI: Final = r"10\.\d+(?:\.\d+)*/\S*[^\s/]\S*|10/[0-9a-z]{3,10}"
"""A DOI, or one that shortdoi.org made."""

_BARE_DOI: Final = re.compile(r"10\.\d{4,9}/[!-~]*[A-Za-z0-9)>\]]", re.ASCII)
"""What most records hold: a DOI that nothing has to be taken off."""

_DOI_LABEL: Final = r"doi(?:[:\s]+|(?=10\.))"


def read_isbn(text: str) -> str | Fault:
    """Return the ten or thirteen characters without hyphens, check digit checked."""
    bare = _without(r"e?-?isbn(?:[- ]?1[03](?![\d-]))?[:\s]*", _ascii(text))
    digits = re.sub(r"[\s.-]|\([^()]*\)[.,;]*$", "", bare).upper()
    if not re.fullmatch(r"\d+X?", digits):
        return Fault("is no ISBN", "an ISBN has 10 or 13 digits; the last of 10 may be X")
    if len(digits) == 9 and isbn10_digit(f"0{digits[:8]}") == digits[8]:
        return Fault("has 9 digits, an old number", f"write 0{digits}")
    if len(digits) not in {10, 13} or (len(digits) == 13 and digits[-1] == "X"):
        return Fault(f"has {len(digits)} digits, where 10 or 13 belong", _COMPARE)
    if len(digits) == 10:
        return _checked(digits, isbn10_digit)
    if not digits.startswith(("978", "979")):
        return Fault("begins with neither 978 nor 979", _COMPARE)
    return _checked(digits, isbn13_digit)


def read_issn(text: str) -> str | Fault:
    """Return ``2049-3630``, check digit checked."""
    bare = _without(r"(?:[epl]-?)?issn(?:-l)?(?: ?\(\w+\))?[:\s]*", _ascii(text))
    digits = re.sub(r"[\s-]|\([^()]*\)[.,;]*$", "", bare).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return Fault("is no ISSN", "an ISSN has 8 digits, as 2049-3630; the last may be X")
    return _checked(f"{digits[:4]}-{digits[4:]}", issn_digit)


def read_orcid(text: str) -> str | Fault:
    """Return ``0000-0002-1825-0097``, check digit checked."""
    bare = _without(r"(?:https?://)?(?:www\.)?orcid\.org/|orcid(?: id)?[:\s]*", _ascii(text))
    digits = re.sub(r"[\s-]", "", bare.rstrip("/.,;")).upper()
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return Fault("is no ORCID iD", "an ORCID iD has 16 digits, as 0000-0002-1825-0097; the last may be X")
    return _checked("-".join(digits[place : place + 4] for place in range(0, 16, 4)), orcid_digit)


def _checked(written: str, work_out: Callable[[str], str]) -> str | Fault:
    """Return ``written`` if its last character is the one that ``work_out`` makes of the digits before."""
    digits = written.replace("-", "")
    expected = work_out(digits[:-1])
    if digits[-1] == expected:
        return written
    return Fault(f"is mistyped: its check digit is {digits[-1]}, should be {expected}", _COMPARE)


_COMPARE: Final = "compare it with the source, digit by digit"


def read_arxiv(text: str) -> str | Fault:
    """Return ``2101.00001v2`` or ``math.GT/0309136``, version and subject class kept."""
    bare = _without(
        r"(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|ps|format)/"
        r"|(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/",
        _ascii(text),
    )
    bare = _without(r"arxiv[.:\s]*", bare)
    bare = re.sub(r"(?:\.pdf)?(?: ?\[[\w.-]+\])?[.,;]*$", "", bare)
    new = re.fullmatch(r"(\d\d)(?:0[1-9]|1[0-2])\.(\d{4,5})(?:v\d{1,3})?", bare, re.IGNORECASE)
    if new and new[1] >= "07" and len(new[2]) == (5 if new[1] >= "15" else 4):
        return bare.lower()
    old = re.fullmatch(
        r"([a-z]+(?:-[a-z]+)?)((?:\.[a-z]{2})?)/(\d\d(?:0[1-9]|1[0-2])\d{3})((?:v\d{1,3})?)",
        bare,
        re.IGNORECASE,
    )
    if old and old[1].lower() in _ARCHIVES:
        return f"{old[1].lower()}{old[2].upper()}/{old[3]}{old[4].lower()}"
    return Fault("is no arXiv number", "write it as 2101.00001, 2101.00001v2 or hep-th/9901001")


_ARCHIVES: Final = frozenset(
    {
        "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn",
        "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex",
        "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th",
        "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph", "solv-int", "supr-con",
    }
)  # fmt: skip
"""The archives that numbers before April 2007 begin with."""


def read_pmid(text: str) -> str | Fault:
    """Return the number, ``31452104``."""
    bare = _without(
        r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
        r"|(?:pmid|pubmed(?: id)?)[:\s]*",
        _ascii(text),
    ).rstrip("/.,;")
    if re.fullmatch(r"[1-9]\d{0,8}", bare):
        return bare
    return Fault("is no PMID", "a PMID is a number of up to 8 digits, as 31452104")


def read_pmcid(text: str) -> str | Fault:
    """Return ``PMC1234567``, with a version if it has one."""
    bare = _without(
        r"(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/articles/"
        r"|pmcid[:\s]*",
        _ascii(text),
    ).rstrip("/.,;")
    match = re.fullmatch(r"(?:PMC)? ?([1-9]\d{0,8}(?:\.\d{1,2})?)", bare, re.IGNORECASE)
    if match:
        return f"PMC{match[1]}"
    return Fault("is no PMCID", "a PMCID is PMC and a number, as PMC1234567")


def read_url(text: str) -> str | Fault:
    """Return the address exactly as it is."""
    if len(re.findall(r"\bhttps?://", text)) > 1 and re.search(r"\s", text):
        return Fault("holds several addresses", "keep one; that of an archived copy goes into archived")
    if re.search(r"\s", text):
        return Fault("has a space in it", "write the space as %20")
    if re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        return Fault("has a control character in it", "copy the address again")
    if re.match(r"(?:javascript|data|vbscript):", text, re.IGNORECASE):
        return Fault("is not the address of a page", "copy the address that the browser shows")
    if re.match(r"(?:https?|ftp)://[^/?#]|(?!https?:|ftp:)[a-z][a-z0-9+.-]+:\S", text, re.IGNORECASE):
        return text
    if re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]|$)", text, re.IGNORECASE):
        return Fault("does not say https:// or http://", f"write https://{text}")
    return Fault("is no web address", "write it as https://www.example.org/page")


def read_report_number(text: str) -> str | Fault:
    """Return the number as the house writes it, its white space single spaces."""
    number = " ".join(text.split())
    if re.search(r"[^\W_]", number):
        return number
    return Fault("has no letter or digit", "write the number as it stands on the report")


_INVISIBLE: Final = "[\u00ad\u200b-\u200f\u2060\ufeff]+"
"""Characters that come along unseen when a number is copied from a page."""


def _without(label: str, text: str) -> str:
    """Return ``text`` without the ``label`` it begins with, if it does."""
    return re.sub(rf"\A(?:{label})", "", text, count=1, flags=re.IGNORECASE)


def _ascii(text: str) -> str:
    """Return ``text`` with ASCII digits, spaces and hyphens, and nothing invisible."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", re.sub(_INVISIBLE, "", text))
    digits = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    return re.sub("[‐‑‒–—−]", "-", digits)


def _percent_decoded(text: str) -> str:
    """Return ``text`` with its percent-encoded bytes as the characters they stand for."""
    return re.sub(
        "(?:%[0-9A-Fa-f]{2})+",
        lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"),
        text,
    )
