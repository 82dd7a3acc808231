"""What goes wrong, in one form of JSON."""

from pydantic import Field
from starlette.responses import Response

from app.present.schema.base import Model
from ingest.errors import BaseError, DuibiaoError, NotFoundError, QuestionError, SourceError

JSON = "application/json"


class Problem(Model):
    """What went wrong."""

    code: str = Field(description="For programs: one of a fixed list of words.")
    message: str = Field(description="For people: one line in Chinese.")


class Failure(Model):
    """The body of every answer with a status of 400 or above."""

    error: Problem = Field(description="What went wrong.")


STATUS = {
    "bad_request": 400,
    "no_token": 401,
    "forbidden": 403,
    "not_found": 404,
    "wrong_method": 405,
    "too_large": 413,
    "unreadable_file": 422,
    "too_many": 429,
    "failed": 500,
    "unavailable": 503,
}
"""Code of each problem → HTTP status."""
_CODES: tuple[tuple[type[DuibiaoError], str], ...] = (
    (NotFoundError, "not_found"),
    (QuestionError, "bad_request"),
    (SourceError, "unreadable_file"),
    (BaseError, "unavailable"),
)


class ApiError(Exception):
    """A problem that a route tells of itself."""

    def __init__(self, code: str, message: str, wait: int = 0) -> None:
        """``wait``: seconds after which the request may be sent again."""
        self.code, self.message, self.wait = code, message, wait
        super().__init__(message)


def failure(code: str, message: str, wait: int = 0) -> Response:
    """The answer that tells of a problem."""
    body = Failure(error=Problem(code=code, message=message)).model_dump_json()
    headers = {"Retry-After": str(wait)} if wait else {}
    if code == "no_token":
        headers["WWW-Authenticate"] = "Bearer"
    return Response(body, STATUS[code], headers, JSON)


def of(exc: DuibiaoError) -> Response:
    """An error of the project; where it happened is a path of this server and stays untold."""
    code = next((code for kind, code in _CODES if isinstance(exc, kind)), "failed")
    return failure(code, exc.told)
