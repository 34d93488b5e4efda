"""What Typst takes for a citation: the oracle of the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import typst

from citekit.csl.citation import Mode
from citekit.documents.document import Document

_SHOWS = """
#let _plain(it) = {
  if it == auto or it == none { "" }
  else if type(it) == str { it }
  else if it.has("text") { it.text }
  else if it.has("children") { it.children.map(_plain).join("") }
  else if it.has("body") { _plain(it.body) }
  else if it == [ ] { " " }
  else { "" }
}
#show cite: it => [#metadata((key: str(it.key), form: repr(it.form), said: _plain(it.supplement)))<seen>]
#show ref: it => context {
  if query(it.target).len() > 0 { [ref] } else {
    [#metadata((key: str(it.target), form: repr("normal"), said: _plain(it.supplement)))<seen>]
  }
}
#show bibliography: none
"""
_FORMS = {"composite": "prose", "author-only": "author", "suppress-author": "year", "normal": "normal"}


class Seen(NamedTuple):
    """A cited key as Typst and citekit can tell it: its form, and what stands beside it without markup."""

    key: str
    form: str
    said: str


def by_typst(text: str, files: Mapping[str, str], folder: Path) -> list[Seen] | None:
    """Return what Typst sees cited in a paper with ``files`` beside it; None if it refuses the paper.

    The paper's own lines keep their places: the rules that look stand in a file around it.
    """
    for name, content in {**files, "paper.typ": text}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    (folder / "main.typ").write_text(f'{_SHOWS}#include "paper.typ"\n', encoding="utf-8")
    try:
        found: list[Mapping[str, Any]] = json.loads(
            typst.query(str(folder / "main.typ"), "<seen>", field="value", root=str(folder))
        )
    except (typst.TypstError, RuntimeError):
        return None
    return [Seen(one["key"], one["form"].strip('"'), " ".join((one["said"] or "").split())) for one in found]


def by_citekit(document: Document) -> list[Seen]:
    """Return the same of a document that citekit read; of a citation's cites the last has what is said."""
    hidden = {cite.key_span: Seen(cite.key, "none", "") for cite in document.metadata.nocite}
    seen = {}
    for citation in document.all_citations():
        for cite in citation.cites:
            mode = citation.mode if citation.mode is not Mode.NORMAL else cite.mode
            form = "full" if citation.command == "full" else _FORMS[mode.value]
            said = " ".join("".join(_texts(cite.after)).removeprefix(", ").split())
            seen[cite.key_span] = Seen(cite.key, form, said)
    return [one for _, one in sorted({**seen, **hidden}.items(), key=lambda pair: pair[0])]


def _texts(markup: Any) -> list[str]:
    return [node.text if hasattr(node, "text") else "".join(_texts(node.children)) for node in markup]


def heading_of(text: str, folder: Path) -> str:
    """Return the heading that Typst gives the bibliography of a paper, which is written into ``folder``."""
    (folder / "works.bib").touch()
    (folder / "paper.typ").write_text(text, encoding="utf-8")
    page = typst.compile(folder / "paper.typ", format="html").decode()
    found = re.search(r"<h2[^>]*>(.*?)</h2>", page)
    return found[1] if found else ""
