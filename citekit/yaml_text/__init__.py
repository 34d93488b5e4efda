"""YAML as citekit keeps it: every scalar a string, every edit minimal."""
