"""Word documents (DOCX): the XML parts go in; the text that a reader sees comes out, in reading order.

::

    names → styles → numbering → inline (runs, fields, symbols, formulas) → body (paragraphs, tables, boxes)

``parser`` opens the package and passes its parts through these modules.
"""
