"""The server where nothing can leave the computer: it answers over HTTP as ever, and nothing in it tries to leave."""

import json
import os
import shutil
import sys

from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.people import accounts, database, tokens
from app.people.rights import Role
from tests import alone
from tests.app.cli.test_server import free_port

QUESTION = "静脉治疗的操作依据什么标准"
SERVED = """
import subprocess, sys, time, urllib.error, urllib.parse, urllib.request
kb, port, token, question = sys.argv[1:]
server = subprocess.Popen([sys.executable, "-m", "app.cli", "serve", "--kb", kb, "--port", port])

def asked(path):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()

try:
    while server.poll() is None:
        try:
            asked("/health")
            break
        except urllib.error.URLError:
            time.sleep(0.2)
    assert "<html" in asked("/")
    print(asked(f"/api/v1/ask?{urllib.parse.urlencode({'q': question})}"))
finally:
    server.terminate()
    server.wait()
"""
"""Starts the server and asks it, both in the namespace: nothing outside reaches what is in one."""


@alone.needed
def test_it_answers_and_nothing_tries_to_leave(kb, tmp_path):
    base = shutil.copytree(kb, tmp_path / "kb")
    with database.writing(base) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, "早班 coffee 42", "root")
        token = tokens.make(db, "监控", Role.READER, "张三")
    ran = alone.run(
        [sys.executable, "-c", SERVED, str(base), str(free_port()), token, QUESTION], os.environ | {"no_proxy": "*"}
    )
    assert (ran.code, ran.tried) == (0, 0), ran.stderr
    found = json.loads(ran.stdout)["standards"][0]["id"]
    assert found == ask(Knowledge.open(base), QUESTION).results["standard"][0].id == "WS/T 433-2023"
