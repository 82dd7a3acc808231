"""The command line: its commands in the order of the help, and what becomes of an error."""

import gc
import io
import os
import sqlite3
import sys
from typing import Annotated, TextIO

import typer

from app.base.files import in_chinese
from app.cli import (
    accounts,
    ask,
    backup,
    basket,
    build,
    checking,
    draft,
    findings,
    form,
    links,
    map,
    mcp,
    people,
    questions,
    relations,
    server,
    show,
    terms,
    training,
    verify,
    versions,
)
from app.cli.chinese import App, UsageError, usage_error
from app.cli.console import BAD, DONE, INTERRUPTED, NOTHING, say, write
from ingest.errors import DuibiaoError

COMMANDS = {
    "build": build.build,
    "add": build.add,
    "remove": build.remove,
    "rebuild": build.rebuild,
    "ask": ask.ask,
    "search": ask.search,
    "questions": questions.questions,
    "show": show.show,
    "list": show.list_,
    "map": map.map_,
    "form": form.form,
    "cite": form.cite,
    "report": checking.report,
    "crosswalk": relations.crosswalk,
    "graph": relations.graph,
    "coverage": relations.coverage,
    "training": training.training,
    "eval": checking.evaluate,
    "audit": people.audit,
    "versions": versions.versions,
    "rollback": versions.rollback,
    "backup": backup.backup,
    "restore": backup.restore,
    "verify": verify.verify,
    "settings": verify.settings,
    "corrections": draft.corrections,
    "serve": server.serve,
    "mcp": mcp.mcp,
}
app = App("对标：医院质量安全标准与政策文件的知识库和检索。")
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(basket.app, name="basket")
app.add_typer(draft.app, name="draft")
app.add_typer(findings.app, name="findings")
app.add_typer(links.app, name="links")
app.add_typer(people.app, name="people")
app.add_typer(terms.app, name="terms")
app.add_typer(accounts.app, name="accounts")
app.add_typer(accounts.tokens_app, name="tokens")
_NEW_OBJECTS = 100_000
"""Objects after which garbage is looked for: what is loaded stays, and looking through it takes a tenth of a cold question."""


def _version(asked: bool) -> None:
    from importlib.metadata import version

    if asked:
        write(f"duibiao {version('duibiao')}")
        raise typer.Exit(DONE)


@app.callback()
def options(
    _asked: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="显示版本")] = False,
) -> None:
    """对标：医院质量安全标准与政策文件的知识库和检索。"""


def main() -> None:
    """Entry point: one line on stderr for every error that a user can mend; exit code 1 where a thing is not there, else 2."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(_NEW_OBJECTS)
    sys.exit(_run())


def _nowhere() -> TextIO:
    """What Python leaves out where a stream is closed, as in a service without a console."""
    return open(os.devnull, "w", encoding="utf-8")


def _run() -> int:
    """The exit code."""
    try:
        code = app(prog_name="duibiao", standalone_mode=False)
    except UsageError as exc:
        say(usage_error(exc))
    except DuibiaoError as exc:
        say(f"错误：{exc}")
        return NOTHING if exc.missing else BAD
    except OSError as exc:
        say(f"错误：{in_chinese(exc)}")
    except sqlite3.OperationalError:
        say("错误：知识库读写出错，可能没有权限、磁盘已满或别人正在用。请检查权限和磁盘空间，再试一次")
    except sqlite3.DatabaseError:
        say("错误：知识库文件读不出来，可能已损坏。请运行 duibiao verify 查看哪里坏了、怎么办")
    else:
        if code == INTERRUPTED:
            say("已中断，知识库保持原样")
        return code or DONE
    return BAD
