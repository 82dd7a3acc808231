import pytest

from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.notice import latest
from app.case_form.yaml_file import read, text
from ingest.errors import SourceError

FULL = Case(
    organisation='某市"第一"医院: 总院',
    recommender=Person("张某", "01062352733", "a@b.cn"),
    reporters=(Person("李某", "010-1", "c@d.cn"), Person("王某")),
    title="# 危急值闭环管理",
    subtitle="——第二行",
    standards=("T/CHAS 10-4-9-2019", "一项名称很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的标准"),
    introduction="第一段。\n第二段：有冒号，还有“引号”。",
    practices=(
        CasePractice("做法一。\n分两段。", (Basis("甲#第二条", "原文一\n原文二"), Basis("T/CHAS 10-4-9-2019"))),
        CasePractice("- 像列表的做法"),
    ),
    effects="*从 60% 升到 90%*" * 5,
    suggestions="无",
    opinions="是",
    enclosures=("制度.pdf", "null"),
)


@pytest.mark.parametrize("case", [Case(), FULL], ids=["empty", "full"])
def test_what_is_written_is_read_again(case, write):
    path = write("案例.yaml", text(case, latest()))
    found = read(path, latest())
    assert found == Case(**{name: getattr(case, name) for name in Case.__slots__ if name != "file"}, file=str(path))


def test_every_field_has_a_comment():
    lines = text(Case(), latest()).splitlines()
    for field in latest().fields:
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{field.label}:"))
        assert lines[at - 1] == f"# {field.hint}"


def test_short_forms_are_understood(write):
    found = read(
        write(
            "a.yaml",
            "推荐人: 张某\n所应用的标准名称及标准号: |\n  甲\n  乙\n实践措施:\n  - 只有做法\n  - 做法: 有依据\n    依据: 编号一\n",
        ),
        latest(),
    )
    assert found.recommender == Person("张某") and found.standards == ("甲", "乙")
    assert found.practices == (CasePractice("只有做法"), CasePractice("有依据", (Basis("编号一"),)))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("案例名称: [没有关", "第 1 行"),
        ("案例名称: 甲\n  乙: 丙\n", "第 2 行"),
        ("名字: 甲", "没有“名字”这一项"),
        ("- 甲", "整个文件"),
        ("案例名称: {甲: 乙}", "“案例名称”应当是一段文字"),
        ("实践措施: [{做: 甲}]", "没有“做”这一项"),
        ("[" * 5000, "不合 YAML 的写法"),
        ("案例名称: \x00", "a.yaml"),
        ("!!python/object/apply:os.system [ls]", "整个文件"),
    ],
)
def test_a_file_that_is_no_case_is_one_clear_line(write, written, told):
    with pytest.raises(SourceError) as raised:
        read(write("a.yaml", written), latest())
    assert told in str(raised.value) and "\n" not in str(raised.value)
