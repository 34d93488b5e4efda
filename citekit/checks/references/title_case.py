"""Titles with the capitals of a heading where the style wants a sentence's, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.title_case import TitleCase, case_of
from citekit.checks.typed_places import Spot, differences, in_style, to_retype
from citekit.checks.wording import style_called
from citekit.language.case import STOP_WORDS, apply_case
from citekit.markup.tree import Format

__all__ = ["CHECK"]

_ENGLISH: Final = re.compile(
    r"[a-z]['’]s\b|\b(?:the|of|and|for|to|with|from|by|how|why|what|is|are|on|at|as|between|through|its|their"
    r"|towards?|against|among|after|during|without|within|using|across|beyond|about|does)\b|:\s(?-i:An?\s[A-Z])"
    # German writes such words with a capital, French beside others that tell it
    r"|\b(?-i:[a-z]{3,}(?:ion|ing|ness|ship|hood|ity|ies))\b",
    re.IGNORECASE,
)
_ENGLISH_LOWER: Final = re.compile(
    r"\b(?=[a-z]{4})[a-z]*(?:ght|ough|wh[aeio]|oo[dklmt]|ea[dkrt])[a-z]*\b|\b[a-z]{2,}(?:ly|ry|ty|cy|gy|ay|ow|ew|ful|less)\b"
)
"""Small words that are spelt as those of hardly any other language."""
_OTHER: Final = re.compile(
    r"\b(?:der|die|das|und|im|des|dem|von|les|le|la|et|el|los|las|una|il|lo|della|di|het|een|og|och|em|na|do|da"
    r"|du|au|aux|dans|sur|par|pour|y|con|por|per)\b",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(r"\bvs?\.\s|\bAct\b|\bTreaty\b|\bCongress\b|\bCourt\b")
"""What stands in the titles of cases and laws, which are names."""
_STANDARD: Final = re.compile(r"\b(?:Std\.?|ISO|IEC|ASTM|ANSI|DIN|EN|BS|RFC)\s(?:[A-Z]*\s)?\d|\bISO/IEC\b")
_WHOLES: Final = frozenset(("book", "report", "thesis", "webpage", "software", "dataset", "motion_picture"))


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each title whose capitals are not the style's."""
    form = paper.form
    for spot, difference in differences(paper, DifferenceKind.CASE):
        # A record in the capitals of a heading is not to blame where the style wants them.
        wants_capitals = form is not None and form.article_case is form.book_case is TitleCase.TITLE
        if not difference.of_record or wants_capitals:
            is_sentence = TitleCase(difference.part) is TitleCase.SENTENCE
            yield _finding(
                paper, spot, TitleCase.TITLE if is_sentence else TitleCase.SENTENCE, difference.expected
            )
    if form is None or not form.is_english:
        return
    prose = _words_of(paper)
    for listed in in_style(paper):
        comparison = paper.comparisons.get(listed.number)
        if comparison and any(one.field == "title" for one in comparison.of(DifferenceKind.CASE)):
            continue
        fault = _fault(paper, listed, form, prose)
        if fault is not None:
            spot, wanted = fault
            yield _finding(paper, spot, wanted, _suggested(spot.text, wanted))


def _fault(
    paper: Paper, listed: ListedReference, form: ListForm, prose: _Words
) -> tuple[Spot, TitleCase] | None:
    """Return the title of a reference and how it should be written, None where it is or nobody can tell."""
    part = listed.parsed.part("title")
    if part is None or part.end - part.start > _LONGEST or _may_be_author(paper, listed, part.start):
        return None
    wanted = _wanted(listed, form)
    text = listed.reference.text[part.start : part.end]
    if wanted is None or _NAMES.search(text) or _NO_TITLE.search(listed.reference.text):
        return None
    if _NETWORK.search(listed.reference.text, part.end):
        return None
    if not (_is_english(text, wanted) or _is_in_prose(text, prose.small)):
        return None
    written = _written(prose.without_runs(text), wanted, prose.names)
    if written is None or written is wanted:
        return None
    return Spot(listed, part.start, part.end), wanted


_NO_TITLE: Final = re.compile(r"^\\?@\w|\.\s(?:E-?mail|Letter|Message) to\b|\[Tweet\]")
_NETWORK: Final = re.compile(
    r"\b(?:Twitter|Instagram|Facebook|TikTok|Threads|Bluesky|Mastodon|Reddit|Tumblr)\b|\bX,\s\d"
)
"""A message on a social network stands as its writer typed it, and a letter has no title."""


