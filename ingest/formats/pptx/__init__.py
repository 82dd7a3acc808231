"""A presentation's bytes go in; what each slide shows comes out, in order of reading.

::

    deck (slides with their layouts and masters) → shapes (places, order) → text (bullets, numbers), diagrams, tables

``parser`` writes the elements down. The parts are read directly: python-pptx refuses a file that refers
to one missing picture, and knows no inherited bullets.
"""
