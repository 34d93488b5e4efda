"""How a typed reference differs from the printed one, one kind of difference a file."""
