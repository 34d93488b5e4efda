"""Number variables, their forms, and the labels that name them.

CSL 1.0.2, "Number", "Label", "Page Ranges", "Ordinal Suffixes".
"""

from __future__ import annotations

import re
from typing import Final

from citekit.csl.model.elements import Label, Number
from citekit.csl.model.locale import Locale
from citekit.csl.render.condition import COMPUTED, has_variable, number_text
from citekit.csl.render.context import Context
from citekit.csl.render.field_text import FieldText, cased, without_periods
from citekit.csl.render.names import Quiet
from citekit.csl.render.nodes import EMPTY, LOCATOR, NUMBER, TEXT, VAR, WRAP, Node, text_node, wrap_of
from citekit.csl.render.numbers import NumberField, NumberPart, parse_number
from citekit.csl.render.page_range import page_range
from citekit.language.numerals import roman
from citekit.markup.tree import Origin

__all__ = ["LabelRenderer", "NumberRenderer", "NumberText"]

_COUNTED: Final = {"number-of-pages": "page", "number-of-volumes": "volume"}
_DIGITS: Final = re.compile(r"\d{1,9}")
_LABELLED: Final = frozenset({"locator", "number", "page"})
"""Variables whose value may bring a label of its own."""


class NumberText:
    """Puts the parts of a number variable back together, as a variable and a form ask for."""

    __slots__ = ("_form", "_gender", "_locale", "_page_format", "_variable")

    def __init__(self, variable: str, form: str, locale: Locale, page_format: str) -> None:
        self._variable = variable
        self._form = form
        self._locale = locale
        self._page_format = page_format
        self._gender = locale.gender(_term_of(variable, locale))

    def __call__(self, field: NumberField, label: str) -> str:
        """Return the field's text. ``label`` is the locator's label, if that is what it is.

        A number with a label of its own within the field ("7, p. 3-8") is none of the variable's, so the
        form does not reach it.
        """
        text = ""
        parts = field.parts
        form = self._form
        own = label or ("page" if self._variable == "page-first" else self._variable)
        is_page = own == "page"
        index = 0
        while index < len(parts):
            part = parts[index]
            if part.label and index and part.label != own:
                own = part.label
                text += self._locale.text(own, "short", plural=_run(parts, index) > 1) + " "
                form, is_page = "numeric", own == "page"
            # a range of ranges (1-2-3) is not one that can be shortened
            if part.joint == "-" and index + 1 < len(parts) and not _is_chain(parts, index):
                last = parts[index + 1]
                index += 1
                if is_page and form == "numeric":
                    text += page_range(part.value, last.value, self._delimiter(), self._page_format)
                else:
                    text += self._one(part, form) + self._delimiter() + self._one(last, form)
                part = last
            else:
                text += self._one(part, form)
            index += 1
            text += self._joint(part.joint) if index < len(parts) else part.joint
        return text

    def _joint(self, joint: str) -> str:
        if not joint or joint.startswith("-"):
            return joint
        if joint in (",", ";"):
            return f"{joint} "
        if "&" in joint:
            joint = joint.replace("&", self._locale.ampersand)
        return f"{joint} " if joint[0] == "," else f" {joint} "

    def _delimiter(self) -> str:
        name = "year-range-delimiter" if self._variable == "collection-number" else "page-range-delimiter"
        return self._locale.text(name) or "–"

    def _one(self, part: NumberPart, form: str) -> str:
        value = part.value
        if form == "numeric" or not value.isdecimal():
            return value
        number = int(value)
        if form == "ordinal":
            return self._locale.ordinal(number, self._gender)
        if form == "long-ordinal":
            return self._locale.long_ordinal(number, self._gender)
        return roman(number) if form == "roman" else value


def _is_chain(parts: tuple[NumberPart, ...], index: int) -> bool:
    """Whether another range follows on that which begins at ``index``."""
    return parts[index + 1].joint == "-"


def _run(parts: tuple[NumberPart, ...], index: int) -> int:
    """Return how many numbers, from ``index`` on, have the label that stands there."""
    end = index + 1
    while end < len(parts) and parts[end].label in ("", parts[index].label):
        end += 1
    return end - index


def _term_of(variable: str, locale: Locale) -> str:
    """Return the name of the term for ``variable``: its own, or that of what it counts."""
    counted = _COUNTED.get(variable)
    return variable if counted is None or locale.term(variable) is not None else counted


