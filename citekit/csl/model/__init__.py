"""What a style and a locale say, as plain data."""
