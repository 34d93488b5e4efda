"""The inside of a Markdown block, one kind of inline a file; `inlines` reads them all."""
