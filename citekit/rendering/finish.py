"""A paper as it was read becomes the bytes of the finished one, whatever its format."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from citekit.csl.model.style import Style
from citekit.documents.all_documents import DOCUMENTS
from citekit.documents.document import Document, Edit
from citekit.documents.one_file import in_one_file
from citekit.documents.places import Span
from citekit.errors import CannotEdit
from citekit.item.item import Item
from citekit.rendering import docx
from citekit.rendering.all_targets import TARGETS
from citekit.rendering.cited import Cited, Options
from citekit.rendering.habits import habits_of
from citekit.rendering.render import render

__all__ = ["Finished", "finish"]


class Finished(NamedTuple):
    """The finished file, and what was printed in it."""

    data: bytes
    cited: Cited


def finish(
    document: Document, style: Style, items: Mapping[str, Item], options: Options, *, fields: bool = False
) -> Finished:
    """Return ``document``, finished in its own format.

    ``items`` gives the item of every key that may be cited, former keys too. With ``fields`` the citations
    of a Word paper are fields of Zotero's.

    A paper of several files becomes one.

    Raises:
        CannotEdit: papers of this format are not finished, the paper types its list itself, or the file's
            encoding lacks a character.
    """
    if document.format == "docx":
        word = docx.render(document, style, items, options, fields=fields)
        return Finished(word.data, word.cited)
    target = TARGETS.get(document.format)
    if target is None:
        known = ", ".join((*TARGETS, "docx"))
        raise CannotEdit(
            document.name, f"papers in {document.format} are not rendered", f"these are: {known}"
        )
    if document.entry_keys:
        raise CannotEdit(
            document.name,
            "has a list of its own, to which its citations belong",
            r"put the works into records, and \bibliography in the place of the list",
        )
    package = habits_of(document.format).links_with
    if package and package not in _packages(document):
        options = replace(options, links=False)
    rendering = render(document, style, items, target, options)
    if len(document.parts) > 1:
        return Finished(in_one_file(document, rendering.edits), rendering.cited)
    # an edit that changes nothing makes the writer give the file back
    edits = rendering.edits or (Edit(Span(0, 0), ""),)
    (data,) = DOCUMENTS[document.format].edit(document, edits).values()
    return Finished(data, rendering.cited)


def _packages(document: Document) -> Collection[str]:
    named = document.metadata.values.get("packages")
    return named if isinstance(named, tuple) else ()
