"""Checks of the records themselves (group A): what is missing, malformed, doubled or in the wrong place."""
