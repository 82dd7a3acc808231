"""A file and a page number come in; the page's picture, as a reader sees it, goes out with its size in points.

The size is the one in which the boxes of places are measured (``ingest.model.Place``).
"""
