"""How somebody is reached ends a paragraph, where blank lines part paragraphs or lines are wrapped."""

import pytest

from ingest.pipeline import ingest

ENDS = [
    "投诉人可以向医务科反映，电话：0599-2233445",
    "退费须持原始票据到一楼收费处，咨询电话：2236677转8012",
    "外院会诊请提前一天与医务科商定，联系人：柏青",
    "参加竞赛的科室请把作品发到，邮箱：jx@qh3y.cn",
    "作品要求、评分标准和往年作品见 https://kb.qh3y.cn/works",
    "预约挂号，请关注微信公众号或者拨打服务台热线（24小时）：6120、6121",
]
NEXT = "接待人员应当场登记，并在三日内答复。"


@pytest.mark.parametrize("end", ENDS)
def test_what_stands_below_is_a_paragraph_of_its_own(write, end):
    parsed = ingest(write("须知.txt", "\n\n".join(["投诉接待须知", end, NEXT])))
    assert [c.text for c in parsed.clauses] == [end, NEXT]


@pytest.mark.parametrize(
    "end", ["请各科室在下周三以前报送电话：号码、姓名和职务，以及所在的", "每位新入院的病人，发给写有科室电话的"]
)
def test_a_sentence_that_goes_on_is_joined(write, end):
    parsed = ingest(write("须知.txt", "\n\n".join(["投诉接待须知", end, "卡片。"])))
    assert [c.text for c in parsed.clauses] == [f"{end}卡片。"]
