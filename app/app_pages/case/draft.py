"""The draft on the left, practices underlined and citations marked, each a way to what is beside it; the strip above."""

from collections import Counter

from markupsafe import Markup

from app.app_pages.case import places
from app.app_pages.case.common import AT, COVER, FOCUS, PAGE
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import element, joined
from app.case_work import marked
from app.case_work.desk import Opened
from app.case_work.marked import Run
from app.mapping.model import Passage


def strip(opened: Opened) -> Markup:
    """引用 12 处 · 3 处有问题; 做法 8 条 · 还有 2 条没核对; 策略 5 条 · 覆盖 3 部分 1 缺 1."""
    found = opened.mapping
    wrong = f"{opened.wrong} 处有问题" if opened.wrong else "都没有问题"
    left = f"还有 {len(opened.undecided)} 条没核对" if opened.undecided else "都核对过了"
    changed = len({one.practice for one in opened.changed})
    left += f"（{changed} 条采用的依据变了）" if changed else ""
    parts = [
        _told(f"引用 {opened.cited} 处 · {wrong}", next(iter(places.concerns(opened)), None), bad=opened.wrong > 0),
        _told(f"做法 {len(found.practices)} 条 · {left}", _first(opened), bad=bool(opened.undecided)),
    ]
    covers = Counter(strategy.cover for gap in found.gaps for strategy in gap.strategies)
    if covers:
        said = " ".join(f"{word} {covers[cover]}" for cover, (word, _) in COVER.items() if covers[cover])
        parts.append(_told(f"策略 {covers.total()} 条 · {said}", "gaps", bad=covers["not"] > 0))
    return element("p", joined(parts), class_="cw-strip", role="status")


def _first(opened: Opened) -> str | None:
    """The first practice that nobody has looked at, else the first."""
    return places.practices(opened)[opened.undecided[0] if opened.undecided else 0] if opened.mapping.practices else None


def _told(text: str, at: str | None, *, bad: bool) -> Markup:
    class_ = "cw-told cw-bad" if bad else "cw-told cw-good"
    return here(text, PAGE, {AT: at}, class_=class_, fills=FOCUS) if at else element("span", text, class_=class_)


def draft(opened: Opened, focus: str) -> Markup:
    """The whole draft."""
    spans = marked.placed(opened.standing.draft, opened.mapping.practices)
    names, paragraphs = (places.practices(opened), places.concerns(opened)), []
    for number, passage in enumerate(opened.standing.draft.passages, 1):
        runs = marked.runs(opened.standing.draft, number, spans, opened.concerns)
        paragraphs.append(_paragraph(passage, joined(_run(opened, names, run, focus) for run in runs)))
    return element("div", joined(paragraphs), class_="cw-draft", role="group", aria_label="草稿")


def _paragraph(passage: Passage, text: Markup) -> Markup:
    return element("p", text, class_=f"cw-{passage.kind}")


def _run(opened: Opened, names: tuple[list[str], list[str]], run: Run, focus: str) -> Markup:
    """``names`` are those of the practices and of the citations."""
    if run.concern is not None:
        at, class_ = names[1][run.concern], "cw-hint" if opened.concerns[run.concern].hint else "cw-wrong"
    elif run.practice is not None:
        at, class_ = names[0][run.practice], f"cw-practice cw-{_state(opened, run.practice)}"
    else:
        return Markup.escape(run.text)
    chosen = f"{class_} cw-focus" if at == focus else class_
    return here(run.text, PAGE, {AT: at}, class_=chosen, title=_TITLES.get(class_.rpartition("cw-")[2]), fills=FOCUS)


def _state(opened: Opened, practice: int) -> str:
    """open, decided or none."""
    ids = opened.standing.decided.get(opened.mapping.practices[practice].text)
    return "open" if practice in opened.undecided or ids is None else "decided" if ids else "none"


_TITLES = {
    "open": "还没有核对依据",
    "decided": "已选定依据",
    "none": "没有对应条款",
    "wrong": "引用有问题",
    "hint": "引用有提示",
}
