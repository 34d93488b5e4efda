"""Faults of macros: not there, there twice, never called, calling themselves, printing nothing.

CSL 1.0.2, "Macro".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from citekit.errors import did_you_mean
from citekit.language.fold import nearest
from citekit.style_check.fault import Fault, at, shown, warning
from citekit.style_check.outline import Outline, calls_in
from citekit.style_check.source import Element

__all__ = ["check_macros"]


def check_macros(outline: Outline) -> Iterator[Fault]:
    """Yield what is wrong with the macros of a style, and with layouts that print nothing for their lack."""
    for macro in outline.surplus_macros:
        first = outline.macros[macro.get("name")]
        yield at(
            macro,
            f"a second macro {shown(macro.get('name'))}",
            f"there is one in line {first.line}: rename one, or take it out",
            attribute="name",
        )
    yield from _undefined(outline)
    yield from islice(_circles(outline), _MOST_CIRCLES)
    yield from _unused(outline)
    yield from _silent(outline)


def _undefined(outline: Outline) -> Iterator[Fault]:
    hints: dict[str, str] = {}
    for call in calls_in(outline.root):
        name = call.get("macro")
        if name in outline.macros or not name:
            continue
        if name not in hints:
            # looking for near names takes long among many: a file of thousands of slips gets fewer hints
            known = tuple(outline.macros)[:_MOST_COMPARED] if len(hints) < _MOST_HINTS else ()
            near = did_you_mean(nearest(name[:_LONGEST_NAME], known, most=2))
            hints[name] = near or f"define it with <macro name={shown(name)}>, or take the call out"
        yield at(call, f"macro {shown(name)} is not defined", hints[name], attribute="macro")


def _circles(outline: Outline) -> Iterator[Fault]:
    """Yield one fault for each call that closes a circle.

    Follows calls without recursion: a chain of macros may be longer than Python's stack.
    """
    done: set[str] = set()
    for start in outline.macros:
        trail: dict[str, Iterator[str]] = {}
        entering: str | None = start
        while entering is not None or trail:
            if entering is not None and entering not in done:
                trail[entering] = iter(outline.called_by[entering])
            name = next(reversed(trail), None)
            if name is None:
                break
            entering = None
            for called in trail[name]:
                if called in trail:
                    names = list(trail)
                    yield _circle(outline, [*names[names.index(called) :], called])
                elif called in outline.macros and called not in done:
                    entering = called
                    break
            if entering is None:
                done.add(name)
                del trail[name]


def _circle(outline: Outline, names: list[str]) -> Fault:
    call = next(call for call in calls_in(outline.macros[names[-2]]) if call.get("macro") == names[-1])
    way = " → ".join(names if len(names) <= _LONGEST_WAY else [*names[:_LONGEST_WAY], "…", names[-1]])
    return at(call, f"macro {shown(names[-1])} calls itself: {way}", "take one of the calls out", attribute="macro")


_LONGEST_WAY: Final = 6
_LONGEST_NAME: Final = 60
_MOST_CIRCLES: Final = 100
_MOST_COMPARED: Final = 2_000
_MOST_HINTS: Final = 50


def _unused(outline: Outline) -> Iterator[Fault]:
    reached = outline.in_citation | outline.in_bibliography
    callers: dict[str, str] = {}
    for name, called in outline.called_by.items():
        for each in called:
            callers.setdefault(each, name) if each != name else None
    for name, macro in outline.macros.items():
        if name in reached:
            continue
        caller = callers.get(name)
        message = f"macro {shown(name)} is never used"
        if caller is not None:
            message = f"macro {shown(name)} is used by {shown(caller)} alone, which is never used"
        yield warning(macro, message, "call it, or take it out", attribute="name")


def _silent(outline: Outline) -> Iterator[Fault]:
    printing = _printing(outline)
    for part in (outline.citation, outline.bibliography):
        layout = part.child("layout") if part else None
        if part is not None and layout is not None and layout.children and not _prints(layout, printing):
            yield warning(layout, f"the <layout> of <{part.tag}> prints nothing", "print a variable in it")


def _printing(outline: Outline) -> Mapping[str, bool]:
    """Return for each macro whether it, or one that it calls, could print anything."""
    printing = {name: _prints(macro, {}) for name, macro in outline.macros.items()}
    callers: dict[str, list[str]] = {}
    for name, called in outline.called_by.items():
        for each in called:
            callers.setdefault(each, []).append(name)
    # a macro that is not defined is a fault of its own
    waiting = [name for name in {*printing, *callers} if printing.get(name, True)]
    while waiting:
        for caller in callers.get(waiting.pop(), ()):
            if not printing[caller]:
                printing[caller] = True
                waiting.append(caller)
    return printing


def _prints(element: Element, macros: Mapping[str, bool]) -> bool:
    for each in element.walk():
        if each.tag in ("names", "date", "number", "label"):
            return True
        if each.tag == "text":
            source = each.attributes
            if "variable" in source or "term" in source or source.get("value"):
                return True
            if macros and macros.get(each.get("macro"), True):
                return True
    return False
