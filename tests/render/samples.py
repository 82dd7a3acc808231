"""Manuscripts of any length, in our own words, for timings and bounds."""

from itertools import cycle, islice

from tests.render.model import Element, Manuscript, Text, table

_SENTENCES = (
    "各病区每周三上午清点一次备用药品，由当班护士与药师共同签名，缺少的当天补齐。",
    "交接班时逐床核对输液管路的标识和更换时间，看不清的立即重写，并在记录单上注明原因。",
    "手术室在麻醉开始前、切皮前和离室前各核对一次，三方口头复述患者姓名、部位与方式。",
    "检验科收到危急值后在十分钟内电话通知病区，接听人复述一遍，双方登记通话的钟点。",
    "感染管理人员每月到重点科室现场看手卫生，把依从率按岗位列表公布，并约谈连续两月垫底的班组。",
    "新到岗的医师须先旁听三次疑难病例讨论，再在上级医师指导下汇报一次，方可独立值班。",
    "器械科为呼吸机、除颤仪和输液泵逐台建档，2026 年起每季度检测一次，超差 5% 的停用送修。",
)
_WARDS = ("心内科", "骨科一病区", "新生儿室", "急诊留观室", "肿瘤内科", "血液透析中心")


def prose(pages: int) -> Manuscript:
    """About so many pages of headings and paragraphs."""
    elements: list[Element] = []
    sentences = cycle(_SENTENCES)
    for chapter in range(pages):
        elements.append(Text(f"第{chapter + 1}条", 2.0))
        elements += [Text("".join(islice(sentences, 3)), 2.0) for _ in range(6)]
    return Manuscript(tuple(elements))


def ledger(rows: int) -> Manuscript:
    """A ruled table of so many rows."""
    cells = [["序号", "病区", "检查项目", "检查日期", "合格数", "说明"]]
    for number in range(1, rows + 1):
        ward, note = _WARDS[number % len(_WARDS)], _SENTENCES[number % len(_SENTENCES)][:18]
        cells.append([str(number), ward, "药品效期", f"2026/{number % 12 + 1}/{number % 28 + 1}", str(90 + number % 10), note])
    return Manuscript((Text("检查记录", centred=True), table(cells)))
