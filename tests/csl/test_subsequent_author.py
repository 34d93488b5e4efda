"""Names that repeat those of the entry before."""

from __future__ import annotations

import pytest

from tests.csl.small_style import entries, item, person, read

A, B, C = (person(text) for text in ("Doe, J", "Roe, A", "Poe, B"))
RULES = [
    ("complete-all", ["Doe and Roe, 1", "---, 2", "Doe and Poe, 3"]),
    ("complete-each", ["Doe and Roe, 1", "--- and ---, 2", "Doe and Poe, 3"]),
    ("partial-each", ["Doe and Roe, 1", "--- and ---, 2", "--- and Poe, 3"]),
    ("partial-first", ["Doe and Roe, 1", "--- and Roe, 2", "--- and Poe, 3"]),
]


@pytest.mark.parametrize(("rule", "want"), RULES)
def test_rules(rule: str, want: list[str]) -> None:
    """How much of a list of names is replaced is for the rule to say."""
    style = read(
        "",
        bibliography='<bibliography subsequent-author-substitute="---" '
        f'subsequent-author-substitute-rule="{rule}">'
        '<layout><group delimiter=", "><names variable="author"><name form="short" and="text"/></names>'
        '<text variable="title"/></group></layout></bibliography>',
    )
    items = [
        item("1", title="1", author=(A, B)),
        item("2", title="2", author=(A, B)),
        item("3", title="3", author=(A, C)),
    ]

    assert entries(style, items) == want


def test_a_substitute_with_affixes() -> None:
    """The editor who stands in for the author of one entry is the same person as the author of the next."""
    style = read(
        "",
        bibliography='<bibliography subsequent-author-substitute="---">'
        '<layout><names variable="author" suffix=", "><name form="short"/><substitute><choose>'
        '<if type="book"><names variable="editor" suffix=", "><name form="short"/></names></if>'
        '</choose></substitute></names><text variable="title"/></layout></bibliography>',
    )

    assert entries(style, [item("1", title="1", editor=(A,)), item("2", title="2", author=(A,))]) == [
        "Doe, 1",
        "---, 2",
    ]


def test_nobody_repeats_nobody() -> None:
    """A term that stands for missing names is no author who could repeat."""
    style = read(
        "",
        extra='<macro name="nobody"><text term="anonymous"/></macro>',
        bibliography='<bibliography subsequent-author-substitute="---">'
        '<layout><names variable="author"><substitute><text macro="nobody"/></substitute></names>'
        '<text variable="title" prefix=", "/></layout></bibliography>',
    )

    assert entries(style, [item("1", title="1"), item("2", title="2")]) == ["Anonymous, 1", "Anonymous, 2"]
