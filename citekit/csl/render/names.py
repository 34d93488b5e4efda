"""Lists of names: how many to show, how to join them, their label, and what stands in for them.

CSL 1.0.2, "Names", "Name", "Et-al", "Substitute", "Label in cs:names".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from citekit.csl.model.elements import PLAIN, Look, NameElement, Names
from citekit.csl.model.locale import Locale
from citekit.csl.render.context import FIRST, Context
from citekit.csl.render.field_text import FieldText, cased, without_periods
from citekit.csl.render.name import NameRenderer
from citekit.csl.render.nodes import (
    EMPTY,
    NAMES,
    SEQUENCE,
    TEXT,
    TRIED,
    VAR,
    WRAP,
    Node,
    fitting,
    is_names,
    text_node,
    variables_of,
    wrap_of,
)
from citekit.csl.render.options import NameOptions
from citekit.csl.render.person import Person, ends_in_others
from citekit.language.scripts import has_alphabet
from citekit.markup.tree import Origin

__all__ = ["NamesRenderer", "Nameset", "Quiet", "Renderer", "Shown", "quiet_of"]


_FULL = 2
_FAMILY_FIRST = frozenset({"hu", "ja", "vi", "zh"})  # languages whose names begin with the family name


class Quiet(NamedTuple):
    """What can be said of a renderer for an item that has none of ``variables``.

    It prints no variable then; if ``tries``, it surely tries one in vain.
    """

    variables: frozenset[str]
    tries: bool


def quiet_of(renderers: Iterable[Renderer]) -> Quiet | None:
    """Return what holds for renderers in a row: all their variables; one that tries is enough."""
    variables: set[str] = set()
    tries = False
    for renderer in renderers:
        quiet = renderer.quiet
        if quiet is None:
            return None
        variables |= quiet.variables
        tries = tries or quiet.tries
    return Quiet(frozenset(variables), tries)


class Renderer(Protocol):
    """What every rendering element becomes."""

    @property
    def quiet(self) -> Quiet | None:
        """Return when this prints nothing for sure; None where that cannot be told from variables."""

    def render(self, ctx: Context) -> Node | None:
        """Return the output for one cite or entry (`citekit.csl.render.nodes`)."""


class Nameset(NamedTuple):
    """One list of names as it printed: who there is, how many of them are shown, by which renderer."""

    persons: tuple[Person, ...]
    shown: int
    names: NamesRenderer
    inverted: bool


class Shown(NamedTuple):
    """What a NAMES node is about: its lists of names; none where something else stood in."""

    lists: tuple[tuple[Person, ...], ...]


class NamesRenderer:
    """Renders one ``cs:names``."""

    __slots__ = (
        "_and", "_bare_and", "_element", "_et_al", "_et_al_wrap", "_label_texts", "_label_wrap", "_line",
        "_list_formats", "_locale", "_name_affixes", "_name_formats", "_origin", "_renderers", "_sorting",
        "_substitutes", "_text", "_variables", "_wrap", "options",
    )  # fmt: skip

    def __init__(
        self,
        element: Names,
        options: NameOptions,
        substitutes: tuple[Renderer, ...],
        locale: Locale,
        text: FieldText,
        *,
        sorting: bool,
        formats_unseen: bool = False,
    ) -> None:
        name = element.name or NameElement()
        self.options = options
        self._element = element
        self._locale = locale
        self._text = text
        self._sorting = sorting
        self._variables = element.variables
        self._substitutes = substitutes
        self._line = element.line or None
        self._origin = Origin("", "", "names", self._line)
        self._wrap = None if sorting else wrap_of(element.look, self._origin)
        if self._wrap is not None:
            self._wrap.unseen = formats_unseen
        look = PLAIN if sorting else name.look
        name_origin = Origin("", "", "name", name.line or self._line)
        self._name_affixes = wrap_of(Look(prefix=look.prefix, suffix=look.suffix), name_origin)
        self._name_formats = wrap_of(Look(formats=look.formats, quotes=look.quotes), name_origin)
        self._list_formats = wrap_of(Look(formats=look.formats), name_origin)
        if self._list_formats is not None and element.et_al is not None:
            self._list_formats.firm = any(
                own.attribute == format_.attribute and own is not format_
                for own in element.et_al.look.formats
                for format_ in look.formats
            )
        self._renderers = {
            variable: NameRenderer(name, options, text, locale.language, variable, sorting=sorting)
            for variable in (*element.variables, "editortranslator")
        }
        self._et_al = None if sorting else self._et_al_node()
        self._and = self._and_text()
        # a conjunction in a script without word spaces, or a prefixed one, joins without them
        self._bare_and = bool(self._and) and not has_alphabet(self._and) and self._and != "&"
        label = element.label
        self._label_wrap = (
            None if label is None else wrap_of(label.look, Origin("", "", "label", label.line or None))
        )
        self._label_texts: dict[tuple[str, bool], Node | None] = {}

    def render(self, ctx: Context) -> Node | None:
        """Return the names of the variables, or of the first substitute that has something to print."""
        found = self._lists(ctx)
        if found:
            node = self._render_lists(ctx, found)
            if node is not None:
                ctx.started = True
                if ctx.substituting:
                    # what stands in for missing names prints nowhere else, not even in the same macro
                    suppressed = ctx.suppressed = ctx.suppressed or set()
                    suppressed.update(self._variables)
                return node
            if self.options.form != "count":
                return EMPTY
        node = self._substitute(ctx) if self._substitutes else EMPTY
        if not ctx.substituting:
            ctx.started = True  # what follows names that are missing does not begin anything
        return node

    def _substitute(self, ctx: Context) -> Node:
        """Return the first substitute that prints; its variables print nowhere else ("Substitute")."""
        for substitute in self._substitutes:
            outer, ctx.substituting = ctx.substituting, True
            node = substitute.render(ctx)
            ctx.substituting = outer
            if node is not None and node[1] >= 0:
                if not isinstance(substitute, NamesRenderer):
                    suppressed = ctx.suppressed = ctx.suppressed or set()
                    variables_of(node, suppressed)
                if is_names(node):
                    return node
                # a term alone does not make up for the names that are missing ("Group")
                return (node[0] & VAR or TRIED, NAMES, node, Shown(()))
            if node is None and _is_empty_term(substitute):
                break
        return EMPTY

    @property
    def quiet(self) -> Quiet | None:
        """Return the variables of the names and of what can stand in for them."""
        substitutes = quiet_of(self._substitutes)
        if substitutes is None or any(
            (quiet := substitute.quiet) is None or not quiet.tries for substitute in self._substitutes
        ):
            return None
        return Quiet(substitutes.variables | frozenset(self._variables), tries=True)

    def _lists(self, ctx: Context) -> list[tuple[str, tuple[Person, ...]]]:
        entry, suppressed = ctx.entry, ctx.suppressed
        found = []
        for variable in self._variables:
            persons = entry.persons(variable)
            if persons and not (suppressed and variable in suppressed):
                found.append((variable, persons))
        if len(found) > 1 and self._element.label is not None and not self._sorting:
            names = dict(found)
            if (
                len(found) == 2
                and "editor" in names
                and "translator" in names
                and [p.key for p in names["editor"]] == [p.key for p in names["translator"]]
                and self._locale.text("editortranslator", self._element.label.form)
            ):
                return [("editortranslator", names["editor"])]
        return found

    def _render_lists(self, ctx: Context, found: list[tuple[str, tuple[Person, ...]]]) -> Node | None:
        if self.options.form == "count":
            return self._count(ctx, found)
        units = []
        for variable, persons in found:
            unit = self._unit(ctx, variable, persons)
            if unit is not None:
                units.append(unit)
        if not units:
            return None
        node = units[0]
        if len(units) > 1:
            node = (VAR, SEQUENCE, tuple(units), self.options.names_delimiter, self._origin)
        node = (VAR, NAMES, node, Shown(tuple([persons for _, persons in found])))
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)

    def _count(self, ctx: Context, found: list[tuple[str, tuple[Person, ...]]]) -> Node | None:
        total = sum(self._how_many(ctx, persons, len(ctx.namesets)) for _, persons in found)
        if not total:
            return None
        text = f"{total:05}" if self._sorting else str(total)
        node: Node = (VAR, TEXT, text, self._origin)
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)

    def _how_many(self, ctx: Context, persons: tuple[Person, ...], index: int) -> int:
        options = self.options
        total = len(persons)
        least, first = options.et_al_min, options.et_al_use_first
        if ctx.position and not ctx.position & FIRST:
            least, first = options.subsequent_min, options.subsequent_use_first
        shown = total
        if total >= least >= first and first < total:
            shown = first
            if options.use_last:
                shown = max(min(first, least - 2), 1) if first else 0
        plan = ctx.plan
        if plan is not None and plan.everything:
            shown = total
        elif plan is not None and shown < total and index in plan.shown:
            shown = min(max(shown, plan.shown[index]), total)
            if options.use_last and shown < total:
                shown = min(shown, max(total - 2, 1))
        return min(shown, total - 1) if self._leaves_unnamed(persons) else shown

    def _leaves_unnamed(self, persons: tuple[Person, ...]) -> bool:
        return ends_in_others(persons) and not self.options.others_are_a_name

    def _unit(self, ctx: Context, variable: str, persons: tuple[Person, ...]) -> Node | None:
        options = self.options
        total, index = len(persons), len(ctx.namesets)
        shown = self._how_many(ctx, persons, index)
        order = options.as_sort_order
        ctx.namesets.append(Nameset(persons, shown, self, order in ("all", "first")))
        if shown <= 0:
            return None
        renderer = self._renderers[variable]
        levels = ctx.plan.levels if ctx.plan is not None else None
        everything = _FULL if ctx.plan is not None and ctx.plan.everything else 0
        nodes = []
        formats, affixes = self._name_formats, self._name_affixes
        family_first = ctx.entry.language[:2].lower() in _FAMILY_FIRST
        for place in range(shown):
            level = levels.get((index, place), 0) if levels else everything
            inverted = order == "all" or (order == "first" and place == 0)
            if family_first:
                node = renderer.family_first(persons[place], level)
            else:
                node = renderer.render(persons[place], inverted, level)
            if formats is not None:
                node = (VAR, WRAP, node, formats)
            if affixes is not None and not persons[place].literal:
                node = (VAR, WRAP, node, affixes)
            nodes.append(node)
        node = self._joined(renderer, persons, nodes, total)
        if formats is not None and shown < total:
            node = (VAR, WRAP, node, self._list_formats or formats)
        label = self._label(variable, total)
        if label is None:
            return node
        return (VAR, SEQUENCE, (label, node) if self._element.label_first else (node, label), "", None)

    def _joined(
        self, renderer: NameRenderer, persons: tuple[Person, ...], nodes: list[Node], total: int
    ) -> Node:
        options = self.options
        shown = len(nodes)
        delimiter, origin = options.delimiter, self._origin
        inverted = options.as_sort_order == "all" or (options.as_sort_order == "first" and shown == 1)
        last_inverted = renderer.is_inverted(persons[shown - 1], inverted)
        if shown == total and shown > 1 and self._and:
            before = options.as_sort_order == "all" or (options.as_sort_order == "first" and shown == 2)
            before = renderer.is_inverted(persons[shown - 2], before)
            rule = options.precedes_last_institution if persons[shown - 1].literal else options.precedes_last
            with_delimiter = _precedes(rule, shown > 2 and not self._bare_and, before)
            start = _sequence(nodes[:-1], delimiter, origin)
            if self._bare_and:
                joint = self._and
            elif with_delimiter:
                joint = (
                    f"{delimiter.rstrip()} {self._and} " if delimiter.strip() else f"{delimiter}{self._and} "
                )
            else:
                joint = f" {self._and} "
            if with_delimiter and self._bare_and:
                joint = delimiter + joint
            return (VAR, SEQUENCE, (start, nodes[-1]), joint, origin)
        node = _sequence(nodes, delimiter, origin)
        if shown == total:
            return node
        if options.use_last and not self._leaves_unnamed(persons):
            last = renderer.render(persons[-1], options.as_sort_order == "all", 0)
            with_delimiter = _precedes(options.precedes_et_al, shown > 1, last_inverted)
            joint = f"{delimiter}… " if with_delimiter else " … "
            return (VAR, SEQUENCE, (node, last), joint, origin)
        if self._et_al is None:
            return node
        with_delimiter = _precedes(options.precedes_et_al, shown > 1, last_inverted)
        unnamed = self._leaves_unnamed(persons) and total < options.et_al_min
        if unnamed and last_inverted and options.precedes_et_al == "contextual":
            # left out for want of names, in a style that never has "et al." after one: Doe, J., et al.
            with_delimiter = True
        space = " " if self._et_al_wants_space() else ""
        joint = delimiter if with_delimiter else space
        return (VAR, SEQUENCE, (node, self._et_al), joint, origin)

    def _et_al_wants_space(self) -> bool:
        """Whether a space goes before the term: it is of letters and brings none of its own."""
        node = self._et_al
        while node is not None and node[1] == WRAP:
            node = node[2]
        return node is None or node[1] != TEXT or (has_alphabet(node[2]) and not node[2][0].isspace())

    def _et_al_node(self) -> Node | None:
        et_al = self._element.et_al
        term = et_al.term if et_al is not None else "et-al"
        text = self._locale.text(term)
        if not text:
            return None
        origin = Origin("", "", "et-al", et_al.line if et_al is not None else self._line)
        value = self._text(text)
        if et_al is not None and et_al.look.text_case:
            value = cased(value, et_al.look.text_case, self._locale.language)
        if et_al is not None and et_al.look.strip_periods:
            value = without_periods(value)
        node = text_node(0, value, origin)
        # et-al has formats, but no affixes
        wrap = fitting(wrap_of(Look(formats=et_al.look.formats), origin), text) if et_al is not None else None
        return node if wrap is None else (0, WRAP, node, wrap)

    def _and_text(self) -> str:
        if self.options.and_ == "symbol":
            return self._locale.ampersand
        if self.options.and_ == "text":
            return self._locale.text("and")
        return ""

    def _label(self, variable: str, total: int) -> Node | None:
        label = self._element.label
        if label is None or self._sorting:
            return None
        plural = total > 1 if label.plural == "contextual" else label.plural == "always"
        key = (variable, plural)
        if key not in self._label_texts:
            text = self._locale.text(variable, label.form, plural=plural)
            node: Node | None = None
            if text:
                value = self._text(text)
                if label.look.strip_periods:
                    value = without_periods(value)
                if label.look.text_case:
                    value = cased(value, label.look.text_case, self._locale.language)
                origin = Origin("", "", "label", label.line or None)
                node = text_node(0, value, origin)
                if self._label_wrap is not None:
                    node = (0, WRAP, node, self._label_wrap)
            self._label_texts[key] = node
        return self._label_texts[key]


def _sequence(nodes: list[Node], delimiter: str, origin: Origin) -> Node:
    return nodes[0] if len(nodes) == 1 else (VAR, SEQUENCE, tuple(nodes), delimiter, origin)


def _precedes(rule: str, enough: bool, inverted: bool) -> bool:
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-one-name":
        return not enough
    return inverted if rule == "after-inverted-name" else enough


def _is_empty_term(renderer: Renderer) -> bool:
    return bool(getattr(renderer, "is_empty_term", False))
