"""Write ``docs/cli.md`` from the command line itself: ``python docs/make_cli.py``; a test compares the two."""

from pathlib import Path

from typer.testing import CliRunner

from app.cli import app

PAGE = Path(__file__).with_name("cli.md")


def text() -> str:
    """The help of the program and of each command."""
    commands = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    for group in app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        commands += [str(group.name), *(f"{group.name} {command.name}" for command in inner)]
    parts = ["# duibiao 命令行\n\n由 `python docs/make_cli.py` 生成。\n"]
    for name in ("", *commands):
        args = [*name.split(), "--help"]
        shown = CliRunner(env={"COLUMNS": "100", "TERM": "dumb"}).invoke(app, args, prog_name="duibiao").stdout
        parts.append(f"## duibiao {name}".rstrip() + f"\n\n```text\n{shown.strip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
