"""What stands before the last author of a typed reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.typed_places import Spot, differences, to_retype, without_record
from citekit.checks.wording import style_called
from citekit.formats.reference_text.reference import Part
from citekit.item.name import Name

__all__ = ["CHECK"]

_JOINER: Final = re.compile(r"(?P<comma>,?)(?P<space>\s+)(?P<word>&|and)(?=\s+[^\W\d_])", re.IGNORECASE)
_LAST_BY_COMMA: Final = re.compile(
    r",\s+(?=[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?,\s[^\W\d_a-z][^,]*$)"
)
_LAST_OF_INITIALS: Final = re.compile(
    r",\s+(?=(?:[^\W\d_a-z]\.[\s-]?)+(?:[^\W\d_A-Z][\w’'-]*\s)*[^\W\d_a-z][\w’' -]+,?\s*$)"
)
"""Before the last of names with their initials first: …, G. Hug, D. J. Hill."""
_NEAR: Final = 6
_REPEATED: Final = re.compile(r"\bet al|…|\. \. \.", re.IGNORECASE)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each list of names whose last is joined otherwise than in the style."""
    form = paper.form
    if form is None or not form.is_english:
        return
    for spot, difference in differences(
        paper, DifferenceKind.SEPARATOR, fields=frozenset(("author", "editor"))
    ):
        yield _finding(paper, spot, difference.expected)
    most = paper.facts.et_al_list.least if paper.facts else 0
    for listed in without_record(paper):
        if most and len(listed.names) >= most:
            continue  # so many are not all listed, which another check tells
        found = _joined(listed, form) or _parted(listed, form) or _editors_joined(listed, form)
        if found is not None:
            yield _finding(paper, *found)
        if form.only_first_inverted:
            yield from _turned(paper, listed)


def _joined(listed: ListedReference, form: ListForm) -> tuple[Spot, str] | None:
    """Return the characters before the last author, and what should stand there; None if they do."""
    part = listed.parsed.part("author") or listed.parsed.part("editor")
    if part is None or not isinstance(part.value, tuple) or len(part.value) < 2 or listed.has_et_al:
        return None
    if part.start > _NEAR:
        return None  # the editors of the book that a chapter is in
    if any(name.literal for name in part.value):
        return None
    text = listed.reference.text[part.start : part.end]
    if _REPEATED.search(text):
        return None
    found = list(_JOINER.finditer(text))
    comma = form.joiner_comma if len(part.value) > 2 else form.joiner_comma_of_two
    if not found and form.only_first_inverted and form.joiner:
        return _before_last_name(listed, part, form)
    if not found:
        by_comma = _LAST_BY_COMMA if form.is_inverted else _LAST_OF_INITIALS
        bare = by_comma.search(text) if form.joiner else None
        if bare is None:
            return None
        spot = Spot(listed, part.start + bare.start(), part.start + bare.end())
        return spot, f"{',' if comma else ''} {form.joiner} "
    last = found[-1]
    wanted = f"{',' if comma else ''} {form.joiner}" if form.joiner else form.name_delimiter or ","
    if last["word"].lower() == form.joiner and (bool(last["comma"]) == comma):
        return None
    return Spot(listed, part.start + last.start(), part.start + last.end()), wanted


def _before_last_name(listed: ListedReference, part: Part, form: ListForm) -> tuple[Spot, str] | None:
    """Return the comma before a last name that is not turned round: Hanna, Ralph, Traugott Lawler."""
    text = listed.reference.text
    last = part.value[-1] if isinstance(part.value, tuple) else None
    if not isinstance(last, Name):
        return None
    comma = "," if (form.joiner_comma if len(listed.names) > 2 else form.joiner_comma_of_two) else ""
    for typed in (last.display(), last.inverted()):
        at = text.rfind(typed, part.start, part.end)
        before = re.search(r",\s+$", text[part.start : at]) if at > part.start else None
        if before:
            return Spot(listed, part.start + before.start(), at), f"{comma} {form.joiner} "
    return None


