"""Typed references read by a model: a conditional random field, trained on references that citekit printed.

The model names the field of each token; the plain parser, whose reading it is shown, still says what a name,
a date, an identifier is. Where both mean the same words, the plain parser's spans count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import pycrfsuite

from citekit.formats.base import Confidence
from citekit.formats.reference_text.dates import read_date
from citekit.formats.reference_text.features import Token
from citekit.formats.reference_text.kinds import confidence_of, settle, type_of
from citekit.formats.reference_text.labelling import Seen, see
from citekit.formats.reference_text.marks import take_missing_date
from citekit.formats.reference_text.people import NameForm, read_people, read_role
from citekit.formats.reference_text.reference import ParsedReference, Part
from citekit.formats.reference_text.sheet import BLOT, Sheet, bounds
from citekit.item.date import Date
from citekit.item.institutions import is_institution
from citekit.item.name import Name

__all__ = ["ModelParser", "open_model"]

_NAME: Final = "model"
_NONE: Final = "-"
_NAMES: Final = frozenset(("author", "editor", "translator", "director"))
_TOLD: Final = frozenset(
    (
        *_NAMES,
        "issued",
        "title",
        "container-title",
        "collection-title",
        "volume",
        "issue",
        "page",
        "publisher",
        "publisher-place",
        "edition",
        "genre",
        "number",
        "event-title",
    )
)
"""The fields that the model tells; what else the plain parser finds stays as it is."""
_FORMS: Final = (None, *(form for form in NameForm if form is not NameForm.LITERAL))
_TWO_NUMBERS: Final = re.compile(r"(?P<volume>\d+)\s(?P<issue>\d+)")
_AT_THE_END: Final = 3
"""Characters that may follow the last name: its full stop, a bracket."""
_BETWEEN: Final = re.compile(r"\s*(?:[;&/]|,\s(?:and|und|et|y|e)\b|\b(?:and|und|et)\b)\s*")
_UNSURE: Final = 0.6
_LIKELY: Final = 0.4
_DOUBTFUL: Final = 0.3
"""Below this, a whole reading is believed less than one of the plain parser that explains all of the text."""
_MUCH: Final = 0.25
"""So much surer a later run of a field must be than the first."""
_SHORT: Final = 0.6
"""What a run of one word counts in fields that are longer mostly."""
_MOST_MARKS: Final = 3
_JOINABLE: Final = frozenset(("author", "title", "container-title"))
_LONG: Final = frozenset(("title", "container-title"))


class _Run(NamedTuple):
    """Tokens of one field that stand together, and how sure the model is of them."""

    field: str
    first: int
    last: int
    chance: float


class ModelParser:
    """Reads references with a trained model."""

    def __init__(self, tagger: pycrfsuite.Tagger) -> None:
        self._tagger = tagger

    def __call__(self, text: str, *, italics: Sequence[tuple[int, int]] = ()) -> ParsedReference:
        """Return what ``text`` says. Raises nothing: what cannot be read is the rest."""
        seen = see(text, italics)
        plain = seen.plain
        if plain.type == "legal_case" or not seen.tokens:
            return replace(plain, parser=_NAME)
        labels = self._tagger.tag(seen.features)
        chance = self._tagger.probability(labels)
        if plain.confidence is Confidence.HIGH and chance < _DOUBTFUL:
            return replace(plain, parser=_NAME, confidence=Confidence.MEDIUM)
        runs = _best(self._runs(seen.tokens, labels), seen)
        sheet = seen.sheet
        for run in sorted(runs, key=lambda run: run.first):
            _take(sheet, run, seen, labels)
        _keep(sheet, plain, seen, labels)
        take_missing_date(sheet)
        settle(sheet, type_of(sheet))
        _blot_marks(sheet, seen, labels)
        rest = tuple(sheet.left())
        return ParsedReference(
            text=text,
            type=type_of(sheet),
            parts=tuple(sorted(sheet.parts.values(), key=lambda part: part.start)),
            rest=rest,
            confidence=_confidence(confidence_of(sheet, rest), chance),
            parser=_NAME,
        )

    def _runs(self, cut: Sequence[Token], labels: Sequence[str]) -> list[_Run]:
        runs: list[_Run] = []
        first = 0
        for index in range(1, len(labels) + 1):
            if index < len(labels) and labels[index] == labels[first]:
                continue
            if labels[first] in _TOLD and cut[first].text[0] != BLOT:
                chances = [self._tagger.marginal(labels[first], place) for place in range(first, index)]
                runs.append(_Run(labels[first], first, index - 1, sum(chances) / len(chances)))
            first = index
        return _joined(runs, cut)


def open_model(path: Path) -> ModelParser:
    """Return the parser that the model in a file makes."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return ModelParser(tagger)


