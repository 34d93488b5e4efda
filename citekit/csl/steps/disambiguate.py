"""Telling cites of different items apart.

CSL 1.0.2, "Disambiguation". Items whose cites print alike form a group. Only groups of two and more are
looked at: names and given names are added one step at a time, a step is kept only if it splits its group,
and what stays together gets the condition ``disambiguate`` or a year suffix.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from citekit.csl.render.context import Entry, NamesPlan
from citekit.csl.render.initials import initials
from citekit.csl.render.names import Nameset
from citekit.csl.render.person import Person

__all__ = ["CiteKey", "Outcome", "Rules", "disambiguate"]

_DOT = re.compile(r"\.\s*")
_INITIALS = 1
_FULL = 2
_NEAR_THE_END = 3  # where "et al." gives way to the last names


class CiteKey(NamedTuple):
    """How an item is cited: the text, its lists of names, how often it asks ``disambiguate``."""

    text: str
    namesets: Sequence[Nameset]
    conditions: int


Render = Callable[[Entry, NamesPlan | None, int], CiteKey]
"""Renders the cite of an item with a plan for its names and a number of true ``disambiguate`` tests."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The disambiguation attributes of ``cs:citation``."""

    add_names: bool
    add_givenname: bool
    givenname_rule: str
    add_year_suffix: bool
    use_condition: bool

    @classmethod
    def of(cls, options: Mapping[str, str], *, use_condition: bool, numeric: bool) -> Rules:
        """Return the rules that the attributes ask for; a numeric style needs no year suffix."""
        return cls(
            options.get("disambiguate-add-names") == "true",
            options.get("disambiguate-add-givenname") == "true",
            options.get("givenname-disambiguation-rule", "by-cite"),
            options.get("disambiguate-add-year-suffix") == "true" and not numeric,
            use_condition,
        )

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.add_names or self.add_givenname or self.add_year_suffix or self.use_condition

    @property
    def within_item(self) -> bool:
        """Whether people of one family name are told apart even if one item has them both."""
        return self.add_givenname and self.givenname_rule.startswith("all-names")


class Outcome:
    """What disambiguation settled, by item: the plan of its names, true conditions, and its suffix."""

    __slots__ = ("conditions", "plans", "suffixes")

    def __init__(self) -> None:
        self.plans: dict[Entry, NamesPlan] = {}
        self.conditions: dict[Entry, int] = {}
        self.suffixes: dict[Entry, int] = {}


def disambiguate(entries: Sequence[Entry], rules: Rules, render: Render) -> Outcome:
    """Tell the cites of ``entries`` apart; ``entries`` come in the order in which suffixes are given."""
    outcome = Outcome()
    if not rules.any or (len(entries) < 2 and not rules.within_item):
        return outcome
    run = _Run(rules, render, outcome)
    first = {entry: render(entry, None, 0) for entry in entries}
    keys = first
    if rules.add_givenname and rules.givenname_rule != "by-cite":
        keys = run.give_names(first)
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(keys[entry].text, []).append(entry)
    for group in groups.values():
        if len(group) > 1:
            run.group(group, keys)
    return outcome


class _Step(NamedTuple):
    nameset: int
    place: int  # the name whose given name is raised to ``level``, or how many names to show
    level: int  # 0 for a step that shows one more name
    idle: bool  # whether all items have the same name there, so that nothing can come of it


