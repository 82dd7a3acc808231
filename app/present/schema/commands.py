"""Which command prints which models with ``--json``."""

from typing import Any

from app.present.schema.answers import Alike, Answer, Change, SavedQuestion, Search
from app.present.schema.comparison import Comparison
from app.present.schema.entities import Listed
from app.present.schema.form import FormCheck
from app.present.schema.graphs import Coverage, PathStep, ReviewedLink
from app.present.schema.library import Correction, Difference, DocumentVersion, Looked, Preview, Staged, TickedFinding, Version
from app.present.schema.mapping import Mapping
from app.present.schema.people import Account, Token
from app.present.schema.scorecard import Scorecard
from app.present.schema.shown import Shown

OUTPUTS: dict[str, Any] = {
    "ask": Answer,
    "search": Search | Alike,
    "show": Shown,
    "list": tuple[Listed, ...],
    "graph": tuple[PathStep, ...],
    "map": Mapping,
    "form": FormCheck,
    "coverage": Coverage,
    "crosswalk": Comparison,
    "links review": tuple[ReviewedLink, ...],
    "questions": tuple[SavedQuestion, ...],
    "audit": tuple[Change, ...],
    "accounts list": tuple[Account, ...],
    "tokens list": tuple[Token, ...],
    "versions": tuple[Version, ...] | tuple[DocumentVersion, ...] | tuple[Difference, ...],
    "verify": tuple[Looked, ...],
    "corrections": tuple[Correction, ...],
    "draft list": tuple[Staged, ...],
    "draft changes": Preview,
    "findings list": tuple[TickedFinding, ...],
    "terms complete": tuple[str, ...],
    "eval": Scorecard,
}
"""Command → type of what it prints; ``docs/schema`` has a file for each."""
