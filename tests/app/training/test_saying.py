"""What of a rule is taught, checked and talked over: its duties and the rows of its tables, not what frames it."""

from io import BytesIO

import pytest
from docx import Document

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.deck import _slides
from app.training.handout import _checks, handout
from app.training.master import ours
from app.training.plan import lesson
from app.training.subjects import subjects
from app.training.talking import talk

RULES = {
    "输液反应处置办法": (
        "为了及时处置输液反应，根据本院实际，制定本办法。",
        "本办法适用于各临床科室。",
        "本办法自2031年5月1日起施行。",
        "| 反应程度 | 表现 | 处置 |\n|---|---|---|\n| 轻度 | 寒战 | 减慢滴速，半小时巡视 |\n| 重度 | 血压下降 | 立即停药，呼叫医师 |",
        ["轻度：表现 寒战；处置 减慢滴速，半小时巡视", "重度：表现 血压下降；处置 立即停药，呼叫医师"],
    ),
    "标本运送规定": (
        "根据上级有关文件精神，结合我院实际，特制定本规定。",
        "适用范围：门诊、病房和检验科。",
        "本规定由检验科负责解释，自印发之日起执行，原规定同时废止。",
        "| 序号 | 标本 | 送达时间 |\n|---|---|---|\n| 1 | 血气 | 15分钟 |\n| 2 | 脑脊液 | 30分钟 |",
        ["血气：送达时间 15分钟", "脑脊液：送达时间 30分钟"],
    ),
    "转运交接制度": (
        "为规范患者转运，保障安全，特制定本制度。",
        "本交接制度适用于急诊、手术室和重症监护室。",
        "此前文件与本制度不一致的，以本制度为准。",
        "| 患者类别 | 陪同人员 |\n|---|---|\n| 危重患者 | 医师和护士 |\n| 一般患者 | 护士 |",
        ["危重患者：陪同人员 医师和护士", "一般患者：陪同人员 护士"],
    ),
}


@pytest.fixture(params=RULES)
def taught(request, tmp_path):
    purpose, scope, force, table, rows = RULES[request.param]
    duties = (
        "护理部负责督导，各病区护士长为第一责任人。",
        "保洁员应当立即清理地面，护工每2小时巡视一次，并登记在册。",
        "总值班在30分钟内到场，质控科每季度分析一次。",
    )
    articles = (purpose, scope, *duties, f"按下表执行。\n\n{table}", force)
    text = "\n\n".join(f"第{'一二三四五六七'[n]}条 {told}" for n, told in enumerate(articles))
    (tmp_path / "规.md").write_text(f"---\nid: 规\ntitle: {request.param}\n---\n\n{text}\n", encoding="utf-8")
    publish.build(tmp_path / "kb", [tmp_path / "规.md"])
    kb = Knowledge.open(tmp_path / "kb")
    (subject,) = subjects(kb, ["规"])
    return lesson(kb, subject), (purpose, scope, force), rows


def test_rows_are_required_and_the_frame_of_a_rule_is_not(taught):
    made, frame, rows = taught
    required = [point.text for point in made.required]
    assert [point.text for point in made.required if point.row] == rows
    assert not set(frame) & set(required) and [point.text for point in made.why] == list(frame[:2])
    assert not any(words.rstrip("。") in check for words in frame for check in _checks(made))
    assert set(rows) <= set(_checks(made))
    assert not any(words.rstrip("。") in one.text for words in frame for one in talk([made]))


def test_everybody_who_has_to_do_something_is_named_and_every_figure(taught):
    made, *_ = taught
    assert {"护理部", "各病区护士长", "保洁员", "护工", "总值班", "质控科"} <= {one.text for one in made.who}
    measured = " ".join(one.text for one in made.measured)
    assert all(words in measured for words in ("每2小时巡视", "30分钟内到场", "每季度分析"))


def test_a_section_has_one_size_and_the_handout_says_what_it_leaves_out(taught):
    made, _, rows = taught
    sizes: dict[str, set[float]] = {}
    slides = list(_slides(made, ours().body().points))
    for slide in slides:
        sizes.setdefault(slide.title[:3], set()).add(slide.size)
    assert all(len(found) == 1 for found in sizes.values())
    assert set(rows) <= {point.text for slide in slides for point in slide.points}
    text = "\n".join(p.text for p in Document(BytesIO(handout([made]))).paragraphs)
    for points in (made.who, made.measured):
        missing = sum(f"{point.topic}：{point.text}" not in text for point in points)
        assert not missing or f"还有 {missing} 项，见课件。" in text
