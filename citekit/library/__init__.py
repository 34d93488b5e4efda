"""Where records live: the only door to entries/."""
