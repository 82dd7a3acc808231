"""Citations after GB/T 7714."""

from dataclasses import replace

import pytest

from app.base.citation import cite_clause


@pytest.mark.parametrize(
    ("doctype", "title", "cited"),
    [
        ("standard", "换药室管理规范", "换药室管理规范[S]."),
        ("notice", "《换药室管理办法》", "换药室管理办法[Z]."),
        ("notice", "关于印发《换药室管理办法》的通知", "关于印发《换药室管理办法》的通知[Z]."),
        ("notice", "《换药》和《轮椅》", "《换药》和《轮椅》[Z]."),
    ],
)
def test_a_clause_names_the_kind_of_its_document_and_its_title_without_enclosing_brackets(opened, doctype, title, cited):
    document = replace(next(iter(opened.documents.values())), doctype=doctype, title=title, number="", issuer="")
    clause = next(iter(opened.store.clauses(document.id)))
    assert cite_clause(clause, document).startswith(cited)
