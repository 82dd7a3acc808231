"""Clauses and entities go in as entries; ranked entries with the reason for each come out.

``tokenize`` and ``concepts`` read text the same way for documents and questions, ``bm25`` and ``faiss_engine``
find, ``embed`` makes the vectors, ``search`` and ``fuse`` weigh what was found, ``train`` makes the model.
"""
