"""Papers in Markdown, as pandoc and Quarto read it."""
