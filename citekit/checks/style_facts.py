"""What a style asks for, read from the style: it is given works made for the purpose, and watched.

How many names a style prints before "et al.", what stands between author and year, in what order works in
one bracket come: all of it shows in what the style prints for works whose fields are known, whatever macros
and options lead there. What CSL cannot say is in `citekit.checks.conventions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from citekit.checks.conventions import Conventions, conventions_of
from citekit.csl.citation import BibliographyLayout, Citation, Cite, Locator
from citekit.csl.model.style import Style
from citekit.csl.processor import process
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.markup.tree import Format, Markup, Styled, plain, walk

__all__ = ["CiteOrder", "EtAl", "StyleFacts", "System", "style_facts", "system_of"]


class System(Enum):
    """How a paper points to its sources."""

    AUTHOR_DATE = "author and year"
    AUTHOR_PAGE = "author and page"
    NUMERIC = "numbers"
    NOTE = "notes"


class CiteOrder(Enum):
    """In what order works in one bracket stand."""

    AS_TYPED = "as typed"
    AUTHOR = "by author"
    YEAR = "by year"


@dataclass(frozen=True, slots=True, kw_only=True)
class EtAl:
    """From ``least`` authors on only ``shown`` are named; ``least`` is 0 where all always are."""

    least: int = 0
    shown: int = 0

    def names_for(self, authors: int) -> int:
        """Return how many of ``authors`` are named."""
        return self.shown if self.least and authors >= self.least else authors


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFacts:
    """What a style asks for in text and list.

    ``et_al`` is that of the first cite of a work, ``et_al_later`` of the further ones, ``et_al_list`` of the
    list. ``joiner`` stands before the last of two authors in brackets (``&``, ``and``), ``comma_of_three``
    tells a comma before it among three. ``author_year`` stands between them, empty without year.
    ``cite_delimiter`` stands between two works, ``year_delimiter`` between two of the same author where they
    are merged, else empty. ``et_al_words`` is ``et al.`` as the style writes it, ``et_al_comma`` and
    ``et_al_italic`` how. ``locator`` stands before a page (of notes the word alone). ``letters`` tells that
    equal author and year get letters, ``initials_of_namesakes`` that first authors of one family name get
    their initials. ``list_sorted`` tells a list by author from one in the order of citation.
    """

    name: str
    system: System
    conventions: Conventions
    brackets: tuple[str, str] = ("(", ")")
    et_al: EtAl = EtAl()
    et_al_later: EtAl = EtAl()
    et_al_list: EtAl = EtAl()
    et_al_words: str = "et al."
    et_al_comma: bool = False
    et_al_italic: bool = False
    joiner: str = ""
    comma_of_three: bool = False
    author_year: str = ""
    locator: str = ""
    cite_delimiter: str = "; "
    cite_order: CiteOrder = CiteOrder.AS_TYPED
    year_delimiter: str = ""
    letters: bool = False
    initials_of_namesakes: bool = False
    list_sorted: bool = True
    title_case: str = ""
    demotes_particles: bool = False
    layout: BibliographyLayout = field(default_factory=BibliographyLayout)

    @property
    def in_brackets(self) -> bool:
        """Whether works are cited by author in brackets in the text."""
        return self.system in (System.AUTHOR_DATE, System.AUTHOR_PAGE)


_MOST_CITED: Final = 12
_MOST_LISTED: Final = 25
_YEAR: Final = 2001


def style_facts(style: Style) -> StyleFacts:
    """Return what ``style`` asks for."""
    name = style.info.id.rsplit("/", 1)[-1]
    conventions = conventions_of(name, style.locale.language, style.info.title)
    singles = [_item(f"n{count}", _people(count)) for count in range(1, _MOST_CITED + 1)]
    twice = [Citation(cites=(Cite(id=item.id),)) for item in singles for _ in range(2)]
    cited = [citation.markup for citation in process(style, singles, twice).citations]
    first, later = cited[::2], cited[1::2]
    text = plain(first[0])
    facts = _with_list(
        StyleFacts(name=name, system=_system(style, text), conventions=conventions, brackets=_around(text)),
        style,
    )
    if not facts.in_brackets:
        return replace(facts, locator=_located_in_note(style)) if facts.system is System.NOTE else facts
    et_al = _et_al([plain(markup) for markup in first])
    words, comma, italic = _et_al_form(first, et_al)
    return replace(
        _with_cluster(facts, style),
        et_al=et_al,
        et_al_later=_et_al([plain(markup) for markup in later]),
        et_al_words=words,
        et_al_comma=comma,
        et_al_italic=italic,
        joiner=_between(plain(first[1]), "Aa2x", "Ab2x").strip(" ,"),
        comma_of_three="," in _between(plain(first[2]), "Ab3x", "Ac3x"),
        author_year=_between(text, "Aa1x", str(_YEAR)) if str(_YEAR) in text else "",
        locator=_located(style),
        letters="a" in _letters(style),
        initials_of_namesakes=_tells_namesakes(style),
    )


def _people(count: int) -> tuple[Name, ...]:
    """Return authors whose family names occur nowhere else: Aa3x, Ab3x, Ac3x."""
    return tuple(
        Name(family=f"A{chr(ord('a') + index)}{count}x", given=f"{chr(ord('Q') + index % 9)}oe")
        for index in range(count)
    )


def _item(
    id_: str, people: Sequence[Name], year: int = _YEAR, title: str = "Bravo charlie Delta echo"
) -> Item:
    return Item(
        id=id_,
        type="article-journal",
        text={"title": title, "container-title": "Journal of Foxtrot"},
        number={"volume": "7", "page": "8-9"},
        names={"author": tuple(people)},
        dates={"issued": Date(start=DateParts(year))},
    )


def _between(text: str, before: str, after: str) -> str:
    match = re.search(rf"{re.escape(before)}(.*?){re.escape(after)}", text, re.DOTALL)
    return match[1].replace("\u00a0", " ") if match else ""


def _around(text: str) -> tuple[str, str]:
    """Return the brackets around a citation."""
    return (text[:1] if text[:1] in "([" else "", text[-1:] if text[-1:] in ")]" else "")


def system_of(style: Style) -> System:
    """Return how papers in ``style`` point to their sources."""
    cited = process(style, [_item("n1", _people(1))], [Citation(cites=(Cite(id="n1"),))]).citations[0]
    return _system(style, plain(cited.markup))


def _system(style: Style, cited: str) -> System:
    """Tell from what is printed for a work of one author."""
    if style.is_note:
        return System.NOTE
    if "Aa1x" not in cited:
        return System.NUMERIC
    return System.AUTHOR_DATE if str(_YEAR) in cited or not _located(style) else System.AUTHOR_PAGE


def _located(style: Style) -> str:
    """Return what stands before a page: ``, p. ``, ``:``, a space."""
    item = _item("n1", _people(1))
    cite = Cite(id="n1", locator=Locator("page", "777"))
    text = plain(process(style, [item], [Citation(cites=(cite,))]).citations[0].markup)
    for before in (str(_YEAR), "Aa1x"):
        if before in text:
            return _between(text, before, "777")
    return ""


def _located_in_note(style: Style) -> str:
    """Return the word before a page of a book in a note: ``p. `` or nothing."""
    book = replace(_item("n1", _people(1)), type="book", number={})
    cite = Cite(id="n1", locator=Locator("page", "777"))
    text = plain(process(style, [book], [Citation(cites=(cite,))]).citations[0].markup)
    match = re.search(r"[^\W\d_]+\.\s?(?=777)", text.replace("\u00a0", " "))
    return match[0] if match else ""


def _et_al(texts: Sequence[str]) -> EtAl:
    """Tell from what is printed for 1, 2, 3 … authors when names are left out."""
    for count, text in enumerate(texts, 1):
        shown = sum(name.family in text for name in _people(count))
        if shown < count:
            return EtAl(least=count, shown=shown)
    return EtAl()


def _et_al_form(cited: Sequence[Markup], et_al: EtAl) -> tuple[str, bool, bool]:
    """Return the words for the names left out, whether a comma stands before them, and if they slant."""
    if not et_al.least or et_al.least > len(cited):
        return ("et al.", False, False)
    markup = cited[et_al.least - 1]
    last = _people(et_al.least)[et_al.shown - 1].family
    text = plain(markup).replace("\u00a0", " ")
    match = re.search(rf"{last}(?P<comma>,?)\s*(?P<words>[^\W\d_]+(?:\s[^\W\d_]+)?\.?)", text)
    if match is None:
        return ("et al.", False, False)
    italic = any(
        isinstance(node, Styled) and node.format is Format.ITALIC and match["words"] in plain(node.children)
        for node in walk(markup)
    )
    return (match["words"], bool(match["comma"]), italic)


def _letters(style: Style) -> str:
    """Return what a style adds to the year of one of two works of one author and year."""
    twins = [_item("t1", _people(1), title="Bravo"), _item("t2", _people(1), title="Delta")]
    result = process(style, twins, [Citation(cites=(Cite(id=item.id),)) for item in twins])
    texts = [plain(citation.markup) for citation in result.citations]
    found = [re.search(rf"{_YEAR}([a-z])", text) for text in texts]
    return "".join(match[1] for match in found if match)


def _tells_namesakes(style: Style) -> bool:
    """Whether two people of one family name, cited with different years, are told apart by initials."""
    people = (Name(family="Alpha", given="Quoe"), Name(family="Alpha", given="Roe"))
    items = [_item(f"s{year}", [person], year) for person, year in zip(people, (1901, 1903), strict=True)]
    citations = [Citation(cites=(Cite(id=item.id),)) for item in items]
    first = plain(process(style, items, citations).citations[0].markup)
    return bool(re.search(r"Q[^\W\d_]*\.?[ \u00a0]Alpha|Alpha,? Q", first))


def _with_cluster(facts: StyleFacts, style: Style) -> StyleFacts:
    """Watch two works in one bracket: what parts them, and in what order they come."""
    zulu, alpha = Name(family="Zulu", given="Q"), Name(family="Alpha", given="R")
    items = [
        _item("z1", [zulu], 1901),
        _item("a3", [alpha], 1903),
        _item("a5", [alpha], 1905),
    ]
    pairs = (("z1", "a3"), ("a3", "z1"), ("a3", "a5"))
    # Each bracket is the first of a paper of its own: later ones may look otherwise.
    up, down, same = (_bracket(style, [item for item in items if item.id in pair], pair) for pair in pairs)
    alpha_first = [text.find("Alpha") < text.find("Zulu") for text in (up, down)]
    order = {(True, True): CiteOrder.AUTHOR, (False, False): CiteOrder.YEAR}.get(
        (alpha_first[0], alpha_first[1]), CiteOrder.AS_TYPED
    )
    years = "1901" in up
    delimiter = _between(down, "1903" if alpha_first[1] else "1901", "Zulu" if alpha_first[1] else "Alpha")
    if not years:
        delimiter = _between(down, "Alpha", "Zulu") or _between(down, "Zulu", "Alpha")
    merged = years and same.count("Alpha") == 1
    return replace(
        facts,
        cite_delimiter=delimiter or "; ",
        cite_order=order,
        year_delimiter=_between(same, "1903", "1905") if merged else "",
    )


def _bracket(style: Style, items: Sequence[Item], ids: Sequence[str]) -> str:
    citation = Citation(cites=tuple(Cite(id=id_) for id_ in ids))
    return plain(process(style, items, [citation]).citations[0].markup).replace("\u00a0", " ")


def _listed(style: Style) -> tuple[BibliographyLayout, list[str]]:
    """Return the layout of the list, and its entries for 1, 2, 3 … authors."""
    items = [_item(f"n{count}", _people(count)) for count in range(1, _MOST_LISTED + 1)]
    result = process(style, items)
    by_id = {entry.id: plain(entry.markup) for entry in result.bibliography or ()}
    return result.layout, [by_id[item.id] for item in items if item.id in by_id]


def _with_list(facts: StyleFacts, style: Style) -> StyleFacts:
    """Watch entries of the list: names, and the case of titles."""
    layout, listed = _listed(style)
    first = listed[0] if listed else ""
    case = ""
    if "Bravo charlie delta echo" in first:
        case = "sentence"
    elif "Bravo Charlie Delta Echo" in first:
        case = "title"
    return replace(
        facts,
        et_al_list=_et_al(listed),
        list_sorted=style.bibliography is not None and bool(style.bibliography.sort),
        title_case=case,
        demotes_particles=style.options.get("demote-non-dropping-particle") != "never",
        layout=layout,
    )
