r"""The commands that cite: what each prints, and how its arguments stand.

Sources: the manuals of biblatex ("Citation commands"), natbib ("Basic citation commands"), apacite, csquotes
("Citing and quoting"), harvard, jurabib and the LaTeX2e kernel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.csl.citation import Mode
from citekit.documents.latex.source import Source

__all__ = [
    "CitationCall",
    "CiteCommand",
    "Group",
    "Prints",
    "find_command",
    "is_known",
    "read_call",
    "read_keys",
]


class Prints(Enum):
    """What a command prints of the works it names."""

    CITATION = "citation"
    BARE = "citation without brackets"
    YEAR = "year"
    TITLE = "title"
    ADDRESS = "address"
    ENTRY = "bibliography entry"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class CiteCommand:
    r"""One command of the family.

    ``makes_note`` says that it makes a footnote of its own. ``before`` is the number of arguments before the
    optional ones (the language of ``\foreigntextcquote``), ``volume`` that the first argument in braces is
    a volume. ``quotes`` says that the quoted text follows the keys, ``prefix_follows`` that what is said
    before them does, and ``drops_next`` that the name of a field does.
    """

    mode: Mode = Mode.NORMAL
    prints: Prints = Prints.CITATION
    makes_note: bool = False
    is_plural: bool = False
    before: int = 0
    volume: bool = False
    quotes: bool = False
    prefix_follows: bool = False
    drops_next: bool = False


_NORMAL: Final = CiteCommand()
_IN_TEXT: Final = CiteCommand(Mode.COMPOSITE)
_AUTHOR: Final = CiteCommand(Mode.AUTHOR_ONLY)
_NO_AUTHOR: Final = CiteCommand(Mode.SUPPRESS_AUTHOR)
_BARE: Final = CiteCommand(prints=Prints.BARE)
_YEAR: Final = CiteCommand(Mode.SUPPRESS_AUTHOR, Prints.YEAR)
_TITLE: Final = CiteCommand(prints=Prints.TITLE)
_ENTRY: Final = CiteCommand(prints=Prints.ENTRY)
_NOTE: Final = CiteCommand(makes_note=True)
_QUOTE: Final = CiteCommand(quotes=True)
_MENTION: Final = CiteCommand(prints=Prints.NOTHING)


def _each(command: CiteCommand, names: str) -> dict[str, CiteCommand]:
    return dict.fromkeys(names.split(), command)


_COMMANDS: Final[Mapping[str, CiteCommand]] = MappingProxyType(
    {
        **_each(
            _NORMAL,
            "cite parencite autocite smartcite supercite citep citep* brackcite onlinecite cites* citen "
            "citenum maskcite maskcitep fullciteA citeaffixed* shortcite inlinecite sidecite superscite "
            "Autocite Parencite Smartcite Cite Citep Citep*",
        ),
        **_each(
            _IN_TEXT,
            "textcite Textcite citet citet* Citet Citet* citeasnoun citeasnoun* citeA citeonline "
            "shortciteA fullciteA newcite citeN shortciteN possessivecite possessivecite* maskcitet",
        ),
        **_each(_AUTHOR, "citeauthor citeauthor* Citeauthor Citeauthor* citeauthorNP citefullauthor"),
        **_each(
            _NO_AUTHOR,
            "parencite* autocite* Autocite* cite* citeyearpar citeyearpar* supercite* footcite* textcite*",
        ),
        **_each(
            _BARE, "citealp citealp* Citealp Citealp* citealt citealt* Citealt Citealt* citeNP shortciteNP"
        ),
        **_each(_YEAR, "citeyear citeyear* citedate citedate* citeyearNP"),
        **_each(_TITLE, "citetitle citetitle* Citetitle"),
        **_each(CiteCommand(prints=Prints.ADDRESS), "citeurl citedoi"),
        **_each(_ENTRY, "fullcite bibentry"),
        **_each(_NOTE, "footcite footcitetext Footcite Footcitetext"),
        **_each(replace(_ENTRY, makes_note=True), "footfullcite"),
        **_each(
            replace(_NORMAL, is_plural=True),
            "cites parencites autocites smartcites supercites Cites Parencites Autocites Smartcites",
        ),
        **_each(replace(_IN_TEXT, is_plural=True), "textcites Textcites"),
        **_each(replace(_NOTE, is_plural=True), "footcites footcitetexts Footcites Footcitetexts"),
        **_each(replace(_ENTRY, is_plural=True), "fullcites"),
        **_each(replace(_ENTRY, is_plural=True, makes_note=True), "footfullcites"),
        **_each(
            replace(_NORMAL, volume=True),
            "volcite Volcite pvolcite Pvolcite svolcite Svolcite avolcite Avolcite",
        ),
        **_each(replace(_IN_TEXT, volume=True), "tvolcite Tvolcite"),
        **_each(replace(_NOTE, volume=True), "fvolcite Fvolcite ftvolcite"),
        **_each(_QUOTE, "textcquote textcquote* blockcquote blockcquote*"),
        **_each(
            replace(_QUOTE, before=1),
            "foreigntextcquote foreigntextcquote* hyphentextcquote hyphentextcquote* foreignblockcquote "
            "hyphenblockcquote hybridblockcquote",
        ),
        **_each(replace(_NORMAL, prefix_follows=True), "citeaffixed"),
        **_each(replace(_MENTION, drops_next=True), "citefield citelist citename"),
        **_each(_MENTION, "nocite nocitemeta citetalias citepalias notecite entrydata defbibentryset"),
    }
)
_NO_CITATIONS: Final = frozenset(
    ["citetext", "mkbibcite", "bibcite", "aftercite", "nextcite", "precite", "postcite"]
)
"""Commands that are named so and do not cite."""
_FAMILY: Final = re.compile(
    r"[A-Za-z]*[cC]ite(?:[ptn]|al[pt]|author|year|title|text|num|full|page|[A-Z][A-Za-z]*)?(?:par|s)?\*?\Z"
)
"""Names of commands that cite: ``\\citealpText``, and not ``\\citestyle`` or ``\\excited``."""
_UNKNOWN_KINDS: Final = (
    (re.compile(r"(?i)foot"), _NOTE),
    (re.compile(r"(?i)year"), _NO_AUTHOR),
    (re.compile(r"(?i)author"), _AUTHOR),
    (re.compile(r"(?i)text"), _IN_TEXT),
)
_KEY: Final = re.compile(r"[^\\{}#~\n\t,%\s](?:[^\\{}#~,%]*[^\\{}#~,%\s])?")


def find_command(name: str) -> CiteCommand | None:
    r"""Return what the command ``name`` does, None if it does not cite.

    A command that is in no manual and has ``cite`` in its name is taken for one that cites; its name tells
    what it prints.
    """
    known = _COMMANDS.get(name)
    if known is not None or "ite" not in name or name in _NO_CITATIONS or not _FAMILY.match(name):
        return known
    found = next((command for pattern, command in _UNKNOWN_KINDS if pattern.search(name)), _NORMAL)
    return replace(found, is_plural=name.rstrip("*").endswith("cites"))


def is_known(name: str) -> bool:
    """Whether a manual has a command of this name that cites."""
    return name in _COMMANDS


class Group(NamedTuple):
    """The stretches of one cite's arguments: what comes before and after, and the keys."""

    prefix: tuple[int, int] | None
    after: tuple[int, int] | None
    keys: tuple[int, int]
    volume: tuple[int, int] | None = None


