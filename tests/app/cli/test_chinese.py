"""The frame of the help and what is said of a wrong command, as a person reads them."""

import re

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from app.people.rights import ROLES
from docs.make_cli import commands, shown

ALLOWED = re.compile(
    r"--?[a-z-]+|DUIBIAO_KB|GB/T|JSONL?|ID|CSV|DOCX|HTML|HTTPS|MCP|Moodle|nginx|OFD|OpenID Connect|logs/web\.log|PDF|PEM|PNG|PPTX|SKOS|XLSX|YAML|\.[a-z]+|[a-z]+_[a-z_]+|0\.0\.0\.0"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
VALUES = re.compile(r"[a-z_]+(?:、[a-z_]+)+")


@pytest.mark.parametrize("command", ["", *commands()])
def test_help_is_chinese_throughout(command):
    """Latin words are names of options and commands, of values that are typed, of formats and of what reads them."""
    names = (
        {word for name in commands() for word in name.split()}
        | {"duibiao", "documents", "query", "kind", "gold", "id"}
        | set(ROLES)
    )
    text = ALLOWED.sub("", VALUES.sub("", shown(command)))
    assert set(LATIN.findall(text)) <= names
    assert text.startswith("用法：duibiao") and "显示这段说明" in text and "选项：" in text


def test_columns_of_the_help_stand_below_each_other():
    lines = shown("graph").partition("选项：\n")[2].strip("\n").split("\n")
    wide = [len(line[: line.index(told)].encode("gbk")) for line in lines if (told := re.split("  +", line)[-1])]
    assert len(set(wide)) == 1 and len(lines) > 4


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["build", "--tpye"], "没有 --tpye 这个选项，是不是要写 --type。写法见 duibiao build --help"),
        (["build", "--zzzzzz"], "没有 --zzzzzz 这个选项。写法见 duibiao build --help"),
        (["serch"], "没有“serch”这个命令，是不是要写 search、serve。写法见 duibiao --help"),
        (["红烧肉"], "没有“红烧肉”这个命令。写法见 duibiao --help"),
        (["show"], "没有写编号。写法见 duibiao show --help"),
        (["links", "accept", "1"], "没有写 --by。写法见 duibiao links accept --help"),
        (["ask", "手卫生", "怎么", "做"], "多写了“怎么 做”（内容里有空格时，请用引号把它括起来）。写法见 duibiao ask --help"),
        (["ask", "手卫生", "--kb"], "--kb 后面没有写内容。写法见 duibiao --help"),
        (["ask", "--json=3"], "--json 后面不写内容。写法见 duibiao --help"),
        (["search", "-k", "0", "手卫生"], "-k 不能小于 1。写法见 duibiao search --help"),
        (["search", "-k", "999", "手卫生"], "-k 不能大于 200。写法见 duibiao search --help"),
        (["search", "-k", "多", "手卫生"], "-k 要写整数。写法见 duibiao search --help"),
        (
            ["ask", "-门诊"],
            "“-门诊”以 - 开头，被当成了选项。排除词请放在引号里或 -- 之后：duibiao ask -- '-门诊'",
        ),
        (
            ["search", "-k", "3", "手卫生", "-门诊", "--json"],
            "“-门诊”以 - 开头，被当成了选项。排除词请放在引号里或 -- 之后：duibiao search -k 3 --json '手卫生 -门诊'",
        ),
        (["ask", "手卫生", "-json"], "没有 -j 这个选项。写法见 duibiao ask --help"),
        (["search", "跌倒", "--like", "x"], "写了 --like，又写了要找的词。请只写一个"),
        (["search", "--kind", "target", "--like", "x"], "写了 --like，又写了 --kind。请只写一个"),
        (["show", "x", "--as-of", "明天"], "--as-of 不能写“明天”，要写日期，如 2024-06-01。写法见 duibiao show --help"),
    ],
)
def test_a_wrong_command_is_told_in_one_chinese_line(typed, args, said):
    assert typed(*args) == (2, "", f"错误：{said}\n")


def test_without_a_command_the_help_is_shown(typed):
    code, out, err = typed()
    assert (code, out) == (2, "") and err.startswith("用法：") and "命令：" in err


def test_the_version(typed):
    code, out, err = typed("--version")
    assert (code, err) == (0, "") and re.fullmatch(r"duibiao \d+\.\d+\S*\n", out)


def test_hits_are_called_in_chinese(kb):
    shown = CliRunner().invoke(app, ["search", "静脉输液", "--kb", str(kb)]).stdout
    kinds = re.findall(r"^\d+\. \[(.+?)\]", shown, re.MULTILINE)
    assert kinds and not LATIN.search("".join(kinds))
