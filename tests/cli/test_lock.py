"""`citekit lock`, `citekit render --locked`, `--diff` and `--watch`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citekit.cli.app import App
from citekit.cli.paper_rendering import Request, finish_paper
from citekit.cli.paper_sources import Asked
from citekit.cli.paper_writing import watch_paper
from citekit.cli.start import Start
from tests.conftest import Citekit
from tests.csl.differential import styles_folder

PAPER = "So [@kuhn2012structure, 3].\n"
TITLE = "The structure of scientific revolutions"


@pytest.fixture
def paper(sample: Citekit) -> Path:
    """A paper in the sample library."""
    path = sample.cwd / "paper.md"
    path.write_text(PAPER)
    return path


def change_title(sample: Citekit) -> None:
    """Give the cited record another title."""
    record = sample.entries / "kuhn2012structure.yaml"
    text = record.read_text("utf-8")
    assert TITLE in text
    record.write_text(text.replace(TITLE, "The structure of nothing"), "utf-8")


@pytest.mark.usefixtures("paper")
def test_a_lock_keeps_the_style_that_it_was_made_in(sample: Citekit) -> None:
    """Settings change nothing any more; an option does, and is told."""
    assert sample("lock", "paper.md", "--style", "mla").status == 0
    assert json.loads((sample.cwd / "paper.md.lock").read_text("utf-8"))["style"]["name"] == "mla"

    settings = {"CITEKIT_STYLE": "ieee", "CITEKIT_LOCALE": "de"}
    pinned = sample("render", "paper.md", "--locked", "--no-links", env=settings)
    other = sample("render", "paper.md", "--no-bibliography", "--style", "ieee")
    refused = sample("render", "paper.md", "--style", "ieee", "--locked", "-o", "out.md")

    assert (pinned.status, pinned.err) == (0, "")
    assert "(Kuhn 3)" in pinned.out
    assert (other.status, other.out) == (0, "So \\[1, p. 3\\].\n")
    assert "warning: paper.md.lock: the style was mla and is ieee" in other.err
    assert refused.status == 1
    assert refused.err.startswith("error: paper.md.lock: the style was mla and is ieee\nhint: ")
    assert not (sample.cwd / "out.md").exists()


@pytest.mark.usefixtures("paper")
def test_a_changed_record_is_told_and_shown_until_it_is_taken(sample: Citekit) -> None:
    """By `lock`, `render` and `--diff`; `lock --update` takes it, in the style of the lock."""
    sample.ok("lock", "paper.md", "--style", "mla")
    held = sample("lock", "paper.md")
    change_title(sample)

    told = sample("lock", "paper.md")
    shown = sample("render", "paper.md", "--diff")
    as_json = json.loads(sample("render", "paper.md", "--diff", "--json").out)
    taken = sample("lock", "paper.md", "--update")
    after = sample("render", "paper.md", "--diff")

    assert (held.status, held.err) == (0, "paper.md.lock holds\n")
    assert (told.status, told.out) == (1, "the record kuhn2012structure has changed\n")
    assert shown.status == 1
    assert shown.err == "0 of 1 citation and 1 of 1 entry print otherwise\n"
    head, before, now = shown.out.splitlines()
    assert head == "bibliography, kuhn2012structure"
    assert before.startswith("-Kuhn, Thomas S. *The Structure of Scientific Revolutions*.")
    assert now.startswith("+Kuhn, Thomas S. *The Structure of Nothing*.")
    assert as_json["citations"] == as_json["moved"] == []
    assert [(one["id"], one["new"][:5]) for one in as_json["bibliography"]] == [
        ("kuhn2012structure", "Kuhn,")
    ]
    assert (taken.status, after.status, after.out) == (0, 0, "")
    assert after.err == "nothing prints otherwise\n"


@pytest.mark.usefixtures("paper")
def test_without_a_lock_two_styles_are_compared(sample: Citekit) -> None:
    """The paper's own with the option's; without either there is nothing to compare."""
    shown = sample("render", "paper.md", "--diff", "--no-bibliography", "--style", "mla")
    nothing = sample("render", "paper.md", "--diff")

    assert (shown.status, shown.out) == (
        1,
        "paper.md:1:4: [@kuhn2012structure, 3]\n-(Kuhn, 1962/2012, p. 3)\n+(Kuhn 3)\n",
    )
    assert nothing.status == 1
    assert "paper.md: has no lock to compare with" in nothing.err


def test_what_is_typed_anew_is_taken_into_a_lock(sample: Citekit, paper: Path) -> None:
    """Another page of the same work is no drift, and shows no more once it is locked."""
    sample.ok("lock", "paper.md")
    paper.write_text(PAPER.replace("3", "4"))

    shown = sample("render", "paper.md", "--diff")
    assert sample("render", "paper.md", "--locked").status == 0
    assert sample("lock", "paper.md").status == 0

    assert "+(Kuhn, 1962/2012, p. 4)" in shown.out
    assert sample("render", "paper.md", "--diff").status == 0


def test_a_paper_that_cannot_be_locked(sample: Citekit, paper: Path) -> None:
    """Unknown keys and missing locks end with status 1, damaged locks too until they are made anew."""
    unlocked = sample("render", "paper.md", "--locked")
    (sample.cwd / "paper.md.lock").write_text("{")
    damaged = sample("render", "paper.md")
    again = sample("lock", "paper.md", "--update")
    paper.write_text("So [@nope].\n")
    unknown = sample("lock", "paper.md", "--update")

    assert (unlocked.status, unlocked.out) == (1, "")
    assert "paper.md: has no lock" in unlocked.err
    assert damaged.status == 1
    assert "is no lock of a paper" in damaged.err
    assert again.status == 0
    assert unknown.status == 1
    assert 'no record has the key "nope"' in unknown.err


@pytest.mark.parametrize(
    "options",
    [
        ("--diff", "-o", "x.md"),
        ("--diff", "--in-place"),
        ("--watch",),
        ("--watch", "--in-place"),
        ("--watch", "-o", "x.md", "--json"),
    ],
)
def test_options_that_do_not_go_together(sample: Citekit, paper: Path, options: tuple[str, ...]) -> None:
    """A usage error, and nothing is written."""
    assert sample("render", "paper.md", *options).status == 2
    assert paper.read_text() == PAPER
    assert not (sample.cwd / "x.md").exists()


def test_a_watched_paper_is_finished_again(
    sample: Citekit, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a save of the paper, of a cited record and of the style; an error ends no round but its own."""
    (sample.cwd / "mine.csl").write_text((styles_folder() / "apa.csl").read_text("utf-8"), "utf-8")
    target = sample.cwd / "out.md"
    seen: list[str] = []
    saves: Iterator[Callable[[], object]] = iter(
        [
            lambda: paper.write_text(f"---\ncsl: mine.csl\n---\n{PAPER}"),
            lambda: change_title(sample),
            lambda: (sample.cwd / "mine.csl").write_text("no style"),
            lambda: paper.write_text("So [@vaswani2017attention].\n"),
        ]
    )
    looks = 0

    def pause() -> None:
        nonlocal looks
        looks += 1
        if looks % 2:  # every second pause is the one that waits for a save to end
            seen.append(target.read_text("utf-8").rpartition("---\n")[2])
            save = next(saves, None)
            if save is None:
                raise KeyboardInterrupt
            save()

    app = App(Start(), cwd=sample.cwd, environ={}, home=sample.home)
    request = Request(paper="paper.md", asked=Asked(), links=False)
    with pytest.raises(KeyboardInterrupt):
        watch_paper(app, request, target, locked=False, pause=pause)

    first, second, third, fourth, fifth = seen
    assert first == second
    assert "structure of scientific" in second
    assert "structure of nothing" in third
    assert fourth == third
    assert fifth.startswith("So (Vaswani et al., 2017).")
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error:")]
    assert len(errors) == 1
    assert "mine.csl" in errors[0]


def test_every_file_that_a_paper_is_made_of_is_told(sample: Citekit) -> None:
    """Those that it reads in, its records, its style, its lock, and the records of the library."""
    (sample.cwd / "paper.tex").write_text(
        "\\documentclass{article}\n\\begin{document}\n\\input{one}\n\\addbibresource{b.bib}\n\\end{document}\n"
    )
    (sample.cwd / "one.tex").write_text("So \\parencite{kuhn2012structure}.\n")
    (sample.cwd / "b.bib").write_text("@book{x, title = {X}}\n")
    read: set[Path] = set()

    app = App(Start(), cwd=sample.cwd, environ={}, home=sample.home)
    finish_paper(app, Request(paper="paper.tex", asked=Asked()), lock=None, on_read=read.add)

    names = {path.name for path in read}
    assert {"paper.tex", "one.tex", "b.bib", "paper.tex.lock", "apa.csl", "citekit.yaml"} <= names
    assert {"entries", "kuhn2012structure.yaml"} <= names
