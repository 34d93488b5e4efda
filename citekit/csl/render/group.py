"""What holds other elements: rows of them, groups, and the branches of a choose.

CSL 1.0.2, "Group", "Choose", "Macro".
"""

from __future__ import annotations

from citekit.csl.model.elements import Look, Test
from citekit.csl.render.condition import Check, check_of, narrow
from citekit.csl.render.context import Context
from citekit.csl.render.names import Quiet, Renderer, quiet_of
from citekit.csl.render.nodes import EMPTY, IDLE, PRESENT, SEQUENCE, TRIED, VAR, WRAP, Node, wrap_of
from citekit.markup.tree import Origin

__all__ = ["ChooseRenderer", "FirstOf", "GroupRenderer", "Sequence"]


def _nothing(bits: int) -> Node | None:
    """Return what tells a group around that nothing printed, and what was tried."""
    if bits & VAR:
        return PRESENT
    return EMPTY if bits else None


def _rendered(renderers: tuple[Renderer, ...], ctx: Context) -> tuple[int, list[Node], Node | None]:
    """Return the bits of all, what printed, and `IDLE` if one of them says that it tried nothing."""
    bits = 0
    idle: Node | None = None
    parts: list[Node] = []
    for renderer in renderers:
        node = renderer.render(ctx)
        if node is None:
            continue
        bits |= node[0]
        if node[1] == SEQUENCE and node[3] is None:
            parts += node[2]
        elif node[1] >= 0:
            parts.append(node)
        elif node is IDLE:
            bits, idle = bits & ~TRIED, IDLE
    return bits, parts, idle


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
        bits, parts, idle = _rendered(self._renderers, ctx)
        if not parts:
            return _nothing(bits) or idle
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

    __slots__ = ("_asks", "_delimiter", "_idle", "_origin", "_renderers", "_wrap", "quiet")

    def __init__(
        self,
        renderers: tuple[Renderer, ...],
        look: Look,
        line: int,
        *,
        sorting: bool,
        idle_forgives: bool = False,
    ) -> None:
        self._renderers = renderers
        self._idle = IDLE if idle_forgives else None
        self._delimiter = look.delimiter or ""
        self._origin = Origin("", "", "group", line or None)
        self._wrap = None if sorting else wrap_of(look, self._origin)
        quiet = None if idle_forgives else quiet_of(renderers)
        # a group that tries nothing prints its terms, and counts as a variable for the group around it
        self.quiet = quiet if quiet is not None and quiet.tries else None
        self._asks = None if self.quiet is None else self.quiet.variables

    def render(self, ctx: Context) -> Node | None:
        """Return the joined children, or nothing; an item without any of its variables is passed by."""
        asks = self._asks
        if asks is not None and asks.isdisjoint(ctx.entry.present):
            return EMPTY
        started = ctx.started
        bits, parts, _ = _rendered(self._renderers, ctx)
        if not parts or bits == TRIED:
            ctx.started = started
            return _nothing(bits) or self._idle
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
