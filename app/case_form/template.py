"""A hospital's own .docx with named places and a repeating row comes in, filled in it goes out; a limited process fills it.

A template may hold any program: it runs in jinja2's immutable sandbox, without functions, within bounds of memory and time.
"""

import pickle
import subprocess
from pathlib import Path
from typing import Final

from app.case_form.case import TEXTS, Person
from app.case_form.checked import MISSING, CheckedBasis, CheckedCase
from app.case_form.filling import FAILED, FILLED, Filling, Value
from app.case_form.notice import Notice
from ingest.errors import SourceError
from ingest.processes import start
from ingest.text.decoding import read_bytes
from ingest.worker.limits import Family, Limits, Meter

_MB: Final = 1024 * 1024
_LARGEST: Final = 20 * _MB
_TICK: Final = 0.1
"""Seconds between two looks at the process."""


LIMITS: Final = Limits(memory=1024 * _MB, space=2048 * _MB, step=10.0, idle=120.0)
"""The most that filling a template may take."""


def filled(path: Path, checked: CheckedCase, notice: Notice, limits: Limits = LIMITS) -> bytes:
    """The template at ``path`` filled with a case; SourceError where it is none, or takes more than the limits."""
    data = read_bytes(path)
    if len(data) > _LARGEST:
        raise SourceError(f"模板太大，最多 {_LARGEST // _MB} MB", str(path), "请压缩里面的图片")
    names = values(checked, notice)
    answer = _asked(Filling(data, names, limits.space), limits, path)
    if not answer.startswith(FILLED):
        why = answer.removeprefix(FAILED).decode("utf-8", "replace") or "填模板的程序中断了，可能用了太多内存"
        raise SourceError(why, str(path), f"可用的名称：{'、'.join(names)}")
    return answer.removeprefix(FILLED)


def values(checked: CheckedCase, notice: Notice) -> dict[str, Value]:
    """Name in a template → what it stands for; the names are the labels of the form."""
    case = checked.case
    out: dict[str, Value] = {field.label: "" for field in notice.fields}
    for key in ("organisation", "title", *TEXTS):
        out[notice.label(key)] = getattr(case, key) or MISSING
    out[notice.label("subtitle")] = case.subtitle
    out[notice.label("recommender")] = case.recommender.name or MISSING
    out["推荐人电话"], out["推荐人邮箱"] = case.recommender.phone or MISSING, case.recommender.mail or MISSING
    out[notice.label("reporters")] = [_person(person) for person in case.reporters or (Person(),)]
    out[notice.label("standards")] = "\n".join(checked.standards) or MISSING
    out[notice.label("enclosures")] = "\n".join(case.enclosures)
    out[notice.label("practices")] = [
        {"序号": str(number), "做法": practice.text, "条款": basis.place, "原文": basis.quote}
        for number, practice in enumerate(checked.practices, 1)
        for basis in practice.bases or (CheckedBasis("", MISSING),)
    ]
    return out


def _person(person: Person) -> dict[str, str]:
    return {"姓名": person.name or MISSING, "电话": person.phone or MISSING, "邮箱": person.mail or MISSING}


def _asked(task: Filling, limits: Limits, path: Path) -> bytes:
    """What the process answers; SourceError when it takes more than the limits."""
    process = start("app.case_form.template_child")
    family = Family(process.pid)
    meter, sent = Meter(family, limits), None
    try:
        while True:
            try:
                question, sent = (None if sent else pickle.dumps(task)), True
                return process.communicate(question, timeout=_TICK)[0]
            except subprocess.TimeoutExpired as exc:
                if meter.exceeded():
                    what = "填模板用的时间或内存太多，模板里可能有不会结束的循环"
                    raise SourceError(what, str(path), "模板里只写名称和重复行") from exc
    finally:
        family.end()
        process.communicate()
