"""A file goes in; a Document, its Clauses, entities, links and findings come out.

The way of a document, left to right::

    reading → parsers → lines → boxes, tables → joining → clauses → entities

Each step is a pure function; ``ingest.pipeline.ingest`` strings them together.
"""
