"""Every fault of a CSL style: of the file, against the schema, and of sense."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from citekit.errors import Problem
from citekit.style_check.fault import Fault
from citekit.style_check.grammar import read_grammar
from citekit.style_check.schema import check_schema
from citekit.style_check.source import CSL_NAMESPACE, Element, Unreadable, read_source
from citekit.style_check.structure import find_violations
from citekit.style_check.wording import word_violation

__all__ = ["check_style"]

_MOST_FAULTS: Final = 1_000


def check_style(
    data: bytes,
    *,
    path: Path,
    schema: Path,
    is_known: Callable[[str], bool] | None = None,
    locales: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Return every fault of the CSL style or locale file ``data``, in the order of its lines.

    ``path`` is what the problems call the file, ``schema`` the schema of CSL in RELAX NG's XML syntax.
    ``is_known`` says whether there is a style of an id, for the parent of a dependent style; ``locales``
    are the languages that CSL locale files serve. Without them neither is looked at. Opens no file but
    the schema.
    """
    root = read_source(data)
    faults = [_unreadable(root)] if isinstance(root, Unreadable) else _check(root, data, schema)
    faults.sort(key=lambda fault: (fault.line or 0, fault.column or 0))
    return tuple(
        Problem(path, fault.line, fault.column, "", fault.message, fault.hint, fault.fatal) for fault in faults
    )


def _unreadable(found: Unreadable) -> Fault:
    return Fault(found.line, found.column, found.message, found.hint)


def _check(root: Element, data: bytes, schema: Path) -> list[Fault]:
    if root.tag not in ("style", "locale"):
        return [_no_style(root)]
    grammar = read_grammar(schema)
    faults = [word_violation(v, grammar) for v in find_violations(root, grammar, most=_MOST_FAULTS)]
    if not faults:
        missed = check_schema(data, schema)
        faults += [missed] if missed else []
    return faults


def _no_style(root: Element) -> Fault:
    namespace, _, local = root.tag.rpartition("}")
    if local in ("style", "locale"):
        message = f"<{local}> is not of the namespace of CSL"
        return Fault(root.line, root.column, message, f'write <{local} xmlns="{CSL_NAMESPACE}" …>')
    return Fault(root.line, root.column, f"is no CSL style: its root is <{local}>", "a style begins with <style>")
