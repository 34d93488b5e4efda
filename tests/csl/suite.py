"""Run the fixtures of the official CSL test suite: ``python -m tests.csl.suite DIR``.

Prints a line for each failure with ``--verbose``, writes all results with ``--json FILE``, and ends with
"N passed, M failed". A fixture that is broken, or breaks the engine, is a failure.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from citeproc import LOCALES_PATH

from citekit.csl.bibliography import print_bibliography
from citekit.csl.citation import BibliographyEntry, BibliographyLayout, Citation, Cite, Locator, Mode
from citekit.csl.document import Document
from citekit.csl.model.compatibility import PRESETS, SPECIFICATION, Compatibility
from citekit.csl.model.style import Style
from citekit.csl.read.style import read_style
from citekit.csl.render.context import FIRST, IBID, IBID_WITH_LOCATOR, NEAR_NOTE, SUBSEQUENT
from citekit.csl.steps.position import Position
from citekit.item.item import Item
from citekit.markup.tree import Markup
from tests.csl.fixture_items import read_item
from tests.csl.reference_html import write_bibliography_entry, write_html, write_plain, write_rtf

__all__ = ["Outcome", "locale_text", "run_fixture"]

_SECTION: Final = re.compile(
    r"^>>=+ *([A-Z0-9-]+) *=*(?:>>)? *\n(.*?)\n?^<<=+ *\1 *=*(?:<<)?", re.MULTILINE | re.DOTALL
)
_POSITIONS: Final = (
    FIRST,
    SUBSEQUENT,
    SUBSEQUENT | IBID,
    SUBSEQUENT | IBID | IBID_WITH_LOCATOR,
)
EXCEPTIONS: Final = Path(__file__).with_name("suite_exceptions.txt")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fixture wants and what it got."""

    name: str
    want: str
    got: str

    @property
    def ok(self) -> bool:
        """Whether they are the same text."""
        return self.want == self.got


