"""The cites of one citation command: keys with their places, and what is said before and after them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from citekit.csl.citation import Mode
from citekit.csl.locator import split_locator
from citekit.documents.citations import Apart, KeyCite
from citekit.documents.latex.cite_commands import CitationCall, CiteCommand, read_keys
from citekit.documents.latex.source import Source
from citekit.documents.typed_markup import cut_markup, trim_markup
from citekit.markup.tree import Markup, Text, plain

__all__ = ["apart_from", "citation_of", "keys_of"]


def keys_of(source: Source, call: CitationCall) -> list[KeyCite]:
    """Return the keys of a call alone."""
    return [
        KeyCite(" ".join(source.text[start:end].split()), source.span(start, end))
        for group in call.groups
        for start, end in read_keys(source, *group.keys)
    ]


def citation_of(
    source: Source, call: CitationCall, command: CiteCommand, markup: Callable[[int, int], Markup]
) -> list[KeyCite]:
    """Return the cites of a call; ``markup`` reads an argument.

    What stands before belongs to the first key of its group, what stands after to the last.
    """
    cites: list[KeyCite] = []
    for group in call.groups:
        mode = Mode.SUPPRESS_AUTHOR if command.mode is Mode.SUPPRESS_AUTHOR else Mode.NORMAL
        mine = [
            KeyCite(" ".join(source.text[start:end].split()), source.span(start, end), mode=mode)
            for start, end in read_keys(source, *group.keys)
        ]
        if not mine:
            continue
        if group.prefix is not None:
            mine[0] = mine[0]._replace(prefix=trim_markup(markup(*group.prefix)))
        after = markup(*group.after) if group.after is not None else ()
        if group.volume is not None:
            volume = (Text("vol. "), *markup(*group.volume))
            after = (*volume, Text(", "), *after) if after else volume
        mine[-1] = _with_after(mine[-1], after)
        cites += mine
    if cites and call.prefix is not None:
        common = trim_markup(markup(*call.prefix))
        prefix = (*common, Text(" "), *cites[0].prefix) if common and cites[0].prefix else common
        cites[0] = cites[0]._replace(prefix=prefix or cites[0].prefix)
    if cites and call.after is not None and (common := trim_markup(markup(*call.after))):
        typed = cites[-1].after
        cites[-1] = _with_after(cites[-1], (*typed, Text(", "), *common) if typed else common)
    return cites


def _with_after(cite: KeyCite, typed: Markup) -> KeyCite:
    """Return ``cite`` with what follows its key: LaTeX puts a comma before it, which is not typed."""
    typed = trim_markup(typed)
    if not typed:
        return cite
    after = typed if plain(typed).startswith((",", ";", ":", ".", "(")) else (Text(", "), *typed)
    after = _joined(after)
    locator, cut = split_locator(plain(after))
    return cite._replace(after=after, locator=locator, suffix=cut_markup(after, cut))


def _joined(markup: Markup) -> Markup:
    """Return ``markup`` with neighbouring texts as one."""
    if all(not (isinstance(one, Text) and isinstance(other, Text)) for one, other in pairwise(markup)):
        return markup
    joined = list(markup[:1])
    for node in markup[1:]:
        last = joined[-1]
        if isinstance(node, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def apart_from(source: Source, name: str, start: int, call: CitationCall) -> Apart | None:
    """Return where the citation of a quotation is printed: behind the quoted text, or at its end.

    What is left of its command quotes without citing (csquotes, "Quoting").
    """
    if not source.is_typed(start, call.end):
        return None
    if name == "displaycquote":
        close = source.find(r"\end{displaycquote}", call.end)
        if close < 0:
            return None
        behind = call.end + len(source.text[call.end : close].rstrip())
        end = source.span(behind, close + len(r"\end{displaycquote}"))
        return Apart(r"\begin{displayquote}", end, "\n\\end{displayquote}")
    if call.quoted is None:
        return None
    words = source.text[start : call.groups[0].keys[0]]
    language = re.match(r"\\\w+\*?(\{[^{}]*\})", words) if "quote" in name and "{" in words[:-1] else None
    between = source.text[call.groups[0].keys[1] + 1 : call.quoted[0] - 1].strip()
    head = "\\" + name.replace("cquote", "quote") + (language[1] if language else "")
    at = call.quoted[1] if "block" in name else call.end
    return Apart(head + (f"[]{between}" if between else ""), source.span(at, at))
