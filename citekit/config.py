"""Settings: what they are, where they come from, which one wins.

Options beat the environment (``CITEKIT_STYLE`` …), which beats the library's ``citekit.yaml``, which
beats the user's ``config.yaml``. Faces load them once and pass values down; no other room reads them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from citekit.errors import ConfigError, did_you_mean
from citekit.files import read_file
from citekit.language.fold import nearest
from citekit.yaml_text.reading import Mapping as YamlMapping
from citekit.yaml_text.reading import Scalar, decode, read_yaml

__all__ = [
    "LIKE",
    "SETTINGS",
    "Config",
    "cache_folder",
    "from_environment",
    "load_config",
    "user_config_file",
]

DEFAULT_STYLE: Final = "apa"
DEFAULT_KEY_PATTERN: Final = "{author}{year}{title}"
LIKE: Final = ("specification", "zotero")
"""The names of `citekit.csl.model.compatibility.PRESETS`; a test compares them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting, with the value used when nobody sets it.

    ``style`` and ``locale`` choose how references are printed (an empty locale is the style's own),
    ``like`` whose reading of the style is followed, one of `LIKE`,
    ``key_pattern`` how new keys are made, ``editor`` which program edits a record (empty: ``$VISUAL``,
    then ``$EDITOR``), ``library`` which folder is the library when none is found from the working folder.
    """

    style: str = DEFAULT_STYLE
    locale: str = ""
    like: str = "specification"
    key_pattern: str = DEFAULT_KEY_PATTERN
    editor: str = ""
    library: str = ""


SETTINGS: Final = tuple(field.name.replace("_", "-") for field in fields(Config))
"""The names of the settings as files write them: ``key-pattern``."""


def load_config(path: Path, base: Config) -> Config:
    """Return ``base`` with what the YAML file at ``path`` sets; a file that is absent sets nothing.

    Raises:
        ConfigError: a setting citekit does not have, or a value that is no text.
        UnreadableText: the file is not YAML.
        UnreadableFile: it cannot be opened.
    """
    # Unlike Path.is_file, this takes a folder of somebody else's for one without settings.
    if not os.path.isfile(path):  # noqa: PTH113  as said
        return base
    root = read_yaml(decode(read_file(path), name=path), name=path).root
    if root is None or (isinstance(root, Scalar) and not root.value):
        return base
    if not isinstance(root, YamlMapping):
        raise ConfigError(path, "holds no settings", "write one a line, as `style: apa`")
    found: dict[str, str] = {}
    for name, value in root.pairs:
        where = f"{path}:{name.span.line}"
        if name.value not in SETTINGS:
            hint = did_you_mean(nearest(name.value, SETTINGS)) or f"the settings are {', '.join(SETTINGS)}"
            raise ConfigError(where, f'no setting "{name.value}"', hint)
        if not isinstance(value, Scalar):
            raise ConfigError(where, f"{name.value} wants one value", f"write it as `{name.value}: VALUE`")
        found[name.value] = _checked(name.value, value.value, where)
    return _with(base, found)


def from_environment(environ: Mapping[str, str], base: Config) -> Config:
    """Return ``base`` with what variables such as ``CITEKIT_KEY_PATTERN`` set; empty ones set nothing.

    Raises:
        ConfigError: a value that the setting cannot have.
    """
    found = {name: environ.get("CITEKIT_" + name.upper().replace("-", "_"), "") for name in SETTINGS}
    return _with(
        base,
        {
            name: _checked(name, value, "CITEKIT_" + name.upper().replace("-", "_"))
            for name, value in found.items()
            if value
        },
    )


def _checked(name: str, value: str, where: str) -> str:
    if name == "like" and value not in LIKE:
        hint = did_you_mean(nearest(value, LIKE)) or f"it is one of {', '.join(LIKE)}"
        raise ConfigError(where, f'like cannot be "{value}"', hint)
    return value


def _with(base: Config, found: Mapping[str, str]) -> Config:
    return replace(base, **{name.replace("-", "_"): value for name, value in found.items()})


def user_config_file(environ: Mapping[str, str], home: Path) -> Path:
    """Return where the user's own settings stand: ``$XDG_CONFIG_HOME/citekit/config.yaml``."""
    return _user_folder(environ, "XDG_CONFIG_HOME", home / ".config") / "config.yaml"


def cache_folder(environ: Mapping[str, str], home: Path) -> Path:
    """Return the folder for what can be made again: ``$XDG_CACHE_HOME/citekit``."""
    return _user_folder(environ, "XDG_CACHE_HOME", home / ".cache")


def _user_folder(environ: Mapping[str, str], variable: str, default: Path) -> Path:
    named = environ.get(variable, "")
    # The XDG specification tells programs to ignore relative paths.
    base = Path(named) if Path(named).is_absolute() else default
    return base / "citekit"
