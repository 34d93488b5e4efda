"""The dispatch: every element of a style becomes its renderer; what holds others is here.

CSL 1.0.2, "Layout", "Group", "Choose", "Macro".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from citekit.csl.model.elements import (
    PLAIN,
    Choose,
    DateElement,
    Element,
    Group,
    Label,
    Look,
    NameElement,
    Names,
    Number,
    SortKey,
    Source,
    Test,
    TextElement,
)
from citekit.csl.model.style import Style
from citekit.csl.render.condition import Check, check_of, narrow
from citekit.csl.render.context import Context
from citekit.csl.render.date import DateRenderer
from citekit.csl.render.field_text import FieldText
from citekit.csl.render.names import NamesRenderer, Quiet, Renderer, quiet_of
from citekit.csl.render.nodes import EMPTY, PRESENT, SEQUENCE, TRIED, VAR, WRAP, Node, wrap_of
from citekit.csl.render.number import LabelRenderer, NumberRenderer
from citekit.csl.render.options import NameOptions, name_options
from citekit.csl.render.text import (
    CitationLabelRenderer,
    MacroRenderer,
    TermRenderer,
    TextRenderer,
    ValueRenderer,
    YearSuffixRenderer,
)
from citekit.item.variables import VARIABLES, Kind
from citekit.markup.tree import Origin

__all__ = ["Area", "GroupRenderer", "Sequence"]

_DEEPEST = 120
_KEY_OPTIONS = {
    "names-min": ("et-al-min", "et-al-subsequent-min"),
    "names-use-first": ("et-al-use-first", "et-al-subsequent-use-first"),
    "names-use-last": ("et-al-use-last",),
}


def _nothing(bits: int) -> Node | None:
    """Return what tells a group around that nothing printed, and what was tried."""
    if bits & VAR:
        return PRESENT
    return EMPTY if bits else None


class Sequence:
    """Renders elements one after the other; the branch of a choose, or a whole layout."""

    __slots__ = ("_renderers",)

    def __init__(self, renderers: tuple[Renderer, ...]) -> None:
        self._renderers = renderers

    @property
    def quiet(self) -> Quiet | None:
        """Return what holds for the elements together."""
        return quiet_of(self._renderers)

    def render(self, ctx: Context) -> Node | None:
        """Return all that printed, with the bits of all, so that a group around can judge and join them."""
        bits = 0
        parts: list[Node] = []
        for renderer in self._renderers:
            node = renderer.render(ctx)
            if node is None:
                continue
            bits |= node[0]
            if node[1] == SEQUENCE and node[3] is None:
                parts += node[2]
            elif node[1] >= 0:
                parts.append(node)
        if not parts:
            return _nothing(bits)
        if len(parts) == 1 and parts[0][0] == bits:
            return parts[0]
        return (bits, SEQUENCE, tuple(parts), None, None)


class FirstOf:
    """Renders elements until one prints: the branch of a choose among substitutes ("Substitute").

    Style authors write `cs:choose` there to order the stand-ins by type, and mean one of them, not all.
    """

    __slots__ = ("_renderers",)

    def __init__(self, renderers: tuple[Renderer, ...]) -> None:
        self._renderers = renderers

    @property
    def quiet(self) -> Quiet | None:
        """Return what holds for the elements together."""
        return quiet_of(self._renderers)

    def render(self, ctx: Context) -> Node | None:
        """Return the first that printed, or what was tried."""
        bits = 0
        for renderer in self._renderers:
            node = renderer.render(ctx)
            if node is None:
                continue
            if node[1] >= 0:
                return node
            bits |= node[0]
        return _nothing(bits)


class GroupRenderer:
    """Renders ``cs:group`` and the body of a macro ("Group"): suppressed if all it asked for is empty."""

    __slots__ = ("_asks", "_delimiter", "_origin", "_renderers", "_wrap", "quiet")

    def __init__(self, renderers: tuple[Renderer, ...], look: Look, line: int, *, sorting: bool) -> None:
        self._renderers = renderers
        self._delimiter = look.delimiter or ""
        self._origin = Origin("", "", "group", line or None)
        self._wrap = None if sorting else wrap_of(look, self._origin)
        quiet = quiet_of(renderers)
        # a group that tries nothing prints its terms, and counts as a variable for the group around it
        self.quiet = quiet if quiet is not None and quiet.tries else None
        self._asks = None if self.quiet is None else self.quiet.variables

    def render(self, ctx: Context) -> Node | None:
        """Return the joined children, or nothing; an item without any of its variables is passed by."""
        asks = self._asks
        if asks is not None and asks.isdisjoint(ctx.entry.present):
            return EMPTY
        started = ctx.started
        bits = 0
        parts: list[Node] = []
        for renderer in self._renderers:
            node = renderer.render(ctx)
            if node is None:
                continue
            bits |= node[0]
            if node[1] == SEQUENCE and node[3] is None:
                parts += node[2]
            elif node[1] >= 0:
                parts.append(node)
        if not parts or bits == TRIED:
            ctx.started = started
            return _nothing(bits)
        if len(parts) == 1 and parts[0][0] == VAR:
            node = parts[0]
        else:
            node = (VAR, SEQUENCE, tuple(parts), self._delimiter, self._origin)
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)


class ChooseRenderer:
    """Renders the first branch whose test holds.

    Types are asked once per type: what is left of the tests and branches is remembered.
    """

    __slots__ = ("_branches", "_by_type")

    def __init__(self, branches: tuple[tuple[Test | None, Renderer], ...]) -> None:
        self._branches = branches
        self._by_type: dict[str, list[tuple[Check | None, Renderer]]] = {}

    def render(self, ctx: Context) -> Node | None:
        """Return what the branch prints."""
        type_ = ctx.entry.type
        branches = self._by_type.get(type_)
        if branches is None:
            branches = self._by_type[type_] = self._for_type(type_)
        for check, body in branches:
            if check is None or check(ctx):
                return body.render(ctx)
        return None

    @property
    def quiet(self) -> Quiet | None:
        """Return what holds for all branches; which is taken cannot be told, so none surely tries."""
        if any(test is not None and _counts(test) for test, _ in self._branches):
            return None
        quiet = quiet_of(body for _, body in self._branches)
        return None if quiet is None else Quiet(quiet.variables, tries=False)

    def _for_type(self, type_: str) -> list[tuple[Check | None, Renderer]]:
        left: list[tuple[Check | None, Renderer]] = []
        for test, body in self._branches:
            if test is None:
                left.append((None, body))
                break
            rest = narrow(test, type_)
            if rest is True:
                left.append((None, body))
                break
            if rest is not False:
                left.append((check_of(rest), body))
        return left


def _counts(test: Test) -> bool:
    """Whether asking ``test`` leaves a trace: each ``disambiguate`` is counted."""
    return any(attribute == "disambiguate" for attribute, _ in test.checks)


class _Nothing:
    """Renders nothing: a macro that does not exist, or that calls itself."""

    __slots__ = ()
    quiet = Quiet(frozenset(), tries=False)

    def render(self, _ctx: Context) -> Node | None:
        return None


class Area:
    """Where elements stand: citation or bibliography, printing or sorting; makes their renderers.

    What an element prints depends on that: names inherit options from it, terms at the start take
    capitals in some, and sorting wants names and dates in a form of its own.
    """

    def __init__(
        self,
        style: Style,
        options: Mapping[str, str],
        *,
        in_citation: bool,
        sorting: bool = False,
        key: SortKey | None = None,
        explicit_suffix: bool = False,
    ) -> None:
        self.style = style
        self.locale = style.locale
        self.options = options
        self.text = FieldText(style.locale)
        self._sorting = sorting
        self._overrides = _key_overrides(key)
        self._capitalize = style.is_note or not in_citation
        self._explicit_suffix = explicit_suffix
        self._page_format = style.options.get("page-range-format", "")
        self._macros: dict[tuple[str, int], Renderer] = {}
        self._open: set[str] = set()
        self._depth = 0
        self._within = 0
        """How many elements with children of their own are open; blocks are made of what stands in none."""
        self._parent: Names | None = None
        """The cs:names whose substitute is being made: its short forms take their look from it."""

    def sequence(self, elements: tuple[Element, ...]) -> Renderer:
        """Return the renderer of ``elements`` in a row."""
        renderers = tuple(self.renderer(element) for element in elements)
        return renderers[0] if len(renderers) == 1 else Sequence(renderers)

    def renderer(self, element: Element) -> Renderer:
        """Return the renderer of one element; past a depth that no real style has, one of nothing."""
        if self._depth >= _DEEPEST:
            return _Nothing()
        self._depth += 1
        try:
            return self._renderer(element)
        finally:
            self._depth -= 1

    def _renderer(self, element: Element) -> Renderer:
        sorting = self._sorting
        if self._within and not isinstance(element, Choose) and element.look.display is not None:
            element = replace(element, look=replace(element.look, display=None))
        match element:
            case TextElement():
                return self._text(element)
            case Number():
                return NumberRenderer(
                    element, self.locale, self.text, self._page_format, sorting=sorting, tag="number"
                )
            case Label():
                return _Nothing() if sorting else LabelRenderer(element, self.locale, self.text)
            case DateElement():
                return DateRenderer(
                    element,
                    self.locale,
                    self.text,
                    implicit_suffix=not self._explicit_suffix,
                    sorting=sorting,
                )
            case Names():
                return self._names(element)
            case Group():
                return GroupRenderer(
                    self._inside(element.children),
                    element.look,
                    element.line,
                    sorting=False,
                )
            case Choose():
                return ChooseRenderer(
                    tuple((branch.test, self.sequence(branch.children)) for branch in element.branches)
                )

    def _text(self, element: TextElement) -> Renderer:
        sorting = self._sorting
        if element.source is Source.MACRO:
            return MacroRenderer(element, self.macro(element.name), sorting=False)
        if element.source is Source.TERM:
            return TermRenderer(element, self.locale, self.text, capitalize=self._capitalize, sorting=sorting)
        if element.source is Source.VALUE:
            return ValueRenderer(element, self.locale, self.text, sorting=sorting)
        if element.name == "year-suffix":
            return YearSuffixRenderer(element)
        if element.name == "citation-label":
            return CitationLabelRenderer(element)
        variable = VARIABLES.get(element.name)
        if variable is not None and variable.kind is Kind.NUMBER:
            number = Number(element.name, "numeric", element.look, element.line)
            return NumberRenderer(
                number, self.locale, self.text, self._page_format, sorting=sorting, tag="text"
            )
        return TextRenderer(element, self.locale, self.text, sorting=sorting)

    def _inside(self, elements: tuple[Element, ...]) -> tuple[Renderer, ...]:
        self._within += 1
        made = tuple(self.renderer(element) for element in elements)
        self._within -= 1
        return made

    def macro(self, name: str) -> Renderer:
        """Return the body of a macro, made once; one that is missing or calls itself prints nothing."""
        if name in self._open:
            return _Nothing()
        key = (name, id(self._parent) if self._parent is not None else 0)
        made = self._macros.get(key)
        if made is None:
            self._open.add(name)
            children = self.style.macros.get(name, ())
            made = GroupRenderer(self._inside(children), Look(), 0, sorting=True)
            self._open.discard(name)
            self._macros[key] = made
        return made

    def _names(self, element: Names) -> Renderer:
        parent = self._parent
        if parent is not None and element.shorthand:
            element = replace(
                element,
                name=parent.name,
                et_al=parent.et_al,
                label=parent.label,
                label_first=parent.label_first,
                look=parent.look if element.look is PLAIN else element.look,
            )
        self._parent = element
        substitutes = tuple(self._substitute(child) for child in element.substitute)
        self._parent = parent
        return NamesRenderer(
            element, self._options(element), substitutes, self.locale, self.text, sorting=self._sorting
        )

    def _substitute(self, element: Element) -> Renderer:
        if not isinstance(element, Choose):
            return self.renderer(element)
        return ChooseRenderer(
            tuple(
                (branch.test, FirstOf(tuple(self._substitute(child) for child in branch.children)))
                for branch in element.branches
            )
        )

    def _options(self, element: Names) -> NameOptions:
        name = element.name or NameElement()
        own = dict(name.options)
        names = {} if element.look.delimiter is None else {"delimiter": element.look.delimiter}
        own.update(self._overrides)
        options = name_options(self.style.options, self.options, own, names)
        if not self._sorting:
            return options
        return replace(
            options,
            and_="",
            delimiter=" ",
            names_delimiter=" ",
            as_sort_order="all",
            sort_separator=" ",
            precedes_et_al="never",
            demote="never" if options.demote == "never" else "display-and-sort",
        )


def _key_overrides(key: SortKey | None) -> dict[str, str]:
    """Return the et-al settings of a sort key as those of names ("Sorting")."""
    if key is None:
        return {}
    return {name: value for option, value in key.names.items() for name in _KEY_OPTIONS.get(option, ())}
