"""papis and cobib, in an environment of their own, with the same records as a citekit library.

``python -m benchmarks.peers LIBRARY FOLDER`` installs them and writes their libraries to FOLDER.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from citekit.library.library import Library
from citekit.library.record import Record

__all__ = ["Peer", "find_peers", "install_peers", "make_peers"]

VERSIONS = ("papis==0.16.1", "cobib==6.0.3")
_ENVIRONMENT = Path(__file__).resolve().parent / ".peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: its name and the command that lists its library.

    papis prints key, author, year and title as citekit does; cobib's list has key and title alone.
    """

    name: str
    version: list[str]
    list_all: list[str]


def install_peers() -> None:
    """Make a virtual environment with the peers beside this file, once."""
    ready = _ENVIRONMENT / "ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_ENVIRONMENT)], check=True)
        subprocess.run([str(_ENVIRONMENT / "bin" / "pip"), "install", "--quiet", *VERSIONS], check=True)
        ready.touch()


def make_peers(library: Library, folder: Path) -> None:
    """Write the records of ``library`` as papis and cobib keep them below ``folder``."""
    papis, cobib = folder / "papis", folder / "cobib.yaml"
    papis.mkdir(parents=True, exist_ok=True)
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


def find_peers(folder: Path) -> tuple[Peer, ...]:
    """Return the peers whose libraries `make_peers` wrote below ``folder``."""
    bin_ = _ENVIRONMENT / "bin"
    papis, cobib = str(bin_ / "papis"), str(bin_ / "cobib")
    return (
        Peer(
            "papis",
            [papis, "--version"],
            [
                *(papis, "--lib", str(folder / "papis"), "list", "--all"),
                *("--format", "{doc[ref]} {doc[author]} {doc[year]} {doc[title]}"),
            ],
        ),
        Peer(
            "cobib",
            [cobib, "--version"],
            [cobib, "--config", str(folder / "cobib.py"), "--porcelain", "list"],
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
        # cobib fails on a record with an empty author.
        "author": " and ".join(_names(record)) or "Anonymous",
        "title": record.item.text.get("title", ""),
        "year": _year(record),
    }
    lines = "".join(f"  {name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{record.key}:\n{lines}...\n"


if __name__ == "__main__":
    install_peers()
    make_peers(Library(Path(sys.argv[1]), cache=None), Path(sys.argv[2]))
