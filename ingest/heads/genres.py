"""Genres of documents as data: the words with which titles end. A new genre is one more word.

Letters: the fifteen kinds of 党政机关公文处理工作条例 (2012) article 8, and what offices send besides.
"""

import re

from ingest.text.lines import unclosed

_LETTERS = (
    "决议 决定 命令 令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要 批示 答复 公示 "
    "启事 声明 简报 讲话 致辞 贺信 公开信 慰问信 感谢信 介绍信 邀请函 快报 倡议 倡议书 建议书 承诺书 "
    "责任书 意向书 说明 情况汇报 汇报 提案 请柬 专报 通稿 证明"
).split()
"""What is sent to somebody or made known."""
_RULES = (
    "法 条例 规定 办法 规则 细则 规程 规范 标准 制度 章程 守则 准则 公约 须知 准许 职责 流程 程序 "
    "预案 指南 指引 导则 手册 要则 原则 共识 路径 大纲 问答 解读 释义 规划 纲要 计划 方案 要点 目标 "
    "安排 总结 述职报告 措施 清单 目录 汇编 协议 合同 协议书 申请书 申报书 推荐书 同意书 告知书 说明书 "
    "任务书 计划书 表 台账 日程 议程 名单 常规 选编 合订本"
).split()
"""What is in force or kept: rules, plans, records."""
_SENT = re.compile(
    r"关于.{0,6}?(?:印发|转发|下发|颁发|颁布|公布|发布|批转|修订|修改|修正|废止|征求|征集|宣布失效|贯彻|落实|学习|执行|实施|做好|组织)"
)
"""What takes another document as its object, so that the end of that one's name need not be the end of the title."""
_TAIL = r"(?:\s*[（(〔][^（）()]*[)）〕]|\s*\d{4}\s*年?版?)*》?$"
_ANY = re.compile(rf"(?:{'|'.join((*_LETTERS, *_RULES))}){_TAIL}")
_LETTER = re.compile(rf"(?:{'|'.join(_LETTERS)}){_TAIL}")
_OF = re.compile(rf"的[^的]{{0,16}}?(?:{'|'.join((*_LETTERS, *_RULES))}){_TAIL}")
_GOES_ON = re.compile(r"^[的和与及暨、》）)”]")


_COLLECTION = re.compile(rf"(?:汇编|选编|大全|全集|合订本){_TAIL}")


_STAGE = re.compile(
    r"^[（(]\s*(?:[^（）()\d]{0,6}(?:草案|试行|暂行|修订|修正|稿|版)[^（）()\d]{0,6}|20\d{2}\s*年?(?:版|试行|修订版))\s*[)）]$"
)


def is_stage(text: str) -> bool:
    """Whether a line below a title says as what it is issued, and belongs to it: （草案）, （试行）, （2031年版）."""
    return _STAGE.match(text) is not None


def names_collection(text: str) -> bool:
    """Whether ``text`` is the title of a book of several documents, each of which has a title of its own."""
    return _COLLECTION.search(text) is not None


def ends_title(text: str) -> bool:
    """Whether ``text`` is a whole title: it ends with a genre, and no bracket is open.

    In 关于印发…办法的通知 the letter's own genre ends the title, not that of the rules that it sends.
    """
    if unclosed(text):
        return False
    if "关于" not in text:
        return _ANY.search(text) is not None
    return (_LETTER if _SENT.search(text) else _OF).search(text) is not None or (
        not _SENT.search(text) and _LETTER.search(text) is not None
    )


def goes_on(text: str) -> bool:
    """Whether a line begins with a word that no title begins with, so that it is the rest of one (的通知, 和实施细则)."""
    return _GOES_ON.match(text) is not None
