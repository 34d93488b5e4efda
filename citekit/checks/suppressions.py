"""Findings that somebody has looked at and accepts, each with the reason, in a file beside the paper.

``paper.citekit-check.yaml`` stands beside ``paper.md``::

    - check: uncited-reference
      quote: Smith, J. (2005)
      reason: My supervisor wants it listed.

``check`` is the id; ``quote`` (words of the finding's), ``key`` (of a record or a citation) and ``line`` say
which of its findings, all that are given must fit. Without one of them every finding of the check is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citekit.checks.all_checks import CHECKS
from citekit.checks.finding import Finding
from citekit.errors import UnreadableText
from citekit.language.fold import fold, nearest
from citekit.yaml_text.reading import Mapping, Node, Scalar, decode, read_yaml
from citekit.yaml_text.reading import Sequence as YamlSequence

__all__ = ["ENDING", "Suppressed", "Suppression", "file_of", "read_suppressions", "suppress"]

ENDING: Final = ".citekit-check.yaml"
_FIELDS: Final = ("check", "quote", "key", "line", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """What is accepted, and why; ``where`` is the file and line that says so. ``line`` is 0 for any."""

    check: str
    reason: str
    where: str
    quote: str = ""
    key: str = ""
    line: int = 0

    def fits(self, finding: Finding) -> bool:
        """Whether ``finding`` is what was accepted."""
        where = finding.where
        return (
            finding.check == self.check
            and (not self.quote or fold(self.quote) in fold(finding.quote or finding.message))
            and (not self.key or self.key in (where.key, finding.quote.lstrip("@")))
            and (not self.line or (where.place is not None and where.place.line == self.line))
        )

    def __str__(self) -> str:
        which = [f'"{self.quote}"' if self.quote else "", self.key, f"line {self.line}" if self.line else ""]
        return " ".join([self.check, *filter(None, which)])


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings that are left, those that were accepted, and what was accepted in vain."""

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Suppression], ...]
    idle: tuple[Suppression, ...]


def file_of(paper: Path) -> Path:
    """Return the path of the file of suppressions that belongs to ``paper``."""
    return paper.with_name(paper.stem + ENDING)


def suppress(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], *, ran: frozenset[str]
) -> Suppressed:
    """Take the accepted findings out of ``findings``.

    ``ran`` are the ids of the checks that were run: what was accepted of others is not in vain.
    """
    left: list[Finding] = []
    accepted: list[tuple[Finding, Suppression]] = []
    for finding in findings:
        by = next((each for each in suppressions if each.fits(finding)), None)
        if by is None:
            left.append(finding)
        else:
            accepted.append((finding, by))
    used = {id(by) for _, by in accepted}
    idle = tuple(each for each in suppressions if each.check in ran and id(each) not in used)
    return Suppressed(tuple(left), tuple(accepted), idle)


def read_suppressions(data: bytes, *, name: Path | str) -> tuple[Suppression, ...]:
    """Return the suppressions in a file; ``name`` is the file's, for errors.

    Raises:
        UnreadableText: it is no list of them, a check is unknown or a reason is missing; says in what line.
    """
    root = read_yaml(decode(data, name=name), name=name).root
    if root is None or (isinstance(root, Scalar) and not root.value):
        return ()
    if not isinstance(root, YamlSequence):
        raise UnreadableText(name, "holds no list", line=1, hint=_HINT)
    return tuple(_read(node, name) for node in root.items)


_HINT: Final = "write each as `- check: ID`, with `quote:` and `reason:` under it"


def _read(node: Node, name: Path | str) -> Suppression:
    if not isinstance(node, Mapping):
        raise UnreadableText(name, "is no finding to accept", line=node.span.line, hint=_HINT)
    values: dict[str, str] = {}
    for key, value in node.pairs:
        line = key.span.line
        if key.value not in _FIELDS:
            near = nearest(key.value, _FIELDS)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_FIELDS)}"
            raise UnreadableText(name, f'no field "{key.value}"', line=line, hint=hint)
        if not isinstance(value, Scalar):
            raise UnreadableText(name, f"{key.value} wants one text", line=line)
        values[key.value] = value.value.strip()
    line = node.span.line
    check = values.get("check", "")
    if check not in CHECKS:
        near = nearest(check, CHECKS)
        hint = f"did you mean {near[0]}?" if near else "see `citekit check --list`"
        raise UnreadableText(name, f'no check "{check}"', line=line, hint=hint)
    if not values.get("reason"):
        raise UnreadableText(name, f"{check} has no reason", line=line, hint="say why in `reason:`")
    number = values.get("line", "")
    if number and not (number.isascii() and number.isdigit() and int(number)):
        raise UnreadableText(name, f'line "{number}" is no number', line=line)
    return Suppression(
        check=check,
        reason=values["reason"],
        where=f"{name}:{line}",
        quote=values.get("quote", ""),
        key=values.get("key", ""),
        line=int(number or 0),
    )
