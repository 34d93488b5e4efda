"""Citations that somebody typed, one form a file; `in_text` finds them all."""
