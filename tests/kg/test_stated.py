"""What documents say outright becomes links."""

from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.pipeline import ingest
from kg.rules import Sources, stated

COVER = """ICS 11.020
CCS C 05
WS
中华人民共和国卫生行业标准
WS/T 9901—2031
代替 WS/T 9901—2021
病区轮椅管理规范
第2部分：清洁与消毒
Management specification for wheelchairs in wards—
Part 2: Cleaning and disinfection
2031-02-03 发布                    2031-08-01 实施
中华人民共和国国家卫生健康委员会  发布
"""


BODY = """目  次
前言 ……………………………………… II
1 范围 …………………………………… 1
2 规范性引用文件 ……………………… 1
3 术语和定义 …………………………… 1
4 基本要求 ……………………………… 2
附录A（资料性） 轮椅检查记录表 …… 5
参考文献 ……………………………… 6
前  言
本文件按照GB/T 1.1—2020的规定起草。
本文件代替WS/T 9901—2021，与上一版相比主要变化如下：
——增加了电动轮椅的要求（见4.2）；
——删除了原附录B。
病区轮椅管理规范
第2部分：清洁与消毒
1  范围
本文件规定了病区轮椅清洁与消毒的基本要求、记录和检查的方法，给出了检查记录表的样式。
本文件适用于有住院病区的医疗机构。
2  规范性引用文件
下列文件中的内容通过文中的引用构成本文件必不可少的条款。
GB/T 12996  电动轮椅车
GB/T 13800—2021  手动轮椅车
WS/T 313  医务人员手卫生规范
3  术语和定义
GB/T 13800—2021界定的以及下列术语和定义适用于本文件。
3.1
病区轮椅 ward wheelchair
由病区统一登记和保管的轮椅。
3.2
终末处理
terminal processing
病人离开后对轮椅做的清洁与消毒。
注1：包括坐垫和扶手。
注2：不包括维修。
4  基本要求
4.1  总则
4.1.1  病区应指定专人管理轮椅，每台轮椅应有编号，编号不得重复使用，登记的内容应符合5.2.1和5.2.2规定的要求，不登记的不得使用。
4.1.2  消毒液的有效氯浓度不低于500 mg/L，作用时间不少于30 min，温度低于4 ℃时应延长，每台用量不超过3.5 mL，配制误差不超过10%。
4.2  电动轮椅
应在断电后清洁，并符合下列要求：
a)  先清水后消毒，包括：
1)  扶手；
2)  脚踏。
b)  擦干后再通电。
清洁后应填写表1。
表1  轮椅清洁频次
序号	部位	频次
1	扶手	每日
2	坐垫	每周
表1中的频次为最低要求，病人有皮肤破损的，应在每次使用以后清洁一次，并在记录里写明。
示例：扶手每日擦拭一次。
5  记录
5.1  记录应保存2年。
5.2  记录内容
5.2.1  日期。
5.2.2  操作者。
附 录 A
（资料性）
轮椅检查记录表
A.1  一般说明
A.1.1  检查由两人完成。
A.1.2  检查结果见表A.1。
表A.1  检查结果
序号	项目	结果
1	刹车	合格
A.2  填写要求
逐项填写。
参 考 文 献
[1] GB/T 16886.1 医疗器械生物学评价
[2] WS/T 367—2012 医疗机构消毒技术规范
"""


def test_a_standard_cites_its_normative_references(write):
    parsed = ingest(write("标准.txt", COVER + BODY))
    tokenizer = Tokenizer(ConceptFinder([]))
    links = list(stated.cites(Sources(list(parsed.entities), list(parsed.clauses), tokenizer)))
    assert [(x.subject, x.object, x.evidence[0].partition("#")[2]) for x in links] == [
        ("WS/T 9901-2031", "GB/T 12996", "2/第1项"),
        ("WS/T 9901-2031", "GB/T 13800-2021", "2/第2项"),
        ("WS/T 9901-2031", "WS/T 313", "2/第3项"),
    ]
