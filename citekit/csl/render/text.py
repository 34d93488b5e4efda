"""``cs:text``: variables, macros, terms and the style's own words.

CSL 1.0.2, "Text", "Appendix VI - Links".
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from citekit.csl.model.elements import TextElement
from citekit.csl.model.locale import Locale
from citekit.csl.render.context import Context
from citekit.csl.render.field_text import FieldText, cased, without_periods
from citekit.csl.render.names import Quiet, Renderer
from citekit.csl.render.nodes import (
    EMPTY,
    LINK,
    PRESENT,
    SEQUENCE,
    SUFFIX,
    VAR,
    WRAP,
    Node,
    Wrap,
    fitting,
    map_leaves,
    text_node,
    wrap_of,
)
from citekit.language.numerals import alphabetic
from citekit.markup.tree import Origin

__all__ = [
    "CitationLabelRenderer",
    "MacroRenderer",
    "TermRenderer",
    "TextRenderer",
    "ValueRenderer",
    "YearSuffixRenderer",
]

_TITLES: Final = frozenset(
    [
        "archive",
        "archive-place",
        "archive_collection",
        "archive_location",
        "authority",
        "collection-title",
        "collection-title-short",
        "container-title",
        "container-title-short",
        "edition",
        "event",
        "event-place",
        "event-title",
        "genre",
        "medium",
        "original-publisher",
        "original-publisher-place",
        "original-title",
        "part-title",
        "publisher",
        "publisher-place",
        "reviewed-genre",
        "reviewed-title",
        "section",
        "source",
        "title",
        "title-short",
        "volume-title",
    ]
)
"""Variables whose words are in the item's language; only English ones take title case."""

_CAPITALS: Final = frozenset({"uppercase", "capitalize-all", "capitalize-first", "title", "sentence"})
"""Text cases that turn a single letter into a capital."""
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is; the rest is percent-encoded."""
_LINKS: Final = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "URL": "",
}


class TextRenderer:
    """Renders a text variable."""

    __slots__ = (
        "_case",
        "_host",
        "_language",
        "_link",
        "_origin",
        "_short",
        "_strip",
        "_text",
        "_variable",
        "_wrap",
    )

    def __init__(
        self,
        element: TextElement,
        locale: Locale,
        text: FieldText,
        *,
        sorting: bool,
        short_urls: bool = False,
    ) -> None:
        look = element.look
        self._variable = element.name
        self._host = short_urls and element.name == "URL" and element.form == "short"
        self._short = f"{element.name}-short" if element.form == "short" else ""
        self._case = "" if sorting else look.text_case  # sorting takes no note of case
        self._strip = look.strip_periods
        self._language = locale.language
        self._text = text
        self._origin = Origin(element.name, "", "text", element.line or None)
        self._wrap = None if sorting else wrap_of(look, Origin("", "", "text", element.line or None))
        self._link = None if sorting else _LINKS.get(element.name)

    def render(self, ctx: Context) -> Node | None:
        """Return the variable's text in its case."""
        entry = ctx.entry
        variable = self._variable
        values = entry.values
        raw = values.get(self._short) or values.get(variable) if self._short else values.get(variable)
        if not raw or (ctx.suppressed and variable in ctx.suppressed):
            return EMPTY
        ctx.started = True
        memory = entry.memory
        if self in memory:
            node: Node = memory[self]
            return node
        value = raw if self._link is not None else self._text(raw)
        if self._host:
            value = _host(raw)
        if self._strip:
            value = without_periods(value)
        case = self._case
        if case and (case != "title" or self._is_english(entry.language)):
            value = cased(value, case, entry.language or self._language)
        node = text_node(VAR, value, self._origin)
        if self._link is not None:
            node = _linked(node, self._link, raw, self._wrap)
        elif self._wrap is not None:
            node = (VAR, WRAP, node, fitting(self._wrap, raw))
        memory[self] = node
        return node

    @property
    def quiet(self) -> Quiet:
        """Return the variable and its short form."""
        return Quiet(frozenset({self._variable, self._short or self._variable}), tries=True)

    def _is_english(self, language: str) -> bool:
        return self._variable not in _TITLES or (language or self._language)[:2].lower() == "en"


def _host(url: str) -> str:
    """Return the address up to the last slash after a full stop, without its scheme if it has a "www."."""
    start, _, _ = url.rpartition("/")
    while start and "." not in start.rpartition("/")[2]:
        start = start.rpartition("/")[0]
    short = start or url
    return re.sub("^https?://", "", short) if "//www." in short else short


def _linked(node: Node, base: str, value: str, wrap: Wrap | None) -> Node:
    """Return ``node`` as a link ("Appendix VI"): a prefix that is the address's start belongs to it."""
    value = quote(value.strip(), safe=_SAFE, errors="replace")
    url = value if value.startswith(("http://", "https://")) else base + value if base else ""
    if wrap is None:
        return (VAR, LINK, node, url) if url else node
    start = wrap.prefix.lstrip()
    if base and start.startswith(("http://", "https://")):
        if wrap.formats or wrap.quotes:
            node = (VAR, WRAP, node, Wrap("", "", wrap.formats, wrap.quotes, None, wrap.origin))
        inner = Wrap(start, "", (), False, None, wrap.origin)
        space = wrap.prefix[: len(wrap.prefix) - len(start)]
        outer = Wrap(space, wrap.suffix, (), False, wrap.display, wrap.origin)
        return (VAR, WRAP, (VAR, LINK, (VAR, WRAP, node, inner), start + value), outer)
    return (VAR, WRAP, (VAR, LINK, node, url) if url else node, wrap)


