"""The pages say what the program does."""

import re
from pathlib import Path

import pytest

from app.cli.main import app
from docs import make_case, make_training
from docs.make_cli import commands, shown
from ingest.formats.registry import PARSERS
from ingest.numbering.doctypes import DOCTYPES

ROOT = Path(__file__).parents[1]


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_command_and_option_is_documented():
    text = page("docs/cli.md")
    for name in commands():
        section = text.split(f"## duibiao {name}\n")[1].split("\n## ")[0]
        assert set(re.findall(r"--[a-z]+", shown(name))) == set(re.findall(r"--[a-z]+", section)), name


def test_the_readme_names_every_format_and_its_commands_exist():
    chinese = page("README.zh-CN.md")
    assert all(ext in chinese for ext in PARSERS if ext not in (".text", ".markdown"))
    known = {c.name or c.callback.__name__ for c in app.registered_commands} | {g.name for g in app.registered_groups}
    used = set(re.findall(r"\bduibiao ([a-z]+)", page("README.md") + chinese))
    assert used <= known


def test_relative_links_lead_to_files():
    for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/design.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page(name)):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_the_command_line_offers_every_type():
    offered = re.search(r"只看一类文件里的内容：([a-z、]+)", shown("ask"))[1].split("、")
    assert set(offered) == {d.name for d in DOCTYPES}


def test_the_guides_show_the_pictures_that_are_made_for_them_and_no_others():
    manual = pytest.importorskip("docs.make_manual")
    made = {one.name for one in manual.SHOWN}
    made |= {name for shown in (make_case.SHOWN, make_training.SHOWN) for name, *_ in shown.values()}
    guides = "".join(guide.read_text(encoding="utf-8") for guide in (ROOT / "docs" / "zh").glob("*.md"))
    assert made == set(re.findall(r"\]\(pictures/([\w-]+)\.png\)", guides)) == {one.stem for one in manual.PICTURES.iterdir()}


def test_whoever_works_in_the_browser_has_a_part_of_the_manual_with_a_picture():
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", page("docs/zh/使用手册.md"), re.M | re.S))
    assert [name for name, part in parts.items() if "](pictures/" not in part] == ["信息科"]
