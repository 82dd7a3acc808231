"""A web page's bytes go in; its paragraphs and tables as a browser shows them come out, in order of reading.

::

    page (decoded, without what is hidden or the site's) → flow (lines, list numbers, boxes), tables (grids, layout)

``css`` knows what the page's styles hide, frame, number and indent; ``parser`` writes the elements down.
"""
