"""Clauses and entities go in as entries; ranked entries with the reason for each come out.

``words`` cuts documents and questions in the same way, ``models`` turns text into vectors, ``engines`` finds the nearest rows
by words (BM25) and by vectors (FAISS), ``search`` and ``fuse`` rank the entries found.
"""
