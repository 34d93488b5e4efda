"""Any script in ASCII letters, for keys and file names: readable, stable, not scholarly.

The tables follow the usual passport and catalogue spellings without their diacritics: ISO 843 for Greek,
BGN/PCGN for Cyrillic, Hebrew and Arabic, Hepburn for kana, Revised Romanization for Korean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

__all__ = ["to_ascii"]


def _table(pairs: str) -> dict[str, str]:
    """Read "а:a ь:" as {"а": "a", "ь": ""}."""
    return dict(pair.split(":") for pair in pairs.split())


def _row(sounds: str) -> tuple[str, ...]:
    """Read "g kk -" as ("g", "kk", "")."""
    return tuple(sound.strip("-") for sound in sounds.split())


_LATIN: Final = _table(
    "ß:ss æ:ae œ:oe ø:o đ:d ð:d þ:th ł:l ħ:h ŧ:t ŋ:n ı:i ĸ:k ƒ:f ɨ:i ƶ:z ƀ:b ǥ:g ſ:s ə:a ɛ:e ɔ:o ɓ:b ɗ:d ƙ:k"
)
_GREEK: Final = _table(
    "ου:ou αυ:au ευ:eu γγ:ng γξ:nx γχ:nch α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p "
    "ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o"
)
_CYRILLIC: Final = _table(
    "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts "
    "ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:i є:ye ґ:g ў:u ј:j љ:lj њ:nj ћ:c ђ:dj џ:dz ѓ:gj ќ:kj "
    "ѕ:dz ә:a ғ:gh қ:q ң:ng ө:o ұ:u ү:u һ:h ѣ:e ѳ:f ѵ:i"
)
_ARABIC: Final = _table(
    "ا:a أ:a إ:i آ:a ٱ:a ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z ع: غ:gh ف:f ق:q "
    "ك:k ل:l م:m ن:n ه:h ة:a و:w ؤ:w ي:y ئ:y ى:a ء: پ:p چ:ch ژ:zh ک:k گ:g ی:y ٹ:t ڈ:d ڑ:r ں:n ھ:h ہ:h ے:e "
    "\u064e:a \u064f:u \u0650:i"
)
_HEBREW: Final = _table(
    "א:a ב:b ג:g ד:d ה:h ו:v ז:z ח:h ט:t י:y כ:k ך:k ל:l מ:m ם:m נ:n ן:n ס:s ע: פ:p ף:f צ:ts ץ:ts ק:k ר:r "
    "ש:sh ת:t"
)
_GEORGIAN: Final = _table(
    "ა:a ბ:b გ:g დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:zh რ:r ს:s ტ:t უ:u ფ:p ქ:k ღ:gh ყ:q შ:sh "
    "ჩ:ch ც:ts ძ:dz წ:ts ჭ:ch ხ:kh ჯ:j ჰ:h"
)
_ARMENIAN: Final = _table(
    "ու:u ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:y թ:t ժ:zh ի:i լ:l խ:kh ծ:ts կ:k հ:h ձ:dz ղ:gh ճ:ch մ:m յ:y ն:n շ:sh "
    "ո:o չ:ch պ:p ջ:j ռ:r ս:s վ:v տ:t ր:r ց:ts ւ:v փ:p ք:k օ:o ֆ:f և:ev"
)
_KANA: Final = _table(
    "A: あ:a い:i う:u え:e お:o か:ka き:ki く:ku け:ke こ:ko さ:sa し:shi す:su せ:se そ:so た:ta ち:chi "
    "つ:tsu て:te と:to な:na に:ni ぬ:nu ね:ne の:no は:ha ひ:hi ふ:fu へ:he ほ:ho ま:ma み:mi む:mu め:me "
    "も:mo や:ya ゆ:yu よ:yo ら:ra り:ri る:ru れ:re ろ:ro わ:wa ゐ:i ゑ:e を:o ん:n が:ga ぎ:gi ぐ:gu げ:ge "
    "ご:go ざ:za じ:ji ず:zu ぜ:ze ぞ:zo だ:da ぢ:ji づ:zu で:de ど:do ば:ba び:bi ぶ:bu べ:be ぼ:bo ぱ:pa "
    "ぴ:pi ぷ:pu ぺ:pe ぽ:po ゔ:vu ー:"
)
_SMALL_KANA: Final = _table("ぁ:a ぃ:i ぅ:u ぇ:e ぉ:o ゃ:ya ゅ:yu ょ:yo ゎ:wa")
_SIGNS: Final = _table(
    "‘:' ’:' ‚:' ‛:' ′:' ʹ:' ʻ:' ʼ:' ʾ:' ʿ:' ´:' “:\" ”:\" „:\" ‟:\" «:\" »:\" ‹:' ›:' ″:\" "
    "‐:- ‑:- ‒:- –:- —:- ―:- −:- ⁄:/ ،:, ，:, 、:, 。:."
)

_LETTERS: Final = _LATIN | _GREEK | _CYRILLIC | _ARABIC | _HEBREW | _GEORGIAN | _ARMENIAN | _KANA | _SIGNS

_NATIONAL: Final = (
    (frozenset("іїєґ"), _table("и:y г:h")),
    (frozenset("ђјљњћџ"), _table("х:h ц:c")),
)
"""Letters that only Ukrainian has, or only Serbian and Macedonian, and how these read common letters."""

_KATAKANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
"""Katakana as hiragana, which the tables have."""

_HANGUL_INITIALS: Final = _row("g kk n d tt r m b pp s ss - j jj ch k t p h")
_HANGUL_VOWELS: Final = _row("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_HANGUL_FINALS: Final = _row("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")


def to_ascii(text: str) -> str:
    """Return ``text`` in ASCII: accents dropped, other scripts romanized, the rest left out.

    Han characters have no one reading and are left out, as are scripts without a table; a text of nothing
    else gives "". An umlaut is dropped like any accent (ü is u), for the letter alone does not tell German
    from Turkish or Finnish. White space runs become one space.
    """
    if text.isascii():
        return " ".join(text.split())
    whole = unicodedata.normalize("NFKC", text).translate(_KATAKANA)
    doubled = re.sub("(\\w)([\u064b-\u0650]?)\u0651", r"\1\1\2", whole)
    bare = "".join(_without_accents(character) for character in doubled)
    kana = re.sub("[ぁ-ゖー]+", lambda run: _spell_kana(run[0]), bare)
    return " ".join(spelled for word in kana.split() if (spelled := _spell_word(word, text)))


def _spell_word(word: str, text: str) -> str:
    """Return the ASCII for ``word``, whose language the other letters of ``text`` may tell."""
    if word.isascii():
        return word
    letters = _LETTERS
    for telltale, table in _NATIONAL:
        if not telltale.isdisjoint(text.lower()):
            letters = letters | table
    pieces = re.findall("[οαε]υ|γ[γξχ]|ու|.", word, re.IGNORECASE)
    spelled = "".join(_spell(piece, letters) for piece in pieces)
    return spelled.upper() if word.isupper() and len(word) > 1 else spelled


def _without_accents(character: str) -> str:
    """Return ``character`` without its accents, unless the tables have it with them, as й and が."""
    if character.isascii() or character.lower() in _LETTERS:
        return character
    if "가" <= character <= "힣":
        return _spell_hangul(character)
    apart = unicodedata.normalize("NFKD", character)
    return "".join(part for part in apart if part in _LETTERS or not unicodedata.combining(part))


def _spell(letter: str, letters: Mapping[str, str]) -> str:
    """Return the ASCII for one letter, or for two that are read together; "" where there is none."""
    if letter.isascii():
        return letter
    spelled = letters.get(letter.lower(), "")
    if letter[0] != letter[0].lower():
        spelled = spelled[:1].upper() + spelled[1:]
    if not spelled and (digit := unicodedata.digit(letter[0], -1)) >= 0:
        return str(digit)
    return spelled


def _spell_kana(run: str) -> str:
    """Return a run of hiragana in Hepburn: small ya, yu, yo join the syllable before, small tsu doubles."""
    spelled = ""
    doubled = False
    for kana in run:
        if kana == "っ":
            doubled = True
            continue
        small = _SMALL_KANA.get(kana, "")
        if small and spelled:
            spelled = _join_small(spelled, small)
            continue
        syllable = small or _KANA.get(kana, "")
        if doubled and syllable[:1] not in ("", *"aiueon"):
            spelled += "t" if syllable.startswith("ch") else syllable[:1]
        doubled = False
        spelled += syllable
    return spelled


def _join_small(spelled: str, small: str) -> str:
    """Return ``spelled`` with the vowel of its last syllable replaced: ki and ya are kya, fu and a are fa."""
    stem = spelled[:-1] if spelled[-1] in "aiueo" else spelled
    if stem.endswith(("sh", "ch", "j")):
        small = small.removeprefix("y")
    elif spelled[-1] in "iu" and stem[-1:] in ("", *"aiueo"):
        # a vowel alone turns into a glide: ウィ is wi, イェ is ye
        stem += "w" if spelled[-1] == "u" else "y"
    return stem + small


def _spell_hangul(syllable: str) -> str:
    """Return one syllable of Korean, letter by letter; sounds that run together are left as written."""
    place = ord(syllable) - ord("가")
    initial, rest = divmod(place, len(_HANGUL_VOWELS) * len(_HANGUL_FINALS))
    vowel, final = divmod(rest, len(_HANGUL_FINALS))
    return _HANGUL_INITIALS[initial] + _HANGUL_VOWELS[vowel] + _HANGUL_FINALS[final]
