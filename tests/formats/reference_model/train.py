"""Train the model of typed references: ``python -m tests.formats.reference_model.train --help``.

The model learns from records of ``--records`` (CSL-JSON) and of ``entries/``, printed in the styles of
``styles.txt`` that are marked ``train`` or ``often``, and typed badly. A fifth of the records and the styles
marked ``test`` are left for `tests.formats.reference_score`. The same inputs give the same model.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pycrfsuite

from citekit.formats.reference_text.labelling import see
from citekit.item.item import Item
from tests.formats.reference_model.labelled import labelled, records, split, styles
from tests.formats.reference_model.typed import Labelled
from tests.formats.reference_score import CORPUS, ROOT

MODEL: Final = ROOT / "citekit" / "formats" / "reference_text" / "references.crfsuite"

_OFTEN: Final = 3
_SPARSE: Final = 0.5
_SMOOTH: Final = 0.05
"""The weights of the two norms (L1, L2) that keep the model small and from learning its examples by heart."""


def labels(made: Labelled, rows: Sequence[tuple[int, int]]) -> list[str]:
    """Return the label of each token: the one that most of its characters have."""
    return [Counter(made.labels[start:end]).most_common(1)[0][0] for start, end in rows]


def example(made: Labelled) -> tuple[list[list[str]], list[str]]:
    """Return what the model is shown of a typed reference, and what it is to say."""
    seen = see(made.text, made.italics())
    return seen.features, labels(made, [(token.start, token.end) for token in seen.tokens])


def train(
    items: Sequence[Item], path: Path, *, names: Sequence[str], each: int, rounds: int, least: int
) -> None:
    """Write the model that references in the styles ``names`` make to ``path``."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": _SPARSE, "c2": _SMOOTH, "feature.minfreq": least, "max_iterations": rounds})
    count = 0
    begun = time.process_time()
    often = frozenset(styles("often"))
    for name in names:
        number = each * _OFTEN if name in often else each
        for _, _, made in labelled(items, [name], number):
            trainer.append(*example(made))
            count += 1
    print(f"{count} references, {time.process_time() - begun:.0f} s")
    trainer.train(str(path))
    print(f"{path.stat().st_size / 1000:.0f} kB, {time.process_time() - begun:.0f} s")


def main() -> None:
    """Train, and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=Path, default=CORPUS, help="records as CSL-JSON")
    parser.add_argument("--each", type=int, default=45, help="how many records are printed in a style")
    parser.add_argument("--rounds", type=int, default=70, help="how often the examples are gone through")
    parser.add_argument("--least", type=int, default=12, help="how often a feature must be seen")
    parser.add_argument("--output", type=Path, default=MODEL)
    options = parser.parse_args()
    there, _ = split(records(options.records, ROOT))
    train(
        there,
        options.output,
        names=styles("often") + styles("train"),
        each=options.each,
        rounds=options.rounds,
        least=options.least,
    )


if __name__ == "__main__":
    main()
