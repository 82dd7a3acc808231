"""Errors in the shipped data: each is reported with its place, and the rest serves."""

import shutil
import subprocess
import sys

import pytest

from app.base.knowledge import Knowledge
from app.build import publish, shipped
from app.present import findings
from corpus import CORPUS

LINK = "semapv:ManualMappingCuration"


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """The shipped corpus with errors of every kind added."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    with (corpus / "links" / "standard-target.csv").open("a", encoding="utf-8") as file:
        file.write(f"WS/T 999-2030,supports,NIT-2026-I,{LINK},0.5,没有这项标准,某人,2026-01-01,curated\n")
        file.write(f"WS/T 433-2023,supports,NIT-2026-I,{LINK},0.5,没有这一天,某人,2026-02-30,curated\n")
        file.write(f"WS/T 433-2023,likes,NIT-2026-I,{LINK},0.5,没有这种关联,某人,2026-01-01,curated\n")
    with (corpus / "thesaurus" / "policy.csv").open("a", encoding="utf-8") as file:
        file.write("甲乙丙术语,,,,丁戊己术语,,\n丁戊己术语,,,,甲乙丙术语,,\n")
    monkeypatch.setattr(shipped, "CORPUS", corpus)
    return corpus


def test_each_error_is_a_finding_with_file_and_line_and_the_rest_loads(broken, tmp_path):
    lines = len((CORPUS / "links" / "standard-target.csv").read_text(encoding="utf-8").splitlines())
    report = publish.build(tmp_path / "kb")
    told = "\n".join(report.problems)
    assert f"standard-target.csv 第 {lines + 1} 行：关联指向的“WS/T 999-2030”不存在" in told
    assert f"standard-target.csv 第 {lines + 2} 行：日期“2026-02-30”不存在" in told
    assert f"standard-target.csv 第 {lines + 3} 行：没有“likes”这种关联" in told
    assert "policy.csv 第" in told and "绕成了圈" in told
    assert not report.errors
    opened = Knowledge.open(tmp_path / "kb")
    assert set(report.problems) <= {f.message for f in opened.store.findings()}
    assert sum(x.basis == "curated" for x in opened.links) > 150
    findings.write(opened.store.documents(), opened.store.findings(), tmp_path / "report.html")
    assert "WS/T 999-2030" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_only_strict_makes_it_fail(tmp_path, write):
    rows = "标准号,标准名称,发布日期,实施日期,代替\nWS/T 9-2020,某某,2020-05-01,2019-05-01,\n"
    source = write("standards.csv", rows)
    command = [sys.executable, "-m", "app.cli", "build", str(source), "--kb", str(tmp_path / "kb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "早于发布日期" in done.stderr) == (0, True)
    assert subprocess.run([*command, "--strict"], capture_output=True, check=False).returncode == 2
