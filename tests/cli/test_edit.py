"""`citekit edit`."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Citekit


def test_what_the_editor_leaves_is_written(sample: Citekit) -> None:
    """The record holds the edited text, byte for byte."""
    path = sample.entries / "kuhn2012structure.yaml"
    before = path.read_text("utf-8")

    sample.ok("edit", "kuhn2012structure", env={"EDITOR": "sed -i s/Chicago/Boston/"})

    assert path.read_text("utf-8") == before.replace("Chicago", "Boston")


def test_visual_beats_editor(sample: Citekit) -> None:
    """$VISUAL is taken before $EDITOR."""
    sample.ok("edit", "brown1954", env={"VISUAL": "sed -i s/Brown/Braun/", "EDITOR": "false"})

    assert "Braun" in sample.ok("list")


def test_a_faulty_text_is_kept_and_not_written(sample: Citekit) -> None:
    """A text that is no record leaves the file alone, and says where what was typed is kept."""
    path = sample.entries / "kuhn2012structure.yaml"
    before = path.read_bytes()

    ended = sample("edit", "kuhn2012structure", env={"EDITOR": "sed -i s/^type:.*/type:reprot/"})

    assert ended.status == 1
    assert path.read_bytes() == before
    kept = Path(ended.err.rstrip().rsplit(" ", 1)[1])
    assert "type:reprot" in kept.read_text("utf-8")


def test_nothing_changed_writes_nothing(sample: Citekit) -> None:
    """An editor that leaves the text as it was leaves the file as it was."""
    ended = sample("edit", "brown1954", env={"EDITOR": "true"})

    assert ended.status == 0
    assert "nothing was changed" in ended.err


def test_no_editor_and_a_failing_one_are_sentences(sample: Citekit) -> None:
    """Without an editor, with one that is not there, or that fails, nothing is written."""
    for editor in ("", "no-such-editor-here", "false", "'unbalanced"):
        ended = sample("edit", "brown1954", env={"EDITOR": editor})

        assert ended.status == 1
        assert "editor" in ended.err
        assert "Traceback" not in ended.err


def test_a_faulty_record_can_be_mended(citekit: Citekit) -> None:
    """A record that cannot be read can still be opened, by its key."""
    (citekit.entries / "bad.yaml").write_text("type: reprot\ntitle: x\n", "utf-8")

    citekit.ok("edit", "bad", env={"EDITOR": "sed -i s/reprot/report/"})

    assert citekit.ok("list", "--fields", "key,type") == "bad\treport\n"


def test_an_editor_that_is_not_installed(sample: Citekit) -> None:
    """It is named, in words rather than in the system's."""
    ended = sample("edit", "kuhn2012structure", env={"EDITOR": "no-such-editor"})

    assert ended.status == 1
    assert "the editor `no-such-editor` is not installed" in ended.err
