"""Contradictions that the paper itself proves: facts, without a style and without a network."""
