"""`citekit import`."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from typing import Any

import pytest

from tests.conftest import CHECKOUT, Citekit, Ended

BOOK: dict[str, Any] = {
    "id": "doe2020",
    "type": "book",
    "title": "A book",
    "author": [{"family": "Doe"}],
    "issued": "2020",
}
OTHER: dict[str, Any] = {
    "id": "roe2021",
    "type": "book",
    "title": "Other",
    "author": [{"family": "Roe"}],
    "issued": "2021",
}
RIS = "TY  - BOOK\nID  - poe2022\nTI  - Third\nAU  - Poe, Ann\nPY  - 2022\nER  - \n"


def with_items(citekit: Citekit, name: str, items: Sequence[Any]) -> str:
    """Write a CSL-JSON file beside the entries and return its name."""
    (citekit.cwd / name).parent.mkdir(parents=True, exist_ok=True)
    (citekit.cwd / name).write_text(json.dumps(items, indent=1), "utf-8")
    return name


def keys(citekit: Citekit) -> list[str]:
    """Return the keys of the library from its files."""
    return sorted(path.stem for path in citekit.entries.glob("*.yaml"))


def shown(citekit: Citekit, key: str) -> Any:
    """Return a record as JSON."""
    [record] = json.loads(citekit.ok("show", key, "--json"))
    return record


def test_records_come_in_with_their_keys(citekit: Citekit) -> None:
    """The new keys go to stdout, what was understood to stderr."""
    name = with_items(citekit, "refs.json", [BOOK, OTHER])

    ended = citekit("import", name)

    assert (ended.status, ended.out) == (0, "doe2020\nroe2021\n")
    assert "refs.json: CSL-JSON, 2 entries" in ended.err
    assert "doe2020: book, Doe, 2020, A book" in ended.err
    assert "2 imported" in ended.err
    assert keys(citekit) == ["doe2020", "roe2021"]


def test_a_typed_list_says_what_read_it(citekit: Citekit) -> None:
    """The parser is told with the number of references, and kept with how sure the reading is."""
    typed = (
        "Bourdieu, Pierre. 1979. La distinction. Paris: Minuit.",
        "———. 1984. Homo academicus. Paris: Minuit.",
    )
    (citekit.cwd / "list.txt").write_text("\n\n".join(typed), "utf-8")

    ended = citekit("import", "list.txt", "--format", "references")

    assert ended.status == 0, ended.err
    assert re.search(r"list\.txt: typed references, 2 entries, read by the (?:model|plain parser)", ended.err)
    for key in keys(citekit):
        assert shown(citekit, key)["author"] == [{"family": "Bourdieu", "given": "Pierre"}]
        written = (citekit.entries / f"{key}.yaml").read_text("utf-8")
        assert re.search(r"^  confidence: (?:high|medium)\n  parser: (?:model|plain)$", written, re.MULTILINE)


def test_where_it_came_from_is_kept(citekit: Citekit) -> None:
    """File as it was named, format, line and the day."""
    citekit.ok("import", with_items(citekit, "in/refs.json", [BOOK, OTHER]))

    text = (citekit.entries / "roe2021.yaml").read_text()

    assert re.search(
        r'^provenance: \{source: in/refs.json, format: csl-json, line: "13", date: "\d{4}-\d\d-\d\d"\}$',
        text,
        re.MULTILINE,
    )


def test_several_files_and_folders_at_once(citekit: Citekit) -> None:
    """Folders with all below them; what is no bibliography is counted, hidden files are not looked at."""
    with_items(citekit, "refs/one.json", [BOOK])
    with_items(citekit, "refs/deep/er/two.json", [OTHER])
    (citekit.cwd / "refs" / "paper.pdf").write_bytes(b"%PDF")
    (citekit.cwd / "refs" / "notes").write_text("x")
    (citekit.cwd / "refs" / ".git").mkdir()
    (citekit.cwd / "refs" / ".git" / "x.json").write_text("[7]")
    (citekit.cwd / "third.ris").write_text(RIS)

    ended = citekit("import", "refs", "third.ris")

    assert (ended.status, ended.out) == (0, "doe2020\nroe2021\npoe2022\n")
    assert "passed over: 1 no ending, 1 .pdf" in ended.err or "passed over: 1 .pdf, 1 no ending" in ended.err


def test_other_files_of_a_folder_are_passed_over(citekit: Citekit) -> None:
    """A read-me and a configuration have endings of bibliographies; named by themselves they are errors."""
    with_items(citekit, "refs/one.json", [BOOK])
    (citekit.cwd / "refs" / "README.txt").write_text("How to use these files.\n")
    (citekit.cwd / "refs" / "tool.yaml").write_text("indent: 4\n")

    ended = citekit("import", "refs")

    assert (ended.status, ended.out) == (0, "doe2020\n")
    assert "passed over: 1 .txt, 1 .yaml" in ended.err
    assert citekit("import", "refs/README.txt").status == 1


def test_the_records_of_a_library_are_no_input_of_a_folder(sample: Citekit) -> None:
    """Importing the library's own folder finds the files beside entries/ alone."""
    (sample.cwd / "citekit.yaml").write_text("style: apa\n")
    before = keys(sample)
    with_items(sample, "refs.json", [BOOK])

    assert sample.ok("import", ".") == "doe2020\n"
    assert keys(sample) == sorted([*before, "doe2020"])


