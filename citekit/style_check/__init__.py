"""Whether a CSL style is right: every fault at once, each with its place and what to do."""
