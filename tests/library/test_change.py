"""Changes are shown as diffs that other tools take."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from citekit.library.change import Change

ROOT = Path("/library")
PATH = ROOT / "entries" / "doe2020.yaml"


def test_a_changed_line_is_shown_with_its_file() -> None:
    """Paths are below the library's folder."""
    change = Change(PATH, "type: report\ntitle: Old\n", "type: report\ntitle: New\n")

    assert change.diff(ROOT) == (
        "--- a/entries/doe2020.yaml\n+++ b/entries/doe2020.yaml\n"
        "@@ -1,2 +1,2 @@\n type: report\n-title: Old\n+title: New\n"
    )


def test_a_new_and_a_removed_file_are_compared_with_nothing() -> None:
    """The other side is /dev/null, as for git."""
    assert Change(PATH, None, "a: b\n").diff(ROOT).startswith("--- /dev/null\n+++ b/entries/doe2020.yaml\n")
    assert Change(PATH, "a: b\n", None).diff(ROOT).startswith("--- a/entries/doe2020.yaml\n+++ /dev/null\n")


def test_what_does_not_change_has_no_diff() -> None:
    """Nothing is printed for nothing."""
    assert Change(PATH, "a: b\n", "a: b\n").diff(ROOT) == ""


def test_a_file_elsewhere_has_its_whole_path() -> None:
    """A document that a key was renamed in may stand anywhere."""
    assert Change(Path("/paper.md"), "a\n", "b\n").diff(ROOT).startswith("--- a//paper.md\n")


LINES = st.text(st.sampled_from("ab\r\u2028\f\n"), max_size=12)


@given(before=LINES, after=LINES)
def test_a_diff_says_the_whole_change(before: str, after: str) -> None:
    """Git makes the new text of the old by it, whatever the line ends and the end of the file."""
    diff = Change(PATH, before, after).diff(ROOT)
    if before == after:
        assert not diff
        return

    assert _applied(before, diff) == after


def _applied(before: str, diff: str) -> str:
    """Apply a unified diff by its rules: the old text has context and - lines, the new context and +."""
    old: list[str] = []
    new: list[str] = []
    lines = diff.split("\n")[2:-1]
    for number, line in enumerate(lines):
        if line.startswith(("@@", "\\")):
            continue
        ended = lines[number + 1 : number + 2] != ["\\ No newline at end of file"]
        for sign, side in (("-", old), ("+", new)):
            if line[0] in (sign, " "):
                side.append(line[1:] + ("\n" if ended else ""))
    assert before == "".join(old)
    return "".join(new)


def test_git_takes_the_diff(tmp_path: Path) -> None:
    """A diff that a dry run printed can be applied later."""
    path = tmp_path / "entries" / "doe2020.yaml"
    path.parent.mkdir()
    change = Change(path, "a: 1\r\nb: 2", "a: 1\r\nb: 3\nc: 4")
    path.write_bytes(b"a: 1\r\nb: 2")

    git = shutil.which("git")
    assert git
    subprocess.run([git, "apply", "-"], input=change.diff(tmp_path).encode(), cwd=tmp_path, check=True)

    assert path.read_bytes() == b"a: 1\r\nb: 3\nc: 4"
