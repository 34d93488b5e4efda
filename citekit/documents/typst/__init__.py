"""Papers in Typst."""