def test_stdin_and_a_named_format(citekit: Citekit) -> None:
    """The content tells the format, or --format does."""
    assert citekit.ok("import", "-", stdin=RIS) == "poe2022\n"
    assert citekit.ok("import", "-", "--format", "csl-json", stdin=json.dumps([BOOK])) == "doe2020\n"
    wrong = citekit("import", "-", "--format", "csl-json", stdin=RIS)
    assert (wrong.status, wrong.out) == (1, "")


@pytest.mark.parametrize(
    ("key", "alias"),
    [
        ("http://zotero.org/users/1/items/AB", True),
        ("a b", True),
        ("../x", True),
        ("-x", True),
        ("nul", True),
    ],
)
def test_a_key_that_no_record_can_have_becomes_an_alias(citekit: Citekit, key: str, alias: bool) -> None:
    """The record gets one by the library's pattern, which is told, and the old one goes on finding it."""
    ended = citekit("import", with_items(citekit, "refs.json", [BOOK | {"id": key}]))

    assert (ended.status, ended.out) == (0, "doe2020book\n")
    assert "doe2020book in place of it" in ended.err
    assert (shown(citekit, "doe2020book").get("aliases") == [key]) is alias
    assert json.loads(citekit.ok("show", "--json", "--", key))[0]["id"] == "doe2020book"


@pytest.mark.parametrize("key", ["Doe_2020", "doe:2020", "Müller2020", "doe.2020+x", "007"])
def test_other_keys_stay_as_they_are(citekit: Citekit, key: str) -> None:
    """Letter by letter."""
    assert citekit.ok("import", with_items(citekit, "refs.json", [BOOK | {"id": key}])) == f"{key}\n"


def test_items_without_key_get_one_by_the_pattern(citekit: Citekit) -> None:
    """The library's."""
    (citekit.cwd / "citekit.yaml").write_text('key-pattern: "{author}:{year}"\n')
    item = {name: value for name, value in BOOK.items() if name != "id"}

    assert citekit.ok("import", "-", stdin=json.dumps([item])) == "doe:2020\n"


def test_a_key_of_another_work_gets_a_letter(citekit: Citekit) -> None:
    """In another case too; it is told."""
    citekit.ok("import", "-", stdin=json.dumps([BOOK]))

    ended = citekit("import", "-", stdin=json.dumps([OTHER | {"id": "Doe2020"}]))

    assert (ended.status, ended.out) == (0, "Doe2020a\n")
    assert "the key Doe2020 is that of another record; this one is called Doe2020a" in ended.err


def test_a_former_key_is_that_of_another_work_too(citekit: Citekit) -> None:
    """Papers may cite it."""
    (citekit.entries / "x.yaml").write_text("type: book\ntitle: X\naliases: [doe2020]\n")

    assert citekit.ok("import", "-", stdin=json.dumps([BOOK])) == "doe2020a\n"


def test_former_keys_of_an_entry_find_one_record_only(citekit: Citekit) -> None:
    """One that another record has is left to it, which is told."""
    (citekit.entries / "x.yaml").write_text("type: book\ntitle: X\naliases: [old]\n")

    ended = citekit("import", "-", stdin=json.dumps([BOOK | {"custom": {"aliases": "old, older"}}]))

    assert (ended.status, ended.out) == (0, "doe2020\n")
    assert "the former key old is that of another record" in ended.err
    assert shown(citekit, "doe2020")["aliases"] == ["older"]
    assert shown(citekit, "old")["id"] == "x"


