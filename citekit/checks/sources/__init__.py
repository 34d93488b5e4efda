"""Quotations against their sources: the words of a paper held against the files of the works."""
