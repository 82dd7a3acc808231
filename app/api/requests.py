"""What a request may say, checked before anything is done."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from app.present.schema.base import Model
from index.query import MAX_QUESTION
from ingest.kinds import shown
from ingest.numbering.doctypes import BY_NAME, LEVELS

_MAX_ID = 500
MAX_DRAFT = 500_000
"""Characters of a draft that is sent as text."""
AsOf = Annotated[date | None, Field(description="Day for the status of standards, ISO 8601; today when left out.")]


class _Request(Model):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Ask(_Request):
    """Of ``GET /ask``."""

    q: str = Field(min_length=1, max_length=MAX_QUESTION, description="The question in everyday words.")
    type: Literal["", *BY_NAME] = Field(default="", description="Only clauses of documents of this type.")  # type: ignore[valid-type]
    level: Literal[*LEVELS] = Field(default="", description="Only clauses of documents of this level.")  # type: ignore[valid-type]
    as_typed: bool = Field(default=False, description="Whether slips are left as they are.")
    as_of: AsOf = None


class Search(_Request):
    """Of ``GET /search``."""

    q: str = Field(min_length=1, max_length=MAX_QUESTION, description="The words to be found.")
    k: int = Field(default=10, ge=1, le=200, description="Hits at most.")
    kind: Literal["", *shown()] = Field(default="", description="Only things of this kind.")  # type: ignore[valid-type]
    as_typed: bool = Field(default=False, description="Whether slips are left as they are.")


class Show(_Request):
    """Of ``GET /show``."""

    id: str = Field(min_length=1, max_length=_MAX_ID, description="Number, code, id or name of a thing.")
    as_of: AsOf = None


class Draft(_Request):
    """Of ``POST /map`` and ``/check_citations``: the draft, or the text of one as JSON."""

    text: str = Field(min_length=1, max_length=MAX_DRAFT, description="The draft, one paragraph a line.")