def _confidence(found: Confidence, chance: float) -> Confidence:
    """Return how sure a reading is, by what was ``found`` and by the model's own ``chance`` of being right.

    Of references typed badly in styles that it had never seen, six in seven are right above `_LIKELY`, and
    one in three below it.
    """
    if chance >= _LIKELY or found is Confidence.LOW:
        return found
    return Confidence.LOW if found is Confidence.MEDIUM and chance < _DOUBTFUL else Confidence.MEDIUM


def _joined(runs: Sequence[_Run], cut: Sequence[Token]) -> list[_Run]:
    """Return the runs, those of one field as one that only marks part: ``“Head”: Tail``."""
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and before.field == run.field and run.field in _JOINABLE:
            between = cut[before.last + 1 : run.first]
            if len(between) <= _MOST_MARKS and not any(
                token.text[0].isalnum() or token.text[0] == BLOT for token in between
            ):
                joined[-1] = _Run(run.field, before.first, run.last, min(before.chance, run.chance))
                continue
        joined.append(run)
    return joined


def _best(runs: Sequence[_Run], seen: Seen) -> list[_Run]:
    """Return one run for each field: the first, unless a later one is much surer."""
    best: dict[str, _Run] = {}
    for run in runs:
        known = best.get(run.field)
        if known is None or (run.field not in _NAMES and _weight(run, seen) > _weight(known, seen) + _MUCH):
            best[run.field] = run
    editor, title = best.get("editor"), best.get("title")
    if (
        editor
        and "author" not in best
        and title
        and editor.last < title.first
        and not _has_role(editor, seen)
    ):
        best["author"] = editor._replace(field="author")
        del best["editor"]
    author = best.get("author")
    if author and _in_italics(author, author, seen):
        # No names are in italics: ``*The Hours*. Directed by Stephen Daldry``.
        best["title"] = author._replace(field="title")
        del best["author"]
    container, volume = best.get("container-title"), best.get("volume")
    if container and volume and volume.first == container.last + 1 and _in_italics(container, volume, seen):
        # *Advances in Neural Information Processing Systems 25*: the number belongs to the name
        best["container-title"] = container = container._replace(last=volume.last)
        del best["volume"]
    publisher = seen.plain.part("publisher")
    if (
        container
        and publisher
        and not best.keys() & {"publisher", "volume", "issue"}
        and _same(container, publisher, seen)
    ):
        # A publisher alone after a title looks like a journal.
        best["publisher"] = container._replace(field="publisher")
        del best["container-title"]
        container = None
    if container and not best.keys() & {"title", "volume", "issue"}:
        # A work that nothing contains.
        best["title"] = container._replace(field="title")
        del best["container-title"]
    return list(best.values())


def _in_italics(first: _Run, last: _Run, seen: Seen) -> bool:
    """Whether two runs stand in one stretch of italics."""
    start, end = seen.tokens[first.first].start, seen.tokens[last.last].end
    return any(begin <= start and end <= stop for begin, stop in seen.sheet.italics)


def _same(run: _Run, part: Part, seen: Seen) -> bool:
    """Whether a run and a part begin and end together."""
    return seen.tokens[run.first].start == part.start and abs(seen.tokens[run.last].end - part.end) <= 1


def _has_role(run: _Run, seen: Seen) -> bool:
    """Whether a word after names makes them editors."""
    return read_role(seen.sheet.text, seen.tokens[run.last].end)[0] != "author"


def _weight(run: _Run, seen: Seen) -> float:
    """Return how sure a run is; one of a single word among longer ones is less so."""
    words = [seen.tokens[index].text for index in range(run.first, run.last + 1)]
    if run.field == "issued" and not any(read_date(word) for word in words):
        return 0.0  # "27 March" after a year that stands in front
    return run.chance * (
        1 if run.field not in _LONG or sum(word[0].isalnum() for word in words) > 1 else _SHORT
    )


