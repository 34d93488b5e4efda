"""Hayagriva YAML, the bibliography format of Typst."""
