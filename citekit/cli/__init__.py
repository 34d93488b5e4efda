"""How people reach it: one command, one file."""
