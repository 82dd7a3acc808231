import io

import pytest
from docx import Document

from app.case_form import template
from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.forms import Read
from ingest.errors import SourceError
from ingest.worker.limits import Limits

QUICK = Limits(memory=template.LIMITS.memory, space=template.LIMITS.space, step=2.0, idle=60.0)


@pytest.fixture
def fill(forms, clause, tmp_path):
    """Fill a template with these paragraphs, and a table with these rows; its text."""
    practices = (CasePractice("每周抽查 <&> 登记。", (Basis(clause("护士长每周")),)), CasePractice("没有依据。"))
    case = Case(
        organisation="某市医院", title="危急值管理", reporters=(Person("李某"),), introduction="一。\n二。", practices=practices
    )
    checked = forms.check(Read(case, from_draft=False))

    def _fill(*paragraphs, rows=(), limits=QUICK):
        made = Document()
        for text in paragraphs:
            made.add_paragraph(text)
        table = made.add_table(0, 3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        path = tmp_path / "模板.docx"
        made.save(path)
        found = Document(io.BytesIO(template.filled(path, checked, forms.notice, limits)))
        return [p.text for p in found.paragraphs], [[c.text for c in row.cells] for row in found.tables[0].rows]

    return _fill


def test_names_are_filled_and_a_row_repeats(fill):
    rows = (
        ("做法", "条款", "原文"),
        ("{%tr for p in 实践措施 %}",) + ("",) * 2,
        ("{{ p.做法 }}", "{{ p.条款 }}", "{{ p.原文 }}"),
        ("{%tr endfor %}",) + ("",) * 2,
    )
    paragraphs, table = fill("{{ 单位名称 }}：{{ 案例名称 }}", "{{ 取得成效 }}", "{{ 案例介绍 }}", rows=rows)
    assert paragraphs[:2] == ["某市医院：危急值管理", "〔未提供〕"] and "二。" in "".join(paragraphs)
    assert table == [
        ["做法", "条款", "原文"],
        ["每周抽查 <&> 登记。", "《病区陪护管理办法》第三条", "护士长每周抽查陪护证20张，未佩戴的当场补办。"],
        ["没有依据。", "〔未提供〕", ""],
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{{ 医院名 }}", "不认识的名称“医院名”"),
        ("{% for p in 实践措施 %}{{ p.做发 }}{% endfor %}", "不认识的名称“做发”"),
        ("{{ 单位名称", "不对"),
        ("{% include '/etc/passwd' %}", "不允许的写法"),
        ("{{ 单位名称.__class__.__mro__ }}", "模板里有不"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "模板里有不"),
        ("{{ 实践措施.append(1) }}", "模板里有不"),
        ("{{ cycler.__init__.__globals__.os.system('id') }}", "模板里有不认识的名称“cycler”"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "模板填不了"),
    ],
)
def test_a_template_that_is_a_program_is_one_clear_line(fill, written, told):
    with pytest.raises(SourceError) as raised:
        fill(written)
    assert told in str(raised.value) and "模板.docx" in str(raised.value)


@pytest.mark.parametrize(
    "written",
    [
        "{% set n = [1] * 9999 %}{% for a in n %}{% for b in n %}{% for c in n %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ '甲' * 9999999999 }}",
    ],
)
def test_a_template_that_never_ends_or_takes_all_memory_is_stopped(fill, written):
    with pytest.raises(SourceError, match=r"模板\.docx"):
        fill(written)


def test_a_file_that_is_no_template(forms, write):
    checked = forms.check(Read(Case(), from_draft=False))
    with pytest.raises(SourceError, match="模板打不开"):
        template.filled(write("模板.docx", b"PK no"), checked, forms.notice, QUICK)
