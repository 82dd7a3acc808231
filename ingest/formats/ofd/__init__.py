"""An OFD package (GB/T 33190-2016) goes in; its pages of glyphs and ruling lines come out.

The way of a page::

    parts → book (documents, templates, pages) → drawing (layers) → text, paths → Page

The standard measures in millimetres from a page's top left corner; ``drawing`` turns them into points.
"""
