"""Whose a request with a token is."""

from collections.abc import Mapping
from pathlib import Path

from anyio import to_thread

from app.api.errors import ApiError
from app.people import identity
from app.people.rights import Person


async def person(kb: Path, headers: Mapping[str, str]) -> Person:
    """In whose name a request is made; ApiError when it has no token in use, BaseError when that cannot be read."""
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    token = secret.strip() if scheme.lower() == "bearer" else ""
    found = await to_thread.run_sync(identity.by_token, kb, token)
    if found is None:
        raise ApiError("no_token", "没有令牌，或令牌已停用。请在 Authorization 里写 Bearer 和令牌")
    return found
