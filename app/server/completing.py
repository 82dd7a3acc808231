"""Labels for what a person types, fetched beside the page that has the box."""

from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.answer.completion import complete
from app.base.serving import SERVING
from app.server.policy import Policy
from ingest.errors import DuibiaoError

PATH = "/complete"
_SHOWN = 8
_LONGEST = 40
"""Characters; longer text is a question, not the beginning of a label."""


class Completing:
    """``/complete?typed=TEXT``: a list of labels as JSON."""

    def __init__(self, policy: Policy) -> None:
        """The base is always the published one."""
        self._policy = policy

    def routes(self) -> list[Route]:
        """Its address."""
        return [Route(PATH, self.answer)]

    async def answer(self, request: Request) -> Response:
        """The labels; none where the base cannot be read, which the page itself tells."""
        typed = request.query_params.get("typed", "")
        labels = await to_thread.run_sync(offered, self._policy.kb, typed)
        return JSONResponse(labels, headers={"Cache-Control": "no-store"})


def offered(kb: Path, typed: str) -> list[str]:
    """What is shown for what the browser says is typed."""
    text = typed.strip()
    if len(text) > _LONGEST:
        return []
    try:
        return complete(SERVING.opened(kb), text, _SHOWN)
    except DuibiaoError:
        return []