def _is_english(text: str, wanted: TitleCase) -> bool:
    """Whether a title is surely English; small words are told from capitals where capitals are wanted."""
    is_like = _ENGLISH.search(text) or (wanted is TitleCase.TITLE and _ENGLISH_LOWER.search(text))
    return bool(is_like) and not _OTHER.search(text)


def _written(text: str, wanted: TitleCase, names: frozenset[str]) -> TitleCase | None:
    """Return how a title is written, None where that cannot be told."""
    if wanted is TitleCase.TITLE:
        text = re.sub(r"(?<=\w)[-‐–]\w+", "", text)  # either will do: Decision-making, Decision-Making
    written = case_of(re.findall(r"[\w’']+", text))
    if wanted is TitleCase.SENTENCE and _is_heading_alone(text.partition(": ")[0], text):
        return TitleCase.TITLE
    if written is None and wanted is TitleCase.TITLE and (_small_words(text) > 1 or _ends_small(text)):
        return TitleCase.SENTENCE  # names, and half a heading
    if written is TitleCase.TITLE and wanted is TitleCase.TITLE and _is_small_but_for(text, names):
        return TitleCase.SENTENCE
    if written is TitleCase.TITLE and _has_lower_words(text):
        return None  # names make up most of it
    if written is TitleCase.TITLE and wanted is TitleCase.SENTENCE and _is_of_names(text, names):
        return None
    return written


def _is_heading_alone(main: str, text: str) -> bool:
    """Whether the title before a subtitle has a heading's capitals, whatever the subtitle has."""
    is_long = main != text and len(_telling(main)) >= _MANY
    return is_long and not _has_lower_words(main) and case_of(re.findall(r"[\w’']+", main)) is TitleCase.TITLE


def _is_in_prose(text: str, small: frozenset[str]) -> bool:
    """Whether the paper's own sentences have all words of a title, which is in their language then."""
    told = _telling(text)
    return bool(told) and all(word.lower() in small for word in told) and not _OTHER.search(text)


def _ends_small(text: str) -> bool:
    """Whether the last word has no capital, which every heading gives it: Selected poems."""
    last = text.rpartition(" ")[2]
    return (
        not re.search(r"[.:?!]", text)
        and last.islower()
        and last.isalpha()
        and len(last) > _SHORT
        and len(_telling(text)) == 1
    )


class _Words(NamedTuple):
    """Words of the paper's own sentences, and of titles of its list that are written like one.

    ``names`` have a capital and are never small, ``small`` have none; ``runs`` are capitals in a row.
    """

    names: frozenset[str]
    small: frozenset[str]
    runs: frozenset[str]

    def without_runs(self, title: str) -> str:
        """Return a title without the names of several words that are written so elsewhere."""
        for run in [run for run in self.runs if run in title]:
            title = re.sub(rf"(?<=\w )\b{re.escape(run)}\b", "", title)
        return title


def _words_of(paper: Paper) -> _Words:
    capital: set[str] = set()
    small: set[str] = set()
    prose = [
        # Words in italics are of titles, or of other languages.
        "".join([" " if Format.ITALIC in run.formats else run.text for run in block.runs])
        for _, block in paper.prose(notes=True)
    ]
    titles = [
        one.title
        for one in paper.references
        if _small_words(one.title) > _FEWEST
        and case_of(re.findall(r"[\w’']+", one.title)) in (TitleCase.SENTENCE, None)
    ]
    for text in (*prose, *titles):
        capital.update(_INSIDE_SENTENCE.findall(text))
        small.update(re.findall(r"\b[^\W\dA-Z_][^\W\d_]{3,}", text))
    runs = frozenset(run for run in capital if " " in run)
    names = {word for run in capital for word in run.split()}
    return _Words(frozenset(word for word in names if word.lower() not in small), frozenset(small), runs)


_INSIDE_SENTENCE: Final = re.compile(
    r"(?:(?<=[^\W\d_A-Z] )|(?<=[^\W\d_A-Z], ))[^\W\d_a-z][^\W\d_]{3,}(?: [^\W\d_a-z][^\W\d_]{3,})*"
)


def _is_of_names(text: str, names: frozenset[str]) -> bool:
    """Whether names make up the capitals of a title; the first word after a colon has one in any case."""
    capitals = [word for word in _telling(_AFTER_COLON.sub(" ", text)) if word[0].isupper()]
    return (
        bool(names.intersection(capitals)) and len([word for word in capitals if word not in names]) < _FEWEST
    )


