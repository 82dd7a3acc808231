"""The one ASGI app: Streamlit's pages, our routes beside them, and the guard in front of both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from starlette.types import ASGIApp
from streamlit.web import bootstrap

from app.api.rate import Rate
from app.api.routes import Api
from app.api.work import Work
from app.mcp.http import Mcp
from app.people import access
from app.server import allocator
from app.server.completing import Completing
from app.server.doors import MEGABYTE, UPLOAD
from app.server.guard import Guard
from app.server.login import Login
from app.server.opening import Opening
from app.server.pace import Pace
from app.server.policy import Policy
from app.server.presses import keep_presses
from app.server.throttle import Throttle
from app.server.watch import Watch

_PAGES = Path(__file__).parents[1] / "streamlit_app.py"
OPTIONS = {
    "server.fileWatcherType": "none",
    "server.maxUploadSize": UPLOAD // MEGABYTE,
    "browser.gatherUsageStats": False,
    "runner.fastReruns": False,  # else a press that comes while an earlier one has not begun throws that one away
    "runner.magicEnabled": False,  # else docstrings of constants are shown on the page
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.level": "warning",
    "secrets.files": [],  # else it reads them in the home folder, and ends where that may not be read
}
"""Nothing is sent to anyone, a page shows no stack trace and no way to other sites, and Streamlit says nothing in English while
all is well."""


def application(policy: Policy) -> ASGIApp:
    """The app of this process, of which there is one: Streamlit's settings and the allocator's belong to the process."""
    allocator.settle()
    access.announce(policy.access)
    watch, work = Watch(policy), Work(policy.kb, Rate())
    tools = Mcp(work)
    routes = [
        *Login(policy, Throttle()).routes(),
        *Completing(policy).routes(),
        *Api(work).routes(),
        *watch.routes(),
        tools.route(),
    ]

    @asynccontextmanager
    async def running(_app: streamlit.App) -> AsyncIterator[None]:
        async with tools.running():
            yield

    middleware = [Middleware(Pace), Middleware(Guard, policy=policy), Middleware(Opening)]
    app = streamlit.App(_PAGES, routes=routes, lifespan=running, middleware=middleware)
    bootstrap.load_config_options(OPTIONS)
    keep_presses()
    return watch.around(app)
