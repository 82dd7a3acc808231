"""Presentations (PPTX): bytes go in; the text that each slide shows comes out, in reading order.

::

    deck (slides with their layouts and masters) → shapes (places, order) → text (bullets, numbers), diagrams, tables

``parser`` puts the steps together. They read the XML parts directly: python-pptx refuses a file with a missing picture, and
does not know inherited bullets.
"""