class _Run:
    """One disambiguation."""

    __slots__ = ("_outcome", "_render", "_rules")

    def __init__(self, rules: Rules, render: Render, outcome: Outcome) -> None:
        self._rules = rules
        self._render = render
        self._outcome = outcome

    # --- names that are told apart wherever they stand ("all-names", "primary-name")

    def give_names(self, keys: Mapping[Entry, CiteKey]) -> dict[Entry, CiteKey]:
        """Expand given names of different people of one family name, in all cites."""
        rule = self._rules.givenname_rule
        primary = rule.startswith("primary-name")
        most = _INITIALS if rule.endswith("-with-initials") else _FULL
        known: dict[str, dict[str, set[str]]] = {}
        for key in keys.values():
            for person, nameset in _people(key.namesets, primary=primary):
                family, first, full = _forms(person, nameset)
                known.setdefault(family, {}).setdefault(first, set()).add(full)
        result = {}
        for entry, key in keys.items():
            plan = NamesPlan()
            for index, nameset in enumerate(key.namesets[:1] if primary else key.namesets):
                for place, person in enumerate(nameset.persons[:1] if primary else nameset.persons):
                    level = _level_needed(known, person, nameset, most)
                    if level:
                        plan.levels[index, place] = level
            if plan.levels:
                self._outcome.plans[entry] = plan
                result[entry] = self._render(entry, plan, 0)
            else:
                result[entry] = key
        return result

    # --- one group of items that are cited alike

    def group(self, group: list[Entry], keys: Mapping[Entry, CiteKey]) -> None:
        base = {entry: self._outcome.plans.get(entry) for entry in group}
        shared = NamesPlan()
        for entry in group:
            for index, nameset in enumerate(keys[entry].namesets):
                shared.shown[index] = max(shared.shown.get(index, 0), nameset.shown)
        steps = self._steps(group, keys)
        if steps:
            self._refine(group, steps, shared, base)
        else:
            self._leftover(group, None, base)

    def _steps(self, group: list[Entry], keys: Mapping[Entry, CiteKey]) -> list[_Step]:
        rules = self._rules
        by_cite = rules.add_givenname and rules.givenname_rule == "by-cite"
        if not (rules.add_names or by_cite):
            return []
        steps = []
        for index in range(max(len(keys[entry].namesets) for entry in group)):
            lists = [keys[entry].namesets[index] for entry in group if index < len(keys[entry].namesets)]
            shown = max(nameset.shown for nameset in lists)
            longest = max(len(nameset.persons) for nameset in lists)
            complete = len(lists) == len(group)
            for place in range(longest if rules.add_names else shown):
                idle = complete and _is_shared(lists, place)
                if place >= shown:
                    steps.append(_Step(index, place + 1, 0, idle))
                if by_cite:
                    steps += [_Step(index, place, _INITIALS, idle), _Step(index, place, _FULL, idle)]
        return steps

    def _refine(
        self,
        group: list[Entry],
        steps: Sequence[_Step],
        shown: NamesPlan,
        base: Mapping[Entry, NamesPlan | None],
    ) -> None:
        """Try the steps in turn until one splits ``group``, then go on from there with each part.

        ``work`` is the plan with every step so far, ``keep`` the one with those that split.
        """
        waiting = [(group, 0, shown, shown.copy())]
        while waiting:
            part, place, work, keep = waiting.pop()
            if len(part) == 1:
                self._assign(part[0], base, keep)
                continue
            classes = [part]
            while len(classes) == 1 and place < len(steps):
                step = steps[place]
                place += 1
                _apply(step, work)
                if not step.idle:
                    classes = self._partition(part, base, work)
            if len(classes) == 1:
                self._leftover(part, keep, base)
                continue
            if step.nameset in work.shown:
                keep.shown[step.nameset] = work.shown[step.nameset]
            if step.level:
                keep.levels[step.nameset, step.place] = step.level
            waiting += [(one, place, work.copy(), keep.copy()) for one in reversed(classes)]

    def _partition(
        self, group: Iterable[Entry], base: Mapping[Entry, NamesPlan | None], plan: NamesPlan
    ) -> list[list[Entry]]:
        """Return ``group`` in classes of items that are cited alike with ``plan``."""
        classes: dict[str, list[Entry]] = {}
        for entry in group:
            text = self._render(entry, _merged(base[entry], plan), 0).text
            classes.setdefault(text, []).append(entry)
        return list(classes.values())

    def _assign(self, entry: Entry, base: Mapping[Entry, NamesPlan | None], plan: NamesPlan) -> None:
        self._outcome.plans[entry] = _merged(base[entry], plan)

    def _leftover(
        self, group: list[Entry], plan: NamesPlan | None, base: Mapping[Entry, NamesPlan | None]
    ) -> None:
        if plan is not None:
            for entry in group:
                self._assign(entry, base, plan)
        groups = self._by_condition(group) if self._rules.use_condition else [group]
        for rest in groups:
            if len(rest) > 1 and self._rules.add_year_suffix and self._render(rest[0], None, 0).text:
                for index, entry in enumerate(rest):
                    self._outcome.suffixes[entry] = index

    def _by_condition(self, group: list[Entry]) -> list[list[Entry]]:
        """Make conditions true, one more at a time, until the items differ; return what stays alike.

        Names are shown in full for the test, so that names that only the condition prints can help.
        """
        plans = self._outcome.plans
        most = max(self._render(entry, plans.get(entry), 0).conditions for entry in group)
        everything = NamesPlan()
        everything.everything = self._rules.add_names
        alike = [group]
        for count in range(1, most + 1):
            classes = []
            for part in alike:
                texts: dict[str, list[Entry]] = {}
                for entry in part:
                    plan = everything if everything.everything else plans.get(entry)
                    texts.setdefault(self._render(entry, plan, count).text, []).append(entry)
                if len(texts) > 1:
                    for entry in part:
                        self._outcome.conditions[entry] = count
                classes += [one for one in texts.values() if len(one) > 1]
            alike = classes
            if not alike:
                break
        if not self._rules.add_year_suffix:
            # nothing else will tell these apart, so all that the style has to say is said
            for part in alike:
                for entry in part:
                    self._outcome.conditions[entry] = most
        return alike