@cache
def locale_text(tag: str) -> str | None:
    """Return the official locale file of ``tag``."""
    path = Path(LOCALES_PATH) / f"locales-{tag}.xml"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def read_exceptions() -> dict[str, str]:
    """Return the fixtures that need not pass, with their reasons."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): reason.strip() for name, _, reason in pairs}


def run_fixture(path: Path, like: Compatibility = SPECIFICATION) -> Outcome:
    """Run one fixture file."""
    want = ""
    try:
        sections = {
            match[1]: match[2].strip() for match in _SECTION.finditer(path.read_text(encoding="utf-8"))
        }
        want = sections["RESULT"]
        got = _Fixture(sections, like).result().strip()
        return Outcome(path.stem, want, got.replace("\r\n", "\n"))  # files hold lines of one kind
    except Exception:  # noqa: BLE001  whatever a fixture does is its result
        return Outcome(path.stem, want, traceback.format_exc())


class _Fixture:
    def __init__(self, sections: Mapping[str, str], like: Compatibility) -> None:
        self.sections = sections
        self.mode = sections.get("MODE", "citation").split("-")
        style = read_style(sections["CSL"], locales=locale_text, name="fixture")
        if "nosort" in self.mode and style.bibliography is not None and "CITATIONS" not in sections:
            style = replace(style, bibliography=style.bibliography._replace(sort=()))
        self.style = style.like(like)
        options = json.loads(sections["OPTIONS"]) if "OPTIONS" in sections else {}
        self.links = bool(options.get("wrap_url_and_doi"))
        self.data: dict[str, Mapping[str, Any]] = {}
        given = [*json.loads(sections["INPUT"]), *json.loads(sections.get("INPUT2", "[]"))]
        for data in given:
            self.data[str(data.get("id", ""))] = _abbreviated(data, sections)
        self.items = {key: read_item(data) for key, data in self.data.items()}

    def result(self) -> str:
        if "CITATIONS" in self.sections:
            return self._citations(json.loads(self.sections["CITATIONS"]))
        document = Document(self.style, self._registered())
        if self.mode[0] == "bibliography":
            return self._bibliography(document)
        if "CITATION-ITEMS" in self.sections:
            return "\n".join(
                self._standalone(document, cluster) for cluster in json.loads(self.sections["CITATION-ITEMS"])
            )
        cites = document.sort_cites([Cite(id=entry.id) for entry in document.sorted], by_suffix=False)
        return self._written(document.citation([(cite, Position()) for cite in cites]))

    def _registered(self) -> list[Item]:
        """Return the items in the order in which they were last registered."""
        if "BIBENTRIES" not in self.sections:
            return list(self.items.values())
        last = [
            str(key["id"] if isinstance(key, dict) else key)
            for key in json.loads(self.sections["BIBENTRIES"])[-1]
        ]
        return [self.items[key] for key in dict.fromkeys(last) if key in self.items]

    def _written(self, markup: Markup) -> str:
        if "rtf" in self.mode:
            return write_rtf(markup)
        if "plain" in self.mode:
            return write_plain(markup)
        return write_html(markup, links=self.links)

    def _bibliography(self, document: Document) -> str:
        entries, layout = print_bibliography(document)
        if "header" in self.mode:
            return _header(entries, layout)
        if "BIBSECTION" in self.sections:
            kept = _selected(json.loads(self.sections["BIBSECTION"]), self.data)
            entries = tuple(entry for entry in entries if entry.id in kept)
        if "plain" in self.mode:
            return "".join(f"{write_plain(entry.markup)}\n" for entry in entries)
        if "rtf" in self.mode:
            body = "".join(write_rtf(entry.markup) for entry in entries)
            return f"{{\\rtf {body}}}"
        body = "".join(write_bibliography_entry(entry.markup, links=self.links) for entry in entries)
        return f'<div class="csl-bib-body">\n{body}</div>'

    def _standalone(self, document: Document, cluster: Sequence[Mapping[str, Any]]) -> str:
        citation = _citation({"citationItems": cluster})
        positions = {}
        for data, cite in zip(cluster, citation.cites, strict=True):
            bits = FIRST
            if "position" in data:
                bits = _POSITIONS[int(data["position"])]
            if data.get("near-note"):
                bits |= NEAR_NOTE
            positions[id(cite)] = Position(bits, int(data.get("first-reference-note-number") or 0))
        cites = document.sort_cites(citation.cites, by_suffix=False)
        placed = [(cite, positions[id(cite)]) for cite in cites]
        return self._written(document.citation(placed, citation.mode, group=False))

    def _citations(self, edits: Sequence[Any]) -> str:
        lists = []
        known: dict[str, Citation] = {}
        for number, (data, before, after) in enumerate(edits):
            citation = _citation(data, default_id=f"#{number}")
            known[citation.id] = citation
            numbers = [*before, [citation.id, citation.note_number], *after]
            lists.append([_with_note(known[str(key)], int(note)) for key, note in numbers])
        state = _State(self.style, self.items, lists[-1])
        if self.mode[0] == "bibliography":
            return self._bibliography(state.document)
        edited = _citation(edits[-1][0], default_id=f"#{len(edits) - 1}").id
        former = _State(self.style, self.items, lists[-2]) if len(lists) > 1 else None
        changed = state.changed_since(former, edited)
        return "\n".join(
            f"{'>>' if citation.id in changed else '..'}[{index}] {self._written(markup)}"
            for index, (citation, markup) in enumerate(zip(state.citations, state.rendered, strict=True))
        )


class _State:
    """A document after an edit, and what of it has changed since an earlier state."""

    def __init__(self, style: Style, items: Mapping[str, Item], citations: Sequence[Citation]) -> None:
        self.style = style
        self.citations = citations
        cited = dict.fromkeys(cite.id for citation in citations for cite in citation.cites)
        self.document = Document(style, [items[key] for key in cited if key in items], citations)
        self.positions = self.document.arrange(citations)
        self.rendered = [
            self.document.citation(placed, citation.mode)
            for citation, placed in zip(citations, self.positions, strict=True)
        ]

    def changed_since(self, former: _State | None, edited: str) -> set[str]:
        """Return the citations that had to be rendered again: the edited one, and those it touches."""
        changed = {edited}
        if former is None:
            return changed
        old = {
            citation.id: places for citation, places in zip(former.citations, former.positions, strict=True)
        }
        touched: set[str] = self._items_changed(former)
        for citation, places in zip(self.citations, self.positions, strict=True):
            before = old.get(citation.id)
            if before is not None and before != places:
                changed.add(citation.id)
                for (_, was), (cite, now) in zip(before, places, strict=False):
                    if was.first_note != now.first_note:
                        touched.add(cite.id)
        changed |= {
            citation.id for citation in self.citations if any(cite.id in touched for cite in citation.cites)
        }
        return changed

    def _items_changed(self, former: _State) -> set[str]:
        touched = set()
        for entry in self.document.entries:
            was = former.document.by_id.get(entry.id)
            if was is None:
                continue
            if _settled(self.document, entry) != _settled(former.document, was) or (
                self.document.program.is_numeric
                and self.document.numbers[entry] != former.document.numbers[was]
            ):
                touched.add(entry.id)
        if self.style.is_note and self.document.program.rules.use_condition:
            counts, old_counts = self._cites(), former._cites()
            touched |= {
                key for key, count in counts.items() if (count > 1) != (old_counts.get(key, count) > 1)
            }
        return touched

    def _cites(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for citation in self.citations:
            for cite in citation.cites:
                counts[cite.id] = counts.get(cite.id, 0) + 1
        return counts


def _settled(document: Document, entry: Any) -> object:
    outcome = document.outcome
    plan = outcome.plans.get(entry)
    return (
        None if plan is None else (plan.shown, plan.levels),
        outcome.suffixes.get(entry),
        outcome.conditions.get(entry, 0),
    )


def _citation(data: Mapping[str, Any], default_id: str = "") -> Citation:
    properties = data.get("properties") or {}
    return Citation(
        id=str(data.get("citationID", default_id)),
        note_number=int(properties.get("noteIndex") or data.get("noteIndex") or 0),
        mode=_mode(properties),
        cites=tuple(_cite(cite) for cite in data["citationItems"]),
    )


def _mode(data: Mapping[str, Any]) -> Mode:
    named = data.get("mode")
    for mode in Mode:
        if data.get(mode.value) or named == mode.value:
            return mode
    return Mode.NORMAL


def _cite(data: Mapping[str, Any]) -> Cite:
    locator = data.get("locator")
    return Cite(
        id=str(data["id"]),
        locator=Locator(str(data.get("label") or "page"), str(locator))
        if locator not in (None, "")
        else None,
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        mode=_mode(data),
    )


def _with_note(citation: Citation, note: int) -> Citation:
    return Citation(id=citation.id, cites=citation.cites, note_number=note, mode=citation.mode)


def _abbreviated(data: Mapping[str, Any], sections: Mapping[str, str]) -> Mapping[str, Any]:
    """Return an item with the short forms that ABBREVIATIONS gives."""
    if "ABBREVIATIONS" not in sections:
        return data
    lists = json.loads(sections["ABBREVIATIONS"]).get("default", {})
    result = dict(data)
    for variable in ("title", "container-title", "collection-title"):
        short = lists.get(variable, {}).get(data.get(variable))
        if short:
            result.setdefault(f"{variable}-short", short)
    return result


def _header(entries: Sequence[BibliographyEntry], layout: BibliographyLayout) -> str:
    """Return the layout of a bibliography as the runner of citeproc-js prints it."""
    values = {
        "bibend": "</div>",
        "bibliography_errors": "",
        "bibstart": '<div class="csl-bib-body">\n',
        "done": "false",
        "entry_ids": ",".join(entry.id for entry in entries),
        "entryspacing": str(layout.entry_spacing),
        "linespacing": str(layout.line_spacing),
        "maxoffset": str(layout.max_offset),
        "second-field-align": layout.second_field_align or "false",
    }
    if layout.hanging_indent:
        values["hangingindent"] = "true"
    return "\n".join(f"{key}: {value}" for key, value in sorted(values.items()))


def _selected(section: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Return the ids that a bibliography section keeps (include, exclude, select, quash)."""

    def matches(item: Mapping[str, Any], rule: Mapping[str, Any]) -> bool:
        value, own = rule.get("value", ""), item.get(rule.get("field", ""), "")
        if isinstance(own, list) and not isinstance(value, list):
            return value in own
        return bool(own == value) or str(own) == str(value)

    kept = set()
    for key, item in items.items():
        include, exclude = section.get("include"), section.get("exclude")
        select, quash = section.get("select"), section.get("quash")
        if include is not None and not any(matches(item, rule) for rule in include):
            continue
        if exclude is not None and any(matches(item, rule) for rule in exclude):
            continue
        if select is not None and not all(matches(item, rule) for rule in select):
            continue
        if quash is not None and all(matches(item, rule) for rule in quash):
            continue
        kept.add(key)
    return kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a folder of fixtures and print how many pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.csl.suite", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--verbose", action="store_true", help="show each failure")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results")
    parser.add_argument("--like", choices=tuple(PRESETS), default="specification", help="what to print like")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    options = parser.parse_args(arguments)
    paths = sorted(options.folder.glob("*.txt"))
    run = partial(run_fixture, like=PRESETS[options.like])
    if options.jobs > 1:
        with multiprocessing.Pool(options.jobs) as pool:
            outcomes = pool.map(run, paths, chunksize=16)
    else:
        outcomes = [run(path) for path in paths]
    failed = [outcome for outcome in outcomes if not outcome.ok]
    for outcome in failed if options.verbose else ():
        sys.stdout.write(f"{outcome.name}\n  want {outcome.want!r}\n  got  {outcome.got!r}\n")
    if options.json is not None:
        data = {one.name: {"ok": one.ok, "want": one.want, "got": one.got} for one in outcomes}
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.write(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
