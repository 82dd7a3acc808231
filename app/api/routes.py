"""The service interface over HTTP: who asks, how much, what for, and the answer as JSON."""

from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.api import bearer, errors, openapi
from app.api.endpoints import ENDPOINTS, Endpoint, Sent
from app.api.errors import JSON, ApiError
from app.api.requests import Draft
from app.api.work import Work, wrong
from app.people.text import MAX_NAME, cleaned
from ingest.errors import DuibiaoError


class Api:
    """The routes of one server over one base."""

    def __init__(self, work: Work) -> None:
        """``work`` is done when requests come."""
        self._work = work

    def routes(self) -> list[Route]:
        """One for everything below ``/api``, so that every error has the same form."""
        return [Route("/api/{rest:path}", self.answer, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])]

    async def answer(self, request: Request) -> Response:
        """The answer to a request, or what is wrong with it."""
        try:
            if (request.method, request.url.path) == ("GET", openapi.PATH):
                return Response(openapi.text(), media_type=JSON)
            return await self._served(request)
        except ApiError as exc:
            return errors.failure(exc.code, exc.message, exc.wait)
        except DuibiaoError as exc:
            return errors.of(exc)
        except ValidationError as exc:
            return errors.failure("bad_request", wrong(exc))

    async def _served(self, request: Request) -> Response:
        endpoint = _endpoint(request.method, request.url.path)
        self._work.admit(await bearer.person(self._work.kb, request.headers), endpoint)
        body = await self._work.done(endpoint, await _asked(endpoint, request))
        return Response(body, media_type=JSON, headers={"Cache-Control": "no-store"})


def _endpoint(method: str, path: str) -> Endpoint:
    there = [one for one in ENDPOINTS if one.path == path]
    if not there:
        raise ApiError("not_found", f"没有这个接口。可用：{'、'.join(f'{one.method} {one.path}' for one in ENDPOINTS)}")
    for one in there:
        if one.method == method:
            return one
    raise ApiError("wrong_method", f"这个接口要用 {there[0].method}")


async def _asked(endpoint: Endpoint, request: Request) -> Any:  # noqa: ANN401 - what the endpoint takes
    """What a request asks for, checked; ValidationError, ApiError."""
    if endpoint.request is not Draft:
        return endpoint.request.model_validate_strings(dict(request.query_params))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        return Sent.of(Draft.model_validate_json(await request.body()))
    if kind == "multipart/form-data":
        return await _uploaded(request)
    raise ApiError("bad_request", f"请用 {JSON} 发送 text，或用 multipart/form-data 发送 file")


async def _uploaded(request: Request) -> Sent:
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise ApiError("bad_request", "没有 file，请把案例稿放在 file 里")
        return Sent(await file.read(), _name(file.filename or ""))


def _name(written: str) -> str:
    """The last part of a file's name, short and visible: it is shown, and its ending says the format."""
    path = PurePosixPath(written.replace("\\", "/"))
    stem, suffix = cleaned(path.stem, MAX_NAME), cleaned(path.suffix, MAX_NAME)
    return f"{stem or '案例稿'}{suffix}"
