"""``citekit set``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import click

from citekit.cli.app import App, pass_app
from citekit.cli.changing import chosen_keys, run_changes
from citekit.cli.draft import from_assignments
from citekit.cli.options import Command, FieldType, KeyType, dry_run, query_option
from citekit.library.schema import (
    RECORD_ORDER,
    check_field,
    describe_value,
    list_items,
    same_meaning,
)
from citekit.yaml_text.editing import add_to_list, remove_field, remove_from_list, set_field
from citekit.yaml_text.reading import read_yaml
from citekit.yaml_text.values import YamlValue, plain_value


class _Words(click.ParamType[str]):
    name = "key or field=value"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        chosen = KeyType() if not ctx.params.get("words") else FieldType()
        return chosen.shell_complete(ctx, param, incomplete)


@click.command(
    name="set",
    cls=Command,
    epilog="Example: citekit set doe2020 issued=2020-05 'author=Doe, Jane; Gartner, Inc.' --unset note",
)
@click.argument("words", metavar="KEY... [FIELD=VALUE]...", nargs=-1, type=_Words())
@click.option("--unset", multiple=True, metavar="FIELD", type=FieldType(), help="Remove a field.")
@click.option(
    "--append", multiple=True, metavar="FIELD=VALUE", type=FieldType(), help="Add to a list: names or tags."
)
@click.option("--drop", multiple=True, metavar="FIELD=VALUE", type=FieldType(), help="Remove from a list.")
@query_option
@dry_run
@pass_app
def set_(
    app: App,
    words: tuple[str, ...],
    unset: tuple[str, ...],
    append: tuple[str, ...],
    drop: tuple[str, ...],
    query: str | None,
    *,
    dry_run: bool,
) -> int:
    """Set, add to or remove fields of records.

    The records are those named KEY and those that match --query. Names are "Family, Given", several with
    semicolons; a name without a comma, or with Inc., GmbH and the like, is an institution. Dates are EDTF:
    2020, 2020-05, 2020-05-17, 2020~, 2019/2020. What was understood is shown. Nothing but the named fields
    changes in the file.
    """
    keys = chosen_keys(app, [word for word in words if "=" not in word], query)
    values = from_assignments([word for word in words if "=" in word]).fields
    for field in unset:
        check_field(field)
    more, less = from_assignments(append).fields, from_assignments(drop).fields
    if not (values or unset or more or less):
        raise click.UsageError("nothing to change; give FIELD=VALUE, --unset, --append or --drop")
    for field, value in (*values.items(), *more.items()):
        app.console.note(f"{field}: {describe_value(field, value)}")
    return run_changes(app, keys, _edit(values, unset, more, less), dry_run=dry_run)


def _edit(
    values: Mapping[str, YamlValue],
    unset: Sequence[str],
    more: Mapping[str, YamlValue],
    less: Mapping[str, YamlValue],
) -> Callable[[str], str]:
    def edit(text: str) -> str:
        for field, value in values.items():
            text = set_field(text, field, value, order=RECORD_ORDER)
        for field in unset:
            text = remove_field(text, field)
        for field, value in more.items():
            for item in list_items(value):
                if not _held(text, field, item):
                    text = add_to_list(text, field, item, order=RECORD_ORDER)
        for field, value in less.items():
            for item in list_items(value):
                for held in _held(text, field, item):
                    text = remove_from_list(text, field, held)
        return text

    return edit


def _held(text: str, field: str, wanted: YamlValue) -> list[YamlValue]:
    """Return the items of the field's list that mean what is wanted, as they stand in the file."""
    root = read_yaml(text, name="the record").root
    fields = plain_value(root) if root is not None else {}
    held = fields.get(field, []) if isinstance(fields, Mapping) else []
    return [item for item in list_items(held) if same_meaning(field, item, wanted)]
