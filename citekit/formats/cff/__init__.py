"""CITATION.cff, the file in which a repository says how it is cited."""
