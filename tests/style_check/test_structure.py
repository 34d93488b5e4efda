"""Styles held against the grammar: citekit and libxml2 agree, and one fault is one violation."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from citekit.style_check.csl_data import SCHEMA
from citekit.style_check.relax_ng import read_grammar
from citekit.style_check.source import CSL_NAMESPACE, Element, read_source
from citekit.style_check.structure import Kind, Violation, find_violations
from citekit.style_check.wording import word_violation
from tests.style_check.styles import GOOD, style

GRAMMAR = read_grammar(SCHEMA)
VALIDATOR = etree.RelaxNG(etree.parse(str(SCHEMA)))
TREES = [etree.parse(str(path)).getroot() for path in GOOD]
TAGS = sorted({element.tag for tree in TREES for element in tree.iter(f"{{{CSL_NAMESPACE}}}*")})
VALUES = {
    str(name): sorted(
        {
            tree_element.get(name, "")
            for tree in TREES
            for tree_element in tree.iter()
            if name in tree_element.attrib
        }
    )
    for tree in TREES
    for element in tree.iter(f"{{{CSL_NAMESPACE}}}*")
    for name in element.attrib
}
ALL_VALUES = sorted(
    {value for values in VALUES.values() for value in values} | {"", " ", "1", "yes", "book chapter"}
)


def violations(text: str | bytes) -> list[Violation]:
    """Return the violations of a style."""
    root = read_source(text.encode() if isinstance(text, str) else text)
    assert isinstance(root, Element)
    return find_violations(root, GRAMMAR, most=1_000)


@given(st.data())
def test_the_schema_refuses_what_has_a_violation_and_nothing_else(data: st.DataObject) -> None:
    """A damaged style has violations exactly if libxml2 refuses it, and each of them has words."""
    root = copy.deepcopy(data.draw(st.sampled_from(TREES)))
    for _ in range(data.draw(st.integers(1, 3))):
        _damage(root, data)
    if etree.QName(root).localname not in ("style", "locale"):
        return
    text = etree.tostring(root, encoding="utf-8")

    found = violations(text)

    assert bool(found) != VALIDATOR.validate(etree.fromstring(text))
    for violation in found:
        fault = word_violation(violation, GRAMMAR)
        assert fault.message
        assert fault.hint
        assert fault.line is not None


def _damage(root: etree._Element, data: st.DataObject) -> None:
    elements = list(root.iter(f"{{{CSL_NAMESPACE}}}*"))
    element = data.draw(st.sampled_from(elements))
    parent = element.getparent()
    names = sorted(VALUES)
    match data.draw(st.integers(0, 8)):
        case 0:
            name = data.draw(st.sampled_from(names))
            element.set(name, data.draw(st.sampled_from(VALUES[name])))
        case 1 if element.attrib:
            element.set(
                data.draw(st.sampled_from(sorted(element.attrib))), data.draw(st.sampled_from(ALL_VALUES))
            )
        case 2 if element.attrib:
            value = element.attrib.pop(data.draw(st.sampled_from(sorted(element.attrib))))
            element.set(data.draw(st.sampled_from([*names, "wobble"])), value)
        case 3 if element.attrib:
            del element.attrib[data.draw(st.sampled_from(sorted(element.attrib)))]
        case 4 if parent is not None:
            parent.remove(element)
        case 5 if parent is not None:
            element.addnext(copy.deepcopy(element))
        case 6:
            element.tag = data.draw(st.sampled_from(TAGS))
        case 7 if parent is not None:
            target = data.draw(st.sampled_from([other for other in elements if other not in element.iter()]))
            target.insert(data.draw(st.integers(0, len(target))), element)
        case _:
            element.text = "loose"


@pytest.mark.parametrize(
    ("citation", "kind"),
    [
        ('<text variable="author"/>', Kind.BAD_CHOICE),
        ('<text variable="title" form="tiny"/>', Kind.BAD_VALUE),
        ('<text variabel="title"/>', Kind.UNKNOWN_ATTRIBUTE),
        ('<text type="title"/>', Kind.UNKNOWN_ATTRIBUTE),
        ('<text macro="a" variable="title"/>', Kind.EXTRA_ATTRIBUTE),
        ("<text/>", Kind.MISSING_ATTRIBUTE),
        ('<date variable="issued"/>', Kind.MISSING_ATTRIBUTE),
        ('<txt variable="title"/>', Kind.UNKNOWN_CHILD),
        ('<txt variable="title" form="short"><!-- x --></txt>', Kind.UNKNOWN_CHILD),
        ('<uri a="1" b="2"/>', Kind.MISPLACED_CHILD),
        ('<group><if type="book"/></group>', Kind.MISPLACED_CHILD),
        ("<group><wobble/></group>", Kind.UNKNOWN_CHILD),
        ("<group>loose</group>", Kind.STRAY_TEXT),
        ('<choose><else-if type="book"/></choose>', Kind.MISSING_CHILD),
        ('<names variable="author"><name/><name/></names>', Kind.SURPLUS_CHILD),
        (
            '<names variable="author"><substitute><text value="x"/></substitute><name/></names>',
            Kind.WRONG_ORDER,
        ),
    ],
)
def test_one_fault_is_one_violation(citation: str, kind: Kind) -> None:
    """A fault has no echo: not on the parent, not as something missing, not as another reading."""
    assert [violation.kind for violation in violations(style(citation=citation))] == [kind]


def test_faults_in_one_style_are_all_found() -> None:
    """A fault hides no other, not even one within the element that is wrong itself."""
    found = violations(style(citation='<grup><text variable="titel"/></grup><text quotes="yes" macro="a"/>'))

    assert {violation.kind for violation in found} == {Kind.UNKNOWN_CHILD, Kind.BAD_CHOICE, Kind.BAD_VALUE}


def test_the_variant_is_the_one_that_fits_best() -> None:
    """A misspelt form of a term is not a call of a macro without its macro."""
    (violation,) = violations(style(citation='<text term="page" form="shrt" plural="true"/>'))

    assert (violation.kind, violation.name, violation.word) == (Kind.BAD_VALUE, "form", "shrt")
