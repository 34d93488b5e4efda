"""`citekit bibliography` and `citekit cite`."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Citekit

ITEMS = [
    {
        "id": "doe2020",
        "type": "book",
        "title": "Alpha <i>beta</i>",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2020]]},
        "publisher": "P",
    },
    {
        "id": "roe2021",
        "type": "book",
        "title": "Gamma",
        "author": [{"family": "Roe", "given": "Ann"}],
        "issued": {"date-parts": [[2021]]},
        "publisher": "P",
    },
]


def test_the_institutional_report_is_right_in_apa(sample: Citekit) -> None:
    """Institution, number, title in sentence case, series and address stand where APA wants them."""
    assert sample.ok("bibliography", "gao2023high", "--style", "apa") == (
        "United States Government Accountability Office. (2023). High-risk series: Efforts made to achieve"
        " progress need to be maintained and expanded to fully address all areas (GAO-23-106203)."
        " United States Government Accountability Office. https://www.gao.gov/products/gao-23-106203\n"
    )


def test_two_works_of_one_author_and_year_are_told_apart(sample: Citekit) -> None:
    """They are 1905a and 1905b in the list and in the text."""
    out = sample.ok("bibliography", "--query", "author:einstein", "--style", "apa")

    assert "(1905a)" in out
    assert "(1905b)" in out


def test_numbered_styles_number_on(sample: Citekit) -> None:
    """IEEE's entries are [1], [2], [3] …, not [1] everywhere."""
    entries = json.loads(sample.ok("bibliography", "--style", "ieee", "--json"))

    numbers = [entry["text"].split("]")[0] for entry in entries]
    assert numbers == [f"[{number}" for number in range(1, len(entries) + 1)]


def test_everything_prints_in_every_main_style(sample: Citekit) -> None:
    """Each sample record has an entry in each main style."""
    main = "apa chicago chicago-notes-bibliography mla harvard ieee vancouver ama nature citekit-report"
    for style in main.split():
        entries = json.loads(sample.ok("bibliography", "--style", style, "--json"))

        assert {entry["id"] for entry in entries} == {path.stem for path in sample.entries.iterdir()}, style
        assert all(entry["text"].strip() for entry in entries)


def test_records_of_a_file_need_no_library(citekit: Citekit) -> None:
    """`--from` prints a CSL-JSON file's list outside any library."""
    out = citekit.ok("bibliography", "--from", "-", stdin=json.dumps(ITEMS), cwd=citekit.home)

    assert out == "Doe, J. (2020). Alpha beta. P.\n\nRoe, A. (2021). Gamma. P.\n"


@pytest.mark.parametrize(
    ("form", "title"),
    [("text", "Alpha beta."), ("html", "<i>Alpha "), ("markdown", "*Alpha* beta.")],
)
def test_output_forms(citekit: Citekit, form: str, title: str) -> None:
    """Each form marks italics in its own way."""
    out = citekit.ok("bibliography", "doe2020", "--from", "-", "--to", form, stdin=json.dumps(ITEMS))

    assert title in out


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["doe2020"], "(Doe, 2020)"),
        (["doe2020", "roe2021"], "(Doe, 2020; Roe, 2021)"),
        (["doe2020", "--locator", "p. 33"], "(Doe, 2020, p. 33)"),
        (["doe2020, pp. 33-35"], "(Doe, 2020, pp. 33–35)"),
        (["doe2020, chap. 2", "roe2021"], "(Doe, 2020, Chapter 2; Roe, 2021)"),
        (["doe2020", "--prefix", "see"], "(see Doe, 2020)"),
        (["doe2020", "--suffix", "and passim"], "(Doe, 2020 and passim)"),
        (["doe2020", "--narrative"], "Doe (2020)"),
        (["doe2020", "--suppress-author"], "(2020)"),
        (["doe2020", "--author-only"], "Doe"),
        (["doe2020, p. 3", "roe2021", "--narrative"], "Doe (2020, p. 3) and Roe (2021)"),
        (["doe2020", "roe2021", "--author-only"], "Doe and Roe"),
        (["doe2020", "roe2021", "--author-only", "--locale", "de-DE"], "Doe und Roe"),
        (["doe2020", "roe2021", "--suppress-author"], "(2020; 2021)"),
    ],
)
def test_cite_prints_the_in_text_form(citekit: Citekit, arguments: list[str], printed: str) -> None:
    """Locators, affixes and the narrative form come out as APA has them."""
    out = citekit.ok("cite", *arguments, "--from", "-", stdin=json.dumps(ITEMS))

    assert out == printed + "\n"


