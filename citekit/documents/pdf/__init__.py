"""PDF papers: what is printed on their pages, put together again as text."""
