"""What a page calls its work: the genre, the series, the report number ("NBER Working Paper No. 28104")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from citekit.formats.pasted_page.institution_table import find_by_acronym, find_by_name
from citekit.formats.pasted_page.word_lists import word_set
from citekit.item.report_numbers import HOUSE_FORMS
from citekit.language.fold import fold

__all__ = ["WorkLabel", "known_numbers", "read_label", "segments"]

_GENRES: Final = {
    "report": """
    working paper; discussion paper; policy brief; policy paper; policy note; issue brief; issue paper;
    research report; research note; research paper; research brief; technical report; technical note;
    technical paper; special report; white paper; whitepaper; fact sheet; factsheet; briefing paper;
    briefing note; occasional paper; staff paper; staff report; staff working paper; background paper;
    background note; position paper; data brief; country report; situation report; audit report;
    conference paper; consultation paper; interim report; final report; progress report;
    analytical brief; intelligence report; threat report; report to congress;
    report to congressional committees; report to congressional requesters; report to the congress;
    press release; news release; media release; press statement; media statement;
    for immediate release; media advisory; policy research working paper; evaluation report;
    inspection report; market guide; case study; pressemitteilung; medienmitteilung; presseinformation;
    arbeitspapier; diskussionspapier; positionspapier; hintergrundpapier; forschungsbericht;
    kurzbericht; kurzstudie; abschlussbericht; zwischenbericht; communiqué de presse;
    document de travail; note d'analyse; note de recherche; rapport de recherche;
    rapport d'information; comunicado de prensa; nota de prensa; documento de trabajo; informe técnico;
    comunicato stampa; documento di lavoro; comunicado de imprensa; nota à imprensa; persbericht;
    pressmeddelande; pressemeddelelse; بيان صحفي; ورقة عمل; ورقة بحثية; تقرير خاص; プレスリリース;
    報道発表; 報道発表資料; 調査報告書; 研究報告書; ワーキングペーパー; ディスカッションペーパー;
    新闻稿; 工作论文; 研究报告; пресс-релиз; рабочий документ
    """,
    "thesis": (
        "phd thesis; doctoral thesis; doctoral dissertation; master's thesis; masterarbeit; "
        "dissertation; thèse"
    ),
    "post-weblog": "blog post; blog; blogpost; blogbeitrag; billet de blog",
    "article-journal": (
        "research article; original article; review article; original research; short communication"
    ),
    "dataset": "dataset; data set; datensatz; jeu de données; conjunto de datos; データセット",
    "standard": "international standard",
    "speech": "speech; remarks; keynote address; rede; discours; discurso; スピーチ; 講演",
}
_BARE: Final = frozenset(
    fold(word)
    for word in word_set(
        "report reports studie study rapport informe relatório تقرير 報告書 レポート 报告 отчёт bericht"
    )
)
"""Words that make it a report and say no more than the type does: no genre of their own."""

_ENCYCLOPEDIAS: Final = frozenset(
    fold(line)
    for line in (
        "From Wikipedia, the free encyclopedia",
        "aus Wikipedia, der freien Enzyklopädie",
        "Un article de Wikipédia, l'encyclopédie libre",
        "De Wikipedia, la enciclopedia libre",
        "Da Wikipedia, l'enciclopedia libera",
        "Origem: Wikipédia, a enciclopédia livre",
        "Материал из Википедии — свободной энциклопедии",
        "出典: フリー百科事典『ウィキペディア（Wikipedia）』",
        "维基百科，自由的百科全书",
    )
)
"""The line below the title of every Wikipedia article."""

_SHOUTED: Final = {"for immediate release": "Press release"}

_NUMBER: Final = r"[A-Z]{0,6}[-/ ]?\d[\w./-]{0,24}"
_NUMBER_SIGN: Final = r"(?:no|nr|num|number|n[°º]|nº|№|#|第)\.?"
_WORDS: Final = r"(?:[A-Z][\w&.'’/-]*\s+){0,6}?"

_HOUSES: Final = {
    "Gartner": "Gartner, Inc.",
    "Forrester": "Forrester Research",
    "IMF": "International Monetary Fund",
    "World Bank": "World Bank",
    "IZA": "Institute of Labor Economics",
    "RAND": "RAND Corporation",
    "GAO": "U.S. Government Accountability Office",
    "CRS": "Congressional Research Service",
    "EPA": "U.S. Environmental Protection Agency",
    "Sandia": "Sandia National Laboratories",
    "NIST": "National Institute of Standards and Technology",
    "European Commission": "European Commission",
    "United Nations": "United Nations",
    "US laboratories": "",
}
"""The houses whose numbers tell themselves by their shape, as `citekit.item.report_numbers` names them, and
the institution that each is in citekit's table. Standards and laws are left out: reports speak of them."""


