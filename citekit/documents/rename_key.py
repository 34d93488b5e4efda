"""Give a cited key another name in the text of a document."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["rename_key"]

# What a key may go on with: pandoc's citation keys end at these only when a word character follows them
# (pandoc manual, "Citation syntax"), so `doe2020.` ends a sentence and `doe2020.b` is another key.
_GOES_ON: Final = r"(?!\w|[:.#$%&\-+?<>~/]\w)"
_STARTS: Final = r"(?<![\w@.])"

_LATEX_CITE: Final = re.compile(r"\\[A-Za-z]*cite[A-Za-z]*\*?(?:\s*(?:\[[^\]]*\]|\([^)]*\)))*\s*\{[^{}]*\}")


def rename_key(text: str, old: str, new: str) -> str:
    """Return ``text`` with every citation of the key ``old`` citing ``new``.

    A citation is ``@old`` or ``@{old}`` (Markdown, org, Typst, text), or ``old`` among the keys of a LaTeX
    command of the cite family. The key is matched as a whole: renaming ``g1`` leaves ``g10`` alone.
    """
    exact = re.escape(old)
    text = re.sub(rf"{_STARTS}@\{{{exact}\}}", lambda _: f"@{{{new}}}", text)
    text = re.sub(rf"{_STARTS}@{exact}{_GOES_ON}", lambda _: f"@{new}", text)
    return _LATEX_CITE.sub(lambda match: _in_latex(match[0], old, new), text)


def _in_latex(command: str, old: str, new: str) -> str:
    head, brace, keys = command.rpartition("{")
    parts = keys.removesuffix("}").split(",")
    changed = [part.replace(old, new) if part.strip() == old else part for part in parts]
    return f"{head}{brace}{','.join(changed)}}}"
