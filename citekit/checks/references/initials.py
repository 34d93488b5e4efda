"""Given names in a typed reference: initials or in full, with dots and spaces or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.comparison.difference import DifferenceKind
from citekit.checks.finding import Finding, Level
from citekit.checks.list_form import GivenForm, ListForm
from citekit.checks.paper import ListedReference, Paper
from citekit.checks.places import at_block, to_replace
from citekit.checks.spoken_names import SpokenName, names_as_spoken
from citekit.checks.style_facts import System
from citekit.checks.typed_places import (
    Spot,
    differences,
    fix,
    quote,
    replaced,
    to_retype,
    typed_at,
    without_record,
)
from citekit.checks.wording import style_called
from citekit.item.institutions import is_institution
from citekit.item.name import Name
from citekit.markup.tree import Format

__all__ = ["CHECK"]

_FULL: Final = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{1,}")
_ROW: Final = re.compile(r"[^\W\d_a-z]{1,4}$")


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference whose given names are not written as the style writes them."""
    told: set[int] = set()
    for spot, difference in differences(paper, DifferenceKind.INITIALS):
        if spot.listed.number not in told:
            told.add(spot.listed.number)
            yield _finding(paper, spot, difference.expected)
    if paper.form is not None:
        yield from _turned_in_notes(paper)
        if paper.form.given is GivenForm.FULL:
            yield from _shortened(paper)
        spoken = names_as_spoken(paper) if paper.form.is_inverted else {}
        for listed in without_record(paper):
            if listed.number in spoken:
                yield _not_turned(paper, listed, spoken[listed.number], paper.form)
                continue
            finding = _first_fault(paper, listed, paper.form) or _stopped(paper, listed, paper.form)
            if finding is not None:
                yield finding


