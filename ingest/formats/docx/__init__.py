"""The XML of a Word document goes in; what a reader sees of it comes out, in order of reading.

::

    names → styles → numbering → inline (runs, fields, symbols, formulas) → body (paragraphs, tables, boxes)

``parser`` opens the package, hands its parts over and writes the elements down.
"""
