"""``duibiao terms``: a thesaurus file checked, labels completed, a hospital's own terms and examples kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.build import say_report
from app.cli.chinese import App
from app.cli.console import BAD, DONE, NOTHING, JsonOption, KbOption, progress_line, say, write, write_json
from ingest.errors import DataError, QuestionError

if TYPE_CHECKING:
    from app.base.knowledge import Knowledge
    from ingest.model import Concept

app = App("词表：本院自己的术语和问法，检查术语文件，按开头几个字补全。")
LabelArgument = Annotated[str, typer.Argument(metavar="术语", help="名称，见 terms list")]


@app.command("check")
def check(path: Annotated[Path, typer.Argument(readable=False, metavar="文件", help="词表文件（CSV）")]) -> None:
    """检查一个词表文件，与随系统提供的词表放在一起看：一次列出所有问题。"""
    from corpus import CORPUS
    from ingest.shipped import thesaurus

    concepts, problems = thesaurus.check(path, CORPUS / "thesaurus")
    for problem in problems:
        say(f"错误：{problem}")
    if problems:
        say(f"共 {len(problems)} 处问题")
        raise typer.Exit(BAD)
    say(f"没有问题：术语 {len(concepts)} 个，名称和写法 {sum(len(c.labels) for c in concepts)} 个")


@app.command("complete")
def complete(
    kb: KbOption,
    prefix: Annotated[str, typer.Argument(metavar="开头", help="开头几个字，或拼音首字母")],
    k: Annotated[int, typer.Option("-k", metavar="个数", min=1, max=50, help="最多几个")] = 10,
    as_json: JsonOption = False,
) -> None:
    """补全：以这几个字开头（或含有这几个字）的目标、标准、核心制度和术语。"""
    from app.answer.completion import complete as completions
    from app.base.knowledge import Knowledge

    found = completions(Knowledge.open(kb), prefix, k)
    write_json(found) if as_json else write("\n".join(found) or "没有。")
    raise typer.Exit(DONE if found else NOTHING)


@app.command("add")
def add(
    kb: KbOption,
    label: Annotated[str, typer.Option("--label", metavar="术语", help="正式名称；写系统已有的术语，就是给它加写法")],
    alt: Annotated[list[str] | None, typer.Option("--alt", metavar="词", help="同义词、简称、口语；有几个就写几次")] = None,
    hidden: Annotated[list[str] | None, typer.Option("--hidden", metavar="词", help="常见的错写")] = None,
    english: Annotated[list[str] | None, typer.Option("--english", metavar="词", help="英文名或缩写")] = None,
    broader: Annotated[list[str] | None, typer.Option("--broader", metavar="词", help="上位词，写已有术语的名称")] = None,
    related: Annotated[list[str] | None, typer.Option("--related", metavar="词", help="相关词，写已有术语的名称")] = None,
    match: Annotated[str, typer.Option("--match", metavar="编号", help="与它同一回事的核心制度等的编号")] = "",
) -> None:
    """加一个本院的术语，或给术语加写法，随即发布；写在知识库文件夹的 terms.csv 里，重建和升级都保留。"""
    from app.base import own_tables
    from app.build import own

    cells = (label, *("|".join(given or ()) for given in (alt, hidden, english, broader, related)), match)
    with progress_line() as progress:
        report = own.add_term(kb, cells, progress)
    say(f"本院术语“{label}”已写入 {kb / own_tables.TERMS}")
    say_report(report)


@app.command("remove")
def remove(kb: KbOption, label: LabelArgument) -> None:
    """删除一个本院的术语（连同它的写法），随即发布；系统自带的术语不受影响。"""
    from app.base import own_tables
    from app.build import own

    with progress_line() as progress:
        report = own.remove_term(kb, label, progress)
    say(f"本院术语“{label}”已从 {kb / own_tables.TERMS} 删除")
    say_report(report)


@app.command("list")
def list_(kb: KbOption) -> None:
    """列出本院的术语；有错、没有采用的行也指出来。"""
    from app.build import own

    _standing(kb)
    found, problems = own.terms(kb)
    _write_rows([_line(concept) for concept in found], problems, "还没有本院术语。")


@app.command("example")
def example(
    kb: KbOption,
    subject: Annotated[str, typer.Argument(metavar="编号", help="标准号、目标编号、条款编号、文件编号或核心制度名称")],
    question: Annotated[str, typer.Argument(metavar="问法", help="大家会怎么问，写一句")],
    remove: Annotated[bool, typer.Option("--remove", help="改为删除这一条")] = False,
) -> None:
    """加一条本院的问法：以后这样问，就能找到它；写在知识库文件夹的 examples.csv 里，重建和升级都保留。"""
    from app.base import own_tables
    from app.base.knowledge import Knowledge
    from app.build import own
    from ingest.shipped.examples import Example

    subject, question = subject.strip(), question.strip()
    kept = remove and Example(subject, question) in own.examples_of(kb)[0]
    about = subject if kept else _held(Knowledge.open(kb), subject)
    change = own.remove_example if remove else own.add_example
    with progress_line() as progress:
        report = change(kb, Example(about, question), progress)
    say(f"“{about}”的本院问法{'已删除' if remove else '已写入'}：{kb / own_tables.EXAMPLES}")
    say_report(report)


@app.command("examples")
def examples(kb: KbOption) -> None:
    """列出本院的问法；有错、没有采用的行也指出来。"""
    from app.base.knowledge import Knowledge
    from app.build import own

    _standing(kb)
    (found, problems), opened = own.examples_of(kb), Knowledge.open(kb)
    rows = [f"{x.subject}  {x.text}" + "（编号不在库里，没有采用）" * (not _holds(opened, x.subject)) for x in found]
    _write_rows(rows, problems, "还没有本院问法。")


@app.command("publish")
def publish(kb: KbOption) -> None:
    """用表格软件改过 terms.csv、examples.csv 以后，检查并发布。"""
    from app.build import own

    with progress_line() as progress:
        report = own.publish(kb, progress)
    say_report(report)


def _held(kb: "Knowledge", written: str) -> str:
    """The id of what is named; QuestionError when the base holds none, or several, of that name."""
    from app.answer.names import find_names

    if _holds(kb, written):
        return written
    found = [identity for identity in find_names(written, kb).found if _holds(kb, identity)]
    if len(found) != 1:
        several = f"“{written}”在库里有 {len(found)} 项：{'、'.join(found[:5])}" if found else f"知识库里没有“{written}”"
        raise QuestionError(several, todo="请写准编号，可用 duibiao search 查找")
    return found[0]


def _holds(kb: "Knowledge", identity: str) -> bool:
    """Whether the base has something with this id that examples may be about."""
    from ingest.model import Concept

    entity = kb.entities.get(identity)
    return bool(entity and not isinstance(entity, Concept)) or identity in kb.documents or kb.clause(identity) is not None


def _line(concept: "Concept") -> str:
    """An own term in one line."""
    kinds = {"": (concept.label,), "同义词：": concept.alt, "错写：": concept.hidden, "英文：": concept.english}
    kinds |= {"上位词：": concept.broader, "相关词：": concept.related, "同一：": (concept.match,) if concept.match else ()}
    return "  ".join(name + "、".join(labels) for name, labels in kinds.items() if labels)


def _standing(kb: Path) -> None:
    """QuestionError for a folder that is none: a wrong path has no terms of its own."""
    if not kb.is_dir():
        raise QuestionError("知识库不存在", str(kb), "请用 --kb 指定知识库文件夹")


def _write_rows(rows: list[str], problems: list[DataError], none: str) -> None:
    """What a file of one's own holds, a row a line, and what is wrong with it."""
    for problem in problems:
        say(f"待核对：{problem}")
    write("\n".join(rows) or none)
    raise typer.Exit(DONE if rows else NOTHING)
