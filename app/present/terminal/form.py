"""The checklist before sending as text for a person: the changes most worth making first."""

from collections.abc import Iterator
from itertools import groupby

from app.present.schema.form import Check, FormCheck

_STATES = {"met": "有", "partly": "不全", "open": "缺", "ask": "请本人确认"}


def form_check(body: FormCheck) -> str:
    """One page of advice."""
    return "\n".join(_lines(body))


def _lines(body: FormCheck) -> Iterator[str]:
    yield f"寄出前核对：{body.title or body.file}"
    yield ""
    yield "最值得先改的：" if body.first else "没有一定要改的地方。"
    for number, check in enumerate(body.first, 1):
        yield f"  {number}. {check.advice}（{check.name}）"
    for kind, checks in groupby(body.checks, key=lambda check: check.kind):
        yield f"\n{kind}"
        for check in checks:
            yield from _check(check)
    if body.problems:
        yield "\n逐条待核对"
        yield from (f"  {p.where}：{p.what}{f'。{p.todo}' if p.todo else ''}" for p in body.problems)


def _check(check: Check) -> Iterator[str]:
    yield f"  [{_STATES[check.state]}] {check.name}"
    yield from (f"      {told}" for told in check.support)
