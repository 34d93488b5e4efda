"""A citation that a program was to write out, and did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.places import at_block, prose_of
from citekit.documents.blocks import BlockKind

__all__ = ["CHECK"]

_ENDNOTE: Final = re.compile(
    r"\{[^\W\d_][^{}\n]{0,80}, (?:\d{4}|n\.d\.)[a-z]? #\d+(?:@[^{}]*)?(?:;[^{}]*)?\}"
)
_WORD: Final = re.compile(
    r"Error! (?:Bookmark not defined|Reference source not found|No bookmark name given)\.?"
)
_UNRESOLVED: Final = re.compile(r"(?<!\w)(?:\[\?\]|\(\?\?\)|\[\?\?\])(?!\w)|\(\?\?\?\)")
_FIELD_CODE: Final = re.compile(r"ADDIN (?:ZOTERO_ITEM|EN\.CITE|CSL_CITATION|Mendeley)\b")
_PATTERNS: Final = (
    (_ENDNOTE, "EndNote was to write this citation out. Let it format the bibliography once more."),
    (_WORD, "Word has lost what this field refers to. Put the citation or the number there again."),
    (
        _UNRESOLVED,
        "A question mark stands where LaTeX found no work of that key. Correct the key, and run it again.",
    ),
    (_FIELD_CODE, "The code of a field stands here as text. Undo, and let the reference manager refresh it."),
)


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each citation that stands there as its program's code or as a question mark."""
    for number, block in enumerate(paper.document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        text = prose_of(block)
        for pattern, told in _PATTERNS:
            for match in pattern.finditer(text):
                words = at_block(paper, number, match.start(), match.end())
                yield Finding(
                    check=CHECK.id,
                    level=Level.ERROR,
                    where=words.where,
                    quote=words.text,
                    message=told,
                    habit="citations that were not written out",
                )


CHECK = PaperCheck(
    id="unrendered-citation",
    title="A citation that was not written out",
    group=Group.KEYS,
    level=Level.ERROR,
    reason="Where a program did not finish its work, the reader finds a code for a source.",
    remedy="Let the program refresh the document, and look at the paper once more before you hand it in.",
    example=Example(
        wrong="Late nights cost grades {Smith, 2019 #291}.\n",
        right="Late nights cost grades (Smith, 2019).\n",
    ),
    find=find,
)
