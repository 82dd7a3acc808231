"""A checked case and its checklist come in; what is shown before it is sent goes out."""

from app.case_form.checklist import Check, Checklist, Facts
from app.present.schema import form as schema


def form_check(facts: Facts, found: Checklist) -> schema.FormCheck:
    """``form --check --json``."""
    case = facts.checked.case
    return schema.FormCheck(
        file=case.file,
        title=case.title,
        pages=facts.pages,
        counted=facts.counted,
        first=tuple(map(_check, found.first)),
        checks=tuple(map(_check, found.lines)),
        problems=tuple(schema.Problem(kind=p.kind, where=p.where, what=p.what, todo=p.todo) for p in facts.checked.problems),
    )


def _check(found: Check) -> schema.Check:
    wanted, support = found.requirement, found.support
    return schema.Check(kind=wanted.kind, name=wanted.name, state=support.state, support=support.told, advice=wanted.advice)
