"""What a Typst paper sets for its citations: language, title, style, the files of its bibliography.

Typst documentation, "Bibliography" (its ``style`` and ``title``), "Text" (``lang``, ``region``), "Document".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from citekit.documents.places import Span
from citekit.documents.typst.calls import bare_name, strings_in
from citekit.documents.typst.tree import Kind, Node, calls_in

__all__ = ["Settings"]

_STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "american-psychological-association": "apa",
        "british-medical-journal": "bmj",
        "chicago-fullnotes": "chicago-notes-bibliography",
        "chicago-shortened-notes": "chicago-shortened-notes-bibliography",
        "copernicus": "copernicus-publications",
        "gost-r-705-2008-numeric": "gost-r-7-0-5-2008-numeric",
        "institute-of-electrical-and-electronics-engineers": "ieee",
        "iso-690-author-date": "iso690-author-date-en",
        "iso-690-numeric": "iso690-numeric-en",
        "karger": "karger-journals",
        "mla-8": "modern-language-association-8th-edition",
        "modern-language-association-8": "modern-language-association-8th-edition",
        "pensoft": "pensoft-journals",
        "public-library-of-science": "plos",
        "spie": "spie-journals",
        "springer-basic": "springer-basic-brackets",
        "springer-mathphys": "springer-mathphys-brackets",
        "thieme": "thieme-german",
        "trends": "trends-journals",
        "turabian-fullnote-8": "turabian-notes-bibliography",
    }
)
"""Typst's names of styles that the CSL repository calls otherwise, or keeps as the style that is nearest."""

_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("de", "nl", "cs", "ro"), "Bibliografie"),
        **dict.fromkeys(("da", "nb", "nn", "sq"), "Bibliografi"),
        **dict.fromkeys(("it", "pt", "ca", "eu", "sk"), "Bibliografia"),
        **dict.fromkeys(("es", "gl"), "Bibliografía"),
        **dict.fromkeys(("sl", "hr"), "Literatura"),
        **dict.fromkeys(("lv", "lt"), "Literatūra"),
        **dict.fromkeys(("bg", "ru"), "Библиография"),
        **dict.fromkeys(("zh", "ja"), "参考文献"),
        "fr": "Bibliographie",
        "sv": "Referenser",
        "fi": "Viitteet",
        "et": "Viited",
        "is": "Heimildaskrá",
        "pl": "Piśmiennictwo",
        "sr": "Литература",
        "hu": "Irodalomjegyzék",
        "uk": "Бібліографія",
        "be": "Літаратура",
        "el": "Βιβλιογραφία",
        "tr": "Kaynakça",
        "ar": "المراجع",
        "he": "רשימת מקורות",
        "fa": "کتاب\u200cنامه",
        "ko": "참고 문헌",
        "vi": "Tài liệu tham khảo",
        "id": "Daftar Pustaka",
        "la": "Conspectus librorum",
    }
)
"""The heading that Typst gives a bibliography in a language; "Bibliography" in all others."""


class Settings:
    """What the parts of a paper set, the first of each kind; ``texts`` are the parts' texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.values: dict[str, Any] = {}
        self.spans: dict[str, Span] = {}
        self.files: list[str] = []
        self.lists_all = False
        self._region = ""
        self._title: tuple[str, Node | None] = ("", None)

    def read(self, part: int, folder: str, nodes: tuple[Node, ...]) -> None:
        """Take what ``nodes`` of a part set, whose files stand in ``folder``."""
        for call, word in _calls(nodes):
            name = bare_name(call)
            if name == "bibliography":
                if word != "set":
                    self._take_files(part, folder, call)
                self._keep("csl", part, call.argument("style"))
                self.lists_all = self.lists_all or _is_true(call.argument("full"))
                if word == "set":
                    self._title = self._texts[part], call.argument("title")
            elif name == "cite" and word == "set":
                self._keep("csl", part, call.argument("style"))
            elif name == "text" and word == "set":
                self._keep("lang", part, call.argument("lang"))
                region = call.argument("region")
                self._region = self._region or (region.value if region else "")
            elif (name == "document" and word == "set") or word == "show":
                self._keep("title", part, call.argument("title"))
                self._keep("lang", part, call.argument("lang"))

    def _take_files(self, part: int, folder: str, call: Node) -> None:
        for string in strings_in([one for one in call.children if not one.value]):
            is_absolute = string.value.startswith("/")
            self.files.append(string.value.lstrip("/") if is_absolute else f"{folder}{string.value}")
            self.spans.setdefault("bibliography", Span(string.start, string.end, part))

    def _keep(self, name: str, part: int, value: Node | None) -> None:
        if value is None or name in self.values or value.kind not in (Kind.STRING, Kind.CONTENT):
            return
        said = _shown(value, self._texts[part])
        self.values[name] = _STYLES.get(said, said) if name == "csl" else said
        self.spans[name] = Span(value.start, value.end, part)

    def metadata(self) -> dict[str, Any]:
        """Return what was set, by the names that `read_metadata` takes."""
        lang = self.values.get("lang", "")
        region = f"-{self._region}" if lang and self._region else ""
        return {**self.values, "lang": f"{lang}{region}", "bibliography": self.files}

    def title_of(self, call: Node, text: str) -> str:
        """Return the heading of the bibliography that ``call`` asks for, as markup; empty for none."""
        title = call.argument("title")
        text, title = (text, title) if title is not None else self._title
        if title is not None and title.kind is Kind.CONTENT:
            return text[title.start + 1 : title.end - 1]
        if title is not None and title.kind is Kind.STRING:
            return f"#{text[title.start : title.end]}"
        if title is not None and title.kind is Kind.NAME and title.value == "none":
            return ""
        return _TITLES.get(self.values.get("lang", ""), "Bibliography")


def _calls(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, str]]:
    """Yield every call with the word of the statement that it is the subject of."""
    subjects: dict[tuple[int, int], str] = {}
    for node in calls_in(nodes):
        if node.kind is Kind.STATEMENT:
            subjects |= {(child.start, child.end): node.value for child in node.children}
        else:
            yield node, subjects.get((node.start, node.end), "")


def _is_true(value: Node | None) -> bool:
    return value is not None and value.kind is Kind.NAME and value.value == "true"


def _shown(node: Node, text: str) -> str:
    """Return the characters that a string or content prints, notes and code aside."""
    if node.kind in (Kind.STRING, Kind.REPLACED, Kind.RAW, Kind.ADDRESS):
        return node.value
    if node.kind is Kind.TEXT:
        return text[node.start : node.end]
    if node.kind in (Kind.CONTENT, Kind.STRONG, Kind.EMPHASIS):
        return "".join(_shown(child, text) for child in node.children)
    return ""
