"""A whole base has nothing wrong; a bit that changed in any of its files, and whatever does not fit together, is named."""

import json
import shutil
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from app.base import snapshots
from app.build import publish
from app.build.verify import verify
from app.people import database
from benchmarks import flips
from index.engines.faiss_engine import FaissEngine
from tests.app.base.signing import signed_anew


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return flips.made(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def base(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "kb")


def damages(kb):
    return [damage for part in verify(kb) for damage in part.damages]


def test_a_whole_base_has_nothing_wrong_and_says_what_was_looked_at(whole):
    assert damages(whole) == []
    assert all(part.count for part in verify(whole))


def test_a_bit_that_changed_in_any_file_is_named_with_what_to_do(whole):
    files = [path for path in sorted(whole.rglob("*")) if path.is_file() and path.stat().st_size]
    assert len(files) > 30
    for path in files:
        size = path.stat().st_size
        for at in {0, size // 2, size - 1}:
            with flips.flipped(flips.Flip(path, at, 0)):
                found = damages(whole)
            assert found and all(one.what and one.todo for one in found), (path, at)
            alone = len({one.where for one in found}) == 1 and path.name != "people.seal"
            assert not alone or found[0].where in (path.relative_to(whole).as_posix(), "people.sqlite", "CURRENT"), (path, at)
    assert damages(whole) == []


def test_a_damaged_version_is_not_told_of_the_pointer_to_it(base):
    file = snapshots.current(base).folder / "words.json"
    with flips.flipped(flips.Flip(file, 3, 0)):
        assert {one.where for one in damages(base)} == {file.relative_to(base).as_posix()}
    (base / "CURRENT").write_text("000099\n")
    assert "CURRENT" in {one.where for one in damages(base)}


def test_what_is_gone_and_what_was_put_beside_is_named(base):
    next((base / "files").glob("*/*")).unlink()
    earlier, later, _ = sorted((base / "snapshots").iterdir())
    (later / "words.json").unlink()
    (earlier / "extra.txt").write_text("x")
    told = {damage.where.split("/")[0]: damage.what for damage in damages(base)}
    assert "不见了" in told["files"]
    assert {d.where.rpartition("/")[2] for d in damages(base) if d.where.startswith("snapshots")} == {"words.json", "extra.txt"}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM entries WHERE part = 'entries' AND row = 1", "词的索引"),
        ("UPDATE entries SET key = key || 'x' WHERE part = 'entries' AND row = 0", "索引缺 1 条，多 1 条"),
        ("DELETE FROM documents WHERE id = '轮椅管理'", "不属于任何文件"),
        (
            "INSERT INTO links SELECT '换药室管理#没有', object, replace(body, subject, '换药室管理#没有') FROM links LIMIT 1",
            "库里没有的条款",
        ),
    ],
)
def test_a_store_that_does_not_fit_to_itself_or_its_index_is_named(base, sql, said):
    if "links" in sql and not _links(base):
        pytest.skip("the small base has no link")
    folder = snapshots.current(base).folder
    with closing(sqlite3.connect(folder / snapshots.STORE)) as db, db:
        db.execute(sql)
    signed_anew(folder)
    assert any(said in damage.what for damage in damages(base)), damages(base)


def test_parts_that_are_not_those_of_the_clauses_are_named(base, write):
    publish.add(
        base, [write("库房.txt", "关于库房的通知\n\n一、管理\n\n" + "库房每日清点一次并登记，数目不符的当日查明原因。" * 12)]
    )
    assert damages(base) == []
    folder = snapshots.current(base).folder
    np.save(folder / snapshots.OWNERS, np.zeros(0, np.int32))
    FaissEngine(384).save(folder / snapshots.PARTS)
    signed_anew(folder)
    assert any("各句的向量" in damage.what for damage in damages(base)), damages(base)


def _links(base):
    with snapshots.store(snapshots.current(base)) as store:
        return store.links()


def test_a_log_that_was_cut_off_is_found_by_what_a_later_version_noted(base):
    noted = json.loads((snapshots.current(base).folder / "manifest.json").read_text(encoding="utf-8"))["audit"]
    with closing(sqlite3.connect(base / database.FILE, isolation_level=None)) as db:
        db.execute("DELETE FROM audit WHERE id >= ?", (int(noted.split(":")[0]),))
    assert any("后面的记录被删去了" in damage.what for damage in damages(base))


def test_own_terms_changed_by_hand_are_told_and_are_no_damage(base):
    with (base / "examples.csv").open("a", encoding="utf-8") as file:
        file.write("换药室管理#一,又一种问法\n")
    (one,) = damages(base)
    assert one.notice and "duibiao terms publish" in one.todo
