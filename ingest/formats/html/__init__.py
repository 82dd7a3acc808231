"""Web pages (HTML): bytes go in; paragraphs and tables as a browser shows them come out, in reading order.

::

    page (decoded, without what is hidden or the site's) → flow (lines, list numbers, boxes), tables (grids, layout)

``css`` reads the styles of the page: what they hide, frame, number and indent. ``parser`` puts the steps together.
"""
