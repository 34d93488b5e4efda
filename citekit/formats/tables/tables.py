"""CSV and TSV as formats of the table."""

from __future__ import annotations

from typing import Final

from citekit.formats.base import Format
from citekit.formats.tables.reading import read, recognise
from citekit.formats.tables.writing import FIDELITY, write_csv, write_tsv

__all__ = ["CSV", "TSV"]

CSV: Final = Format(
    name="csv",
    title="CSV",
    description="CSV, a column for each CSL variable; also as Zotero, Scopus and Web of Science write it",
    extensions=(".csv",),
    recognise=recognise,
    read=read,
    write=write_csv,
    fidelity=FIDELITY,
)

TSV: Final = Format(
    name="tsv",
    title="TSV",
    description="TSV, the same table with tabs",
    extensions=(".tsv", ".tab"),
    recognise=recognise,
    read=read,
    write=write_tsv,
    fidelity=FIDELITY,
)