class YearSuffixRenderer:
    """Renders the variable ``year-suffix``. Asking for it counts as a variable that printed."""

    __slots__ = ("_capitals", "_origin", "_wrap")

    def __init__(self, element: TextElement) -> None:
        self._capitals = element.look.text_case in _CAPITALS
        self._origin = Origin("year-suffix", "", "text", element.line or None)
        self._wrap = wrap_of(element.look, self._origin)

    quiet = None

    def render(self, ctx: Context) -> Node | None:
        """Return the letter, if the item has one."""
        suffix = ctx.suffix
        if suffix is None or ctx.key_only:
            return PRESENT
        ctx.started = True
        letter = alphabetic(suffix).upper() if self._capitals else alphabetic(suffix)
        node: Node = (VAR, SUFFIX, letter, self._origin, suffix)
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)


class CitationLabelRenderer:
    """Renders the variable ``citation-label``, with the letter that tells equal labels apart."""

    __slots__ = ("_origin", "_suffix_origin", "_wrap")

    def __init__(self, element: TextElement) -> None:
        line = element.line or None
        self._origin = Origin("citation-label", "", "text", line)
        self._suffix_origin = Origin("year-suffix", "", "text", line)
        self._wrap = wrap_of(element.look, self._origin)

    quiet = None

    def render(self, ctx: Context) -> Node | None:
        """Return the label."""
        label = ctx.entry.label
        if not label:
            return EMPTY
        ctx.started = True
        node = text_node(VAR, label, self._origin)
        suffix = ctx.suffix
        if suffix is not None and not ctx.key_only:
            letter = (VAR, SUFFIX, alphabetic(suffix), self._suffix_origin, suffix)
            node = (VAR, SEQUENCE, (node, letter), "", None)
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)


class TermRenderer:
    """Renders a term; at the very start of a note or bibliography entry it gets a capital."""

    __slots__ = ("_capital", "_node", "is_empty_term")

    def __init__(
        self, element: TextElement, locale: Locale, text: FieldText, *, capitalize: bool, sorting: bool
    ) -> None:
        look = element.look
        term = locale.term(element.name, element.form)
        self.is_empty_term = term is not None and not term.single
        words = "" if term is None else term.multiple if element.plural else term.single
        origin = Origin("", "", "text", element.line or None)
        wrap = None if sorting else wrap_of(look, origin)
        self._node: Node | None = None
        self._capital: Node | None = None
        if words:
            value = text(words)
            if look.strip_periods:
                value = without_periods(value)
            capital = cased(value, "capitalize-first", locale.language)
            if look.text_case:
                value = cased(value, look.text_case, locale.language)
                capital = cased(capital, look.text_case, locale.language)
            self._node = _wrapped(text_node(0, value, origin), wrap)
            if capitalize:
                self._capital = _wrapped(text_node(0, capital, origin), wrap)

    quiet = Quiet(frozenset(), tries=False)

    def render(self, ctx: Context) -> Node | None:
        """Return the term's text."""
        if self._node is None:
            return None
        if not ctx.started:
            ctx.started = True
            if self._capital is not None:
                return self._capital
        return self._node


class ValueRenderer:
    """Renders words that stand in the style."""

    __slots__ = ("_node",)

    def __init__(self, element: TextElement, locale: Locale, text: FieldText, *, sorting: bool) -> None:
        look = element.look
        origin = Origin("", "", "text", element.line or None)
        self._node: Node | None = None
        if element.name:
            value = text(element.name)
            if look.strip_periods:
                value = without_periods(value)
            if look.text_case:
                value = cased(value, look.text_case, locale.language)
            self._node = _wrapped(text_node(0, value, origin), None if sorting else wrap_of(look, origin))

    quiet = Quiet(frozenset(), tries=False)

    def render(self, ctx: Context) -> Node | None:
        """Return the words."""
        if self._node is not None:
            ctx.started = True
        return self._node


def _wrapped(node: Node, wrap: Wrap | None) -> Node:
    return node if wrap is None else (node[0], WRAP, node, wrap)


class MacroRenderer:
    """Renders a macro: an implicit group, with the look of the ``cs:text`` that calls it."""

    __slots__ = ("_body", "_strip", "_wrap")

    def __init__(self, element: TextElement, body: Renderer, *, sorting: bool) -> None:
        self._body = body
        self._strip = element.look.strip_periods and not sorting
        self._wrap = None if sorting else wrap_of(element.look, Origin("", "", "text", element.line or None))

    @property
    def quiet(self) -> Quiet | None:
        """Return what holds for the body."""
        return self._body.quiet

    def render(self, ctx: Context) -> Node | None:
        """Return what the macro prints."""
        node = self._body.render(ctx)
        if node is None or node[1] < 0:
            return node
        if self._strip:
            node = map_leaves(node, without_periods)
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)
