"""The middleware that makes Streamlit's empty page ours before anything of it runs: language, name, frame, light or dark.

The rest of the style comes with the page itself, after the first parts are drawn; the frame would move them. The script of
the page comes later still, and until then its words would stand in the colours of light on a dark ground.
"""

from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FRAME, _THEME = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("frame.css", "theme.js"))
_OURS = (
    (b'<html lang="en">', b'<html lang="zh-CN">'),
    (b"<title>Streamlit</title>", f"<title>对标</title>\n<style>\n{_FRAME}</style>\n<script>\n{_THEME}</script>".encode()),
)
"""What stands in the page, and what stands there instead."""


class Opening:
    """Changes what a browser opens as a page, and has it sent uncompressed: it is small. All else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or WebSocket, or the life of the process."""
        if scope["type"] != "http" or scope["method"] != "GET" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        asked = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
        begun: Message | None = None
        body = b""

        async def changed(message: Message) -> None:
            nonlocal begun, body
            if message["type"] == "http.response.start" and _is_html(message):
                begun = message
            elif begun is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await _sent(begun, body, send)

        await self._app(asked, receive, changed)


def _is_html(start: Message) -> bool:
    said = dict(start["headers"])
    return bool(start["status"] == HTTPStatus.OK and said.get(b"content-type", b"").startswith(b"text/html"))


async def _sent(start: Message, body: bytes, send: Send) -> None:
    for theirs, ours in _OURS:
        body = body.replace(theirs, ours)
    kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag", b"last-modified")]
    await send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