class NumberRenderer:
    """Renders one ``cs:number``, and ``cs:text`` of a number variable."""

    __slots__ = (
        "_case", "_locale", "_origin", "_origins", "_sorting", "_strip", "_text", "_variable", "_wrap",
        "_write",
    )  # fmt: skip

    def __init__(
        self, element: Number, locale: Locale, text: FieldText, page_format: str, *, sorting: bool, tag: str
    ) -> None:
        look = element.look
        self._variable = element.variable
        self._origin = Origin(element.variable, "", tag, element.line or None)
        self._wrap = None if sorting else wrap_of(look, Origin("", "", tag, element.line or None))
        self._case = look.text_case
        self._strip = look.strip_periods
        self._locale = locale
        self._sorting = sorting
        self._text = text if tag == "text" else None
        form = element.form if element.form in ("ordinal", "long-ordinal", "roman") else "numeric"
        self._write = NumberText(element.variable, form, locale, page_format)

    def render(self, ctx: Context) -> Node | None:
        """Return the number in its form, or the words that stand in its place."""
        variable = self._variable
        text = number_text(ctx, variable)
        if not text or (ctx.suppressed and variable in ctx.suppressed):
            return EMPTY
        field = parse_number(text, variable)
        if self._sorting and field.numeric:
            node: Node = (VAR, TEXT, sortable(field), self._origin)
            return node
        numeric = field.numeric
        if numeric:
            text = self._write(field, ctx.label if variable == "locator" else "")
        elif variable in ("page", "locator", "page-first"):
            text = self._dashes(field, text, ctx)
        value = text if numeric or self._text is None else self._text(text)
        if self._strip:
            value = without_periods(value)
        if self._case:
            value = cased(value, self._case, self._locale.language)
        if variable == "citation-number" or (numeric and text.isdecimal()):
            node = (VAR, NUMBER, value, self._origin, int(text) if text.isdecimal() else 0)
        else:
            node = text_node(VAR, value, self._origin)
        if variable == "locator":
            node = (VAR, LOCATOR, node, None)
            suppressed = ctx.suppressed = ctx.suppressed or set()
            suppressed.add(variable)  # a cite says once where, whatever its macros print
        if variable != "citation-number":  # what follows the number of an entry begins the entry
            ctx.started = True
        return node if self._wrap is None else (VAR, WRAP, node, self._wrap)

    @property
    def quiet(self) -> Quiet | None:
        """Return the variable, unless citing fills it in."""
        return None if self._variable in COMPUTED else Quiet(frozenset({self._variable}), tries=True)

    def _dashes(self, field: NumberField, text: str, ctx: Context) -> str:
        """Return a list of pages of which some are words, the numeric ranges in it with their dash."""
        if len(field.parts) > 1 and (field.plural or all(part.numeric for part in field.parts)):
            return self._write(field, ctx.label)
        if field.parts and field.parts[0].label:
            text = text[text.index(".") + 1 :].lstrip()
        return text.replace("\\-", "-")


def sortable(field: NumberField) -> str:
    """Return a text that sorts as the numbers do."""
    return " ".join(
        "".join(f"{digits:0>8}" if digits.isdecimal() else digits for digits in _runs(part.value))
        for part in field.parts
    )


def _runs(value: str) -> list[str]:
    runs: list[str] = []
    for letter in value:
        if runs and runs[-1][-1].isdecimal() == letter.isdecimal():
            runs[-1] += letter
        else:
            runs.append(letter)
    return runs


class LabelRenderer:
    """Renders one ``cs:label`` outside ``cs:names``."""

    __slots__ = (
        "_always", "_case", "_form", "_locale", "_nodes", "_origin", "_plural", "_strip", "_text",
        "_variable", "_wrap",
    )  # fmt: skip

    def __init__(self, element: Label, locale: Locale, text: FieldText, *, always: bool = False) -> None:
        self._always = always
        self._variable = element.variable
        self._form = element.form
        self._plural = element.plural
        self._locale = locale
        self._text = text
        self._case = element.look.text_case
        self._strip = element.look.strip_periods
        self._origin = Origin("", "", "label", element.line or None)
        self._wrap = wrap_of(element.look, self._origin)
        self._nodes: dict[tuple[str, bool], Node | None] = {}

    quiet = Quiet(frozenset(), tries=False)

    def render(self, ctx: Context) -> Node | None:
        """Return the label, in the plural if there are several numbers.

        Nothing for an empty variable, unless the label is to stand always.
        """
        variable = self._variable
        if not self._always and not has_variable(ctx, variable):
            return None
        name = ctx.label if variable == "locator" else _term_of(variable, self._locale)
        plural = self._is_plural(ctx, variable)
        if variable in _LABELLED:
            field = parse_number(number_text(ctx, variable), variable)
            if field.parts and field.parts[0].label:
                name = field.parts[0].label
        if (name, plural) not in self._nodes:
            self._nodes[name, plural] = self._make(name, plural=plural)
        node = self._nodes[name, plural]
        if node is not None:
            ctx.started = True
        return node

    def _is_plural(self, ctx: Context, variable: str) -> bool:
        if self._plural != "contextual":
            return self._plural == "always"
        if variable != "locator" and variable not in ctx.entry.values:
            return len(ctx.entry.persons(variable)) > 1
        field = parse_number(number_text(ctx, variable), variable)
        if variable in _COUNTED and field.numeric:
            digits = _DIGITS.match(field.parts[0].value)
            return field.plural or (digits is not None and int(digits[0]) > 1)
        if not field.plural:
            return False
        own = field.parts[0].label or (ctx.label if variable == "locator" else variable)
        following = field.parts[1].label if len(field.parts) > 1 else ""
        return following in ("", own)

    def _make(self, name: str, *, plural: bool) -> Node | None:
        text = self._locale.text(name, self._form, plural=plural)
        if not text:
            return None
        value = self._text(text)
        if self._strip:
            value = without_periods(value)
        if self._case:
            value = cased(value, self._case, self._locale.language)
        node = text_node(0, value, self._origin)
        return node if self._wrap is None else (0, WRAP, node, self._wrap)
