"""Word documents (.docx, ISO/IEC 29500): what stands in them and where, citations with their data included.

`package` opens the file without harm, `reading` gives its stories as paragraphs of runs, fields and content
controls, `citations` says which of those are citations, of which program, and of what.
"""
