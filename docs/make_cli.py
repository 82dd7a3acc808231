"""Write ``docs/cli.md`` from the command line itself: ``python docs/make_cli.py``; a test compares the two."""

from pathlib import Path

from typer.models import CommandInfo
from typer.testing import CliRunner

from app.cli.main import app

PAGE = Path(__file__).with_name("cli.md")

EXIT_CODES = """退出码：

- 0：完成。
- 1：没有找到：没有结果，没有作答，或按编号、名称查看的内容不在库里。
- 2：没有做成：命令写得不对，文件或知识库有问题，要改动的内容不存在，或几个文件里有没收录的。屏幕上用一句话说明。
- 130：按 Ctrl+C 中断。
"""


def commands() -> list[str]:
    """Every command as it is typed after ``duibiao``, those of a group after the group."""
    names = [*_names(app.registered_commands)]
    for group in app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        names += [str(group.name), *(f"{group.name} {name}" for name in _names(inner))]
    return names


def _names(registered: list[CommandInfo]) -> list[str]:
    return [command.name or command.callback.__name__ for command in registered if command.callback]


def shown(command: str) -> str:
    """The help of one command."""
    args = [*command.split(), "--help"]
    return CliRunner(env={"COLUMNS": "100", "TERM": "dumb"}).invoke(app, args, prog_name="duibiao").stdout


def text() -> str:
    """The help of the program and of each command."""
    parts = ["# duibiao 命令行\n\n由 `python docs/make_cli.py` 生成。\n", EXIT_CODES]
    for name in ("", *commands()):
        parts.append(f"## duibiao {name}".rstrip() + f"\n\n```text\n{shown(name).strip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
