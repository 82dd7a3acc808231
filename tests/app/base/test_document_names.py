"""What documents may be called."""

from types import SimpleNamespace

from app.base.document_names import DocumentNames, regions


def document(title, **known):
    return SimpleNamespace(**{"id": title, "title": title, "issuer": "", "number": "", "doctype": "general"} | known)


def test_titles_short_forms_regions_and_numbers_name_a_document():
    rule = document("清河区人民医院陪护管理制度", number="清医〔2025〕3号")
    plan = document("关于印发《望江市质量提升行动方案（试行）》的通知", issuer="望江市卫生健康委员会")
    table = document("标准目录表", doctype="catalogue")
    names = DocumentNames([rule, plan, table])
    assert {"陪护管理制度", "陪护制度", "清医〔2025〕3号"} <= {n for n, ids in names.by_name.items() if rule.id in ids}
    assert {"望江市质量提升行动方案", "望江", "望江市"} <= {n for n, ids in names.by_name.items() if plan.id in ids}
    assert "标准目录表" not in names.by_name
    assert "望江" in names.regions and regions(table) == []


def test_one_name_may_be_that_of_several_documents():
    first, second = document("陪护制度", id="甲"), document("陪护制度", id="乙")
    assert DocumentNames([first, second]).by_name["陪护制度"] == {"甲", "乙"}
