"""Material on things of a base, from the id to the file."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.handout import handout
from app.training.pack import FILES, Order, Pack
from app.training.plan import _WHO, lesson
from app.training.subjects import subjects
from ingest.errors import NotFoundError, OutputError, QuestionError


def order(*ids, **kw):
    return Order(ids, **kw)


def test_an_id_that_is_gone_is_one_line(opened):
    with pytest.raises(NotFoundError, match="知识库里没有“NIT-1999-I”"):
        Pack.of(opened, order("NIT-2026-V", "NIT-1999-I"))


@pytest.mark.parametrize("ids", [(), (" ",)])
def test_no_id_is_one_line(opened, ids):
    with pytest.raises(QuestionError, match="没有写编号"):
        Pack.of(opened, order(*ids))


def test_too_many_questions_are_refused(opened):
    with pytest.raises(QuestionError, match="题数要在 1 到 2000 之间"):
        Pack.of(opened, order("NIT-2026-V", count=0))


def test_an_unknown_ending_names_those_that_are_known_and_leaves_what_was_there(opened, tmp_path):
    (tmp_path / "a.pdf").write_text("旧")
    with pytest.raises(OutputError, match=r"\.docx、\.gift、\.pptx、\.xlsx"):
        Pack.of(opened, order("NIT-2026-V")).write(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_text() == "旧"


def test_a_folder_gets_every_part(opened, tmp_path):
    told = Pack.of(opened, order("NIT-2026-V")).write_all(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(FILES) and len(told) == len(FILES)


def test_a_target_without_anything_worth_asking_still_gets_slides_and_a_handout(opened, tmp_path):
    told = Pack.of(opened, order("PIT-2026-02")).write_all(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["课件.pptx", "讲义.docx", "试卷.docx"])
    assert told[-1].startswith("没有试题：") and "出不了题" in told[-1] and sum("没有试题" in line for line in told) == 1


def test_a_paper_with_few_questions_says_so_and_has_what_to_talk_over(opened, tmp_path):
    told = Pack.of(opened, order("NIT-2026-V")).write(tmp_path / "试卷.docx", exam=True)
    text = "\n".join(p.text for p in Document(tmp_path / "试卷.docx").paragraphs)
    assert "可考的条款少" in told and "讨论题（不计分" in text
    assert "核心策略第3条的大意是：研究制定本机构无需静脉输液的病种清单" in text and "由谁起草" in text


def test_a_paper_with_enough_questions_has_none(opened, tmp_path):
    told = Pack.of(opened, order("查对制度")).write(tmp_path / "试卷.docx", exam=True)
    assert told.endswith("答案另页")
    assert "讨论题" not in "".join(p.text for p in Document(tmp_path / "试卷.docx").paragraphs)


def test_a_lesson_tells_why_what_who_how_and_what_to_settle(opened):
    (subject,) = subjects(opened, ["NIT-2026-V"])
    taught = lesson(opened, subject)
    assert taught.why[0].place == "目标简述"
    assert [p.place for p in taught.required] == [f"核心策略第{n}条" for n in range(1, 8)]
    assert any(p.topic == "参加部门" and "药学" in p.text for p in taught.who)
    assert any(p.topic == "频次" and "每季度" in p.text for p in taught.measured)
    assert {p.topic for p in taught.decide} >= {"工作小组", "清单", "培训", "数据"}
    assert any("T/CHAS 10-2-34-2020" in p.text and "现行" in p.text for p in taught.linked)
    assert "摘要" in taught.sources[0]


def test_suggested_links_are_not_taught(opened):
    (subject,) = subjects(opened, ["危急值报告制度"])
    assert "NIT-2026-X" not in "".join(p.text for p in lesson(opened, subject).linked)


def test_a_list_stays_with_the_sentence_above_it(tmp_path):
    rule = "# 病区陪护管理办法\n\n第一条 为了规范陪护，制定本办法。\n\n第二条 护士负责登记。\n\n第三条 有下列情形之一的，不得陪护：\n\n（一）陪护人员发热；\n\n（二）陪护人员扰乱秩序。\n"
    (tmp_path / "病区陪护管理办法.md").write_text(rule, encoding="utf-8")
    publish.build(tmp_path / "kb", [tmp_path / "病区陪护管理办法.md"])
    own = Knowledge.open(tmp_path / "kb")
    (subject,) = subjects(own, ["病区陪护管理办法"])
    *_, point = lesson(own, subject).required
    assert point.text == "有下列情形之一的，不得陪护：（一）陪护人员发热；（二）陪护人员扰乱秩序。"
    assert not point.digest


def test_the_handout_has_requirements_a_checklist_and_fonts_of_both_scripts(opened):
    taught = [lesson(opened, s) for s in subjects(opened, ["NIT-2026-V"])]
    document = Document(BytesIO(handout(taught)))
    required, checks = (t for t in document.tables if len(t.columns) > 1)
    assert [r.cells[0].text for r in required.rows][1:] == [p.text for p in taught[0].required]
    assert all(r.cells[0].text.startswith("□") for r in checks.rows[1:])
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [p.text for p in breaks] == ["科室自查表"]
    for run in (r for t in (required, checks) for c in t._cells for p in c.paragraphs for r in p.runs):
        fonts = run._r.rPr.rFonts
        assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == ("微软雅黑", "Microsoft YaHei")
    assert all(len(t._tbl.tblGrid.gridCol_lst) == len(t.columns) for t in document.tables)


@pytest.mark.parametrize("identity", ["会诊制度", "查对制度", "NIT-2026-III"])
def test_what_several_links_lead_to_is_listed_once(opened, identity):
    (subject,) = subjects(opened, [identity])
    linked = lesson(opened, subject).linked
    assert len({(p.topic, p.text) for p in linked}) == len(linked) > 0


@pytest.mark.parametrize(
    "text",
    [
        "应当向批准设立某机构或者为该机构备案的主管部门提出申请。",
        "应当向所在科室的负责人或者陪护机构负责陪护管理的人员报告。",
        "由属地主管机构负责陪护登记的人员签字。",
    ],
)
def test_who_is_named_only_within_what_somebody_does_is_not_told_as_doing_it(opened, text):
    assert not any(pattern.search(text) for pattern, _ in _WHO)
