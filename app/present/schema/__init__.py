"""The one form of everything that is shown: the command line's JSON is these models, and text and pages read them.

The JSON Schemas under ``docs/schema`` are made of them by ``docs/make_schema.py``.
"""
