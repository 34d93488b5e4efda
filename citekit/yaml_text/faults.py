"""What is wrong with a text that is no YAML, in words for people who have not read the specification."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from yaml.error import Mark, MarkedYAMLError

from citekit.errors import UnreadableText

__all__ = ["explain"]


class _Fault(NamedTuple):
    """A complaint of the parser, and what citekit says instead.

    ``complaint`` matches ``context: problem``, in libyaml's words and in those of PyYAML's parser in
    Python. In ``reason``, ``{char}`` is the character complained of. ``at_start``: the fault lies where
    the construct begins, not where the parser gave up.
    """

    complaint: re.Pattern[str]
    reason: str
    hint: str
    at_start: bool = False


_QUOTE_IT: Final = "put the value in quotes"

_TAB: Final = _Fault(
    re.compile(r"tab character|character '\\t'"),
    "a tab stands where YAML wants spaces",
    "replace it by spaces",
)
_AFTER_QUOTE: Final = _Fault(
    re.compile(""),
    "text follows the closing quotation mark",
    "put the whole value in quotes, and double the quotation marks within",
)

_FAULTS: Final = (
    _TAB,
    # newer versions of libyaml stop before the limits of the reading do
    _Fault(
        re.compile("maximum nesting depth"), "is nested too deeply", "a record needs three or four levels"
    ),
    _Fault(re.compile("cannot start any token"), "a value cannot start with {char}", _QUOTE_IT),
    _Fault(
        re.compile("mapping values are not allowed"),
        "a colon stands where none can, or the line is indented otherwise than the field above",
        "put a value that holds a colon and a space in quotes; start every field in the same column",
    ),
    _Fault(
        re.compile("simple key: could not find expected ':'"),
        "the line has no field",
        "write `field: value`, or indent the line if it goes on from the one above",
        at_start=True,
    ),
    _Fault(
        re.compile("quoted scalar: found unexpected (end of stream|document)"),
        "a quotation mark opens here that never closes",
        "close it; double the quotation marks within the value",
        at_start=True,
    ),
    _Fault(
        re.compile("(quoted|double-quoted) scalar: "),
        "a backslash in double quotes starts no escape that YAML knows",
        "double the backslash, or use single quotes",
    ),
    _Fault(
        re.compile("flow sequence: "),
        "a list opens with [ here, and lacks a comma or its ]",
        "put commas between its items and ] at its end; put a value that starts with [ in quotes",
        at_start=True,
    ),
    _Fault(
        re.compile("flow mapping: "),
        "a mapping opens with {{ here, and lacks a comma or its }}",
        "put commas between its pairs and }} at its end; put a value that starts with {{ in quotes",
        at_start=True,
    ),
    _Fault(
        re.compile("block (mapping|collection|sequence): "),
        "the line is indented otherwise than those it belongs to",
        "start fields that belong together, and the dashes of a list, in the same column",
    ),
    _Fault(
        re.compile("(block sequence|sequence) entries are not allowed"),
        "a list cannot start on the line of its field",
        "put each `- item` on a line of its own, or the value in quotes",
    ),
    _Fault(
        re.compile("scanning an (alias|anchor)"), "a value cannot start with {char}", _QUOTE_IT, at_start=True
    ),
    _Fault(
        re.compile("block scalar: "),
        "after {char} the text must start on the next line, indented",
        "move it there, or put the value in quotes",
        at_start=True,
    ),
    _Fault(
        re.compile(r"tag handle|scanning a tag\b|parsing a tag\b"),
        "a value cannot start with {char}",
        _QUOTE_IT,
        at_start=True,
    ),
    _Fault(
        re.compile("flow node: "), "a value is missing before {char}", "remove the comma, or write the value"
    ),
    _Fault(re.compile("block node: "), "a value cannot start with {char}", _QUOTE_IT),
    _Fault(
        re.compile("<document start>"),
        "the line stands outside the record",
        "start every field in the same column, and end the record with the last field",
    ),
    _Fault(
        re.compile("directive|incompatible YAML document"),
        "a line that starts with % is not understood",
        "remove it",
    ),
    _Fault(re.compile("mapping keys are not allowed"), "a value cannot start with {char}", _QUOTE_IT),
)


def explain(error: MarkedYAMLError, text: str, name: Path | str) -> UnreadableText:
    """Return the error to raise for what the parser found in ``text``."""
    complaint = f"{error.context}: {error.problem}"
    mark = error.problem_mark
    fault = next((fault for fault in _FAULTS if fault.complaint.search(complaint)), None)
    if fault is None:
        return _at(mark, name, f"is no YAML ({error.problem})", "see https://yaml.org, or ask for help")
    if fault.at_start and error.context_mark is not None:
        mark = error.context_mark
    char = text[mark.index : mark.index + 1] if mark is not None else ""
    if char == "\t":
        fault = _TAB
    elif mark is not None and fault.complaint.search("block mapping: ") and _is_after_quote(text, mark.index):
        fault = _AFTER_QUOTE
    return _at(mark, name, fault.reason.format(char=char or "nothing"), fault.hint.format())


def _is_after_quote(text: str, position: int) -> bool:
    line = text[:position].replace("\r", "\n").rpartition("\n")[2]
    return line.rstrip().endswith(("'", '"'))


def _at(mark: Mark | None, name: Path | str, reason: str, hint: str) -> UnreadableText:
    if mark is None:
        return UnreadableText(name, reason, hint=hint)
    return UnreadableText(name, reason, line=mark.line + 1, column=mark.column + 1, hint=hint)
