"""A document as the cases write it: one block a paragraph, with the page where it begins."""

from __future__ import annotations

from citekit.documents.blocks import Block, BlockKind, Run, RunKind
from citekit.documents.document import Document
from citekit.markup.tree import Format

__all__ = ["shown"]


def shown(document: Document) -> str:
    """Return the blocks of ``document`` with ``##`` headings, ``>`` quotations and ``[^1]:`` notes."""
    return "".join([f"{_block(document, block)}\n\n" for block in document.blocks]).rstrip() + "\n"


def _block(document: Document, block: Block) -> str:
    mark = "#" * block.level + " " if block.kind is BlockKind.HEADING else ""
    mark += "> " if block.in_quote else ""
    mark += f"[^{block.note}]: " if block.note else ""
    numbers = {note.reference: note.number for note in document.notes}
    words = "".join([_run(run, numbers.get(run.span, 0)) for run in block.runs])
    return f"{document.place(block.span).page}| {mark}{words}"


def _run(run: Run, number: int) -> str:
    if run.kind is RunKind.NOTE:
        return f"[^{number}]"
    if Format.SUPERSCRIPT in run.formats:
        return f"^{run.text}^"
    if Format.SUBSCRIPT in run.formats:
        return f"_{run.text}_"
    if Format.ITALIC in run.formats:
        return f"*{run.text}*"
    return run.text
