"""The dispatch: every element of a style becomes its renderer, as the place where it stands asks for.

CSL 1.0.2, "Layout", "Macro", "Inheritable Name Options".
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
    Names,
    Number,
    SortKey,
    Source,
    TextElement,
)
from citekit.csl.model.reachable import reachable
from citekit.csl.model.style import Style
from citekit.csl.render.context import Context
from citekit.csl.render.date import AS_SPECIFIED, DateRenderer, DatesLike
from citekit.csl.render.date_sort import DatesAlone
from citekit.csl.render.field_text import FieldText
from citekit.csl.render.group import ChooseRenderer, FirstOf, GroupRenderer, Sequence
from citekit.csl.render.names import NamesRenderer, Quiet, Renderer
from citekit.csl.render.nodes import Node
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

__all__ = ["Area"]

_DEEPEST = 120
_KEY_OPTIONS = {
    "names-min": ("et-al-min", "et-al-subsequent-min"),
    "names-use-first": ("et-al-use-first", "et-al-subsequent-use-first"),
    "names-use-last": ("et-al-use-last",),
}


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
        dates_like: DatesLike = AS_SPECIFIED,
    ) -> None:
        self.style = style
        self._dates_like = dates_like
        self.locale = style.locale
        self.options = options
        self.text = FieldText(style.locale)
        self._sorting = sorting
        self._overrides = _key_overrides(key)
        self._capitalize = style.is_note or not in_citation
        self._explicit_suffix = explicit_suffix
        self._page_format = style.options.get("page-range-format", "")
        self._macros: dict[tuple[object, ...], tuple[Names | None, Renderer]] = {}
        """The macros made so far, by name and, for those that depend on it, what they take from the parent.

        That is told by its ids, and so the parent is kept with them.
        """
        self._name_options: dict[object, NameOptions] = {}
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
            element = element._replace(look=element.look._replace(display=None))
        match element:
            case TextElement():
                return self._text(element)
            case Number():
                return NumberRenderer(
                    element, self.locale, self.text, self._page_format, sorting=sorting, tag="number"
                )
            case Label():
                return (
                    _Nothing()
                    if sorting
                    else LabelRenderer(
                        element, self.locale, self.text, always=self.style.compatibility.empty_labels
                    )
                )
            case DateElement():
                return DateRenderer(
                    element,
                    self.locale,
                    self.text,
                    implicit_suffix=not self._explicit_suffix,
                    sorting=sorting,
                    like=self._dates_like,
                )
            case Names():
                return self._names(element)
            case Group():
                return GroupRenderer(
                    self._inside(element.children),
                    element.look,
                    element.line,
                    sorting=False,
                    idle_forgives=self.style.compatibility.idle_groups_forgive,
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
        return TextRenderer(
            element,
            self.locale,
            self.text,
            sorting=sorting,
            short_urls=self.style.compatibility.short_urls,
        )

    def _inside(self, elements: tuple[Element, ...]) -> tuple[Renderer, ...]:
        self._within += 1
        made = tuple(self.renderer(element) for element in elements)
        self._within -= 1
        return made

    def macro(self, name: str) -> Renderer:
        """Return the body of a macro, made once; one that is missing or calls itself prints nothing."""
        if name in self._open:
            return _Nothing()
        parent = self._parent if self._parent is not None and self._has_shorthand(name) else None
        key = (name, *_taken(parent))
        known = self._macros.get(key)
        if known is not None:
            return known[1]
        self._open.add(name)
        children = self.style.macros.get(name, ())
        made: Renderer = GroupRenderer(
            self._inside(children),
            Look(),
            0,
            sorting=True,
            idle_forgives=self.style.compatibility.idle_groups_forgive,
        )
        if self._sorting and self.style.compatibility.dates_alone_in_sort_macros and _holds_date(children):
            made = DatesAlone(made)
        self._open.discard(name)
        self._macros[key] = parent, made
        return made

    def _has_shorthand(self, name: str) -> bool:
        """Whether a macro has a short ``cs:names``, so that it prints as the names around it say."""
        known = self.style._caches  # noqa: SLF001  all areas of the style ask the same
        found = known.get(("shorthand", name))
        if not isinstance(found, bool):
            elements = reachable(self.style.macros, self.style.macros.get(name, ()))
            found = any(isinstance(element, Names) and element.shorthand for element in elements)
            known["shorthand", name] = found
        return found

    def _names(self, element: Names) -> Renderer:
        parent = self._parent
        if parent is not None and element.shorthand:
            element = element._replace(
                name=parent.name,
                et_al=parent.et_al,
                label=parent.label,
                label_first=parent.label_first,
                look=_completed(element.look, parent.look),
            )
        self._parent = element
        substitutes = tuple(self._substitute(child) for child in element.substitute)
        self._parent = parent
        return NamesRenderer(
            element,
            self._options(element),
            substitutes,
            self.locale,
            self.text,
            sorting=self._sorting,
            formats_unseen=self.style.compatibility.formats_of_names_unseen,
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
        own = {} if element.name is None else element.name.options
        key = frozenset(own.items()), element.look.delimiter
        known = self._name_options.get(key)
        if known is None:
            known = self._name_options[key] = self._merged({**own, **self._overrides}, element.look.delimiter)
        return known

    def _merged(self, own: Mapping[str, str], delimiter: str | None) -> NameOptions:
        names = {} if delimiter is None else {"delimiter": delimiter}
        options = name_options(self.style.options, self.options, own, names)
        like = self.style.compatibility
        if like.et_al_after_one_name and options.precedes_et_al == "after-inverted-name":
            options = replace(options, precedes_et_al="after-one-name")
        if like.inherited_and_before_institutions:
            inherited = name_options(self.style.options, self.options, {}, {}).precedes_last
            options = replace(
                options,
                precedes_last_institution="contextual" if inherited == "after-inverted-name" else inherited,
            )
        if like.initials_lose_hyphens and not options.initialize:
            options = replace(options, initialize_hyphen=False)
        if like.others_are_a_name:
            options = replace(options, others_are_a_name=True)
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


def _completed(own: Look, base: Look) -> Look:
    """Return ``own`` with what it does not say taken from ``base``."""
    said = {field: value for field, value in own._asdict().items() if value != getattr(PLAIN, field)}
    return base._replace(**said)


def _taken(parent: Names | None) -> tuple[object, ...]:
    """Return what a short ``cs:names`` takes from the one around it, for comparison."""
    if parent is None:
        return ()
    return (id(parent.name), id(parent.et_al), id(parent.label), parent.label_first, id(parent.look))


def _holds_date(elements: tuple[Element, ...]) -> bool:
    """Whether a ``cs:date`` is among ``elements`` themselves; macros that they call do not count."""
    return any(isinstance(element, DateElement) for element in reachable({}, elements))


def _key_overrides(key: SortKey | None) -> dict[str, str]:
    """Return the et-al settings of a sort key as those of names ("Sorting")."""
    if key is None:
        return {}
    return {name: value for option, value in key.names.items() for name in _KEY_OPTIONS.get(option, ())}
