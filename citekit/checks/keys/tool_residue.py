"""Text that a program left in the paper: marks of sources, placeholders, tracked addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, edits, prose_of
from citekit.documents.blocks import Block, BlockKind

__all__ = ["CHECK"]


class _Trace(NamedTuple):
    """A pattern, and pieces of text of which each of its matches has one: most blocks have none."""

    pieces: tuple[str, ...]
    pattern: re.Pattern[str]


_LEFT: Final = (
    _Trace(("oaicite:",), re.compile(r"(?::contentReference)?\[?oaicite:\d+\]?(?:\{index=\d+\})?")),
    _Trace(("【",), re.compile(r"【\d+(?::\d+)?†[^】]*】")),
    _Trace(
        ("turn",),
        re.compile(
            r"[\ue200-\ue2ff]?(?:cite)?[\ue200-\ue2ff]?turn\d+(?:search|news|view|file|image|academia)\d+\S?"
        ),
    ),
    _Trace(
        ("[",),
        re.compile(r"\[cite_start\]|\[cite: ?\d+(?:, ?\d+)*\]|\[attached_file:\d+\]|\[web:\d+\]"),
    ),
    _Trace(("grok",), re.compile(r"\bgrok_card\b|<grok-card\b[^>]*>")),
    _Trace(
        ("As an AI", " sorry, but ", "As of my ", "! Here ", "access to "),
        re.compile(
            r"(?<![“\"'‘„«])\b(?:As an AI(?: language)? model,? I\b"
            r"|(?:I'm|I’m|I am) sorry, but (?:as an AI|I can(?:not|['’]t))"
            r"|As of my (?:last|latest) (?:knowledge |training )?(?:update|cut-?off)"
            r"|(?:Certainly|Sure|Of course)! Here (?:is|are|['’]s)"
            r"|I do(?: not|n['’]t) have (?:real-time |direct )?access to (?:real-time|the internet))"
            r"[^.\n]*\.?"
        ),
    ),
    _Trace(
        ("I hope this", "et me know if", "Would you like me", "Do you want me", "If you want, I can"),
        re.compile(
            r"(?<![“\"'‘„«])\b(?:I hope this helps\b[!.]?"
            r"(?:\s+(?:Please )?[Ll]et me know\b[^.!?\n]*[.!?]?)?"
            r"|(?:Please )?[Ll]et me know if you(?: would|['’]d)? (?:like|want|need)"
            r" (?:me|any|further|more)\b[^.!?\n]*[.!?]?"
            r"|(?:Would you like|Do you want) me to (?:expand|continue|add|revise|rewrite|include|format)\b"
            r"[^.?\n]*\??"
            r"|If you want, I can (?:also )?(?:expand|add|revise|rewrite|format|adapt)\b[^.\n]*\.?)"
        ),
    ),
)
_PLACEHOLDERS: Final = (
    _Trace(
        ("10.",),
        re.compile(
            r"\b10\.[xX]{3,}(?:/\S*)?|\b10\.\d{4,9}/[xX]{3,}\b|\b10\.1234/(?:example|abcd?|placeholder)\S*"
        ),
    ),
    _Trace(
        ("[",),
        re.compile(
            r"\[(?:citation|cite|REF"
            r"|(?:citation|source|ref|reference|page|page number|author|year|date)\s?\?+"
            r"|(?:citation|source|ref|reference)\s(?:needed|missing|here|tbc)"
            r"|(?:insert|add|find|need|needs|missing)\s(?:a\s)?(?:citation|source|ref|reference|page"
            r"|page number|footnote|author|year|date)(?:\shere)?|TODO[^\]]{0,40}"
            r"|[^\[\]]{2,40}\shere\?|TBC|TBD)\]",
            re.IGNORECASE,
        ),
    ),
    _Trace(
        ("[",),
        re.compile(r"\[(?:citation needed|insert citation|add citation):[^\]]*\]", re.IGNORECASE),
    ),
    _Trace(
        ("(",),
        re.compile(
            r"\((?:citation needed|(?:insert|add) (?:a )?(?:citation|reference|source)(?: here)?"
            r"|(?:ref|reference|source|citation|year)\s?\?+|(?:Author|Name|Surname), (?:Year|Date))\)",
            re.IGNORECASE,
        ),
    ),
)
_TRACKED: Final = _Trace(
    ("utm_source=",),
    re.compile(r"[?&]utm_source=(?:chatgpt\.com|openai|perplexity\S*|copilot\S*)(?:&utm_\w+=[^\s&)]*)*"),
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each piece of text that nobody would type."""
    for number, block in enumerate(paper.document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        text = prose_of(block)
        taken: list[range] = []
        for traces, told in ((_LEFT, _RESIDUE), (_PLACEHOLDERS, _PLACEHOLDER), ((_TRACKED,), _TRACKING)):
            for trace in traces:
                if not any(piece in text for piece in trace.pieces):
                    continue
                for match in trace.pattern.finditer(text):
                    if any(match.start() in one for one in taken):
                        continue
                    taken.append(range(match.start(), match.end()))
                    yield _finding(paper, number, block, match, told)


_RESIDUE: Final = (
    "“{}” is text left over from a tool: it leads to no source. Cite the source, or take it out."
)
_PLACEHOLDER: Final = "“{}” is a placeholder. Put the source there, or take it out."
_TRACKING: Final = "“{}” in an address was put there by a tool, and leads to the page as well without it."


def _finding(paper: Paper, number: int, block: Block, match: re.Match[str], told: str) -> Finding:
    words = at_block(paper, number, match.start(), match.end())
    is_tracking = told is _TRACKING
    start = match.start()
    if not is_tracking and start and block.text[start - 1] == " ":
        start -= 1
    is_last = match.end() == len(block.text) or not block.text[match.end()].isalnum()
    mended = edits(paper, number, start, match.end(), "") if told is not _PLACEHOLDER and is_last else ()
    return Finding(
        check=CHECK.id,
        level=Level.WARNING if is_tracking else Level.ERROR,
        where=words.where,
        quote=words.text,
        message=told.format(words.text),
        fix=Fix(edits=mended, safe=is_tracking) if mended else None,
        habit="text left over from a tool" if told is _RESIDUE else "",
    )


CHECK = PaperCheck(
    id="tool-residue",
    title="Text left over from a tool",
    group=Group.KEYS,
    level=Level.ERROR,
    reason=(
        "Marks such as [oaicite:1] stood for a source in the window of a program; in the paper they lead "
        "nowhere. Whoever reads the paper sees that the source was not looked up."
    ),
    remedy="Find the source that the mark stood for, read it, and cite it.",
    example=Example(
        wrong="Late nights cost grades :contentReference[oaicite:1]{index=1}.\n",
        right="Late nights cost grades (Smith, 2019).\n",
    ),
    find=find,
)
