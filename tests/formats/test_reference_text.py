"""A typed reference is read field by field, and each piece of it is accounted for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.all_formats import guess_format
from citekit.formats.base import Confidence
from citekit.formats.reference_text import reference_text
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ParsedReference
from citekit.formats.reference_text.serials import CLUSTERS
from citekit.formats.reference_text.splitting import split_references
from citekit.item.date import Date
from citekit.item.name import Name
from citekit.library.library import Library
from tests.formats.reference_score import FIELDS, ROOT, STYLES, printed, score, summed

APA = (
    "Adams, J. R., & O'Neil, C. (2014). Screens at night: A review. Journal of Sleep, 12(3), 45–67. "
    "https://doi.org/10.1000/jas.2014.45"
)


def texts(reference: ParsedReference) -> dict[str, str]:
    """Return the text that each field was read from."""
    return {part.field: reference.text[part.start : part.end] for part in reference.parts}


def test_each_field_knows_its_place() -> None:
    """The span of a field holds its value and neither brackets nor marks."""
    found = parse_reference(APA)

    assert texts(found) == {
        "author": "Adams, J. R., & O'Neil, C.",
        "issued": "2014",
        "title": "Screens at night: A review",
        "container-title": "Journal of Sleep",
        "volume": "12",
        "issue": "3",
        "page": "45–67",
        "DOI": "https://doi.org/10.1000/jas.2014.45",
    }
    assert found.value("DOI") == "10.1000/jas.2014.45"
    assert found.value("author") == (Name(family="Adams", given="J. R."), Name(family="O'Neil", given="C."))
    assert (found.type, found.rest, found.confidence) == ("article-journal", (), Confidence.HIGH)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("van Dijk, J. (2009). A title.", ["van Dijk, J."]),
        ("de la Cruz, M., & von Ahn, L. (2009). A title.", ["de la Cruz, M.", "von Ahn, L."]),
        ("García Márquez, G. (2009). A title.", ["García Márquez, G."]),
        ("King, M. L., Jr. (2009). A title.", ["King, M. L., Jr."]),
        ("Müller-Lüdenscheidt, J.-P., & Wu, X. (2009). A title.", ["Müller-Lüdenscheidt, J.-P.", "Wu, X."]),
        ("World Health Organization. (2009). A title.", ["World Health Organization"]),
        ("Doe, J., & World Health Organization. (2009). A title.", ["Doe, J.", "World Health Organization"]),
        ("BBC News (2019) A title. Available at: https://example.org/a", ["BBC News"]),
        ("Doe J, Roe RR, et al. A title. Nature. 2009;1:2-3.", ["Doe, J", "Roe, RR"]),
        ("J. Doe and R. R. Roe, “A title,” Nature, vol. 1, pp. 2–3, 2009.", ["Doe, J.", "Roe, R. R."]),
        ("Doe, Jane, Richard Roe, and Ann Poe. 2009. A Title.", ["Doe, Jane", "Roe, Richard", "Poe, Ann"]),
        ("DOE, Jane ; ROE, Richard: A title. Berlin : Press, 2009", ["DOE, Jane", "ROE, Richard"]),
        ("Doe, Jane/Roe, Richard (2009): A title. Berlin: Press.", ["Doe, Jane", "Roe, Richard"]),
        ("Smith, B., Lee, C. D., … Zhou, Y. (2021). Many hands.", ["Smith, B.", "Lee, C. D.", "Zhou, Y."]),
        ("Michael Pollan, A Title (New York: Penguin, 2006), 99.", ["Pollan, Michael"]),
        ("Thomas, Keith, *Religion and the Decline of Magic* (Weidenfeld & Co, 1971)", ["Thomas, Keith"]),
        ("Thomas, Keith, Religion and the Decline of Magic (Weidenfeld & Co, 1971)", ["Thomas, Keith"]),
        ("Roe, Ann, Kings in Tudor and Stuart England: A Study (Press, 1970)", ["Roe, Ann"]),
        ("Hurt, R. Douglas. The Dust Bowl: A History. Chicago: Nelson-Hall, 1981.", ["Hurt, R. Douglas"]),
        ("Austen, J. Emma. London: Penguin, 2003.", ["Austen, J."]),
        ("Doe, J., and Roe R.S., 2008. A title. Journal 3, 1-2.", ["Doe, J.", "Roe, R.S."]),
        ("Roe, J.M., Doe, A.B., Poe, S.A., 2020. A title.", ["Roe, J.M.", "Doe, A.B.", "Poe, S.A."]),
        ("Roe, J, Doe, AB & Poe, S 2020, Tides, Quay.", ["Roe, J", "Doe, AB", "Poe, S"]),
        ("HarbourChart 2024, Dues, viewed 13 May 2024, https://example.org/a", ["HarbourChart"]),
        ("Harbour Authority (HA), 2005. Design of quays. Oslo.", ["Harbour Authority (HA)"]),
        ("Committee C3.3 on Tunnels, 2008. Risks. http://example.org/a", ["Committee C3.3 on Tunnels"]),
        ("Austen, J. Emma. Translated by John Roe. London: Penguin, 2003.", ["Austen, J."]),
    ],
)  # fmt: skip
def test_names_in_every_order(text: str, names: list[str]) -> None:
    """Particles, two family names, suffixes, initials before and after, institutions."""
    value = parse_reference(text).value("author")

    assert isinstance(value, tuple)
    assert [name.inverted() for name in value] == names


def test_wide_spaces_say_nothing() -> None:
    """A justified reference is read as the same one set ragged, and each part has its place in the text."""
    wide = "Doe,  J.,  Roe,  R.,  2010a.  On   tides.  *Journal  of  Waves*  42,  84-92."

    found, narrow = parse_reference(wide), parse_reference(" ".join(wide.split()))

    assert [(part.field, part.value) for part in found.parts] == [
        (part.field, part.value) for part in narrow.parts
    ]
    assert [wide[part.start : part.end] for part in found.parts] == [
        *("Doe,  J.,  Roe,  R.", "2010", "On   tides", "Journal  of  Waves", "42", "84-92")
    ]


@pytest.mark.parametrize(
    "text",
    ["The sound of silence. A film about nothing.", "“An unsigned note.” The Daily Courier, 4 July 2016."],
)
def test_nobody_is_made_up(text: str) -> None:
    """Where no names stand, none are read."""
    assert parse_reference(text).value("author") is None


def test_italics_tell_where_a_container_begins() -> None:
    """As spans, or as asterisks around the words."""
    plain = "Doe, J. (2020). all in small letters. with two sentences. journal of letters, 12(3), 4–5."
    start = plain.index("journal")
    starred = plain.replace("journal of letters", "*journal of letters*")

    told = parse_reference(plain, italics=((start, start + len("journal of letters, 12")),))

    assert told.value("title") == "all in small letters. with two sentences"
    assert told.value("container-title") == "journal of letters"
    assert parse_reference(starred).value("container-title") == "journal of letters"


def test_what_is_in_no_field_is_told() -> None:
    """The rest is a span of the text, kept with the item, as is the whole text."""
    found = parse_reference(APA.replace(" https", " Shelf four. https"))

    assert [found.text[start:end] for start, end in found.rest] == ["Shelf four"]
    assert found.confidence is not Confidence.HIGH
    item = found.item("x")
    assert item.custom == {"reference": found.text, "reference-rest": "Shelf four"}


@given(
    text=st.lists(
        st.sampled_from(
            ["Doe, J.", "(2020).", "A title.", "“", "”", "In", ":", "12(3)", ", ", " ", "45–67", "pp. ",
             "Vol. 3", "&", "https://doi.org/10.1000/x", "[", "]", "(", ")", "et al.", "eds.", "PhD thesis",
             "2nd ed.", "中文", "\n", "*", "_", "Berlin: Press", "\u00a0", "\0", "(Press, 1999)",
             "Retrieved May 3, 2020, from"]
        )
    ).map("".join)
    | st.text()
)  # fmt: skip
def test_any_text_is_read_and_all_of_it_accounted_for(text: str) -> None:
    """Parts and rest lie in the text, none over another, and every word is in one or is a mark."""
    found = parse_reference(text)

    spans = sorted([(part.start, part.end) for part in found.parts] + list(found.rest))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert len({part.field for part in found.parts}) == len(found.parts)
    for start, end in found.rest:
        assert re.search(r"\w", text[start:end])
        assert not any(start < part.end and part.start < end for part in found.parts)


def test_dashes_stand_for_the_names_before() -> None:
    """The next work of the same people has their names; one by nobody has none."""
    text = (
        "Doe, Jane, and Ann Poe. 1980. A Title. Paris: Minuit.\n\n———. 1984. Another. Paris: Minuit.\n\n"
        "---. 1990. A Third. London: Verso.\n\nThe Daily Courier. 1991.\n"
    )

    result = reference_text.read(text.encode(), name="list.txt", parser=parse_reference)

    people = [[name.family for name in item.names.get("author", ())] for item in result.items]
    assert people[:3] == [["Doe", "Poe"]] * 3
    assert [problem.line for problem in result.problems] == [7]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Eco, Umberto, Come si fa una tesi di laurea, Bompiani, Milano, 1977.",
            {"title": "Come si fa una tesi di laurea", "publisher": "Bompiani", "publisher-place": "Milano"},
        ),
        (
            "Luhmann, N. (1984): Soziale Systeme. Grundriß einer Theorie. Frankfurt am Main: Suhrkamp.",
            {"title": "Soziale Systeme. Grundriß einer Theorie", "publisher": "Suhrkamp"},
        ),
        ("Freud, S. (1900). Die Traumdeutung. Wien 1900.", {"publisher-place": "Wien"}),
        (
            "Doe, J. (2025) Tides rise: the harbour, Quayside. Available at: https://news.quayside.org/a",
            {"title": "Tides rise: the harbour", "container-title": "Quayside"},
        ),
        (
            "Doe, J. (2025). Ropes, piers, and nature. Retrieved from https://www.nature.com/x",
            {"title": "Ropes, piers, and nature"},
        ),
        (
            "Doe, J. (2012, March). Silt.Retrieved from Harbour Words -Ebb and flow: http://www.words.org/",
            {"title": "Silt"},
        ),
        (
            "Beck, Ulrich: Risikogesellschaft. Eine andere Moderne. Frankfurt a. M. 1986.",
            {"title": "Risikogesellschaft. Eine andere Moderne", "publisher-place": "Frankfurt a. M."},
        ),
        (
            "Amano, N. (2000). Nihongo no goi tokusei [Lexical traits of Japanese] (Vol. 7). Sansei-do.",
            {"title": "Nihongo no goi tokusei", "volume": "7", "publisher": "Sansei-do"},
        ),
        (
            "费孝通. 小城镇 大问题[J]. 社会学研究, 1984, 12(3): 45-67.",
            {"title": "小城镇 大问题", "container-title": "社会学研究", "volume": "12", "page": "45-67"},
        ),
        (
            "Cervantes, Miguel de. Don Quijote. Ed. Francisco Rico. Barcelona: Crítica, 1998.",
            {"title": "Don Quijote", "editor": "Francisco Rico", "publisher-place": "Barcelona"},
        ),
        (
            "Díaz, F. y Hernández, G. (2002). Un título. México: McGraw-Hill.",
            {"author": "Díaz, F. y Hernández, G."},
        ),
        (
            "Neal B., Wu Y., et al. A title of four words. Lancet. 2021;3:4-5.",
            {"author": "Neal B., Wu Y., et al."},
        ),
        ("Gould, D. (2017). A title. Cochrane Reviews, 7(9), Article CD005186.", {"number": "CD005186"}),
        (
            "Statistisches Bundesamt (Hrsg.) (2020): Ein Buch. Wiesbaden: Destatis.",
            {"editor": "Statistisches Bundesamt"},
        ),
        ("Ley, D. (2014). Synthesis reports. Oxford: Polity.", {"title": "Synthesis reports", "genre": ""}),
    ],
)
def test_references_in_other_forms(text: str, fields: dict[str, str]) -> None:
    """Publications between commas, titles of two sentences, translations, other languages and scripts."""
    found = texts(parse_reference(text))

    assert {field: found.get(field, "") for field in fields} == fields


@pytest.mark.parametrize(
    "piece",
    [
        "A. ",
        "Doe, J., ",
        "a",
        "A",
        " ",
        "“",
        "[",
        "(2020) ",
        "12(3), 45-67 ",
        "Aa-",
        "Vol. 1, no. 2, ",
        "O'",
        "*a* ",
        "Paris, ",
        "New York: Aa, ",
        "'a ",
        "北京, ",
        "———. ",
    ],
)
def test_no_text_takes_forever(piece: str) -> None:
    """Repetition does not make the patterns try all ways to match."""
    parse_reference((piece * 4000)[:4000])


@pytest.mark.parametrize(
    ("work", "container"),
    [
        ("Does It Work? Evidence from a Big Trial. The Journal of Facts", "The Journal of Facts"),
        ("Does It Work? Evidence from a Big Experiment. Econometrica", "Econometrica"),
        ("The Will to Work. Evidence from Many Firms. Economic Review", "Economic Review"),
        ("Who works? Nano Photonics Technol. Lett.", "Nano Photonics Technol. Lett."),
        ("Who Works? Journal of Behaviour. Memory and Thought", "Journal of Behaviour. Memory and Thought"),
        ("The will to work. Proc. Natl. Acad. Sci.", "Proc. Natl. Acad. Sci."),
    ],
)  # fmt: skip
def test_a_title_of_two_sentences_is_no_journal(work: str, container: str) -> None:
    """Where all words have capitals, the journal is what is called one, or what comes after the answer."""
    found = parse_reference(f"Doe, J. (2015). {work}, 13(1), 165–218.").value("container-title")

    assert str(found).rstrip(".") == container.rstrip(".")


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("Doe, J. (2020). A.\n\nRoe, R. (2021). B.\n", ["Doe, J. (2020). A.", "Roe, R. (2021). B."]),
        ("References\n[1] Doe A.\n[2] Roe\n    B.", ["Doe A.", "Roe B."]),
        ("1. Doe A.\n2. Roe B. 1999;\n12. 3 pages.\n3. Poe", ["Doe A.", "Roe B. 1999; 12. 3 pages.", "Poe"]),
        ("- Doe A.\n- Roe\n  B.", ["Doe A.", "Roe B."]),
        ("Doe, J. (2020). A\n\ttitle.\nRoe, R. (2021).", ["Doe, J. (2020). A title.", "Roe, R. (2021)."]),
        ("Doe, J. (2020). A\r\ntitle.\r\nRoe, R. (2021).", ["Doe, J. (2020). A title.", "Roe, R. (2021)."]),
        ("Doe, J. https://doi.org/10.1000/\nabc. 2020.", ["Doe, J. https://doi.org/10.1000/abc. 2020."]),
        ("Doe, J. (2020). Sleep-\ning well, 1–\n9.", ["Doe, J. (2020). Sleeping well, 1–9."]),
        ("# Bibliography\n\nDoe, J. (2020). A.", ["Doe, J. (2020). A."]),
        ("Literaturverzeichnis\n\n\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_list_is_split(text: str, references: list[str]) -> None:
    """By blank lines, numbers, bullets, a hanging indent, or the names with which references begin."""
    found = split_references(text)

    assert [one.text for one in found] == references
    for one in found:
        assert text[one.start :].startswith(one.text[:3])
        assert text[: one.end].endswith(one.text[-1])
        assert text.count("\n", 0, one.start) + 1 == one.line


def test_labels_are_told() -> None:
    """The number of a reference is no part of its text."""
    assert [one.label for one in split_references("[1] Doe A.\n[2] Roe B.")] == ["1", "2"]
    assert [one.label for one in split_references("[Doe20] Doe A.\n[Roe21] Roe B.")] == ["Doe20", "Roe21"]


def test_a_case_at_law() -> None:
    """Parties, volume, reporter, page, court and year, as courts are cited."""
    found = parse_reference("Smith v. Jones, 123 F. Supp. 2d 456 (S.D.N.Y. 2001).")

    assert found.type == "legal_case"
    assert texts(found) == {
        "title": "Smith v. Jones",
        "volume": "123",
        "container-title": "F. Supp. 2d",
        "page": "456",
        "authority": "S.D.N.Y.",
        "issued": "2001",
    }


def test_a_text_file_is_a_typed_list_unless_it_bears_the_marks_of_a_database() -> None:
    """Databases hand out their lists as .txt too."""
    assert guess_format("list.txt", APA.encode()).name == "references"
    assert guess_format("pubmed.txt", b"PMID- 12140307\nOWN - NLM\nTI  - A title\n").name == "nbib"
    assert guess_format("records.txt", b"TY  - JOUR\nTI  - A title\nER  - \n").name == "ris"


def test_another_parser_fits() -> None:
    """The format asks whatever parser it is given."""

    def parser(text: str, *, italics: object = ()) -> ParsedReference:
        assert italics == ()
        return parse_reference(text.upper())

    result = reference_text.read(APA.encode(), name="a.txt", parser=parser)

    assert result.items[0].text["title"] == "SCREENS AT NIGHT: A REVIEW"


def test_what_styles_print_is_read_back() -> None:
    """The library's own records, printed in seven styles, come back: the mean F1 of the fields is .85."""
    items = [record.item for record in Library(ROOT, cache=None).records()]

    counts, _ = score(list(printed(items, STYLES[::2])))

    means = [summed(counts, field).f1 for field in FIELDS]
    assert sum(means) / len(means) >= 0.85