class CitationCall(NamedTuple):
    """A command that cites with its arguments; ``end`` is behind the last of them.

    ``prefix`` and ``after`` are those of a plural command as a whole. ``quoted`` is the inside of the text
    that is quoted.
    """

    groups: tuple[Group, ...]
    end: int
    prefix: tuple[int, int] | None = None
    after: tuple[int, int] | None = None
    quoted: tuple[int, int] | None = None


def read_call(source: Source, position: int, command: CiteCommand) -> CitationCall | None:
    """Read the arguments of ``command``, which begin at ``position``; None if no key is among them."""
    for _ in range(command.before):
        group = source.group_at(position)
        if group is None:
            return None
        position = group[1] + 1
    prefix = after = None
    if command.is_plural:
        rounds, position = _options(source, position, "(")
        prefix, after = (rounds[0], rounds[1]) if len(rounds) > 1 else (None, rounds[0] if rounds else None)
    groups: list[Group] = []
    while True:
        found = _group(source, position, command)
        if found is None:
            break
        groups.append(found[0])
        position = found[1]
        if not command.is_plural:
            break
    if not groups:
        return None
    if command.drops_next and (dropped := source.group_at(position)):
        position = dropped[1] + 1
    call = CitationCall(tuple(groups), position, prefix, after)
    return _with_quotation(source, call) if command.quotes else call


def _with_quotation(source: Source, call: CitationCall) -> CitationCall | None:
    """Return a call with the text that it quotes, which punctuation in brackets may stand before."""
    punctuation = source.option_at(call.end)
    text = source.group_at(punctuation[1] + 1 if punctuation else call.end)
    return call._replace(quoted=text, end=text[1] + 1) if text else None


def _options(source: Source, position: int, opening: str) -> tuple[list[tuple[int, int]], int]:
    """Return at most two arguments in brackets, and the position behind them."""
    found: list[tuple[int, int]] = []
    while len(found) < 2 and (option := source.option_at(position, opening)) is not None:
        found.append(option)
        position = option[1] + 1
    return found, position


def _group(source: Source, position: int, command: CiteCommand) -> tuple[Group, int] | None:
    prefix = volume = None
    if source.text.startswith("<", position):  # apacite: \cite<see>[p.~3]{key}
        prefix = source.option_at(position, "<")
        position = prefix[1] + 1 if prefix else position
    options, position = _options(source, position, "[")
    if command.volume:
        volume = source.group_at(position)
        if volume is None:
            return None
        pages = source.option_at(volume[1] + 1)
        options = [*(options or [(position, position)]), pages or (position, position)]
        position = (pages or volume)[1] + 1
    keys = source.group_at(position)
    if keys is None:
        return None
    end = keys[1] + 1
    after = options[-1] if options else None
    if len(options) > 1:
        prefix = options[0]
    if command.prefix_follows:
        follows = source.group_at(end)
        prefix, end = (follows, follows[1] + 1) if follows else (prefix, end)
    if source.text.startswith("*{", end) and (star := source.group_at(end + 1)):  # amsrefs: \cite{key}*{p. 3}
        after, end = star, star[1] + 1
    return Group(prefix, after, keys, volume), end


def read_keys(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the keys stand that commas part; white space and comments about them are none of them."""
    position = start
    while position < end:
        skipped = source.skipped_at(position)
        if skipped is not None:
            position = skipped.end
            continue
        match = _KEY.match(source.text, position, end)
        if match:
            yield match.span()
            position = match.end()
        else:
            position += 1
