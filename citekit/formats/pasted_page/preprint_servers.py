"""Servers of preprints, told by the DOIs that they give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["preprint_server"]

_SERVERS: Final[Mapping[str, str]] = {
    "10.48550/arxiv.": "arXiv",
    "10.2139/ssrn.": "SSRN",
    "10.31234/osf.io": "PsyArXiv",
    "10.31235/osf.io": "SocArXiv",
    "10.31219/osf.io": "OSF Preprints",
    "10.35542/osf.io": "EdArXiv",
    "10.26434/chemrxiv": "ChemRxiv",
    "10.21203/rs.": "Research Square",
    "10.20944/preprints": "Preprints.org",
    "10.36227/techrxiv.": "TechRxiv",
}
"""The beginning of a DOI, in small letters. That of bioRxiv and medRxiv is one, and says not which."""


def preprint_server(doi: str) -> str:
    """Return the server that a DOI is of, empty if it is of none that is known."""
    small = doi.lower()
    return next((server for start, server in _SERVERS.items() if small.startswith(start)), "")
