"""Login by a provider that runs on this computer: who comes in, as what, and what is said to those who do not."""

import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("authlib", reason="the extra oidc is not installed")

import uvicorn
from joserfc import jwk, jwt
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from app.people.access import Access
from app.server.provider import Provider
from tests.app.server.conftest import HOST

KEY = jwk.RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})


class Provided:
    """An identity provider in which the next person to log in is set by the test."""

    def __init__(self):
        self.claims, self.asked, self.address = {"preferred_username": "张三"}, {}, ""

    def routes(self):
        return [
            Route("/.well-known/openid-configuration", self.configuration),
            Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]),
            Route("/jwks", lambda _: JSONResponse({"keys": [KEY.as_dict(private=False)]})),
        ]

    async def configuration(self, _request):
        ends = {
            f"{name}_endpoint": f"{self.address}/{path}" for name, path in (("authorization", "authorize"), ("token", "token"))
        }
        more = {"issuer": self.address, "jwks_uri": f"{self.address}/jwks", "id_token_signing_alg_values_supported": ["RS256"]}
        return JSONResponse({**ends, **more})

    async def authorize(self, request):
        self.asked = dict(request.query_params)
        return RedirectResponse(f"{self.asked['redirect_uri']}?code=abc&state={self.asked['state']}")

    async def token(self, request):
        form = await request.form()
        assert form["code"] == "abc" and form["code_verifier"], "the code is bound to the browser that set out (PKCE)"
        now = int(time.time())
        said = {"iss": self.address, "aud": "duibiao", "sub": "1", "iat": now, "exp": now + 60, "nonce": self.asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, said | self.claims, KEY)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})


@pytest.fixture(scope="module")
def running():
    """The provider, on loopback."""
    provided = Provided()
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=provided.routes()), port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    provided.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield provided
    server.should_exit = True
    thread.join()


@pytest.fixture
def browser(app, running):
    running.claims = {"preferred_username": "张三"}
    return app(Access.ACCOUNTS, oidc=Provider(issuer=running.address, client_id="duibiao", client_secret="s"))


def by_provider(browser, running, start="/login/oidc?next=/library"):
    """Go to the provider and back, as a browser does."""
    away = browser.get(start)
    assert away.status_code == 302 and away.headers["location"].startswith(running.address), away.text
    import httpx2

    back = httpx2.get(away.headers["location"]).headers["location"]
    assert back.startswith(f"{HOST}/login/oidc/callback")
    return browser.get(back.removeprefix(HOST))


def test_a_person_with_an_account_comes_in_to_the_page_that_was_wanted(browser, running):
    assert "/login/oidc?next=" in browser.get("/login").text and "用院内统一身份登录" in browser.get("/login").text
    answer = by_provider(browser, running)
    assert (answer.status_code, answer.headers["location"]) == (303, "/library")
    assert browser.get("/anything").text.startswith("inside") and "张三" in browser.get("/account").text


@pytest.mark.parametrize(
    ("claims", "status", "said"),
    [
        ({"preferred_username": "赵六"}, 403, "“赵六”还没有账号"),
        ({"preferred_username": ""}, 502, "没有给出姓名"),
        ({"preferred_username": "<b>x</b>"}, 403, "&lt;b&gt;x&lt;/b&gt;"),
        ({"aud": "someone-else"}, 502, "没有成功"),
        ({"nonce": "stolen"}, 502, "没有成功"),
        ({"exp": 1}, 502, "没有成功"),
    ],
)
def test_who_may_not_is_told_why_and_stays_outside(browser, running, claims, status, said):
    running.claims |= claims
    answer = by_provider(browser, running)
    assert answer.status_code == status and said in answer.text
    assert browser.get("/anything").status_code == 303


def test_a_way_back_that_another_browser_began_leads_nowhere(app, browser, running):
    """Else somebody could log a colleague in as himself and read what she then writes."""
    away = browser.get("/login/oidc").headers["location"]
    state = parse_qs(urlsplit(away).query)["state"][0]
    other = app(Access.ACCOUNTS, oidc=Provider(issuer=running.address, client_id="duibiao", client_secret="s"))
    answer = other.get(f"/login/oidc/callback?code=abc&state={state}")
    assert answer.status_code == 502 and other.get("/anything").status_code == 303


def test_it_leads_to_no_other_site(browser, running):
    assert by_provider(browser, running, "/login/oidc?next=//evil.example").headers["location"] == "/"


def test_without_an_answer_the_password_still_works(app):
    browser = app(Access.ACCOUNTS, oidc=Provider(issuer="http://127.0.0.1:1", client_id="duibiao", client_secret="s"))
    answer = browser.get("/login/oidc")
    assert answer.status_code == 502 and "没有回应" in answer.text and "<form" in answer.text
    assert browser.post("/login", data={"name": "张三", "password": "早班 coffee 42"}).status_code == 303


def test_nothing_of_it_is_there_unless_it_was_set(app):
    browser = app(Access.ACCOUNTS)
    assert "/login/oidc" not in browser.get("/login").text
