"""The number of a reference that was raised once and stands in the line now: found.12, Smith3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.likeness import name_key
from citekit.checks.paper import Paper
from citekit.checks.places import Quoted, at_block, prose_of
from citekit.documents import plain_text
from citekit.documents.in_text.citation import InTextKind
from citekit.documents.pdf import pdf

__all__ = ["CHECK", "cited_in_line"]

_FEWEST: Final = 3
"""Numbers in the line that tell a paper in which all have come down."""
_NUMBERS: Final = r"(?P<numbers>\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)"
_AFTER_MARK: Final = re.compile(
    rf"(?P<word>[^\W\d_][\w’'-]*[^\W\d_])(?P<mark>[.,;:!?]?[”\")]?){_NUMBERS}(?P<next>$|\s+\S?)"
)
"""A word, a mark that ends what it stands in, and numbers: the mark is looked at below."""
_AFTER_NAME: Final = re.compile(rf"(?P<name>[^\W\d_][^\W\d_’'-]{{2,}}|\bal\.?){_NUMBERS}(?![\w.%])")
_SHORTENED: Final = frozenset(
    (
        *("abb", "abs", "abt", "al", "app", "approx", "art", "ch", "chap", "cf", "chs", "col", "cols", "ed"),
        *("eds", "eq", "eqs", "etc", "ex", "exp", "fig", "figs", "ibid", "inc", "jr", "kap", "lib", "lit"),
        *("ltd", "max", "min", "nos", "nrs", "num", "para", "paras", "pts", "ref", "refs", "rev", "sec"),
        *("sect", "secs", "ser", "suppl", "tab", "tabs", "tel", "ver", "vers", "vol", "vols"),
    )
)
"""Words with a full stop that numbers follow."""
_SIGNS: Final = str.maketrans("0123456789–-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each number of the list that stands in the line after a word or a mark."""
    for words, numbers in _lost(paper):
        raised = f"{words.text.removesuffix(numbers)}{numbers.translate(_SIGNS)}"
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=words.where,
            quote=words.text,
            expected=raised,
            message=f"{numbers} is the number of a reference, and has come down into the line: raise it.",
            fix=Fix(text=raised),
            habit="numbers of references that are not raised",
        )


def cited_in_line(paper: Paper) -> frozenset[int]:
    """Return the references whose numbers are cited, and are not raised any more."""
    return frozenset(number for _, numbers in _lost(paper) for number in _values(numbers))


def _lost(paper: Paper) -> list[tuple[Quoted, str]]:
    """Return the words with numbers behind them that were raised, and the numbers."""
    # Plain text raises nothing, and in a PDF the raising is a guess.
    if paper.document.format in (plain_text.NAME, pdf.NAME) or not _is_numbered(paper):
        return []
    numeric = [citation for citation in paper.cites if citation.kind is InTextKind.NUMERIC]
    found = list(_in_line(paper))
    is_raised = any(citation.is_raised for citation in numeric)
    return found if is_raised or (not numeric and len(found) >= _FEWEST) else []


def _is_numbered(paper: Paper) -> bool:
    labels = [reference for reference in paper.references if reference.label]
    return len(labels) >= _FEWEST and len(labels) * 2 > len(paper.references)


def _in_line(paper: Paper) -> Iterator[tuple[Quoted, str]]:
    names = {
        reference.number: frozenset(name_key(name) for name in reference.names)
        for reference in paper.references
    }
    for index, block in paper.prose():
        text = prose_of(block)
        cited = [(one.start, one.end) for one in paper.cites if one.block == index]
        spans = {**_after_marks(text), **_after_names(text, names)}
        for (start, end), numbers in sorted(spans.items()):
            is_cited = any(first < end and start < last for first, last in cited)
            if not is_cited and all(1 <= number <= len(names) for number in _values(numbers)):
                yield at_block(paper, index, start, end), numbers


def _after_marks(text: str) -> dict[tuple[int, int], str]:
    """Return the spans of words with a mark and numbers behind it, and the numbers."""
    found = {}
    for match in _AFTER_MARK.finditer(text):
        mark, following = match["mark"], match["next"].strip()
        ends = mark[:1] in (".", "!", "?")
        if not mark or match["word"].lower() in _SHORTENED or len(match["word"]) < _FEWEST:
            continue
        if ends and following and not (following.isupper() or following in "“\"'‘(["):
            continue  # the sentence goes on: an abbreviation, a version
        if not ends and following.isdigit():
            continue
        found[(match.start(), match.end("numbers"))] = match["numbers"]
    return found


def _after_names(text: str, names: Mapping[int, frozenset[str]]) -> dict[tuple[int, int], str]:
    """Return the spans of an author's name, or of "et al.", with the number of a work of theirs behind it."""
    found = {}
    for match in _AFTER_NAME.finditer(text):
        first = _values(match["numbers"])[0]
        name = match["name"]
        start = match.start()
        if name.rstrip(".") == "al":
            et_al = re.search(r"(?P<name>[^\W\d_][\w’'-]+),? et $", text[:start])
            if et_al is None:
                continue
            name, start = et_al["name"], et_al.start()
        if name_key(name) in names.get(first, ()):
            found[(start, match.end("numbers"))] = match["numbers"]
    return found


def _values(numbers: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", numbers)]


_LIST: Final = """\

# References

1. Smith J. Sleep and grades. J Sleep Res. 2017;12(3):121-33.

2. Young K. Naps. Sleep. 2018;41(2):1-9.

3. Old B, Grey C. Nights at sea. Sleep Med. 2019;5(1):10-9.
"""

CHECK = PaperCheck(
    id="raised-number-lost",
    title="The number of a reference is not raised any more",
    group=Group.CITATIONS,
    level=Level.WARNING,
    reason=(
        "Text that is copied from one program to another loses what is raised, and “found.12” is then "
        "no citation but a riddle."
    ),
    remedy="Raise the number again, or cite it with your reference manager anew.",
    source="AMA 11, section 3.6; Citing Medicine.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        wrong=f"Grades fall at night.^1^ Naps help.2 At sea, Grey^3^ found it too.\n{_LIST}",
        right=f"Grades fall at night.^1^ Naps help.^2^ At sea, Grey^3^ found it too.\n{_LIST}",
        style="american-medical-association",
    ),
    find=find,
)
