"""A style made ready to run: renderers, sorters and options, worked out once per style.

CSL 1.0.2, "Style Structure", "Citation-specific Options", "Bibliography-specific Options".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from citekit.csl.model.elements import (
    Choose,
    DateElement,
    Element,
    Label,
    Layout,
    NameElement,
    Names,
    Number,
    Source,
    TextElement,
)
from citekit.csl.model.reachable import in_order, reachable
from citekit.csl.model.style import Style
from citekit.csl.render.date import DatesLike
from citekit.csl.render.date_parts import localized
from citekit.csl.render.element import Area
from citekit.csl.render.names import Renderer
from citekit.csl.render.nodes import Wrap
from citekit.csl.render.options import name_options
from citekit.csl.steps.atoms import Quotes
from citekit.csl.steps.collapse import CollapseRules
from citekit.csl.steps.disambiguate import Rules
from citekit.csl.steps.sort import Sorter
from citekit.markup.tree import Display, Origin

__all__ = ["Program", "program_of"]


def _variables(elements: Iterable[Element]) -> set[str]:
    found: set[str] = set()
    for element in elements:
        if isinstance(element, TextElement):
            if element.source is Source.VARIABLE:
                found.add(element.name)
        elif isinstance(element, Number | DateElement | Label):
            found.add(element.variable)
        elif isinstance(element, Names):
            found.update(element.variables)
    return found


def _checks(elements: Iterable[Element]) -> set[str]:
    return {
        attribute
        for element in elements
        if isinstance(element, Choose)
        for branch in element.branches
        if branch.test is not None
        for attribute, _ in branch.test.checks
    }


def _shortens_later(style: Style, area: Mapping[str, str], element: Names) -> bool:
    """Whether later cites of an item show other numbers of names than the first."""
    own = {} if element.name is None else element.name.options
    options = name_options(style.options, area, own, {})
    return (options.subsequent_min, options.subsequent_use_first) != (
        options.et_al_min,
        options.et_al_use_first,
    )


_FILLED_IN = frozenset({"citation-label", "citation-number", "locator", "year-suffix"})
"""Variables that a cite has of itself, not of its item."""

_NAMES_IN_TEXT = Names(
    ("author",),
    NameElement(options={"form": "short", "and": "text", "et-al-min": "3", "et-al-use-first": "1"}),
    substitute=(
        Names(("editor",), shorthand=True),
        Names(("translator",), shorthand=True),
        TextElement(Source.VARIABLE, "title", form="short"),
    ),
)
"""The names of an item in running text, for styles whose cites have none."""


class Program:
    """All that can be known of a style before there is an item."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.locale = style.locale
        self.quotes = Quotes(style.locale, outer_marks_first=style.compatibility.outer_marks_first_in_quotes)
        options = style.citation.options
        layout = style.citation.layout
        cited = list(reachable(style.macros, layout.children))
        variables = _variables(cited)
        self.is_numeric = "citation-number" in variables
        self.explicit_suffix = "year-suffix" in variables
        self.uses_positions = (
            "position" in _checks(cited)
            or "first-reference-note-number" in variables
            or any(
                isinstance(element, Names) and _shortens_later(style, options, element) for element in cited
            )
        )
        self.tests_position = "position" in _checks(cited)
        self.dates_like = _dates_like(style)
        self.citation_area = Area(
            style,
            options,
            in_citation=True,
            explicit_suffix=self.explicit_suffix,
            dates_like=self.dates_like,
        )
        self.text = self.citation_area.text
        self.layout_origin = Origin("", "", "layout", layout.line or None)
        look = layout.look
        self.layout_formats = (
            Wrap("", "", look.formats, look.quotes, None, self.layout_origin)
            if look.formats or look.quotes
            else None
        )
        self.layout_affixes = (
            Wrap(look.prefix, look.suffix, (), False, None, self.layout_origin)
            if look.prefix or look.suffix
            else None
        )
        self.rules = Rules.of(
            options, use_condition="disambiguate" in _checks(cited), numeric=self.is_numeric
        )
        if style.compatibility.suffix_instead_of_condition and self.rules.add_year_suffix:
            self.rules = replace(self.rules, use_condition=False)
        self.collapse = CollapseRules.of(
            options,
            look.delimiter or "",
            in_text=not style.is_note,
            numeric=self.is_numeric,
            range_delimiter=self.locale.text("citation-range-delimiter"),
            asks_text=any(
                isinstance(element, TextElement)
                and element.source is Source.VARIABLE
                and element.name not in _FILLED_IN
                for element in reachable(style.macros, layout.children, certain=True)
            ),
        )
        self.near = _integer(options.get("near-note-distance", ""), 5)
        self.uses_label = "citation-label" in variables or any(
            key.variable == "citation-label" for key in style.citation.sort
        )
        self._bibliography()

    # A bibliography alone needs none of these, and most documents not all.

    @cached_property
    def cite(self) -> Renderer:
        """What renders one cite."""
        return self.citation_area.sequence(self.style.citation.layout.children)

    @cached_property
    def names_in_text(self) -> Renderer:
        """What renders the names of an item in running text, where its cite has none."""
        return self.citation_area.renderer(_NAMES_IN_TEXT)

    @cached_property
    def citation_sorter(self) -> Sorter:
        """What orders the cites of one citation."""
        citation = self.style.citation
        return Sorter(self.style, citation.sort, citation.options, in_citation=True)

    def _bibliography(self) -> None:
        style = self.style
        bibliography = style.bibliography
        if bibliography is None:
            self.bibliography_sorter = Sorter(style, (), {}, in_citation=False)
            self.entry_parts: tuple[Renderer, ...] = ()
            self.numbers_entries = False
            self.substitute: str | None = None
            return
        options = bibliography.options
        layout = bibliography.layout
        if style.compatibility.layout_suffix_on_last_element:
            layout = _suffix_moved(layout)
        listed = list(reachable(style.macros, layout.children))
        variables = _variables(listed)
        area = Area(
            style,
            options,
            in_citation=False,
            explicit_suffix="year-suffix" in variables,
            dates_like=self.dates_like,
        )
        self.entry_parts = tuple(area.renderer(element) for element in layout.children)
        self.entry_origin = Origin("", "", "layout", layout.line or None)
        self.entry_look = layout.look
        self.bibliography_sorter = Sorter(style, bibliography.sort, options, in_citation=False)
        self.numbers_entries = "citation-number" in variables
        self.uses_label = (
            self.uses_label
            or "citation-label" in variables
            or any(key.variable == "citation-label" for key in bibliography.sort)
        )
        self.second_field = options.get("second-field-align", "")
        self.substitute = options.get("subsequent-author-substitute")
        self.substitute_rule = options.get("subsequent-author-substitute-rule", "complete-all")
        self.hanging_indent = options.get("hanging-indent") == "true"
        self.entry_spacing = _integer(options.get("entry-spacing", ""), 1)
        self.line_spacing = _integer(options.get("line-spacing", ""), 1)
        self.left = Wrap("", "", (), False, Display.LEFT_MARGIN, self.entry_origin)
        self.right = Wrap("", "", (), False, Display.RIGHT_INLINE, self.entry_origin)


