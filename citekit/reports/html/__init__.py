"""Findings as one page of HTML: the paper's text with the findings in its margin."""
