"""`citekit schema`."""

from __future__ import annotations

import json

import jsonschema
import yaml

from tests.conftest import CHECKOUT, Citekit


def test_the_schema_accepts_every_sample_record(citekit: Citekit) -> None:
    """Editors that check records by the printed schema find no fault in the samples."""
    schema = json.loads(citekit.ok("schema"))
    validator = jsonschema.Draft202012Validator(schema)

    records = sorted((CHECKOUT / "entries").glob("*.yaml"))
    assert len(records) > 20
    for path in records:
        record = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  reads strings alone
        validator.validate(record)


def test_the_schema_finds_a_slip(citekit: Citekit) -> None:
    """A type that CSL does not have is a fault."""
    validator = jsonschema.Draft202012Validator(json.loads(citekit.ok("schema")))

    assert not validator.is_valid({"type": "reprot", "title": "x"})
