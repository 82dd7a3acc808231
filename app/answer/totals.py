"""A total that a document tells (已发布系列标准共计 65 项), which what a base holds of it need not reach."""

import re

from app.answer.understanding import Understood
from app.base.knowledge import Knowledge

_ISSUED = re.compile(r"^\D*(?:发布?|出台?|制定|制订|推出|编)[了过]?(?:多少|几)[项个部份条]\D*$")
"""Asks how many have been issued, whenever: 协会发了多少项标准."""
_TOTAL = re.compile(r"标准[^。；]*(?:共计|总计|合计|一共|共)\s*\d+\s*余?[项个部份条]")
_READ = 5
"""Clauses that are looked at."""


def is_told(kb: Knowledge, asked: Understood) -> bool:
    """Whether a question asks how many standards have been issued, and a clause tells it."""
    if not _ISSUED.search(asked.compact):
        return False
    hits = kb.searcher.search(asked.question, _READ, kb.entries.rows_of("clause"))
    clauses = [kb.clause(kb.entries[hit.row][1]) for hit in hits]
    return any(clause is not None and _TOTAL.search(clause.text) for clause in clauses)
