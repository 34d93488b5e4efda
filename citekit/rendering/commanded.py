r"""What a command of LaTeX, or a form of Typst, prints of the works it names: a year, a title, an entry.

biblatex manual, "Citation commands"; natbib manual, "Basic citation commands"; Typst documentation, "Cite".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from citekit.csl.citation import Mode, RenderedCitation
from citekit.documents.citations import KeyCitation, KeyCite
from citekit.documents.latex.cite_commands import CiteCommand, Prints, find_command
from citekit.item.item import Item
from citekit.markup.inline import parse_inline
from citekit.markup.tree import Block, Display, Format, Link, Markup, Node, Styled, Text, plain

__all__ = ["as_commanded", "is_mention", "without_brackets", "without_common_prefix"]

_FORMS: Final = {
    "author": CiteCommand(mode=Mode.AUTHOR_ONLY),
    "year": CiteCommand(prints=Prints.YEAR),
    "full": CiteCommand(prints=Prints.ENTRY),
}
"""The forms of Typst's ``cite`` that print no citation."""
_BRACKETS: Final = {"(": ")", "[": "]"}
_MENTIONS: Final = frozenset((Prints.YEAR, Prints.TITLE, Prints.ADDRESS, Prints.ENTRY))
_IN_QUOTES: Final = frozenset(
    {
        *("article", "article-journal", "article-magazine", "article-newspaper", "chapter"),
        *("entry", "entry-dictionary", "entry-encyclopedia", "post-weblog", "webpage", "manuscript"),
        "paper-conference",
    }
)
"""Types whose titles stand in quotation marks, for they are parts of something."""


def _command(typed: KeyCitation) -> CiteCommand | None:
    return _FORMS.get(typed.command) or find_command(typed.command)


def is_mention(typed: KeyCitation) -> bool:
    """Whether a command names a work in the sentence, and is no citation of the style's."""
    command = _command(typed)
    return command is not None and (command.mode is Mode.AUTHOR_ONLY or command.prints in _MENTIONS)


def as_commanded(
    typed: KeyCitation,
    rendered: RenderedCitation,
    items: Mapping[str, Item],
    entries: Mapping[str, Markup],
) -> RenderedCitation:
    """Return ``rendered`` as the command of ``typed`` prints it.

    ``entries`` are those of the bibliography by the ids of their items. A work that is unknown stays as it is
    printed, as its key with a question mark.
    """
    rendered = _with_common_prefix(typed, rendered)
    command = _command(typed)
    prints = command.prints if command else Prints.CITATION
    if prints is Prints.BARE:
        return replace(
            rendered, markup=without_brackets(rendered.markup), rest=without_brackets(rendered.rest)
        )
    works = [items.get(cite.key) for cite in typed.cites]
    if prints not in _MENTIONS or any(work is None for work in works):
        return rendered
    known = [work for work in works if work is not None]
    if prints is Prints.YEAR:
        bare = without_brackets(rendered.markup)
        years = [_year(work) for work in known]
        if all(year and year in plain(bare) for year in years):
            return replace(rendered, markup=bare, rest=bare)
        return _said(rendered, typed, [(Text(year),) for year in years], ", ")
    if prints is Prints.TITLE:
        return _said(rendered, typed, [_title(work) for work in known], ", ")
    if prints is Prints.ADDRESS:
        return _said(rendered, typed, [_address(work) for work in known], ", ")
    return _said(rendered, typed, [_entry(entries.get(work.id, ()), work) for work in known], "; ")


def without_common_prefix(typed: KeyCitation) -> KeyCitation:
    """Return ``typed`` without a prefix that stands before all its keys, whichever the style puts first."""
    if not _has_common_prefix(typed):
        return typed
    first, *others = typed.cites
    return replace(typed, cites=(first._replace(prefix=()), *others))


def _has_common_prefix(typed: KeyCitation) -> bool:
    command = _command(typed)
    is_one_group = command is not None and not command.is_plural and command.mode is not Mode.COMPOSITE
    return is_one_group and len(typed.cites) > 1 and bool(typed.cites[0].prefix)


def _with_common_prefix(typed: KeyCitation, rendered: RenderedCitation) -> RenderedCitation:
    if not _has_common_prefix(typed):
        return rendered
    prefix = (*typed.cites[0].prefix, Text(" "))
    return replace(rendered, markup=_begun(rendered.markup, prefix), rest=_begun(rendered.rest, prefix))


def _begun(markup: Markup, prefix: Markup) -> Markup:
    """Return ``markup`` with ``prefix`` before it, within the bracket that it begins with."""
    bracket = plain(markup)[:1]
    if bracket not in _BRACKETS:
        return (*prefix, *markup)
    return (Text(bracket), *prefix, *_without_first(markup))


def _said(
    rendered: RenderedCitation, typed: KeyCitation, parts: list[Markup], between: str
) -> RenderedCitation:
    nodes: list[Node] = []
    for number, (cite, part) in enumerate(zip(typed.cites, parts, strict=True)):
        nodes += [Text(between)] * bool(number)
        nodes += _around(cite, part)
    return replace(rendered, markup=tuple(nodes), rest=tuple(nodes))


def _around(cite: KeyCite, part: Markup) -> Markup:
    prefix = (*cite.prefix, Text(" ")) if cite.prefix else ()
    if cite.after and plain(part).endswith("."):
        part = _without_last(part)
    return (*prefix, *part, *cite.after)


def _year(item: Item) -> str:
    issued = item.dates.get("issued")
    return str(issued.year) if issued is not None and issued.year is not None else ""


def _title(item: Item) -> Markup:
    title = parse_inline(item.text.get("title-short") or item.text.get("title", ""))
    if item.type in _IN_QUOTES:
        return (Text("“"), *title, Text("”"))
    return (Styled(Format.ITALIC, title),)


def _address(item: Item) -> Markup:
    doi = item.text.get("DOI", "")
    address = item.text.get("URL") or (f"https://doi.org/{doi}" if doi else "")
    return (Link(address, (Text(address),)),) if address else ()


def _entry(markup: Markup, item: Item) -> Markup:
    """Return an entry without the number in its margin; a style without a list prints the title."""
    nodes: list[Node] = []
    for node in markup:
        if not isinstance(node, Block):
            nodes.append(node)
        elif node.display is not Display.LEFT_MARGIN:
            nodes += node.children
    return tuple(nodes) if nodes else _title(item)


def without_brackets(markup: Markup) -> Markup:
    """Return ``markup`` without the brackets that it stands in as a whole."""
    text = plain(markup)
    if len(text) < 2 or _BRACKETS.get(text[0]) != text[-1]:
        return markup
    depth = 0
    for position, char in enumerate(text):
        depth += (char == text[0]) - (char == text[-1])
        if depth == 0 and position < len(text) - 1:
            return markup  # "(Doe, 2020) and (Roe, 2021)" is in none as a whole
    return _without_last(_without_first(markup))


def _without_first(markup: Markup) -> Markup:
    for index, node in enumerate(markup):
        if not plain((node,)):
            continue
        if isinstance(node, Text):
            return (*markup[:index], replace(node, text=node.text[1:]), *markup[index + 1 :])
        return (*markup[:index], replace(node, children=_without_first(node.children)), *markup[index + 1 :])
    return markup


def _without_last(markup: Markup) -> Markup:
    for index in reversed(range(len(markup))):
        node = markup[index]
        if not plain((node,)):
            continue
        if isinstance(node, Text):
            return (*markup[:index], replace(node, text=node.text[:-1]), *markup[index + 1 :])
        return (*markup[:index], replace(node, children=_without_last(node.children)), *markup[index + 1 :])
    return markup
