"""The blocks of Markdown, one kind a file; `blocks` reads them all."""
