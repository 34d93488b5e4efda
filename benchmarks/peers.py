"""papis and cobib, in an environment of their own, with the same records as a citekit library."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from citekit.library.library import Library
from citekit.library.record import Record

__all__ = ["Peer", "install_peers", "make_peers"]

VERSIONS = ("papis==0.16.1", "cobib==6.0.3")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: its name and the command that lists its library with author, year and title."""

    name: str
    version: list[str]
    list_all: list[str]


def install_peers(folder: Path) -> Path:
    """Make a virtual environment with the peers in ``folder``, once, and return its ``bin``."""
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", *VERSIONS], check=True)
        (folder / "ready").touch()
    return folder / "bin"


def make_peers(bin_: Path, library: Library, folder: Path) -> tuple[Peer, ...]:
    """Write the records of ``library`` as papis and cobib keep them below ``folder``."""
    papis, cobib = folder / "papis", folder / "cobib.yaml"
    papis.mkdir(parents=True, exist_ok=True)
    (folder / "papis.ini").write_text(f"[settings]\ndefault-library = bench\n\n[bench]\ndir = {papis}\n")
    (folder / "cobib.py").write_text(
        "from cobib.config import config\n"
        f"config.database.file = {str(cobib)!r}\n"
        f"config.logging.logfile = {str(folder / 'cobib.log')!r}\n"
        "config.logging.version = None\n"
    )
    with cobib.open("w", encoding="utf-8") as stream:
        for number, record in enumerate(library.records()):
            one = papis / record.key
            one.mkdir(exist_ok=True)
            (one / "info.yaml").write_text(_papis(record, number), encoding="utf-8")
            stream.write(_cobib(record))
    return (
        Peer(
            "papis",
            [str(bin_ / "papis"), "--version"],
            [
                *(str(bin_ / "papis"), "--config", str(folder / "papis.ini"), "list", "--all"),
                *("--format", "{doc[ref]} {doc[author]} {doc[year]} {doc[title]}"),
            ],
        ),
        Peer(
            "cobib",
            [str(bin_ / "cobib"), "--version"],
            [str(bin_ / "cobib"), "--config", str(folder / "cobib.py"), "--porcelain", "list"],
        ),
    )


def _names(record: Record) -> list[str]:
    return [name.inverted() for name in record.item.names.get("author", ())]


def _year(record: Record) -> int:
    issued = record.item.dates.get("issued")
    return (issued.year if issued else None) or 0


def _papis(record: Record, number: int) -> str:
    return "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in {
            "ref": record.key,
            "papis_id": f"{number:032x}",
            "type": record.item.type,
            "title": record.item.text.get("title", ""),
            "author": " and ".join(_names(record)),
            "year": _year(record),
            "tags": list(record.tags),
        }.items()
    )


def _cobib(record: Record) -> str:
    fields = {
        "ENTRYTYPE": "report",
        "author": " and ".join(_names(record)),
        "title": record.item.text.get("title", ""),
        "year": _year(record),
    }
    lines = "".join(f"  {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{record.key}:\n{lines}...\n"
