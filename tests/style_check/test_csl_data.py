"""What citeproc-py ships."""

from __future__ import annotations

from citekit.style_check.csl_data import SCHEMA, locale_tags


def test_the_schema_and_the_locales_are_there() -> None:
    """The schema is a file, the locales are known by their tags."""
    assert SCHEMA.is_file()
    assert {"en-US", "de-AT", "sr-Latn-RS", "la"} <= locale_tags()
    assert all("/" not in tag and "." not in tag for tag in locale_tags())
