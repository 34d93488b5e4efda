r"""Values that no decoding may touch: URL, DOI, identifiers, paths.

biblatex takes them as they stand. What programs escape all the same (``\_``, ``{\%}``,
``\textasciitilde``, ``\url{}``) means the character itself; ``%20``, ``~`` and ``_`` are what they are.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

__all__ = ["clean_doi", "find_url", "read_files", "read_verbatim", "write_url", "write_verbatim"]

_COMMAND: Final = re.compile(
    r"\{?\\(?:textasciitilde|sim)(?:\{\}|(?![A-Za-z])\s?)\}?|\\~(?:\{\s*\})?|\$\\sim\$"
    r"|\\(?P<name>textunderscore|textbackslash|textbraceleft|textbraceright|slash|allowbreak|textasciicircum)"
    r"(?:\{\}|(?![A-Za-z])\s?)"
    r"|\{\\(?P<braced>[_%&#$~^])\}|\\(?P<escaped>[_%&#$~{}])|\\-"
)
_NAMED: Final = {
    "textunderscore": "_",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "slash": "/",
    "allowbreak": "",
    "textasciicircum": "^",
}
_LINK: Final = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{(.*?)\}(?:\s*\{.*\})?\.?", re.DOTALL)
_LONGEST_LINK: Final = 5000
_DOI_PREFIX: Final = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+|doi:\s*", re.IGNORECASE)
_ONLY_URL: Final = re.compile(
    r"(?:(?:available|retrieved|accessed)\s+(?:at|from|online)|url|online)?:?\s*"
    r"(?:\\url\s*\{(?P<command>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|(?P<bare>https?://[^\s{}]+))\.?",
    re.IGNORECASE,
)


def read_verbatim(value: str) -> str:
    """Return the characters that a verbatim value means."""
    text = value.strip()
    if "\n" in text:
        # a line is broken within the value, which has no white space of its own there
        text = re.sub(r"\s*\n\s*", "", text)
    if "\\" not in text and "{" not in text:
        return text
    link = _LINK.fullmatch(text) if len(text) < _LONGEST_LINK else None
    if link:
        text = link[1].strip()
    text = _unwrapped(text)
    return _COMMAND.sub(_character, text)


def _unwrapped(text: str) -> str:
    while len(text) > 1 and text[0] == "{" and text[-1] == "}" and text.find("}") == len(text) - 1:
        text = text[1:-1].strip()
        if "{" in text:
            break
    while text.startswith("{{") and text.endswith("}}") and text.count("{") == 2:
        text = text[2:-2].strip()
    return text


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        return _NAMED[match["name"]]
    if match["braced"] or match["escaped"]:
        return match["braced"] or match["escaped"]
    return "" if match[0] == "\\-" else "~"


def write_verbatim(text: str) -> str:
    """Return the value that `read_verbatim` reads as ``text``."""
    if not re.search(r"[\\{}]", text):
        return text
    names = {"\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}"}
    return re.sub(r"[\\{}]", lambda match: names[match[0]], text)


def write_url(text: str) -> str:
    """Return a URL with the three characters percent-encoded that no URL has and BibTeX cannot bear."""
    return re.sub(r"[\\{}]", lambda match: quote(match[0]), text)


def clean_doi(text: str) -> str:
    """Return a DOI without the address of a resolver or ``doi:`` before it."""
    match = _DOI_PREFIX.match(text)
    return text[match.end() :].strip() if match else text


def find_url(value: str) -> str:
    """Return the URL if a note says nothing else, or ""."""
    match = (
        _ONLY_URL.fullmatch(value.strip().strip("{}").strip())
        if "http" in value or "\\url" in value
        else None
    )
    if not match:
        match = _ONLY_URL.fullmatch(value.strip()) if "\\url" in value else None
    return read_verbatim(match["command"] or match["bare"]) if match else ""


def read_files(value: str) -> tuple[str, ...]:
    """Return the paths in a field ``file``: JabRef's ``description:path:type;…`` or Zotero's plain list."""
    paths = []
    for link in _split_unescaped(value, ";"):
        parts = _split_unescaped(link, ":")
        if len(parts) > 2 and parts[1][:2] != "//":
            path = parts[1] if parts[1].strip() else parts[0]
            if len(parts) > 3 and len(parts[1].strip()) == 1:
                path = f"{parts[1]}:{parts[2]}"  # a drive of Windows whose colon is not escaped
        else:
            path = link
        path = re.sub(r"\\([\\:;_&%#])", r"\1", path.strip())
        if path:
            paths.append(path)
    return tuple(paths)


def _split_unescaped(text: str, separator: str) -> list[str]:
    return re.split(rf"(?<!\\){separator}", text)
