"""How good the checks are: run them on papers whose errors are known, and count."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from citekit.checks.all_checks import CHECKS
from citekit.errors import CitekitError
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ReferenceParser
from tests.checks.answers import FORM, Answers, read_answers
from tests.checks.running import run_checks
from tests.checks.scoring import Score, WordsNotFound, score, total

__all__ = ["main", "score_paper"]

_WELL, _BELOW, _USAGE = 0, 1, 2


def score_paper(
    path: Path, answers: Answers, *, twin: bool = False, parser: ReferenceParser = parse_reference
) -> Score:
    """Run the checks on the paper in ``path`` and return how they did.

    Raises:
        UnreadableText: papers of this kind are not read.
        WordsNotFound: the answers are not this paper's.
    """
    document, findings = run_checks(path, answers, parser)
    return score(path.name, document, findings, answers, twin=twin)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the score; return 1 below the thresholds, 2 if a file cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.checks.score",
        description="Run the checks on papers and hold what they find against what is known to be wrong.",
        epilog=FORM,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="PAPER ANSWERS", help="papers, each with its answers"
    )
    parser.add_argument(
        "--clean", action="store_true", help="the papers are clean twins: every finding is a false alarm"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--min-found",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="share of errors to be found in all, as 0.95",
    )
    parser.add_argument(
        "--max-false", type=int, default=None, metavar="N", help="false alarms allowed in each paper"
    )
    given = parser.parse_args(arguments)
    if len(given.files) % 2:
        parser.error("each paper needs its answers: PAPER ANSWERS [PAPER ANSWERS …]")
    scores = []
    for paper, file in zip(given.files[::2], given.files[1::2], strict=True):
        try:
            answers = read_answers(file)
            _tell_unknown(file, answers)
            scores.append(score_paper(paper, answers, twin=given.clean))
        except (OSError, CitekitError, WordsNotFound, ValueError) as error:
            print(f"{paper}: {error}", file=sys.stderr)
            return _USAGE
    in_all = total(scores)
    shown = [*scores, in_all] if len(scores) > 1 else scores
    print(
        json.dumps([_as_json(each) for each in shown], ensure_ascii=False, indent=2)
        if given.json
        else _as_text(shown)
    )
    too_many = given.max_false is not None and any(
        len(each.false_alarms) > given.max_false for each in scores
    )
    return _BELOW if in_all.recall < given.min_found or too_many else _WELL


def _tell_unknown(file: Path, answers: Answers) -> None:
    named = {check for error in answers.errors for check in error.checks}
    for check in sorted(named - CHECKS.keys()):
        print(f"{file}: there is no check {check}", file=sys.stderr)


def _as_text(scores: Sequence[Score]) -> str:
    lines = []
    for each in scores:
        alarms = f"{len(each.false_alarms)} false alarm{'' if len(each.false_alarms) == 1 else 's'}"
        share = f"{len(each.found)} of {each.planted} found ({each.recall:.0%})"
        lines.append(f"{each.name}: {share}, {alarms}")
        if each.name == "in all" or len(scores) == 1:
            lines += [
                f"  {check:<32} {right:>3} found {wrong:>3} false"
                for check, (right, wrong) in each.by_check().items()
            ]
        if each.name != "in all":
            for error, called in each.missed:
                instead = f" (called {', '.join(called)})" if called else ""
                lines.append(f"  missed {'/'.join(sorted(error.checks))}: {error}{instead}: {error.note}")
            for finding in each.false_alarms:
                place = finding.where.place or finding.where.key
                trap = next((f" [trap: {words}]" for words, one in each.trapped if one is finding), "")
                lines.append(f"  false  {finding.check}: {place}: {finding.message}{trap}")
    return "\n".join(lines)


def _as_json(each: Score) -> dict[str, object]:
    return {
        "name": each.name,
        "planted": each.planted,
        "found": [
            {"words": error.words, "key": error.key, "check": finding.check, "message": finding.message}
            for error, finding in each.found
        ],
        "missed": [
            {"words": error.words, "key": error.key, "checks": sorted(error.checks), "called": list(called)}
            for error, called in each.missed
        ],
        "false_alarms": [
            {"check": finding.check, "place": str(finding.where.place), "message": finding.message}
            for finding in each.false_alarms
        ],
        "trapped": [{"words": words, "check": finding.check} for words, finding in each.trapped],
        "by_check": {
            check: {"found": right, "false": wrong} for check, (right, wrong) in each.by_check().items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
