"""What pandoc's Word files lack: entries of a bibliography that hang.

Pandoc gives them a paragraph style "Bibliography" that sets nothing, whatever the style of the citations
wants.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.word.package_editing import PackageEditor

__all__ = ["with_hanging_entries"]

_STYLES: Final = "word/styles.xml"
_EMPTY: Final = re.compile(
    rb"""(<w:style\b[^>]*\bw:styleId="Bibliography"[^>]*>(?:(?!</w:style>).)*?)<w:pPr\s*/>""", re.DOTALL
)
_HANGING: Final = rb'\1<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr>'
"""Half an inch, in twentieths of a point, as APA and MLA have it."""


def with_hanging_entries(data: bytes, *, name: str) -> bytes:
    """Return the Word file ``data`` with a hanging indent in its style "Bibliography", if that sets nothing.

    Raises:
        CannotEdit: it is no Word file.
    """
    editor = PackageEditor(data, name=name)
    styles = editor.read(_STYLES)
    changed = _EMPTY.sub(_HANGING, styles, count=1)
    if changed == styles:
        return data
    editor.write(_STYLES, changed)
    return editor.finish()
