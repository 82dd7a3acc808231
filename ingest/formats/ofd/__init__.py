"""OFD files (GB/T 33190-2016): a package goes in; pages with glyphs and ruling lines come out.

The way of a page::

    parts → book (documents, templates, pages) → drawing (layers) → text, paths → Page

OFD measures in millimetres from the top left corner of a page; ``drawing`` converts them to points.
"""
