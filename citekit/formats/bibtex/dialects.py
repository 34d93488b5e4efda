"""BibLaTeX and BibTeX as formats: read by one reader, written by two sets of names."""

from __future__ import annotations

from functools import partial
from typing import Final

from citekit.formats.base import Format
from citekit.formats.bibtex.fidelity import BIBLATEX_FIDELITY, BIBTEX_FIDELITY
from citekit.formats.bibtex.reading import looks_like_biblatex, looks_like_bibtex, read_bib
from citekit.formats.bibtex.writing import write_bib

__all__ = ["BIBLATEX", "BIBTEX"]

BIBLATEX: Final = Format(
    name="biblatex",
    title="BibLaTeX",
    description="BibLaTeX (.bib), of LaTeX with biber, Zotero and JabRef",
    extensions=(".bib", ".biblatex"),
    recognise=looks_like_biblatex,
    read=partial(read_bib, biblatex=True),
    write=partial(write_bib, biblatex=True),
    fidelity=BIBLATEX_FIDELITY,
)

BIBTEX: Final = Format(
    name="bibtex",
    title="BibTeX",
    description="BibTeX (.bib), of LaTeX and of most publishers and databases",
    extensions=(".bib", ".bibtex"),
    recognise=looks_like_bibtex,
    read=partial(read_bib, biblatex=False),
    write=partial(write_bib, biblatex=False),
    fidelity=BIBTEX_FIDELITY,
)