def _parted(listed: ListedReference, form: ListForm) -> tuple[Spot, str] | None:
    """Return the mark between two authors, and the style's, where one has a comma and one a semicolon."""
    part = listed.parsed.part("author")
    mark = _OTHER_MARK.get(form.name_delimiter)
    if part is None or mark is None or not isinstance(part.value, tuple) or len(part.value) < 2:
        return None
    text = listed.reference.text
    families = {name.family for name in part.value[1:] if not name.literal}
    for match in mark.finditer(text, part.start, part.end):
        if any(text.startswith(family, match.end("next")) for family in families if family):
            return Spot(listed, *match.span("mark")), form.name_delimiter
    return None


_OTHER_MARK: Final = {
    ";": re.compile(r"(?<=[^\W\d_a-z]\.)(?P<mark>,)\s(?P<next>)(?=[^\W\d_a-z][\w’' -]*,\s[^\W\d_a-z]\.)"),
    ",": re.compile(r"(?P<mark>;)\s(?P<next>(?:(?:and|&)\s)?)"),
}
"""The mark that stands between authors in other styles; a comma parts a name from its initials, too."""


def _turned(paper: Paper, listed: ListedReference) -> Iterator[Finding]:
    """Yield that the family name of the last author comes first."""
    part = listed.parsed.part("author")
    match = _TURNED.search(listed.reference.text, part.start, part.end) if part else None
    if match:
        expected = f"{match['given']} {match['family']}"
        yield to_retype(
            CHECK.id,
            paper,
            Spot(listed, *match.span("name")),
            expected,
            message=f"{style_called(paper)} turns round the first author's name alone: {expected}.",
            habit="family names first after the first author",
        )


_TURNED: Final = re.compile(
    r",? and (?P<name>(?P<family>[^\W\d_a-z][\w’'-]+), "
    r"(?P<given>[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*)?))$"
)


def _editors_joined(listed: ListedReference, form: ListForm) -> tuple[Spot, str] | None:
    """Return the word before the last editor, and the style's, where they differ; commas are left alone."""
    part = listed.parsed.part("editor")
    if part is None or not form.joiner or not isinstance(part.value, tuple) or len(part.value) < 2:
        return None
    found = list(_JOINER.finditer(listed.reference.text, part.start, part.end))
    if not found or found[-1]["word"].lower() == form.joiner:
        return None
    start, end = found[-1].span("word")
    return Spot(listed, start, end), form.joiner


def _finding(paper: Paper, spot: Spot, expected: str) -> Finding:
    style = style_called(paper)
    found = " ".join(spot.text.split())
    wanted = expected.strip()
    if wanted in _CALLED:
        typed = _CALLED.get(found) or f"by “{found.strip(', ')}”"
        message = f"{style} parts authors by {_CALLED[wanted]}, not {typed}."
        habit = f"{typed} between authors"
    elif wanted.strip(", ") and wanted.strip(", ") != found.strip(", "):
        message = f"{style} puts “{wanted.strip(', ')}” before the last author."
        habit = f"“{found.strip(', ') or 'a comma'}” for “{wanted.strip(', ')}” before the last author"
    elif "," in wanted and "," not in found:
        message = (
            f"{style} puts a comma before “{wanted.strip(', ') or 'the next name'}” in a list of authors."
        )
        habit = "no comma before the last author"
    else:
        marks = f"“{wanted}”" if wanted else "nothing but a space"
        message = f"{style} puts {marks} between these names."
        habit = "what stands between authors"
    return to_retype(CHECK.id, paper, spot, expected, reach=2, message=message, habit=habit, safe=True)


_CALLED: Final = {",": "commas", ";": "semicolons"}

CHECK = PaperCheck(
    id="last-author",
    title="The last author is joined otherwise than in the style",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="Each style joins the last author in its own way, the same in every reference.",
    remedy="Write “&” or “and”, with or without a comma, as the style has it.",
    source="APA 7, section 9.8: an ampersand and a comma before the last author; MLA 9, 5.7.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nDiekelmann, S. and Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126. https://doi.org/10.1038/nrn2762\n"
        ),
        right=(
            "# References\n\nDiekelmann, S., & Born, J. (2010). The memory function of sleep. "
            "*Nature Reviews Neuroscience*, *11*(2), 114–126. https://doi.org/10.1038/nrn2762\n"
        ),
    ),
    find=find,
)
