"""CSV and TSV: one work a row, one field a column."""
