"""A finished Markdown paper in another format, without pandoc: a web page, a LaTeX file."""
