"""Languages by the names of babel and polyglossia, as ``langid`` and ``hyphenation`` have them, to tags.

biblatex manual, 3.1 (option ``language``) and babel's list of options. A name without a country means the
country that its hyphenation patterns are of.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from citekit.language.tags import is_tag, normalise_tag

__all__ = ["is_english", "language_name", "language_tag"]


def _table(pairs: str) -> dict[str, str]:
    """Read "german:de-DE latin:la" as {"german": "de-DE", "latin": "la"}."""
    return dict(pair.split(":") for pair in pairs.split())


_NAMES: Final = _table(
    "english:en-US american:en-US usenglish:en-US usmax:en-US british:en-GB ukenglish:en-GB "
    "canadian:en-CA australian:en-AU newzealand:en-NZ german:de-DE ngerman:de-DE germanb:de-DE "
    "austrian:de-AT naustrian:de-AT swissgerman:de-CH nswissgerman:de-CH french:fr-FR francais:fr-FR "
    "frenchb:fr-FR acadian:fr-CA canadien:fr-CA swissfrench:fr-CH spanish:es-ES mexican:es-MX "
    "italian:it-IT dutch:nl-NL portuguese:pt-PT portuges:pt-PT brazilian:pt-BR brazil:pt-BR "
    "russian:ru-RU latin:la classiclatin:la greek:el-GR polutonikogreek:el-GR monogreek:el-GR "
    "ancientgreek:grc swedish:sv-SE norsk:nb-NO norwegian:nb-NO bokmal:nb-NO nynorsk:nn-NO danish:da-DK "
    "finnish:fi-FI polish:pl-PL czech:cs-CZ slovak:sk-SK slovene:sl-SI slovenian:sl-SI "
    "hungarian:hu-HU magyar:hu-HU turkish:tr-TR catalan:ca-ES galician:gl-ES basque:eu croatian:hr-HR "
    "serbian:sr-RS serbianc:sr-RS bosnian:bs-BA macedonian:mk-MK bulgarian:bg-BG ukrainian:uk-UA "
    "belarusian:be-BY romanian:ro-RO estonian:et-EE latvian:lv-LV lithuanian:lt-LT icelandic:is-IS "
    "irish:ga-IE welsh:cy-GB scottish:gd-GB breton:br-FR hebrew:he-IL arabic:ar farsi:fa-IR "
    "persian:fa-IR hindi:hi-IN bengali:bn-BD tamil:ta-IN urdu:ur-PK thai:th-TH vietnamese:vi-VN "
    "indonesian:id-ID bahasai:id-ID bahasa:id-ID malay:ms-MY bahasam:ms-MY japanese:ja-JP chinese:zh-CN "
    "korean:ko-KR esperanto:eo afrikaans:af-ZA albanian:sq-AL armenian:hy-AM georgian:ka-GE "
    "mongolian:mn-MN sanskrit:sa-IN interlingua:ia"
)
_TAGS: Final = {tag: name for name, tag in reversed(_NAMES.items())}
_VARIANTS: Final = {
    "american": "american", "us": "american", "usmax": "american", "british": "british", "uk": "british",
    "australian": "australian", "newzealand": "newzealand", "canadian": "canadian", "austrian": "austrian",
    "swiss": "swissgerman",
}  # fmt: skip


def language_tag(langid: str, options: str = "") -> str:
    """Return the tag for a name of babel, ``langidopts`` considered; text that names no language as it is."""
    name = langid.strip().lower()
    for option in options.lower().split(","):
        key, _, value = option.partition("=")
        if key.strip() == "variant" and value.strip() in _VARIANTS and name in ("english", "german"):
            name = _VARIANTS[value.strip()]
    return _NAMES.get(name) or normalise_tag(langid.strip())


@lru_cache(maxsize=1_000)  # the works of a library are in a few languages
def language_name(tag: str) -> str:
    """Return babel's name for a tag, or "" if it has none for that language."""
    normal = normalise_tag(tag)
    name = _TAGS.get(normal)
    if name or not is_tag(normal):
        return name or ""
    first = normal.partition("-")[0]
    return next((name for known, name in _TAGS.items() if known.partition("-")[0] == first), "")


def is_english(tag: str) -> bool:
    """Whether a work in the language of ``tag`` has its titles in title case; one of no language counts."""
    return not tag or tag.lower().partition("-")[0] == "en"