def _suffix_moved(layout: Layout) -> Layout:
    """Return ``layout`` with its suffix on its last element instead, if it begins with a display."""
    if not layout.children or isinstance(layout.children[0], Choose) or not layout.children[0].look.display:
        return layout
    children = (*layout.children[:-1], _with_suffix(layout.children[-1], layout.look.suffix))
    return layout._replace(children=children, look=layout.look._replace(suffix=""))


def _with_suffix(element: Element, suffix: str) -> Element:
    if not isinstance(element, Choose):
        return element._replace(look=element.look._replace(suffix=suffix))
    branches = tuple(
        branch._replace(children=(*branch.children[:-1], _with_suffix(branch.children[-1], suffix)))
        if branch.children
        else branch
        for branch in element.branches
    )
    return element._replace(branches=branches)


def _dates_like(style: Style) -> DatesLike:
    """Return how the dates of ``style`` depart from the specification."""
    like = style.compatibility
    end = None
    if like.unlike_range_ends:
        dates = [element for element in in_order(style) if isinstance(element, DateElement)]
        end = localized(dates[-1], style.locale).look if dates else None
    return DatesLike(like.era_after_affixes, end)


def _integer(value: str, default: int) -> int:
    try:
        return int(value)
    except ValueError:
        return default


def program_of(style: Style) -> Program:
    """Return the program of ``style``, made on first use."""
    known = style._caches.get("program")  # noqa: SLF001  the style keeps it so that it lives as long
    if isinstance(known, Program):
        return known
    program = style._caches["program"] = Program(style)  # noqa: SLF001  as above
    return program
