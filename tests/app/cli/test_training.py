"""``duibiao training`` as a person meets it."""

from typer.testing import CliRunner

from app.cli import main
from app.cli.main import app


def run(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["duibiao", *map(str, words)])
    return main._run()


def test_a_file_is_written_and_told(kb, tmp_path):
    done = CliRunner().invoke(app, ["training", "NIT-2026-V", "--kb", str(kb), "-o", str(tmp_path / "题.xlsx")])
    assert done.exit_code == 0 and (tmp_path / "题.xlsx").stat().st_size > 1000
    assert "题.xlsx：" in done.stderr and "题" in done.stderr


def test_an_id_that_is_gone_ends_with_1_and_one_line(kb, tmp_path, monkeypatch, capsys):
    assert run(monkeypatch, "training", "NIT-1999-I", "--kb", kb, "-o", tmp_path / "a.pptx") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "a.pptx").exists()


def test_a_master_that_is_no_pptx_is_one_line(kb, tmp_path, monkeypatch, capsys):
    words = ("training", "NIT-2026-V", "--kb", kb, "-o", tmp_path / "a.pptx", "--master", tmp_path / "a.potx")
    assert run(monkeypatch, *words) == 2
    assert "母版要用 .pptx 文件" in capsys.readouterr().err


def test_a_handout_keeps_every_question_to_settle(kb, tmp_path):
    from docx import Document

    CliRunner().invoke(app, ["training", "NIT-2026-V", "--kb", str(kb), "-o", str(tmp_path / "讲义.docx")])
    lines = [p.text for p in Document(tmp_path / "讲义.docx").paragraphs]
    assert "工作小组：由哪个部门牵头？成员是谁？多久碰一次头？（核心策略第1条）" in lines
