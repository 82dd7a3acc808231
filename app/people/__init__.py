"""What people decide and keep, in one file that outlives snapshots: decisions, questions, baskets, cases, the audit log.

A table is one module: its SQL, its row as a frozen dataclass, and what is done with it over an open connection.
``database`` opens the file and makes the transactions. A new table is one module more, named in ``tables.TABLES``.
"""
