"""What references look like in a style's list: read off works made for the purpose, as the style prints them.

This is what can be said of a typed reference without its record. Of titles CSL says too little: most styles
that want a sentence's capitals print titles as they are stored, so that stands here as a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from citekit.checks.printed import Printed, print_list
from citekit.checks.title_case import TitleCase
from citekit.csl.model.style import Style
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name

__all__ = ["GivenForm", "ListForm", "list_form"]


class GivenForm(Enum):
    """How given names are printed."""

    SPACED = "J. K."
    CLOSE = "J.K."
    BARE = "JK"
    BARE_SPACED = "J K"
    FULL = "Jane Kim"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """The form of references in a list.

    ``given`` is how given names are printed, ``is_inverted`` tells that the family name of the first author
    comes first, ``only_first_inverted`` that it comes last in the others' names. ``joiner`` stands before the
    last of two authors (``&``, ``and``, empty), ``name_delimiter`` between the first two of three;
    ``joiner_comma`` tells a comma before it among three, ``joiner_comma_of_two`` among two.
    ``year_after_names`` tells that the year stands right after them, ``year_brackets`` that it is in
    brackets. ``article_quoted`` tells that the title of an article is in quotation marks. ``article_case``
    and ``book_case`` are how titles are written, None where that is open. ``italic`` has the fields of an
    article that are in italics, ``italic_books`` tells that titles of books are, ``italic_wholes`` that
    those of reports and theses are too. ``between_volume_issue`` is what stands between the two,
    ``volume_label`` before the volume, ``page_label`` before the pages of an article, ``page_lead`` the
    mark before both, ``page_dash`` what stands in a range of them, ``full_pages`` that no figure of it is
    left out. ``doi_lead`` stands before the DOI, ``doi_stop`` tells a full stop after it,
    ``retrieved_from`` that these words stand before an address. ``no_date`` is what stands for a missing
    year. ``prints_place`` tells that a book's place of publication is printed, ``has_et_al`` that a long
    list of names ends in "et al.", ``is_english`` that the style's words are English. ``editors_inverted``
    tells whether the family names of a book's editors come first, None where a chapter does not name them;
    ``editors_led_in`` is "edited by" or "ed. by" where that stands before them, ``chapter_in`` the word
    before editors and book, empty without one.
    """

    given: GivenForm = GivenForm.FULL
    is_inverted: bool = True
    joiner: str = ""
    name_delimiter: str = ""
    joiner_comma: bool = False
    joiner_comma_of_two: bool = False
    only_first_inverted: bool = False
    year_after_names: bool = False
    year_brackets: bool = False
    article_case: TitleCase | None = None
    article_quoted: bool = False
    book_case: TitleCase | None = None
    italic: frozenset[str] = frozenset()
    italic_books: bool = False
    italic_wholes: bool = False
    between_volume_issue: str = ""
    volume_label: str = ""
    page_label: str = ""
    page_lead: str = ""
    page_dash: str = ""
    full_pages: bool = False
    doi_lead: str = ""
    doi_stop: bool = True
    retrieved_from: bool = False
    no_date: str = ""
    prints_place: bool = False
    has_et_al: bool = False
    is_english: bool = True
    editors_inverted: bool | None = None
    editors_led_in: str = ""
    chapter_in: str = ""


_SENTENCE: Final = (
    "apa", "harvard-cite-them-right", "ieee", "nlm", "vancouver", "american-medical-association", "nature",
    "national-library", "elsevier-vancouver", "bmj", "the-lancet", "cse", "council-of-science",
)  # fmt: skip
"""Styles, by the beginning of their names, that want titles of articles written like sentences."""
_HEADING: Final = ("american-sociological",)
_HEADING_BOOKS: Final = ("ieee", "american-medical-association", "nature")
"""Styles that write titles of articles like sentences, and those of books like headings."""

_WHOLES: Final = ("book", "thesis", "report")
_DATE: Final = Date(start=DateParts(2001))
_PEOPLE: Final = tuple(
    Name(family=family, given=given)
    for family, given in (("Aaax", "Joe Kim"), ("Bbbx", "Lee Max"), ("Cccx", "Nan Oda"))
)
_TITLE: Final = "Quux corge grault garply"


def list_form(style: Style) -> ListForm | None:
    """Return what ``style`` makes of references, None if it has no list."""
    works = {name: print_list(style, [item]) for name, item in _works().items()}
    if not all(works.values()):
        return None
    one, two, three, undated, book = (
        works[name][name] for name in ("one", "two", "three", "undated", "book")
    )
    name = style.info.id.rsplit("/", 1)[-1]
    text = one.text
    doi = re.search(r"(\S*?\s?)10\.1234/xyz(\S*)$", text.rstrip())
    case = _case(text, name)
    return ListForm(
        given=_given(text),
        is_inverted=text.startswith("Aaax"),
        joiner=_joiner(two),
        name_delimiter=mark[-1]
        if (mark := re.findall(r"[,;]", _between(three.text, "Aaax", "Bbbx")))
        else "",
        joiner_comma="," in _between(three.text, "Bbbx", "Cccx").rpartition("&")[0][-3:]
        or ", and" in three.text,
        joiner_comma_of_two=bool(re.search(r",\s*(?:&|and)\s", two.text)),
        only_first_inverted=one.text.startswith("Aaax") and bool(re.search(r"Lee\b[^,]*\bBbbx", two.text)),
        year_after_names=bool(re.search(r"Aaax[^Q]{0,14}2001", text)),
        year_brackets="(2001)" in text,
        article_case=case,
        article_quoted=bool(re.search(r"[“‘\"„«']Quux", text)),
        book_case=TitleCase.TITLE
        if case and name.startswith(_HEADING_BOOKS)
        else _book_case(book.text, case),
        italic=_italics(one),
        italic_books="title" in _italics(book),
        italic_wholes=all("title" in _italics(works[kind][kind]) for kind in _WHOLES),
        between_volume_issue=_between(text, "77", "88"),
        volume_label=f"{label[1]} " if (label := re.search(r"(\bvol\.)\s77", text)) else "",
        page_label=_label(text),
        page_lead=lead[1] if (lead := _LEAD.search(text)) else "",
        full_pages=bool(re.search(r"111\D199", text)),
        page_dash=dash[1] if (dash := re.search(r"111(\D)1?99", text)) else "",
        doi_lead=doi[1] if doi else "",
        doi_stop=doi is None or "." in doi[2],
        retrieved_from="Retrieved from" in undated.text,
        no_date=_no_date(undated.text, text),
        prints_place="Plughtown" in book.text,
        has_et_al="et al" in works["many"]["many"].text,
        is_english=style.locale.language.lower().startswith("en"),
        editors_inverted=_editors_inverted(works["chapter"]["chapter"].text),
        editors_led_in=led[1] if (led := _EDITED.search(works["chapter"]["chapter"].text)) else "",
        chapter_in=word[1] if (word := _IN.search(works["chapter"]["chapter"].text)) else "",
    )


def _works() -> dict[str, Item]:
    article = {"title": _TITLE, "container-title": "Waldo Fred Plugh", "DOI": "10.1234/xyz"}
    numbers = {"volume": "77", "issue": "88", "page": "111-199"}
    found = {
        key: Item(
            id=key,
            type="article-journal",
            text=article,
            number=numbers,
            names={"author": (_PEOPLE * 10)[:count]},
            dates={"issued": _DATE},
        )
        for key, count in (("one", 1), ("two", 2), ("three", 3), ("many", 30))
    }
    found["undated"] = Item(
        id="undated",
        type="webpage",
        text={"title": _TITLE, "URL": "https://www.example.org/"},
        names={"author": _PEOPLE[:1]},
    )
    for kind in _WHOLES:
        found[kind] = Item(
            id=kind,
            type=kind,
            text={"title": _TITLE, "publisher": "Thud Press", "publisher-place": "Plughtown"},
            names={"author": _PEOPLE[:1]},
            dates={"issued": _DATE},
        )
    found["chapter"] = Item(
        id="chapter",
        type="chapter",
        text={"title": _TITLE, "container-title": "Waldo Fred Plugh", "publisher": "Thud Press"},
        number={"page": "111-199"},
        names={"author": _PEOPLE[:1], "editor": (Name(family="Eeex", given="Pat Quin"),)},
        dates={"issued": _DATE},
    )
    return found


_EDITED: Final = re.compile(r"\b(ed(?:ited|\.) by)\s(?=Pat)")
_IN: Final = re.compile(r"\b([Ii]n:?)\s(?=.{0,20}Eeex|Waldo)")


def _editors_inverted(chapter: str) -> bool | None:
    if "Eeex" not in chapter:
        return None
    return bool(re.search(r"Eeex,?\sP", chapter))


_LEAD: Final = re.compile(r"([:,.;])\s?(?:pp?\.\s?)?111")


def _between(text: str, before: str, after: str) -> str:
    match = re.search(rf"{re.escape(before)}(.*?){re.escape(after)}", text, re.DOTALL)
    return match[1].replace("\u00a0", " ") if match else ""


def _given(text: str) -> GivenForm:
    for form, pattern in (
        (GivenForm.FULL, r"Joe Kim"),
        (GivenForm.SPACED, r"\bJ\.[ \u00a0\u202f]K\."),
        (GivenForm.CLOSE, r"\bJ\.K\."),
        (GivenForm.BARE, r"\bJK\b"),
        (GivenForm.BARE_SPACED, r"\bJ K\b"),
    ):
        if re.search(pattern, text):
            return form
    return GivenForm.FULL


def _joiner(two: Printed) -> str:
    found = re.search(r"(&|\band\b)(?=[^&]*Bbbx)", two.text)
    return found[1] if found else ""


def _case(text: str, name: str) -> TitleCase | None:
    if "Quux Corge Grault Garply" in text:
        return TitleCase.TITLE
    if name.startswith(_HEADING):
        return TitleCase.TITLE
    return TitleCase.SENTENCE if name.startswith(_SENTENCE) else None


def _book_case(text: str, case: TitleCase | None) -> TitleCase | None:
    return TitleCase.TITLE if "Quux Corge Grault Garply" in text else case


def _italics(printed: Printed) -> frozenset[str]:
    return frozenset(
        piece.variable
        for piece in printed.pieces
        if piece.variable and piece.is_italic and re.search(r"\w", piece.text)
    )


def _label(text: str) -> str:
    match = re.search(r"(pp?\.\s?|S\.\s?)111", text.replace("\u00a0", " "))
    return match[1] if match else ""


def _no_date(undated: str, dated: str) -> str:
    match = re.search(r"\bn\.\s?d\.|\bno date\b", undated)
    return match[0] if match and match[0] not in dated else ""
