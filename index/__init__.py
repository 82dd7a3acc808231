"""Clauses and entities go in as entries; ranked entries with the reason for each come out.

``tokenize`` and ``concepts`` read text the same way for documents and questions, ``bm25`` and ``vectors``
find, ``embed`` makes the vectors, ``fuse`` weighs them, ``evaluate`` measures, ``train`` makes the model.
"""
