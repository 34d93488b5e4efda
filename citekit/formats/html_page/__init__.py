"""Saved web pages, and what they say of the work that they show."""
