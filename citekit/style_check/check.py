"""Every fault of a CSL style: of the file, against the schema, and of sense."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from citekit.errors import Problem
from citekit.style_check.conditions import check_conditions
from citekit.style_check.fault import Fault, at, bare, shown
from citekit.style_check.info import check_info
from citekit.style_check.macros import check_layouts, check_macros
from citekit.style_check.names import check_names
from citekit.style_check.options import check_options
from citekit.style_check.outline import Outline, outline_of
from citekit.style_check.relax_ng import read_grammar
from citekit.style_check.schema import check_schema
from citekit.style_check.source import CSL_NAMESPACE, Element, read_source
from citekit.style_check.structure import find_violations
from citekit.style_check.terms import check_locales
from citekit.style_check.texts import check_texts
from citekit.style_check.unreadable import Unreadable
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
    if isinstance(root, Unreadable):
        faults = [Fault(root.line, root.column, root.message, root.hint)]
    elif (other := _other_language(root)) is not None:
        faults = [other]
    else:
        faults = list(_check_grammar(root, data, schema))
        outline = outline_of(root)
        faults += islice(_check_sense(outline, is_known, locales), _MOST_FAULTS)
        if not any(fault.fatal for fault in faults):
            # for a misspelt element or a circle of macros a layout prints nothing, too
            faults += check_layouts(outline)
    faults.sort(key=lambda fault: (fault.line or 0, fault.column or 0))
    return tuple(
        Problem(path, fault.line, fault.column, "", fault.message, fault.hint, fault.fatal)
        for fault in faults
    )


def _check_grammar(root: Element, data: bytes, schema: Path) -> Iterator[Fault]:
    grammar = read_grammar(schema)
    violations = find_violations(root, grammar, most=_MOST_FAULTS)
    if not violations:
        missed = check_schema(data, schema)
        if missed:
            yield missed
    for violation in violations[:_MOST_FAULTS]:
        yield word_violation(violation, grammar)
    if len(violations) > _MOST_FAULTS:
        yield Fault(
            None, None, f"more than {_MOST_FAULTS} faults; the others are not listed", "mend these first"
        )


def _check_sense(
    outline: Outline, is_known: Callable[[str], bool] | None, locales: Collection[str]
) -> Iterator[Fault]:
    """Yield what the schema allows and yet cannot be meant."""
    root = outline.root
    yield from check_locales(root, locales=locales)
    yield from check_texts(root)
    if root.tag == "style":
        yield from check_info(outline, is_known=is_known, locales=locales)
        yield from check_macros(outline)
        yield from check_conditions(outline)
        yield from check_names(outline)
        yield from check_options(outline)


def _other_language(root: Element) -> Fault | None:
    """Return what ``root`` is if it is no CSL 1.0 at all, where a list of differences would help nobody."""
    namespace, _, local = root.tag.rpartition("}")
    version = root.get("version")
    if namespace and local in ("style", "locale"):
        return at(
            root, f"<{local}> is not of the namespace of CSL", f'write <{local} xmlns="{CSL_NAMESPACE}" …>'
        )
    if root.tag not in ("style", "locale"):
        return at(root, f"is no CSL style: its root is <{bare(root.tag)}>", "a style begins with <style>")
    if "mlz" in version:
        return at(root, f"version {shown(version)} is Juris-M's dialect of CSL", _WANTED, attribute="version")
    if not version and "xml:lang" in root.attributes and root.tag == "style":
        return at(root, "is in CSL 0.8, which came before 1.0", _WANTED)
    return None


_WANTED: Final = "citekit reads CSL 1.0; look for the style with `citekit styles search WORD`"
