"""One name: which of its parts stand in which order.

CSL 1.0.2, "Name", "Name-part Order", "Name-part Formatting".
"""

from __future__ import annotations

from citekit.csl.model.elements import Look, NameElement
from citekit.csl.render.field_text import FieldText, cased
from citekit.csl.render.initials import initials
from citekit.csl.render.nodes import NAME, SEQUENCE, VAR, WRAP, Node, Wrap, fitting, text_node
from citekit.csl.render.options import NameOptions
from citekit.csl.render.person import GLUE, Person
from citekit.markup.tree import Origin

__all__ = ["NameRenderer"]

_FULL = 2
_MOST_KNOWN = 100_000


class _Origins(dict[str, Origin]):
    """Where each part of a name comes from, by part: most styles have many lists of names that print none."""

    def __init__(self, variable: str, line: int | None) -> None:
        self._variable = variable
        self._line = line

    def __missing__(self, part: str) -> Origin:
        made = self[part] = Origin(self._variable, part, "name", self._line)
        return made


class NameRenderer:
    """Renders single names by one set of options, and remembers them."""

    __slots__ = (
        "_affixes", "_family", "_given", "_known", "_looks", "_origins", "_particle_space", "_sorting",
        "_text",
        "language", "options",
    )  # fmt: skip

    def __init__(
        self,
        element: NameElement,
        options: NameOptions,
        text: FieldText,
        language: str,
        variable: str,
        *,
        sorting: bool,
    ) -> None:
        self._sorting = sorting
        self.options = options
        self.language = language
        self._text = text
        self._looks = (element.family, element.given)
        line = element.line or None
        self._origins = _Origins(variable, line)
        self._family = _formats(element.family)
        self._given = _formats(element.given)
        self._affixes = (_affixes(element.family, line), _affixes(element.given, line))
        # French, Russian and Czech keep a particle and its name on one line
        self._particle_space = "\u00a0" if language[:2] in ("fr", "ru", "cs") else " "
        self._known: dict[tuple[Person, bool, int], Node] = {}

    def render(self, person: Person, inverted: bool, level: int) -> Node:
        """Return ``person`` as a NAME node.

        ``inverted`` puts the family name first. ``level`` tells how much of the given names there must be:
        0 what the style asks for, 1 initials, 2 all.
        """
        known = self._known.get((person, inverted, level))
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[person, inverted, level] = (
                VAR,
                NAME,
                self._render(person, inverted, level),
                person,
            )
        return known

    def family_first(self, person: Person, level: int) -> Node:
        """Return ``person`` family name first without a comma, as in Hungarian or Vietnamese."""
        if person.literal or person.han or not person.given:
            return self.render(person, inverted=False, level=level)
        return (VAR, NAME, self._render(person, inverted=False, level=level, static=True), person)

    def is_inverted(self, person: Person, inverted: bool) -> bool:
        """Whether ``person`` really prints family name first with a separator."""
        return inverted and bool(person.given) and not person.literal and not person.han

    def _render(self, person: Person, inverted: bool, level: int, *, static: bool = False) -> Node:
        if person.literal and not person.family:
            return self._leaf("literal", person.literal, 0) or (VAR, SEQUENCE, (), "", None)
        given = self._given_names(person, level)
        family = self._leaf("family", person.family, 0)
        particle = self._leaf("non-dropping-particle", person.non_dropping, 0)
        if self.options.form == "short" and level == 0:
            return self._short(person, family, particle, inverted)
        dropping = self._leaf("dropping-particle", person.dropping, 1)
        if person.han or ((static or person.static) and person.given):
            given_leaf = self._leaf("given", person.given if person.han else given, 1)
            whole = _join((_join((particle, family), " "), given_leaf), "" if person.han else " ")
            return whole or (VAR, SEQUENCE, (), "", None)
        given_leaf = self._leaf("given", given, 1)
        suffix = self._leaf("suffix", self._suffix(person.suffix), -1)
        family_affixes, given_affixes = self._affixes
        if not inverted:
            family = self._with_particle(person.spaced, particle, family)
            family = self._with_particle(not person.dropping.endswith(GLUE), dropping, family)
            if suffix is not None:
                family = _join((family, suffix), ", " if person.comma_suffix else " ")
            whole = _join((_wrap(given_leaf, given_affixes), _wrap(family, family_affixes)), " ")
        else:
            if self.options.demote == "display-and-sort":
                given_leaf = _join((given_leaf, dropping, particle), " ")
            else:
                family = self._with_particle(person.spaced, particle, family)
                given_leaf = _join((given_leaf, dropping), " ")
            whole = _join(
                (_wrap(family, family_affixes), _wrap(given_leaf, given_affixes), suffix),
                self.options.sort_separator,
            )
        return whole or (VAR, SEQUENCE, (), "", None)

    def _short(self, person: Person, family: Node | None, particle: Node | None, inverted: bool) -> Node:
        family_affixes, given_affixes = self._affixes
        if person.han:
            whole = _join((particle, family), "")
        elif inverted and self.options.demote == "display-and-sort":
            whole = _join(
                (_wrap(family, family_affixes), _wrap(particle, given_affixes)), self.options.sort_separator
            )
        else:
            whole = _wrap(self._with_particle(person.spaced, particle, family), family_affixes)
        return whole or (VAR, SEQUENCE, (), "", None)

    def _given_names(self, person: Person, level: int) -> str:
        options = self.options
        terminator = options.initialize_with
        if terminator is None and level and options.only_initials and options.form == "short":
            terminator = ""
        if not person.given or terminator is None or level == _FULL or person.han:
            return person.given
        return initials(
            person.given,
            terminator,
            hyphen=options.initialize_hyphen,
            shorten=options.initialize,
        )

    def _suffix(self, suffix: str) -> str:
        """Return ``suffix`` with the full stops that initials have: "Jr." goes with "J. Doe", not "J Doe"."""
        options = self.options
        if not suffix or options.initialize_with is None:
            return suffix
        return initials(suffix, options.initialize_with, hyphen=options.initialize_hyphen, shorten=False)

    def _with_particle(self, spaced: bool, particle: Node | None, family: Node | None) -> Node | None:
        return _join((particle, family), self._particle_space if spaced or self._sorting else "")

    def _leaf(self, part: str, text: str, look: int) -> Node | None:
        if not text:
            return None
        value = self._text(text)
        if look < 0:
            return text_node(VAR, value, self._origins[part])
        case = self._looks[look].text_case
        if case:
            value = cased(value, case, self.language)
        node = text_node(VAR, value, self._origins[part])
        wrap = self._given if look else self._family
        wrap = fitting(wrap, text)
        return node if wrap is None else (VAR, WRAP, node, wrap)


def _formats(look: Look) -> Wrap | None:
    return Wrap("", "", look.formats, look.quotes, None, None) if look.formats or look.quotes else None


def _affixes(look: Look, line: int | None) -> Wrap | None:
    if not (look.prefix or look.suffix):
        return None
    return Wrap(look.prefix, look.suffix, (), False, None, Origin("", "", "name-part", line))


def _wrap(node: Node | None, wrap: Wrap | None) -> Node | None:
    return node if node is None or wrap is None else (VAR, WRAP, node, wrap)


def _join(nodes: tuple[Node | None, ...], delimiter: str) -> Node | None:
    children = tuple([node for node in nodes if node is not None])
    if len(children) <= 1:
        return children[0] if children else None
    return (VAR, SEQUENCE, children, delimiter, None)
