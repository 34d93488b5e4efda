"""How far the engine agrees with the recorded reference, where a copy of the recording is at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.csl.differential import MAIN_STYLES, Difference, judge, main, read_judgements

ORACLE = Path(__file__).resolve().parents[3] / "shared" / "oracle"


def test_agreement_does_not_fall(tmp_path: Path) -> None:
    """At least 99.4 % of citations and 96.9 % of entries agree, every list is in order, nothing fails.

    In the main styles every citation agrees, and what differs in entries is the reference's fault.
    """
    if not ORACLE.is_dir():
        pytest.skip("the test data in ../shared is absent")
    found = tmp_path / "found.json"
    main([str(ORACLE), "--json", str(found)])
    styles = json.loads(found.read_text("utf-8"))

    def rate(kind: str, names: list[str]) -> float:
        agree: int = sum(styles[name][kind][0] for name in names)
        count: int = sum(styles[name][kind][1] for name in names)
        return agree / count

    judgements = read_judgements(Path(__file__).with_name("differential_causes.txt").read_text("utf-8"))
    main_styles = [name for name in MAIN_STYLES if name in styles]
    unjudged = [
        one["cause"]
        for name in main_styles
        for one in styles[name]["differences"]
        if (judged := judge(Difference(one["kind"], one["place"], one["want"], one["got"]), judgements))
        is None
        or judged.whose != "reference"
    ]

    assert rate("citations", list(styles)) >= 0.994
    assert rate("entries", list(styles)) >= 0.969
    assert all(style["order"] and not style["fault"] for style in styles.values())
    assert rate("citations", main_styles) == 1
    assert unjudged == []


def test_every_judgement_has_a_reason() -> None:
    """Each line says whose fault, of what, and why, and its patterns are regular expressions."""
    judgements = read_judgements(Path(__file__).with_name("differential_causes.txt").read_text("utf-8"))

    assert judgements
    for judgement in judgements:
        assert judgement.whose in ("reference", "open")
        assert judgement.reason
        assert judgement.change.pattern
        assert not re.search(judgement.change, "no such change")
