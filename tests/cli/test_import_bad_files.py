"""Bad files of every kind through the command: one sentence, nothing lost, nothing half.

What is wrong with a whole file is in ``WHOLE``, what costs a part of one in ``PARTS`` with the keys of the
works that are sound, and what costs nothing but a notice in ``TOLD``.
"""

from __future__ import annotations

import pytest

from tests.conftest import Citekit
from tests.word.docx_file import docx, paragraph, zipped, zotero

SOUND = b"@book{sound, title={Sound}}\n"
CITED = {"id": 1, "itemData": {"id": 1, "type": "book", "title": "T"}}
BOOK = b'{"id": "one", "type": "book", "title": "One"}'
RECORD = b'<record><ref-type name="Book">6</ref-type><titles><title>%s</title></titles></record>'
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'

WHOLE = {
    "zero bytes": ("a.bib", b"", "a.bib: is empty"),
    "zero bytes of XML": ("a.xml", b"", "a.xml: is empty"),
    "zero bytes of Word": ("a.docx", b"", "a.docx: is empty"),
    "binary as .ris": ("a.ris", b"\x89PNG\r\n\x1a\n" + bytes(2000), "a.ris:2: is no text"),
    "every byte as .ris": (
        "a.ris",
        bytes(range(1, 256)) * 40,
        "a.ris: is in no encoding that citekit can tell",
    ),
    "JSON in UTF-16": ("a.json", b'[{"id": "a"}]'.decode().encode("utf-16"), "UTF-16"),
    "JSON in Latin-1": ("a.json", b'[{"id": "a",\n"title": "\xe9"}]', "a.json:2:11: is not in UTF-8"),
    "deep JSON": ("a.json", b"[" * 100_000, "too deep"),
    "deep YAML": ("a.yaml", b"references:\n- title: " + b"[" * 100_000, "a.yaml:2"),
    "deep XML": ("a.xml", b"<xml><records>" + b"<record>" * 10_000, "deep"),
    "an entity bomb": (
        "a.xml",
        b"<?xml version='1.0'?>" + DOCTYPE + b"<xml><records>" + RECORD % b"&b;" + b"</records></xml>",
        "a.xml:1: declares a document type, which is refused",
    ),
    "an alias bomb": (
        "a.yaml",
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (new, new, b",".join([b"*%c" % old] * 9))
            for old, new in zip(b"abcdefg", b"bcdefgh", strict=True)
        ),
        "a.yaml",
    ),
    "a zip bomb": (
        "a.docx",
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 150_000_000}),
        "a.docx: is a bomb",
    ),
    "a file outside of the zip": (
        "a.docx",
        docx(paragraph(zotero([CITED], "1")), extra={"../../evil.txt": b"x"}),
        "a.docx: holds a file '../../evil.txt' that would lie outside of it",
    ),
}

PARTS = {
    "a .bib cut off": (
        "a.bib",
        b"@book{one, title={One}}\n@book{two, title={Two, author={Doe",
        "a.bib:2: @book{two",
        ["one"],
    ),
    "unbalanced braces": (
        "a.bib",
        b"@book{one, title={One}}\n@book{two, title={T{wo}\n@book{three, title={Three}}\n",
        "a.bib:2: @book{two",
        ["one", "three"],
    ),
    "JSON cut off": ("a.json", b"[" + BOOK + b',\n{"id": "two", "ty', "a.json:2", ["one"]),
    "JSON with a comma too few": ("a.json", b"[" + BOOK + b"\n" + BOOK + b"]", "a.json:2:1", ["one"]),
    "JSON with a number among the items": ("a.json", b"[7, " + BOOK + b"]", "item 1 is a number", ["one"]),
    "XML cut off": (
        "a.xml",
        b"<xml><records>" + RECORD % b"One" + b"\n" + (RECORD % b"Two")[:60],
        "a.xml:2: breaks off",
        ["anonndone"],
    ),
    "RIS with lines of nobody": (
        "a.ris",
        b"TY  - BOOK\nID  - one\nTI  - One\nER  - \nrubbish\nTY  - BOOK\nID  - two\nTI  - Two\nER  - \n",
        "a.ris:5",
        ["one", "two"],
    ),
}

