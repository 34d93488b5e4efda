"""Settings in files: the library's ``citekit.yaml`` and the user's ``config.yaml``."""

from __future__ import annotations

from pathlib import Path

from citekit.config import SETTINGS, Config, settle
from citekit.errors import ConfigError, did_you_mean
from citekit.files import read_file
from citekit.language.fold import nearest
from citekit.yaml_text.reading import Mapping, Scalar, decode, read_yaml

__all__ = ["load_config"]


def load_config(path: Path, base: Config) -> Config:
    """Return ``base`` with what the YAML file at ``path`` sets.

    Raises:
        ConfigError: a setting citekit does not have, or a value that is no text.
        UnreadableText: the file is not YAML.
        UnreadableFile: it cannot be opened.
    """
    root = read_yaml(decode(read_file(path), name=path), name=path).root
    if root is None or (isinstance(root, Scalar) and not root.value):
        return base
    if not isinstance(root, Mapping):
        raise ConfigError(path, "holds no settings", "write one a line, as `style: apa`")
    config = base
    for name, value in root.pairs:
        where = f"{path}:{name.span.line}"
        if name.value not in SETTINGS:
            hint = did_you_mean(nearest(name.value, SETTINGS)) or f"the settings are {', '.join(SETTINGS)}"
            raise ConfigError(where, f'no setting "{name.value}"', hint)
        if not isinstance(value, Scalar):
            raise ConfigError(where, f"{name.value} wants one value", f"write it as `{name.value}: VALUE`")
        config = settle(config, name.value, value.value, where=where)
    return config
