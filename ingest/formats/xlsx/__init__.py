"""Workbooks (XLSX): bytes go in; the rows of their sheets as shown on screen come out, titles and notes apart from them.

::

    workbook (cells, merged cells, what is hidden) ← number_formats (values as displayed)
    rows → header (titles, column names, sections), shared with CSV

``parser`` puts the steps together. They read the XML parts directly: openpyxl refuses files with slightly wrong fonts or
colours, pads rows to the stated size even if it is wrong, and does not limit the size.
"""
