"""A page of the web or of a report, copied and pasted as plain text: its particulars found and weighed."""
