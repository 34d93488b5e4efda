"""One rendering element at a time: an item in, output nodes out."""
