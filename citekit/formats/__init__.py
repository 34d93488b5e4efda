"""How bibliographies travel: one module per file format."""
