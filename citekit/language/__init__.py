"""Words: what is true of text, whoever cites."""
