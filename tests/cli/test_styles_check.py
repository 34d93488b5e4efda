"""`citekit styles check`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Citekit

CASES = CHECKOUT / "tests" / "cases" / "styles"


def test_each_problem_is_a_line_that_editors_can_follow(citekit: Citekit) -> None:
    """`path:line:column: error|warning: sentence; hint`, in the order of the file; a count on stderr."""
    path = CASES / "faulty" / "macros.csl"
    ended = citekit("styles", "check", str(path))

    assert ended.status == 1
    assert ended.out.splitlines() == [
        f"{path}:{line}" for line in path.with_suffix(".txt").read_text("utf-8").splitlines()
    ]
    assert ended.err == "6 errors, 3 warnings\n"


def test_warnings_alone_are_no_failure(citekit: Citekit) -> None:
    """What is allowed and hardly meant is said, and the exit status is 0."""
    printed = citekit.ok("styles", "check", str(CASES / "faulty" / "et_al_min_alone.csl"))

    assert "warning: et-al-min without et-al-use-first" in printed


def test_a_good_style_prints_nothing(citekit: Citekit) -> None:
    """Silence on stdout, exit status 0."""
    assert citekit.ok("styles", "check", str(CASES / "good" / "author_date.csl")) == ""


def test_json_has_every_part(citekit: Citekit) -> None:
    """A list of objects, empty if all is well."""
    path = str(CASES / "faulty" / "other_root.csl")
    ended = citekit("styles", "check", path, "--json")

    assert ended.status == 1
    assert json.loads(ended.out) == [
        {
            "file": path,
            "line": 1,
            "column": 1,
            "severity": "error",
            "message": "is no CSL style: its root is <bibliography>",
            "hint": "a style begins with <style>",
        }
    ]
    assert json.loads(citekit.ok("styles", "check", "--json", str(CASES / "good" / "note.csl"))) == []


def test_a_folder_stands_for_its_styles(sample: Citekit) -> None:
    """The styles that citekit ships, as the library has them, are without fault."""
    assert sample.ok("styles", "check", "styles") == ""


def test_one_bad_file_spoils_only_itself(citekit: Citekit) -> None:
    """A file that is not there is one problem among those of the others."""
    path = CASES / "faulty" / "other_root.csl"
    ended = citekit("styles", "check", "nowhere.csl", str(path))

    assert ended.status == 1
    assert ended.out.splitlines()[0] == "nowhere.csl: error: cannot be read: no such file or folder"
    assert ended.out.splitlines()[1].startswith(f"{path}:1:1: error: ")


def test_stdin_is_read_for_a_dash(citekit: Citekit) -> None:
    """`-` is the file's name then."""
    ended = citekit("styles", "check", "-", stdin="<html>")

    assert ended.status == 1
    assert ended.out.startswith("-: error: is a web page, not a style; ")


def test_a_parent_may_be_any_style_that_citekit_knows(citekit: Citekit) -> None:
    """One of the repository, one that was renamed, one of the library; and no other."""
    (citekit.cwd / "styles").mkdir()
    (citekit.cwd / "styles" / "ours.csl").write_bytes((CASES / "good" / "note.csl").read_bytes())
    text = (CASES / "good" / "dependent.csl").read_text("utf-8")
    path = citekit.cwd / "child.csl"
    for parent, status in (("apa", 0), ("chicago-note-bibliography", 0), ("ours", 0), ("no-such-style", 1)):
        path.write_text(text.replace("styles/apa", f"styles/{parent}"), "utf-8")

        assert citekit("styles", "check", "child.csl").status == status, parent


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file without an end")
def test_a_file_without_an_end_is_not_read_to_it(citekit: Citekit) -> None:
    """No more is read than a style can have."""
    ended = citekit("styles", "check", str(Path("/dev/zero")))

    assert ended.status == 1
    assert "is longer than 2 MB" in ended.out
