"""A zip package (DOCX, XLSX, PPTX, OFD) comes in; its parts go out as bytes or XML elements, within bounds."""
