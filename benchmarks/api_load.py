"""The service interface under load: ``python -m benchmarks.api_load [--people 20] [--minutes 1]``.

Starts ``duibiao serve`` on the shipped base; so many systems, each with a token of its own, ask a question every five seconds.
"""

import argparse
import http.client
import os
import random
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from app.build import publish
from app.people import database, tokens
from app.people.rights import Role
from benchmarks.web import EVERY, QUESTIONS, serve


def person(port: int, secret: str, end: float, number: int, seconds: list[float], statuses: Counter[int]) -> None:
    """Ask until the end, and note how long each answer took and what it was."""
    draws = random.Random(number)
    time.sleep(draws.random() * EVERY)
    while time.monotonic() < end:
        began = time.monotonic()
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        server.request("GET", f"/api/v1/ask?q={quote(draws.choice(QUESTIONS))}", headers={"Authorization": f"Bearer {secret}"})
        answer = server.getresponse()
        answer.read()
        seconds.append(time.monotonic() - began)
        statuses[answer.status] += 1
        time.sleep(max(0.0, EVERY - seconds[-1]))


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kb = Path(folder) / "kb"
        publish.build(kb)
        with database.writing(kb) as db:
            secrets = [tokens.make(db, f"系统{number}", Role.READER, "load") for number in range(args.people)]
        process, port = serve(kb)
        try:
            person(port, secrets[0], time.monotonic() + 1, 0, [], Counter())
            seconds, statuses, end = list[float](), Counter[int](), time.monotonic() + args.minutes * 60
            asking = [
                threading.Thread(target=person, args=(port, secret, end, number, seconds, statuses))
                for number, secret in enumerate(secrets)
            ]
            for one in asking:
                one.start()
            for one in asking:
                one.join()
        finally:
            process.terminate()
            process.wait()
    seconds.sort()
    middle, late = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    print(f"{args.people} systems, {len(seconds)} answers, statuses {dict(statuses)}; {os.cpu_count()} cores, ", end="")
    print(f"load {os.getloadavg()[0]:.1f}: p50 {middle:.2f} s, p95 {late:.2f} s, longest {seconds[-1]:.2f} s")


if __name__ == "__main__":
    main()
