"""Questions typed by their sound in Latin letters."""

import pytest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shuye anquan", "输液安全"),
        ("xueye jinghua 团标", "血液净化团标"),
        ("buliang shijian 上报", "不良事件上报"),
        ("weijizhiguanli biaozhun", "危急值管理标准"),
        ("shoushu anquan hecha zhidu", "手术安全核查制度"),
    ],
)
def test_words_are_read_by_their_sound(opened, typed, meant):
    corrected, slips, _ = opened.speller.corrected(typed)
    assert corrected == meant
    assert {s.how for s in slips} == {"拼音"}


@pytest.mark.parametrize(
    "foreign",
    [
        *("ventilator safety management", "infection control in dental clinic", "women and children", "change management"),
        *("jintian chi shenme", "python excel", "SLEDAI DAS28", "CLABSI bundle", "PICC", "WS/T 433-2023"),
    ],
)
def test_other_latin_words_stay(opened, foreign):
    assert opened.speller.corrected(foreign)[1] == []
