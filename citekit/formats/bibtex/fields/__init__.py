"""What is made of which field of an entry, one kind of field a file; `entry_reading` calls them in turn."""
