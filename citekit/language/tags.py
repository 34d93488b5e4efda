"""Language tags: what people and other programs write, as BCP 47 writes it.

BCP 47 (RFC 5646), section 2.1.1, "Formatting of Language Tags"; ISO 639.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_tag", "normalise_tag", "primary"]

_TAG: Final = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[xXiI](-[A-Za-z0-9]{1,8})+"


def _table(pairs: str) -> dict[str, str]:
    """Read "ger:de fre:fr" as {"ger": "de", "fre": "fr"}."""
    return dict(pair.split(":") for pair in pairs.split())


_TWO_LETTERS: Final = _table(
    "alb:sq sqi:sq ara:ar arm:hy hye:hy baq:eu eus:eu bel:be ben:bn bos:bs bul:bg cat:ca chi:zh zho:zh "
    "cze:cs ces:cs dan:da dut:nl nld:nl eng:en epo:eo est:et fin:fi fre:fr fra:fr geo:ka kat:ka ger:de "
    "deu:de gle:ga glg:gl gre:el ell:el heb:he hin:hi hrv:hr hun:hu ice:is isl:is ind:id ita:it jpn:ja "
    "kaz:kk kor:ko kur:ku lat:la lav:lv lit:lt mac:mk mkd:mk mar:mr may:ms msa:ms mon:mn nno:nn nob:nb "
    "nor:no pan:pa per:fa fas:fa pol:pl por:pt pus:ps rum:ro ron:ro rus:ru san:sa slo:sk slk:sk slv:sl "
    "som:so spa:es srp:sr swa:sw swe:sv tam:ta tel:te tha:th tur:tr ukr:uk urd:ur uzb:uz vie:vi wel:cy "
    "cym:cy yid:yi"
)
"""The three-letter codes that catalogues write and the two-letter ones that BCP 47 has in their place."""

_NAMES: Final = _table(
    "afrikaans:af albanian:sq arabic:ar armenian:hy basque:eu belarusian:be bengali:bn bosnian:bs "
    "bulgarian:bg catalan:ca chinese:zh croatian:hr czech:cs danish:da dutch:nl english:en estonian:et "
    "finnish:fi french:fr galician:gl georgian:ka german:de greek:el hebrew:he hindi:hi hungarian:hu "
    "icelandic:is indonesian:id irish:ga italian:it japanese:ja kazakh:kk korean:ko latin:la latvian:lv "
    "lithuanian:lt macedonian:mk malay:ms norwegian:no pashto:ps persian:fa polish:pl portuguese:pt "
    "romanian:ro russian:ru sanskrit:sa serbian:sr slovak:sk slovenian:sl slovene:sl somali:so "
    "spanish:es swahili:sw swedish:sv tamil:ta thai:th turkish:tr ukrainian:uk urdu:ur uzbek:uz "
    "vietnamese:vi welsh:cy yiddish:yi deutsch:de français:fr francais:fr español:es espanol:es "
    "italiano:it nederlands:nl português:pt portugues:pt русский:ru العربية:ar עברית:he 中文:zh 日本語:ja"
)
"""Languages by the names people type, English and their own."""


def normalise_tag(text: str) -> str:
    """Return the tag of BCP 47 that ``text`` means: ``EN_gb`` is en-GB, ``ger`` is de, ``English`` is en.

    A locale's encoding is dropped (``de_AT.UTF-8`` is de-AT). Text that is no tag comes back as it is.
    """
    tag = re.split("[.@]", text.strip(), maxsplit=1)[0].replace("_", "-")
    named = _NAMES.get(tag.lower())
    if named:
        return named
    if not is_tag(tag):
        return text
    first, *others = tag.lower().split("-")
    subtags = [_TWO_LETTERS.get(first, first)]
    for subtag in others:
        if len(subtags[-1]) == 1:
            subtags.append(subtag)
        elif len(subtag) == 2:
            subtags.append(subtag.upper())
        elif len(subtag) == 4 and subtag.isalpha():
            subtags.append(subtag.title())
        else:
            subtags.append(subtag)
    return "-".join(subtags)


def is_tag(text: str) -> bool:
    """Whether ``text`` has the form of a language tag; that such a language exists is not asked."""
    return re.fullmatch(_TAG, text) is not None


def primary(tag: str) -> str:
    """Return the language of ``tag`` alone: ``zh-Hant-TW`` is zh. Text that is no tag gives ""."""
    normal = normalise_tag(tag)
    return normal.partition("-")[0] if is_tag(normal) else ""
