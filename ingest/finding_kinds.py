"""The table of what a parser may report: a code, how much it asks of a person, and its words.

A new kind is one row of ``FindingKind``; a code that has no row cannot be made into a ``Note`` or a ``Finding``.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Weight(Enum):
    """How much a finding asks of a person, the most urgent first."""

    MISSING = "没有收录或认不准", "请对照原件补录或改正"
    CONTRADICTORY = "前后矛盾", "请核实以哪一处为准，引用时注明"
    GUESSED = "推断或识别的", "多数推断是对的；请抽查，尤其是要引用的条款"
    REPAIRED = "已修补", "无须处理，供查验"

    label: str
    advice: str

    def __init__(self, label: str, advice: str) -> None:
        """Name the two columns."""
        self.label, self.advice = label, advice

    @property
    def asks(self) -> bool:
        """Whether a person has to look."""
        return self is not Weight.REPAIRED


class FindingKind(StrEnum):
    """One row a kind: its code, its weight, and the words in which it is reported."""

    weight: Weight
    message: str

    def __new__(cls, code: str, weight: Weight, message: str) -> "FindingKind":
        """Make a member that is its code and knows its other two columns."""
        kind = str.__new__(cls, code)
        kind._value_, kind.weight, kind.message = code, weight, message
        return kind

    @classmethod
    def of(cls, code: str) -> "FindingKind":
        """The kind that has this code; ValueError when no row has it."""
        for kind in cls:
            if kind == code:
                return kind
        raise ValueError(f"no kind of finding is called {code!r}")

    @classmethod
    def stored(cls, code: str) -> "FindingKind":
        """The kind of a finding in a base; one that an earlier version made under a code that is gone asks for a person."""
        try:
            return cls.of(code)
        except ValueError:
            gone = str.__new__(cls, code)
            gone._name_ = gone._value_ = code
            gone.weight, gone.message = Weight.MISSING, ""
            return gone

    UNREADABLE = "unreadable", Weight.MISSING, "这一页读不出文字，没有收录"
    UNSURE = "unsure", Weight.MISSING, "扫描件上的字认得没有把握，请对照原件确认"
    UNREAD_PART = "unread_part", Weight.MISSING, "文件里嵌入的一部分没有收录，请对照原件"
    PICTURE = "picture", Weight.MISSING, "图片里的文字没有收录，请对照原件"
    ANNOTATION = "annotation", Weight.MISSING, "批注没有收录，请核对"
    FORM_FIELD = "form_field", Weight.MISSING, "表单里填写的内容没有收录，请对照原件"
    HIDDEN_PAGE = "hidden_page", Weight.MISSING, "隐藏的工作表或幻灯片没有收录，请核对"
    SPEAKER_NOTES = "speaker_notes", Weight.MISSING, "幻灯片的备注没有收录"
    HIDDEN_CELLS = "hidden_cells", Weight.MISSING, "隐藏的行和列没有收录，请核对"
    NO_VALUE = "no_value", Weight.MISSING, "公式没有保存计算结果，写作〔公式〕；请用电子表格软件打开后另存"
    ROW_WITHOUT_KEY = "row_without_key", Weight.MISSING, "这一行缺少编号或名称，只作为条款收录，没有登记"
    NUMBER_GAP = "number_gap", Weight.MISSING, "编号不连续，可能漏了一条"
    NUMBER_ALONE = "number_alone", Weight.MISSING, "只有编号，没有内容，没有收录"
    MISSING_DATE = "missing_date", Weight.MISSING, "发布或实施日期读不出来"
    BAD_BYTES = "bad_bytes", Weight.MISSING, "有几个字节认不出是什么字，请对照原件补上"
    TURNED = "turned_marks", Weight.GUESSED, "去掉了改变文字显示方向的控制符，请对照原件核对字序"
    UNKNOWN_FIELD = "unknown_field", Weight.REPAIRED, "文件头里的这一项不认识，已略过"
    DRAFT = "draft_standard", Weight.CONTRADICTORY, "这是标准的草案，还没有正式发布，不能当作现行标准引用"
    BROKEN_DATA = "broken_data", Weight.MISSING, "术语或关联的一行有错，没有采用"

    MISPRINT = "misprint", Weight.CONTRADICTORY, "标准号年份印得不全"
    UNLISTED_SYSTEM = "unlisted_system", Weight.CONTRADICTORY, "口诀所列与十八项核心制度不一致"
    FIGURE_CONFLICT = "figure_conflict", Weight.CONTRADICTORY, "同一指标在文件内有两个数值"
    STANDARDS_CONFLICT = "standards_conflict", Weight.CONTRADICTORY, "标准之间的代替关系或日期有矛盾"

    JOINED_OVER_PAGE = "joined_over_page", Weight.GUESSED, "把被分页断开的句子接上了，请核对"
    JOINED_AT_FULL_STOP = "joined_at_full_stop", Weight.GUESSED, "整行末尾正好是句号，按同一段接上了，请核对是否另起一段"
    SPLIT_AT_FULL_STOP = "split_at_full_stop", Weight.GUESSED, "整行末尾正好是句号，按另起一段处理了，请核对是否同一段"
    CUT_BY_BOX = "cut_by_box", Weight.GUESSED, "专栏打断的句子已接上，请核对"
    BOX_IN_SENTENCE = "box_in_sentence", Weight.GUESSED, "专栏插在句子中间，已移出，请核对"
    BOXES_OUT_OF_ORDER = "boxes_out_of_order", Weight.GUESSED, "专栏的先后次序与编号不一致，已按编号列出，请核对"
    ROW_OVER_PAGE = "row_over_page", Weight.GUESSED, "跨页的表格行已合并，请核对"
    CELLS_SHIFTED = "cells_shifted", Weight.GUESSED, "这一行少了单元格，已按右对齐补齐，请核对"
    LIST_GUESS = "list_guess", Weight.GUESSED, "条目序号是推断的，请核对"
    PATH_TWICE = "path_twice", Weight.GUESSED, "同一编号出现两次，位置相同的后一处加了 ·2 以示区别，请核对"
    GARBLED = "garbled", Weight.GUESSED, "这一页的文字层是乱码，已改用文字识别，请抽查"
    RECOGNISED = "recognised", Weight.GUESSED, "这一页是图像，文字由识别得来，请抽查"

    PAGE_NUMBER = "page_number", Weight.REPAIRED, "去掉了页码"
    RUNNING_HEAD = "running_head", Weight.REPAIRED, "去掉了页眉"
    STRAY_MARK = "stray_mark", Weight.REPAIRED, "去掉了孤立的标点"
    CONTENTS_DROPPED = "contents_dropped", Weight.REPAIRED, "目录行已略去"
    DOUBLED = "doubled", Weight.REPAIRED, "去掉了重复印出的字（加粗效果）"
    WATERMARK = "watermark", Weight.REPAIRED, "去掉了水印"
    OFF_PAGE = "off_page", Weight.REPAIRED, "略去了页面以外的字"
    COVER_LINE = "cover_line", Weight.REPAIRED, "封面上的备案号另行列出"
    SITE_FURNITURE = "site_furniture", Weight.REPAIRED, "去掉了网站的栏目、链接或按钮"


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on its way: what kind it is, the text that it is about, the id of its clause once that is known, its page."""

    kind: FindingKind
    text: str
    clause: str = ""
    page: int | None = None
