"""What other tools get wrong with records, and citekit must get right: each hazard by its name."""

from __future__ import annotations

import json
import subprocess

import pytest
import yaml

from tests.children import limit_file_size
from tests.conftest import Citekit

RETYPED = {
    "title": "No",
    "number": "00712345",
    "volume": "1.10",
    "page": "12:30",
    "note": "yes",
    "genre": "~",
}
FLAGS = [f"--set={field}={value}" for field, value in {"type": "report", **RETYPED}.items()]


def test_yaml_retyping(citekit: Citekit) -> None:
    """A title No, a number 00712345, a volume 1.10 and a page 12:30 survive every read and write.

    Typed by hand without quotes, set by a command, listed, printed as JSON, edited again.
    """
    lines = "".join(f"{field}: {value}\n" for field, value in RETYPED.items() if value != "~")
    (citekit.entries / "typed.yaml").write_text(f"type: report\n{lines}", "utf-8")
    citekit.ok("add", "--key", "made", *FLAGS, "--allow-duplicate")
    citekit.ok("set", "typed", "genre=~", "publisher=null")

    for key in ("typed", "made"):
        [item] = json.loads(citekit.ok("show", key, "--json"))
        assert {field: item[field] for field in RETYPED} == RETYPED


def test_what_citekit_writes_other_readers_read_the_same(citekit: Citekit) -> None:
    """A YAML 1.1 reader gets the same strings from a file that citekit wrote."""
    citekit.ok("add", "--key", "made", *FLAGS, "--allow-duplicate")

    read = yaml.safe_load((citekit.entries / "made.yaml").read_text("utf-8"))

    assert {field: read[field] for field in RETYPED} == RETYPED


@pytest.mark.parametrize(
    "name",
    [
        "Gartner, Inc.",
        "Deutsches Institut für Normung e. V.",
        "Food and Agriculture Organization",
        "University of California, Berkeley",
        "Intergovernmental Panel on Climate Change",
        "Siemens AG, München",
    ],
)
def test_institutions_mangled_into_family_and_given_names(citekit: Citekit, name: str) -> None:
    """An institution stays whole when it is typed, stored, shown and printed."""
    citekit.ok("add", "--set", "type=report", "--set", "title=T", "--set", f"author={name}", "--key", "a")

    [item] = json.loads(citekit.ok("show", "a", "--json"))
    assert item["author"] == [{"literal": name}]
    assert name in citekit.ok("bibliography", "--style", "apa")


def test_report_numbers_printed_as_journal_issues(citekit: Citekit) -> None:
    """A report's number is its number, and its institution is not dropped."""
    fields = ("type=report", "genre=Research Note", "number=G00799999", "title=Technology trends 2026")
    who = ("author=Doe, Jane; Gartner, Inc.", "publisher=Gartner, Inc.", "issued=2025")
    citekit.ok("add", *(f"--set={field}" for field in (*fields, *who)))

    assert citekit.ok("bibliography", "--style", "apa") == (
        "Doe, J., & Gartner, Inc. (2025). Technology trends 2026 (Research Note No. G00799999)."
        " Gartner, Inc.\n"
    )


def test_eight_parallel_edits_one_survives(sample: Citekit) -> None:
    """Eight processes that set eight fields of one record at the same moment: all eight are there."""
    fields = ["volume", "issue", "page", "edition", "section", "version", "number", "part-number"]
    running = [
        subprocess.Popen(
            sample.command("set", "kuhn2012structure", f"{field}={number}"),
            cwd=sample.cwd,
            env=sample.environment(),
            stderr=subprocess.DEVNULL,
        )
        for number, field in enumerate(fields)
    ]
    assert [process.wait() for process in running] == [0] * 8

    out = sample.ok("list", "key:kuhn2012structure", "--fields", ",".join(fields))
    assert out.split() == [str(number) for number in range(8)]


def test_eight_parallel_additions_are_all_listed(citekit: Citekit) -> None:
    """Eight records added at the same moment are eight files, and the next list shows eight."""
    running = [
        subprocess.Popen(
            citekit.command(
                "add", "--set", "type=book", "--set", f"title=Book {number}", "--key", f"k{number}"
            ),
            cwd=citekit.cwd,
            env=citekit.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(8)
    ]
    assert [process.wait() for process in running] == [0] * 8

    assert len(citekit.ok("list").splitlines()) == 8


@pytest.mark.parametrize("size", [0, 64, 4096])
def test_a_full_disk_cuts_the_record_in_half(citekit: Citekit, size: int) -> None:
    """A write that the disk has no room for leaves the old record, a sentence and status 1."""
    path = citekit.entries / "a.yaml"
    path.write_text("type: report\ntitle: T\nabstract: " + "words " * 2000 + "\n", "utf-8")
    before = path.read_bytes()

    ended = citekit("set", "a", "issued=2020", before=limit_file_size(size))

    assert ended.status == 1
    assert "cannot be written" in ended.err
    assert path.read_bytes() == before
    assert [one.name for one in citekit.entries.iterdir()] == ["a.yaml"]


def test_a_cache_that_overrules_the_files(sample: Citekit) -> None:
    """Keys added by hand after a list stay when a command tags the record."""
    sample.ok("list")
    path = sample.entries / "brown1954.yaml"
    path.write_text(path.read_text("utf-8") + "note: by hand\n", "utf-8")

    sample.ok("tag", "brown1954", "--add", "law")

    assert "note: by hand" in path.read_text("utf-8")
    assert sample.ok("search", '"by hand"', "--fields", "key") == "brown1954\n"


def test_urls_are_never_touched(citekit: Citekit) -> None:
    """A URL with ~, % and _ is stored and printed as it is."""
    url = "https://www.x.example/~a_b%20c?q=1&r=%7E#top"
    citekit.ok("add", "--set", "type=webpage", "--set", "title=T", "--set", f"URL={url}", "--key", "a")

    assert json.loads(citekit.ok("show", "a", "--json"))[0]["URL"] == url
    assert url in citekit.ok("bibliography", "--style", "apa")


def test_keys_that_change_under_the_user(citekit: Citekit) -> None:
    """A key that came with an import is kept, and one with g1 in it is not found by g1."""
    items = [{"id": "ipcc1990", "type": "book", "title": "Contribution of Intergovernmental things"}]
    citekit.ok("add", "--from", "-", stdin=json.dumps(items))

    assert citekit.ok("list", "--fields", "key") == "ipcc1990\n"
    assert citekit("show", "ipcc199").status == 1
