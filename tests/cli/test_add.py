"""`citekit add`."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess

import pytest

from tests.conftest import CHECKOUT, Citekit

PAGE = """\
Growth In Coastal Trade Slows For A Third Year

March 4, 2021

On February 20, 2021, the port of Example published its figures, which show that trade has slowed.

The full text of this report is available to Example Institute Harbour Monitor subscribers.

Harbour Monitor

Share this Post:
"""

REPORT = CHECKOUT.parent / "shared" / "samples" / "report-page.txt"


def test_a_record_from_flags(citekit: Citekit) -> None:
    """Fields given with --set make a record, with a key from author, year and title."""
    out = citekit.ok(
        *("add", "--set", "type=report", "--set", "title=The Attention Economy", "--set", "issued=2019"),
        *("--set", "author=Smith, Jane; Gartner, Inc."),
    )

    assert out == "smith2019attention\n"
    assert (citekit.entries / "smith2019attention.yaml").read_text("utf-8") == (
        "type: report\n"
        "title: The Attention Economy\n"
        "author:\n"
        "  - {family: Smith, given: Jane}\n"
        "  - literal: Gartner, Inc.\n"
        'issued: "2019"\n'
    )


def test_clashing_keys_get_a_letter(citekit: Citekit) -> None:
    """A second record of the same author, year and word is told apart."""
    flags = ["--set", "type=book", "--set", "author=Smith, Jane", "--set", "issued=2019", "--set"]

    assert citekit.ok("add", *flags, "title=Attention") == "smith2019attention\n"
    assert citekit.ok("add", *flags, "title=Attention Again") == "smith2019attentiona\n"


def test_eight_that_make_the_same_key_at_once_all_get_one(citekit: Citekit) -> None:
    """Each another letter; nothing is lost."""
    flags = ("add", "--set", "type=book", "--set", "author=Smith, Jane", "--set", "issued=2019", "--set")
    started = [
        subprocess.Popen(
            citekit.command(*flags, f"title=Attention Number {number}"),
            cwd=citekit.cwd,
            env=citekit.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]

    printed = sorted(process.communicate(timeout=120)[0].strip() for process in started)

    assert printed == sorted(path.stem for path in citekit.entries.iterdir())
    assert len(set(printed)) == 8


def test_a_given_key_is_taken_or_refused(citekit: Citekit) -> None:
    """--key is the key; where it is taken, nothing is written."""
    citekit.ok("add", "--set", "type=book", "--set", "title=A", "--key", "mine")
    before = (citekit.entries / "mine.yaml").read_bytes()

    ended = citekit("add", "--set", "type=book", "--set", "title=B", "--key", "mine")

    assert ended.status == 1
    assert "mine" in ended.err
    assert (citekit.entries / "mine.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "key",
    ["../escape", "a/b", "a\\b", ".hidden", "-dash", "a\nb", "a\x1b[31m", "", "x" * 300, "nul", "a b,c"],
)
def test_a_key_that_cannot_name_a_file_is_refused(citekit: Citekit, key: str) -> None:
    """Such a key ends with 1 or 2, one sentence, and no file anywhere."""
    ended = citekit("add", "--set", "type=book", "--set", "title=A", "--key", key)

    assert ended.status in (1, 2)
    assert "key" in ended.err
    assert "Traceback" not in ended.err
    assert "\x1b" not in ended.err
    assert [*citekit.cwd.parent.rglob("*.yaml")] == []


def test_dry_run_shows_the_file_and_writes_none(citekit: Citekit) -> None:
    """--dry-run prints the new file as a diff."""
    out = citekit.ok("add", "--set", "type=book", "--set", "title=No", "--dry-run")

    assert '+title: "No"' in out
    assert list(citekit.entries.iterdir()) == []


def test_a_report_number_is_not_added_twice(citekit: Citekit) -> None:
    """A second record with the same report number is refused, unless told otherwise."""
    flags = ["add", "--set", "type=report", "--set", "number=G00799999", "--set"]
    citekit.ok(*flags, "title=One")

    ended = citekit(*flags, "title=Two")

    assert ended.status == 1
    assert "G00799999" in ended.err
    assert len(list(citekit.entries.iterdir())) == 1
    citekit.ok(*flags, "title=Two", "--allow-duplicate")
    assert len(list(citekit.entries.iterdir())) == 2


def test_a_pasted_page_becomes_a_record(citekit: Citekit) -> None:
    """Headline, date, series and access are taken; what was taken is said, with line and reason."""
    ended = citekit("add", "--text", "-", "--yes", stdin=PAGE)

    [item] = json.loads(citekit.ok("list", "--json"))
    assert ended.status == 0
    assert item["title"] == "Growth In Coastal Trade Slows For A Third Year"
    assert item["issued"] == {"date-parts": [[2021, 3, 4]]}
    assert item["collection-title"] == "Harbour Monitor"
    assert item["access"] == "subscription"
    assert "line 3" in ended.err
    assert "high confidence" in ended.err


REFERENCE = (
    "[3] Adams, J. R. (2014). Screens at night: A review. Journal of Sleep, 12(3), 45–67. Shelf four.\n"
)


def test_one_typed_reference_becomes_a_record(citekit: Citekit) -> None:
    """Its fields are shown, and kept with what was typed, what of it is in no field, and what read it."""
    ended = citekit("add", "--text", "-", "--yes", stdin=REFERENCE)

    [item] = json.loads(citekit.ok("list", "--json"))
    assert ended.status == 0
    assert "title: Screens at night: A review" in ended.err
    assert item["title"] == "Screens at night: A review"
    assert item["author"] == [{"family": "Adams", "given": "J. R."}]
    [path] = citekit.entries.iterdir()
    written = path.read_text("utf-8")
    assert f'reference: "{REFERENCE.strip().removeprefix("[3] ")}"' in written
    assert "reference-rest: Shelf four" in written
    assert re.search(r"parser: (?:model|plain)$", written, re.MULTILINE)


def test_a_page_that_holds_a_reference_stays_a_page(citekit: Citekit) -> None:
    """A headline with other lines under it is no reference, even if one of them is."""
    citekit.ok("add", "--text", "-", "--yes", stdin=f"{PAGE}\n{REFERENCE}")

    [item] = json.loads(citekit.ok("list", "--json"))
    assert item["title"] == "Growth In Coastal Trade Slows For A Third Year"


def test_flags_beat_the_page(citekit: Citekit) -> None:
    """What is given with --set stands in place of what the page says."""
    citekit.ok("add", "--text", "-", "--yes", "--set", "issued=2020", "--set", "author=Roe, Ann", stdin=PAGE)

    [item] = json.loads(citekit.ok("list", "--json"))
    assert item["issued"] == {"date-parts": [[2020]]}
    assert item["author"] == [{"family": "Roe", "given": "Ann"}]


@pytest.mark.skipif(not REPORT.exists(), reason="the test data in ../shared is absent")
def test_the_sample_report_is_understood(citekit: Citekit) -> None:
    """The real report's title, date, institution, series and access are right, and it prints."""
    citekit.ok("add", "--text", str(REPORT), "--yes")

    [item] = json.loads(citekit.ok("list", "--json"))
    assert item["type"] == "report"
    assert item["title"] == REPORT.read_text("utf-8").splitlines()[0]
    assert item["issued"] == {"date-parts": [[2022, 1, 20]]}
    assert item["collection-title"] == "Jihad and Terrorism Threat Monitor"
    assert item["publisher"] == "Middle East Media Research Institute"
    assert item["access"] == "subscription"
    for style in ("apa", "chicago-notes-bibliography", "modern-language-association"):
        printed = citekit.ok("bibliography", "--style", style)
        assert "Middle East Media Research Institute" in printed
        assert "2022" in printed


