"""Which checks are run: those that are asked for, by their own names or their groups'."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from citekit.checks.all_checks import CHECKS
from citekit.checks.check import Check, Group
from citekit.errors import UnknownCheck
from citekit.language.fold import nearest

__all__ = ["choose", "get_check"]

C = TypeVar("C", bound=Check)


def choose(checks: Sequence[C], *, only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[C, ...]:
    """Return those of ``checks`` that ``only`` names, or all that are usually on, without those of ``skip``.

    Both hold ids and names of groups. A check that is off is run when ``only`` gives its own id.

    Raises:
        UnknownCheck: a name of neither.
    """
    for name in (*only, *skip):
        _refuse_unknown(name)
    return tuple(
        check
        for check in checks
        if not _is_named(check, skip)
        and (check.id in only or (not check.off and (not only or _is_named(check, only))))
    )


def get_check(id_: str) -> Check:
    """Return the check of that id.

    Raises:
        UnknownCheck: there is none.
    """
    if id_ not in CHECKS:
        raise UnknownCheck(id_, nearest(id_, CHECKS))
    return CHECKS[id_]


def _is_named(check: Check, names: Collection[str]) -> bool:
    return check.id in names or check.group.value in names


def _refuse_unknown(name: str) -> None:
    groups = [group.value for group in Group]
    if name not in CHECKS and name not in groups:
        raise UnknownCheck(name, nearest(name, [*CHECKS, *groups]))