class WorkLabel(NamedTuple):
    """What one line says of the work; an absent part is empty.

    ``type`` is the CSL type that the genre implies, ``issuer`` the words before the genre or the table's
    institution for a number of known shape, ``container`` the encyclopedia that the work is an entry of.
    """

    type: str = ""
    genre: str = ""
    number: str = ""
    series: str = ""
    series_number: str = ""
    issuer: str = ""
    container: str = ""


def segments(text: str) -> list[str]:
    """Return the parts of a line between upright bars, bullets and spaced dashes."""
    return [part for part in re.split(r"\s*[|•·▪●■‧∙¦｜]\s*|\s+[–—-]\s+", text) if part]


@cache
def _genres() -> dict[str, str]:
    return {
        fold(genre): type_
        for type_, genres in _GENRES.items()
        for genre in re.split(r"\s*;\s*", genres.strip())
    }


@cache
def _genre_pattern() -> re.Pattern[str]:
    longest_first = sorted(_genres(), key=len, reverse=True)
    genres = "|".join(re.escape(genre).replace(r"\ ", r"\s+") for genre in longest_first)
    # the genre is matched in folded text, whose length may differ, hence no one pattern for the whole line
    return re.compile(rf"(?<!\w)(?:{genres})s?(?!\w)")


@cache
def _after_genre() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<series>\s+series)?\s*[,:]?\s*(?:(?P<sign>{_NUMBER_SIGN})\s*)?(?P<number>{_NUMBER})?",
        re.IGNORECASE,
    )


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        (
            r"(?:report|document|paper|publication|product|catalog(?:ue)?|reference|ref|gartner"
            r"|drucksache|rapport|informe)?"
            r"\s*(?:no|nr|number|num|id|id number|n[°º]|#"
            r"|code)\b\.?\s*:?\s*(?P<number>[A-Z]{0,8}[-/ ]?\d[\w./()-]{1,30})"
        ),
        re.IGNORECASE,
    )


@cache
def _series() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            (
                r"(?:series|reihe|schriftenreihe|collection|serie|série|collana|السلسلة|سلسلة"
                r"|シリーズ)\s*[:：]\s*(?P<series>.{3,100}?)"
                rf"(?:[,;]?\s+{_NUMBER_SIGN}\s*(?P<number>\d[\w/-]*))?"
            ),
            re.IGNORECASE,
        ),
        re.compile(r"(?:part of|from|in) (?:the|our) (?P<series>.{3,80}?) series\.?", re.IGNORECASE),
        re.compile(
            (
                r"(?P<series>[A-Z][^.:;?!]{3,80}?\s(?:Papers?|Series|Reports?|Studies|Monographs?"
                r"|Notes|Briefs|Papiere|Schriften"
                rf"|Cahiers|Documentos)(?:\s(?:in|on|of)\s[A-Z][\w& ]{{2,40}})?),?\s+(?:{_NUMBER_SIGN}"
                rf"|vol\.?|issue|band)\s*"
                r"(?P<number>\d[\w/-]*)"
            ),
            re.IGNORECASE,
        ),
        re.compile(
            r"(?P<series>(?:[A-Z][\w&.'’-]*\s+(?:(?:on|in|of|and|for|the)\s+)*){1,8}(?:Papers?"
            r"|Reports?|Briefs?|Notes?|Policy|Studies)\s+Series)"
        ),
    )


def read_label(text: str) -> WorkLabel | None:
    """Return what ``text``, a line or a segment of one, says of the work, if it says nothing else."""
    if len(text) > 140:
        return None
    text = text.strip(" .:*#")
    if fold(text) in _ENCYCLOPEDIAS:
        return WorkLabel(type="entry-encyclopedia", container="Wikipedia")
    return _read_genre(text) or _read_series(text) or _read_number(text) or _read_numbered(text)


