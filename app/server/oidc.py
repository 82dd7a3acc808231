"""Login by the hospital's own identity provider (OpenID Connect, authorization code with PKCE).

Who it is, the provider says; what that person may do, the account says that the librarian made under the same name.
"""

import secrets
from collections.abc import Callable
from typing import Any

from anyio import to_thread
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.people.text import MAX_NAME, cleaned
from app.server.policy import Policy

START, BACK = "/login/oidc", "/login/oidc/callback"
_FAILED = (HTTPError, OAuthError, JoseError, KeyError, ValueError)
"""What goes wrong with a provider: it does not answer, refuses, or signs for somebody else."""
_WAIT = 600
"""Seconds in which somebody has to come back from the provider."""
_TIMEOUT = 10
"""Seconds that the provider has for an answer."""


class Oidc:
    """The routes of one server; ``enter`` logs the person of that name in, or gives a page that tells why not."""

    def __init__(self, policy: Policy, enter: Callable[[Request, str, str], Response]) -> None:
        """Nothing is asked of the provider yet."""
        settings = policy.oidc
        if settings is None:
            raise ValueError("no provider is set")
        self._policy, self._settings, self._enter = policy, settings, enter
        self._provider: Any = OAuth().register(
            "provider",
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": _TIMEOUT},
        )

    def routes(self) -> list[Route]:
        """Their addresses; a cookie that this process signs ties the way back to the browser that set out."""
        signed = [
            Middleware(
                SessionMiddleware,
                secret_key=secrets.token_hex(32),
                session_cookie="duibiao_oidc",
                max_age=_WAIT,
                path="/login",
                https_only=self._policy.tls,
            )
        ]
        return [Route(START, self.start, middleware=signed), Route(BACK, self.back, middleware=signed)]

    async def start(self, request: Request) -> Response:
        """To the provider."""
        request.session["next"] = request.query_params.get("next", "")
        try:
            answer: Response = await self._provider.authorize_redirect(request, f"{request.base_url}".rstrip("/") + BACK)
        except _FAILED:
            told = "统一身份登录的服务器没有回应，请用姓名和密码登录，或告诉信息科"
            return await to_thread.run_sync(self._enter, request, "", told)
        return answer

    async def back(self, request: Request) -> Response:
        """From the provider, with a code that is exchanged for who it is."""
        try:
            claims = (await self._provider.authorize_access_token(request)).get("userinfo") or {}
        except _FAILED:
            return await to_thread.run_sync(self._enter, request, "", "统一身份登录没有成功，请再试一次")
        name = cleaned(str(claims.get(self._settings.name_claim, "")), MAX_NAME)
        said = "" if name else "统一身份登录没有给出姓名，请告诉信息科"
        return await to_thread.run_sync(self._enter, request, name, said)
