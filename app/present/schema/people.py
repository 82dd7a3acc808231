"""Accounts and tokens as they are listed: without their hashes."""

from typing import Literal

from pydantic import Field

from app.present.schema.base import Model


class Account(Model):
    """An account of a person."""

    name: str = Field(description="Name of the person, as written at the login.")
    role: Literal["reader", "author", "librarian"] = Field(description="What the person may do.")
    created: str = Field(description="When it was made, ISO 8601, UTC.")
    disabled: str = Field(description="Since when it cannot be used, ISO 8601, UTC; empty while it can.")


class Token(Model):
    """A token of one of the hospital's own systems."""

    name: str = Field(description="Name of the system.")
    role: Literal["reader", "author"] = Field(description="What the system may do.")
    by: str = Field(description="Who made it.")
    created: str = Field(description="When it was made, ISO 8601, UTC.")
    used: str = Field(description="When it was used last, to the minute, ISO 8601, UTC; empty when it never was.")
    revoked: str = Field(description="Since when it cannot be used, ISO 8601, UTC; empty while it can.")
