"""The server where nothing can leave the computer: it answers over HTTP as ever, and nothing in it tries to leave."""

import json
import os
import shutil
import sys

import pytest

from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.people import accounts, database, tokens
from app.people.rights import Role
from tests import alone
from tests.app.cli.test_server import free_port

SECRET = "早班 coffee 42"
QUESTION = "静脉治疗的操作依据什么标准"
SERVED = """
import json, subprocess, sys, time, urllib.error, urllib.parse, urllib.request
token, question, name, password, kb, *options = sys.argv[1:]
command = [sys.executable, "-m", "app.cli", "serve", "--kb", kb, *options]
server, home = subprocess.Popen(command), f"http://127.0.0.1:{options[options.index('--port') + 1]}"

def asked(path, **form):
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(home + path, data, {"Authorization": f"Bearer {token}", "Origin": home})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as exc:
        return exc.code, exc.read().decode()

try:
    while server.poll() is None:
        try:
            asked("/health")
            break
        except urllib.error.URLError:
            time.sleep(0.2)
    ask = "/api/v1/ask?" + urllib.parse.urlencode({"q": question})
    print(json.dumps([asked("/"), asked(ask), asked("/login", name=name, password=password)]))
finally:
    server.terminate()
    server.wait()
"""
"""Starts the server and asks it, both in the namespace: nothing outside reaches what is in one."""
READ_ONLY = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"']
pytestmark = alone.needed


@pytest.fixture
def served(kb, tmp_path):
    """What became of the page, a question and a login, and how often something tried to leave; and what is found here."""
    base = shutil.copytree(kb, tmp_path / "kb")
    with database.writing(base) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, SECRET, "root")
        token = tokens.make(db, "监控", Role.READER, "张三")
    expected = ask(Knowledge.open(base), QUESTION).results["standard"][0].id

    def _served(*options, before=()):
        inside = [*before, str(base)] if before else []
        server = [
            sys.executable,
            "-c",
            SERVED,
            token,
            QUESTION,
            "张三",
            SECRET,
            str(base),
            "--port",
            str(free_port()),
            *options,
        ]
        ran = alone.run([*inside, *server], os.environ | {"no_proxy": "*"})
        assert (ran.code, ran.tried) == (0, 0), ran.stderr
        (page, said), (asked, answer), login = json.loads(ran.stdout)
        assert (page, asked) == (200, 200) and "<html" in said
        assert json.loads(answer)["standards"][0]["id"] == expected == "WS/T 433-2023"
        return login

    return _served


def test_it_answers_and_nothing_tries_to_leave(served):
    served()


def test_a_copy_that_may_only_be_read_answers_and_says_that_nothing_is_saved(served, tmp_path):
    options = ("--name", "127.0.0.1", "--open-reading", "--log", str(tmp_path / "log"))
    status, said = served(*options, before=READ_ONLY)
    assert status == 503 and "没有权限" in said
    assert served(*options)[0] == 200, "where it may be written, the same login is let in"
