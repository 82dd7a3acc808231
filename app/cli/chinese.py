"""Typer in Chinese: the frame of its help, and what it says about a command that was typed wrongly.

Typer has no translations of its own and its classes of errors are private, so what it says is told by its words; words that
are not in the tables below stay as they are.
"""

import re
import shlex
from collections.abc import Callable, Sequence
from typing import Any
from unicodedata import east_asian_width

import typer
from typer.core import TyperCommand, TyperGroup

from ingest.errors import QuestionError

UsageError: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
"""A command that was typed wrongly: the base of the one error that Typer makes public."""
_HELP = (
    (r"Show this message and exit\.", "显示这段说明"),
    (r"default: ", "默认："),
    (r"(\d+)<=x<=(\d+)", r"\1 到 \2"),
    (r"\brequired\b", "必填"),
    (r"; ", "；"),
    (r" *\[([^\[\]]+)\]$", r"（\1）"),
)
"""What Typer adds to the help of an option, and ours."""
_ERRORS = (
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有 \1 这个选项，是不是要写 \2"),
    (r"No such option: (\S+)", r"没有 \1 这个选项"),
    (r"No such command '(.+)'\. Did you mean (.+)\?", r"没有“\1”这个命令，是不是要写 \2"),
    (r"No such command '(.+)'\.", r"没有“\1”这个命令"),
    (r"Missing command\.", "没有写命令"),
    (r"Missing (?:argument|option|parameter) '(-.+)'\.", r"没有写 \1"),
    (r"Missing (?:argument|option|parameter) '(.+)'\.", r"没有写\1"),
    (r"Option '(.+)' requires an? .*", r"\1 后面没有写内容"),
    (r"Option '(.+)' does not take a value\.", r"\1 后面不写内容"),
    (r"Got unexpected extra arguments?\(?s?\)? \((.+)\)", r"多写了“\1”（内容里有空格时，请用引号把它括起来）"),
    (r"Invalid value for '(.+?)': .*greater than or equal to (\S+)", r"\1 不能小于 \2"),
    (r"Invalid value for '(.+?)': .*less than or equal to (\S+)", r"\1 不能大于 \2"),
    (r"Invalid value for '(.+?)': .*valid integer.*", r"\1 要写整数"),
    (r"Invalid value for '(.+?)': .*'(.*)' does not match the formats?.*", r"\1 不能写“\2”，要写日期，如 2024-06-01"),
    (r"Invalid value for '(.+?)': .*", r"\1 写得不对"),
)
"""What Typer says of a wrong command, and ours."""


def usage_error(exc: typer.BadParameter) -> str:
    """One line that says what is wrong with the command as typed and where its usage stands; the help when no command was."""
    said = exc.format_message()
    if type(exc).__name__ == "NoArgsIsHelpError":
        return said
    for pattern, ours in _ERRORS:
        if re.fullmatch(pattern, said, re.DOTALL):
            said = re.sub(pattern, ours, said, flags=re.DOTALL).replace("', '", "、").replace("'", "")
            break
    command = exc.ctx.command_path if exc.ctx else "duibiao"
    return f"错误：{said}。写法见 {command} --help".replace("\n", " ")


def _arguments(command: Any) -> list[Any]:  # noqa: ANN401 - Typer's classes of commands and parameters are private
    return [param for param in command.params if param.param_type_name == "argument"]


def _written(argument: Any) -> str:  # noqa: ANN401
    """How an argument is written in a usage line: in brackets where it may be left out."""
    name = argument.metavar + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _write_parameters(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
    arguments = [(_written(argument), argument.help or "") for argument in _arguments(command)]
    _write_table(formatter, "参数", arguments)
    _write_table(formatter, "选项", [row for param in command.get_params(ctx) if (row := _option(param, ctx))])


def _write_table(formatter: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
    """Two columns; not with Typer's own, which takes a Chinese character to be as wide as a Latin one."""
    if rows:
        widest = max(_width(name) for name, _ in rows)
        lines = [f"  {name}{' ' * (widest - _width(name))}  {told}\n" for name, told in rows]
        formatter.write(f"\n{title}：\n{''.join(lines)}")


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _option(param: Any, ctx: Any) -> tuple[str, str] | None:  # noqa: ANN401
    record = param.get_help_record(ctx) if param.param_type_name == "option" else None
    if record is None:
        return None
    name, told = record
    for pattern, ours in _HELP:
        told = re.sub(pattern, ours, told)
    return name, told


def _excluding(command: Any, ctx: Any, words: Sequence[str]) -> QuestionError | None:  # noqa: ANN401
    """The error, with the right command, for a word of a question that begins with - and was taken for an option."""
    options: list[str] = []
    question: list[str] = []
    valued = {name for param in command.params if not getattr(param, "is_flag", True) for name in param.opts}
    rest = iter(words)
    for word in rest:
        if word in valued:
            options += [word, next(rest, "")]
        else:
            (question if _EXCLUDED.match(word) or not word.startswith("-") else options).append(word)
    taken = [word for word in question if word.startswith("-")]
    if not taken or "--" in words or "query" not in {param.name for param in command.params}:
        return None
    asked = " ".join(question)
    right = shlex.join([*ctx.command_path.split(), *options, *["--"] * asked.startswith("-"), asked])
    return QuestionError(f"“{taken[0]}”以 - 开头，被当成了选项", todo=f"排除词请放在引号里或 -- 之后：{right}")


_EXCLUDED = re.compile(r"-(?!-|[a-z]+$|k\d)")
"""The beginning of a word such as -门诊, which no option is."""


class Command(TyperCommand):
    """A command with Chinese help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of the command; QuestionError for a word of a question that was taken for an option."""
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except UsageError as exc:
            raise _excluding(self, ctx, words) or exc from exc

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """The usage line."""
        pieces = ["[选项]", *map(_written, _arguments(self))]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Arguments and options."""
        _write_parameters(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands with Chinese help."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """The usage line."""
        formatter.write_usage(ctx.command_path, "[选项] 命令 [参数]...", prefix="用法：")

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Options and commands."""
        _write_parameters(self, ctx, formatter)
        _write_table(formatter, "命令", [(name, command.help or "") for name, command in self.commands.items()])


class App(typer.Typer):
    """A program or a group of commands, in Chinese."""

    def __init__(self, told: str) -> None:
        """``told``: what it is for, one sentence."""
        super().__init__(
            cls=Group,
            help=told,
            add_completion=False,
            no_args_is_help=True,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
        )

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401
        """Register a command."""
        return super().command(name, cls=Command, **settings)
