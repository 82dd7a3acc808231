"""A manuscript goes in; the same words as PDF, Word, HTML, OFD or page images come out.

Used by tests and benchmarks, to see that a document reads the same from every format::

    seeds (a text file) → Manuscript → html → chromium → scan
                                     → typeset → canvas, ofd
                                     → docx
"""
