r"""The text of a paper in LaTeX, read from first to last as it is printed: blocks, citations, notes, head.

What LaTeX would print is followed as far as a reader of the paper needs it: emphasis, quotation marks,
accents, headings, lists, tables, notes, the paper's own macros and the files it reads in. A command that is
unknown is passed over, and its arguments are read as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from citekit.documents.blocks import BlockKind, Run, RunKind
from citekit.documents.citations import Aside, AsideKind, KeyCitation
from citekit.documents.document import BibliographyPlace, Note
from citekit.documents.latex.blocks import Blocks, Inside
from citekit.documents.latex.citations import apart_from, citation_of, keys_of
from citekit.documents.latex.cite_commands import CiteCommand, Prints, find_command, read_call
from citekit.documents.latex.commands import (
    FORMATS,
    GONE,
    SWITCHES,
    WORDS,
)
from citekit.documents.latex.head import Head
from citekit.documents.latex.macros import Macro, expand
from citekit.documents.latex.signs import SHORTHANDS, accented
from citekit.documents.latex.source import CODE_ENVIRONMENTS, Piece, Source
from citekit.documents.latex.typed_list import Entry
from citekit.documents.places import Span
from citekit.documents.typed_markup import markup_of
from citekit.latex_text.commands import SYMBOLS
from citekit.latex_text.symbols import ACCENTS, LETTERS, MATHEMATICS, SIGNS
from citekit.markup.tree import Markup, Text

__all__ = ["CITES", "DEEPEST", "Frame", "Handler", "Include", "Reading"]

Include = Callable[[str, str, Span], Source | None]
"""Gives the text of a file by the command that reads it in and its name; None where there is none."""

Handler = Callable[["Reading", Source, str, int, int], int]
"""Reads a command by its name, its start and where its name ends; returns the position behind it all."""

CITES: Final = re.compile(r"\\([A-Za-z]*[cC]ite[A-Za-z]*\*?)")
"""A command that may be one that cites."""
_SPECIAL: Final = re.compile(
    r"\\(?P<word>[A-Za-z]+\*?)|\\(?P<sign>.)|(?P<dash>--+)|(?P<mark>[{}$~&%]|``|''|`|[?!]`|\n[ \t]*\n\s*)"
    r"|\"(?P<short>[`'<>=~|aouAOUs\"-])",
    re.DOTALL,
)
_DISPLAY_ENDS: Final = {"(": "\\)", "[": "\\]"}
DEEPEST: Final = 30
_MOST_EXPANDED: Final = 1_000_000
_LEAST_EXPANDED: Final = 20
"""What a call counts for at least: macros that do nothing but call each other must come to an end."""


@dataclass(slots=True)
class Frame:
    """A group or an environment that is open: what closes it, and what it stands in."""

    closer: str
    before: Inside
    on_close: Callable[[], None] | None = None
    items: int = -1
    """The number of the last item, in a list; -1 where items have none."""


@dataclass(slots=True)
class Reading:
    """What was found so far; the files of a paper are read one within the other."""

    include: Include
    handlers: Mapping[str, Handler]
    head: Head = field(default_factory=Head)
    blocks: Blocks = field(default_factory=Blocks)
    inside: Inside = field(default_factory=Inside)
    frames: list[Frame] = field(default_factory=list)
    citations: list[KeyCitation] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    places: list[BibliographyPlace] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    macros: dict[str, Macro] = field(default_factory=dict)
    made_until: int = 0
    """How far what the macro that is being read prints beside its citations was said already."""
    is_ended: bool = False
    depth: int = 0
    expanding: set[str] = field(default_factory=set)
    has_given_up: bool = False
    expanded: int = 0
    """How much the paper's macros have become so far, in characters."""

    def read(self, source: Source, position: int = 0, end: int | None = None) -> None:
        """Read the characters of ``source`` from ``position`` to ``end``."""
        text = source.text
        end = len(text) if end is None else end
        base = len(self.frames)
        plain_from = position
        while match := _SPECIAL.search(text, position, end):
            start = match.start()
            if match["short"] and not self.head.has_shorthands:
                position = start + 1
                continue
            if plain_from < start:
                self.add(source, plain_from, start)
            position = self.special(source, match, base)
            if self.is_ended:
                return
            plain_from = position = max(min(position, end), start + 1)
        if plain_from < end:
            self.add(source, plain_from, end)
        while len(self.frames) > base and self.frames[-1].closer == "}":
            self.close()

    # Characters.

    def add(self, source: Source, start: int, end: int) -> None:
        """Add characters as they are typed."""
        if not self.inside.is_silent:
            for piece in source.cut(start, end):
                self.blocks.add_piece(piece, self.inside)

    def add_made(self, text: str, source: Source, start: int, end: int) -> None:
        """Add what LaTeX prints for the characters ``start`` to ``end``."""
        if text:
            self.blocks.add_piece(Piece(text, source.span(start, end), is_typed=False), self.inside)

    def add_run(self, text: str, span: Span, kind: RunKind) -> int:
        """Add a run of its own; return the index of its block."""
        index = self.blocks.index(self.inside)
        self.blocks.add_run(Run(text, span, self.inside.formats, kind, self.inside.url))
        return index

    def special(self, source: Source, match: re.Match[str], base: int) -> int:
        """Read what begins with a sign of LaTeX's own; return the position behind it."""
        start, end = match.span()
        if match["word"]:
            return self.word(source, match["word"], start, end)
        if match["sign"]:
            return self.sign(source, match["sign"], start, end)
        if match["dash"]:
            self.add_made({2: "–", 3: "—"}.get(end - start, match[0]), source, start, end)
            return end
        if match["short"]:
            self.add_made(SHORTHANDS[match["short"]], source, start, end)
            return end
        return self.mark(source, match["mark"], start, base)

    def mark(self, source: Source, mark: str, start: int, base: int) -> int:
        """Read a sign of LaTeX's own, quotation marks, or the end of a paragraph."""
        end = start + len(mark)
        if mark == "%":
            skipped = source.skipped_at(start)
            return skipped.end if skipped else end
        if mark == "{":
            self.push("}")
        elif mark == "}":
            if len(self.frames) > base and self.frames[-1].closer == "}":
                self.close()
        elif mark == "$":
            return self.dollar(source, start)
        elif (mark == "&" and self.inside.kind is BlockKind.TABLE_CELL) or mark[0] == "\n":
            self.blocks.end()
        else:
            shown = {"``": "“", "''": "”", "`": "‘", "~": "\u00a0", "?`": "¿", "!`": "¡"}.get(mark, mark)
            self.add_made(shown, source, start, end)
        return end

    def dollar(self, source: Source, start: int) -> int:
        """Read mathematics between dollars, or an amount of money."""
        text = source.text
        closer = "$$" if text.startswith("$$", start) else "$"
        close = start + len(closer)
        while (close := source.find(closer, close, in_paragraph=True)) >= 0 and text[close - 1] == "\\":
            close += 1
        if close < 0:
            self.add_made("$", source, start, start + 1)
            return start + len(closer)
        return self.mathematics(source, start, close + len(closer))

    def mathematics(self, source: Source, start: int, end: int) -> int:
        """Add mathematics, of which citations alone are looked at; return ``end``."""
        if self.inside.is_silent:
            return end
        for match in CITES.finditer(source.text, start, end):
            command = find_command(match[1])
            if command is None or match.start() < start:
                continue
            self.add_formula(source, start, match.start())
            start = self.cite(source, match[1], command, match.start(), match.end()) or match.start()
        self.add_formula(source, start, end)
        return end

    def add_formula(self, source: Source, start: int, end: int) -> None:
        """Add characters of mathematics."""
        if start < end:
            self.add_run(source.text[start:end], source.span(start, end), RunKind.MATH)

    def sign(self, source: Source, sign: str, start: int, end: int) -> int:
        """Read a backslash and the sign after it."""
        if sign in ACCENTS:
            return self.accent(source, ACCENTS[sign], start, end)
        if sign == "\\":
            star = source.text.startswith("*", end)
            option = source.option_at(end + star) if source.text.startswith("[", end + star) else None
            if self.inside.kind is BlockKind.TABLE_CELL:
                self.blocks.end()
            elif self.blocks.open is not None:
                self.add_made("\n", source, start, end)
            return option[1] + 1 if option else end + star
        if sign in _DISPLAY_ENDS:
            close = source.find(_DISPLAY_ENDS[sign], end, in_paragraph=True)
            return self.mathematics(source, start, close + 2) if close >= 0 else end
        self.add_made(SYMBOLS.get(sign, sign if sign in ")]" else ""), source, start, end)
        return end

    def accent(self, source: Source, mark: str, start: int, end: int) -> int:
        """Read a letter with its accent."""
        shown, after = accented(source, mark, end)
        self.add_made(shown, source, start, after)
        return after

    # Groups and environments.

    def push(
        self, closer: str, inside: Inside | None = None, on_close: Callable[[], None] | None = None
    ) -> Frame:
        """Go into a group or an environment."""
        frame = Frame(closer, self.inside, on_close)
        self.frames.append(frame)
        if inside is not None:
            self.inside = inside
        return frame

    def close(self) -> None:
        """Go out of the innermost group or environment."""
        frame = self.frames.pop()
        if frame.on_close is not None:
            frame.on_close()
        self.inside = frame.before

    def argument(
        self, source: Source, position: int, inside: Inside, on_close: Callable[[], None] | None = None
    ) -> int | None:
        """Go into the argument that begins at ``position``; None if there is none in braces."""
        at = source.after_space(position)
        if not source.text.startswith("{", at):
            return None
        self.push("}", inside, on_close)
        return at + 1

    def word(self, source: Source, name: str, start: int, end: int) -> int:
        """Read a command by its name; return the position behind it and those arguments that are no text."""
        skipped = source.skipped_at(start)
        if skipped is not None:
            return self.skipped(
                source, skipped.kind, skipped.end, (skipped.inner_start, skipped.inner_end), start
            )
        macro = self.macros.get(name) or self.macros.get(name.rstrip("*"))
        if macro is not None:
            is_starred = name not in self.macros
            after = self.macro(
                source, name.rstrip("*") if is_starred else name, macro, start, end - is_starred
            )
            if after is not None:
                return after
        handler = self.handlers.get(name) or self.handlers.get(name.rstrip("*"))
        if handler is not None:
            return handler(self, source, name, start, end)
        cites = find_command(name)
        if cites is not None:
            after = self.cite(source, name, cites, start, end)
            if after is not None:
                return after
        return self.ordinary(source, name, start, end)

    def skipped(self, source: Source, kind: str, end: int, inner: tuple[int, int], start: int) -> int:
        """Pass over what LaTeX does not look into."""
        if kind in ("false", "comment") or kind.startswith("filecontents"):
            return end
        if kind in CODE_ENVIRONMENTS:
            self.blocks.end()
            if not self.inside.is_silent:
                within = self.inside
                self.inside = replace(within, kind=BlockKind.CODE)
                self.add_run(source.text[slice(*inner)], source.span(start, end), RunKind.CODE)
                self.blocks.end()
                self.inside = within
            return end
        if not self.inside.is_silent and inner[0] < inner[1]:
            if kind == "address":
                within = self.inside
                shown = source.text[slice(*inner)]
                self.inside = replace(within, url=shown.replace("\\", ""))
                self.add(source, *inner)
                self.inside = within
            else:
                self.add_run(source.text[slice(*inner)], source.span(*inner), RunKind.CODE)
        return end

    def macro(self, source: Source, name: str, macro: Macro, start: int, end: int) -> int | None:
        """Read what a command of the paper's own stands for."""
        self.has_given_up |= self.expanded > _MOST_EXPANDED
        if name in self.expanding or self.depth >= DEEPEST or self.has_given_up:
            return None
        if macro.alias:
            self.expanding.add(name)
            after = self.word(source, macro.alias, start, end)
            self.expanding.discard(name)
            return after
        call = expand(source, macro, start, end)
        if call is None:
            return None
        first, made_until = len(self.citations), self.made_until
        self.made_until = 0
        self.expanded += len(call.source.text) + _LEAST_EXPANDED
        self.expanding.add(name)
        self.depth += 1
        self.read(call.source)
        self.depth -= 1
        self.expanding.discard(name)
        self.settle_citations(source, first, (start, call.end), call.source, made_until)
        if not macro.parameters and source.text.startswith("{}", call.end):
            return call.end + 2
        return source.after_space(call.end) if not macro.parameters else call.end

    def settle_citations(
        self, source: Source, first: int, call: tuple[int, int], made_of: Source, made_until: int
    ) -> None:
        """Say of the citations that a macro's call made what else it prints around them.

        ``made_until`` is how far what ``source`` prints beside citations was said already.
        """
        span = source.span(*call)
        made = [index for index, one in enumerate(self.citations[first:], first) if one.span == span]
        rest, self.made_until = made_of.text[self.made_until :], made_until
        if not made:
            return
        last = self.citations[made[-1]]
        self.citations[made[-1]] = replace(last, around=(last.around[0], last.around[1] + rest))
        if not source.is_typed(*call):
            head = self.citations[made[0]]
            before = source.text[made_until : call[0]] + head.around[0]
            self.citations[made[0]] = replace(head, around=(before, head.around[1]))
            self.made_until = call[1]
        if len(made) > 1:
            for index in made:
                self.citations[index] = replace(self.citations[index], shares_span=True)

    def ordinary(self, source: Source, name: str, start: int, end: int) -> int:
        """Read a command that prints a sign, changes the shape of text, or prints nothing."""
        bare = name.rstrip("*")
        sign = LETTERS.get(name) or SIGNS.get(name) or WORDS.get(name)
        if sign is not None:
            self.add_made(sign, source, start, end)
            if source.text.startswith("{}", end):
                return end + 2
            after = source.after_space(end)
            return after if after == len(source.text) or not source.text[after].isspace() else end
        if name in ACCENTS and not self.inside.is_silent:
            return self.accent(source, ACCENTS[name], start, end)
        if bare in FORMATS:
            return self.argument(source, end, self.inside.styled(bare, FORMATS[bare])) or end
        if bare in SWITCHES:
            self.inside = self.inside.styled(bare, SWITCHES[bare])
            return source.after_space(end) if not source.text.startswith("\n\n", end) else end
        if name in MATHEMATICS:
            self.add_made(MATHEMATICS[name], source, start, end)
            return end
        if name in GONE or bare in GONE:
            return source.behind_arguments(GONE[name] if name in GONE else GONE[bare], end)
        option = source.option_at(end) if source.text.startswith("[", end) else None
        return option[1] + 1 if option else end

    # Citations.

    def cite(self, source: Source, name: str, command: CiteCommand, start: int, end: int) -> int | None:
        """Keep the citation of a command; return the position behind it, None if it has no key."""
        call = read_call(source, end, command) if self.depth < DEEPEST else None
        if call is None:
            return None
        if command.prints is Prints.NOTHING or self.inside.is_silent:
            cites = keys_of(source, call)
            self.head.nocite += cites
            span = source.span(start, call.end)
            if cites and name.startswith("nocite"):
                self.asides.append(Aside(AsideKind.NOCITE, span, ",".join(cite.key for cite in cites)))
            return call.end
        nested: list[KeyCitation] = []

        def markup(first: int, last: int) -> Markup:
            return self.markup(source, first, last, nested)

        cites = citation_of(source, call, command, markup)
        if not cites:
            return call.end
        if call.quoted is not None:
            self.add_made("“", source, start, call.quoted[0])
            self.depth += 1
            self.read(source, *call.quoted)
            self.depth -= 1
            self.add_made("”", source, call.quoted[1], call.quoted[1])
        apart = apart_from(source, name, start, call)
        span = source.span(start, call.quoted[0] - 1 if apart and call.quoted else call.end)
        is_typed = source.is_typed(start, call.end)
        index = self.add_run(source.text[start : call.end], span, RunKind.CITATION)
        mode = command.mode
        self.citations.append(
            KeyCitation(
                span=span,
                cites=tuple(cites),
                mode=mode,
                note=self.inside.note,
                block=index,
                command=name,
                makes_note=command.makes_note,
                around=("", "") if is_typed else (source.text[self.made_until : start], ""),
                apart=apart,
                nested=tuple(nested),
            )
        )
        if not is_typed:
            self.made_until = call.end
        return call.end

    def markup(self, source: Source, start: int, end: int, nested: list[KeyCitation]) -> Markup:
        """Return an argument as markup; the citations in it go to ``nested``."""
        text = source.text[start:end]
        if not _SPECIAL.search(text):
            return (Text(text),) if text else ()
        blocks, inside, frames, citations = self.blocks, self.inside, self.frames, self.citations
        self.blocks, self.inside, self.frames, self.citations = Blocks(), Inside(), [], []
        self.depth += 1
        self.read(source, start, end)
        self.depth -= 1
        runs = (
            [run for run in self.blocks.open.runs if run.kind is not RunKind.NOTE] if self.blocks.open else []
        )
        self.blocks.end()
        runs = (
            [run for block in self.blocks.done for run in block.runs] if len(self.blocks.done) > 1 else runs
        )
        nested += self.citations
        self.blocks, self.inside, self.frames, self.citations = blocks, inside, frames, citations
        lead = (Text(" "),) if text[:1].isspace() else ()
        return (*lead, *markup_of(runs))
