"""What is in focus beside the draft: a practice with its matches, a citation with what the source has, or the strategies."""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from app.answer import answering
from app.app_pages.case import places
from app.app_pages.case.common import AT, COVER, FOCUS, PAGE, do, take
from app.app_pages.parts import badges
from app.app_pages.parts.beside import quiet
from app.app_pages.parts.links import before_and_after, here
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.place import to_place
from app.app_pages.parts.states import empty, failed
from app.app_pages.parts.to_thing import to_thing
from app.app_pages.shared import plain
from app.base.knowledge import Knowledge
from app.case_work.adopted import Changed
from app.case_work.concerns import Concern
from app.case_work.desk import Opened
from app.case_work.spans import Span
from app.mapping.differing import Piece, differing
from app.mapping.model import Match, Practice
from app.people.works import Action
from app.present import answers
from app.present.mapping import shown
from ingest.errors import DuibiaoError

_FOUND = 8
"""Results of a search for another basis that are shown."""
_BASES = ("clauses", "standards", "core_systems")


def default(opened: Opened) -> str:
    """What is looked at first: a wrong citation, a practice that nobody has looked at, the first practice."""
    if opened.wrong:
        return places.concerns(opened)[0]
    if opened.mapping.practices:
        return places.practices(opened)[opened.undecided[0] if opened.undecided else 0]
    return next(iter(places.concerns(opened)), "")


def standing(opened: Opened, at: str) -> str:
    """What the address names, or, where that was mended meanwhile, what is to be looked at next."""
    named = {"p": places.practices, "c": places.concerns}.get(at[:1])
    known = named(opened) if named else []
    if at == "gaps" or at in known:
        return at
    return known[0] if at[:1] == "c" and known else default(opened)


def focus(kb: Knowledge, opened: Opened, at: str) -> None:
    """The thing that the address names."""
    show(element("div", "", id=FOCUS))
    if at == "gaps":
        _gaps(kb, opened)
        return
    for kind, named in (("p", places.practices), ("c", places.concerns)):
        if at in (names := named(opened)):
            _beside(kind, names, names.index(at))
            _SHOWN[kind](kb, opened, names.index(at))
            return
    empty("没有找到写做法的句子。", "请把做法写在“主要做法”一类的标题下面，再上传一次。")


def _beside(kind: str, names: Sequence[str], number: int) -> None:
    name = {"p": "做法", "c": "引用"}[kind]
    ways = before_and_after(PAGE, AT, names, number, "条")
    told = element("span", f"{name} {number + 1} / {len(names)}", class_="db-strong")
    show(element("p", joined([told, *ways], "　"), class_="cw-beside"))


# practices


def _practice(kb: Knowledge, opened: Opened, number: int) -> None:
    practice = opened.mapping.practices[number]
    ids = opened.standing.decided.get(practice.text)
    show(element("blockquote", practice.text, class_="cw-quoted"))
    for changed in (one for one in opened.changed if one.practice == number):
        _changed(kb, opened, practice, changed)
    matches = _with_own(kb, practice, ids or ())
    if not matches and ids is None:
        quiet("知识库里没有找到对应的条款。可以在下面自己找一条；确实没有，征集表里这一条的依据就空着。")
    for match in matches:
        _match(kb, opened, practice, match, ids)
    none = ids == ()
    with st.container(horizontal=True):
        label = "✓ 没有对应条款" if none else "都不合适，没有对应条款"
        args = (opened.work.id, Action.DECIDE, practice.text, "", "")
        st.button(label, key=f"none {practice.text}", on_click=do, args=args, disabled=none)
    with st.expander("另找条款", expanded=not matches):
        _search(kb, opened, practice, ids, {match.id for match in matches})


def _with_own(kb: Knowledge, practice: Practice, ids: tuple[str, ...]) -> list[Match]:
    """What was chosen beyond the matches first."""
    found = {match.id for match in practice.matches}
    held = (one for one in ids if one not in found and (kb.clause(one) or one in kb.entities))
    own = [Match(kb.found_as(one), one, 1.0, "您自己选定的") for one in held]
    return [*own, *practice.matches]


def _changed(kb: Knowledge, opened: Opened, practice: Practice, changed: Changed) -> None:
    """A basis that was adopted with another text: both texts, to be accepted or given up."""
    was, now = differing(changed.was, changed.now)
    with st.container(border=True, key=f"changed {changed.id}"):
        badge = badges.badge("采用以后变了", "superseded")
        show(element("p", joined([badge, element("span", changed.id, class_="db-quiet")], "　")))
        sides = [_side("原来采用的是", was, "cw-out")]
        sides.append(_side("现在是", now, "cw-in") if changed.now else element("p", "现在知识库里没有了", class_="db-quiet"))
        show(element("div", joined(sides), class_="cw-sides"))
        with st.container(horizontal=True, vertical_alignment="center"):
            for label, taken in (("按现在的采用", True), ("不再采用", False)):
                if changed.now or not taken:
                    key = f"again {taken} {changed.id} | {practice.text}"
                    args = (kb, opened.work.id, practice.text, changed.id)
                    st.button(
                        label,
                        key=key,
                        type="primary" if taken else "secondary",
                        on_click=take,
                        args=args,
                        kwargs={"taken": taken},
                    )


