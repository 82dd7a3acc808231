"""A request of another system, whichever way it came: whether it may pass, the work, and what is said when it is wrong."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from pydantic import TypeAdapter, ValidationError

from app.api.endpoints import Endpoint
from app.api.errors import ApiError
from app.api.rate import Rate
from app.base.serving import SERVING
from app.people.rights import RIGHTS, Person
from app.people.text import MAX_NAME, cleaned
from ingest.errors import DuibiaoError

_WRONG: Mapping[str, str] = {"missing": "缺少参数 {}", "extra_forbidden": "没有参数 {}", "json_invalid": "内容不是 JSON"}
_AT_ONCE = 2
"""Requests that are worked on at the same time: people at the pages wait for the same processors."""
_log = logging.getLogger(__name__)


class Work:
    """What one server does for other systems: one for all the ways in which they come."""

    def __init__(self, kb: Path, rate: Rate) -> None:
        """Nothing is opened yet; the base is always the published one."""
        self.kb, self._rate = kb, rate
        self._limiter: CapacityLimiter | None = None

    def admit(self, person: Person, endpoint: Endpoint) -> None:
        """Let a request pass, which counts for the rate of the person; ApiError when it may not."""
        if not person.may(endpoint.right):
            raise ApiError("forbidden", f"这个令牌不能{RIGHTS[endpoint.right]}")
        if wait := self._rate.take(person.name, endpoint.cost):
            raise ApiError("too_many", f"请求太多，请等 {wait} 秒", wait)

    async def done(self, endpoint: Endpoint, asked: Any) -> bytes:  # noqa: ANN401 - what the endpoint takes
        """The answer as JSON; DuibiaoError, and ApiError for what went wrong here, which is in the log alone."""
        self._limiter = self._limiter or CapacityLimiter(_AT_ONCE)
        return await to_thread.run_sync(self._done, endpoint, asked, limiter=self._limiter)

    def _done(self, endpoint: Endpoint, asked: Any) -> bytes:  # noqa: ANN401 - what the endpoint takes
        try:
            return TypeAdapter(endpoint.answer).dump_json(endpoint.work(SERVING.opened(self.kb), asked))
        except DuibiaoError:
            raise
        except Exception as exc:
            _log.exception("%s %s", endpoint.method, endpoint.path)
            raise ApiError("failed", "服务器出错了，请告诉信息科") from exc


def wrong(exc: ValidationError) -> str:
    """What pydantic found wrong first, in one line."""
    first = exc.errors(include_url=False)[0]
    named = ".".join(str(part) for part in first["loc"])
    told = _WRONG.get(first["type"], "参数 {} 写得不对").format(cleaned(named, MAX_NAME))
    known = first.get("ctx", {}).get("expected", "")
    return f"{told}，可用：{known.replace(' or ', ', ')}" if known else told
