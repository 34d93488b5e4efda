"""Style text to data.

CSL 1.0.2, from "Style Structure" to "Rendering Elements". A style is used as far as it can be read: an
element or value that CSL does not have is passed over with a notice. What makes it no style at all
(broken XML, no ``cs:citation``) raises InvalidStyle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from citekit.csl.citation import Notice
from citekit.csl.model.elements import (
    PLAIN,
    Bibliography,
    Branch,
    Choose,
    CitationLayout,
    Element,
    EtAl,
    Group,
    Label,
    Layout,
    NameElement,
    Names,
    Number,
    SortKey,
    Source,
    Test,
    TextElement,
)
from citekit.csl.model.locale import Locale, LocaleData, LocaleTexts, fallback_tags, merge
from citekit.csl.model.reachable import reachable
from citekit.csl.model.style import Style
from citekit.csl.read.attributes import read_look
from citekit.csl.read.dates import read_date
from citekit.csl.read.locale import read_locale, read_locale_element
from citekit.csl.read.style_info import read_info
from citekit.csl.read.xml import XmlElement, read_xml
from citekit.errors import InvalidStyle

__all__ = ["read_style"]

_CONDITIONS = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable")


def read_style(text: str, *, locales: LocaleTexts, name: str, locale: str | None = None) -> Style:
    """Read a style and merge the locale it is to be used in.

    ``locales`` gives the text of a locale file by its tag, or None (or KeyError) if there is none;
    ``name`` stands in messages; ``locale`` overrides the style's default locale. Raises InvalidStyle,
    with the line, for text that is no independent style.
    """
    root = read_xml(text, name=name)
    reader = _Reader(name)
    info = read_info(root)
    if root.tag != "style":
        raise InvalidStyle(name, f"is no CSL style but <{root.tag}>", root.line)
    citation = root.child("citation")
    if citation is None:
        if info.parent:
            raise InvalidStyle(name, f"only points to another style, {info.parent}", root.line)
        raise InvalidStyle(name, "has no <citation>", root.line)
    bibliography = root.child("bibliography")
    language = (locale or info.default_locale or "en-US").split("-x-")[0].strip() or "en-US"
    own = [read_locale_element(child) for child in root.children if child.tag == "locale"]
    macros: dict[str, tuple[Element, ...]] = {}
    for child in root.children:
        if child.tag == "macro":
            macros[child.get("name")] = reader.children(child)
        elif child.tag not in ("info", "locale", "citation", "bibliography"):
            reader.unknown(child)
    cited = CitationLayout(reader.layout(citation), tuple(reader.sort(citation)), citation.attributes)
    reader.check_macros(macros, cited.layout, cited.sort)
    listed = None
    if bibliography is not None:
        listed = Bibliography(
            reader.layout(bibliography), tuple(reader.sort(bibliography)), bibliography.attributes
        )
        reader.check_macros(macros, listed.layout, listed.sort)
    return Style(
        info=info,
        options=root.attributes,
        macros=macros,
        locale=_read_locale_of(language, own, locales),
        citation=cited,
        bibliography=listed,
        warnings=tuple(reader.warnings),
    )


def _read_locale_of(language: str, own: Iterable[LocaleData], locales: LocaleTexts) -> Locale:
    """Merge the locale of ``language`` from a style's ``own`` and the files ("Locale Fallback")."""
    look_up = locales if callable(locales) else locales.get
    files = []
    for tag in fallback_tags(language):
        try:
            text = look_up(tag)
        except (KeyError, OSError):
            continue
        if text is not None:
            files.append(_locale_data(text, tag))
    return merge(language, own, files)


@lru_cache(maxsize=16)
def _locale_data(text: str, tag: str) -> LocaleData:
    """Read a locale file; one run of the program needs the same few again and again."""
    return read_locale(text, name=f"locale {tag}")


