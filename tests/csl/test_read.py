"""Styles read, and what is refused."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.errors import InvalidStyle
from tests.csl.small_style import cite, item, person, read
from tests.csl.suite import locale_text

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
REFUSED = [
    ("", "is empty"),
    ("<style", "breaks off"),
    ("<a/>", "is no CSL style but <a>"),
    (f"{HEAD}<info/></style>", "has no <citation>"),
    ('<!DOCTYPE style [<!ENTITY a "b">]><style/>', "document type"),
    ('<!DOCTYPE style SYSTEM "file:///etc/passwd"><style/>', "document type"),
    (HEAD + "<group>" * 10_000, "deep"),
    (HEAD + " " * 10_000_001, "characters"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused(text: str, reason: str) -> None:
    """What is no style, or could harm, is refused with the reason."""
    with pytest.raises(InvalidStyle, match=reason):
        csl.read_style(text, locales=locale_text, name="x.csl")


def test_dependent_style() -> None:
    """A style that only points to another says to which."""
    text = (
        f'{HEAD}<info><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>'
    )

    with pytest.raises(InvalidStyle, match="apa"):
        csl.read_style(text, locales=locale_text, name="x.csl")


def test_unknown_elements_are_reported() -> None:
    """What CSL does not have is passed over with a notice of its line; the rest prints."""
    style = read('<blink/><text variable="title"/>')

    assert cite(style, item(title="T")) == "T"
    assert [(notice.where, "<blink>" in notice.message) for notice in style.warnings] == [("small:1", True)]


def test_missing_macros_are_reported() -> None:
    """A call of a macro that is not there prints nothing and is reported."""
    style = read('<text macro="none"/><text variable="title"/>')

    assert cite(style, item(title="T")) == "T"
    assert [notice.message for notice in style.warnings] == ['there is no macro "none"']


def test_no_locale_at_all() -> None:
    """Without any locale file a style still prints what needs none."""
    layout = '<layout><text variable="title"/><text term="in"/></layout>'
    text = f"{HEAD}<info/><citation>{layout}</citation></style>"
    style = csl.read_style(text, locales={}, name="x.csl")

    assert cite(style, item(title="T")) == "T"


LOCALES = [
    ("", "and"),
    ('<locale><terms><term name="and">plus</term></terms></locale>', "plus"),
    ('<locale xml:lang="en"><terms><term name="and">plus</term></terms></locale>', "plus"),
    ('<locale xml:lang="de"><terms><term name="and">plus</term></terms></locale>', "and"),
    ('<locale><terms><term name="and" form="short">plus</term></terms></locale>', "and"),
]


@pytest.mark.parametrize(("extra", "want"), LOCALES)
def test_locale_fallback(extra: str, want: str) -> None:
    """A style's own term stands before the locale file's, if its language and form fit."""
    assert cite(read('<text term="and"/>', extra=extra), item()) == want


def test_language_of_a_style() -> None:
    """The default locale chooses the language; the caller can choose another."""
    text = f'{HEAD}<info/><citation><layout><text term="and"/></layout></citation></style>'
    german = csl.read_style(text, locales=locale_text, name="x", locale="de-AT")

    assert cite(read('<text term="and"/>', attributes='default-locale="fr-FR"'), item()) == "et"
    assert cite(german, item()) == "und"


@pytest.mark.parametrize(
    ("number", "want"), [(1, "1st"), (2, "2nd"), (11, "11th"), (23, "23rd"), (112, "112th")]
)
def test_ordinals(number: int, want: str) -> None:
    """Suffixes go by the last digits."""
    assert cite(read('<number variable="volume" form="ordinal"/>'), item(volume=number)) == want


GERMAN = [
    ('<label variable="version" form="short"/>', "Version"),  # the language has the long form alone
    ('<text term="editor" form="verb-short"/>', "hrsg. von"),
    ('<names variable="author"><name and="symbol" form="short"/></names>', "Doe & Roe"),
]


@pytest.mark.parametrize(("layout", "want"), GERMAN)
def test_no_english_forms_of_german_terms(layout: str, want: str) -> None:
    """A form that a language lacks is another form of its own, not the English one."""
    style = read(layout, attributes='default-locale="de-DE"')

    assert cite(style, item(version="2", author=(person("Doe, J"), person("Roe, R")))) == want


ORDINALS = [
    ("fr-FR", "volume", "ordinal", 1, "1ᵉʳ"),
    ("fr-FR", "edition", "ordinal", 1, "1ʳᵉ"),
    ("es-ES", "edition", "ordinal", 1, "1.ª"),
    ("ca-AD", "edition", "ordinal", 4, "4a"),
    ("pt-PT", "section", "ordinal", 4, "4.ª"),  # a noun without gender, and no neuter suffix
    ("pt-PT", "section", "long-ordinal", 4, "quarta"),
    ("en-US", "edition", "long-ordinal", 4, "fourth"),
]


@pytest.mark.parametrize(("language", "variable", "form", "number", "want"), ORDINALS)
def test_ordinals_with_gender(language: str, variable: str, form: str, number: int, want: str) -> None:
    """An ordinal agrees with its noun; where the language has no neuter, it is feminine."""
    style = read(f'<number variable="{variable}" form="{form}"/>', attributes=f'default-locale="{language}"')

    assert cite(style, item(**{variable: number})) == want


def test_gender_of_a_renamed_noun() -> None:
    """A style that renames a term leaves the noun its gender, unless it gives another."""
    plain, given = (
        f'<locale><terms><term name="volume"{gender}>tome</term></terms></locale>'
        for gender in ("", ' gender="feminine"')
    )
    layout = '<number variable="volume" form="ordinal"/>'

    assert cite(read(layout, attributes='default-locale="fr-FR"', extra=plain), item(volume=1)) == "1ᵉʳ"
    assert cite(read(layout, attributes='default-locale="fr-FR"', extra=given), item(volume=1)) == "1ʳᵉ"


def test_own_ordinals_leave_the_words() -> None:
    """A style with ordinal suffixes of its own keeps the words of its language, but for those it renames."""
    extra = (
        '<locale><terms><term name="ordinal">o</term>'
        '<term name="long-ordinal-01">prime</term></terms></locale>'
    )
    layout = '<number variable="volume" form="{}"/>'

    assert cite(read(layout.format("ordinal"), extra=extra), item(volume=3)) == "3o"
    assert cite(read(layout.format("long-ordinal"), extra=extra), item(volume=1)) == "prime"
    assert cite(read(layout.format("long-ordinal"), extra=extra), item(volume=3)) == "third"


def test_four_ordinals_are_enough() -> None:
    """A style that has four ordinal suffixes, as CSL 1.0 had them, means the last for all other numbers."""
    terms = "".join(f'<term name="ordinal-0{number}">{number}</term>' for number in (2, 3, 4))
    extra = (
        '<locale><terms><term name="ordinal-01" gender-form="feminine">re</term>'
        f'<term name="ordinal-01">er</term>{terms}</terms></locale>'
    )
    layout = '<number variable="volume" form="ordinal" prefix=" "/>'

    assert [cite(read(layout, extra=extra), item(volume=one)).strip() for one in (1, 2, 7, 12)] == [
        "1er",
        "22",
        "74",
        "124",
    ]