def _take(sheet: Sheet, run: _Run, seen: Seen, labels: Sequence[str]) -> None:
    """Take the field of a run of tokens."""
    start, end = seen.tokens[run.first].start, seen.tokens[run.last].end
    known = seen.plain.part(run.field)
    confidence = Confidence.MEDIUM if run.chance >= _UNSURE else Confidence.LOW
    if known is not None and _says_the_same(seen, run, known, labels):
        sheet.take(run.field, known.start, known.end, known.value, confidence=known.confidence)
        return
    if run.field in _NAMES:
        _take_names(sheet, run.field, start, end, confidence)
    elif run.field == "issued":
        date = read_date(sheet.text[start:end]) or Date(literal=sheet.text[start:end].strip(" ().,"))
        if date.start or date.literal:
            sheet.take(run.field, start, end, date, confidence=confidence)
    elif run.field == "volume" and (both := _TWO_NUMBERS.fullmatch(sheet.rest, start, end)):
        sheet.take("volume", *both.span("volume"), confidence=confidence)
        sheet.take("issue", *both.span("issue"), confidence=confidence)
    else:
        if run.field == "title":
            end = next((stop for begin, stop in sheet.italics if begin == start and _ends(sheet, stop)), end)
        start, end = bounds(sheet.rest, start, end)
        while end < len(sheet.rest) and run.field == "title" and sheet.rest[end] in "?!":
            end += 1
        sheet.take(run.field, start, end, confidence=confidence)


def _ends(sheet: Sheet, place: int) -> bool:
    """Whether a sentence ends with the italics that end at ``place``."""
    return sheet.text[place - 1 : place] in (".", "?", "!") or sheet.text[place : place + 1] == "."


def _says_the_same(seen: Seen, run: _Run, part: Part, labels: Sequence[str]) -> bool:
    """Whether a part of the plain parser has the words of a run and no others.

    Names may go on with words that the model gives no field: ``et al.``, the last after many.
    """
    words = [
        index
        for index, token in enumerate(seen.tokens)
        if token.text[0].isalnum() and token.start < part.end and part.start < token.end
    ]
    own = [index for index in range(run.first, run.last + 1) if seen.tokens[index].text[0].isalnum()]
    if part.field in _NAMES and words[: len(own)] == own:
        return all(labels[index] in (_NONE, run.field) for index in words)
    return words == own


def _take_names(sheet: Sheet, field: str, start: int, end: int, confidence: Confidence) -> None:
    rest = sheet.rest
    if (
        end < len(rest)
        and rest[end] == "."
        and rest[end - 1].isupper()
        and not rest[end - 2 : end - 1].isalpha()
    ):
        end += 1
    text = " ".join(rest[start:end].replace(BLOT, " ").split()).strip(" .,;:")
    names = () if is_institution([text]) else _people(rest, start, end)
    if any(character.isalpha() for character in text):
        sheet.take(field, start, end, names or (Name(literal=text),), confidence=confidence)


def _people(rest: str, start: int, end: int) -> tuple[Name, ...]:
    """Return the people in a span, none if it begins with no person; what is no name of one is literal."""
    found = [people for form in _FORMS if (people := read_people(rest, start, end=end, form=form))]
    if not found:
        return ()
    longest = max(found, key=lambda people: people.end)
    names = longest.names
    if end - longest.end <= _AT_THE_END:
        return names
    for piece in _BETWEEN.split(rest[longest.end : end].replace(BLOT, " ")):
        name = piece.strip(" .,;")
        others = read_people(piece, 0) if name else None
        if others:
            names += others.names
        elif len(name) > 1:
            names += (Name(literal=name),)
    return names


def _keep(sheet: Sheet, plain: ParsedReference, seen: Seen, labels: Sequence[str]) -> None:
    """Keep what the plain parser found and the model has no field for, where the text is free still."""
    for part in plain.parts:
        labelled = {
            label
            for token, label in zip(seen.tokens, labels, strict=True)
            if token.text[0].isalnum() and token.start < part.end and part.start < token.end
        }
        is_free = part.field not in _TOLD or labelled <= {_NONE}
        if is_free and BLOT not in sheet.rest[part.start : part.end]:
            sheet.take(part.field, part.start, part.end, part.value, confidence=part.confidence)


def _blot_marks(sheet: Sheet, seen: Seen, labels: Sequence[str]) -> None:
    """Blot out the words that only mark what stands beside them: both readings take them for no field."""
    spans = [(part.start, part.end) for part in seen.plain.parts] + list(seen.plain.rest)
    for token, label in zip(seen.tokens, labels, strict=True):
        if label == _NONE and not any(start < token.end and token.start < end for start, end in spans):
            sheet.blot(token.start, token.end)
