"""What the regulation on core systems wants."""

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.quiz.rules import of_systems, rules
from ingest.model import CoreSystem

TEXT = """# 医疗质量安全核心制度要点

一、会诊制度

（一）机构内急会诊应当在会诊请求发出后10分钟内到位。

二、查对制度

（一）严禁将床号作为身份查对的标识。
"""


def test_every_sentence_is_on_a_core_system_and_stands_there_once(opened):
    names = {s.id for s in opened.all_of(CoreSystem)}
    assert {rule.system for rule in rules()} == names
    assert len({rule.text for rule in rules()}) == len(rules())
    assert all(8 <= len(rule.text) <= 70 and "。" not in rule.text for rule in rules())


def test_the_gist_is_never_given_as_the_regulation_s_words(opened):
    found = list(of_systems(opened, opened.all_of(CoreSystem)))
    assert len(found) == len(rules())
    assert all(s.source.digest and "的大意是" in s.lead and "核心制度要点" in s.lead for s in found)
    assert all("引用前核对原文" in s.source.place for s in found)


def test_the_text_itself_is_used_where_the_base_has_it(tmp_path):
    publish.build(tmp_path / "kb")
    file = tmp_path / "医疗质量安全核心制度要点.md"
    file.write_text(TEXT, encoding="utf-8")
    publish.add(tmp_path / "kb", [file])
    base = Knowledge.open(tmp_path / "kb")
    system = next(s for s in base.all_of(CoreSystem) if s.id == "会诊制度")
    (found,) = of_systems(base, [system])
    assert not found.source.words and found.text == "机构内急会诊应当在会诊请求发出后10分钟内到位"
