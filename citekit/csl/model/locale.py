"""What a language calls things: terms, ordinals, date formats and options, merged along the fallback.

CSL 1.0.2, "Locale Files", "Locale", "Terms", "Ordinal Suffixes", "Long Ordinals".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce

from citekit.csl.model.elements import DateElement

__all__ = ["Locale", "LocaleData", "LocaleTexts", "Term", "fallback_tags", "merge"]

LocaleTexts = Callable[[str], str | None] | Mapping[str, str]
"""Where locale texts come from: a function or a mapping from tag (``de-DE``) to the file's text."""

_FORM_FALLBACK: Mapping[str, str] = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""Where to look for a term that has no text of the form asked for ("Terms")."""

_PRIMARY: Mapping[str, str] = {
    "af": "af-ZA", "bal": "bal-PK", "bg": "bg-BG", "brh": "brh-PK", "ca": "ca-AD", "cs": "cs-CZ",
    "cy": "cy-GB", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE",
    "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR",
    "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH",
    "ko": "ko-KR", "lij": "lij-IT", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY",
    "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pa": "pa-PK", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO",
    "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH",
    "tl": "tl-PH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip

_OTHER_GENDERS = ("feminine", "masculine")


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a term; ``multiple`` equals ``single`` where the locale makes no difference."""

    single: str
    multiple: str


@dataclass(frozen=True, slots=True)
class LocaleData:
    """One ``cs:locale`` element or one locale file.

    ``terms`` go by name and form, ``genders`` of nouns by name. ``ordinals`` go by term name
    (``ordinal``, ``ordinal-03``, ``long-ordinal-01``) and gender form, and hold the text and how it
    matches. Options that are not given are None.
    """

    language: str = ""
    terms: Mapping[tuple[str, str], Term] = field(default_factory=dict)
    genders: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    long_ordinals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dates: Mapping[str, DateElement] = field(default_factory=dict)
    punctuation_in_quote: bool | None = None
    limit_day_ordinals: bool | None = None


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as a style uses it: every step of the fallback merged into one."""

    language: str
    terms: Mapping[tuple[str, str], Term]
    genders: Mapping[str, str]
    ordinals: Mapping[tuple[str, str], tuple[str, str]]
    long_ordinals: Mapping[tuple[str, str], str]
    dates: Mapping[str, DateElement]
    punctuation_in_quote: bool
    limit_day_ordinals: bool

    def term(self, name: str, form: str = "long") -> Term | None:
        """Return the term in ``form`` or the nearest form it has; None if the locale has no such term.

        A term that is there but empty stops the search ("Terms").
        """
        wanted: str | None = form
        while wanted is not None:
            found = self.terms.get((name, wanted))
            if found is not None:
                return found
            wanted = _FORM_FALLBACK.get(wanted)
        return None

    def text(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """Return the text of a term, empty if the locale has none."""
        found = self.term(name, form)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    @property
    def ampersand(self) -> str:
        """The symbol for "and": that of the language if it has one, never its word."""
        symbol = self.terms.get(("and", "symbol"))
        return symbol.single if symbol is not None and symbol.single else "&"

    def gender(self, name: str) -> str:
        """Return the gender of the noun that names a variable or month, empty for neuter."""
        return self.genders.get(name, "")

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return ``number`` with its ordinal suffix ("Ordinal Suffixes")."""
        return f"{number}{self._suffix(number, gender)}"

    def _suffix(self, number: int, gender: str) -> str:
        last_two = number % 100
        for wanted in (gender, "") if gender else ("",):
            for name, kinds in (
                (f"ordinal-{last_two:02}" if number < 100 else "", ("whole-number",)),
                (f"ordinal-{last_two:02}", ("last-two-digits",)),
                (f"ordinal-{number % 10:02}", ("last-digit",)),
            ):
                found = self.ordinals.get((name, wanted))
                if found is not None and found[1] in kinds:
                    return found[0]
            found = self.ordinals.get(("ordinal", wanted))
            if found is not None:
                return found[0]
        # a language may have no neuter
        for other in _OTHER_GENDERS:
            found = self.ordinals.get(("ordinal", other))
            if found is not None:
                return found[0]
        return ""

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """Return the word for ``number`` if the locale has one (1 to 10), else the ordinal number."""
        name = f"long-ordinal-{number:02}"
        for wanted in (gender, "", *_OTHER_GENDERS):
            found = self.long_ordinals.get((name, wanted))
            if found:
                return found
        return self.ordinal(number, gender)


def fallback_tags(language: str) -> tuple[str, ...]:
    """Return the locale files to merge for ``language``, nearest first ("Locale Fallback")."""
    primary = _PRIMARY.get(language.split("-", maxsplit=1)[0].lower())
    if language == "zh-TW":
        primary = "zh-TW"
    tags = [language, primary, "en-US"]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _own_layers(language: str, own: Iterable[LocaleData]) -> Iterator[LocaleData]:
    """Yield the least particular locale of a style first, so that later ones override it."""
    own = tuple(own)
    for wanted in dict.fromkeys(("", _primary(language), language.lower())):
        for data in own:
            if data.language.lower() == wanted:
                yield data


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _override(base: Locale, layer: LocaleData, *, other_language: bool = False) -> Locale:
    """Return ``base`` overridden by ``layer``, whose forms of terms and ordinals never mix with another's."""
    terms, long_ordinals = base.terms, base.long_ordinals
    if other_language:
        named = {name for name, _ in layer.terms}
        terms = {key: term for key, term in terms.items() if key[0] not in named}
        long_ordinals = {} if layer.long_ordinals else long_ordinals
    return Locale(
        base.language,
        {**terms, **layer.terms},
        {**base.genders, **layer.genders},
        layer.ordinals or base.ordinals,
        {**long_ordinals, **layer.long_ordinals},
        {**base.dates, **layer.dates},
        base.punctuation_in_quote if layer.punctuation_in_quote is None else layer.punctuation_in_quote,
        base.limit_day_ordinals if layer.limit_day_ordinals is None else layer.limit_day_ordinals,
    )


def merge(language: str, own: Iterable[LocaleData], files: Iterable[LocaleData]) -> Locale:
    """Merge a style's ``own`` locales and the locale ``files`` (nearest first) for ``language``.

    CSL 1.0.2, "Locale Fallback": each term and form is looked for in the style's locale of the dialect,
    of the language, of no language, then in the files. Of the files, English stands in for terms that the
    language lacks; a form that it lacks is another form of its own ("Terms").
    """
    merged = Locale(language, {}, {}, {}, {}, {}, punctuation_in_quote=False, limit_day_ordinals=False)
    before = ""
    for file in reversed(tuple(files)):
        merged = _override(merged, file, other_language=_primary(file.language) != before)
        before = _primary(file.language)
    return reduce(_override, _own_layers(language, own), merged)
