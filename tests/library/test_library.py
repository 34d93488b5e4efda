"""The library finds what it is asked for and changes what it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import (
    AmbiguousReference,
    CannotWrite,
    KeyTaken,
    NoLibrary,
    RecordNotFound,
    UnreadableText,
)
from citekit.files import stamp
from citekit.item.identifier import Identifier, IdentifierKind
from citekit.library.folder import find_library, init_library
from citekit.library.library import Library
from citekit.library.query import parse_query
from tests.children import in_child, limit_file_size

RECORDS = {
    "g1": "# mine\ntype: report\ntitle: One\nnumber: G00799999\naliases: [former, g3]\nDOI: 10.1000/One\n",
    "g10": "type: report\ntitle: Ten\nURL: https://www.example.org/ten/\nISBN: 978-0-306-40615-7\n",
    "ch1": "type: chapter\ntitle: First\nISBN: 0306406152\n",
    "bad": "type: repotr\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a library that holds `RECORDS`."""
    path = tmp_path / "library"
    (path / "entries").mkdir(parents=True)
    for key, text in RECORDS.items():
        (path / "entries" / f"{key}.yaml").write_text(text)
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where caches are kept."""
    return tmp_path / "cache"


@pytest.fixture
def library(root: Path, cache: Path) -> Library:
    """The library."""
    return Library(root, cache=cache)


def text(root: Path, key: str) -> str:
    """Return what the file of a record holds."""
    return (root / "entries" / f"{key}.yaml").read_text()


def keys(root: Path) -> list[str]:
    """Return the stems of the files there are."""
    return sorted(path.stem for path in (root / "entries").iterdir())


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("g1", "g1"),
        ("g10", "g10"),
        ("former", "g1"),
        ("g3", "g1"),
        ("G00799999", "g1"),
        ("g00799999", "g1"),
        ("10.1000/one", "g1"),
        ("https://doi.org/10.1000/ONE", "g1"),
        ("doi:10.1000/one", "g1"),
        ("https://example.org/ten", "g10"),
        ("http://www.example.org/ten/#top", "g10"),
    ],
)
def test_a_reference_finds_its_record(library: Library, reference: str, key: str) -> None:
    """By key, former key, DOI, report number and address, however they are written."""
    assert library.get(reference).key == key
    assert library.path_of(reference).stem == key


def test_a_key_needs_no_index(library: Library, cache: Path) -> None:
    """One file is opened and nothing else."""
    library.get("g1")
    library.path_of("g1")
    library.records(["g1", "g10"])
    library.keys()

    assert not cache.exists()


def test_an_exact_key_beats_every_other_reading(root: Path, library: Library) -> None:
    """A record may be called what another was called or numbered."""
    (root / "entries" / "former.yaml").write_text("type: book\n")
    (root / "entries" / "G00799999.yaml").write_text("type: book\n")

    assert library.get("former").key == "former"
    assert library.get("G00799999").key == "G00799999"


def test_an_identifier_that_several_records_carry_is_refused(library: Library) -> None:
    """The error names them: a book and its chapter have one ISBN."""
    with pytest.raises(AmbiguousReference) as caught:
        library.get("9780306406157")

    assert caught.value.keys == ("ch1", "g10")
    assert library.keys_of(Identifier(IdentifierKind.ISBN, "0306406152")) == ("ch1", "g10")


@pytest.mark.parametrize(("reference", "similar"), [("g2", "g1"), ("formre", "former"), ("G1", "g1")])
def test_a_miss_names_what_is_near(library: Library, reference: str, similar: str) -> None:
    """Among keys and former keys, the nearest first."""
    with pytest.raises(RecordNotFound) as caught:
        library.get(reference)

    assert caught.value.similar[0] == similar


STRANGE = ["", "../secret", "a\x1b[31m", "\x00", "x" * 3000, "%", "*", '"', "\udc80", "' OR 1"]


@pytest.mark.parametrize("reference", STRANGE)
def test_any_text_is_no_record_at_worst(root: Path, library: Library, reference: str) -> None:
    """Nothing outside the folder is read, and nothing breaks."""
    (root / "secret.yaml").write_text("type: book\n")

    with pytest.raises(RecordNotFound):
        library.get(reference)


def test_many_references_are_found_at_once_in_their_order(library: Library) -> None:
    """The first that names nothing is the one that is told."""
    assert [record.key for record in library.get_all(["former", "g10", "g1", "former"])] == [
        "g1",
        "g10",
        "g1",
        "g1",
    ]
    with pytest.raises(RecordNotFound, match='"nobody"'):
        library.get_all(["g1", "nobody", "noone"])


def test_a_hand_edit_is_seen_at_once(root: Path, library: Library) -> None:
    """By every way to a record, in the same process as in the next."""
    library.search()
    (root / "entries" / "g1.yaml").write_text(RECORDS["g1"].replace("One", "Eno").replace("former", "earlyr"))

    assert library.get("g1").item.text["title"] == "Eno"
    assert library.get("earlyr").item.text["title"] == "Eno"
    assert [row.title for row in library.search(parse_query("key:g1")).rows] == ["Eno"]
    assert library.items(parse_query("eno")).items[0].text["title"] == "Eno"
    assert {record.key: record.item.text.get("title") for record in library.records()}["g1"] == "Eno"
    with pytest.raises(RecordNotFound):
        library.get("former")


def test_records_are_the_same_from_files_and_from_the_index(root: Path, cache: Path) -> None:
    """Few are read, many are asked for: nobody can tell."""
    for number in range(30):
        (root / "entries" / f"more{number}.yaml").write_text(f"type: book\ntitle: {number}\ntags: [a]\n")
    library = Library(root, cache=cache)
    every = library.records()

    assert [record.key for record in every] == list(library.keys())
    assert every == tuple(library.get(key) for key in library.keys())  # noqa: SIM118  no mapping's keys
    assert library.records(library.keys()) == every
    assert library.records(["none", "g10", "g1"]) == (library.get("g10"), library.get("g1"))
    assert library.records([*library.keys(), "none"]) == every


@pytest.mark.parametrize("more", [0, 30])
def test_all_that_keys_find_is_found(root: Path, cache: Path, more: int) -> None:
    """Keys and former keys, few of them or many; what they do not find is left out, identifiers too."""
    for number in range(more):
        (root / "entries" / f"more{number}.yaml").write_text(f"type: book\ntitle: {number}\n")
    library = Library(root, cache=cache)
    asked = ["former", "g10", "none", "10.1000/One", "\udcff", *(f"more{number}" for number in range(more))]

    found = library.find_all(asked)

    assert found.pop("former") == library.get("g1")
    assert found == {key: library.get(key) for key in ["g10", *asked[5:]]}


def test_a_former_key_of_several_records_is_refused(root: Path, library: Library) -> None:
    """Nobody can tell which is meant."""
    (root / "entries" / "other.yaml").write_text("type: book\naliases: [former]\n")

    with pytest.raises(AmbiguousReference):
        library.find_all(["former"])


def test_a_faulty_record_spoils_only_itself(library: Library) -> None:
    """It is listed, reported, and left out of what can be cited."""
    found = library.search()

    assert [(row.key, row.usable) for row in found.rows] == [
        ("bad", False),
        ("ch1", True),
        ("g1", True),
        ("g10", True),
    ]
    assert [(problem.path and problem.path.name, problem.line) for problem in found.problems] == [
        ("bad.yaml", 1)
    ]
    items = library.items()
    assert [item.id for item in items.items] == ["ch1", "g1", "g10"]
    assert items.problems == found.problems
    assert not library.get("bad").usable


def test_records_are_found_with_what_is_wrong(library: Library) -> None:
    """All of them, or those that a query matches, as the search lists them; unusable ones too."""
    for query in (None, parse_query("one")):
        found, listed = library.find_records(query), library.search(query)

        assert [record.key for record in found.records] == [row.key for row in listed.rows]
        assert found.records == library.records([row.key for row in listed.rows])
        assert found.problems == listed.problems


def test_a_search_tells_of_records_that_it_could_not_read(library: Library) -> None:
    """They might have matched."""
    found = library.search(parse_query("one"), limit=1)

    assert [row.key for row in found.rows] == ["g1"]
    assert len(found.problems) == 1


def test_a_library_that_cannot_be_written_can_be_read(root: Path, cache: Path) -> None:
    """Even where the index cannot be kept."""

    def look() -> object:
        library = Library(root, cache=cache)
        return [library.get("former").key, len(library.search().rows), len(library.items().items)]

    assert in_child(look, before=limit_file_size(0)) == "['g1', 4, 3]"


def test_add_refuses_what_still_finds_another_record(root: Path, library: Library) -> None:
    """A paper that cites by the former key must not come to cite another work."""
    for key in ("former", "g1"):
        with pytest.raises(KeyTaken) as caught:
            library.add(key, "type: book\ntitle: New\n")
        assert caught.value.path == root / "entries" / "g1.yaml"

    assert {"g1", "former", "g3"} <= library.taken_keys()
    assert keys(root) == sorted(RECORDS)


def test_add_writes_the_text_as_it_is(root: Path, library: Library) -> None:
    """And the record is there at once."""
    library.add("new", "type: book   # new\n")

    assert text(root, "new") == "type: book   # new\n"
    assert library.get("new").item.type == "book"
    assert len(library.search().rows) == 5


def test_change_replace_and_remove_reach_the_file(root: Path, library: Library) -> None:
    """Each says what it did."""
    change = library.change("g1", lambda old: old.replace("One", "Two"))
    assert change.after == text(root, "g1") == RECORDS["g1"].replace("One", "Two")

    library.replace("g1", "type: book\n", expected=stamp(change.after.encode()))
    assert text(root, "g1") == "type: book\n"

    library.remove("g1")
    assert "g1" not in keys(root)


def test_the_old_key_becomes_an_alias(root: Path, library: Library) -> None:
    """Comments stay, and the record is found by every key it ever had."""
    changes = library.rename("g1", "doe2020")

    assert text(root, "doe2020") == RECORDS["g1"].replace("[former, g3]", "[former, g3, g1]")
    assert [library.get(name).key for name in ("doe2020", "g1", "former")] == ["doe2020"] * 3
    assert [change.path.stem for change in changes] == ["g1", "doe2020"]


def test_renaming_back_leaves_no_alias_to_itself(root: Path, library: Library) -> None:
    """A key that a record has again is no former one."""
    library.rename("ch1", "chapter1")
    library.rename("chapter1", "ch1")

    assert library.get("ch1").aliases == ("chapter1",)
    assert library.get("chapter1").key == "ch1"
    assert keys(root) == sorted(RECORDS)


def test_rename_refuses_what_still_finds_another_record(root: Path, library: Library) -> None:
    """Both stay as they are."""
    for key in ("former", "g1"):
        with pytest.raises(KeyTaken):
            library.rename("g10", key)

    assert text(root, "g10") == RECORDS["g10"]
    assert keys(root) == sorted(RECORDS)


def test_renaming_what_cannot_be_edited_changes_nothing(root: Path, library: Library) -> None:
    """Without an alias the citations would break."""
    (root / "entries" / "g10.yaml").write_text("title: [unclosed\n")

    with pytest.raises(UnreadableText):
        library.rename("g10", "doe2020")

    assert text(root, "g10") == "title: [unclosed\n"


def test_a_dry_rename_changes_nothing(root: Path, library: Library) -> None:
    """It shows both files."""
    removed, added = library.rename("g1", "doe2020", dry_run=True)

    assert (removed.before, removed.after, added.before) == (RECORDS["g1"], None, None)
    assert "g1]" in (added.after or "")
    assert keys(root) == sorted(RECORDS)


def test_a_library_is_found_from_below(root: Path) -> None:
    """From its folder and from folders in it; from elsewhere it is not."""
    (root / "papers" / "one").mkdir(parents=True)

    assert find_library(root / "papers" / "one") == root
    assert find_library(root) == root
    with pytest.raises(NoLibrary, match=r"no citekit library here or in a folder above"):
        find_library(root.parent)


def test_init_makes_what_is_missing_and_says_so(tmp_path: Path) -> None:
    """A second time there is nothing to make."""
    root = tmp_path / "new" / "library"

    made = init_library(root)

    assert made == (root, root / "entries", root / "styles", root / "citekit.yaml")
    assert init_library(root) == ()
    assert Library(root, cache=None).search().rows == ()
    assert find_library(root) == root


def test_init_overwrites_nothing(root: Path) -> None:
    """Records and settings stay."""
    (root / "citekit.yaml").write_text("style: mla\n")

    assert init_library(root) == (root / "styles",)
    assert (root / "citekit.yaml").read_text() == "style: mla\n"
    assert text(root, "g1") == RECORDS["g1"]


def test_init_says_what_is_in_the_way(tmp_path: Path) -> None:
    """A file where a folder should be."""
    (tmp_path / "entries").write_text("")

    with pytest.raises(CannotWrite, match="a file of that name is there"):
        init_library(tmp_path)
    with pytest.raises(CannotWrite):
        init_library(tmp_path / "entries" / "library")
