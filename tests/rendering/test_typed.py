"""What is typed around a key is understood in the paper's language, and dashes as its format has them."""

from __future__ import annotations

import random

import pytest

from citekit import csl
from citekit.documents.all_documents import DOCUMENTS
from citekit.rendering.cited import Options
from citekit.rendering.finish import finish
from tests.csl.differential import styles_folder
from tests.csl.small_style import item
from tests.csl.suite import locale_text
from tests.documents.pandoc import by_citekit, by_pandoc
from tests.rendering.test_cases import ITEMS

PLAIN = Options(links=False, bibliography=False)


def printed(text: str, format_: str = "markdown", *, locale: str = "en-US") -> str:
    """Return the paper in APA."""
    source = (styles_folder() / "apa.csl").read_text("utf-8")
    style = csl.read_style(source, locales=locale_text, name="apa", locale=locale)
    document = DOCUMENTS[format_].read(text.encode(), name="paper")
    return finish(document, style, ITEMS, PLAIN).data.decode()


@pytest.mark.parametrize(
    ("locale", "typed", "expected"),
    [
        ("de-DE", "S. 33-35", "S. 33–35"),
        ("de-DE", "Kap. 3", "Kapitel 3"),
        ("de-DE", "Seite 3 f.", "S. 3 f."),
        ("de-DE", "p. 3", "S. 3"),
        ("de-DE", "{Abschn. 3}", "Abschnitt 3"),
        ("fr-FR", "chap. 2", "Chapitre 2"),
        ("en-US", "S. 3", "S. 3"),
        ("en-US", "s. 3", "Section 3"),
        ("en-US", "Kap. 3", "Kap. 3"),
    ],
)
def test_a_locator_has_the_words_of_the_language(locale: str, typed: str, expected: str) -> None:
    """Its own words count first, English ones too; what is no label stays as it is typed."""
    assert printed(f"[@doe, {typed}]", locale=locale) == f"(Doe, 2005, {expected})"


@pytest.mark.parametrize(
    ("format_", "typed", "expected"),
    [
        ("markdown", "[@doe, pp. 33--35]", "(Doe, 2005, pp. 33–35)"),
        ("markdown", "[so---see @doe, 3 -- and more...]", "(so—see Doe, 2005, p. 3 – and more…)"),
        ("org", "[cite:@doe pp. 33--35]", "(Doe, 2005, pp. 33–35)"),
        ("text", "[@doe, and -- so]", "(Doe, 2005, and -- so)"),
    ],
)
def test_hyphens_are_dashes_where_the_format_says_so(format_: str, typed: str, expected: str) -> None:
    """In Markdown and Org two are an en dash and three an em dash; elsewhere they are hyphens."""
    assert printed(typed, format_) == expected


def test_the_full_stop_of_an_abbreviation_parts_no_cites() -> None:
    """What follows "3 ff." keeps its semicolon; a sentence that has ended needs none."""
    items = {key: item(key, title=key.upper()) for key in "ab"}
    style = csl.read_style(
        (styles_folder() / "chicago-author-date.csl").read_text("utf-8"), locales=locale_text, name="x"
    )

    def finished(text: str) -> str:
        return finish(DOCUMENTS["text"].read(text.encode(), name="x"), style, items, PLAIN).data.decode()

    assert finished("[@a, 3ff.; see @b]") == "(A, n.d., 3ff.; see B, n.d.)"
    assert finished("[@a. That is all.; See @b]") == "(A, n.d. That is all. See B, n.d.)"


_KEYS = (
    "k{}",
    "k{}",
    "k{}:foo.bar",
    "k{}_a-b",
    "{{k{}}}",
    "k{}/z",
    "k{}.",
    "k{}--a",
    "{{https://x.org/k{}?a=b}}",
    "k{}#q",
)
_PREFIXES = (
    "",
    "",
    "see ",
    "see *also* ",
    "cf. ",
    "**bold** ",
    "`code` ",
    "$x$ ",
    "“q” ",
    "[a](b) ",
    "(x) ",
    "A & B ",
)
_SUFFIXES = (
    *(
        "",
        "",
        " p. 3",
        ", pp. 33-35, and *passim*",
        ", 3",
        "{pp. 3-5} and",
        "{p. 3, x}, y",
        "{},3",
        ", *p. 4*",
    ),
    *(" [p. 3]", ", § 4", ", iv, x", ", 3a–4b", ", [x] y", ", \\[x\\]", "{x [y] z}", "**b**", ', "q; r"'),
    *(", lines 3--4", ", `co;de`", ", $a;b$", "\n p. 3", ",\np. 3 and"),
)
_WORDS = (
    "Words ",
    "*emph ",
    "and* ",
    "(",
    "[",
    "] ",
    "^[",
    "**",
    "\\",
    " -",
    "é",
    '"',
    "- ",
    "> ",
    ". ",
    "! ",
    "{",
    "}",
    "\n",
)


def _paragraph(chance: random.Random, number: int) -> str:
    """Return a paragraph of citations in pandoc's syntax, some of it broken."""

    def cite() -> str:
        key = chance.choice(_KEYS).format(number)
        return f"{chance.choice(_PREFIXES)}{chance.choice('@@@-')}{key}".replace("-k", "-@k").replace(
            "-{", "-@{"
        ) + chance.choice(_SUFFIXES)

    def group() -> str:
        return f"[{'; '.join(cite() for _ in range(chance.choice((1, 1, 2, 3))))}]"

    def narrative() -> str:
        after = (
            "",
            " [p. 3]",
            "[p. 3]",
            f" [p. 3; see @k{number}z]",
            " (x)",
            "'s",
            " [see x](url)",
            " {p. 3}",
        )
        return f"@k{number}{chance.choice(after)}"

    makers = (group, narrative, lambda: chance.choice(_WORDS))
    return "".join(chance.choice(makers)() + chance.choice((" ", ". ", "", ", ")) for _ in range(4))


@pytest.mark.parametrize("seed", range(40))
def test_citations_at_random_are_those_of_pandoc(seed: int) -> None:
    """Keys, modes, prefixes and what follows a key, in whole and broken syntax."""
    text = _paragraph(random.Random(seed), seed)  # noqa: S311  the same paragraphs every time is the point

    assert by_citekit(DOCUMENTS["markdown"].read(text.encode(), name="paper.md")) == by_pandoc(text), text
