"""Papers in Org-mode."""
