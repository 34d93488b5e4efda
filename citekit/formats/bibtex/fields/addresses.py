"""Where a work is found: URL, DOI, the archives of preprints, identifiers."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.bibtex.entry_types import ENTRY_TYPES
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.verbatim import clean_doi, read_verbatim

__all__ = ["IDENTIFIERS", "read_addresses"]

IDENTIFIERS: Final = {
    "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
}  # fmt: skip
_ARCHIVES: Final = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
    "handle": "https://hdl.handle.net/",
}
"""Where each ``eprinttype`` has its address."""


def read_addresses(draft: Draft) -> None:
    """Read URL and DOI unless the options hide them, the archive's address without a URL, identifiers."""
    left = draft.left
    url = read_verbatim(draft.take("url"))
    if url and draft.options.get("url") == "false" and ENTRY_TYPES.get(draft.raw.type) != "webpage":
        draft.custom["url"] = url
        url = ""
    doi = clean_doi(read_verbatim(draft.take("doi")))
    if doi and draft.options.get("doi") == "false":
        draft.custom["doi"] = doi
        doi = ""
    archive = (left.get("eprinttype") or left.get("archiveprefix") or "").strip().lower()
    eprint = read_verbatim(left.get("eprint", ""))
    if not url and eprint and archive in _ARCHIVES:
        url = _ARCHIVES[archive] + re.sub(r"^arxiv:", "", eprint, flags=re.IGNORECASE)
    if eprint and archive == "pubmed":
        left.setdefault("pmid", eprint)
    draft.set("URL", url)
    draft.set("DOI", doi)
    for name, variable in IDENTIFIERS.items():
        draft.set(variable, read_verbatim(draft.take(name)))
