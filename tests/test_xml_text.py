"""XML is read whole or record by record, and what could do harm is refused."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableText
from citekit.xml_text import XmlElement, iterate_xml, read_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<lolz>&c;</lolz>"""


def test_an_element_knows_its_place() -> None:
    """Tags, attributes, lines and text in order come out as they stand in the file."""
    root = read_xml('<a x="1">one<b\ny="2">two</b>three\n<c/>four</a>', name="a.xml")

    assert (root.tag, root.attributes, root.line, root.text) == ("a", {"x": "1"}, 1, "one")
    assert [(e.tag, e.line, e.text, e.tail) for e in root.children] == [
        ("b", 1, "two", "three\n"),
        ("c", 3, "", "four"),
    ]
    assert root.content() == "onetwothree\nfour"
    assert [element.tag for element in root.walk()] == ["a", "b", "c"]
    assert root.child("c") is root.children[1]
    assert root.child("d") is None
    assert list(root.named("b")) == [root.children[0]]


def test_text_is_whole_across_comments_sections_and_instructions() -> None:
    """What XML puts between two halves of a text does not split it."""
    root = read_xml("<a>one <!-- no --><![CDATA[<two> ]]>&amp; <?go on?>&#x33;</a>", name="a.xml")

    assert root.text == "one <two> & 3"


def test_long_text_is_whole() -> None:
    """Text longer than the parser's buffer comes in one piece."""
    assert read_xml(f"<a>{'x' * 300_000}</a>", name="a.xml").text == "x" * 300_000


def test_namespaces_are_spelled_by_the_reader_and_not_by_the_file() -> None:
    """The prefix in the file does not count: its namespace does; ``xml:lang`` stays."""
    text = f'<q:p xmlns:q="{W}" xmlns:o="urn:o" q:val="1" own="2" xml:lang="de" o:z="3"><o:r/></q:p>'

    root = read_xml(text, name="a.xml", prefixes={W: "w"})

    assert root.tag == "w:p"
    assert root.attributes == {"w:val": "1", "own": "2", "xml:lang": "de", "{urn:o}z": "3"}
    assert [child.tag for child in root.children] == ["{urn:o}r"]
    assert read_xml(text, name="a.xml", prefixes={W: ""}).tag == "p"
    assert [element.tag for element in read_xml(text, name="a.xml").walk()] == ["p", "r"]


def test_offsets_point_into_the_bytes() -> None:
    """Each element can be found again in the file, so that it can be changed and nothing else."""
    data = '<?xml version="1.0"?>\n<a>é<b>ü</b><c d="&gt;"/></a>'.encode()
    _, b, c = read_xml(data, name="a.xml").walk()

    assert data[b.start : b.close] == "<b>ü".encode()
    assert data[b.start : b.end(data)] == "<b>ü</b>".encode()
    assert data[c.start : c.end(data)] == b'<c d="&gt;"/>'


@pytest.mark.parametrize(
    "text", ["<a/>", "<a></a>", "<a b='/'></a>", "<a ><!-- /></a>--></a>", "<a><c/></a >", "<a><c></c>/></a>"]
)
def test_the_end_of_an_element_is_known(text: str) -> None:
    """An empty tag is told from an element that has nothing in it."""
    data = f"<r>{text}</r>".encode()

    element = read_xml(data, name="a.xml").children[0]

    assert data[element.start : element.end(data)].decode() == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "é中"),
        ("utf-8-sig", "é中"),
        ("utf-16", "é中"),
        ("utf-32", "é中"),
        ("iso-8859-1", "é"),
        ("windows-1252", "“é”"),
        ("windows-1251", "Мир"),
        ("koi8-r", "Мир"),
        ("gb2312", "中文"),
        ("gb18030", "中文😀"),
        ("big5", "中文"),
        ("shift_jis", "日本"),
        ("euc-jp", "日本"),
        ("euc-kr", "한국"),
    ],
)
def test_declared_encodings_are_read(encoding: str, text: str) -> None:
    """A file is read in the encoding that it declares."""
    declared = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{declared}"?><a b="{text}">{text}</a>'.encode(encoding)

    root = read_xml(data, name="a.xml")

    assert (root.text, root.get("b")) == (text, text)


