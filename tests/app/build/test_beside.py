"""Documents of one title and without a number: which are kept beside each other, and which take another one's place."""

import pytest
from typer.testing import CliRunner

from app.base.knowledge import Knowledge
from app.build import changes, draft, publish
from app.cli.main import app
from ingest.errors import DuibiaoError, NotFoundError, QuestionError

TITLE = "病区安全检查表"
WARD = "病区安全检查表\n\n一、{0}\n\n{0}每日由{1}病区检查，并在本上签名。\n"
MINUTES = "护理质量例会会议纪要\n\n一、{1}\n\n{1}由护理部负责，月底前完成。\n\n护理部\n{0}\n"
NAMED = {"外科.txt": WARD.format("氧气筒", "外科"), "内科.txt": WARD.format("床头铃", "内科")}
BESIDE = "病区安全检查表-内科"
"""The id of the second of them."""
MAY, JUNE = MINUTES.format("2025年5月9日", "压力性损伤上报"), MINUTES.format("2025年6月13日", "静脉输液培训")


@pytest.fixture
def kb(tmp_path):
    return tmp_path / "kb"


@pytest.fixture
def files(write):
    return [write(name, text) for name, text in NAMED.items()]


def held(kb):
    """Id → file name of what the base holds."""
    return {one.id: one.source for one in Knowledge.open(kb).documents.values()}


def upload(kb, name, text, **more):
    return draft.upload(kb, text.encode(), name, "王敏", **more)


@pytest.mark.parametrize("at_once", [True, False])
def test_checklists_of_two_wards_are_both_kept_and_a_line_says_how_to_replace_instead(kb, files, at_once):
    report = publish.build(kb, files if at_once else files[:1])
    if not at_once:
        report = publish.add(kb, files[1:])
    assert held(kb) == {TITLE: "外科.txt", BESIDE: "内科.txt"}
    (told,) = [note for note in report.notes if "同名" in note]
    assert "\n" not in told and BESIDE in told and f"duibiao add --replace '{TITLE}' '内科.txt'" in told
    opened = Knowledge.open(kb)
    assert opened.clause(f"{BESIDE}#一").text == "床头铃每日由内科病区检查，并在本上签名。"
    assert opened.clause(f"{BESIDE}#一").document == BESIDE
    assert {finding.document for finding in opened.store.findings()} <= set(held(kb))


def test_minutes_of_two_months_are_told_apart_by_their_dates_though_their_files_are_called_alike(kb, tmp_path):
    for month, text in (("5月", MAY), ("6月", JUNE)):
        (tmp_path / month).mkdir()
        (tmp_path / month / "纪要.txt").write_text(text, encoding="utf-8")
    publish.build(kb, [tmp_path / "5月" / "纪要.txt"])
    publish.add(kb, [tmp_path / "6月" / "纪要.txt"])
    assert set(held(kb)) == {"护理质量例会会议纪要", "护理质量例会会议纪要-2025-06-13"}


@pytest.mark.parametrize("how", ["rebuild", "build", "add"])
def test_ids_stay_when_the_base_is_made_anew_in_another_order(kb, files, how):
    publish.build(kb, files[:1])
    publish.add(kb, files[1:])
    report = publish.rebuild(kb) if how == "rebuild" else getattr(publish, how)(kb, files[::-1])
    assert held(kb) == {TITLE: "外科.txt", BESIDE: "内科.txt"}
    assert not [note for note in report.notes if "同名" in note or "编号" in note]


@pytest.mark.parametrize("name", ["内科.txt", "内科(1).txt", "内科 - 副本.txt", "内科_v2.txt", "内科（修订版）.txt", "内科.md"])
def test_a_new_version_takes_the_place_of_the_document_of_its_file_name(kb, files, write, name):
    publish.build(kb, files)
    report = publish.add(kb, [write(name, WARD.format("床头铃和地面", "内科"))])
    assert held(kb) == {TITLE: "外科.txt", BESIDE: name}
    assert any("已更新" in note for note in report.notes)


def test_the_same_words_under_another_name_are_the_same_document(kb, files, write):
    publish.build(kb, files)
    publish.add(kb, [write("另存.md", NAMED["外科.txt"])])
    assert held(kb) == {TITLE: "另存.md", BESIDE: "内科.txt"}


def test_the_same_words_twice_in_one_go_are_taken_once(kb, write):
    report = publish.build(kb, [write("外科.txt", NAMED["外科.txt"]), write("外科.md", NAMED["外科.txt"] + "\n")])
    assert held(kb) == {TITLE: "外科.txt"} and "只保留一份" in str(report.errors[0])


def test_the_number_tells_apart_what_is_controlled(kb, write):
    sop = "血气分析标准操作规程\n文件编号：{0}\n生效日期：2025年3月1日\n\n1 {1}\n1.1 {1}每日校准一次。\n"
    publish.build(kb, [write("甲.txt", sop.format("LAB-SOP-114", "分析仪"))])
    publish.add(kb, [write("乙.txt", sop.format("ICU-SOP-007", "采样针"))])
    assert held(kb) == {"血气分析标准操作规程": "甲.txt", "血气分析标准操作规程-ICU-SOP-007": "乙.txt"}
    publish.add(kb, [write("丙.txt", sop.format("ICU-SOP-007", "采样针和帽"))])
    assert held(kb) == {"血气分析标准操作规程": "甲.txt", "血气分析标准操作规程-ICU-SOP-007": "丙.txt"}


