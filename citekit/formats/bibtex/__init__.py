"""BibTeX and BibLaTeX: one reader of both dialects, a writer for each."""
