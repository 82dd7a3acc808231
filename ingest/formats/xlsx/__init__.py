"""A workbook's bytes go in; the rows of its sheets as they show on screen come out, with titles and notes told apart.

::

    workbook (cells, merged cells, what is hidden) ← number_formats (values as displayed)
    rows → header (titles, column names, sections), shared with CSV

``parser`` writes them down. Values are read from the file's own parts, not through openpyxl's workbook:
that refuses files whose fonts or colours are slightly wrong, pads rows to a false dimension, and has no bounds.
"""
