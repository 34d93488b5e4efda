"""What is cited: items, names, dates, identifiers, and the vocabulary of CSL."""