def _read_genre(text: str) -> WorkLabel | None:
    folded = fold(text)
    if folded in _BARE:
        return WorkLabel(type="report")
    match = _genre_pattern().search(folded)
    if not match:
        return None
    # where folding keeps the length, as for nearly every line with a genre in it, places carry over
    start, end = match.span() if len(folded) == len(text) else (0, len(text))
    before, genre, after = text[:start].strip(), text[start:end], text[end:]
    rest = _after_genre().fullmatch(after)
    if rest is None or (before and not re.fullmatch(_WORDS, before + " ")):
        return None
    number = (rest["number"] or "").strip()
    if number and not rest["sign"] and re.fullmatch(r"(?:19|20)\d\d", number):
        return None  # "Research Report 2021" is a title
    if rest["sign"] and not number:
        return None
    type_ = _genres().get(match[0]) or _genres().get(match[0].removesuffix("s"), "report")
    if not before and not number and not rest["series"] and match[0] not in _genres():
        return WorkLabel(type=type_)  # "Working Papers" is a section of the site
    if before and number and match[0] not in _genres() and genre.lower().endswith("s"):
        # "OECD Economics Department Working Papers No. 99" is a series with its number
        first = before.split()[0]
        return WorkLabel(
            type=type_,
            genre=_in_sentence_case(genre[:-1]),
            number=number,
            series=f"{before} {genre}",
            issuer=before if is_issuer(before) else first if find_by_acronym(first) else "",
        )
    issuer = before if is_issuer(before) else ""
    if issuer and not number and not rest["series"] and match[0] not in _genres():
        return WorkLabel(type=type_, series=text, issuer=issuer)  # "IMF Working Papers" is a series
    if before and not issuer and not number and not rest["series"]:
        return None  # "Arctic Ports Policy Brief" may be the title
    series = _in_title_case(f"{genre}{rest['series']}", before) if rest["series"] else ""
    genre = genre if issuer else f"{before} {genre}".strip()
    return WorkLabel(type=type_, genre=_in_sentence_case(genre), number=number, series=series, issuer=issuer)


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        r"(?P<genre>[A-Z][\w&'’-]+(?:\s(?:and|of|on|&|[A-Z][\w'’-]*)){0,4}),?\s+"
        r"(?:(?:No|Nr|N[°º])\.?\s*(?P<number>\d[\w/-]{0,12})|(?P<of_year>(?:19|20)\d\d[/-]\d{1,4}))"
    )


def _read_numbered(text: str) -> WorkLabel | None:
    """Read a label whose genre is the institution's own: "Special Dispatch No. 99", "Bulletin 2021/14"."""
    match = _numbered().fullmatch(text)
    if match is None or _COUNTED.intersection(fold(match["genre"]).split()):
        return None
    return WorkLabel(type="report", genre=match["genre"], number=match["number"] or match["of_year"])


_COUNTED: Final = word_set(
    "volume vol issue room page route highway article section figure table chapter part "
    "docket case order law act bill"
    " public resolution lot box apartment suite building unit gate platform track bus line "
    "flight question item step"
    " season episode grade level phase number ranked top tel telephone phone fax academic "
    "fiscal school financial"
)
"""Words that are numbered without being reports."""


def is_issuer(words: str) -> bool:
    """Whether the words before a genre name an institution: one of the table, or an acronym."""
    return bool(
        find_by_acronym(words) or find_by_name(words) or re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{1,6}", words)
    )


def _in_sentence_case(genre: str) -> str:
    """Return the genre as typed, but "PRESS RELEASE" as "Press release"."""
    known = _SHOUTED.get(fold(genre))
    if known:
        return known
    return genre.capitalize() if genre.isupper() or genre.islower() else genre


def _in_title_case(words: str, before: str) -> str:
    """Return a series' name as typed, but "NBER WORKING PAPER SERIES" as "NBER Working Paper Series"."""
    return f"{before} {words.title() if words.isupper() else words}".strip()


def _read_series(text: str) -> WorkLabel | None:
    for pattern in _series():
        match = pattern.fullmatch(text)
        if match:
            # "Series: Working Paper No. 5" labels the genre and its number
            genre = _read_genre(match[0].partition(":")[2].strip()) if ":" in match[0] else None
            numbered = "number" in pattern.groupindex and match["number"]
            return genre or WorkLabel(series=match["series"].strip(), series_number=numbered or "")
    return None


def _read_number(text: str) -> WorkLabel | None:
    match = _labelled().fullmatch(text)
    if match and not re.fullmatch(r"\d{1,2}", match["number"]):
        number = match["number"]
        return WorkLabel(number=number, issuer=next((issuer for _, issuer in known_numbers(number)), ""))
    for number, issuer in known_numbers(text):
        if number == text:
            return WorkLabel(type="report", number=number, issuer=issuer)
    return None


@cache
def _known_numbers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<![\w/.-])(?:{HOUSE_FORMS[house]})(?![\w/]|-\w)", re.ASCII), institution)
        for house, institution in _HOUSES.items()
        if house in HOUSE_FORMS
    )


def known_numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each report number in ``text`` that tells itself by its shape, with its institution, or ""."""
    if any(character.isdigit() for character in text):
        for pattern, institution in _known_numbers():
            for match in pattern.finditer(text):
                yield match[0], institution
