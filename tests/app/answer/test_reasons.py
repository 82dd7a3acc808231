"""The reasons that a person reads."""

from app.answer.answering import ask


def test_a_link_is_told_with_both_its_ends_and_its_comment(opened):
    standards = ask(opened, "哪些标准适用于提高VTE规范预防率").results["standard"]
    links = [r for s in standards for r in s.because if len(r.path) > 1]
    assert links
    for reason in links:
        subject, predicate, thing, comment = reason.path
        assert subject.startswith(tuple(opened.entities)), subject
        assert predicate in ("直接适用于", "可支持")
        assert thing.startswith("NIT-2026-")
        assert comment
