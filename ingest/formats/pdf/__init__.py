"""PDF files: bytes come in; laid-out pages go out. Pages without a usable text layer are recognised from their image."""
