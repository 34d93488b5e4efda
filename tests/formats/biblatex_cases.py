"""Compare what citekit reads in .bib files with what pandoc reads in them.

python -m tests.formats.biblatex_cases DIR [--json FILE]

Each file of DIR is a test of pandoc: between two fences a command line, an input in BibTeX or BibLaTeX, a
line ``^D``, and the expected output, a YAML block (``-t markdown -s``) or CSL-JSON (``-t csljson``). Items
are compared as CSL data: the same items in the same order, and in each the same type and variables with the
same values. Normalised before comparing, on both sides, is only this:

- The expected text is Markdown: its escapes and markup are read as the tags of CSL-JSON, ``--``, ``---`` and
  ``...`` as the characters they mean; raw LaTeX is left out, as pandoc leaves it out of CSL-JSON. Where the
  expected text is CSL-JSON, nothing of this is done.
- Straight and curly quotation marks and apostrophes are one: Markdown does not tell them apart.
- White space, of whatever kind and length, is one space.
- Names of variables are those of CSL 1.0.2: capitals (``url`` is URL) and older names (``event``).
- No type is "document", which is CSL's word for it.
- Dates are compared as dates, not in their spelling.
- Fields that CSL does not know are left out: ``custom``, ``other-ids``.

Prints each difference. The last line is ``N passed, M failed``; the status is 1 if any failed. A file that
cannot be understood has failed.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from citekit.errors import CitekitError
from citekit.formats.all_formats import get_format, get_reader
from citekit.formats.csl_item import ItemReader
from citekit.item.date import Date
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import VARIABLES
from citekit.yaml_text.reading import read_yaml
from citekit.yaml_text.values import plain_value
from tests.formats.pandoc_markdown import to_csl

__all__ = ["Outcome", "main", "run_case", "run_folder"]

_FENCED: Final = re.compile(r"^(`{3,})[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
_CURLY: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "‚": "'"})
_CAPITALS: Final = {name.lower(): name for name in VARIABLES if name != name.lower()}
_NOT_CSL: Final = frozenset({"other-ids", "custom"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case: its name, and each difference in words; none if it passed."""

    name: str
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


class _Broken(Exception):
    """A file that is no case."""


def run_case(path: Path) -> Outcome:
    """Compare one case; whatever is wrong with its file is a difference."""
    try:
        differences = _compare(path)
    except (CitekitError, _Broken, OSError, UnicodeDecodeError) as error:
        differences = [f"cannot be compared: {error}"]
    return Outcome(path.stem, tuple(differences))


def run_folder(folder: Path) -> list[Outcome]:
    """Compare every case of a folder, in the order of names."""
    return [run_case(path) for path in sorted(folder.glob("*.md"))]


def _compare(path: Path) -> list[str]:
    found = _FENCED.findall(path.read_text("utf-8"))
    if not found:
        raise _Broken("it has no fences")
    differences = []
    for _, case in found:
        command, _, rest = case.partition("\n")
        source, end, output = rest.partition("\n^D\n")
        if not end:
            raise _Broken("it has no line ^D")
        read_as, written_as = _formats(command)
        result = get_reader(get_format(read_as))(source.encode(), name=path.name)
        differences += _differences(result.items, _expected(output, written_as, path))
    return differences


def _formats(command: str) -> tuple[str, str]:
    """Return the formats that a command line of pandoc reads and writes."""
    words = shlex.split(command.lstrip("%").strip())
    if not words or Path(words[0]).name != "pandoc":
        raise _Broken(f'its command is no pandoc: "{command}"')
    chosen = {"from": "biblatex", "to": "markdown"}
    names = {"-f": "from", "-r": "from", "--from": "from", "--read": "from"}
    names |= {"-t": "to", "-w": "to", "--to": "to", "--write": "to"}
    for place, word in enumerate(words[1:], start=1):
        option, equals, value = word.partition("=")
        if option in names:
            chosen[names[option]] = value if equals else (words[place + 1] if place + 1 < len(words) else "")
        elif option[:2] in names and not option.startswith("--"):
            chosen[names[option[:2]]] = option[2:]
    return chosen["from"].partition("+")[0].partition("-")[0], chosen["to"]


def _expected(output: str, form: str, path: Path) -> list[Item]:
    values: Any
    markdown = form.startswith("markdown")
    if form == "csljson":
        try:
            values = json.loads(output)
        except ValueError as error:
            raise _Broken(f"its output is no JSON: {error}") from None
    elif markdown:
        block = output.strip().removesuffix("---").removesuffix("...")
        root = read_yaml(block, name=path.name).root
        values = plain_value(root) if root is not None else None
        values = values.get("references") if isinstance(values, Mapping) else None
    else:
        raise _Broken(f"its output is {form}, which is no CSL data")
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise _Broken("its output holds no references")
    reader = ItemReader(path)
    items = [
        reader.read(_plain(value, markdown=markdown), number=number)
        for number, value in enumerate(values, start=1)
    ]
    if None in items:
        raise _Broken("its output holds what is no item")
    return [item for item in items if item is not None]


def _plain(value: Any, *, markdown: bool) -> Any:
    """Return expected data with CSL's spelling of variables, its text as CSL-JSON has it."""
    if isinstance(value, Mapping):
        return {
            _CAPITALS.get(key, key): _plain(inner, markdown=markdown)
            for key, inner in value.items()
            if key not in _NOT_CSL and not (key == "type" and inner == "")
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner, markdown=markdown) for inner in value]
    return to_csl(str(value)) if markdown else value


def _differences(items: Sequence[Item], expected: Sequence[Item]) -> list[str]:
    differences = []
    if [item.id for item in items] != [item.id for item in expected]:
        differences.append(f"items: {[item.id for item in items]}, expected {[item.id for item in expected]}")
    by_id = {item.id: item for item in items}
    for other in expected:
        item = by_id.get(other.id)
        if item is None:
            continue
        if item.type != other.type:
            differences.append(f"{other.id}: type: {item.type}, expected {other.type}")
        for variable in sorted({*item.variables(), *other.variables()}):
            found, wanted = _value(item, variable), _value(other, variable)
            if found != wanted:
                differences.append(f"{other.id}: {variable}: {found}, expected {wanted}")
    return differences


def _value(item: Item, variable: str) -> str:
    value = item.get(variable)
    if value is None:
        return "nothing"
    if isinstance(value, Date):
        return value.edtf()
    if isinstance(value, str):
        return _folded(value)
    return " & ".join(_name(name) for name in value)


def _name(name: Name) -> str:
    parts = ((part, getattr(name, part)) for part in name.__slots__)
    return "{" + ", ".join(f"{part}: {_folded(str(value))}" for part, value in parts if value) + "}"


def _folded(text: str) -> str:
    return " ".join(text.translate(_CURLY).split())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.formats.biblatex_cases",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of cases, NAME.md")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write each case and its differences to FILE"
    )
    options = parser.parse_args(arguments)
    outcomes = run_folder(options.folder)
    if not outcomes:
        print(f"{options.folder}: no cases (files that end in .md) here", file=sys.stderr)
        return 2
    for outcome in outcomes:
        for difference in outcome.differences:
            print(f"{outcome.name}: {difference}")
    if options.json:
        record = {outcome.name: list(outcome.differences) for outcome in outcomes}
        options.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    failed = sum(not outcome.passed for outcome in outcomes)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
