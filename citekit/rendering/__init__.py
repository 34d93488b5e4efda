"""A paper with keys in becomes the paper with citations and bibliography, every other byte as it was."""
