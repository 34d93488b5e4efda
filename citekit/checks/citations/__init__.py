"""Rules about citations in the text, held against the list and the style."""
