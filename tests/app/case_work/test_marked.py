"""A draft in pieces for the eye."""

from app.case_work import marked


def test_practices_and_citations_are_marked_where_they_stand(desk, person, begun):
    opened = desk.open(person, begun.id)
    draft, concerns = opened.standing.draft, opened.concerns
    spans = marked.placed(draft, opened.mapping.practices)
    assert [span.of(draft) for span in spans] == [p.text for p in opened.mapping.practices]
    runs = list(marked.runs(draft, spans[0].passage, spans, concerns))
    assert "".join(run.text for run in runs) == draft.passages[spans[0].passage - 1].text
    assert {run.practice for run in runs} == {0}
    quote = next(n for n, c in enumerate(concerns) if c.kind == "quote")
    assert [run.text for run in runs if run.concern == quote] == ["陪护人员应当佩戴陪护证，每日二十一时以后不得离开病区"]