def test_a_person_says_that_a_file_replaces_one_of_them(kb, files, write):
    publish.build(kb, files)
    new = write("氧气.txt", WARD.format("氧气筒和氧气表", "外科"))
    said = CliRunner().invoke(app, ["add", str(new), "--replace", TITLE, "--kb", str(kb)])
    assert said.exit_code == 0, said.output
    assert held(kb) == {TITLE: "氧气.txt", BESIDE: "内科.txt"}
    publish.add(kb, [files[1]], instead=TITLE)
    assert held(kb) == {TITLE: "内科.txt"}, "what was kept beside by mistake is held once"
    assert Knowledge.open(kb).clause(f"{BESIDE}#一").document == TITLE


def test_what_cannot_be_replaced_is_one_line_and_changes_nothing(kb, files):
    publish.build(kb, files[:1])
    for paths, instead, error in ((files, TITLE, QuestionError), (files[1:], "没有", NotFoundError)):
        with pytest.raises(error) as caught:
            publish.add(kb, paths, instead=instead)
        assert "\n" not in str(caught.value)
    assert held(kb) == {TITLE: "外科.txt"}


def test_in_the_draft_they_are_kept_beside_too_and_the_line_names_the_way_to_replace(kb, files):
    publish.build(kb, files[:1])
    told = []
    one = upload(kb, "内科.txt", NAMED["内科.txt"], tell=told.append)
    two = upload(kb, "儿科.txt", WARD.format("护栏", "儿科"), tell=told.append)
    assert [one.document, two.document] == [BESIDE, f"{TITLE}-儿科"]
    assert len(told) == 2 and all("更换文件" in line and "\n" not in line for line in told)
    assert {x.document.document for x in changes.preview(kb).documents} == {BESIDE, f"{TITLE}-儿科"}
    changes.publish(kb, "王敏")
    assert set(held(kb)) == {TITLE, BESIDE, f"{TITLE}-儿科"}
    publish.rebuild(kb)
    assert set(held(kb)) == {TITLE, BESIDE, f"{TITLE}-儿科"}


def test_a_file_in_the_draft_may_take_the_place_of_one_kept_beside(kb, files):
    publish.build(kb, files)
    upload(kb, "新.txt", WARD.format("床头铃和轮椅", "内科"), instead=BESIDE)
    changes.publish(kb, "王敏")
    assert held(kb) == {TITLE: "外科.txt", BESIDE: "新.txt"}


def test_a_file_first_kept_beside_is_staged_once_when_it_is_to_replace(kb, files):
    publish.build(kb, files[:1])
    upload(kb, "内科.txt", NAMED["内科.txt"])
    row = upload(kb, "内科.txt", NAMED["内科.txt"], instead=TITLE)
    assert draft.staged(kb) == [row]
    changes.publish(kb, "王敏")
    assert held(kb) == {TITLE: "内科.txt"}


def test_what_was_published_meanwhile_is_not_lost_to_a_draft(kb, files, write):
    publish.build(kb, [write("别的.txt", "关于轮椅的通知\n\n一、清洁\n\n每周一次。\n")])
    upload(kb, "内科.txt", NAMED["内科.txt"])
    publish.add(kb, files[:1])
    changes.publish(kb, "王敏")
    assert {TITLE: "外科.txt", BESIDE: "内科.txt"}.items() <= held(kb).items()


def test_an_explanation_of_a_document_is_no_version_of_it(kb, write):
    rule = "陪护管理办法\n\n一、总则\n\n陪护凭证出入病区，每日登记。\n"
    publish.build(kb, [write("办法.txt", rule), write("解读.txt", "《陪护管理办法》解读\n\n一、背景\n\n为什么要陪护证。\n")])
    publish.add(kb, [write("解读.txt", "陪护管理办法\n政策解读\n\n一、背景\n\n陪护证的由来。\n")])
    assert held(kb)["陪护管理办法"] == "办法.txt"


def test_an_id_in_the_front_matter_is_followed(kb, write):
    text = "---\ntitle: 病区安全检查表\nid: 病区安全检查表-{0}\n---\n\n一、{0}\n\n{0}每日检查。\n"
    publish.build(kb, [write(f"{n}.md", text.format(n)) for n in ("甲", "乙")])
    assert set(held(kb)) == {f"{TITLE}-甲", f"{TITLE}-乙"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("制度.docx", "制度(2).docx", True),
        ("制度.docx", "制度 V2.1 终稿.pdf", True),
        ("制度5月.docx", "制度6月.docx", False),
        ("新版.docx", "旧版.docx", False),
    ],
)
def test_names_of_files(kb, write, one, other, same):
    publish.build(kb, [write("甲.txt", "轮椅\n")])
    first = upload(kb, one.replace("docx", "txt"), NAMED["外科.txt"])
    changes.publish(kb, "王敏")
    second = upload(kb, other.partition(".d")[0].partition(".p")[0] + ".txt", NAMED["内科.txt"])
    assert (first.document == second.document) is same


@pytest.mark.parametrize("instead", ["", "别的"])
def test_another_file_with_the_number_of_a_document_is_refused_in_the_draft(kb, write, instead):
    numbered = "第一医院文件\n\n一院护发〔2025〕3号\n\n关于{0}管理的通知\n\n一、检查\n\n{0}每日检查。\n"
    publish.build(kb, [write("甲.txt", numbered.format("换药室")), write("别的.txt", "别的\n\n一、清洁\n\n每周一次。\n")])
    with pytest.raises(DuibiaoError, match=r"编号相同.*更换文件"):
        upload(kb, "乙.txt", numbered.format("轮椅"), instead=instead)
    assert draft.staged(kb) == []
