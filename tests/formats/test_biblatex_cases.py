"""The yardstick of the .bib reader, and how it judges."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.biblatex_cases import main, run_case, run_folder
from tests.formats.pandoc_markdown import to_csl

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "biblatex-cases"
EXCEPTIONS = Path(__file__).with_name("biblatex_exceptions.txt")

CASE = """```
% pandoc -f biblatex -t markdown -s
@book{a, title={The {Foo}}, author={Doe, Jane}, date={2020}, url={http://x.org/a_b}}
^D
---
nocite: "[@*]"
references:
- author:
  - family: Doe
    given: Jane
  id: a
  issued: 2020
  title: The Foo
  type: book
  url: "http://x.org/a_b"
---
```
"""


def _exceptions() -> dict[str, str]:
    lines = EXCEPTIONS.read_text("utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line.strip() and not line.startswith("#"))
    return {name: reason for name, _, reason in pairs}


def test_exactly_the_cases_of_the_list_differ() -> None:
    """Every case of pandoc agrees but those whose reason is written down, and each of those differs."""
    if not FOLDER.is_dir():
        pytest.skip("the test data in ../shared is absent")
    outcomes = run_folder(FOLDER)
    assert len(outcomes) >= 60
    assert {outcome.name for outcome in outcomes if not outcome.passed} == set(_exceptions())
    assert len(_exceptions()) <= len(outcomes) * 0.05


def test_each_exception_says_why() -> None:
    """A reason is a sentence or more, not a word."""
    assert all(len(reason) > 80 for reason in _exceptions().values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: The Foo", "title: The foo"),
        ("type: book", "type: report"),
        ("issued: 2020", "issued: 2020-01"),
        ("given: Jane", "given: Joan"),
        ("  type: book", "  publisher: P\n  type: book"),
        ("  issued: 2020\n", ""),
        ("id: a", "id: b"),
        ('a_b"', 'a%b"'),
        ("^D", "^E"),
        ("references:", "something:"),
        ("% pandoc", "% citeproc"),
        ("-t markdown -s", "-t html"),
        ("-f biblatex", "-f docbook"),
    ],
)  # fmt: skip
def test_every_difference_is_one(tmp_path: Path, old: str, new: str) -> None:
    """A case passes as it is; any other text, type, date, name or field, or a broken file fails."""
    path = tmp_path / "case.md"
    path.write_text(CASE, "utf-8")
    assert run_case(path).passed
    path.write_text(CASE.replace(old, new), "utf-8")
    assert not run_case(path).passed


def test_the_command_ends_with_the_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Differences are printed, written as JSON when asked, and counted in the last line."""
    (tmp_path / "a.md").write_text(CASE, "utf-8")
    (tmp_path / "b.md").write_text(CASE.replace("type: book", "type: report"), "utf-8")
    (tmp_path / "c.md").write_bytes(b"\xff")
    assert main([str(tmp_path), "--json", str(tmp_path / "out.json")]) == 1
    out = capsys.readouterr().out.splitlines()
    assert "b: a: type: book, expected report" in out
    assert out[-1] == "1 passed, 2 failed"
    assert '"a": []' in (tmp_path / "out.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A *b **c*** d", "A <i>b <b>c</b></i> d"),
        ("400 [nm]{.nocase}", '400 <span class="nocase">nm</span>'),
        ("[X]{.smallcaps}", '<span style="font-variant:small-caps;">X</span>'),
        ("H~2~O x^2^", "H<sub>2</sub>O x<sup>2</sup>"),
        ("a--b---c...", "a–b—c…"),
        (r"\"lossy\" \# \[x\]", '"lossy" # [x]'),
        ("a `\\foo{x}`{=latex}b", "a b"),
        (r"http://x.org/\~a\--b_c\...", "http://x.org/~a--b_c..."),
    ],
)  # fmt: skip
def test_markdown_is_read_as_rich_text(markdown: str, text: str) -> None:
    """What pandoc writes into YAML is compared as what it means."""
    assert to_csl(markdown) == text
