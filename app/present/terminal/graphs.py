"""Links, paths, what covers what, and saved questions as text."""

from collections.abc import Sequence

from app.people.decisions import REASON, STATES
from app.people.questions import SavedQuestion
from app.present.schema.graphs import Coverage, PathStep, ReviewedLink
from app.present.schema.shown import Neighbour
from kg.predicates import BASES, PREDICATES


def steps(found: Sequence[PathStep]) -> str:
    """Links, one a line, each with its reason."""
    return "\n".join(f"{_sentence(step)}（{_basis(step)}）" for step in found) if found else "两者之间没有关联。"


def review(found: Sequence[ReviewedLink]) -> str:
    """Suggestions, each with the id to name it by."""
    return "\n".join(_suggested(x, x.comment) for x in found) if found else "没有待审核的关联。"


def decisions(found: Sequence[ReviewedLink]) -> str:
    """Decisions, each with the id of its link, who made it and when, and the reviewer's reason apart from the link's."""
    return "\n".join(map(_decided, found)) if found else "还没有审核过的关联。"


def _suggested(link: ReviewedLink, why: str) -> str:
    return f"{link.id}  {_sentence(link)}（把握 {link.confidence:.2f}）\n   理由：{why}"


def _decided(link: ReviewedLink) -> str:
    rule, _, why = link.comment.partition(REASON)
    return f"{_suggested(link, rule)}\n   审核：{STATES[link.state]}，{link.by}，{link.date}" + (f"，{why}" if why else "")


def _sentence(step: PathStep) -> str:
    return f"{step.subject.label} — {PREDICATES[step.predicate]} → {step.object.label}"


def _basis(step: PathStep | Neighbour) -> str:
    return BASES[step.basis] + (f"：{step.comment}" if step.comment else "")


def neighbour(near: Neighbour) -> str:
    """A thing one link away, with the direction of the link and its reason."""
    words = PREDICATES[near.predicate]
    sentence = f"→ {words} → {near.label}" if near.forward else f"← {words} ← {near.label}"
    return f"{sentence}（{_basis(near)}）"


def questions(found: Sequence[SavedQuestion]) -> str:
    """Saved questions, each with the id to name it by and what it is narrowed to."""
    if not found:
        return "还没有保存的问题。可在网页“查依据”里保存。"
    return "\n".join(
        f"{x.id}  {x.label}{f'（{x.scope}）' if x.scope else ''}" + (f"\n   问题：{x.query}" if x.name else "") for x in found
    )


def coverage(found: Coverage) -> str:
    """Targets with their standards, and what is left over."""
    lines = []
    for target, serving in found.targets.items():
        served = "；".join(f"{one.standard}（{PREDICATES[one.predicate]}）" for one in serving)
        lines.append(f"{target}  {served or '—— 库内没有适用的标准'}")
    lines += ["", f"没有标准的目标：{'、'.join(found.targets_without_standard) or '无'}"]
    lines += [f"没有目标的标准：{'、'.join(found.standards_without_target) or '无'}"]
    lines += ["核心制度涉及的目标数：" + "、".join(f"{one.id} {one.targets}" for one in found.core_systems)]
    cited = "、".join(f"{one.id} {one.places}" for one in found.most_cited)
    return "\n".join([*lines, f"原文引用的库外文件：{cited or '无'}"])
