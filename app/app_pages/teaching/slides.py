"""Slides as small pictures, one of them large with its notes; the handout; the files; the questions to read."""

import base64
import io

import streamlit as st
from markupsafe import Markup
from PIL import Image

from app.app_pages.parts import address
from app.app_pages.parts.beside import quiet
from app.app_pages.parts.line import line, lines
from app.app_pages.parts.links import before_and_after, here
from app.app_pages.parts.markup import element, joined, show
from app.present.material import Material
from app.training.quiz.model import LETTERS, Question
from app.training.shown import SlideText

SLIDE = "slide"
"""Name in the address of the slide that is large, from 1."""
_SMALL = 320
"""Pixels of a small picture."""
_LARGE = 760
"""Pixels of the large one, so that the notes below begin on the screen of a laptop."""
_TYPES = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".gift": "text/plain",
}


def files(material: Material) -> None:
    """A button for each file."""
    with st.container(horizontal=True, key="training_files"):
        for file in material.files:
            st.download_button(
                f"下载{file.name}",
                file.data,
                f"{material.title}_{file.name}",
                _TYPES[file.name[file.name.rindex(".") :]],
                key=f"file {file.name}",
                help=file.told,
                on_click="ignore",
                type="primary" if file.name.endswith(".pptx") else "secondary",
            )


def slides(page: str, material: Material) -> None:
    """All slides small; the one that the address names large, with what the speaker says."""
    if not material.pictures:
        quiet(f"这里是课件的文字，不是画面（{material.undrawn}）；下载后用 PowerPoint 或 WPS 看。")
    number = address.number(SLIDE)
    at = number - 1 if 1 <= number <= len(material.slides) else None
    if at is not None:
        _large(page, material, at)
    cards = [_card(page, material, n, chosen=n == at) for n in range(len(material.slides))]
    show(element("div", joined(cards), class_="tr-slides"))


def _large(page: str, material: Material, at: int) -> None:
    ways = before_and_after(page, SLIDE, [str(n + 1) for n in range(len(material.slides))], at, "页")
    ways.append(here("看全部", page, {SLIDE: None}, class_="db-button"))
    told = element("span", f"第 {at + 1} / {len(material.slides)} 页", class_="db-strong")
    show(element("p", joined([told, *ways], "　"), class_="db-buttons"))
    slide = material.slides[at]
    if material.pictures:
        st.image(material.pictures[at], alt=slide.title, width=_LARGE)
    else:
        show(_words(slide))
    notes = [element("p", one, class_="db-words") for one in slide.notes.split("\n") if one.strip()]
    show(element("section", joined([element("p", "讲稿", class_="db-strong"), *notes]), class_="tr-notes"))


def _card(page: str, material: Material, number: int, *, chosen: bool) -> Markup:
    slide = material.slides[number]
    label = f"{number + 1}. {slide.title}"
    shown = _small(material.pictures[number], label) if material.pictures else _words(slide)
    inner = shown + element("span", label, class_="tr-label")
    return here(inner, page, {SLIDE: str(number + 1)}, class_="tr-card tr-chosen" if chosen else "tr-card")


@st.cache_resource(max_entries=200, show_spinner=False)
def _source(picture: bytes) -> str:
    image, out = Image.open(io.BytesIO(picture)), io.BytesIO()
    image.thumbnail((_SMALL, _SMALL))
    image.save(out, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"


def _small(picture: bytes, label: str) -> Markup:
    return element("span", Markup('<img src="{}" alt="{}">').format(_source(picture), label))


def _words(slide: SlideText) -> Markup:
    parts = [element("b", slide.title), *(element("span", one) for one in slide.lines)]
    return element("span", joined(parts, " "), class_="tr-words")


def handout(material: Material) -> None:
    """Its pages."""
    if not material.handout:
        quiet("讲义和科室自查表请下载后用 Word 或 WPS 看。")
    for number, page in enumerate(material.handout, 1):
        st.image(page, caption=f"第 {number} 页", alt=f"第 {number} 页", width=760)


def questions(material: Material) -> None:
    """Each question in a line that opens to its answer."""
    quiet("题目是按规则从条款里出的，发出去之前请自己读一遍，不合适的在文件里删掉。")
    show(lines([_question(n, one) for n, one in enumerate(material.questions, 1)]))


def _question(number: int, one: Question) -> Markup:
    options = [element("li", f"{letter}. {text}") for letter, text in zip(LETTERS, one.options, strict=False)]
    body = [
        element("p", one.stem, class_="db-words"),
        element("ul", joined(options), class_="db-items") if options else Markup(""),
        element("p", f"答案：{one.answer}", class_="db-strong"),
        element("p", one.explanation, class_="db-words"),
        element("p", f"出处：{one.source.place}", class_="db-quiet"),
    ]
    return line(f"q{number}", f"{number}. {one.form}", one.stem, joined(body))
