"""Code, raw HTML and LaTeX, and metadata: blocks whose lines are not looked into."""

from __future__ import annotations

import re

from citekit.documents.blocks import BlockKind
from citekit.documents.markdown.block.container import Container
from citekit.documents.markdown.block.marks import BEGIN, TAG_LINE, TITLE, VERBATIM, YAML_END, Line, indent_of

__all__ = [
    "read_fenced_code",
    "read_html",
    "read_indented_code",
    "read_metadata",
    "read_raw_tex",
    "read_title_block",
]


def read_indented_code(container: Container, index: int) -> int:
    """Read code that is indented by four."""
    end = index
    while end < container.count and (container.is_blank(end) or indent_of(container.at(end)) >= 4):
        end += 1
    while container.is_blank(end - 1):
        end -= 1
    container.add(BlockKind.CODE, container.lines[index:end])
    return end


def read_fenced_code(container: Container, index: int) -> int | None:
    """Read code between fences."""
    end = container.fence(index)
    if end is None:
        return None
    container.add(BlockKind.CODE, container.lines[index : end + 1])
    return end + 1


def read_html(container: Container, index: int) -> int | None:
    """Read a line that is a tag, or what stands up to the closing tag or the end of a comment."""
    line = container.at(index)
    if TAG_LINE.match(line):
        return index + 1
    match = VERBATIM.match(line)
    closer = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE) if match else None
    if closer is None and line.lstrip().startswith("<!--"):
        closer = re.compile("-->")
    if closer is None:
        return None
    for end in range(index, container.count):
        if (found := closer.search(container.at(end))) is not None:
            if container.at(end)[found.end() :].strip():
                return None
            container.add(BlockKind.CODE, container.lines[index : end + 1])
            return end + 1
    return None


def read_raw_tex(container: Container, index: int) -> int | None:
    """Read an environment of LaTeX."""
    match = BEGIN.match(container.at(index))
    if not match or match[1] in container.unclosed_tex:
        return None
    edges = re.compile(rf"\\(begin|end)\{{{re.escape(match[1])}\}}")
    depth = 0
    for end in range(index, container.count):
        for edge in edges.finditer(container.at(end)):
            depth += 1 if edge[1] == "begin" else -1
        if depth <= 0:
            container.add(BlockKind.CODE, container.lines[index : end + 1])
            return end + 1
    container.unclosed_tex.add(match[1])
    return None


def read_metadata(container: Container, index: int) -> int | None:
    """Read metadata in YAML, which only the text itself has."""
    if container.inside.depth or container.at(index).strip() != "---" or container.is_blank(index + 1):
        return None
    if index and not container.is_blank(index - 1):
        return None
    for end in range(index + 1, container.count):
        if YAML_END.match(container.at(end)):
            container.found.metadata.append((container.lines[index].end + 1, container.lines[end].start))
            return end + 1
    return None


def read_title_block(container: Container) -> int:
    """Read pandoc's title block: title, authors and date after ``%``."""
    index = 0
    while index < min(3, container.count) and TITLE.match(container.at(index)):
        lines = [container.lines[index]]
        if index < 2:
            lines[0] = Line(lines[0].start + 1, lines[0].end)
            container.add(BlockKind.METADATA, lines)
        index += 1
    return index
