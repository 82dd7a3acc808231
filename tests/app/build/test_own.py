"""A hospital's own terms and examples: changed safely, used by every build, and never lost."""

import shutil
import threading

import pytest

from app.answer.answering import ask
from app.base import journal, models, snapshots
from app.base.knowledge import Knowledge
from app.build import finish, own, publish, shipped
from ingest.errors import BaseError, DataError, QuestionError
from ingest.shipped import examples as files
from ingest.shipped.examples import Example

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n\n二、推床\n\n推床每周清洁一次，由护工登记。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"
HEADER = ",".join(own.COLUMNS[own.TERMS])


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Few examples ship, so that a base is published quickly."""
    monkeypatch.setattr(files, "read_folder", lambda _: ([Example("none", "停车月卡多少钱")], []))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A base of one document."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "一.txt").write_text(ONE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "read_folder", lambda _: ([Example("none", "停车月卡多少钱")], []))
        publish.build(folder / "kb", [folder / "一.txt"])
    return folder / "kb"


@pytest.fixture
def kb(built, tmp_path):
    shutil.copytree(built, tmp_path / "kb")
    return tmp_path / "kb"


def term(kb, label, alt="", broader="", match=""):
    return own.add_term(kb, (label, alt, "", "", broader, "", match))


def concept(kb, label):
    return Knowledge.open(kb).entities.get(f"术语/{label}")


def lines(kb, name=own.TERMS):
    return (kb / name).read_text(encoding="utf-8-sig").splitlines()


def mentions(kb, text):
    opened = Knowledge.open(kb)
    return {opened.entities[m.concept].label for m in opened.searcher.mentions(text)}


def test_a_term_is_found_at_once_and_by_all_its_labels(kb):
    report = term(kb, "换药推车", "小白车|治疗小车", "医疗器械")
    assert report.snapshot.name == "000002" and not report.problems
    assert concept(kb, "换药推车").broader == ("医疗器械",)
    assert mentions(kb, "小白车多久检查一次") == {"换药推车"}
    assert lines(kb) == [HEADER, "换药推车,小白车|治疗小车,,,医疗器械,,"]


def test_labels_added_later_join_the_line_of_the_term(kb):
    term(kb, "换药推车", "小白车", match="甲")
    own.add_term(kb, ("术语/换药推车", "小白车|治疗小车", "换药堆车", "dressing trolley", "", "", ""))
    assert lines(kb) == [HEADER, "换药推车,小白车|治疗小车,换药堆车,dressing trolley,,,甲"]
    assert set(concept(kb, "换药推车").labels) == {"换药推车", "小白车", "治疗小车", "换药堆车", "dressing trolley"}


def test_a_shipped_concept_takes_a_label_and_loses_it_with_the_line(kb):
    before = concept(kb, "抗菌药物")
    term(kb, "抗菌药物", "抗菌小分队")
    assert concept(kb, "抗菌药物").alt == (*before.alt, "抗菌小分队")
    own.remove_term(kb, "抗菌药物")
    assert concept(kb, "抗菌药物") == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("抗生素", "", "", "", "", "", ""), "已属于“抗菌药物”"),
        (("换药推车", "抗生素", "", "", "", "", ""), "已属于“抗菌药物”"),
        (("换药推车", "", "", "", "没有这个", "", ""), "“没有这个”不存在"),
        (("轮椅甲", "", "", "", "轮椅乙", "", ""), "绕成了圈"),
        (("抗菌药物", "", "", "", "", "", ""), "没有新的写法"),
        (("车", "", "", "", "", "", ""), "太短"),
        ((" ", "", "", "", "", "", ""), "没有写术语的名称"),
        (("甲词|乙词", "", "", "", "", "", ""), "写了几个"),
        (("=1+1车", "", "", "", "", "", ""), "公式"),
        (("换药\x00推车", "", "", "", "", "", ""), "不能保存的字符"),
        (("换药推车\udcff", "", "", "", "", "", ""), "不能保存的字符"),
        (("换" * 101, "", "", "", "", "", ""), "超过 100 字"),
    ],
)
def test_what_breaks_a_rule_is_refused_in_one_line_and_nothing_changes(kb, cells, said):
    (kb / own.TERMS).write_text(f"{HEADER}\n轮椅乙,,,,轮椅甲,,\n", encoding="utf-8")
    before = (kb / own.TERMS).read_bytes()
    with pytest.raises(QuestionError, match=said):
        own.add_term(kb, cells)
    assert (kb / own.TERMS).read_bytes() == before and snapshots.current(kb).name == "000001"


def test_bad_lines_are_each_told_with_their_place_all_others_apply_and_all_stay(kb):
    bad = f'{HEADER}\n,无名,,,,,\n小推车,,,\n坏行"x,"\n换药推车,小白车,,,没有这个,,\n轮椅甲,,,,轮椅乙,,\n轮椅乙,,,,轮椅甲,,\n抗生素,,,,,,\n'
    (kb / own.TERMS).write_text(bad, encoding="utf-8")
    (kb / own.EXAMPLES).write_text("subject,example\n没有的,问法\n换药室管理#二,\n换药室管理#二,床脏\n", encoding="utf-8")
    told = own.publish(kb).problems
    places = [line.partition("：")[0] for line in told]
    assert sorted(places) == [
        *(f"examples.csv 第 {n} 行" for n in (2, 3)),
        *(f"terms.csv 第 {n} 行" for n in (2, 3, 4, 5, 6, 8)),
    ]
    assert mentions(kb, "小白车和轮椅甲、轮椅乙") == {"换药推车", "轮椅甲", "轮椅乙"}
    assert Knowledge.open(kb).subjects_with_examples == {"换药室管理#二"}
    term(kb, "又一个词")
    assert (kb / own.TERMS).read_text(encoding="utf-8-sig") == bad + "又一个词,,,,,,\n"
    assert {f.message for f in Knowledge.open(kb).store.findings()} >= set(told)


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 9, b"a,b\n"])
def test_a_file_that_is_no_table_is_one_line_and_stays(kb, data):
    term(kb, "换药推车")
    for name in own.COLUMNS:
        (kb / name).write_bytes(data)
    for change in (own.publish, lambda folder: term(folder, "小白车")):
        with pytest.raises(DataError, match=own.TERMS):
            change(kb)
    assert concept(kb, "换药推车") and snapshots.current(kb).name == "000002"
    assert (kb / own.TERMS).read_bytes() == data


def test_own_data_outlive_rebuilding_building_anew_and_removing_documents(kb, write):
    term(kb, "换药推车", "小白车")
    own.add_example(kb, Example("换药室管理#二", "拉人的床脏了"))
    publish.add(kb, [write("二.txt", TWO)])
    for change in (lambda: publish.rebuild(kb), lambda: publish.build(kb, [write("二.txt", TWO)])):
        change()
        assert concept(kb, "换药推车").alt == ("小白车",)
    assert "换药室管理#二”不在库里" in Knowledge.open(kb).store.findings()[-1].message
    publish.add(kb, [write("一.txt", ONE)])
    publish.remove(kb, "轮椅管理")
    assert Knowledge.open(kb).subjects_with_examples == {"换药室管理#二"}
    assert (lines(kb), lines(kb, own.EXAMPLES)) == (
        [HEADER, "换药推车,小白车,,,,,"],
        ["subject,example", "换药室管理#二,拉人的床脏了"],
    )


def test_after_an_upgrade_the_shipped_term_wins_and_a_finding_says_so(kb, tmp_path, monkeypatch):
    term(kb, "换药推车", "小白车|治疗小车")
    (tmp_path / "corpus").mkdir()
    for folder in shipped.CORPUS.iterdir():
        if folder.is_dir() and folder.name != "thesaurus":
            (tmp_path / "corpus" / folder.name).symlink_to(folder)
    (tmp_path / "corpus" / "thesaurus").mkdir()
    (tmp_path / "corpus" / "thesaurus" / "a.csv").write_text(f"{HEADER}\n送药车,小白车,,,,,\n", encoding="utf-8")
    monkeypatch.setattr(shipped, "CORPUS", tmp_path / "corpus")
    told = [line for line in publish.rebuild(kb).problems if line.startswith("terms.csv")]
    assert told == ["terms.csv 第 2 行：“小白车”已属于“送药车”。一个词只能归一个术语，请从其中一个删去"]
    assert mentions(kb, "小白车") == {"送药车"} and mentions(kb, "治疗小车") == {"换药推车"}


def test_an_example_leads_to_what_it_is_about_and_says_who_wrote_it(kb):
    for subject in ("换药室管理#二", "换药室管理"):
        own.add_example(kb, Example(subject, "拉人的那个东西脏了找谁擦"))
        opened = Knowledge.open(kb)
        reasons = {
            r.id: [" ".join(b.path) for b in r.because] for r in ask(opened, "拉人的那个东西脏了找谁擦").results["clause"]
        }
        assert any("问法是本院编写的" in reason for reason in reasons["换药室管理#二"])
        assert ("换药室管理#一" in reasons and any("本院" in x for x in reasons["换药室管理#一"])) is (subject == "换药室管理")
        own.remove_example(kb, Example(subject, "拉人的那个东西脏了找谁擦"))
    assert Knowledge.open(kb).subjects_with_examples == frozenset()


def test_an_example_stands_once_and_one_that_is_not_there_cannot_be_removed(kb):
    for _ in range(2):
        own.add_example(kb, Example("换药室管理#二", "床,脏了"))
    assert lines(kb, own.EXAMPLES) == ["subject,example", '换药室管理#二,"床,脏了"']
    with pytest.raises(QuestionError, match="没有“床”"):
        own.remove_example(kb, Example("换药室管理#二", "床"))
    with pytest.raises(QuestionError, match="没有“没有的词”"):
        own.remove_term(kb, "没有的词")


def test_two_who_add_at_once_both_have_their_term(kb):
    names = ["换药推车", "送药小车", "洗头小车"]
    threads = [threading.Thread(target=term, args=(kb, name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lines(kb)[1:]) == sorted(f"{name},,,,,," for name in names)
    assert all(concept(kb, name) for name in names)


def test_a_change_that_is_stopped_before_it_is_published_is_taken_up_by_the_next(kb, monkeypatch):
    with monkeypatch.context() as stopped:
        stopped.setattr(finish, "merge_in", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            term(kb, "换药推车")
    assert concept(kb, "换药推车") is None and snapshots.current(kb).name == "000001"
    term(kb, "换药推车")
    assert concept(kb, "换药推车") and lines(kb) == [HEADER, "换药推车,,,,,,"]


def test_every_change_is_in_the_audit_log(kb):
    term(kb, "换药推车")
    own.add_example(kb, Example("换药室管理#二", "床脏了"))
    own.publish(kb)
    own.remove_example(kb, Example("换药室管理#二", "床脏了"))
    own.remove_term(kb, "换药推车")
    assert [(x.action, x.document) for x in journal.read(kb)[0]][:-1] == [
        ("remove_term", "换药推车"),
        ("remove_example", "换药室管理#二"),
        ("publish_own", "terms.csv、examples.csv"),
        ("add_example", "换药室管理#二"),
        ("add_term", "换药推车"),
    ]


def test_a_term_costs_no_vector_of_what_is_there_already(kb, monkeypatch):
    computed = []
    model = models.embedder()
    encode = type(model).encode
    monkeypatch.setattr(type(model), "encode", lambda self, texts, *args: computed.extend(texts) or encode(self, texts, *args))
    monkeypatch.setattr(type(model), "encode_questions", type(model).encode)
    own.add_example(kb, Example("换药室管理#二", "床脏了"))
    assert computed == ["床脏了"]
    term(kb, "换药推车")
    assert computed == ["床脏了"]


def test_nothing_is_written_where_there_is_no_base(tmp_path):
    for folder in (tmp_path / "没有", tmp_path):
        with pytest.raises(BaseError):
            term(folder, "换药推车")
    assert list(tmp_path.iterdir()) == []
