"""The mapping of a draft as text."""

from collections.abc import Iterable, Iterator

from app.present.schema.mapping import Gap, Mapping, Practice, Proposal, Quote, Reference, Unchecked
from app.present.terminal.words import short

REFERENCES = {
    "in_force": "现行",
    "superseded": "已被代替",
    "misnamed": "名称编号不符",
    "unknown": "库内没有",
    "misprinted": "印错",
}
QUOTES = {"verbatim": "一致", "altered": "有改动", "misattributed": "出处不对", "not_found": "查无此文", "unproven": "不能核对"}
COVERS = {"covered": "已覆盖", "partly": "部分", "not": "未覆盖"}
_SHOWN = 3
"""Matches of a practice that are shown; the JSON has all."""


def mapping(found: Mapping) -> str:
    """What has to be put right first, then practices and gaps."""
    lines = [found.title, *_references(found.references), *_quotes(found.quotes), *_unchecked(found.unchecked)]
    lines += (
        _proposals("标准", found.standards) + _proposals("目标", found.targets) + _proposals("核心制度", found.core_systems)
    )
    lines += ["", "做法与条款：", *(line for number, p in enumerate(found.practices, 1) for line in _practice(number, p))]
    return "\n".join([*lines, *(line for gap in found.gaps for line in _gap(gap))])


def _references(found: Iterable[Reference]) -> Iterator[str]:
    yield from ("", "引用的标准、目标和文件：")
    for one in found:
        advice = f"：{one.advice}" if one.advice else ""
        yield f"  [{REFERENCES[one.state]}] {one.written}（{one.place}）{advice}"


def _quotes(found: Iterable[Quote]) -> Iterator[str]:
    yield from ("", "引文：")
    for one in found:
        yield f"  [{QUOTES[one.state]}] “{short(one.text)}”（{one.place}）{one.clause or ''}"
        if one.difference:
            yield f"      {one.difference}"


def _unchecked(found: Iterable[Unchecked]) -> Iterator[str]:
    yield from ("", "没有核对的：")
    for one in found:
        yield f"  {f'“{short(one.text)}”' if one.text else ''}{f'（{one.place}）' if one.place else ''}{one.why}"


def _proposals(name: str, found: Iterable[Proposal]) -> list[str]:
    return ["", f"{name}：", *(f"  {one.id}  {one.because}" for one in found)]


def _practice(number: int, practice: Practice) -> Iterator[str]:
    yield f"{number}. {short(practice.text)}（{practice.place}）"
    for match in practice.matches[:_SHOWN]:
        yield f"     {match.score:.2f} {match.place}  {short(match.text)}（{match.because}）"
    if not practice.matches:
        yield "     库内没有依据"


def _gap(gap: Gap) -> Iterator[str]:
    yield from ("", f"{gap.target} 的策略：")
    for strategy in gap.strategies:
        by = "、".join(str(number + 1) for number in strategy.practices)
        yield f"  [{COVERS[strategy.cover]}] {short(strategy.text)}{f'（做法 {by}）' if by else ''}"
