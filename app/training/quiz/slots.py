"""A rule's sentence comes in; a word that stands in it alone of its class goes out, with the others of the class.

The words of a class exclude each other in their place: what is done 术前 is not done 术后, what is 免费 is not 按成本收费. A
sentence that has two of them compares or lists them, and is left alone. Where the rule would be as sensible with the
other word they are no class: 初治 and 复治, 运行病历 and 终末病历.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words of which a rule means one and so none of the others, in the order in which they are offered as wrong."""

    words: tuple[str, ...]
    before: str = ""
    """Pattern of what must stand before the word."""
    after: str = ""
    """Pattern of what must stand after it."""
    asked: tuple[str, ...] = ()
    """The words that may be asked for; empty: all."""

    def found(self, text: str) -> tuple[int, int, tuple[str, ...]] | None:
        """Start and end of the only word of the class in its place, with the others; None where there are several."""
        every = "|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))
        hits = list(re.finditer(f"(?:{self.before})(?P<word>{every})(?={self.after})", text))
        if len(hits) != 1 or (self.asked and hits[0]["word"] not in self.asked):
            return None
        start, end = hits[0].span("word")
        rest = text[:start] + "\0" + text[end:]
        others = tuple(word for word in self.words if word != hits[0]["word"])
        return None if any(word in rest for word in others) else (start, end, others)


_DOES = "支付|承担|保管|受理|指定|批准|报告|提出|同意|负责|申请"
CLASSES = (
    WordClass(("医疗机构", "患者", "卫生行政部门", "医学会"), before="由|向|经", after=_DOES),
    WordClass(("医疗机构", "患者", "卫生主管部门", "医学会"), before="由|向|经", after=_DOES, asked=("卫生主管部门",)),
    WordClass(
        ("医疗卫生机构", "患者", "卫生健康主管部门", "行业协会"),
        before="由|向|经",
        after=_DOES,
        asked=("医疗卫生机构", "卫生健康主管部门"),
    ),
    WordClass(("死者近亲属", "医疗机构负责人", "公安机关", "卫生主管部门"), before="由|向|经", after=_DOES),
    WordClass(("双方共同", "医疗机构单方", "患者单方", "公安机关"), before="由", after="指定|委托|抽取"),
    WordClass(("所在医疗卫生机构", "患者本人及其家属", "医师行业协会", "卫生健康主管部门"), before="经", after="同意|批准"),
    WordClass(("专门场所", "患者病房", "医师办公室", "门诊大厅"), before="在", after="协商|接待|存放"),
    WordClass(("过半数", "三分之二以上", "四分之三以上", "全体一致")),
    WordClass(("二分之一", "三分之一", "三分之二", "四分之三")),
    WordClass(("单数", "双数"), before="为"),
    WordClass(("随机抽取", "协商选定", "直接指定", "轮流选派")),
    WordClass(("一次性", "分期", "按月", "按年"), after="结算|支付|付清"),
    WordClass(("免费", "有偿", "按成本收费")),
    WordClass(("复印件", "照片", "电子文本", "摘要"), asked=("复印件",)),
    WordClass(("书面", "口头"), after="报告|通知|同意|知情同意|说明|告知|委托"),
    WordClass(("公开", "不公开"), after="进行|举行|审理|调解"),
    WordClass(("无固定期限", "有固定期限")),
    WordClass(
        ("执业医师", "执业助理医师", "实习医师", "带教护士"),
        asked=("执业医师", "执业助理医师"),
        after="(?:的)?(?:监督|指导|共同|亲自|陪同)",
    ),
    WordClass(("不承担", "承担"), after="(?:民事|赔偿|刑事|法律)?责任", asked=("不承担",)),
    WordClass(("不再", "可以再次", "应当再次"), after="调解|受理|处理|鉴定"),
    WordClass(("不予受理", "予以受理", "中止处理", "转交法院"), asked=("不予受理",)),
    WordClass(("用药前", "用药期间", "停药后")),
    WordClass(("早期", "恢复期", "后遗症期"), after="[^，。；]{0,4}介入"),
    WordClass(("一级预防", "二级预防", "三级预防")),
    WordClass(("逐例", "抽样", "集中", "按季度汇总"), after="讨论|分析|评审|评价|点评"),
    WordClass(("编码员", "护士", "药师", "信息科人员"), after="[^，。；]{0,3}(?:须|应|负责|掌握|要)", asked=("编码员",)),
    WordClass(("医务部门", "护理部门", "质控部门", "信息部门"), after="牵头"),
    WordClass(("住院医师", "主治医师", "副主任医师", "主任医师"), after="以上|主持|审核|签"),
    WordClass(("初级", "中级", "副高级", "正高级"), after="(?:以上)?(?:专业技术|技术职|职称)"),
    WordClass(("特级护理", "一级护理", "二级护理", "三级护理"), before="(?<!、)"),
    WordClass(("一级手术", "二级手术", "三级手术", "四级手术"), before="(?<!、)", asked=("一级手术", "二级手术", "三级手术")),
    WordClass(("非限制使用级", "限制使用级", "特殊使用级")),
    WordClass(("感染性", "损伤性", "病理性", "药物性", "化学性"), after="(?:医疗)?废物"),
    WordClass(("伦理委员会", "医院感染管理委员会", "输血管理委员会", "药事管理委员会"), after="审查|审议|批准|审核|同意|负责"),
    WordClass(("医务部门", "护理部门", "质控部门", "信息部门"), before="经|报|向", after="批准|审批|备案|报告|同意"),
    WordClass(("单一", "两种", "三种"), after="[^，。；]{0,4}药物"),
    WordClass(("法定代表人", "主要负责人", "分管负责人", "科室负责人"), after="(?:为|是)第一责任人"),
    WordClass(("人民调解", "行政调解", "诉讼", "仲裁"), before="通过", after="(?:的)?(?:途径|方式)"),
    WordClass(("血站", "医学会", "公安机关", "卫生主管部门"), after="派员到场"),
)
"""What excludes each other in the rules of hospitals and of those who supervise them."""


def slots(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start and end of every such word of ``text``, with the words that would make it wrong."""
    return (hit for one in CLASSES if (hit := one.found(text)))
