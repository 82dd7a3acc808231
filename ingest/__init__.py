"""A file goes in; a Document, its Clauses, entities, links and findings come out.

The way of a document, left to right::

    reading → parsers → lines → boxes, tables → joining → clauses → entities

Each step is a pure function; ``ingest.pipeline.ingest`` strings them together.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
"""onnxruntime reports to its maker unless it is told not to before it is loaded. Whatever loads it here imports ``ingest``
first, and the processes that are started inherit it."""