def _is_shared(lists: Sequence[Nameset], place: int) -> bool:
    """Whether all lists have the same person at ``place``, and none of them ends near it alone."""
    lengths = {len(nameset.persons) for nameset in lists}
    if min(lengths) <= place or (len(lengths) > 1 and min(lengths) <= place + _NEAR_THE_END):
        return False
    first = lists[0].persons[place]
    return all(nameset.persons[place] is first for nameset in lists)


def _apply(step: _Step, plan: NamesPlan) -> None:
    if step.level:
        plan.levels[step.nameset, step.place] = step.level
    else:
        plan.shown[step.nameset] = max(plan.shown.get(step.nameset, 0), step.place)


def _merged(base: NamesPlan | None, plan: NamesPlan) -> NamesPlan:
    """Return ``plan`` on top of the given names that were settled for all cites."""
    if base is None or not base.levels:
        return plan.copy()
    levels = dict(base.levels)
    for place, level in plan.levels.items():
        levels[place] = max(level, levels.get(place, 0))
    return NamesPlan(dict(plan.shown), levels)


def _people(namesets: Sequence[Nameset], *, primary: bool) -> Iterable[tuple[Person, Nameset]]:
    for nameset in namesets[:1] if primary else namesets:
        for person in nameset.persons[:1] if primary else nameset.persons:
            yield person, nameset


def _forms(person: Person, nameset: Nameset) -> tuple[str, str, str]:
    """Return what a name is told apart by: family name, initials, full given names."""
    options = nameset.names.options
    family = person.family or person.literal
    if person.non_dropping and options.demote == "never":
        family = f"{person.non_dropping} {family}"  # else "van Gogh" is filed, and told apart, as "Gogh"
    full = " ".join(part for part in (person.given, person.dropping, person.suffix) if part)
    full = _DOT.sub(". ", full).rstrip()
    if options.initialize_with is None and not options.only_initials:
        return family, full, full
    short = initials(
        person.given,
        options.initialize_with or "",
        hyphen=options.initialize_hyphen,
        shorten=options.initialize,
    )
    return family, short.replace(" ", "").replace(".", "").replace("\u00a0", ""), full


def _level_needed(
    known: Mapping[str, Mapping[str, set[str]]], person: Person, nameset: Nameset, most: int
) -> int:
    family, first, full = _forms(person, nameset)
    firsts = known.get(family, {})
    fulls = firsts.get(first, set())
    if len(fulls) > 1 and full and most >= _FULL:
        return _FULL
    return _INITIALS if len(firsts) > 1 else 0
