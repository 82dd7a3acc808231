"""The quiz: one question a screen, its answer with the place, the score at the end, and the wrong ones again."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.place import to_place
from app.app_pages.shared import plain
from app.training.quiz import taking
from app.training.quiz.model import LETTERS, LINE, Form, Question

GIVEN, AT, ONLY = "a", "n", "again"
"""Names in the address: the answers given so far, the question on the screen (from 1), and which questions are asked again."""
PLACE_IN_QUIZ = (GIVEN, AT, ONLY)
_LONGEST = 60
"""Characters of an answer in words."""


def quiz(page: str, questions: Sequence[Question]) -> None:
    """Where somebody stands in the quiz, as the address has it."""
    numbers = [int(one) for one in address.value(ONLY).split(".") if one.isdecimal() and int(one) < len(questions)]
    asked = [questions[n] for n in numbers or range(len(questions))]
    given = address.values(GIVEN)[: len(asked)]
    at = min(max(address.number(AT), 1) - 1, len(given), len(asked))
    if at == len(asked):
        _score(page, asked, given, numbers or list(range(len(questions))))
        return
    st.progress(at / len(asked), text=f"第 {at + 1} / {len(asked)} 题　{asked[at].form}")
    question, stem = asked[at], st.empty()
    if at < len(given):
        _answered(page, question, given[at], at, len(asked))
    else:
        _ask(question, at)
    with stem:  # comes last: whoever can read the question can answer it
        show(element("p", question.stem.replace(LINE, "＿＿＿＿"), class_="tr-stem"))


def _ask(question: Question, at: int) -> None:
    key = f"answer {at} {question.stem}"
    with st.form(key=f"quiz {at}", border=False):
        _box(question, key)
        if st.form_submit_button("提交", type="primary", shortcut="Enter", on_click=_answer, args=(question, at, key)):
            st.warning("还没有作答。")


def _box(question: Question, key: str) -> None:
    """Where it is answered: options by their letters, or words."""
    options = {letter: f"{letter}. {text}" for letter, text in zip(LETTERS, question.options, strict=False)}
    if taking.multiple(question):
        st.markdown("可以选几项：")
        for letter, text in options.items():
            st.checkbox(plain(text), key=f"{key} {letter}")
    elif options:
        st.radio("选一项", options, index=None, key=key, format_func=lambda letter: plain(options[letter]))
    elif question.form is Form.TRUE_FALSE:
        st.radio("对不对", taking.TRUTHS, index=None, key=key, horizontal=True)
    else:
        st.text_input(f"填在这里（不超过 {_LONGEST} 字）", key=key, autocomplete="off", max_chars=_LONGEST)


def _answer(question: Question, at: int, key: str) -> None:
    """Take what was answered; nothing where it is empty, or taken already."""
    answer, given = taking.tidy(question, _boxed(question, key)), address.values(GIVEN)
    if answer and len(given) == at:
        address.put(**{GIVEN: [*given, answer], AT: str(at + 1)})


def _boxed(question: Question, key: str) -> str:
    if taking.multiple(question):
        letters = LETTERS[: len(question.options)]
        return "".join(letter for letter in letters if st.session_state[f"{key} {letter}"])
    return st.session_state[key] or ""


def _answered(page: str, question: Question, given: str, at: int, many: int) -> None:
    right = taking.is_right(question, given)
    told = [element("p", "✓ 答对了" if right else "✗ 答错了", class_="tr-right" if right else "tr-wrong", role="status")]
    told += [element("p", f"您的答案：{_full(question, given)}")]
    if not right:
        told.append(element("p", f"正确答案：{_full(question, question.answer)}", class_="db-strong"))
    told.append(element("p", question.explanation, class_="db-words"))
    told.append(
        element("p", joined([Markup.escape(f"出处：{question.source.place}"), to_place(page, question.source.clause.id)], "　"))
    )
    answer = st.container()
    label = "下一题" if at + 1 < many else "看成绩"
    with st.form(key=f"after {at}", border=False):  # the browser has the code of this button already, not that of others
        st.form_submit_button(label, type="primary", shortcut="Enter", on_click=partial(address.put, **{AT: str(at + 2)}))
    with answer:  # comes last: whoever reads it can go on by Enter
        show(joined(told))


def _full(question: Question, given: str) -> str:
    """An answer with the words of its options."""
    words = [f"{letter}. {text}" for letter, text in zip(LETTERS, question.options, strict=False) if letter in given]
    return "　".join(words) or given


def _score(page: str, asked: Sequence[Question], given: Sequence[str], numbers: Sequence[int]) -> None:
    wrong = taking.wrong(asked, given)
    right = len(asked) - len(wrong)
    show(element("p", f"{len(asked)} 题答对 {right} 题（{100 * right // len(asked)}%）", class_="tr-stem", role="status"))
    rows = [
        element(
            "li",
            joined(
                [
                    Markup.escape(asked[n].stem),
                    element("b", f"答案：{_full(asked[n], asked[n].answer)}"),
                    to_place(page, asked[n].source.clause.id),
                ],
                "　",
            ),
        )
        for n in wrong
    ]
    if wrong:
        show(element("p", "答错的：", class_="db-strong") + element("ol", joined(rows), class_="tr-list"))
        again = ".".join(str(numbers[n]) for n in wrong)
        st.button(
            f"再做答错的 {len(wrong)} 题", type="primary", on_click=lambda: address.put(**{ONLY: again, GIVEN: None, AT: None})
        )
    else:
        st.markdown("全部答对。")
    st.button("从头再做", on_click=lambda: address.put(**{ONLY: None, GIVEN: None, AT: None}))
