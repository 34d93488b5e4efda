"""COinS: references that a page carries in empty spans, in the keys of OpenURL.

ANSI/NISO Z39.88-2004, "The OpenURL Framework", formats journal, book, dissertation and dc.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl

from citekit.formats.html_page.findings import Findings
from citekit.formats.html_page.people import single_names
from citekit.item.name import Name
from citekit.language.tags import normalise_tag

__all__ = ["read_coins"]

_GENRES: Final = {
    "article": "article-journal",
    "preprint": "article",
    "proceeding": "paper-conference",
    "conference": "paper-conference",
    "bookitem": "chapter",
    "book": "book",
    "report": "report",
    "dissertation": "thesis",
    "patent": "patent",
    "newspaper": "article-newspaper",
    "journalarticle": "article-journal",
    "webpage": "webpage",
    "blogpost": "post-weblog",
}
_FORMATS: Final = (
    ("journal", "article-journal"),
    ("dissertation", "thesis"),
    ("patent", "patent"),
    ("book", "book"),
)
_FIELDS: Final = {
    "volume": "volume", "issue": "issue", "place": "publisher-place", "edition": "edition",
    "series": "collection-title", "stitle": "container-title-short", "tpages": "number-of-pages",
    "description": "abstract", "degree": "genre", "artnum": "number", "number": "number",
}  # fmt: skip
_MOST: Final = 2000


def read_coins(context: str) -> Findings | None:
    """Return what a ContextObject says of the work that it is about, None if that is nothing."""
    values: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(context, max_num_fields=_MOST)
    except ValueError:
        return None
    for key, value in pairs:
        values.setdefault(key.removeprefix("rft."), []).append(value.strip())

    def first(*keys: str) -> str:
        return next((values[key][0] for key in keys if values.get(key) and values[key][0]), "")

    found = Findings(type=_type(first("genre").lower(), first("rft_val_fmt"), has_part=bool(first("atitle"))))
    found.put("title", first("atitle") or first("btitle", "title", "jtitle"))
    container = first("jtitle", "btitle", "title") if first("atitle") else first("jtitle")
    found.put("container-title", container if container != found.texts.get("title") else "")
    for key, variable in _FIELDS.items():
        found.put(variable, first(key))
    found.put("publisher", first("pub", "publisher", "inst"))
    found.put("ISSN", " ".join(dict.fromkeys(values.get("issn", []) + values.get("eissn", []))))
    found.put("ISBN", " ".join(values.get("isbn", [])))
    found.put("language", normalise_tag(first("language")) if first("language") else "")
    found.put_date("issued", first("date"))
    found.put_pages(first("spage", "pages"), first("epage") if first("spage") else "")
    found.put_names("author", _authors(values))
    _read_identifiers([*values.get("rft_id", ()), *values.get("identifier", ())], found)
    if found.type == "document" and "URL" in found.texts:
        found.type = "webpage"
    return found if found.texts.get("title") else None


def _read_identifiers(identifiers: list[str], found: Findings) -> None:
    for identifier in identifiers:
        pmid = re.fullmatch(r"info:pmid/(\d+)", identifier)
        if pmid:
            found.put("PMID", pmid[1])
        else:
            found.put_identifier(identifier)


def _type(genre: str, format_: str, *, has_part: bool) -> str:
    if genre in _GENRES:
        return "chapter" if genre == "book" and has_part else _GENRES[genre]
    for name, type_ in _FORMATS:
        if format_.endswith(f":{name}"):
            if type_ == "book" and has_part:
                return "chapter"
            return type_ if genre not in {"unknown", "document"} or type_ == "thesis" else "document"
    return "document"


def _authors(values: dict[str, list[str]]) -> list[Name]:
    """Return the authors: the first in parts, all of them whole, and institutions."""
    names: list[Name] = []
    family = values.get("aulast", [""])[0]
    given = (values.get("aufirst") or values.get("auinit") or [""])[0]
    if family:
        names.append(Name(family=family, given=given, suffix=values.get("ausuffix", [""])[0]))
    whole = single_names([*values.get("au", ()), *values.get("creator", ()), *values.get("inventor", ())])
    if family and whole and whole[0].family == family:
        whole = whole[1:]  # the first author stands there once more
    names += whole
    names += [Name(literal=institution) for institution in values.get("aucorp", ()) if institution]
    return names
