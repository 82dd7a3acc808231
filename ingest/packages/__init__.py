"""Zip packages (DOCX, XLSX, PPTX, OFD): bytes come in; parts go out as bytes or XML elements, within safe limits."""
