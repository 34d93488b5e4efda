"""How it is formatted: items and citations in, markup out; opens no file."""
