"""The tables of ``people.sqlite``, and which versions of it are known."""

from typing import Any

from app.people.audit import AUDIT
from app.people.decisions import DECISIONS
from app.people.questions import QUESTIONS
from app.people.table import Table

TABLES: tuple[Table[Any], ...] = (DECISIONS, QUESTIONS, AUDIT)
VERSION = 1
"""Of the schema; raised with every change to the tables, which then needs a step from the version before."""
