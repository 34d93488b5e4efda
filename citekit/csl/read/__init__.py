"""Reading styles and locales: text in, data out."""
