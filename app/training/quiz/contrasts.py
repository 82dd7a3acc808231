"""A rule's sentence comes in; its words that a careless reader takes for others go out, with those others."""

import re
from collections.abc import Iterator

_CONTRASTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("结束后", ("开始后",)),
    ("不计入", ("计入",)),
    ("不得(?=收取)", ("可以",)),
    ("可以(?=自行|主动|委派|约定|[^，。；]{0,14}(?:查阅|复制))", ("不得",)),
    ("取得(?:患者|其)[的明确书面知情]{0,8}同意", ("告知患者",)),
    ("同意并签字", ("口头同意",)),
    ("共同(?=委托|对现场|申请)", ("各自",)),
    ("视为(?P<who>[^，。；]{0,6})不同意", (r"视为\g<who>同意",)),
    ("按照责任比例承担", ("由医疗机构承担", "由申请人承担", "由双方平均承担")),
    ("医疗机构负责人", ("科室负责人", "医务部门负责人", "值班医师")),
    ("(?:患者或者其近亲属|医患双方|患者)(?=在场)", ("公证人员", "公安机关人员", "卫生主管部门人员")),
    ("(?<!以)专科以上学历", ("本科以上学历",)),
    ("主要负责人", ("分管负责人",)),
    ("累计(?=[一二三四五六七八九十两\\d])", ("连续",)),
    ("住院期间及出院后", ("住院期间", "出院后")),
    ("立即(?=移放|报告|向|封存|上报|通知)", ("在24小时内", "在2小时内", "在48小时内")),
    ("由[^，。；由]{2,20}统一管理", ("由各科室自行管理",)),
    ("由专门部门或专人", ("由各科室分别",)),
    ("非(?=[\u4e00-\u9fff]{2,4}专业的)", ("",)),
    ("以外的(?=因素|原因)", ("本身的",)),
    ("无需", ("需要",)),
    ("不应(?=用|使用)", ("可以",)),
    ("常规应用", ("必要时才应用",)),
    ("(?<=，)三级医疗机构", ("二级以上医疗机构",)),
    ("先行(?=实施|采取|给予)", ("等医师到场后再",)),
    ("(?:必须|应当|须)亲自", ("可以委托他人",)),
    ("同时(?=向[^，。；]{2,20}(?:报告|通报))", ("处理结束后再",)),
    ("(?<=患者)有权(?=查阅|复制|了解|拒绝|获得)", ("经批准后方可",)),
    ("双人(?=核|复|查|签|双)", ("单人",)),
    ("当面(?=交|核|清|告)", ("电话",)),
    ("床旁(?=交|核|评)", ("办公室",)),
    ("逐项(?=核|查|确)", ("抽项",)),
    ("(?:分开|分类|分别)(?=存放|放置|收集|包装)", ("混合",)),
    ("(?P<case>[\u4e00-\u9fff]{2})前先(?=评估)", (r"\g<case>后再",)),
)
"""Words of a rule, and what stands in other rules in their place and makes this one wrong; the most likely mistake first."""


def contrasts(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start and end of such words that a text has once, with the wrong ones that stand nowhere else in it."""
    for pattern, wrong in _CONTRASTS:
        found = list(re.finditer(pattern, text))
        if len(found) == 1:
            start, end = found[0].span()
            rest, written = text[:start] + "\0" + text[end:], [found[0].expand(w) for w in wrong]
            if others := tuple(w for w in written if not w or w not in rest):
                yield start, end, others
