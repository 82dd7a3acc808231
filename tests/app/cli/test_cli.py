"""The command line as a shell sees it."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from types import SimpleNamespace

import pytest

from ingest import kinds


def started(*args, kb=None, **kwargs):
    """A process of its own."""
    command = [sys.executable, "-m", "app.cli", *map(str, args), *(["--kb", str(kb)] if kb else [])]
    return subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)


@pytest.fixture
def run(typed):
    """The same in this process."""
    return lambda *args, kb=None: SimpleNamespace(
        **dict(zip(("returncode", "stdout", "stderr"), typed(*args, kb=kb), strict=True))
    )


def test_ask_prints_one_json_document_with_the_agreed_fields(kb):
    done = started("ask", "哪些标准适用于提高 VTE 规范预防率", "--json", kb=kb)
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert {"query", "answered", "concepts", "targets", "standards", "clauses", "core_systems", "indicators"} <= set(answer)
    assert {"id", "name", "status", "published", "effective", "score", "basis", "because", "citation"} <= set(
        answer["standards"][0]
    )
    assert {"id", "document", "locator", "text", "rendition", "page", "score"} <= set(answer["clauses"][0])
    assert {"id", "label", "matched"} == set(answer["concepts"][0])


def test_ask_for_people_is_chinese_and_names_its_reasons(run, kb):
    done = run("ask", "哪些标准适用于提高 VTE 规范预防率", kb=kb)
    assert "【适用标准】\n1. T/CHAS 10-2-24-2018" in done.stdout
    assert "理由：" in done.stdout


def test_exit_codes(run, kb, tmp_path):
    assert run("ask", "红烧肉怎么做", kb=kb).returncode == 1
    assert run("search", "红烧肉怎么做", "--json", kb=kb).returncode == 1
    assert run("show", "没有这个", kb=kb).returncode == 1
    for args in (
        ["ask", ""],
        ["ask", "手卫生\u202e依从性"],
        ["list", "没有"],
        ["remove", "没有"],
        ["build", "没有.txt"],
        ["ask"],
    ):
        done = run(*args, kb=kb)
        assert done.returncode == 2, args
    missing = run("ask", "VTE", kb=tmp_path / "无")
    assert missing.returncode == 2
    assert missing.stderr.count("\n") == 1
    assert "duibiao build" in missing.stderr


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(kinds.listed()))
def test_every_kind_lists(run, kb, kind):
    rows = json.loads(run("list", kind, "--json", kb=kb).stdout)
    assert rows
    assert run("list", kind, kb=kb).returncode == 0


def test_list_gives_the_counts_of_the_facts(run, originals, shared):
    facts = json.loads((shared / "FACTS.json").read_text(encoding="utf-8"))
    folder = originals.snapshot.folder.parents[1]

    def listed(kind):
        return json.loads(run("list", kind, "--json", kb=folder).stdout)

    targets = listed("targets")
    expected = facts["002"]
    assert sum(t["id"].startswith("NIT") for t in targets) == expected["national_targets"]
    assert sum(len(t["strategies"]) for t in targets if t["id"].startswith("PIT")) == expected["specialty_strategies"]
    assert {t["id"]: t["refers_to"] for t in targets if t["refers_to"]} == expected["refers_to"]
    assert len(listed("standards")) == facts["000"]["standards_annex_1"] + facts["000"]["standards_annex_2"]
    assert len(listed("core_systems")) == facts["001"]["core_systems"]
    assert len(listed("indicators")) == facts["003"]["indicators"]
    assert len(listed("special_actions")) == facts["003"]["special_actions"]
    assert len(listed("tasks")) == facts["003"]["tasks"] + facts["004"]["tasks"]
    assert len(listed("documents")) == 5


def test_show_a_standard_under_both_forms_of_its_number(run, kb):
    for written in ("T/CHAS 10-2-9-201", "T/CHAS 10-2-9-2018"):
        body = json.loads(run("show", written, "--json", kb=kb).stdout)
        assert (body["id"], body["written"]) == ("T/CHAS 10-2-9-2018", "T/CHAS 10-2-9-201")
        assert "T/CHAS 10-2-9-201" in body["citation"]
        assert body["neighbours"]


@pytest.mark.parametrize(
    ("day", "status"),
    [("2024-01-31", "not_yet"), ("2024-02-01", "in_force")],
)
def test_the_status_of_a_standard_on_a_day(run, kb, day, status):
    listed = json.loads(run("list", "standards", "--as-of", day, "--json", kb=kb).stdout)
    assert {s["id"]: s["status"] for s in listed}["WS/T 433-2023"] == status
    shown = run("show", "WS/T 433-2013", "--as-of", day, "--json", kb=kb)
    assert json.loads(shown.stdout)["status"] == status
    assert "WS/T 433-2013 已被 WS/T 433-2023 代替" in shown.stderr
    assert ("尚未实施" in shown.stderr) == (status == "not_yet")
    assert run("list", "standards", "--as-of", "明天", kb=kb).returncode == 2


def test_links_are_reviewed_from_the_shell(run, kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    folder = tmp_path / "kb"
    first = json.loads(run("links", "review", "--predicate", "implements", "--json", kb=folder).stdout)[0]
    assert first["predicate"] == "implements" and first["texts"] and first["comment"]
    assert run("links", "reject", first["id"], kb=folder).returncode == 2, "a name is needed"
    assert run("links", "reject", first["id"], "--by", "王敏", "--why", "不是一回事", kb=folder).returncode == 0
    assert first["id"] not in run("links", "review", kb=folder).stdout
    assert "不是一回事" in run("links", "review", "--decided", kb=folder).stdout
    assert run("links", "undo", first["id"], "--by", "王敏", kb=folder).returncode == 0
    assert first["id"] in run("links", "review", kb=folder).stdout


def test_a_saved_question_is_listed_and_asked_with_its_filters(run, kb, tmp_path):
    from app.people import database, questions
    from app.people.rights import local_owner

    shutil.copytree(kb, tmp_path / "kb")
    folder = tmp_path / "kb"
    assert "还没有保存的问题" in run("questions", kb=folder).stdout
    with database.writing(folder) as db:
        one = questions.save(db, local_owner(), "加强病历质量管理", level="city", name="病历")
    assert json.loads(run("questions", "--json", kb=folder).stdout) == [
        {"id": one.id, "name": "病历", "query": "加强病历质量管理", "type": "", "level": "city", "saved": one.saved}
    ]
    assert f"{one.id}  病历（市级）" in run("questions", kb=folder).stdout
    answer = json.loads(run("ask", "--saved", "病历", "--json", kb=folder).stdout)
    assert answer["query"] == "加强病历质量管理"
    assert {c["level"] for c in answer["clauses"]} == {"city"}
    assert run("ask", "手卫生", "--saved", "病历", kb=folder).returncode == 2
    assert "duibiao questions" in run("ask", "--saved", "没有", kb=folder).stderr


@pytest.fixture
def folder(kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    return tmp_path / "kb"


def test_a_name_that_cannot_be_kept_is_refused_and_answers_go_on(run, folder):
    first = json.loads(run("links", "review", "--json", kb=folder).stdout)[0]
    for name in ("王\x1b敏", "王\udcff敏", "王" * 41, " "):
        refused = run("links", "accept", first["id"], "--by", name, kb=folder)
        assert refused.returncode == 2 and refused.stderr.count("\n") == 1 and "审核人姓名" in refused.stderr
    assert run("links", "review", "--decided", "--json", kb=folder).stdout == "[]\n"


def test_damaged_data_of_people_are_one_warning_and_the_json_stays_valid(folder):
    (folder / "people.sqlite").write_text("乱写的", encoding="utf-8")
    done = started("ask", "哪些标准适用于提高 VTE 规范预防率", "--json", kb=folder)
    assert done.returncode == 0 and json.loads(done.stdout)["answered"]
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("注意：审核记录没有用上") and "people repair" in done.stderr
    for command in (
        ("questions",),
        ("links", "review", "--decided"),
        ("people", "check"),
        ("people", "export", folder / "out"),
    ):
        refused = started(*command, kb=folder)
        assert (refused.returncode, refused.stdout) == (2, "") and "people repair" in refused.stderr
    assert "people-damaged-" in started("people", "repair", kb=folder).stderr
    assert started("people", "check", kb=folder).returncode == 0
    assert started("ask", "VTE", kb=folder).stderr == ""


def test_people_export_import_and_audit_from_the_shell(run, folder, tmp_path):
    first = json.loads(run("links", "review", "--json", kb=folder).stdout)[0]
    run("links", "reject", first["id"], "--by", "=王敏", kb=folder)
    assert run("people", "export", tmp_path / "out", kb=folder).stderr.count("已写入") == 8
    table = tmp_path / "out" / "decisions.csv"
    again = run("people", "export", tmp_path / "out", kb=folder)
    assert again.returncode == 2 and "decisions.csv" in again.stderr and "已写入" not in again.stderr
    assert run("people", "export", table / "x", kb=folder).stderr.count("\n") == 1
    assert "'=王敏" in table.read_text(encoding="utf-8-sig")
    table.write_text(table.read_text(encoding="utf-8") + "乱写的\n", encoding="utf-8")
    done = run("people", "import", table, kb=folder)
    assert done.returncode == 2 and "第 3 行" in done.stderr and "1 条，新收录 0 条" in done.stderr
    lines = json.loads(run("audit", "--json", kb=folder).stdout)
    assert {x["action"] for x in lines} == {"build", "decide_link"} and all(x["time"] and x["document"] for x in lines)
    told = run("audit", kb=folder).stdout
    made = datetime.fromisoformat(lines[-1]["time"]).astimezone()
    assert "建库收录" in told and told.splitlines()[-1].startswith(f"{made:%Y-%m-%d %H:%M}  ")
    for command in (("audit",), ("people", "check"), ("people", "repair"), ("people", "import", table)):
        assert run(*command, kb=tmp_path / "没有").returncode == 2 and not (tmp_path / "没有").exists()


def test_a_cold_question_does_not_import_torch(kb):
    code = (
        "import sys\nfrom app.cli.main import main\n"
        f"sys.argv = ['duibiao', 'ask', 'VTE', '--json', '--kb', {str(kb)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(m for m in ('torch', 'sentence_transformers', 'streamlit', 'pandas', 'ranx', 'numba') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_output_may_be_piped_away(kb):
    command = f"{sys.executable} -m app.cli list clauses --kb '{kb}' | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_the_folder_can_come_from_the_environment(kb):
    done = started("list", "documents", env=os.environ | {"DUIBIAO_KB": str(kb)})
    assert done.returncode == 0


def test_build_reports_what_it_could_not_read_and_exits_2(tmp_path, write):
    done = started("build", write("好.txt", "关于测试的通知\n\n一、总则\n\n内容。\n"), write("坏.txt", b""), kb=tmp_path / "kb")
    assert done.returncode == 2
    assert "坏.txt" in done.stderr
    assert "已发布第 1 版" in done.stderr


def test_all_citations_go_into_a_file_one_a_line(run, kb, tmp_path):
    out = tmp_path / "引用.txt"
    assert run("ask", "VTE防治", "--citations", str(out), kb=kb).returncode == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert any("T/CHAS 10-2-24-2018[S]" in line for line in lines)
    assert len(lines) == len(set(lines)) > 1
