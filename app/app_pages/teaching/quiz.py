"""The quiz: one question a screen, its answer with the place, the score at the end, and the wrong ones again."""

from collections.abc import Sequence

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
    question = asked[at]
    shown = question.stem.replace(LINE, "＿＿＿＿")
    show(element("p", shown, class_="tr-stem"))
    if at < len(given):
        _answered(page, question, given[at], at, len(asked))
    else:
        _ask(question, given, at)


def _ask(question: Question, given: list[str], at: int) -> None:
    with st.form(key=f"quiz {at}", border=False):
        answer = taking.tidy(question, _box(question, f"answer {at} {question.stem}"))
        if not st.form_submit_button("提交", type="primary", shortcut="Enter"):
            return
        if not answer:
            st.warning("还没有作答。")
            return
    address.put(**{GIVEN: [*given, answer], AT: str(at + 1)})
    st.rerun()


def _box(question: Question, key: str) -> str:
    """What is answered: letters of options, or words."""
    options = {letter: f"{letter}. {text}" for letter, text in zip(LETTERS, question.options, strict=False)}
    if taking.multiple(question):
        st.markdown("可以选几项：")
        return "".join(letter for letter, text in options.items() if st.checkbox(plain(text), key=f"{key} {letter}"))
    if options:
        return st.radio("选一项", options, index=None, key=key, format_func=lambda letter: plain(options[letter])) or ""
    if question.form is Form.TRUE_FALSE:
        return st.radio("对不对", taking.TRUTHS, index=None, key=key, horizontal=True) or ""
    return st.text_input("填在这里", key=key, autocomplete="off", max_chars=60)


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
    show(joined(told))
    label = "下一题" if at + 1 < many else "看成绩"
    st.button(label, type="primary", shortcut="Enter", on_click=lambda: address.put(**{AT: str(at + 2)}))


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
