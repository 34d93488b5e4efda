"""Lists of names."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.csl import Citation, Cite
from citekit.markup.tree import Styled, plain
from tests.csl.reference_html import write_html
from tests.csl.small_style import cite, item, person, read
from tests.csl.suite import locale_text

A, B, C, D = (person(text) for text in ("Doe, Jane", "Roe, Rick", "Poe, Ann", "Low, Tim"))

JOINED = [
    ('and="text"', (A, B), "Jane Doe and Rick Roe"),
    ('and="text"', (A, B, C), "Jane Doe, Rick Roe, and Ann Poe"),
    ('and="text" delimiter-precedes-last="never"', (A, B, C), "Jane Doe, Rick Roe and Ann Poe"),
    ('and="symbol" delimiter-precedes-last="always"', (A, B), "Jane Doe, & Rick Roe"),
    ('and="text" name-as-sort-order="first"', (A, B), "Doe, Jane and Rick Roe"),
    ('name-as-sort-order="all" initialize-with=". "', (A, B), "Doe, J., Roe, R."),
    ('form="short" et-al-min="3" et-al-use-first="1"', (A, B, C), "Doe et al."),
    ('form="short" et-al-min="3" et-al-use-first="2"', (A, B, C), "Doe, Roe, et al."),
    ('form="short" et-al-min="4" et-al-use-first="2" et-al-use-last="true"', (A, B, C, D), "Doe, Roe, … Low"),
    ('et-al-min="2"', (A, B, C), "Jane Doe, Rick Roe, Ann Poe"),
    ('et-al-use-first="1"', (A, B, C), "Jane Doe, Rick Roe, Ann Poe"),
    ('et-al-min="2" et-al-use-first="3"', (A, B, C, D), "Jane Doe, Rick Roe, Ann Poe, Tim Low"),
    ('form="count"', (A, B, C), "3"),
    ('form="short"', (person("Press"),), "Press"),
    ("", (person("魏, 笑"),), "魏笑"),
]


@pytest.mark.parametrize(("options", "names", "want"), JOINED)
def test_joining(options: str, names: tuple[object, ...], want: str) -> None:
    """Conjunctions, delimiters and et-al follow the options of cs:name."""
    style = read(f'<names variable="author"><name {options}/></names>')

    assert cite(style, item(author=names)) == want


OTHERS = person("others")
UNNAMED = [
    ('and="text"', (A, OTHERS), "Jane Doe et al."),
    ('and="text"', (A, B, OTHERS), "Jane Doe, Rick Roe, et al."),
    ('et-al-min="3" et-al-use-first="1"', (A, B, OTHERS), "Jane Doe et al."),
    (
        'et-al-min="4" et-al-use-first="2" et-al-use-last="true"',
        (A, B, C, OTHERS),
        "Jane Doe, Rick Roe, et al.",
    ),
    ('name-as-sort-order="all" initialize-with=". "', (A, OTHERS), "Doe, J., et al."),
    ('name-as-sort-order="all" delimiter-precedes-et-al="never"', (A, OTHERS), "Doe, Jane et al."),
    ("", (OTHERS,), "others"),
]


@pytest.mark.parametrize(("options", "names", "want"), UNNAMED)
def test_unnamed_others(options: str, names: tuple[object, ...], want: str) -> None:
    """BibTeX's "and others" prints as the style's "et al.", however few names there are."""
    style = read(f'<names variable="author"><name {options}/></names>')

    assert cite(style, item(author=names)) == want


ORDER = [
    ("never", "van der Berg, Jan"),
    ("sort-only", "van der Berg, Jan"),
    ("display-and-sort", "Berg, Jan van der"),
]


@pytest.mark.parametrize(("demote", "want"), ORDER)
def test_particles(demote: str, want: str) -> None:
    """Where the non-dropping particle stands in an inverted name is for the style to say."""
    style = read(
        '<names variable="author"><name name-as-sort-order="all"/></names>',
        attributes=f'demote-non-dropping-particle="{demote}"',
    )

    assert cite(style, item(author=(person("van der Berg, Jan"),))) == want


CHINESE = [
    ("", (A, B, C), "Jane Doe, Rick Roe和Ann Poe"),
    ('delimiter-precedes-last="always"', (A, B), "Jane Doe, 和Rick Roe"),
]


@pytest.mark.parametrize(("options", "names", "want"), CHINESE)
def test_conjunction_without_word_spaces(options: str, names: tuple[object, ...], want: str) -> None:
    """A conjunction that is written without spaces has a comma before it only where the style insists."""
    style = read(
        f'<names variable="author"><name and="text" {options}/></names>', attributes='default-locale="zh-CN"'
    )

    assert cite(style, item(author=names)) == want


def test_no_slanted_et_al_in_chinese() -> None:
    """The format of cs:et-al slants no Chinese characters, which have no italics."""
    style = read(
        '<names variable="author"><name et-al-min="2" et-al-use-first="1"/>'
        '<et-al font-style="italic"/></names>',
        attributes='default-locale="zh-CN"',
    )
    work = item(author=(A, B))
    result = csl.process(style, [work], [Citation(cites=(Cite(id=work.id),))])

    assert write_html(result.citations[0].markup) == "Jane Doe等"


AFFIXED = [
    ("van der Berg, Jan", "[Berg], {van der}"),
    ("魏, 笑", "魏"),
]


@pytest.mark.parametrize(("name", "want"), AFFIXED)
def test_affixes_of_parts_in_short_names(name: str, want: str) -> None:
    """A particle that is moved to the end has the affixes of given names; Chinese names have none."""
    style = read(
        '<names variable="author"><name form="short" name-as-sort-order="all">'
        '<name-part name="family" prefix="[" suffix="]"/><name-part name="given" prefix="{" suffix="}"/>'
        "</name></names>"
    )

    assert cite(style, item(author=(person(name),))) == want


def test_label() -> None:
    """A label stands where it stands in the style, in the plural for several names."""
    after = read('<names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>')
    before = read('<names variable="editor"><label form="verb" suffix=" "/><name/></names>')

    assert cite(after, item(editor=(A, B))) == "Jane Doe, Rick Roe (eds.)"
    assert cite(before, item(editor=(A,))) == "edited by Jane Doe"


def test_editor_and_translator_the_same() -> None:
    """The same people as editors and translators are named once, by the term for both."""
    style = read(
        '<names variable="editor translator"><name/><label form="short" prefix=" (" suffix=")"/></names>'
    )

    assert cite(style, item(editor=(A,), translator=(A,))) == "Jane Doe (ed. & trans.)"


def test_substitute() -> None:
    """Without authors the first substitute that prints stands in, and prints nowhere else."""
    style = read(
        '<group delimiter=". "><names variable="author"><name/><label prefix=", " form="short"/><substitute>'
        '<names variable="editor"/><text variable="title"/></substitute></names>'
        '<text variable="title"/><names variable="editor"/></group>'
    )

    assert cite(style, item(title="T", author=(A,), editor=(B,))) == "Jane Doe. T. Rick Roe"
    assert cite(style, item(title="T", editor=(B,))) == "Rick Roe, ed. T"
    assert cite(style, item(title="T")) == "T"


def test_a_choose_among_substitutes_gives_one_of_its_elements() -> None:
    """Of the branch that holds the first that prints stands in, as if it stood there alone."""
    style = read(
        """<names variable="author"><name form="short"/><substitute><choose>
        <if type="webpage"><text variable="URL"/></if>
        <else><names variable="editor"/><text value="Anon"/></else>
        </choose></substitute></names>"""
    )

    assert cite(style, item(editor=(A,))) == "Doe"
    assert cite(style, item(title="T")) == "Anon"


def test_short_form_within_a_macro() -> None:
    """Names without children take their look from the names they stand in for, through macros too."""
    style = read(
        '<names variable="author"><name form="short"/><substitute><text macro="m"/></substitute></names>',
        extra='<macro name="m"><names variable="editor"/></macro>',
    )

    assert cite(style, item(editor=(A,))) == "Doe"


def test_hungarian_names() -> None:
    """In a Hungarian work the family name stands first."""
    style = read('<names variable="author"><name/></names>')

    assert cite(style, item(author=(person("Bartók, Béla"),), language="hu")) == "Bartók Béla"


def test_affixes_of_names_stand_outside_formats() -> None:
    """The affixes of cs:name are not formatted with the name; et-al has formats only."""
    style = read('<names variable="author"><name suffix="]" font-style="italic"/></names>')
    result = csl.process(style, [item(author=(A,))], [Citation(cites=(Cite(id="a"),))])
    name, suffix = result.citations[0].markup

    assert isinstance(name, Styled)
    assert plain((suffix,)) == "]"


def test_names_tried_in_vain() -> None:
    """A term after names that are missing is not taken for the beginning of a note."""
    term = '<text term="edition"/>'
    assert cite(read(term), item()) == "edition"
    assert cite(_note(f'<names variable="author"/>{term}'), item()) == "edition"
    assert cite(_note(term), item()) == "Edition"


def _note(layout: str) -> csl.Style:
    text = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info/>'
        f"<citation><layout>{layout}</layout></citation></style>"
    )
    return csl.read_style(text, locales=locale_text, name="note")


SHORT = [
    ('<names variable="editor"/>', "[Doe & Roe]"),
    ('<names variable="editor" delimiter="/" suffix="!"/>', "[Doe & Roe!"),
    ('<names variable="editor"><name/></names>', "Jane Doe, Rick Roe"),
]


@pytest.mark.parametrize(("substitute", "want"), SHORT)
def test_affixes_of_a_short_substitute(substitute: str, want: str) -> None:
    """A substitute without elements of its own has the affixes of the names around it, but for its own."""
    style = read(
        '<names variable="author" prefix="[" suffix="]"><name form="short" and="symbol"/>'
        f"<substitute>{substitute}</substitute></names>"
    )

    assert cite(style, item(editor=(A, B))) == want


def test_a_term_does_not_make_up_for_names() -> None:
    """A group whose names are missing prints no term in their place, unless a macro gives it."""
    layout = (
        '<group delimiter=", "><names variable="author"><substitute>{}</substitute></names>'
        '<text value="Z"/></group><text value="."/>'
    )
    macro = '<macro name="nobody"><text term="anonymous"/></macro>'

    assert cite(read(layout.format('<text term="anonymous"/>')), item()) == "."
    assert cite(read(layout.format('<text macro="nobody"/>'), extra=macro), item()) == "anonymous, Z."


def test_et_al_with_a_space_of_its_own() -> None:
    """No second space goes before a term that begins with one."""
    style = read(
        '<names variable="author"><name form="short" et-al-min="2" et-al-use-first="1"/>'
        '<et-al font-style="italic"/></names>',
        extra='<locale><terms><term name="et-al"> and friends</term></terms></locale>',
    )

    assert cite(style, item(author=(A, B))) == "Doe and friends"


def test_a_term_after_missing_substitutes_begins_the_note() -> None:
    """A term that stands first in a note has a capital, though other substitutes were tried before."""
    text = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info/>'
        '<macro name="nobody"><text term="anonymous"/></macro><citation><layout><names variable="author">'
        '<substitute><names variable="editor"/><text macro="nobody"/></substitute></names></layout>'
        "</citation></style>"
    )

    assert cite(csl.read_style(text, locales=locale_text, name="note"), item()) == "Anonymous"
