"""Give a cited key another name in the text of a document."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Final

from citekit.documents.citations import AsideKind
from citekit.documents.document import Document
from citekit.documents.latex import latex
from citekit.documents.typst import typst
from citekit.documents.typst.lexing import is_label
from citekit.errors import CannotEdit

__all__ = ["rename_key"]

# What a key may go on with: pandoc's citation keys end at these only when a word character follows them
# (pandoc manual, "Citation syntax"), so `doe2020.` ends a sentence and `doe2020.b` is another key.
_GOES_ON: Final = r"(?!\w|[:.#$%&\-+?<>~/]\w)"
_STARTS: Final = r"(?<![\w@.])"

_LATEX_CITE: Final = re.compile(r"\\[A-Za-z]*cite[A-Za-z]*\*?(?:\s*(?:\[[^\]]*\]|\([^)]*\)))*\s*\{[^{}]*\}")


def rename_key(text: str, old: str, new: str, *, name: Path | str = "") -> str:
    """Return ``text``, of the file ``name``, with every citation of the key ``old`` citing ``new``.

    In a LaTeX or Typst paper it is what the paper's reader finds, in its own commands too, and not in
    comments and listings. Anywhere else a citation is ``@old`` or ``@{old}`` (Markdown, org, text), or
    ``old`` among the keys of a LaTeX command of the cite family. The key is matched as a whole: renaming
    ``g1`` leaves ``g10`` alone.

    Raises:
        CannotEdit: a Typst paper cites ``old`` where ``new`` cannot stand.
    """
    if PurePath(name).suffix.lower() in typst.EXTENSIONS:
        document = typst.read(text.encode(), name=name)
        changed = _in_paper(document, old, new)
        if changed != text and not is_label(new):
            hint = f'cite it as #cite(label("{new}")), or choose a key of letters, digits, "-", "_"'
            raise CannotEdit(str(name), f'"{new}" cannot stand after @ in Typst', hint)
        return changed
    if PurePath(name).suffix.lower() in latex.EXTENSIONS:
        return _in_paper(latex.read(text.encode(), name=name), old, new)
    exact = re.escape(old)
    text = re.sub(rf"{_STARTS}@\{{{exact}\}}", lambda _: f"@{{{new}}}", text)
    text = re.sub(rf"{_STARTS}@{exact}{_GOES_ON}", lambda _: f"@{new}", text)
    return _LATEX_CITE.sub(lambda match: _in_latex(match[0], old, new), text)


def _in_paper(document: Document, old: str, new: str) -> str:
    cites = [cite for citation in document.all_citations() for cite in citation.cites]
    spans = {cite.key_span for cite in (*cites, *document.metadata.nocite)}
    spans |= {aside.span for aside in document.asides if aside.kind is AsideKind.DEFINITION}
    text = document.parts[0].text
    pieces: list[str] = []
    position = 0
    for span in sorted(spans):
        if document.source(span) == old:
            pieces += [text[position : span.start], new]
            position = span.end
    return "".join([*pieces, text[position:]])


def _in_latex(command: str, old: str, new: str) -> str:
    head, brace, keys = command.rpartition("{")
    parts = keys.removesuffix("}").split(",")
    changed = [part.replace(old, new) if part.strip() == old else part for part in parts]
    return f"{head}{brace}{','.join(changed)}}}"
