"""Accounts and tokens → what is listed of them."""

from collections.abc import Iterable

from app.people import accounts, tokens
from app.present.schema import people


def listed_accounts(found: Iterable[accounts.Account]) -> tuple[people.Account, ...]:
    """``accounts list --json``."""
    return tuple(map(people.Account.of, found))


def listed_tokens(found: Iterable[tokens.Token]) -> tuple[people.Token, ...]:
    """``tokens list --json``."""
    return tuple(map(people.Token.of, found))
