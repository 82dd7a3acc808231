import shutil
from dataclasses import replace
from datetime import date

import pytest

from app.case_form import requirements
from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.checklist import SUPPORTS, Facts, checklist
from app.case_form.forms import Read
from corpus import CORPUS
from ingest.errors import DataError

BEFORE = date(2026, 8, 1)


@pytest.fixture
def states(forms):
    """State of each requirement, and the names of the first changes."""

    def _states(case, pages=3, today=BEFORE):
        found = checklist(Facts(forms.check(Read(case, from_draft=False)), forms.notice, pages, today))
        return {line.requirement.name: line.support for line in found.lines}, [line.requirement.name for line in found.first]

    return _states


def test_an_empty_case_lacks_everything_that_counts(states):
    found, first = states(Case())
    assert len(first) == 3 and "案例名称体现标准" in first
    for name in ("标准引用", "实践应用", "成效评价", "实用性", "报送单位和联系人齐全"):
        assert found[name].state == "open", name
    assert found["会员资格"].state == "ask"


def test_what_supports_a_requirement_is_shown(states, clause):
    person = Person("张某", "0355-1234567", "a@example.org")
    case = Case(
        organisation="某市医院",
        recommender=person,
        reporters=(person,),
        title="危急值管理实践",
        standards=("T/CHAS 10-4-9-2019",),
        introduction="我院危急值漏报多，患者风险大。" * 6 + "用鱼骨图找到三个原因。",
        practices=tuple(CasePractice(f"做法{n}，首创弹窗提醒的闭环。", (Basis(clause("护士长每周")),)) for n in range(3)),
        effects="及时率由 60% 升至 95%。满意度提高。",
        suggestions="可以在县级医院推广。",
        opinions="无",
        enclosures=("制度.pdf",),
    )
    found, first = states(case)
    assert {name for name, support in found.items() if support.state != "met"} == {"会员资格"} and not first
    assert found["成效评价"].told == ("及时率由 60% 升至 95%。",)
    assert found["科学性"].told == ("用鱼骨图找到三个原因。",)
    assert found["规范性"].told == ("3 条做法里 3 条有依据",)


@pytest.mark.parametrize(
    ("effects", "state"), [("满意度提高。", "open"), ("培训 30 人。", "partly"), ("甲为 3 例，乙为 5 例。", "met")]
)
def test_results_need_figures_before_and_after(states, effects, state):
    assert states(Case(effects=effects))[0]["成效评价"].state == state


@pytest.mark.parametrize(
    "told", ["还没有用 PDCA 找原因。", "文件要求“运用 PDCA 持续改进”。", "下一步学习品管圈。", "每周抽查。"]
)
def test_what_is_only_quoted_or_not_done_supports_nothing(states, told):
    assert states(Case(introduction=told))[0]["科学性"].state == "open"


def test_pages_and_deadline(states):
    assert states(Case(), pages=11)[0]["正文页数"].state == "open"
    assert states(Case(), pages=10)[0]["正文页数"].state == "met"
    assert states(Case(), today=date(2026, 9, 1))[0]["报送期限"].state == "open"
    assert states(Case(), today=date(2026, 8, 31))[0]["报送期限"].told == ("2026-09-01 以前报送，还有 1 天",)


def test_a_person_without_a_telephone_is_not_complete(states):
    found = states(
        Case(organisation="甲", recommender=Person("张某"), reporters=(Person("李某", "021-55550000", "li@example.com"),))
    )[0]
    assert found["报送单位和联系人齐全"].told == ("推荐人没有填全",)


def test_a_requirement_of_another_year_is_a_line_of_data(forms, tmp_path):
    shutil.copytree(CORPUS / "notices", tmp_path / "notices")
    with (tmp_path / "notices" / "requirements.csv").open("a", encoding="utf-8") as file:
        file.write("next,应备,新要求,effects,figures,,补上,5\n")
    found = requirements.of(replace(forms.notice, id="next"), frozenset(SUPPORTS), tmp_path / "notices")
    assert [(r.name, r.weight) for r in found] == [("新要求", 5)]
    with (tmp_path / "notices" / "requirements.csv").open("a", encoding="utf-8") as file:
        file.write("next,应备,新要求,effects,fortune,,补上,5\n")
    with pytest.raises(DataError, match="fortune"):
        requirements.of(forms.notice, frozenset(SUPPORTS), tmp_path / "notices")
