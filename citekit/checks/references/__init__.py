"""Typed references against the style, and against their records where the library has them."""
