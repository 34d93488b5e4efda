"""One entry to one item: which field is which variable, in which type of entry.

biblatex manual, 2.2.2 to 2.2.4, and what pandoc and Zotero make of the same fields. What CSL has no variable
for goes to ``custom`` under its field's name; nothing is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from citekit.formats.bibtex.fields.addresses import read_addresses
from citekit.formats.bibtex.fields.dates import read_dates
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.fields.entry_type import read_type
from citekit.formats.bibtex.fields.notes import read_notes
from citekit.formats.bibtex.fields.own import OWN_PREFIX, read_own
from citekit.formats.bibtex.fields.people import read_people
from citekit.formats.bibtex.fields.publication import read_numbers, read_publishers
from citekit.formats.bibtex.fields.simple import read_simple
from citekit.formats.bibtex.fields.titles import read_titles
from citekit.formats.bibtex.scanner import RawEntry
from citekit.formats.bibtex.verbatim import read_verbatim
from citekit.item.item import Item
from citekit.item.variables import RECORD_VARIABLES, Kind
from citekit.language.babel import is_english, language_tag
from citekit.latex_text.decoder import Decoder

__all__ = ["Reading", "read_entry"]

_RAW: Final = frozenset(
    {"eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "options", "related"}
)
"""Fields whose value is no LaTeX."""


@dataclass(slots=True)
class Reading:
    """What an entry holds; ``problems`` are pairs of a field and what is wrong with it."""

    item: Item
    aliases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    problems: list[tuple[str, str]] = field(default_factory=list)


def read_entry(raw: RawEntry, id_: str, *, biblatex: bool) -> Reading:
    """Return what an entry holds.

    ``biblatex`` says how publishers and places are to be read: as lists that ``and`` divides, or as they
    stand.
    """
    draft = Draft(raw, id_, biblatex=biblatex)
    _read_options(draft)
    _read_language(draft)
    read_notes(draft)
    read_titles(draft)
    read_people(draft)
    read_dates(draft)
    read_publishers(draft)
    read_numbers(draft)
    read_addresses(draft)
    read_simple(draft)
    type_ = read_type(draft)
    read_own(draft)
    _read_rest(draft)
    for command in draft.decoder.unknown:
        what = (
            "cannot be put into Unicode; it is left as it is"
            if command.startswith("$")
            else "is no command that is known; what stands in its braces is kept"
        )
        draft.problems.append(("", f"{command} {what}"))
    kinds = RECORD_VARIABLES
    item = Item(
        id=draft.id,
        type=type_,
        text={n: v for n, v in draft.values.items() if kinds[n].kind is Kind.TEXT},
        number={n: v for n, v in draft.values.items() if kinds[n].kind is Kind.NUMBER},
        names=draft.names,
        dates=draft.dates,
        custom=draft.custom,
    )
    return Reading(item, draft.aliases, draft.files, draft.tags, draft.problems)


def _read_options(draft: Draft) -> None:
    rest = []
    for option in draft.take("options").split(","):
        name, _, value = (part.strip() for part in option.partition("="))
        if name in ("useprefix", "juniorcomma", "url", "doi"):
            draft.options[name] = (value or "true").lower()
        elif option.strip():
            rest.append(option.strip())
    if rest:
        draft.custom["options"] = ", ".join(rest)


def _read_language(draft: Draft) -> None:
    langid = draft.take("langid", "hyphenation")
    language = draft.left.get("language", "")
    if langid:
        tag = language_tag(read_verbatim(langid), draft.take("langidopts"))
    elif language:
        tag = language_tag(draft.decoder.text(language))
        draft.left.pop("language")
    else:
        tag = ""
    draft.set("language", tag)
    own = draft.left.get(f"{OWN_PREFIX}language")
    draft.english = is_english(read_verbatim(own) if own is not None else tag)


def _read_rest(draft: Draft) -> None:
    """Keep what nothing has been made of."""
    plain = Decoder()
    for name, value in draft.left.items():
        kept = read_verbatim(value) if name in _RAW or name.startswith("bdsk-") else plain.text(value)
        if kept:
            draft.custom.setdefault(name, kept)
    for name, value in draft.raw.repeated:
        draft.problems.append((name, "stands more than once; the first is used"))
        number = 2
        while f"{name}-{number}" in draft.custom:
            number += 1
        draft.custom[f"{name}-{number}"] = plain.text(value)
