"""Settings: what they are, where they come from, which one wins. Those in files are read by `config_file`.

Options beat the environment (``CITEKIT_STYLE`` …), which beats the library's ``citekit.yaml``, which
beats the user's ``config.yaml``. Faces load them once and pass values down; no other room reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from citekit.errors import ConfigError, did_you_mean
from citekit.language.fold import nearest

__all__ = [
    "LIKE",
    "SETTINGS",
    "Config",
    "cache_folder",
    "from_environment",
    "settle",
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


def from_environment(environ: Mapping[str, str], base: Config) -> Config:
    """Return ``base`` with what variables such as ``CITEKIT_KEY_PATTERN`` set; empty ones set nothing.

    Raises:
        ConfigError: a value that the setting cannot have.
    """
    found = {name: environ.get("CITEKIT_" + name.upper().replace("-", "_"), "") for name in SETTINGS}
    for name, value in found.items():
        if value:
            base = settle(base, name, value, where="CITEKIT_" + name.upper().replace("-", "_"))
    return base


def settle(base: Config, name: str, value: str, *, where: str) -> Config:
    """Return ``base`` with one setting, named as in files; ``where`` it was set, for messages.

    Raises:
        ConfigError: a value that the setting cannot have.
    """
    if name == "like" and value not in LIKE:
        hint = did_you_mean(nearest(value, LIKE)) or f"it is one of {', '.join(LIKE)}"
        raise ConfigError(where, f'like cannot be "{value}"', hint)
    return replace(base, **{name.replace("-", "_"): value})


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
