r"""Papers that type their list themselves: how their citations print, by the labels of its ``\bibitem``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from citekit.csl.citation import Mode
from citekit.documents.blocks import Block, Run, RunKind
from citekit.documents.citations import KeyCitation
from citekit.documents.document import Document
from citekit.documents.latex.blocks import made_runs
from citekit.documents.latex.head import Head, read_options
from citekit.documents.places import Span
from citekit.markup.tree import Format, Markup, plain

__all__ = ["Entry", "with_typed_list"]

_NATBIB: Final = re.compile(r"(?P<names>.+?)\s*\((?P<year>[^()]*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    r"""One ``\bibitem``: its key, its place in its list, and the label that is typed for it."""

    key: str
    number: int
    label: Markup = ()


class _Label(NamedTuple):
    """What a citation prints for an entry: its number, or names and year."""

    number: int
    names: str = ""
    year: str = ""


def with_typed_list(document: Document, entries: Sequence[Entry], head: Head) -> Document:
    r"""Return ``document`` with the citations of ``entries`` as LaTeX prints them, ``[3, p. 5]``.

    What is left of its citations by key names no entry.
    """
    if not entries:
        return document
    is_by_name = _prints_names(entries, head)
    labels = {entry.key: _label(entry, is_by_name=is_by_name) for entry in reversed(entries)}
    is_raised = "super" in read_options(head.packages.get("natbib", "")) or "cite" in read_options(
        head.packages.get("achemso", "")
    )
    shown: dict[int, list[tuple[KeyCitation, list[Run]]]] = {}
    left: list[KeyCitation] = []
    for citation in document.citations:
        known = tuple(cite for cite in citation.cites if cite.key in labels)
        if known:
            text = _printed(replace(citation, cites=known), labels)
            formats = frozenset({Format.SUPERSCRIPT}) if is_raised else frozenset()
            runs = made_runs(Run(text, citation.span, formats)) if text else []
            shown.setdefault(citation.block, []).append((citation, runs))
        unknown = tuple(cite for cite in citation.cites if cite.key not in labels)
        if unknown:
            left.append(replace(citation, cites=unknown))
    blocks = list(document.blocks)
    for index, replaced in shown.items():
        blocks[index] = _with_runs(blocks[index], replaced)
    if is_by_name:
        blocks = [
            replace(block, marker="•") if block.is_entry and block.marker else block for block in blocks
        ]
    keys = frozenset(labels)
    return replace(document, blocks=tuple(blocks), citations=tuple(left), entry_keys=keys)


def _prints_names(entries: Sequence[Entry], head: Head) -> bool:
    """Whether citations print names and years: every label of natbib's has them, and no option says other."""
    options = read_options(head.packages.get("natbib", ""))
    options |= read_options(head.class_options)
    if "numbers" in options or "super" in options:
        return False
    if head.document_class.startswith("revtex") and not {"author-year", "rmp", "authoryear"} & set(options):
        return False  # the labels have names, and numbers are printed
    return all(_NATBIB.match(plain(entry.label)) for entry in entries)


def _label(entry: Entry, *, is_by_name: bool) -> _Label:
    match = _NATBIB.match(plain(entry.label)) if is_by_name else None
    if match is None:
        return _Label(entry.number)
    return _Label(entry.number, " ".join(match["names"].split()), match["year"])


def _printed(citation: KeyCitation, labels: Mapping[str, _Label]) -> str:
    """Return what LaTeX prints for a citation."""
    chosen = [labels[cite.key] for cite in citation.cites]
    first, last = citation.cites[0], citation.cites[-1]
    prefix = f"{plain(first.prefix)} " if first.prefix else ""
    after = plain(last.after)
    if not chosen[0].names:
        numbers = ", ".join(str(label.number) for label in chosen)
        return f"[{prefix}{numbers}{after}]"
    if citation.mode is Mode.COMPOSITE or citation.command in ("cite", "cite*"):
        pairs = [f"{label.names} ({label.year}{after if label is chosen[-1] else ''})" for label in chosen]
        return f"{prefix}{'; '.join(pairs)}"
    if citation.mode is Mode.AUTHOR_ONLY:
        return "; ".join(label.names for label in chosen)
    if first.mode is Mode.SUPPRESS_AUTHOR:
        years = ", ".join(label.year for label in chosen)
        return (
            years
            if citation.command.startswith("citeyear") and "par" not in citation.command
            else f"({years}{after})"
        )
    comma = "" if citation.command.lower().startswith("citealt") else ","
    inner = f"{prefix}{'; '.join(f'{label.names}{comma} {label.year}' for label in chosen)}{after}"
    return inner if citation.command.lower().startswith("citeal") else f"({inner})"


def _with_runs(block: Block, replaced: Sequence[tuple[KeyCitation, list[Run]]]) -> Block:
    by_span: dict[Span, list[list[Run]]] = {}
    for citation, runs in replaced:
        by_span.setdefault(citation.span, []).append(runs)
    result: list[Run] = []
    for run in block.runs:
        found = by_span.get(run.span) if run.kind is RunKind.CITATION else None
        if not found:
            result.append(run)
            continue
        # What an argument cites that a macro prints twice was kept once.
        printed = found.pop(0) if len(found) > 1 else found[0]
        result += [one._replace(formats=one.formats | run.formats) for one in printed]
    return replace(block, runs=tuple(result))
