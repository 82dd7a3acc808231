"""查依据: one question box, the grouped answer with reasons, and citations to copy."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.answer import answering
from app.app_pages.completing import BOX, completing
from app.app_pages.saved import saved
from app.app_pages.shared import opened, plain, status_line
from app.base.citation import RENDITIONS, STATUS
from app.base.knowledge import Knowledge
from app.present import answers
from app.present.schema.answers import (
    Answer,
    ClauseResult,
    CoreSystemResult,
    IndicatorResult,
    Result,
    Scored,
    StandardResult,
    TargetResult,
)
from app.present.schema.entities import Clause
from app.present.terminal import answers as terminal
from app.present.terminal.words import row
from index.query import MAX_QUESTION
from ingest.errors import DuibiaoError
from ingest.kinds import listed
from ingest.numbering.doctypes import BY_NAME, DOCTYPES, LEVELS

EXAMPLES = (
    "哪些标准适用于提高 VTE 规范预防率",
    "减少不必要的打点滴可以对照什么",
    "危急值报告属于哪项核心制度",
    "病案首页编码错误怎么改进",
    "WS/T 433-2013 被哪个标准代替",
)


def page() -> None:
    kb = opened()
    st.title("对标", anchor=False)
    kind, level = _filters(kb)
    if "question" not in st.session_state:
        st.session_state.question = st.query_params.get("q", "")
    with st.container(key=BOX, gap=None):
        st.text_input(
            "您要查什么？",
            key="question",
            placeholder="例如：哪些标准适用于提高 VTE 规范预防率",
            max_chars=MAX_QUESTION,
            autocomplete="off",
        )
        completing(kb)
    found = _answer(kb, kind, level)
    if isinstance(found, Answer):
        _head(found)
        with st.container(horizontal=True):
            saved(kb.snapshot.kb, kind, level, askable=True)
            _understood(found)
            _all_citations(found)
        _show(kb, found)
        return
    if found:
        st.warning(plain(str(found)))
    else:
        _invitation()
    saved(kb.snapshot.kb, kind, level, askable=False)


def _invitation() -> None:
    """What the page is for, and examples to press; only until something is asked, so that the answer has the first screen."""
    st.caption("医院质量安全标准与政策文件的依据检索。每条结果都注明出处和理由；找不到依据时会直接告诉您。")
    with st.container(horizontal=True):
        for example in EXAMPLES:
            st.button(example, on_click=_fill, args=(example,))
    st.info("请在上面写下问题，或点一个例子。可以写俗称、缩写、英文或标准号。")


def _answer(kb: Knowledge, kind: str, level: str) -> Answer | DuibiaoError | None:
    """The answer to what stands in the box, why it cannot be asked, or None when nothing stands there."""
    question = st.session_state.question
    if not question.strip():
        return None
    st.query_params["q"] = question
    try:
        correct = st.session_state.get("as_typed") != question
        return answers.answer(kb, answering.ask(kb, question, kind=kind, level=level, correct=correct))
    except DuibiaoError as exc:
        return exc


def _filters(kb: Knowledge) -> tuple[str, str]:
    held_kinds = {x.doctype for x in kb.documents.values()} | {st.session_state.get("kind")}
    held_levels = {x.level for x in kb.documents.values()} | {st.session_state.get("level")}
    kinds = {d.name: d.label for d in DOCTYPES if d.name in held_kinds}
    levels = {key: name for key, name in LEVELS.items() if key and key in held_levels}
    with st.sidebar:
        st.subheader("条款范围", anchor=False)
        kind = st.selectbox("文件类型", ["", *kinds], key="kind", format_func=lambda k: kinds.get(k, _ALL), placeholder=_ALL)
        level = st.selectbox("层级", ["", *levels], key="level", format_func=lambda k: levels.get(k, _ALL), placeholder=_ALL)
        st.caption(status_line(kb))
    return kind, level


def _fill(example: str) -> None:
    st.session_state.question = example


def _as_typed() -> None:
    st.session_state.as_typed = st.session_state.question


def _show(kb: Knowledge, found: Answer) -> None:
    if not found.answered:
        if found.nearest:
            st.markdown("最接近的条款（仅供参考，**不能作为依据**）：")
            for item in found.nearest:
                _words(item)
                _rendition(item.rendition)
        return
    if found.note:
        st.info(plain(found.note))
    groups = {name: results for name, results in found.groups.items() if results}
    if found.listing and not groups:
        st.markdown("\n".join(f"1. **{plain(m.name)}**　{plain(m.id)}" for m in found.listing.members))
    wide = [name for name in groups if name in _WIDE or name == next(iter(groups))]
    main, side = (st.container(), None) if len(wide) == len(groups) else st.columns([2, 1], gap="large")
    for name, results in groups.items():
        with main if side is None or name in wide else side:
            shown = _narrowed(found.clauses) if name == "clauses" and not found.listing else results
            _group(kb, listed()[name].title, shown, whole=found.listing is not None)
    without = [listed()[name].title for name in found.groups if name not in groups]
    if without and not found.listing and found.conclusion.kind != "comparison":
        st.caption(f"没有找到与这个问题相关的{'、'.join(without)}。")


def _all_citations(found: Answer) -> None:
    """Every citation, one a line, to copy or to save."""
    if not found.citations():
        return
    with st.popover(f"复制全部引用（{len(found.citations())} 条）", icon=":material/content_copy:"):
        short = st.toggle("简短形式", key="citations short", help="《…》目标三（二）核心策略第1条")
        lines = "\n".join(found.citations(short=short))
        st.code(lines, language=None, wrap_lines=True)
        st.download_button("存成文本文件", lines + "\n", "引用.txt", "text/plain", on_click="ignore")


def _head(found: Answer) -> None:
    """The conclusion, what was put right, what else may have been meant, and the terms that were read."""
    (st.success if found.answered else st.warning)(plain(found.conclusion.text))
    for slip in found.corrections:
        st.info(f"已把“{plain(slip.written)}”按“**{plain(slip.label)}**”查（{slip.how}）。")
    with st.container(horizontal=True):
        if found.corrections:
            st.button("按原来的字查", on_click=_as_typed)
        for offer in found.suggestions:
            st.button(f"您是不是要查：{plain(offer.query)}", on_click=_fill, args=(offer.query,))
    if found.concepts:
        named = "　".join(f"**{plain(c.label)}**（{plain(c.matched)}）" for c in found.concepts)
        st.caption(f"识别的术语：{named}")


def _understood(found: Answer) -> None:
    """How the question was read."""
    if found.explain:
        with st.popover("问题是这样理解的", icon=":material/help:"):
            st.markdown("\n".join(f"- {plain(step.text)}" for step in found.explain))


def _narrowed(clauses: Sequence[ClauseResult]) -> Sequence[ClauseResult]:
    """The clauses found, narrowed by what is chosen of their levels, types and documents, each with its count."""
    with st.sidebar:
        for name, key, label in _FACETS:
            counts = Counter(label(item) for item in clauses)
            if len(counts) > 1:
                shown = {value: f"{count} 条 {value}" for value, count in counts.items()}
                chosen = st.pills(f"{name}（找到的条款）", list(shown), format_func=shown.__getitem__, key=key)
                clauses = [item for item in clauses if chosen in (None, label(item))]
    return clauses


def _group(kb: Knowledge, title: str, results: Sequence[Result], *, whole: bool = False) -> None:
    """A group of results; of a ``whole`` list that is long, the others on demand."""
    st.subheader(f"{title}（{len(results)}）", anchor=False, divider="gray")
    left = len(results) - terminal.LISTED if whole else 0
    if left > 0 and not st.toggle(f"还有 {left} 项，全部显示", key=f"all {title}"):
        results = results[: terminal.LISTED]
    _cards(kb, [item for item in results if not item.maybe])
    if possible := [item for item in results if item.maybe]:
        with st.expander(f"可能相关（{len(possible)}）"):
            _cards(kb, possible)


def _cards(kb: Knowledge, results: Sequence[Result]) -> None:
    for item in results:
        with st.container(border=True):
            _SHOW[type(item)](kb, item)


def _reasons(item: Scored) -> None:
    if item.because:
        st.caption("为什么：\n" + "\n".join(f"- {plain(reason.text)}" for reason in item.because))


def _standard(_kb: Knowledge, item: StandardResult) -> None:
    st.markdown(f"**{plain(item.id)}**　{plain(item.name)}")
    replaced = f"　代替 {plain(item.replaces)}" if item.replaces else ""
    color = {"in_force": "green", "not_yet": "orange", "superseded": "red"}.get(item.status, "gray")
    st.markdown(f":{color}-badge[{STATUS[item.status]}]　{item.published} 发布　{item.effective} 实施{replaced}")
    _reasons(item)
    _citation(item.citation, item.citation_short)


def _target(_kb: Knowledge, item: TargetResult) -> None:
    specialty = f"　:gray-badge[{plain(item.specialty)}]" if item.specialty else ""
    st.markdown(f"**{plain(item.id)}**　{plain(item.name)}{specialty}")
    _reasons(item)
    if item.strategies:
        with st.expander(f"核心策略（{len(item.strategies)} 条）", expanded=item.score > _OPEN):
            st.markdown("\n".join(f"{i}. {plain(s.text)}" for i, s in enumerate(item.strategies, 1)))
    else:
        st.caption(plain(item.summary))
    _rendition(item.rendition)
    _citation(item.citation, item.citation_short)


def _clause(kb: Knowledge, item: ClauseResult) -> None:
    _words(item)
    if elsewhere := terminal.also(item):
        st.caption(plain(elsewhere))
    _reasons(item)
    _below(kb, item)


def _words(item: Clause) -> None:
    """A clause with its place."""
    place = f"　第 {item.page} 页" if item.page else ""
    st.markdown(f"**{plain(item.document_title)}**　{plain(item.locator)}{place}")
    for lead in item.leads:
        st.caption(f"承接：{plain(lead.text)}")
    st.markdown(plain(row(item.cells) or item.text))
    if item.items:
        with st.expander(f"共 {item.item_count} 项", expanded=len(item.items) <= _FEW):
            st.markdown("\n".join(f"{'    ' * (i.depth - 1)}- {plain(i.locator)}　{plain(i.text)}" for i in item.items))


def _below(kb: Knowledge, item: Clause) -> None:
    """How to cite a clause, and clauses like it."""
    _rendition(item.rendition)
    _citation(item.citation, item.citation_short)
    if st.toggle("相似的条款", key=f"like {item.id}"):
        for near in answers.hits(kb, answering.like(kb, item.id, 5)):
            title = kb.documents[near.document].title
            st.caption(f"**{plain(title)}**　{plain(near.locator)}　{plain(near.text)}")


def _rendition(rendition: str) -> None:
    """Whether the words are the original's."""
    if rendition:
        st.markdown(f":{'blue' if rendition == 'original' else 'orange'}-badge[{RENDITIONS[rendition]}]")


