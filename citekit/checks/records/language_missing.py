"""A title in another language than English whose record does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf
from citekit.language.english import is_surely_foreign, language_of
from citekit.markup.inline import strip_inline

__all__ = ["CHECK"]


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        title = strip_inline(record.item.text.get("title", ""))
        if record.item.text.get("language") or not is_surely_foreign(title):
            continue
        yield Finding(
            check="language-missing",
            level=Level.LOOK,
            where=shelf.where(record, "title"),
            message=(
                f"{record.key}: the title is not in English, and no language is named: Chicago, MLA and "
                "other styles give it an English title's capitals."
            ),
            quote=title,
            expected=f"language: {language_of(title) or '…'}",
            habit="titles in other languages without their language",
        )


CHECK = RecordCheck(
    id="language-missing",
    title="A title in another language, and no language named",
    group=Group.RECORDS,
    level=Level.LOOK,
    reason=(
        "Styles that write titles with the capitals of a heading do so for English works alone, and take a "
        "work of no language for English: “Die Sprache Der Verwaltung”."
    ),
    remedy="Name the language: `citekit set KEY language=de`. The code is that of ISO 639: de, fr, es, it.",
    source="CSL 1.0.2, “Non-English Items”",
    example=Example(
        wrong="type: book\ntitle: Die Sprache der Verwaltung\nissued: 2019\n",
        right="type: book\ntitle: Die Sprache der Verwaltung\nissued: 2019\nlanguage: de\n",
    ),
    find=_find,
)