def _match(kb: Knowledge, opened: Opened, practice: Practice, match: Match, ids: tuple[str, ...] | None) -> None:
    taken = match.id in (ids or ())
    with st.container(border=True, key=f"match {'taken' if taken else 'free'} {match.id}"):
        show(_told(kb, match))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "✓ 已采用，点此取消" if taken else "采用",
                key=f"take {match.id} | {practice.text}",
                type="secondary" if taken or ids else "primary",
                on_click=take,
                args=(kb, opened.work.id, practice.text, match.id),
                kwargs={"taken": not taken},
            )
            if match.kind == "clause":
                show(to_place(PAGE, match.id))


def _told(kb: Knowledge, match: Match) -> Markup:
    text, place = shown(kb, match)
    clause = kb.clause(match.id)
    badge = (
        badges.rendition(clause.rendition) if clause else badges.basis("title_only") if match.kind == "standard" else Markup("")
    )
    return joined(
        [
            element("p", joined([to_thing(place, match.kind, match.id, "db-strong"), badge], "　")),
            element("p", text, class_="db-words cw-clamped"),
            element("p", match.because, class_="db-quiet"),
        ]
    )


def _search(kb: Knowledge, opened: Opened, practice: Practice, ids: tuple[str, ...] | None, above: set[str]) -> None:
    """What the words find and does not stand *above* already, adopted or offered."""
    words = st.text_input("写几个字、条款的意思或标准号", key=f"find {practice.text}", autocomplete="off")
    if not words.strip():
        return
    try:
        found = answers.answer(kb, answering.ask(kb, words))
    except DuibiaoError as exc:
        failed(exc)
        return
    results = [one for name in found.groups if name in _BASES for one in found.groups[name]][:_FOUND]
    nearest = [] if results else list(found.nearest)
    if not results and not nearest:
        empty("没有找到。", "换几个字试试，例如条款里的说法。")
    if any(one.id in above for one in (*results, *nearest)):
        quiet("找到的有些上面已经列出，这里不再重复。")
    for one in (*results, *nearest):
        match = Match(kb.found_as(one.id), one.id, 1.0, "" if results else "最接近的条款，不一定合适")
        if one.id not in above:
            _match(kb, opened, practice, match, ids)


# citations


def _concern(_kb: Knowledge, opened: Opened, number: int) -> None:
    concern = opened.concerns[number]
    show(_state(concern))
    sides = [_side("草稿写的", concern.written, "cw-out")]
    if concern.source:
        sides.append(_side("应当写作" if concern.kind == "reference" else "原文写的", concern.source, "cw-in"))
    show(element("div", joined(sides), class_="cw-sides"))
    if concern.advice:
        quiet(concern.advice)
    with st.container(horizontal=True, vertical_alignment="center"):
        for n, fix in enumerate(concern.fixes):
            args = (opened.work.id, Action.MEND, fix.about, fix.before, fix.after)
            first = n == 0 and not concern.hint
            key = f"fix {fix.about} {fix.before}"  # never that of another fix: a press that comes late must not make that one
            st.button(plain(fix.label), key=f"{key} {n}", type="primary" if first else "secondary", on_click=do, args=args)
        if concern.clause:
            show(to_place(PAGE, concern.clause))
    if concern.spans:
        with st.expander("自己改这一段", expanded=not concern.fixes):
            for span in concern.spans:
                _edit(opened, span.passage)


def _state(concern: Concern) -> Markup:
    badge = badges.badge(concern.label, "not_yet" if concern.hint else "superseded")
    return element("p", joined([badge, element("span", concern.place, class_="db-quiet")], "　"))


def _side(name: str, pieces: tuple[Piece, ...], class_: str) -> Markup:
    words = joined(element("mark", p.text, class_=class_) if p.differs else Markup.escape(p.text) for p in pieces)
    return element("div", element("p", name, class_="db-quiet") + element("p", words, class_="db-words"), class_="cw-side")


def _edit(opened: Opened, passage: int) -> None:
    old = opened.standing.draft.passages[passage - 1].text
    key = f"edited {passage} {len(opened.steps)}"
    with st.form(f"edit {passage}", border=False):
        st.text_area("这一段", old, key=key, height=160)
        st.form_submit_button("改好了", on_click=_edited, args=(opened.work.id, passage, old, key))


def _edited(work: str, passage: int, old: str, key: str) -> None:
    do(work, Action.MEND, str(Span(passage, 0, len(old))), old, st.session_state[key])


# strategies


def _gaps(kb: Knowledge, opened: Opened) -> None:
    names = places.practices(opened)
    for gap in opened.mapping.gaps:
        target = kb.entities.get(gap.target)
        st.markdown(f"**{plain(gap.target)}**　{plain(str(getattr(target, 'name', '')))}")
        rows = []
        for strategy in gap.strategies:
            clause = kb.clause(strategy.clause)
            word, meaning = COVER[strategy.cover]
            ways = [here(f"做法 {n + 1}", PAGE, {AT: names[n]}) for n in strategy.practices]
            told = [badges.badge(word, meaning), Markup.escape(clause.text if clause else strategy.clause), *ways]
            rows.append(element("li", joined(told, " ")))
        show(element("ul", joined(rows), class_="cw-gaps"))
    quiet("“缺”的策略如果做过，请在草稿的做法里写上；没有做，征集表里不必写。")


_SHOWN: dict[str, Callable[[Knowledge, Opened, int], None]] = {"p": _practice, "c": _concern}
