"""培训: choose what to teach, see slides, handout and questions, download them, take the quiz."""

from pathlib import Path

import streamlit as st

from app.app_pages.parts import address
from app.app_pages.parts.beside import begin, jobs, key_of, quiet, waiting
from app.app_pages.parts.heading import heading
from app.app_pages.parts.place import place
from app.app_pages.parts.states import empty, failed
from app.app_pages.person import may, require
from app.app_pages.shared import opened
from app.app_pages.teaching import slides
from app.app_pages.teaching.choosing import chosen
from app.app_pages.teaching.quiz import PLACE_IN_QUIZ, quiz
from app.base.knowledge import Knowledge
from app.people.rights import Right
from app.present import material as making
from app.present.material import Material
from app.training.pack import QUESTIONS, Order
from app.training.quiz.model import Question
from ingest.errors import DuibiaoError

PAGE = "training"
_STYLE = Path(__file__).with_name("teaching").joinpath("teaching.css").read_text(encoding="utf-8")
_VIEWS = {"": "课件", "handout": "讲义", "questions": "试题", "quiz": "做题"}
"""What is looked at, by its name in the address."""
_MASTER_MB = 64
_COUNTS = {"": QUESTIONS, "5": 5, "10": 10, "50": 50}
"""Questions of one paper, by their name in the address."""


def page() -> None:
    require(Right.READ)
    kb = opened()
    st.html(f"<style>{_STYLE}</style>")
    if may(Right.TRAIN):
        heading("培训材料", "选要教的内容，会做出课件、讲义和试题，每页每题都注明出处；试题也可以在这里做。")
    else:
        heading("培训做题", "选要学的内容，在这里做题，每题都注明出处。课件和讲义由案例作者、资料管理员做。")
    ids = chosen(kb)
    if not ids:
        empty("还没有选要教什么。", "在上面选一个改进目标、核心制度或标准，也可以选几项。")
        return
    views = _VIEWS if may(Right.TRAIN) else {"quiz": _VIEWS["quiz"]}
    with st.container(horizontal=True, vertical_alignment="center", key="training_bar"):
        chosen_view = address.bound("view", list(views))
        st.segmented_control("看什么", list(views), format_func=views.__getitem__, label_visibility="collapsed", **chosen_view)
        told = {name: f"最多 {count} 题" for name, count in _COUNTS.items()}
        count = address.bound("count", list(told), clears=PLACE_IN_QUIZ)
        st.selectbox("题数", list(told), format_func=told.__getitem__, label_visibility="collapsed", width=150, **count)
        view = next((one for one in (address.value("view"),) if one in views), next(iter(views)))
        master = b"" if view == "quiz" else _master()
    order = Order(tuple(ids), _COUNTS.get(address.value("count"), QUESTIONS))
    try:
        if view == "quiz":
            _quiz(kb, order)
        else:
            _made(kb, order, view, master)
    except DuibiaoError as exc:
        failed(exc)
    place(kb, PAGE)


@st.cache_resource(max_entries=16, show_spinner="正在出题…")
def _questions(folder: str, order: Order, _kb: Knowledge) -> tuple[Question, ...]:
    return making.questions(_kb, order)[1]


def _quiz(kb: Knowledge, order: Order) -> None:
    quiz(PAGE, _questions(str(kb.snapshot.folder), order, kb))


def _made(kb: Knowledge, order: Order, view: str, master: bytes) -> None:
    key = key_of(str(kb.snapshot.folder), repr(order), master)
    begin(key, lambda tell: making.material(kb, order, master, tell))
    job = jobs()[key]
    if not job.done:
        waiting(key, "可以先去看别的页面，回来时就做好了。")
        return
    try:
        found: Material = job.result()
    except DuibiaoError:
        jobs().pop(key, None)
        raise
    slides.files(found)
    if found.unasked:
        quiet(f"没有试题：{found.unasked}")
    _SHOWN[view](found)


def _master() -> bytes:
    """A hospital's own master, for this visit."""
    with st.popover("用本院的幻灯片母版", icon=":material/upload:"):
        given = st.file_uploader("母版（.pptx）", type=["pptx"], max_upload_size=_MASTER_MB, key="master")
        quiet("只用它的版式和字体，里面原有的页不会带进来。")
    return given.getvalue() if given else b""


def _asked(material: Material) -> None:
    if material.questions:
        slides.questions(material)


_SHOWN = {"": lambda material: slides.slides(PAGE, material), "handout": slides.handout, "questions": _asked}

page()
