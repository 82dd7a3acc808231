"""What is done, whatever it is done about: a practice tells of it in concrete words, a rule asks for it in general ones."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Act:
    """A way to act for quality, by the words of those who tell of it and of those who ask for it."""

    told: re.Pattern[str]
    asked: re.Pattern[str]


def _act(told: str, asked: str) -> Act:
    return Act(re.compile(told), re.compile(asked))


ACTS = {
    "together": _act(
        r"牵头|联合|会同|组成|成立|组建|小组|专班|协作组|共同|例会|碰头",
        r"协[作调]机制|工作小组|专项小组|管理团队|多部门|多学科团队|组建|成立|协同|联动",
    ),
    "train": _act(
        r"培训|讲课|授课|讲授|讲一课|学习|考核|考试|考一次|演练|盲演|带教|比武|轮训|模拟|教学|通关|上岗",
        r"培训|继续教育|再教育|演练|训练|教学|教育",
    ),
    "measure": _act(
        r"每[月季周]|季度|统计|导出|报表|通报|反馈|公布|抽查|抽取|监测|排名|打分|点评|达标率|完成率|回看",
        r"监测|评价机制|数据分析|数据采集|采集|反馈|动态监管|点评",
    ),
    "reward": _act(r"绩效|奖金|扣[减罚分]|奖励|挂钩|年度考核|目标考核|评先|责任书", r"激励|绩效|约束|考核|奖惩"),
    "causes": _act(
        r"鱼骨|柏拉图|帕累托|根因|根本原因|PDCA|品管圈|RCA|FMEA|原因|要因|主因|真因|追踪法|查检表|复盘",
        r"质量管理工具|质控管理工具|管理工具|查找|原因|因素",
    ),
    "procedure": _act(
        r"流程|制定|制订|编写|编制|写成|修订|办法|目录|手册|规范|标准化|清单|操作卡|路径|预案|检查单|规定",
        r"制度|规范|流程|方案|预案|目录|操作规程|标准作业|路径|策略",
    ),
    "computer": _act(
        r"弹窗|弹出|提醒|自动|系统|拦截|信息科|扫码|大屏|联网|电子|模块|工作站|数据库|线上|手机",
        r"信息化|信息系统|信息平台|提醒|预警|电子病历|智能|信息提取",
    ),
    "equip": _act(
        r"配[置备齐]|设备|器械|添置|\d+ ?[套台辆]|自检|校[验准]|检定|备用|封存|抢救车", r"设备|设施|器械|配备|配置|药品"
    ),
    "follow": _act(r"随访|回访|复诊|出院后|离院后|[电视][话频]", r"随访|出院后|延伸"),
    "report": _act(r"上报|即报|报告|不追责|不扣罚|非惩罚|免责", r"报告|上报"),
    "assess": _act(r"评估|评分|筛查|评定|分级|预检|风险|监护|测量|复评|重评", r"评估|筛查|分级|分诊|评定|评分"),
    "confer": _act(r"会诊|讨论|查房|多学科|MDT|会商|坐诊", r"会诊|讨论|查房|多学科|MDT"),
    "authorise": _act(r"授权|授予|资格|准入|审批|权限|核准|核定|备案", r"授权|准入|资质|资格|审批|备案"),
    "inform": _act(r"宣教|告知|讲清|沟通|科普|课堂|知情|解释|家长|患者会", r"宣教|宣传|沟通|告知|科普|健康教育|患者教育"),
    "record": _act(r"记录|登记|病历|病程|书写|签字|署名|补记|归档|建档|一档", r"记录|病历|书写|可追溯|编码"),
    "infection": _act(r"消毒|灭菌|手卫生|洗手|隔离|培养|院感|无菌|手套|阳性者", r"感染|消毒|灭菌|感控|院感|无菌"),
    "identify": _act(r"核对|核查|双人|腕带|身份|标识|画圈|念出|确认", r"核查|查对|核对|身份识别|标识"),
    "rescue": _act(r"抢救|急救|绿色通道|先救治|复苏|溶栓|危急|立即|分钟内", r"抢救|急救|救治|绿色通道|危急|及时"),
}
"""They are asked of hospitals by whoever asks, on whatever matter."""


@lru_cache(4_000)
def told(text: str) -> frozenset[str]:
    """The acts that a practice tells of."""
    return frozenset(name for name, act in ACTS.items() if act.told.search(text))


@lru_cache(20_000)
def asked(text: str) -> frozenset[str]:
    """The acts that a rule asks for."""
    return frozenset(name for name, act in ACTS.items() if act.asked.search(text))