class _Reader:
    """Reads rendering elements and gathers the faults it passes over."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.warnings: list[Notice] = []

    def unknown(self, element: XmlElement) -> None:
        self.warn(element, f"<{element.tag}> has no meaning here and was passed over")

    def warn(self, element: XmlElement, message: str) -> None:
        self.warnings.append(Notice(f"{self.name}:{element.line}", message))

    def check_macros(
        self, macros: Mapping[str, tuple[Element, ...]], layout: Layout, keys: Iterable[SortKey]
    ) -> None:
        """Report each call of a macro that the style does not define; it prints nothing."""
        calls = [
            (element.name, element.line)
            for element in reachable(macros, layout.children)
            if isinstance(element, TextElement) and element.source is Source.MACRO
        ]
        calls += [(key.macro, key.line) for key in keys if key.macro]
        for name, line in dict.fromkeys(calls):
            if name not in macros:
                self.warnings.append(Notice(f"{self.name}:{line}", f'there is no macro "{name}"'))

    def layout(self, parent: XmlElement) -> Layout:
        element = parent.child("layout")
        if element is None:
            self.warn(parent, f"<{parent.tag}> has no <layout>, so it prints nothing")
            return Layout((), line=parent.line)
        return Layout(self.children(element), read_look(element), element.line)

    def sort(self, parent: XmlElement) -> Iterator[SortKey]:
        element = parent.child("sort")
        for key in element.children if element is not None else ():
            if key.tag == "key":
                yield SortKey(
                    variable=key.get("variable").strip(),
                    macro=key.get("macro"),
                    descending=key.get("sort") == "descending",
                    names={name: key.get(name) for name in key.attributes if name.startswith("names-")},
                    line=key.line,
                )

    def children(self, parent: XmlElement) -> tuple[Element, ...]:
        return tuple(element for child in parent.children if (element := self.element(child)) is not None)

    def element(self, xml: XmlElement) -> Element | None:
        match xml.tag:
            case "text":
                return self.text(xml)
            case "number":
                return Number(
                    xml.get("variable").strip(), xml.get("form", "numeric"), read_look(xml), xml.line
                )
            case "label":
                return self.label(xml)
            case "date":
                return read_date(xml)
            case "names":
                return self.names(xml)
            case "group":
                return Group(self.children(xml), read_look(xml), xml.line)
            case "choose":
                return Choose(tuple(self.branches(xml)), xml.line)
            case _:
                self.unknown(xml)
                return None

    def text(self, xml: XmlElement) -> TextElement | None:
        for source in Source:
            value = xml.attributes.get(source.value)
            if value is not None:
                return TextElement(
                    source,
                    value if source is Source.VALUE else value.strip(),
                    xml.get("form", "long"),
                    xml.get("plural") == "true",
                    read_look(xml),
                    xml.line,
                )
        self.warn(xml, "<text> names nothing to print")
        return None

    def label(self, xml: XmlElement) -> Label:
        return Label(
            xml.get("variable").strip(),
            xml.get("form", "long"),
            xml.get("plural", "contextual"),
            read_look(xml),
            xml.line,
        )

    def names(self, xml: XmlElement) -> Names:
        name = et_al = label = None
        label_first = False
        substitute: tuple[Element, ...] = ()
        for child in xml.children:
            if child.tag == "name":
                name = self.name_element(child)
            elif child.tag == "et-al":
                et_al = EtAl(child.get("term", "et-al"), read_look(child), child.line)
            elif child.tag == "label":
                label = self.label(child)
                label_first = name is None
            elif child.tag == "substitute":
                substitute = self.children(child)
            elif child.tag != "institution":
                self.unknown(child)
        if label_first and name is None:
            # without cs:name there is no place before it: the label follows the names
            label_first = False
        return Names(
            variables=tuple(xml.get("variable").split()),
            name=name,
            et_al=et_al,
            label=label,
            label_first=label_first,
            substitute=substitute,
            shorthand=not xml.children,
            look=read_look(xml),
            line=xml.line,
        )

    def name_element(self, xml: XmlElement) -> NameElement:
        parts = {part.get("name"): read_look(part) for part in xml.children if part.tag == "name-part"}
        return NameElement(
            options=xml.attributes,
            family=parts.get("family", PLAIN),
            given=parts.get("given", PLAIN),
            look=read_look(xml),
            line=xml.line,
        )

    def branches(self, xml: XmlElement) -> Iterator[Branch]:
        for child in xml.children:
            if child.tag in ("if", "else-if"):
                checks = tuple((name, value) for name in _CONDITIONS for value in child.get(name).split())
                yield Branch(Test(child.get("match", "all"), checks), self.children(child), child.line)
            elif child.tag == "else":
                yield Branch(None, self.children(child), child.line)
            else:
                self.unknown(child)
