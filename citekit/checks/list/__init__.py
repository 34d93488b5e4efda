"""Rules about the list of references as a whole."""
