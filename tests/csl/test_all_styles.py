"""A sample of the styles of the package; `tests.csl.all_styles` renders them all."""

from __future__ import annotations

from citekit import csl
from citekit.csl import Citation, Cite, Locator, Mode
from tests.csl.differential import styles_folder
from tests.csl.small_style import item, person, year
from tests.csl.suite import locale_text

ITEMS = [
    item(
        "a", "article-journal", title="A", container_title="J", author=(person("Doe, J"),), issued=year(2020)
    ),
    item("b", "chapter", title="B", container_title="C", editor=(person("Roe, A"),), page="1-9"),
    item("c", "legal_case", title="C v. D", issued=year(1999, 12, 31)),
    item(
        "d",
        "report",
        title="D",
        author=(person("Institute"),),
        issued=year(-44),
        number="7",
        URL="https://x.example",
    ),
    item("e", "nonsense"),
]
CITES = tuple(Cite(id=one.id, locator=Locator("page", "3-4"), prefix="see ") for one in ITEMS)


def test_a_sample_renders() -> None:
    """One style in fifty prints something for each citation, twice over, and for narrative ones."""
    paths = sorted(styles_folder().glob("*.csl"))[::50]
    citations = [
        Citation(id=str(number), cites=CITES, note_number=number, mode=mode)
        for number, mode in enumerate((*Mode, Mode.NORMAL), 1)
    ]

    for path in paths:
        style = csl.read_style(path.read_text("utf-8"), locales=locale_text, name=path.stem)
        result = csl.process(style, ITEMS, citations)
        assert all(one.markup for one in result.citations), path.stem

    assert len(paths) > 1