def test_a_declaration_left_over_from_another_encoding_does_no_harm() -> None:
    """A file that calls itself UTF-16 and is UTF-8 was saved by a program, and is UTF-8."""
    data = '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode()

    assert read_xml(data, name="a.xml").text == "é"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.xml: is empty"),
        (b" \n", "is empty"),
        (b"<a>\n<b>text", "a.xml:2: breaks off inside <b>: the XML has no end"),
        (b"<a>\n<b", "a.xml:2: breaks off inside <a>: the XML has no end"),
        (
            b"<a>\n</b></a>",
            "a.xml:2:3: is not XML: an element is closed that is not the open one (<a> is open)",
        ),
        (b"<a/><b/>", "a.xml:1:5: is not XML: it goes on after its end"),
        (b"<a>R&D</a>", "is not XML: a character stands here that cannot, such as a bare & or <"),
        (b"<a>R & D</a>", "is not XML"),
        (b"<a>&nbsp;</a>", "is not XML: it uses an entity that XML does not have, such as &nbsp;"),
        (b"<a>\xff</a>", "is not in UTF-8: the byte 0xff cannot stand here"),
        (b"<w:a/>", "is not XML: a prefix is used that no namespace is bound to"),
        (b'<a b="1" b="2"/>', "is not XML: an attribute stands twice in one element"),
        (b"{}", "is not XML: it does not begin with an element"),
        (b"\x00\x00\x00\x00", "is not XML"),
        (b"PK\x03\x04", "is not XML"),
        (LAUGHS.encode(), "a.xml:2: declares a document type"),
        (b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "declares a document type"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "declares a document type"),
        (b"<a>" * 10_000, "nests elements more than 200 deep"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "is in the encoding klingon"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "is in the encoding rot13"),
        (b'<?xml version="1.0" encoding="gb2312"?>\n<a>\xff</a>', "a.xml:2: is not in gb2312"),
    ],
)
def test_what_is_no_sound_xml_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    """The sentence says where and what; nothing is expanded, opened or guessed."""
    with pytest.raises(UnreadableText) as raised:
        read_xml(data, name="a.xml")

    assert sentence in str(raised.value)


def test_more_elements_than_any_honest_file_has_are_refused() -> None:
    """A small file that would fill the memory with elements ends the reading."""
    with pytest.raises(UnreadableText, match="has more than 1,000,000 elements in one piece"):
        read_xml(b"<a>" + b"<b/>" * 1_000_001 + b"</a>", name="a.xml")


def test_records_come_one_by_one() -> None:
    """Each outermost record is whole, has its line, and nothing of what stands around it."""
    data = b"<all> x <r>1</r>\n y <part><r n='2'>two<r>inner</r></r></part> z <s>3</s><t/></all>"

    records = list(iterate_xml(data, ("r", "s"), name="a.xml"))

    assert [(r.tag, r.line, r.content(), r.tail) for r in records] == [
        ("r", 1, "1", ""),
        ("r", 2, "twoinner", ""),
        ("s", 2, "3", ""),
    ]


def test_records_before_a_fault_are_given() -> None:
    """A file cut off in the middle costs the record in which it was cut."""
    records = iterate_xml(b"<all><r>1</r>\n<r>2</r>\n<r>3", ("r",), name="a.xml")

    assert [record.text for record in islice(records, 2)] == ["1", "2"]
    with pytest.raises(UnreadableText, match=r"a\.xml:3: breaks off inside <r>"):
        next(records)


def test_many_records_count_as_many_and_not_as_one() -> None:
    """What bounds the elements of one record does not bound a file of records."""
    data = b"<all>" + b"<r><s/></r>" * 600_000 + b"</all>"

    assert sum(1 for _ in iterate_xml(data, ("r",), name="a.xml")) == 600_000


ATTRIBUTES = st.dictionaries(st.sampled_from("kl"), st.text("a'\"<&>\n"))
TREES = st.recursive(
    st.text("ab &<>\n'\"é中😀"),
    lambda inner: st.tuples(st.sampled_from("xyz"), ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=12,
)


def _tree(value: object) -> ET.Element:
    element = ET.Element("root")
    waiting = [(element, value)]
    while waiting:
        parent, one = waiting.pop()
        if isinstance(one, str):
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + one
            else:
                parent.text = (parent.text or "") + one
        elif isinstance(one, tuple):
            tag, attributes, inner = one
            child = ET.SubElement(parent, tag, attributes)
            waiting += [(child, each) for each in reversed(inner)]
    return element


def _plain(element: XmlElement) -> tuple[object, ...]:
    children = tuple(map(_plain, element.children))
    return element.tag, element.attributes, element.text, element.tail, children


def _theirs(element: ET.Element) -> tuple[object, ...]:
    children = tuple(map(_theirs, element))
    return element.tag, element.attrib, element.text or "", element.tail or "", children


@given(value=TREES)
def test_it_reads_what_the_standard_library_reads(value: object) -> None:
    """Tags, attributes, text and tails are those of ElementTree, for any tree."""
    data = ET.tostring(_tree(value), encoding="utf-8")
    theirs = ET.fromstring(data)  # noqa: S314  made here

    ours = read_xml(data, name="a.xml")

    assert _plain(ours) == _theirs(theirs)
    assert ours.content() == "".join(theirs.itertext())


@given(data=st.binary(max_size=100) | st.text("<>/ab&;!?[]-=\"' \n", max_size=100).map(str.encode))
def test_no_bytes_raise_anything_but_a_sentence(data: bytes) -> None:
    """Any bytes are read, or refused with one sentence."""
    with suppress(UnreadableText):
        read_xml(data, name="a.xml")
    with suppress(UnreadableText):
        list(iterate_xml(data, ("a",), name="a.xml"))