def test_the_same_file_again_changes_nothing(citekit: Citekit) -> None:
    """It is there already, word for word: no question, status 0, and nothing to undo."""
    name = with_items(citekit, "refs.json", [BOOK, OTHER])
    citekit.ok("import", name)
    before = {path: path.read_bytes() for path in citekit.entries.iterdir()}

    ended = citekit("import", name)

    assert (ended.status, ended.out) == (0, "")
    assert "2 there already, word for word" in ended.err
    assert {path: path.read_bytes() for path in citekit.entries.iterdir()} == before
    assert len(citekit.ok("undo", "--list").splitlines()) == 1


TWICE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "DOI": ({"DOI": "10.1000/XYZ"}, {"DOI": "https://doi.org/10.1000/xyz", "title": "A"}),
    "ISBN": ({"ISBN": "978-0-226-45812-0"}, {"ISBN": "0226458121"}),
    "report number": (
        {"type": "report", "number": "GAO-23-1", "publisher": "GAO"},
        {"type": "report", "number": "GAO-23-1", "publisher": "GAO", "title": "A book, again"},
    ),
    "arXiv": ({"URL": "https://arxiv.org/abs/2101.00001"}, {"URL": "https://arxiv.org/abs/2101.00001v2"}),
    "PMID": ({"PMID": "12345678"}, {"PMID": "12345678"}),
    "title, author, year": ({}, {"title": "A BOOK!", "publisher": "P"}),
}


@pytest.mark.parametrize("name", TWICE)
def test_a_work_is_not_imported_twice_without_a_word(citekit: Citekit, name: str) -> None:
    """Where nobody can be asked it is skipped, shown field by field, and the status is 1."""
    first, second = TWICE[name]
    citekit.ok("import", "-", stdin=json.dumps([BOOK | first]))
    before = (citekit.entries / "doe2020.yaml").read_bytes()

    ended = citekit("import", "-", stdin=json.dumps([BOOK | second | {"id": "new", "note": "n"}]))

    assert (ended.status, ended.out) == (1, "")
    assert "new is the same work as doe2020: same" in ended.err
    assert "  note:\n    doe2020: –\n    import: n\n" in ended.err
    assert "--on-duplicate" in ended.err
    assert keys(citekit) == ["doe2020"]
    assert (citekit.entries / "doe2020.yaml").read_bytes() == before


DIFFERENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another DOI": ({"DOI": "10.1000/a"}, {"DOI": "10.1000/b"}),
    "another edition": ({"edition": "1"}, {"edition": "2"}),
    "another volume": ({"volume": "1"}, {"volume": "2"}),
    "another part": ({"title": "A book, part 1"}, {"title": "A book, part 2"}),
    "another year": ({}, {"issued": "2015"}),
    "another author": ({}, {"author": [{"family": "Poe"}]}),
    "chapters share an ISBN": (
        {"type": "chapter", "ISBN": "0226458121", "title": "One"},
        {"type": "chapter", "ISBN": "0226458121", "title": "Two"},
    ),
    "a chapter and its book": ({"ISBN": "0226458121"}, {"type": "chapter", "ISBN": "0226458121"}),
    "a review": ({}, {"type": "review-book"}),
    "the same number of another house": (
        {"type": "report", "number": "17", "publisher": "Gartner"},
        {"type": "report", "number": "17", "publisher": "RAND", "title": "Else", "author": [{"family": "X"}]},
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_different_works_both_come_in(citekit: Citekit, name: str) -> None:
    """What contradicts is heard."""
    first, second = DIFFERENT[name]

    ended = citekit("import", "-", stdin=json.dumps([BOOK | first, BOOK | second | {"id": "new"}]))

    assert (ended.status, ended.out) == (0, "doe2020\nnew\n")


def test_duplicates_within_a_file_are_seen(citekit: Citekit) -> None:
    """The second is held against the first."""
    items = [BOOK, BOOK | {"id": "again", "note": "n"}]

    assert citekit("import", "-", stdin=json.dumps(items)).out == "doe2020\n"


NEW = BOOK | {"id": "new", "publisher": "P", "issued": "2020-05", "title": "A BOOK"}
HAND = """\
# by hand
type: book
title: A book   # keep
author: [{family: Doe}]
issued: 2020
note: mine
tags: [t]
"""


def on_duplicate(citekit: Citekit, policy: str, *more: str) -> Ended:
    """Import a fuller entry of a work that is there, with this policy."""
    (citekit.entries / "doe2020.yaml").write_text(HAND)
    return citekit("import", "-", "--on-duplicate", policy, *more, stdin=json.dumps([NEW]))


def test_skip_as_told_is_no_failure(citekit: Citekit) -> None:
    """The record stays as it is."""
    ended = on_duplicate(citekit, "skip")

    assert (ended.status, ended.out) == (0, "")
    assert "1 skipped as duplicates" in ended.err
    assert (citekit.entries / "doe2020.yaml").read_text() == HAND


def test_merge_takes_what_is_better(citekit: Citekit) -> None:
    """Fields that are missing or less precise; the rest of the file stays, and the key becomes an alias."""
    ended = on_duplicate(citekit, "merge", "--tag", "u")

    assert (ended.status, ended.out) == (0, "")
    assert "issued: 2020-05" in ended.err
    assert "is more precise" in ended.err
    assert (citekit.entries / "doe2020.yaml").read_text() == (
        HAND.replace("issued: 2020\n", "publisher: P\nissued: 2020-05\n").replace("[t]", "[t, u]")
        + "aliases: [new]\n"
    )
    assert keys(citekit) == ["doe2020"]


def test_keep_makes_a_record_of_its_own(citekit: Citekit) -> None:
    """Beside the other."""
    ended = on_duplicate(citekit, "keep")

    assert (ended.status, ended.out) == (0, "new\n")
    assert keys(citekit) == ["doe2020", "new"]
    assert (citekit.entries / "doe2020.yaml").read_text() == HAND


def test_replace_puts_the_data_in_place(citekit: Citekit) -> None:
    """Key, comments, tags stay; fields that the entry lacks go."""
    ended = on_duplicate(citekit, "replace", "--tag", "u")

    text = (citekit.entries / "doe2020.yaml").read_text()
    assert ended.status == 0
    assert text.startswith("# by hand\ntype: book\ntitle: A BOOK   # keep\n")
    assert "note" not in text
    assert "tags: [t]" in text
    assert "publisher: P" in text


def test_replace_and_merge_within_a_file(citekit: Citekit) -> None:
    """The first entry is new, and the second changes it before it is written."""
    for policy, title in (("merge", "A book"), ("replace", "A BOOK")):
        citekit.ok("import", "-", "--on-duplicate", policy, stdin=json.dumps([BOOK, NEW, NEW]))

        assert shown(citekit, "doe2020")["title"] == title
        assert shown(citekit, "doe2020")["publisher"] == "P"
        citekit.ok("undo")
        assert keys(citekit) == []


def test_three_entries_merge_into_one_record(citekit: Citekit) -> None:
    """What the second brought, the third does not take away."""
    (citekit.entries / "doe2020.yaml").write_text(HAND)
    more: list[dict[str, Any]] = [NEW | {"issued": "2020-05-07", "publisher": "Q", "id": "z"}]

    citekit.ok("import", "-", "--on-duplicate", "merge", stdin=json.dumps([NEW, *more]))

    record = shown(citekit, "doe2020")
    assert (record["publisher"], record["issued"]) == ("P", {"date-parts": [[2020, 5, 7]]})
    assert record["aliases"] == ["new", "z"]


def test_what_only_looks_alike_is_imported_and_told(citekit: Citekit) -> None:
    """A title with a slip, an author who is missing: a person should look."""
    citekit.ok("import", "-", stdin=json.dumps([BOOK | {"title": "The growth of the coastal trade"}]))
    alike = BOOK | {"title": "The growth of the costal trade", "id": "new"}

    ended = citekit("import", "-", stdin=json.dumps([alike]))

    assert (ended.status, ended.out) == (0, "new\n")
    assert "it may be the same work as doe2020 (nearly the same title" in ended.err


def test_dry_run_shows_all_and_writes_nothing(citekit: Citekit) -> None:
    """New records as a diff, duplicates field by field, merges too."""
    (citekit.entries / "doe2020.yaml").write_text(HAND)
    items = json.dumps([NEW, OTHER])

    ended = citekit("import", "-", "--dry-run", "--on-duplicate", "merge", "--tag", "x", stdin=items)

    assert ended.status == 0
    assert "+++ b/entries/roe2021.yaml" in ended.out
    assert "+issued: 2020-05" in ended.out
    assert "would be 1 imported, 1 merged" in ended.err
    assert keys(citekit) == ["doe2020"]
    assert (citekit.entries / "doe2020.yaml").read_text() == HAND
    assert not (citekit.cwd / ".citekit").exists()


def test_tags_are_given_to_all(citekit: Citekit) -> None:
    """Beside none or their own."""
    citekit.ok("import", "-", "--tag", "one", "-t", "two", stdin=json.dumps([BOOK]))

    assert shown(citekit, "doe2020")["tags"] == ["one", "two"]


def test_a_broken_entry_stops_the_import(citekit: Citekit) -> None:
    """It is named with its line, and nothing is imported."""
    ended = citekit("import", with_items(citekit, "refs.json", [BOOK, 7, OTHER]))

    assert (ended.status, ended.out) == (1, "")
    assert "refs.json" in ended.err
    assert "nothing was imported, since 1 entry cannot be read" in ended.err
    assert "--keep-going" in ended.err
    assert keys(citekit) == []


def test_keep_going_imports_the_rest(citekit: Citekit) -> None:
    """The status says that not all came in."""
    ended = citekit("import", with_items(citekit, "refs.json", [BOOK, 7, OTHER]), "--keep-going")

    assert (ended.status, ended.out) == (1, "doe2020\nroe2021\n")
    assert keys(citekit) == ["doe2020", "roe2021"]


def test_a_file_that_is_no_bibliography_stops_or_is_left_out(citekit: Citekit) -> None:
    """As an entry is."""
    with_items(citekit, "a/good.json", [BOOK])
    (citekit.cwd / "a" / "bad.json").write_text("{")

    stopped = citekit("import", "a")
    going = citekit("import", "a", "--keep-going")

    assert (stopped.status, stopped.out) == (1, "")
    assert (going.status, going.out) == (1, "doe2020\n")
    assert "bad.json" in stopped.err


def test_an_entry_that_cannot_be_a_record_is_named(citekit: Citekit) -> None:
    """Although its format could read it; --keep-going leaves it out."""
    (citekit.cwd / "r.json").write_text(json.dumps([BOOK, OTHER | {"title": "x" * 2_000_000}]))

    stopped = citekit("import", "r.json")
    going = citekit("import", "r.json", "--keep-going")

    assert (stopped.status, stopped.out) == (1, "")
    assert "r.json" in stopped.err
    assert (going.status, going.out) == (1, "doe2020\n")


def test_a_file_that_is_not_there(citekit: Citekit) -> None:
    """Is told, and stops."""
    ended = citekit("import", "nosuch.bib")

    assert (ended.status, "nosuch.bib" in ended.err) == (1, True)
    assert citekit("import").status == 2


def many(number: int, start: int = 0) -> str:
    """Return a CSL-JSON file of so many books."""
    return json.dumps(
        [
            {"id": f"k{start + n}", "type": "book", "title": f"Work {start + n}", "issued": "2020"}
            for n in range(number)
        ]
    )


def test_an_import_is_undone_as_a_whole(citekit: Citekit) -> None:
    """One change, whatever the number."""
    citekit.ok("import", "-", stdin=many(600))
    assert len(keys(citekit)) == 600

    assert "600 files" in citekit("undo").err
    assert keys(citekit) == []
    citekit.ok("redo")
    assert len(keys(citekit)) == 600


def test_a_full_disk_imports_nothing(citekit: Citekit) -> None:
    """Neither a file nor half of one."""
    items = json.dumps([*json.loads(many(40)), BOOK | {"abstract": "long " * 40_000}])

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    ended = citekit("import", "-", stdin=items, before=limit)

    assert ended.status == 1
    assert "cannot be written" in ended.err
    assert list(citekit.entries.iterdir()) == []


def test_eight_imports_at_once_all_succeed(citekit: Citekit) -> None:
    """Nothing is lost, and a work that two of them bring comes in once."""
    shared = BOOK | {"id": "shared"}
    started = [
        subprocess.Popen(
            citekit.command(
                "import", with_items(citekit, f"r{n}.json", [*json.loads(many(5, 10 * n)), shared])
            ),
            cwd=citekit.cwd,
            env=citekit.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(8)
    ]
    printed = []
    for process in started:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        printed += out.split()

    assert sorted(printed) == keys(citekit)
    assert len(printed) == 41
    assert printed.count("shared") == 1


CTRL_C = "\x03"


def on_terminal(citekit: Citekit, arguments: Sequence[str], answers: str) -> tuple[int, str]:
    """Run citekit on a terminal of its own, type ``answers``, and return its status and what it showed."""
    child, terminal = pty.fork()
    if child == 0:
        # The processes that share out the tests ignore Ctrl-C, and what they start would do so too.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(citekit.cwd)
        os.execve(citekit.command()[0], citekit.command(*arguments), citekit.environment())  # noqa: S606
    shown_, answered = b"", False
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 1)[0]:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            shown_ += data
            if b"(s)kip it" in shown_ and not answered:
                # Ctrl-C and Ctrl-D act on who reads; typed ahead they would reach nobody.
                os.write(terminal, answers.encode())
                answered = True
        elif answered and answers == CTRL_C:
            # Python misses one that comes between the question and the waiting; so people press it again.
            os.write(terminal, answers.encode())
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown_.decode()


@pytest.mark.parametrize(
    ("answers", "status", "left"),
    [
        ("s\nk\n", 0, ["doe2020", "new2", "roe2021"]),
        ("K\n", 0, ["doe2020", "new", "new2", "roe2021"]),
        ("x\nmerge\nS\n", 0, ["doe2020", "roe2021"]),
        ("q\n", 1, ["doe2020"]),
        (CTRL_C, 130, ["doe2020"]),
        ("\x04", 130, ["doe2020"]),
    ],
)
def test_on_a_terminal_each_pair_is_asked_about(
    citekit: Citekit, answers: str, status: int, left: list[str]
) -> None:
    """A capital answers for the rest; who quits or presses Ctrl-C changes nothing."""
    (citekit.entries / "doe2020.yaml").write_text(HAND)
    name = with_items(citekit, "refs.json", [NEW, NEW | {"id": "new2", "note": "n"}, OTHER])

    ended, printed = on_terminal(citekit, ["import", name], answers)

    assert (ended, keys(citekit)) == (status, left), printed
    assert "(s)kip it" in printed


def test_a_reference_file_of_each_command(citekit: Citekit) -> None:
    """cite, bibliography and explain take every format too, and say when an entry is broken."""
    (citekit.cwd / "r.ris").write_text(RIS)
    commands: list[tuple[str, ...]] = [("cite", "poe2022"), ("bibliography",), ("explain", "poe2022")]
    for command in commands:
        assert "Poe" in citekit.ok(*command, "--from", "r.ris", cwd=citekit.cwd)
        assert "Poe" in citekit.ok(*command, "--from", "-", "--from-format", "ris", stdin=RIS)
        assert citekit(*command, "--from-format", "ris").status == 2
        broken = citekit(*command, "--from", "-", stdin=json.dumps([BOOK | {"id": "poe2022"}, 7]))
        assert broken.status == 1
        assert "item 2" in broken.err


def test_the_sample_library_goes_through_every_format_and_back(sample: Citekit) -> None:
    """What comes back is found to be there already, or is told field by field."""
    items = sample.ok("export", "--format", "csl-json")

    ended = sample("import", "-", stdin=items)

    assert (ended.status, ended.out) == (0, "")
    number = len(list((CHECKOUT / "entries").glob("*.yaml")))
    assert f"{number} there already" in ended.err


def test_a_title_of_twenty_thousand_letters_is_shown_in_one_line(citekit: Citekit) -> None:
    """What was understood is shown, cut; the record has all of it."""
    ended = citekit("import", "-", stdin=json.dumps([BOOK | {"title": "Word " * 4000}]))

    assert ended.status == 0
    assert max(map(len, ended.err.splitlines())) < 300
    assert len(json.loads(citekit.ok("show", "doe2020", "--json"))[0]["title"]) > 19_000