def _shortened(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each first author with initials whose name the paper itself gives in full.

    A single initial in a list of full names is told too: of those who publish so, most have two.
    """
    in_lists = paper.listed_blocks
    prose = [
        block.text for index, block in enumerate(paper.document.blocks) if index not in in_lists or block.note
    ]
    people = [name for one in without_record(paper) for name in _people(one)[:1]]
    full = sum(bool(_FULL.search(name.given)) for name in people)
    for listed in without_record(paper):
        name = next(iter(_people(listed)), None)
        part = listed.parsed.part("author")
        if name is None or part is None or not _ONLY_INITIALS.fullmatch(name.given):
            continue
        start = listed.reference.text.find(name.given, part.start, part.end)
        known = _in_full(name, prose)
        # In plain text nothing tells "J. Hillis. Fiction and Repetition" from a title of one word.
        more = _MORE_OF_NAME.match(listed.reference.text, start + len(name.given))
        may_go_on = more and Format.ITALIC not in listed.reference.formats_of(*more.span())
        is_odd = len(name.given.rstrip(".")) == 1 and full >= _MANY and full * 5 >= len(people) * 4
        if start >= 0 and not may_go_on and (known or is_odd):
            spot = Spot(listed, start, start + len(name.given))
            yield _spelt_out(paper, spot, name, known)


_MANY: Final = 5
_MORE_OF_NAME: Final = re.compile(r"\s[^\W\d_a-z][^\W\d_]+[.,]\s")
_OTHER_INITIALS: Final = re.compile(r"[^\W\d_]\.\s?(?P<rest>(?:[^\W\d_]\.\s?)*[^\W\d_]\.?)$")
_ONLY_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.[\s-]?)+")


def _people(listed: ListedReference) -> tuple[Name, ...]:
    value = listed.parsed.value("author")
    return tuple(name for name in value if name.family and name.given) if isinstance(value, tuple) else ()


def _in_full(name: Name, prose: Sequence[str]) -> str:
    """Return the given name of somebody as the paper has it beside the family name, empty if nowhere."""
    letter = re.escape(name.given[0])
    pattern = re.compile(
        rf"(?<![\w-])(?P<given>{letter}(?:[^\W\d_A-Z]{{2,}}(?:\s[^\W\d_a-z](?:\.|[^\W\d_A-Z]{{2,}}))*|\.\s[^\W\d_a-z][^\W\d_A-Z]{{2,}}))"
        rf"\s{re.escape(name.family)}(?![\w-])"
    )
    return next((match["given"] for text in prose if (match := pattern.search(text))), "")


def _spelt_out(paper: Paper, spot: Spot, name: Name, known: str) -> Finding:
    style = style_called(paper)
    rest = f" Your text has {known} {name.family}." if known else ""
    others = _OTHER_INITIALS.match(name.given)
    if others and " " not in known:
        known = f"{known} {others['rest']}".strip() if known else ""  # Laurence A. for L. A.
    stop = "" if known.endswith(".") else _stop_after(spot)
    return Finding(
        check=CHECK.id,
        level=Level.WARNING,
        where=typed_at(paper, spot),
        quote=quote(spot, reach=1),
        expected=replaced(spot, f"{known}{stop}", reach=1) if known else "",
        message=f"{style} gives the given names as the work itself does, not as initials.{rest}",
        fix=fix(paper, spot, f"{known}{stop}") if known else None,
        habit="initials where the style has given names",
    )


def _stop_after(spot: Spot) -> str:
    """Return the full stop that ends the names, which was that of the initial."""
    return "." if spot.listed.reference.text[spot.end : spot.end + 1] == " " else ""


def _turned_in_notes(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each note that begins with an author's family name: McKenzie, D. F., …."""
    if paper.system is not System.NOTE:
        return
    people = {name.family: name for listed in paper.references for name in _people(listed)[:1]}
    for index, block in enumerate(paper.document.blocks):
        match = _INVERTED.match(block.text) if block.note else None
        name = people.get(match["family"]) if match else None
        if match is None or name is None or name.given[:1] != match["given"][:1]:
            continue
        start, end = match.start("family"), match.end("given")
        expected = f"{match['given']} {match['family']}"
        yield to_replace(
            CHECK.id,
            paper,
            at_block(paper, index, start, end),
            (start, end),
            expected,
            message=f"In a note the given name comes first: {expected}. Only the list is turned round.",
            habit="family names first in notes",
            safe=True,
        )


_INVERTED: Final = re.compile(
    r"\s*(?:(?:See|Cf\.|see|cf\.)\s+)?(?P<family>[^\W\d_a-z][\w’'-]+),\s+"
    r"(?P<given>[^\W\d_a-z](?:\.|[^\W\d_]+)(?:\s?[^\W\d_a-z](?:\.|[^\W\d_]+)){0,2})[,.]?\s+(?=[“\"‘'*]|[^\W\d_a-z]|and\s[^\W\d_a-z])"
)


def _first_fault(paper: Paper, listed: ListedReference, form: ListForm) -> Finding | None:
    """Return what is said of the first name of a reference that is not in the style's form."""
    part = listed.parsed.part("author")
    if part is None or not isinstance(part.value, tuple):
        return None
    text, at = listed.reference.text, part.start
    for name in part.value:
        start = text.find(name.given, at, part.end) if name.given else -1
        if start < 0:
            continue
        at = start + len(name.given)
        if Format.ITALIC in listed.reference.formats_of(start, at):
            return None  # names stand upright: this is the title
        before = text[:start].rstrip()
        is_inverted = before.endswith(",") and before.rstrip(" ,").endswith(name.family)
        is_full = bool(_FULL.search(name.given))
        whole = Spot(listed, part.start, at)
        if is_inverted and not form.is_inverted and not is_full and whole.text == name.inverted():
            return _turned(paper, whole, name.display())
        is_person = listed.has_et_al or len(part.value) > 1
        if form.is_inverted is not is_inverted or (not is_inverted and is_full and not is_person):
            continue  # an organisation can look like a person whose given name comes first
        wanted = _wanted(name.given, form.given)
        if wanted and wanted != name.given:
            return _finding(paper, Spot(listed, start, at), wanted)
    return None


def _stopped(paper: Paper, listed: ListedReference, form: ListForm) -> Finding | None:
    """Tell stops after the initials of the first author where the style has none, and none where it has."""
    if form.given in (GivenForm.SPACED, GivenForm.CLOSE):
        return _without_stops(paper, listed, form)
    if form.given is not GivenForm.BARE or not form.is_inverted:
        return None
    match = _STOPPED.match(listed.reference.text)
    if match is None:
        return _before_name(paper, listed)
    spot = Spot(listed, match.start("gap"), match.end("initials"))
    ends_names = listed.reference.text[spot.end :].lstrip()[:1] not in (",", ";", "&")
    bare = re.sub(r"[^\w-]", "", match["initials"])
    return _finding(paper, spot, f" {bare}{'.' if ends_names else ''}")


def _without_stops(paper: Paper, listed: ListedReference, form: ListForm) -> Finding | None:
    """Tell a first author as medicine writes them, where the style has full stops: Jambeck JR."""
    match = _BARE.match(listed.reference.text)
    if match is None or listed.is_institution or is_institution([match["name"]]):
        return None
    initials = _wanted(match["initials"], form.given)
    family = match["family"]
    return to_retype(
        CHECK.id,
        paper,
        Spot(listed, *match.span("name")),
        expected := f"{family}, {initials}" if form.is_inverted else f"{initials} {family}",
        message=f"{style_called(paper)} writes this name so: {expected.rstrip('.')}.",
        habit="initials without full stops",
    )


_BARE: Final = re.compile(
    r"\s*(?P<name>(?P<family>(?:(?:van|von|de|den|der|del|della|di|du|la|le|ten|ter)\s)*[^\W\d_a-z][\w’'-]*[a-z])"
    r"\s(?P<initials>(?!(?:UK|US|USA|EU|UN|UP)\b)[A-Z]{1,3}))(?=,\s|\s(?:et al|and|&)\b|\s&\s)"
)


def _before_name(paper: Paper, listed: ListedReference) -> Finding | None:
    """Tell initials before a later author's name where the style has them behind: SJ Closs, S.J. Closs."""
    text = listed.reference.text
    names = _BARE_NAMES.match(text)
    match = _INITIALS_FIRST.match(text, names.end()) if names else None
    if match is None:
        return None
    spot = Spot(listed, *match.span("name"))
    expected = f"{match['family']} {re.sub(r'[^A-Z-]', '', match['initials'])}"
    return to_retype(
        CHECK.id,
        paper,
        spot,
        expected,
        message=f"{style_called(paper)} puts the initials of every author after the family name: {expected}.",
        habit="initials before family names",
    )


_BARE_NAMES: Final = re.compile(
    r"\s*(?:(?:(?:van|von|de|den|der|del|della|di|du|la|le|ten|ter)\s)*[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?"
    r"\s[A-Z]{1,3},\s)+"
)
_INITIALS_FIRST: Final = re.compile(
    r"(?P<name>(?P<initials>(?:[A-Z]\.[\s-]?){1,3}|[A-Z]{1,2}\s)\s?(?P<family>[A-Z][\w’'-]*[a-z]))(?=[,.]\s)"
)
_STOPPED: Final = re.compile(
    r"\s*(?:(?:van|von|de|den|der|del|della|di|du|la|le|ten|ter)\s)*[^\W\d_a-z][\w’'-]+(?P<gap>,?\s)"
    r"(?P<initials>[^\W\d_a-z]\.(?:[\s-]?[^\W\d_a-z]\.)+|[^\W\d_a-z]\.(?=,))"
)


def _not_turned(paper: Paper, listed: ListedReference, name: SpokenName, form: ListForm) -> Finding:
    spot = Spot(listed, name.start, name.end)
    given = _wanted(name.given, form.given) or name.given
    comma = "" if form.given in (GivenForm.BARE, GivenForm.BARE_SPACED) else ","
    expected = f"{name.family}{comma} {given}"
    return to_retype(
        CHECK.id,
        paper,
        spot,
        expected,
        message=f"{style_called(paper)} begins an entry with the family name: {expected.rstrip('.')}.",
        habit="given names first in the list",
    )


def _turned(paper: Paper, spot: Spot, expected: str) -> Finding:
    message = f"{style_called(paper)} puts initials before the family name."
    return to_retype(CHECK.id, paper, spot, expected, message=message, habit="family names first")


_PARTICLES: Final = frozenset(("van", "von", "de", "der", "den", "del", "di", "da", "du", "le", "la", "ter"))
"""What was read as the end of a given name, and begins the family's: Dirk Van Hertem."""


def _wanted(given: str, form: GivenForm) -> str:
    """Return a given name in the style's form, empty where that cannot be told from it."""
    if form is GivenForm.FULL or not re.match(r"[A-Za-zÀ-ɏ]", given) or "(" in given:
        return ""
    bare, space, particle = given.rpartition(" ")
    if space and particle.lower() in _PARTICLES:
        return f"{short} {particle}" if (short := _wanted(bare, form)) else ""
    parts = [piece for piece in re.split(r"[.\s]+|(?=-)", given) if piece]
    letters: list[str] = []
    for piece in parts:
        hyphen = "-" if piece.startswith("-") else ""
        bare = piece.removeprefix("-")
        if _FULL.fullmatch(bare):
            letters.append(hyphen + bare[0])
        elif _ROW.match(bare):
            letters += [hyphen + bare[0], *bare[1:]]
        else:
            return ""
    dot = "." if form in (GivenForm.SPACED, GivenForm.CLOSE) else ""
    space = " " if form in (GivenForm.SPACED, GivenForm.BARE_SPACED) else ""
    result = "".join(
        (space if index and not letter.startswith("-") else "") + letter + dot
        for index, letter in enumerate(letters)
    )
    return result.replace("-", "") if form is GivenForm.BARE and "-" not in given else result


def _finding(paper: Paper, spot: Spot, expected: str) -> Finding:
    style = style_called(paper)
    found = spot.text
    full = bool(_FULL.search(found.replace(".", " ")))
    if full:
        message = f"{style} gives initials, not given names in full."
        habit = "given names in full"
    elif _FULL.search(expected):
        message = f"{style} gives the given names as the work itself does, here in full."
        habit = "initials where the style has given names"
    else:
        message = f"{style} writes initials so: {expected.strip()}"
        habit = "dots and spaces of initials"
    is_safe = not full and not _FULL.search(expected)
    return to_retype(CHECK.id, paper, spot, expected, reach=1, message=message, habit=habit, safe=is_safe)


CHECK = PaperCheck(
    id="initials",
    title="Given names are not written as the style writes them",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="A list in which names take several forms is harder to search, and looks copied together.",
    remedy="Write initials or names in full, with dots and spaces, as the style has it.",
    source="APA 7, section 9.8; IEEE Reference Guide, section II; NLM, Citing Medicine, chapter 1.",
    needs=frozenset((Need.LIST, Need.STYLE)),
    example=Example(
        wrong=(
            "# References\n\nWalker, Matthew P. (2009). The role of sleep in cognition and emotion. "
            "*Annals of the New York Academy of Sciences*, *1156*(1), 168–197.\n"
        ),
        right=(
            "# References\n\nWalker, M. P. (2009). The role of sleep in cognition and emotion. "
            "*Annals of the New York Academy of Sciences*, *1156*(1), 168–197.\n"
        ),
    ),
    find=find,
)
