"""What labels of a document's metadata are called (文号, 发布机构 …), as data; rows of cells that hold such fields alone."""

import re
from collections.abc import Sequence
from itertools import groupby

REGISTER = (
    ("title", "标题 信息名称"),
    ("number", "文号 发文字号 发文文号"),
    ("issuer", "发文机关 发布机构 发布机关 发文单位 公布机关 发文机构"),
    ("date", "成文日期 印发日期 发文日期 生成日期"),
    ("posted", "发布日期 公开日期"),
    ("source", "公开责任部门"),
    ("", "索引号 信息索引 信息索引号 主题分类 主题词 公文种类 信息分类 体裁 体裁分类 组配分类 服务对象分类"),
    ("", "有效性 时效 时效性 效力状态 是否有效 公开方式 公开范围 公开属性"),
)
"""The labels of a document in the register of a government site, which stand above it on its page."""
LABELS = (
    *REGISTER,
    ("title", "文件名称 文件标题 制度名称"),
    ("number", "文件编号 文件字号 制度编号 编号 发票号码"),
    ("issuer", "制定机关 发布单位 制定单位 制定部门 制定科室 制订单位 制订部门 制订科室 编制单位 编制部门 编制科室 编写单位"),
    ("issuer", "制表单位 制表部门 制表科室 填报单位 填报部门 填报科室"),
    (
        "date",
        "签发日期 公布日期 制定日期 制订日期 制定时间 制订时间 编制日期 编制时间 制表日期 制表时间 填报日期 填表日期 生效日期"
        " 批准日期 发文时间 成文时间 开票日期",
    ),
    ("revised", "修订日期 修订时间 修改日期 修改时间 最近修订 最新修订 最近修订日期 最新修订日期 最后修订日期 改版日期"),
    ("posted", "发布时间 日期 更新时间"),
    ("source", "信息来源 文章来源 来源 责任部门 主管部门"),
    ("", "所属类别 分类 实施日期 废止日期 有效期"),
    ("", "浏览量 浏览次数 点击数 点击量 阅读次数 字体 文字大小 作者 编辑 责任编辑"),
    ("", "版本号 版本 版次 审核人 批准人 审批人 起草人 制表人 页码 页数 总页数"),
)
"""What labels name, and how they are written; "" stands for metadata that no field is kept of. A new label is one more word."""
AT_END = (("issuer", "科室 部门 单位 责任科室 归口科室"), ("date", "日期 时间"), ("", "制定人 编制人 修订人 校对人"))
"""Labels that are on any form, and are metadata only in the last lines of a document."""


def fields_of(labels: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What each of ``labels`` names."""
    return {label: name for name, words in labels for label in words.split()}


FIELD_OF = fields_of(LABELS)
"""What each label names."""
_FIGURES = frozenset({"number", "date", "revised", "posted"})
"""What is written with figures."""
_LABEL_AND_VALUE = re.compile(r"(\S{2,8})\s+(\S.*)")


def fields_in(cells: Sequence[str]) -> list[tuple[str, str]]:
    """(label, value) of a row that holds nothing but labels and values, without colons; empty for any other row.

    A value stands in the cell behind its label or, with a gap, in the same one (编号 | HQ-7, 编号 HQ-7). A date and a number
    have figures, and one of them is there: else the row may be names of columns (编号 | 内容).
    """
    out: list[tuple[str, str]] = []
    for cell, _ in groupby(cell.strip() for cell in cells if cell.strip()):
        both = _LABEL_AND_VALUE.fullmatch(cell)
        if cell in FIELD_OF:
            out.append((cell, ""))
        elif both and both[1] in FIELD_OF:
            out.append((both[1], both[2]))
        elif out and not out[-1][1]:
            out[-1] = (out[-1][0], cell)
        else:
            return []
    named = [bool(re.search(r"\d", value)) for label, value in out if value and FIELD_OF[label] in _FIGURES]
    return out if named and all(named) else []
