"""The work behind a request of another system, whichever way it came, and what is said when the request is wrong."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.api.endpoints import Endpoint
from app.api.errors import ApiError
from app.base.serving import SERVING
from app.people.text import MAX_NAME, cleaned
from ingest.errors import DuibiaoError

_WRONG: Mapping[str, str] = {"missing": "缺少参数 {}", "extra_forbidden": "没有参数 {}", "json_invalid": "内容不是 JSON"}
_log = logging.getLogger(__name__)


def done(kb: Path, endpoint: Endpoint, asked: Any) -> bytes:  # noqa: ANN401 - what the endpoint takes
    """The answer as JSON; DuibiaoError, and ApiError for what went wrong here, which is in the log alone."""
    try:
        return TypeAdapter(endpoint.answer).dump_json(endpoint.work(SERVING.opened(kb), asked))
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
