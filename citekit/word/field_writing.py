"""Fields with their marks (ISO/IEC 29500-1, 17.16.2)."""

from __future__ import annotations

from citekit.word.run_writing import Properties, escaped, write_run

__all__ = ["begin_field", "end_field"]


def begin_field(instruction: str, properties: Properties = ()) -> str:
    """Return the runs that stand before a field's result."""
    return "".join(
        write_run(inner, properties)
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
        )
    )


def end_field(properties: Properties = ()) -> str:
    """Return the run that stands after it."""
    return write_run('<w:fldChar w:fldCharType="end"/>', properties)