PIECES = (
    "2020", "2020a", "12", "105.11", "XIV", "B12", "12A", "(3)", " (3)", "(March 2020)", "(2020)", "Mar 5",
    "März", "; ", ";", ":", ": ", ", ", ",", ". ", ".", " ", "no. 3", "Nr. 3", "H. 2", "vol. 12", "Bd. 75",
    "t. 2", "pp. 45–67", "S. 45", "45–67", "45-67, 70-71", "e123", "S45", "xiv", "AIP", "3 Suppl 1", "Title",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_a_pattern_that_is_compiled_late_misses_nothing(text: str) -> None:
    """What it needs to be compiled stands in everything that it matches."""
    for cluster in CLUSTERS:
        spans = [match.span() for match in re.finditer(cluster.text, text, re.IGNORECASE)]

        assert [match.span() for match in cluster.finditer(text)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "2020 Mar 5;12(3):45-67", "2020;12:45", "x; 2004:137-150", "vol. 12, no. 3, Mar. 2020, pp. 45–67",
        "2020. Vol. 12, no. 3, p. 45", "12, no. 3 (March 2020): 45–67", "XIV no. 3 (2020)",
        "12 (2020), Nr. 3, S. 45–67",
        "105.11 (2014), pp. 45–67", "Bd. 75, AIP (1999), Nr. 26, S. 4133", "12 (2020): 45–67",
        "12(3), 2020, pp. 45–67", "12(3), 45–67", "12, 45–67 (2020)", "2020, 12 (3), 45–67",
        "vol. 12, pp. 45–67", "2020. Vol. 12, p. 45", "12, pp. 45-67", "12(3) (2020): 45–67",
        ". no. 191, 1992, pp. 90–110",
    ],
)  # fmt: skip
def test_every_form_of_volume_and_pages_is_matched(text: str) -> None:
    """Each as one style prints it."""
    assert any(match[0] for cluster in CLUSTERS for match in cluster.finditer(text))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Smith, J. (2104). Sleep and grades. Journal of Sleep, 3(2), 45–67.", 2104),
        ("Purkiss, Diane, The Witch in History (Routledge, 2996)", 2996),
        ("Tasker, S. Z. Nickel Catalysis. Nature 2104, 509 (7500), 299–309.", 2104),
        ("Doe J. A title. BMJ. 2106;352:h6781.", 2106),
        ("J. Doe, “A title,” Nature, vol. 1, no. 2, pp. 2–3, Jan. 2915.", 2915),
        ("Robinson, Kim Stanley. 2312. New York: Orbit, 2012.", 2012),
        ("Doe, J. (2010). A title. Journal of Sleep, 3(2), 2457.", 2010),
    ],
)
def test_a_year_to_come_is_read_where_no_other_stands(text: str, year: int) -> None:
    """A slip of the hand is the year all the same, and what stands around it is read as ever."""
    found = parse_reference(text).value("issued")

    assert isinstance(found, Date)
    assert found.year == year


@pytest.mark.parametrize(
    "text", ["ISO. ISO 2768: General tolerances. Geneva.", "Doe, J. A title, pp. 2457–2483."]
)
def test_a_number_is_no_year(text: str) -> None:
    """Standards and pages have four digits, too."""
    assert parse_reference(text).value("issued") is None
