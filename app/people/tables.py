"""The tables of ``people.sqlite``, and which versions of it are known."""

from typing import Any

from app.people import audit, questions
from app.people.accounts import ACCOUNTS
from app.people.audit import AUDIT
from app.people.baskets import BASKETS
from app.people.corrections import CORRECTIONS
from app.people.decisions import DECISIONS
from app.people.draft import DRAFT
from app.people.questions import QUESTIONS
from app.people.settings import SETTINGS
from app.people.table import Table
from app.people.ticks import TICKS
from app.people.tokens import TOKENS
from app.people.works import STEPS, WORKS

TABLES: tuple[Table[Any], ...] = (
    *(DECISIONS, QUESTIONS, AUDIT, BASKETS, WORKS, STEPS, ACCOUNTS, TOKENS),
    *(CORRECTIONS, DRAFT, TICKS, SETTINGS),
)
EXPORTED = tuple(table for table in TABLES if not table.secret)
VERSION = 7
"""Of the schema; raised with every new table (its ``since``) and every other change."""
CHANGES = ((audit.CHANGED, audit.CHANGES), (questions.CHANGED, questions.CHANGES))
"""Version of the schema → statements that change tables of versions before it."""