_FEWEST: Final = 2
_SHORT: Final = 3
_AFTER_COLON: Final = re.compile(r"[:.?!–—]\s\W*\w+")
_AT_START: Final = 2


def _may_be_author(paper: Paper, listed: ListedReference, start: int) -> bool:
    """Whether a reference begins with words that nothing tells to be a title: no italics, no quotes."""
    return (
        start <= _AT_START
        and paper.document.shows_italics
        and listed.reference.text[:1] not in '“"‘«„'
        and Format.ITALIC not in listed.reference.formats_of(start, start + 1)
    )


def _is_small_but_for(text: str, names: frozenset[str]) -> bool:
    """Whether the words of a title are small but for names and the first after a colon."""
    told = [word for word in _telling(_AFTER_COLON.sub(" ", text)) if word not in names]
    small = sum(word.islower() for word in told)
    return small >= _FEWEST and small * 2 > len(told)


def _telling(text: str) -> list[str]:
    """Return the words that a heading gives capitals."""
    words = re.findall(r"[^\W\d_]+", text)[1:]
    return [word for word in words if len(word) > _SHORT and word.lower() not in STOP_WORDS]


def _small_words(text: str) -> int:
    """Return how many words of a title have no capital that a heading would give one."""
    return sum(word.islower() for word in _telling(text))


def _has_lower_words(text: str) -> bool:
    """Whether words that a heading would give capitals have none."""
    told = _telling(text)
    lower = sum(word.islower() for word in told)
    return lower > 1 or (lower == 1 and len(told) < _MANY)


def _wanted(listed: ListedReference, form: ListForm) -> TitleCase | None:
    """Return how the style writes the title; where books and articles differ the kind must be sure."""
    title = listed.parsed.part("title")
    is_quoted = title is not None and listed.reference.text[title.start - 1 : title.start] in (
        "“",
        '"',
        "‘",
        "'",
    )
    if not is_quoted and _STANDARD.search(listed.reference.text):
        return None  # a standard is called as its makers call it
    is_whole = not is_quoted and (
        listed.parsed.type in _WHOLES or listed.parsed.part("container-title") is None
    )
    if is_whole and form.book_case is not form.article_case:
        return None
    return form.book_case if is_whole else form.article_case


_LONGEST: Final = 300
_MANY: Final = 6


def _suggested(text: str, wanted: TitleCase) -> str:
    """Return a title with the capitals wanted; names are for its author to know."""
    if wanted is TitleCase.TITLE:
        return apply_case([(text.lower() if text.isupper() else text, False)], "title", "en")[0]
    is_first = True
    result = ""
    for piece in re.split(r"([\w’']+)", text):
        if not piece or not piece[0].isalnum():
            result += piece
            is_first = is_first or bool(re.search(r"[:.?!]\s", piece))
            continue
        keeps = is_first or any(letter.isupper() for letter in piece[1:]) or piece == "I"
        if text.isupper():
            result += piece.capitalize() if is_first else piece.lower()
        else:
            result += piece if keeps else piece[0].lower() + piece[1:]
        is_first = False
    return result


def _finding(paper: Paper, spot: Spot, wanted: TitleCase, expected: str) -> Finding:
    style = style_called(paper)
    if wanted is TitleCase.SENTENCE:
        message = (
            f"{style} writes titles like a sentence: a capital for the first word, the first after a colon, "
            "and names. Keep names and acronyms as they are."
        )
        habit = "titles with the capitals of a heading"
    else:
        message = f"{style} writes titles like a heading: every word but the small ones with a capital."
        habit = "titles without the capitals of a heading"
    return to_retype(CHECK.id, paper, spot, expected, message=message, habit=habit)


CHECK = PaperCheck(
    id="title-case",
    title="A title has not the capitals of the style",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Styles differ on the capitals of titles, whatever the title page has; a list has one way.",
    remedy="Write every title as the style has it; names and acronyms keep their capitals.",
    source="APA 7, section 6.17 (sentence case); MLA 9, 2.90; Chicago 18, section 8.160 (headline style).",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nWalker, M. P. (2009). The Role of Sleep in Cognition and Emotion. "
            "*Annals of the New York Academy of Sciences*, *1156*(1), 168–197.\n"
        ),
        right=(
            "# References\n\nWalker, M. P. (2009). The role of sleep in cognition and emotion. "
            "*Annals of the New York Academy of Sciences*, *1156*(1), 168–197.\n"
        ),
    ),
    find=find,
)
