"""The table of checks: one line for each, in the order in which people read about them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.checks.check import Check, PaperCheck, RecordCheck
from citekit.checks.citations import (
    acronym_not_introduced,
    and_or_ampersand,
    author_page,
    cluster_order,
    cluster_separator,
    co_author_missing,
    comma_before_year,
    et_al_count,
    et_al_form,
    letter_missing,
    long_quotation,
    mixed_systems,
    name_differs,
    named_without_citation,
    namesakes,
    never_cited,
    not_in_list,
    number_not_in_list,
    page_label,
    personal_communication,
    quotation_without_page,
    raised_number_lost,
    same_author_twice,
    secondary_source,
    short_note_without_full,
    two_works_one_citation,
    year_differs,
)
from citekit.checks.contradictions import (
    future_year,
    impossible_doi,
    page_outside_range,
    pages_backwards,
)
from citekit.checks.keys import (
    hand_edited_citation,
    record_never_cited,
    tool_residue,
    typed_among_keys,
    unknown_key,
    unrendered_citation,
)
from citekit.checks.list import (
    entry_twice,
    hanging_indent,
    list_heading,
    list_order,
    numbering,
    one_doi_two_works,
)
from citekit.checks.records import (
    author_shape,
    container_polluted,
    date_unreadable,
    descending_pages,
    doi_in_url,
    doi_malformed,
    edition_form,
    et_al_as_author,
    field_dropped,
    file_missing,
    identifier_malformed,
    isbn_check_digit,
    journal_name_mixed,
    key_twice,
    language_missing,
    mojibake,
    name_in_small_letters,
    required_field,
    same_identifier,
    same_work,
    title_case_stored,
    type_contradicts,
    unknown_field,
    year_implausible,
)
from citekit.checks.references import (
    abbreviated_institution,
    business_form,
    chapter_form,
    differs_from_record,
    doi_form,
    full_date,
    genre_missing,
    initials,
    italics,
    journal_abbreviated,
    last_author,
    long_author_list,
    needless_number,
    no_date_form,
    other_style,
    publisher_is_author,
    publisher_place,
    reference_punctuation,
    title_case,
    volume_issue_pages,
    year_element,
)
from citekit.checks.sources import quotation_differs, quotation_not_found, quoted_page

__all__ = ["CHECKS", "PAPER_CHECKS", "RECORD_CHECKS"]

RECORD_CHECKS: Final[tuple[RecordCheck, ...]] = (
    required_field.CHECK,
    unknown_field.CHECK,
    year_implausible.CHECK,
    date_unreadable.CHECK,
    descending_pages.CHECK,
    doi_malformed.CHECK,
    isbn_check_digit.CHECK,
    identifier_malformed.CHECK,
    doi_in_url.CHECK,
    same_identifier.CHECK,
    same_work.CHECK,
    key_twice.CHECK,
    author_shape.CHECK,
    et_al_as_author.CHECK,
    language_missing.CHECK,
    title_case_stored.CHECK,
    name_in_small_letters.CHECK,
    container_polluted.CHECK,
    edition_form.CHECK,
    mojibake.CHECK,
    journal_name_mixed.CHECK,
    file_missing.CHECK,
    type_contradicts.CHECK,
    field_dropped.CHECK,
)

_CITATIONS: Final[tuple[PaperCheck, ...]] = (
    not_in_list.CHECK,
    year_differs.CHECK,
    name_differs.CHECK,
    co_author_missing.CHECK,
    letter_missing.CHECK,
    two_works_one_citation.CHECK,
    namesakes.CHECK,
    never_cited.CHECK,
    et_al_count.CHECK,
    et_al_form.CHECK,
    and_or_ampersand.CHECK,
    comma_before_year.CHECK,
    page_label.CHECK,
    cluster_separator.CHECK,
    cluster_order.CHECK,
    same_author_twice.CHECK,
    quotation_without_page.CHECK,
    long_quotation.CHECK,
    secondary_source.CHECK,
    personal_communication.CHECK,
    acronym_not_introduced.CHECK,
    mixed_systems.CHECK,
    number_not_in_list.CHECK,
    raised_number_lost.CHECK,
    named_without_citation.CHECK,
    short_note_without_full.CHECK,
    author_page.CHECK,
)

_LIST: Final[tuple[PaperCheck, ...]] = (
    list_order.CHECK,
    entry_twice.CHECK,
    one_doi_two_works.CHECK,
    numbering.CHECK,
    list_heading.CHECK,
    hanging_indent.CHECK,
)

_REFERENCES: Final[tuple[PaperCheck, ...]] = (
    last_author.CHECK,
    initials.CHECK,
    long_author_list.CHECK,
    abbreviated_institution.CHECK,
    year_element.CHECK,
    no_date_form.CHECK,
    full_date.CHECK,
    title_case.CHECK,
    italics.CHECK,
    volume_issue_pages.CHECK,
    publisher_place.CHECK,
    publisher_is_author.CHECK,
    business_form.CHECK,
    journal_abbreviated.CHECK,
    needless_number.CHECK,
    reference_punctuation.CHECK,
    chapter_form.CHECK,
    genre_missing.CHECK,
    doi_form.CHECK,
    differs_from_record.CHECK,
    other_style.CHECK,
)

_KEYS: Final[tuple[PaperCheck, ...]] = (
    unknown_key.CHECK,
    record_never_cited.CHECK,
    typed_among_keys.CHECK,
    tool_residue.CHECK,
    unrendered_citation.CHECK,
    hand_edited_citation.CHECK,
)

_CONTRADICTIONS: Final[tuple[PaperCheck, ...]] = (
    future_year.CHECK,
    impossible_doi.CHECK,
    pages_backwards.CHECK,
    page_outside_range.CHECK,
)

_SOURCES: Final[tuple[PaperCheck, ...]] = (
    quotation_differs.CHECK,
    quotation_not_found.CHECK,
    quoted_page.CHECK,
)

PAPER_CHECKS: Final[tuple[PaperCheck, ...]] = (
    *_CITATIONS,
    *_LIST,
    *_REFERENCES,
    *_KEYS,
    *_CONTRADICTIONS,
    *_SOURCES,
)

CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {check.id: check for check in (*RECORD_CHECKS, *PAPER_CHECKS)}
)
"""Every check by its id."""
