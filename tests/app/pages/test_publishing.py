"""People who search on the pages while the librarian publishes: nobody sees an error, or two snapshots in one answer."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.build import publish
from benchmarks.web import Seen, page
from tests.app.pages.conftest import serving

RULE = "输液巡视管理规定\n第一条 第{0}号版：输液前核对患者身份。\n第二条 第{0}号版：输液巡视间隔不超过三十分钟。\n"
QUESTION = "输液巡视管理规定里，输液前核对什么，巡视间隔多少分钟"
PEOPLE, VERSIONS = 4, 4


@pytest.fixture
def kb(tmp_path):
    publish.build(tmp_path / "kb")
    publish.add(tmp_path / "kb", [rule(tmp_path, 0)])
    return tmp_path / "kb"


def rule(folder, version):
    path = folder / "输液巡视管理规定.txt"
    path.write_text(RULE.format(version), encoding="utf-8")
    return path


async def searching(port, seen, shown, done):
    """One open page that asks again and again; the versions that each answer shows."""
    async with page(port, seen) as one:
        while not done.is_set() or not shown[-1] == [str(VERSIONS)]:
            shown.append(sorted(set(re.findall(r"第(\d)号版", await one.ask(QUESTION)))))


async def publishing(folder, kb, done):
    for version in range(1, VERSIONS + 1):
        await asyncio.to_thread(publish.add, kb, [rule(folder, version)])
        await asyncio.sleep(0.2)
    done.set()


@pytest.mark.slow
def test_whoever_searches_while_others_publish_sees_one_version_and_no_error(kb, tmp_path):
    async def all_at_once(port):
        done = asyncio.Event()
        people = [searching(port, seen, shown, done) for shown in answers]
        await asyncio.wait_for(asyncio.gather(publishing(tmp_path, kb, done), *people), 300)

    seen, answers = Seen(), [[[]] for _ in range(PEOPLE)]
    with serving(kb) as url, ThreadPoolExecutor(1) as apart:  # the loop of a browser may run in this thread
        apart.submit(lambda: asyncio.run(all_at_once(int(url.rpartition(":")[2])))).result()
    assert seen.errors == []
    for shown in (one[1:] for one in answers):
        assert {len(versions) for versions in shown} == {1}, "every answer is of one version, whole"
        assert shown == sorted(shown) and shown[-1] == [str(VERSIONS)], "nobody goes back to an older one"
    assert len({version for shown in answers for version in map(tuple, shown[1:])}) > 2, "people asked while it was published"
