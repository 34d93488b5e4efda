"""What Typst makes of a hayagriva file: the CSL type and variables that a style gets of each entry."""

from __future__ import annotations

import html
import re
from pathlib import Path

import typst

from citekit.item.variables import RECORD_VARIABLES, TYPES, Kind

__all__ = ["rendered"]

_HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>p</title>'
    "<id>http://example.org/p</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
    '<citation><layout><text variable="title"/></layout></citation><bibliography><layout>'
)


def _style() -> str:
    types = "".join(
        f'<{tag} type="{type_}"><text value="type={type_}|"/></{tag}>'
        for type_, tag in zip(TYPES, ["if", *["else-if"] * len(TYPES)], strict=False)
    )
    parts = [f"<choose>{types}</choose>"]
    for name, variable in RECORD_VARIABLES.items():
        if variable.kind is Kind.NAME:
            inner = f'<names variable="{name}"><name delimiter="; "/></names>'
        elif variable.kind is Kind.DATE:
            numbered = 'form="numeric-leading-zeros" prefix="-"'
            days = f'<date-part name="month" {numbered}/><date-part name="day" {numbered}/>'
            inner = f'<date variable="{name}"><date-part name="year"/>{days}</date>'
        else:
            inner = f'<text variable="{name}"/>'
        parts.append(f'<group><text value="{name}="/>{inner}<text value="|"/></group>')
    return f"{_HEAD}{''.join(parts)}</layout></bibliography></style>"


def rendered(text: str, folder: Path) -> list[dict[str, str]]:
    """Return the type and the variables of each entry of a hayagriva file, as Typst prints them."""
    (folder / "refs.yml").write_text(text, "utf-8")
    (folder / "probe.csl").write_text(f'<?xml version="1.0" encoding="utf-8"?>{_style()}', "utf-8")
    document = folder / "probe.typ"
    document.write_text('#bibliography("refs.yml", full: true, style: "probe.csl")', "utf-8")
    page = typst.compile(str(document), format="html").decode()
    entries = re.findall(r"<li[^>]*>(.*?)</li>", page, re.DOTALL)
    plain = [html.unescape(re.sub("<[^>]+>", "", entry)) for entry in entries]
    pairs = [[part.partition("=") for part in entry.split("|")] for entry in plain]
    return [{name: value for name, _, value in entry if value} for entry in pairs]
