"""Items whose text is like that of real titles, names and notes, and full of what LaTeX takes for its own."""

from __future__ import annotations

from hypothesis import strategies as st

from citekit.formats.bibtex.fields.spoken_for import SPOKEN_FOR
from citekit.item.date import Date, parse_edtf
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import ALIASES, RECORD_VARIABLES, TYPES, Kind

WORDS: st.SearchStrategy[str] = st.sampled_from(
    [
        "the", "The", "a", "A", "of", "and", "And", "NASA", "iPod", "McDonald's", "DNA-based", "e-Book",
        "O'Neill", "p53", "3D", "Özkal", "élan", "École", "smørrebrød", "straße", "İstanbul", "van",
        "von der", "d'Alembert", "Foo:", "Foo: bar", "What?", "E. coli", "U.S.", "--", "---", "-", "–",
        "—", "''", "'", "`", "``", '"', "“quoted”", "‘so’", "{", "}", "{x}", "\\", "\\emph", "$", "$x$",
        "%", "&", "#", "_", "~", "^", "<", ">", "<i>", "100%", "a_b", "x~y", "C#", "R&D", "12--15",
        "12–15", "3", "newseries", "inpress", "phdthesis", "PMID: 1", "http://x.org/a", "others", "Jr.",
        "III", "Inc.", "World Bank", "family=X", "中文", "Ελ", "ế", "\u00a0", "@book{x,", "=", ",", "(", ")",
        "a,", "@", "May", "1999", "2019--2021", "c. 1850", "forthcoming", "…", "ﬁ", "½", "α",
    ]
)  # fmt: skip

TEXT: st.SearchStrategy[str] = (
    st.lists(WORDS, min_size=1, max_size=6)
    .flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))
    .map(lambda text: " ".join(text.split(" ")).strip("\u00a0 "))
    .filter(bool)
)
"""Words with single spaces between some of them."""

MARKED: st.SearchStrategy[str] = st.lists(
    TEXT
    | st.tuples(
        st.sampled_from(
            ["i", "b", "sup", "sub", 'span class="nocase"', 'span style="font-variant:small-caps;"']
        ),
        TEXT,
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
    min_size=1,
    max_size=3,
).map(" ".join)
"""Text with markup."""

_PART = TEXT.map(lambda text: " ".join(text.split()))
NAMES: st.SearchStrategy[Name] = st.builds(
    Name,
    family=_PART,
    given=st.just("") | _PART,
    suffix=st.sampled_from(["", "Jr.", "III", "S. J."]),
    non_dropping_particle=st.sampled_from(["", "van", "De La", "von der"]),
    dropping_particle=st.sampled_from(["", "de", "d'"]),
) | st.builds(Name, literal=_PART) | st.builds(Name, given=_PART)  # fmt: skip

DATES: st.SearchStrategy[Date] = st.sampled_from(
    [
        "2020", "2020-05", "2020-05-03", "2020-22", "2019/2021", "2019-12/2020-01", "2019/..", "1850~",
        "1850?", "-0043", "../2019", "0099", "Y12345", "2020-05-03%",
    ]
).map(parse_edtf) | TEXT.map(lambda words: Date(literal=words))  # fmt: skip


def _names(kind: Kind) -> list[str]:
    return [name for name, v in RECORD_VARIABLES.items() if v.kind is kind and name not in ALIASES]


_TITLES = [
    "title",
    "title-short",
    "container-title",
    "volume-title",
    "collection-title",
    "event-title",
    "note",
    "genre",
]
_VERBATIM = [name for name, v in RECORD_VARIABLES.items() if v.verbatim]
_LOOSE = [name for name in _names(Kind.TEXT) if name not in _VERBATIM]

ITEMS: st.SearchStrategy[Item] = st.builds(
    lambda text, verbatim, language, **rest: Item(
        text={**text, **verbatim, **({"language": language} if language else {})}, **rest
    ),
    id=st.sampled_from(["doe2020", "a b", "a,b", "{x}", "x%", "ключ", "10.1000/a(b)", "a:b"]),
    type=st.sampled_from(sorted(TYPES)),
    text=st.dictionaries(st.sampled_from(_TITLES) | st.sampled_from(_LOOSE), TEXT | MARKED, max_size=5),
    verbatim=st.dictionaries(
        st.sampled_from([name for name in _VERBATIM if name != "language"]),
        WORDS.map(lambda word: word.replace(" ", "").replace("\u00a0", "")).filter(bool),
        max_size=2,
    ),
    language=st.sampled_from(["", "", "en", "en-US", "de", "de-DE", "fr-CA", "xx", "English"]),
    number=st.dictionaries(st.sampled_from(_names(Kind.NUMBER)), TEXT, max_size=4),
    names=st.dictionaries(
        st.sampled_from(_names(Kind.NAME)) | st.sampled_from(["author", "editor", "director"]),
        st.lists(NAMES, min_size=1, max_size=3).map(tuple),
        max_size=3,
    ),
    dates=st.dictionaries(st.sampled_from(_names(Kind.DATE)) | st.just("issued"), DATES, max_size=3),
    custom=st.dictionaries(
        st.sampled_from(sorted(SPOKEN_FOR))
        | st.sampled_from(["date-added", "Own Field", "x", "related", "bdsk-url-1"]),
        TEXT,
        max_size=2,
    ),
)
"""Items of every type, their fields of every kind."""
