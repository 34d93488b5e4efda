"""Record how the checks do on the bed: `python -m tests.checks.bed.ratchet` writes ratchet.yaml anew."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from citekit.errors import UnreadableText
from tests.checks.answers import read_answers
from tests.checks.bed.build import build, built
from tests.checks.score import score_paper

__all__ = ["figures"]

_HEAD = """\
# How the checks do on each paper: errors found, false alarms, and findings on the clean twin.
# Written by `python -m tests.checks.bed.ratchet`; the tests hold it both ways.
"""


def figures() -> dict[str, dict[str, int]]:
    """Return the figures of every paper whose format is read."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        result = {}
        for paper in built(folder):
            answers = read_answers(paper.answers)
            try:
                score = score_paper(paper.paper, answers)
                twin = score_paper(paper.twin, answers, twin=True)
            except UnreadableText as refused:
                print(f"{paper.name}: left out: {refused}", file=sys.stderr)
                continue
            result[paper.name] = {
                "planted": score.planted,
                "found": len(score.found),
                "false_alarms": len(score.false_alarms),
                "on_clean_twin": len(twin.false_alarms),
            }
        return result


if __name__ == "__main__":
    written = _HEAD + yaml.safe_dump(figures(), sort_keys=False)
    (Path(__file__).parent / "ratchet.yaml").write_text(written, "utf-8")