TOLD = {
    "a .bib in Latin-1": ("a.bib", b"@book{one, title={\xdcber}}", "a.bib:1: is read as cp1252"),
    "a .bib in UTF-16": ("a.bib", b"@book{one, title={One}}".decode().encode("utf-16"), "is in UTF-16"),
    "RIS without an end": ("a.ris", b"TY  - BOOK\nID  - one\nTI  - One", "a.ris:1: ER: is missing"),
    "recursion in crossref": (
        "a.bib",
        b"@book{one, title={One}, crossref={two}}\n@book{two, title={Two}, crossref={one}}\n",
        "which takes from this entry itself; nothing is taken",
    ),
    "NaN and keys twice in JSON": (
        "a.json",
        b'[{"id": "one", "type": "book", "title": "0", "title": "One", "volume": NaN}]',
        "is NaN, which is no value; it is left out",
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_cannot_be_read(citekit: Citekit, name: str) -> None:
    """Nothing is imported, not from the sound file beside it either, unless --keep-going says so."""
    file, data, said = WHOLE[name]
    (citekit.cwd / file).write_bytes(data)
    (citekit.cwd / "sound.bib").write_bytes(SOUND)

    stopped = citekit("import", file, "sound.bib")
    before = citekit.ok("list")
    going = citekit("import", file, "sound.bib", "--keep-going")

    assert (stopped.status, stopped.out, before) == (1, "", "")
    assert said in stopped.err
    assert (going.status, going.out) == (1, "sound\n")
    assert "Traceback" not in stopped.err + going.err
    assert (citekit.cwd / file).read_bytes() == data


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_cannot_be_read(citekit: Citekit, name: str) -> None:
    """It is named with its line, and nothing is imported; with --keep-going all that is sound."""
    file, data, said, sound = PARTS[name]
    (citekit.cwd / file).write_bytes(data)

    stopped = citekit("import", file)
    before = citekit.ok("list")
    going = citekit("import", file, "--keep-going")

    assert (stopped.status, stopped.out, before) == (1, "", "")
    assert said in stopped.err
    assert "nothing was imported, since 1 entry cannot be read" in stopped.err
    assert (going.status, sorted(going.out.split())) == (1, sorted(sound))


@pytest.mark.parametrize("name", TOLD)
def test_what_costs_nothing_is_told(citekit: Citekit, name: str) -> None:
    """All of it is imported, with a notice."""
    file, data, said = TOLD[name]
    (citekit.cwd / file).write_bytes(data)

    ended = citekit("import", file)

    assert (ended.status, ended.out.split()[0]) == (0, "one")
    assert said in ended.err


def test_a_mark_and_the_line_ends_of_windows_cost_nothing(citekit: Citekit) -> None:
    """Nothing is told of them either."""
    (citekit.cwd / "a.bib").write_bytes(
        b"\xef\xbb\xbf@book{one, title={One}}\r\n\r\n@book{two,\r\n title={Two}}\r\n"
    )

    ended = citekit("import", "a.bib")

    assert (ended.status, ended.out) == (0, "one\ntwo\n")
    assert "warning" not in ended.err


REJECTED = b"""@book{two, title={Two, author={Doe, J\xc3\xb6rg},
  date = 2002 % never closed

@misc{three title={x}}

"""


def _broken_bib(citekit: Citekit) -> None:
    (citekit.cwd / "a.bib").write_bytes(
        b"@book{one, title={One}}\n\n"
        + REJECTED.replace(b"closed\n\n", b"closed\n\n@book{four, title={Four}}\n")
    )


def test_rejects_are_what_stood_there_and_come_in_once_they_are_mended(citekit: Citekit) -> None:
    """Exactly the text, each piece named by its line; what is mended gives the rest of the records."""
    _broken_bib(citekit)

    ended = citekit("import", "a.bib", "--keep-going", "--rejects", "left.bib")

    assert (ended.status, ended.out) == (1, "one\nfour\n")
    assert "a.bib:3: @book{two, title={Two" in ended.err
    assert "a.bib:7: @misc{three title={x}}" in ended.err
    left = citekit.cwd / "left.bib"
    assert left.read_bytes() == REJECTED

    mended = (
        left.read_text("utf-8")
        .replace("{Two,", "{Two},")
        .replace("2002 %", "2002}%")
        .replace("three t", "three, t")
    )
    left.write_text(mended, "utf-8")
    assert citekit.ok("import", "left.bib") == "two\nthree\n"
    assert sorted(citekit.ok("list", "--fields", "key").split()) == ["four", "one", "three", "two"]


def test_rejects_are_written_also_where_nothing_is_imported(citekit: Citekit) -> None:
    """So that they can be mended before anything is done."""
    _broken_bib(citekit)

    ended = citekit("import", "a.bib", "--rejects", "left.bib")

    assert (ended.status, ended.out) == (1, "")
    assert (citekit.cwd / "left.bib").read_bytes() == REJECTED


def test_no_rejects_no_file(citekit: Citekit) -> None:
    """Where all could be read, no file is made, and none that is there is emptied."""
    (citekit.cwd / "a.bib").write_bytes(SOUND)

    citekit.ok("import", "a.bib", "--rejects", "left.bib")

    assert not (citekit.cwd / "left.bib").exists()


@pytest.mark.parametrize("rejects", ["a.bib", "./a.bib", "sub/../a.bib"])
def test_rejects_are_not_written_over_what_is_imported(citekit: Citekit, rejects: str) -> None:
    """The sound entries of that file would be lost with it."""
    _broken_bib(citekit)
    (citekit.cwd / "sub").mkdir()
    before = (citekit.cwd / "a.bib").read_bytes()

    ended = citekit("import", "a.bib", "--keep-going", "--rejects", rejects)

    assert ended.status == 2
    assert "which is to be imported" in ended.err
    assert (citekit.cwd / "a.bib").read_bytes() == before
    assert citekit.ok("list") == ""


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("r.bib", "@book{one, title={One}, file={:papers/a b.pdf:PDF;Full text:gone.pdf:application/pdf}}"),
        ("r.ris", "TY  - BOOK\nID  - one\nTI  - One\nL1  - papers/a b.pdf\nL1  - gone.pdf\nER  - \n"),
    ],
)
def test_attachments_are_found_from_the_file_and_kept_from_the_library(
    citekit: Citekit, file: str, text: str
) -> None:
    """A path counts from the folder of its file, and is kept from the library's; what is not there stays."""
    folder = citekit.cwd / "sub" / "papers"
    folder.mkdir(parents=True)
    (folder / "a b.pdf").write_bytes(b"x")
    (citekit.cwd / "sub" / file).write_text(text, "utf-8")

    citekit.ok("import", f"sub/{file}")

    assert "files: [sub/papers/a b.pdf, gone.pdf]\n" in (citekit.entries / "one.yaml").read_text("utf-8")


def test_why_there_is_nothing_to_import(citekit: Citekit) -> None:
    """A file without entries, and a folder without files."""
    (citekit.cwd / "none.bib").write_text("% nothing but a comment\n")
    (citekit.cwd / "empty").mkdir()

    assert "the files hold no entries" in citekit("import", "none.bib").err
    assert "no file of a known format" in citekit("import", "empty").err