@pytest.mark.parametrize("page", ["", "   \n\n", "\x00\x01\x02" * 100])
def test_a_page_without_a_headline_is_refused(citekit: Citekit, page: str) -> None:
    """Nothing to read gives one sentence, status 1, and no record."""
    ended = citekit("add", "--text", "-", "--yes", stdin=page)

    assert ended.status == 1
    assert ended.err.count("error:") == 1
    assert list(citekit.entries.iterdir()) == []


def test_a_guessed_headline_can_be_typed_from_the_message(citekit: Citekit) -> None:
    """Where the headline is a guess and nobody can be asked, the message says how to take it."""
    ended = citekit("add", "--text", "-", stdin="Harbour News\n")

    assert ended.status == 1
    assert "no headline was found for sure" in ended.err
    assert "if it is line 1, say --set title='Harbour News'" in ended.err


def test_the_entry_of_a_file_becomes_a_record(citekit: Citekit) -> None:
    """Of any format, under its own key, with what is given by flags in place of its own."""
    ris = "TY  - BOOK\nID  - one\nTI  - A\nAU  - Doe, Jane\nPY  - 2019\nER  - \n"

    assert citekit.ok("add", "--from", "-", "--set", "title=B", stdin=ris) == "one\n"
    assert citekit.ok("add", "--from", "-", "--key", "two", "--allow-duplicate", stdin=ris) == "two\n"

    assert citekit.ok("list", "--fields", "key,title") == "one\tB\ntwo\tA\n"
    assert "provenance: {source: stdin, format: ris, line: " in (citekit.entries / "one.yaml").read_text()


