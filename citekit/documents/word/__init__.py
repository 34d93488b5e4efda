"""Word papers (.docx): the stories of the file as blocks and citations, and changes of them put back."""