def test_cite_in_a_note_style_is_the_note(sample: Citekit) -> None:
    """In Chicago notes the citation is the full note."""
    out = sample.ok("cite", "kuhn2012structure, p. 5", "--style", "chicago-notes", "--note", "1")

    assert out.startswith("Thomas S. Kuhn, The Structure of Scientific Revolutions")


def test_an_unknown_key_is_named_with_the_nearest(citekit: Citekit) -> None:
    """A key that neither library nor file has ends with 1 and the nearest one."""
    ended = citekit("cite", "deo2020", "--from", "-", stdin=json.dumps(ITEMS))

    assert ended.status == 1
    assert "doe2020" in ended.err


@pytest.mark.parametrize(
    "source",
    ["", "[", "[1, 2]", "not json", '{"id": "a"', "\x00", '[{"id": "a", "type": "book"'],
)
def test_a_file_that_cannot_be_read_is_a_sentence(citekit: Citekit, source: str) -> None:
    """Broken input ends with 1, one message, and nothing on stdout."""
    ended = citekit("bibliography", "--from", "-", stdin=source)

    assert ended.status == 1
    assert ended.out == ""
    assert "Traceback" not in ended.err


def test_a_bad_record_does_not_stop_the_list(sample: Citekit) -> None:
    """The rest is printed, the bad record is named, and the status is 1."""
    (sample.entries / "bad.yaml").write_text("type: report\nissued: 2020-13\n", "utf-8")

    ended = sample("bibliography")

    assert ended.status == 1
    assert "Kuhn" in ended.out
    assert "bad.yaml" in ended.err


def test_settings_choose_the_style(sample: Citekit) -> None:
    """Option beats environment beats citekit.yaml beats the user's file beats APA."""
    user = sample.home / ".config" / "citekit"
    user.mkdir(parents=True)
    (user / "config.yaml").write_text("style: ieee\n", "utf-8")
    assert sample.ok("cite", "brown1954").startswith("[1]")

    (sample.cwd / "citekit.yaml").write_text("style: citekit-report\n", "utf-8")
    assert sample.ok("cite", "kuhn2012structure") == "(Kuhn 2012)\n"

    env = {"CITEKIT_STYLE": "apa"}
    assert sample.ok("cite", "kuhn2012structure", env=env) == "(Kuhn, 1962/2012)\n"
    assert sample.ok("cite", "kuhn2012structure", "--style", "citekit-report", env=env) == "(Kuhn 2012)\n"


def test_a_wrong_setting_is_named_with_its_line(sample: Citekit) -> None:
    """An unknown setting in citekit.yaml is a sentence with file, line and the nearest setting."""
    (sample.cwd / "citekit.yaml").write_text("# mine\nstlye: apa\n", "utf-8")

    ended = sample("bibliography")

    assert ended.status == 1
    assert "citekit.yaml:2" in ended.err
    assert "style" in ended.err


def test_terms_follow_the_locale(sample: Citekit) -> None:
    """`--locale de-DE` prints German terms."""
    out = sample.ok("bibliography", "spivak1988can", "--style", "chicago", "--locale", "de-DE")

    assert "herausgegeben von Cary Nelson und Lawrence Grossberg" in out


def test_references_can_be_those_of_zotero(sample: Citekit) -> None:
    """`--like zotero` prints what Zotero does, as the setting does; nothing else is known."""
    (sample.cwd / "old.json").write_text(
        '[{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[100]]}}]', "utf-8"
    )
    asked = ("bibliography", "--from", "old.json", "--style", "springer-lecture-notes-in-computer-science")

    assert "(100 AD)" in sample.ok(*asked)
    assert "(100) AD" in sample.ok(*asked, "--like", "zotero")
    assert sample(*asked, "--like", "word").status == 2
    (sample.cwd / "citekit.yaml").write_text("like: zotero\n", "utf-8")
    assert "(100) AD" in sample.ok(*asked)
    assert "(100 AD)" in sample.ok(*asked, "--like", "specification")
    (sample.cwd / "citekit.yaml").write_text("\nlike: zotro\n", "utf-8")
    ended = sample(*asked)
    assert ended.status == 1
    assert "citekit.yaml:2" in ended.err
    assert "zotero" in ended.err