@pytest.mark.parametrize("entries", [0, 2])
def test_a_file_of_many_is_for_import(citekit: Citekit, entries: int) -> None:
    """It says which command takes it, and adds nothing."""
    items = [{"id": f"k{number}", "type": "book", "title": "A"} for number in range(entries)]

    ended = citekit("add", "--from", "-", stdin=json.dumps(items))

    assert (ended.status, ended.out) == (1, "")
    assert "citekit import" in ended.err
    assert list(citekit.entries.iterdir()) == []


def test_a_file_with_a_broken_entry_adds_nothing(citekit: Citekit) -> None:
    """The entry is named."""
    ended = citekit("add", "--from", "-", stdin=json.dumps([7, {"id": "a", "type": "book", "title": "A"}]))

    assert ended.status == 1
    assert "item 1" in ended.err
    assert list(citekit.entries.iterdir()) == []


def test_the_format_of_a_file_can_be_named(citekit: Citekit) -> None:
    """Only together with the file."""
    entry = json.dumps({"id": "a", "type": "book", "title": "A"})

    assert citekit.ok("add", "--from", "-", "--from-format", "csl-json", stdin=entry) == "a\n"
    assert citekit("add", "--from", "-", "--from-format", "docx", stdin=entry).status == 1
    assert citekit("add", "--set", "type=book", "--from-format", "ris").status == 2


def test_nothing_to_add_is_usage(citekit: Citekit) -> None:
    """Without a source there is nothing to add: a wrong call."""
    assert citekit("add").status == 2
    assert citekit("add", "--set", "title").status == 2


def test_a_record_in_the_editor(citekit: Citekit) -> None:
    """--edit opens the draft; what the editor leaves is written."""
    editor = "sed -i s/Draft/Final/"

    citekit.ok("add", "--set", "type=book", "--set", "title=Draft", "--edit", env={"EDITOR": editor})

    assert "Final" in citekit.ok("list")


def test_a_file_named_alone_is_told_by_its_content(citekit: Citekit) -> None:
    """A page, a typed reference, and an entry of another program."""
    (citekit.cwd / "page.txt").write_text(PAGE)
    (citekit.cwd / "typed.txt").write_text(REFERENCE)
    (citekit.cwd / "one.ris").write_text("TY  - BOOK\nID  - one\nTI  - Tides\nPY  - 1977\nER  -\n")
    (citekit.cwd / "saved.txt").write_text("@book{two, title={Ports}, year={1978}}\n")

    for name in ("page.txt", "typed.txt", "one.ris", "saved.txt"):
        citekit.ok("add", name, "--yes")

    titles = {item["title"] for item in json.loads(citekit.ok("list", "--json"))}
    assert titles >= {"Growth In Coastal Trade Slows For A Third Year", "Tides", "Ports"}
    assert len(titles) == 4
    assert citekit("add", "page.txt", "--text", "typed.txt").status == 2
    assert "no such file" in citekit("add", "nothing.txt").err


@pytest.mark.parametrize(
    "named", ["10.1038/nrn2762", "https://doi.org/10.1038/nrn2762", "arXiv:1706.03762", "978-3-16-148410-0"]
)
def test_what_would_be_looked_up_is_told_another_way(citekit: Citekit, named: str) -> None:
    """The network is asked nothing, and the message says what works instead."""
    ended = citekit("add", named)

    assert ended.status == 1
    assert "looks nothing up on the network" in ended.err
    assert "`citekit add FILE`" in ended.err


def test_a_guess_is_asked_until_the_answer_can_be(citekit: Citekit) -> None:
    """On a terminal: what is no type is told and asked again, "y" takes the guess, and nothing is lost."""
    (citekit.cwd / "page.txt").write_text("Harbour News\n")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(citekit.cwd)
        os.execve(citekit.command()[0], citekit.command("add", "page.txt"), citekit.environment())  # noqa: S606
    answers = [
        (b"type (Enter", "reprot"),
        (b"did you mean", "report"),
        (b"title (Enter", "y"),
        (b"Write", "y"),
    ]
    shown = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
        if answers and answers[0][0] in shown:
            os.write(terminal, f"{answers.pop(0)[1]}\n".encode())
            shown = b""
    os.close(terminal)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    [item] = json.loads(citekit.ok("list", "--json"))
    assert (item["type"], item["title"]) == ("report", "Harbour News")
