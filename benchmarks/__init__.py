"""Speed, measured beside other tools in the same run; nothing here is a test."""
