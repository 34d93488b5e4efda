"""Whether citations are right: one rule, one file; rules yield findings and print nothing."""
