"""How results are printed: one module per output form."""
