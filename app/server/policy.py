"""What the server was started with."""

from dataclasses import dataclass, field
from pathlib import Path

from app.people.access import COOKIE, SECURE_COOKIE, Access
from app.server.provider import Provider


@dataclass(frozen=True, slots=True)
class Policy:
    """Settings that stand while the process runs."""

    kb: Path
    access: Access = Access.LOCAL
    names: frozenset[str] = field(default_factory=frozenset)
    """Under which the app is opened beside ``localhost`` and the addresses of this machine; lower case."""
    tls: bool = False
    """Whether people reach it by HTTPS, its own or that of a proxy before it."""
    oidc: Provider | None = None
    """By whom people may log in beside their passwords."""
    log_questions: bool = False
    """Whether the log holds the query of an address, in which questions stand."""

    @property
    def cookie(self) -> str:
        """Name of the cookie that holds the secret of a session."""
        return SECURE_COOKIE if self.tls else COOKIE
