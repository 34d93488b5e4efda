"""The table of formats: one line for each, and which of them a file is in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from citekit.errors import UnreadableText
from citekit.formats import csl_json, csl_yaml
from citekit.formats.base import Format

__all__ = ["FORMATS", "guess_format"]

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({csl_json.NAME: csl_json, csl_yaml.NAME: csl_yaml})
"""Every format by its name."""

_UNREAD: Final = {
    ".bib": "BibTeX",
    ".bibtex": "BibTeX",
    ".docx": "a Word document",
    ".enw": "EndNote",
    ".nbib": "PubMed's format",
    ".pdf": "a PDF",
    ".rdf": "RDF",
    ".ris": "RIS",
    ".tex": "LaTeX",
    ".xml": "XML",
}
"""What people have, and citekit does not read yet."""


def guess_format(name: str, data: bytes) -> Format:
    """Return the format of the file called ``name`` that holds ``data``.

    The name decides if its extension is a format's; else the first character of the text does.

    Raises:
        UnreadableText: the file is in a format that citekit does not read yet.
    """
    extension = PurePath(name).suffix.lower()
    for format_ in FORMATS.values():
        if extension in format_.EXTENSIONS:
            return format_
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    known = "BibTeX" if head.startswith(b"@") else "RIS" if head.startswith(b"TY  -") else None
    known = known or _UNREAD.get(extension)
    if known:
        hint = "convert it to CSL-JSON first, as with `pandoc refs.bib -t csljson`"
        raise UnreadableText(name, f"is {known}, which citekit does not read yet", hint=hint)
    return csl_json if head.startswith((b"[", b"{")) else csl_yaml
