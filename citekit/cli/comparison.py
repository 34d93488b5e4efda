"""Records side by side: what each has in a field, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citekit.cli.app import App
from citekit.library.merge import Choice
from citekit.yaml_text.values import YamlValue

__all__ = ["show_choices", "show_side_by_side", "shown"]


def shown(value: YamlValue) -> str:
    """Return a field's value in one line: names inverted, lists with semicolons."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        if "literal" in value or "family" in value:
            parts = (
                value.get("literal", ""),
                " ".join(str(value[part]) for part in ("non-dropping-particle", "family") if part in value),
                " ".join(str(value[part]) for part in ("given", "dropping-particle") if part in value),
                value.get("suffix", ""),
            )
            return ", ".join(str(part) for part in parts if part)
        return ", ".join(f"{name} {shown(held)}" for name, held in value.items())
    return "; ".join(shown(item) for item in value)


def show_choices(app: App, choices: Sequence[Choice]) -> None:
    """Say on stderr what becomes of each field in a merge: the value, whose it is and why, and the others."""
    for choice in choices:
        whose = f"{choice.key}: " if choice.key else ""
        app.console.note(f"{choice.field}: {shown(choice.value)}")
        if choice.changes or any(value != choice.value for value in choice.values.values()):
            app.console.note(f"    {whose}{choice.reason}")
        for key, value in choice.values.items():
            if value != choice.value and choice.key:
                app.console.note(f"    {key} has {shown(value)}")


def show_side_by_side(app: App, sides: Mapping[str, Mapping[str, YamlValue]]) -> None:
    """Say on stderr what each of two records has, field by field; what is the same is said once."""
    for field in dict.fromkeys(field for side in sides.values() for field in side):
        values = {name: shown(side[field]) for name, side in sides.items() if field in side}
        if len(values) == len(sides) and len(set(values.values())) == 1:
            app.console.note(f"  {field}: {next(iter(values.values()))}")
            continue
        app.console.note(f"  {field}:")
        for name in sides:
            app.console.note(f"    {name}: {values.get(name, '–')}")
