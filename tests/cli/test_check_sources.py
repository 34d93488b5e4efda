"""`citekit check` with records that name the files of their works."""

from __future__ import annotations

from tests.conftest import Citekit

RECORD = "type: book\ntitle: The ferry\nauthor: Lindqvist, Marta\nissued: 1998\npublisher: Harbour Press\n"
BIB = (
    "@book{ferry, title = {The ferry}, author = {Lindqvist, Marta}, year = {1998}, publisher = {Harbour},"
    " file = {:ferry.txt:Text}}\n"
)
FILE = "The ferry crossed because it had always crossed.\n"
PAPER = """\
“The ferry crossed since it had always crossed” [@ferry].
“The ferry was never late at all” [@ferry].
"""


def test_quotations_are_looked_up_in_the_files_of_the_library(citekit: Citekit) -> None:
    """Paths are below the library's folder, wherever the paper is; the exit status is that of findings."""
    (citekit.cwd / "papers").mkdir()
    (citekit.cwd / "papers" / "ferry.txt").write_text(FILE)
    (citekit.entries / "ferry.yaml").write_text(f"{RECORD}files: [papers/ferry.txt]\n")
    (citekit.home / "paper.md").write_text(PAPER)

    ended = citekit("--library", str(citekit.cwd), "check", "paper.md", "--only", "sources", cwd=citekit.home)

    assert "you have “since”, the source “because”" in " ".join(ended.out.split())
    assert "not found in papers/ferry.txt" in " ".join(ended.out.split())
    assert (ended.status, ended.err) == (1, "")


def test_files_of_a_bib_file_are_beside_it(citekit: Citekit) -> None:
    """Those that JabRef and Zotero link are found from the folder of the file that links them."""
    folder = citekit.cwd / "refs"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FILE)
    (folder / "refs.bib").write_text(BIB)
    (citekit.cwd / "paper.md").write_text(f"---\nbibliography: refs/refs.bib\n---\n\n{PAPER}")

    ended = citekit("check", "paper.md", "--only", "quotation-not-found")

    assert "not found in refs/ferry.txt" in " ".join(ended.out.split())


def test_what_cannot_be_looked_up_is_no_finding(citekit: Citekit) -> None:
    """Files that are gone, empty or of another kind are told, and with --strict the status is 3."""
    (citekit.entries / "ferry.yaml").write_text(f"{RECORD}files: [gone.pdf, empty.txt, cover.jpg]\n")
    (citekit.cwd / "empty.txt").write_text("")
    (citekit.cwd / "cover.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (citekit.cwd / "paper.md").write_text(PAPER)

    ended = citekit("check", "paper.md", "--only", "sources", "--strict")

    told = [line.split(": ", 1)[1] for line in ended.out.splitlines() if line.startswith("not checked")]
    assert told == [
        "quotations were not looked up in gone.pdf: no such file or folder",
        "quotations were not looked up in empty.txt: is empty",
        "quotations were not looked up in cover.jpg: is a picture and no paper",
    ]
    assert ended.status == 3
    assert citekit("check", "paper.md", "--skip", "sources", "--strict").out.count("looked up") == 0
