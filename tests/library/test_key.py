"""Keys are safe in every file system and every kind of paper."""

from __future__ import annotations

import unicodedata

import pytest

from citekit.errors import InvalidKey
from citekit.library.key import check_key, is_record_name, key_of, spellings


@pytest.mark.parametrize(
    "key",
    [
        "smith2019attention",
        "g1",
        "a",
        "2020census",
        "doe:2020",
        "Doe-2020_b.1+x",
        "müller2020",
        "王2020",
        "k" * 120,
    ],
)
def test_usual_keys_are_taken(key: str) -> None:
    """Letters of any script, digits and - _ . : + make a key."""
    check_key(key)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("", "is empty"),
        ("a/b", "holds the character /"),
        ("../doe2020", "holds the character /"),
        ("a\\b", "holds the character \\"),
        ("..", "begins with ."),
        (".hidden", "begins with ."),
        ("-doe2020", "begins with -"),
        ("doe2020.", "ends in ."),
        ("doe2020.yaml", "ends in .yaml"),
        ("doe2020.YML", "ends in .YML"),
        ("a b", "holds a space or a character that cannot be seen"),
        ("a\tb", "holds a space or a character that cannot be seen"),
        ("a\x1b[31mb", "holds a space or a character that cannot be seen"),
        ("a\x00b", "holds a space or a character that cannot be seen"),
        ("a\u200bb", "holds a space or a character that cannot be seen"),
        ("a\ud800b", "holds a space or a character that cannot be seen"),
        ("doe,2020", "holds the character ,"),
        ("@doe2020", "holds the character @"),
        ("doe{2020}", "holds the character {"),
        ("CON", "is the name of a device on Windows"),
        ("con.2020", "is the name of a device on Windows"),
        ("k" * 121, "is longer than 120 bytes"),
        ("é" * 61, "is longer than 120 bytes"),
    ],
)
def test_other_keys_are_refused_with_the_reason(key: str, reason: str) -> None:
    """The error says what is wrong with the key, and shows it without control characters."""
    with pytest.raises(InvalidKey) as caught:
        check_key(key)

    assert caught.value.reason == reason
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["doe2020.yaml", "doe2020.yml", "a.b.yaml", "My report.yaml", "a&b.yaml"])
def test_files_that_people_put_there_are_records(name: str) -> None:
    """Whatever its key, a record that is there is read."""
    assert is_record_name(name)


@pytest.mark.parametrize(
    "name",
    ["doe2020.json", ".doe2020.yaml", ".yaml", "doe2020.yaml~", "doe\n2020.yaml", "a\udc80.yaml", "yaml", ""],
)
def test_other_files_are_none(name: str) -> None:
    """Hidden files, backups, and names that cannot be printed are not records."""
    assert not is_record_name(name)


def test_a_key_is_one_however_the_disk_spells_it() -> None:
    """Accents that macOS writes apart are put together, and looked for both ways."""
    together, apart = (unicodedata.normalize(form, "müller2020") for form in ("NFC", "NFD"))

    assert key_of(f"{apart}.yaml") == key_of(f"{together}.yml") == together
    assert set(spellings(together)) == set(spellings(apart)) == {together, apart}
    assert spellings("doe2020") == ("doe2020",)
