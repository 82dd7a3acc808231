"""What the rows of tables become."""

from ingest.clauses.headings import Heading
from ingest.clauses.rows import TableReader
from ingest.finding_kinds import FindingKind
from ingest.model import Block
from ingest.tables.cells import LIST_MARK


def read(*rows, headed=False):
    reader, under = TableReader("文件"), Heading("附件1", "清单", 0, Heading("", "", -1))
    passages, notes = [], []
    for number, cells in enumerate(rows):
        found = reader.read(Block(" ".join(cells), cells=cells, table=1, heading=headed and number == 0), under)
        passages += found[0]
        notes += found[1]
    return passages, notes


def test_a_row_of_a_known_catalogue_knows_what_its_columns_mean():
    (passage,), notes = read(("序号", "标准号", "标准名称"), ("7", "WS/T 313-2019", "医务人员手卫生规范"))
    assert passage.path == ("附件1", "7")
    assert passage.table.name == "standards"
    assert passage.row["number"] == "WS/T 313-2019"
    assert not notes


def test_a_row_without_its_key_is_kept_but_is_no_entry():
    (passage,), (note,) = read(("序号", "标准号", "标准名称"), ("7", "", "医务人员手卫生规范"))
    assert (passage.table, note.kind) == (None, FindingKind.ROW_WITHOUT_KEY)


def test_other_column_names_are_a_clause_and_rows_are_counted():
    passages, _ = read(("科室", "责任人"), ("外科", "甲"), ("内科", "乙"))
    assert [p.path[-1] for p in passages] == ["表头1", "第1行", "第2行"]
    assert [p.kind for p in passages] == ["heading", "row", "row"]


def test_a_row_to_fill_in_is_named_by_its_field():
    (passage,), _ = read(("申报单位：", "（盖章）1"))
    assert (passage.path[-1], passage.kind) == ("申报单位", "form")


def test_a_row_that_holds_a_target_gives_its_summary_and_strategies_under_its_code():
    header = ("质控中心", "改进目标", "目标简述", "核心策略")
    first = ("超声", "提高阳性率\n（PIT-2026-07）", "简述", f"{LIST_MARK}1.建立制度。\n2.定期检查。")
    second = ("同上", "提高符合率（PIT-2026-08）", "", f"{LIST_MARK}1.统计。")
    passages, notes = read(header, first, second)
    assert [p.path for p in passages] == [
        ("PIT-2026-07", "目标简述"),
        ("PIT-2026-07", "核心策略", "1"),
        ("PIT-2026-07", "核心策略", "2"),
        ("PIT-2026-08", "目标简述"),
        ("PIT-2026-08", "核心策略", "1"),
    ]
    assert [passages[at].row["specialty"] for at in (0, 3)] == ["超声", "超声"]
    assert passages[3].text == "提高符合率", "without a summary the target's name stands for it"
    assert not notes