def _citation(citation: str, short: str) -> None:
    """The citation in both forms, to copy."""
    if citation:
        st.code(citation, language=None, wrap_lines=True)
        st.caption(f"简短引用：{plain(short)}")


def _core_system(_kb: Knowledge, item: CoreSystemResult) -> None:
    st.markdown(f"**{plain(item.id)}**")
    if item.definition:
        st.markdown(f"{plain(item.definition)}　:orange-badge[释义由本系统编写，非原文]")
    _reasons(item)
    _citation(item.citation, item.citation_short)


def _indicator(_kb: Knowledge, item: IndicatorResult) -> None:
    st.markdown(plain(terminal.indicator(item)))
    _reasons(item)
    _citation(item.citation, item.citation_short)


_ALL = "全部"
_FEW = 12
# Items of a list that are shown at once.
_OPEN = 0.8
# Score above which the strategies of a target are shown at once.
_WIDE = ("standards", "targets", "clauses")
_SHOW: dict[type[Result], Callable[[Knowledge, Any], None]] = {
    StandardResult: _standard,
    TargetResult: _target,
    ClauseResult: _clause,
    CoreSystemResult: _core_system,
    IndicatorResult: _indicator,
}
_FACETS: tuple[tuple[str, str, Callable[[Clause], str]], ...] = (
    ("层级", "facet level", lambda item: LEVELS[item.level]),
    ("类型", "facet type", lambda item: BY_NAME[item.doctype].label),
    ("文件", "facet document", lambda item: item.document_title),
)
# What the clauses found may be narrowed by. (A string here would be shown on the page.)

page()
