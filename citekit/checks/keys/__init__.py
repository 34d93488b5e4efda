"""Checks of citations by key, and of what programs leave in a paper (group E)."""
