r"""What the head of a paper in LaTeX says: class, packages, language, files of records, names of headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from citekit.documents.citations import KeyCite
from citekit.documents.document import Metadata
from citekit.documents.places import Span
from citekit.language.babel import language_tag
from citekit.language.tags import is_tag

__all__ = ["Head", "read_options"]

_WITH_CHAPTERS: Final = re.compile(r"book|report|scrreprt|memoir|thesis|diss|extrep", re.IGNORECASE)
_OPTION: Final = re.compile(r"\s*([\w-]+)\s*(?:=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^,{}]*)))?\s*(?:,|$)")
_STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "apa": "apa",
        "apa6": "apa-6th-edition",
        "apacite": "apa",
        "ieee": "ieee",
        "ieeetr": "ieee",
        "ieeetran": "ieee",
        "ieeetrann": "ieee",
        "mla": "modern-language-association",
        "mla-new": "modern-language-association",
        "chicago-authordate": "chicago-author-date",
        "chicago-notes": "chicago-notes-bibliography",
        "chicago": "chicago-author-date",
        "nature": "nature",
        "science": "science",
        "vancouver": "vancouver",
        "acm-reference-format": "association-for-computing-machinery",
        "acm": "association-for-computing-machinery",
        "nejm": "the-new-england-journal-of-medicine",
    }
)
"""Styles of biblatex and BibTeX that are a manual's, by their names in CSL; apalike is no APA."""
_HEADINGS: Final = MappingProxyType(
    {
        "de": ("Literatur", "Literaturverzeichnis"),
        "fr": ("Références", "Bibliographie"),
        "es": ("Referencias", "Bibliografía"),
        "it": ("Riferimenti bibliografici", "Bibliografia"),
        "nl": ("Referenties", "Bibliografie"),
        "pt": ("Referências", "Bibliografia"),
    }
)
"""What babel has LaTeX print above a list: in articles, and in books."""


@dataclass(slots=True)
class Head:
    """What was said so far."""

    document_class: str = ""
    class_options: str = ""
    main_language: str = ""
    bibliography_style: str = ""
    title: str = ""
    packages: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    nocite: list[KeyCite] = field(default_factory=list)
    has_shorthands: bool = False
    """Whether babel gives a quotation mark meanings of its own, as in German."""

    def set_class(self, name: str, options: str) -> None:
        """Keep the document's class."""
        self.document_class, self.class_options = name, options

    def add_package(self, name: str, options: str) -> None:
        """Keep a package, and the language that babel is asked for."""
        self.packages[name] = options
        if name == "babel":
            typed = read_options(options) or read_options(self.class_options)
            known = [one for one, value in typed.items() if not value and is_tag(language_tag(one))]
            self.main_language = typed.get("main", "") or (known[-1] if known else "")
        if name in ("babel", "german", "ngerman"):
            self.has_shorthands = name != "babel" or bool(
                re.search(r"german|austrian|dutch", f"{options},{self.class_options}")
            )
            if name != "babel":
                self.main_language = name

    def add_files(self, names: Sequence[str], span: Span) -> None:
        """Keep files of records; BibTeX's are named without their ending."""
        self.files += [name if "." in name.rpartition("/")[2] else f"{name}.bib" for name in names if name]
        self.spans.setdefault("bibliography", span)

    @property
    def has_chapters(self) -> bool:
        """Whether the class has chapters, and so calls a list of references a bibliography."""
        return bool(_WITH_CHAPTERS.search(self.document_class))

    @property
    def lang(self) -> str:
        """The paper's language as a tag, empty where none is named."""
        tag = language_tag(self.main_language) if self.main_language else ""
        return tag if is_tag(tag) else ""

    def list_heading(self) -> str:
        r"""Return what ``thebibliography`` prints above itself."""
        name = "bibname" if self.has_chapters else "refname"
        if name in self.names:
            return re.sub(r"\\[A-Za-z]+\s*|[{}]", "", self.names[name]).strip()
        article, book = _HEADINGS.get(self.lang.partition("-")[0], ("References", "Bibliography"))
        return book if self.has_chapters else article

    def printed_heading(self, options: Mapping[str, str]) -> str:
        r"""Return the heading that ``\printbibliography`` with ``options`` prints, as source."""
        kind = options.get("heading", "bibliography")
        if kind == "none":
            return ""
        command = "section" if kind.startswith("sub") or not self.has_chapters else "chapter"
        if kind.startswith("sub") and not self.has_chapters:
            command = "subsection"
        title = options.get("title") or (r"\bibname" if self.has_chapters else r"\refname")
        heading = f"\\{command}{'' if kind.endswith('numbered') else '*'}{{{title}}}\n"
        if kind.endswith("intoc"):
            heading += f"\\addcontentsline{{toc}}{{{command}}}{{{title}}}\n"
        return heading

    def list_level(self) -> int:
        """Return the level of that heading."""
        return 1 if self.has_chapters else 2

    def csl(self) -> str:
        """Return the style of CSL that the paper's own style is, empty where it is of no manual."""
        options = read_options(self.packages.get("biblatex", ""))
        named = options.get("style") or options.get("bibstyle") or self.bibliography_style
        if not named and "apacite" in self.packages:
            named = "apacite"
        if not named and "biblatex-chicago" in self.packages:
            typed = read_options(self.packages["biblatex-chicago"])
            named = "chicago-authordate" if "authordate" in typed else "chicago-notes"
        return _STYLES.get(named.lower(), "")

    def metadata(self) -> Metadata:
        """Return what was said as a document has it."""
        values: dict[str, object] = {
            "title": self.title,
            "lang": self.lang,
            "bibliography": list(self.files),
            "documentclass": self.document_class,
            "packages": tuple(self.packages),
        }
        return Metadata(
            title=self.title,
            lang=self.lang,
            csl=self.csl(),
            bibliography=tuple(dict.fromkeys(self.files)),
            nocite=tuple(cite for cite in self.nocite if cite.key != "*"),
            nocite_all=any(cite.key == "*" for cite in self.nocite),
            values=MappingProxyType(values),
            spans=MappingProxyType(dict(self.spans)),
        )


def read_options(typed: str) -> dict[str, str]:
    """Return ``type=book, title={Books}, omitnumbers`` by name; one without a value has an empty one."""
    typed = re.sub(r"(?<!\\)%[^\n]*", "", typed)
    return {match[1]: (match[2] or match[3] or "").strip() for match in _OPTION.finditer(typed)}
