"""What happens to many cites or entries at once: sorting, positions, disambiguation, collapsing."""
