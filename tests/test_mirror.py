"""Where each module is tested: in the file of its name at the same place below ``tests/``, or where ``ELSEWHERE`` says."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
PACKAGES = ("corpus", "ingest", "index", "kg", "app")
ELSEWHERE = {
    "app/answer/members": "app/answer/test_listing.py",
    "app/answer/list_weights": "app/answer/test_asking.py",
    "app/answer/condition": "app/answer/test_listing.py",
    "app/answer/conditions": "app/answer/test_listing.py",
    "app/answer/values": "app/answer/test_listing.py",
    "ingest/blocks/assembly": "ingest/blocks/test_text.py",
    "ingest/blocks/boxes": "ingest/blocks/test_text.py",
    "ingest/blocks/joining": "ingest/blocks/test_text.py",
    "ingest/blocks/setting": "ingest/blocks/test_text.py",
    "ingest/blocks/slides": "ingest/test_originals.py",
    "ingest/clauses/contents": "ingest/clauses/test_statute.py",
    "ingest/clauses/entities": "ingest/test_originals.py",
    "ingest/clauses/outline": "ingest/clauses/test_statute.py",
    "ingest/clauses/passages": "ingest/clauses/test_statute.py",
    "ingest/draft": "ingest/formats/test_formats.py",
    "ingest/errors": "ingest/formats/test_formats.py",
    "ingest/findings": "ingest/test_originals.py",
    "ingest/formats/csv": "ingest/tables/test_tables.py",
    "ingest/formats/docx": "ingest/formats/test_docx.py",
    "ingest/formats/html": "ingest/formats/test_html.py",
    "ingest/formats/image": "ingest/layout/test_scan.py",
    "ingest/formats/libreoffice": "ingest/formats/test_office.py",
    "ingest/formats/ofd": "ingest/formats/test_ofd.py",
    "ingest/formats/pdf": "ingest/formats/test_pdf.py",
    "ingest/formats/pictures": "ingest/formats/test_charts.py",
    "ingest/formats/pptx": "ingest/formats/test_pptx.py",
    "ingest/formats/registry": "ingest/formats/test_formats.py",
    "ingest/formats/text": "ingest/blocks/test_text.py",
    "ingest/formats/xlsx": "ingest/formats/test_xlsx.py",
    "ingest/heads": "ingest/heads/test_heads.py",
    "ingest/heads/promulgation": "ingest/clauses/test_statute.py",
    "ingest/kinds": "app/test_kinds.py",
    "ingest/layout": "ingest/formats/test_pdf.py",
    "ingest/model": "ingest/test_identifiers.py",
    "ingest/numbering/doctypes": "ingest/blocks/test_text.py",
    "ingest/numbering/levels": "ingest/clauses/test_statute.py",
    "ingest/numbering/sequence": "ingest/clauses/test_standard.py",
    "ingest/packages/bounds": "ingest/formats/test_xlsx.py",
    "ingest/packages/ooxml": "ingest/formats/test_xlsx.py",
    "ingest/pipeline": "ingest/formats/test_formats.py",
    "ingest/processes": "ingest/formats/test_pdf.py",
    "ingest/rendering": "app/present/test_page_image.py",
    "ingest/shipped/curated": "kg/test_links.py",
    "ingest/shipped/examples": "ingest/shipped/test_example_files.py",
    "ingest/tables/catalogues": "ingest/tables/test_tables.py",
    "ingest/tables/cells": "ingest/tables/test_tables.py",
    "ingest/tables/detect": "ingest/tables/test_tables.py",
    "ingest/text/csv_faults": "ingest/shipped/test_datafiles.py",
    "ingest/text/lines": "ingest/blocks/test_text.py",
    "ingest/text/places": "ingest/test_places.py",
    "ingest/text/symbols": "ingest/formats/test_docx.py",
    "ingest/text/transcript": "ingest/formats/test_docx.py",
    "ingest/worker": "ingest/worker/test_asking.py",
    "index/engines": "index/test_index.py",
    "index/entry": "index/test_index.py",
    "index/meaning": "app/build/test_entries.py",
    "index/intent": "app/answer/test_answer.py",
    "index/query": "app/answer/test_understanding.py",
    "index/rerank": "app/base/test_models.py",
    "index/coverage": "index/test_index.py",
    "index/search": "index/test_index.py",
    "index/models": "index/models/test_models.py",
    "index/models/train": "index/models/train/test_train.py",
    "index/models/train/pairs": "index/models/test_pairs.py",
    "index/models/calibration": "app/base/test_models.py",
    "index/words/concepts": "index/test_index.py",
    "index/words/confusable": "index/words/test_spelling.py",
    "index/words/normal": "index/test_index.py",
    "index/words/tokenize": "index/test_index.py",
    "kg/figures": "kg/test_crosswalk.py",
    "kg/graph": "app/relations/test_links.py",
    "kg/predicates": "kg/test_links.py",
    "kg/queries": "app/relations/test_links.py",
    "kg/rules": "kg/test_rules.py",
    "app/answer/answering": "app/answer/test_answer.py",
    "app/answer/filters": "app/answer/test_understanding.py",
    "app/answer/logistic": "app/answer/test_basis.py",
    "app/answer/ranking": "app/answer/test_answer.py",
    "app/answer/retrieval": "app/answer/test_answer.py",
    "app/app_pages": "app/pages/test_web.py",
    "app/app_pages/person": "app/pages/test_person.py",
    "app/app_pages/review": "app/pages/test_review_page.py",
    "app/app_pages/saved": "app/pages/test_saved_page.py",
    "app/base/citation_place": "app/base/test_citation.py",
    "app/base/engines": "app/base/test_models.py",
    "app/answer/weights": "app/answer/test_probable.py",
    "app/base/entries": "app/answer/test_answer.py",
    "app/base/knowledge": "app/answer/test_answer.py",
    "app/base/labels": "app/answer/test_completion.py",
    "app/base/draft_files": "app/build/test_draft.py",
    "app/base/ledger": "app/build/test_draft.py",
    "app/base/manifest": "app/base/test_faults.py",
    "app/base/snapshots": "app/build/test_publish.py",
    "app/base/things": "app/answer/test_names.py",
    "app/build/vectors": "app/build/test_entries.py",
    "app/build/correcting": "app/build/test_draft.py",
    "app/build/finish": "app/build/test_publish.py",
    "app/build/loose": "app/base/test_recovery.py",
    "app/build/sources": "app/build/test_publish.py",
    "app/base/cited": "app/present/test_entities.py",
    "app/case_work/assembling": "app/case_work/test_desk.py",
    "app/case_work/replay": "app/case_work/test_desk.py",
    "app/case_form/case": "app/case_form/test_yaml_file.py",
    "app/case_form/filling": "app/case_form/test_template.py",
    "app/case_form/requirements": "app/case_form/test_checklist.py",
    "app/case_form/template_child": "app/case_form/test_template.py",
    "app/case_form/checked": "app/case_form/test_gate.py",
    "app/case_form/forms": "app/case_form/test_from_draft.py",
    "app/case_form/layout": "app/case_form/test_document.py",
    "app/case_form/pages": "app/case_form/test_document.py",
    "app/cli": "app/cli/test_cli.py",
    "app/cli/findings": "app/cli/test_draft.py",
    "app/cli/versions": "app/cli/test_draft.py",
    "app/evaluate": "app/evaluate/test_evaluate.py",
    "app/people/draft": "app/build/test_draft.py",
    "app/people/audit": "app/base/test_journal.py",
    "app/people/identity": "app/people/test_sessions.py",
    "app/people/spreadsheet": "app/people/test_exchange.py",
    "app/people/table": "app/people/test_exchange.py",
    "app/people/tables": "app/people/test_exchange.py",
    "app/mapping/candidates": "app/mapping/test_matching.py",
    "app/mapping/core_systems": "app/mapping/test_references.py",
    "app/mapping/model": "app/mapping/test_mapping.py",
    "app/mapping/sentences": "app/mapping/test_practices.py",
    "app/mapping/weights": "app/mapping/test_matching.py",
    "app/present/answers": "app/present/test_schema.py",
    "app/present/comparison": "app/present/test_schema.py",
    "app/present/form": "app/present/test_schema.py",
    "app/present/graphs": "app/present/test_schema.py",
    "app/present/mapping": "app/mapping/test_mapping.py",
    "app/present/people": "app/cli/test_accounts.py",
    "app/present/library": "app/cli/test_draft.py",
    "app/present/listings": "app/present/test_schema.py",
    "app/present/schema": "app/present/test_schema.py",
    "app/present/scorecard": "app/present/test_schema.py",
    "app/present/terminal": "app/cli/test_cli.py",
    "app/people/access": "app/server/test_login.py",
    "app/server/asgi": "app/cli/test_server.py",
    "app/server/doors": "app/server/test_guard.py",
    "app/server/headers": "app/server/test_guard.py",
    "app/server/policy": "app/server/test_origin.py",
    "app/streamlit_app": "app/pages/test_web.py",
    "app/training": "app/training/test_pack.py",
    "app/training/quiz": "app/training/quiz/test_bank.py",
    "app/training/quiz/gift": "app/training/quiz/test_files.py",
    "app/training/quiz/paper": "app/training/quiz/test_files.py",
    "app/training/quiz/workbook": "app/training/quiz/test_files.py",
    "app/training/deck": "app/training/test_deck.py",
    "app/training/master": "app/training/test_deck.py",
    "app/training/measuring": "app/training/test_deck.py",
}
"""A module, or a folder for those of its modules that have no line of their own → the file that tests them."""
MODULES = [
    path.relative_to(ROOT).with_suffix("")
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.name != "__init__.py"
]


def place_of(module):
    """The file that tests a module; None when neither a mirror nor a line of the table names one."""
    mirror = TESTS / module.parent / f"test_{module.name}.py"
    lines = (ELSEWHERE.get(place.as_posix()) for place in (module, *module.parents))
    named = next((line for line in lines if line), "")
    return mirror if mirror.exists() else TESTS / named if named else None


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_is_tested_somewhere(module):
    found = place_of(module)
    assert found, f"write {TESTS / module.parent}/test_{module.name}.py, or name the file that tests it in ELSEWHERE"
    assert found.exists()


def test_no_line_is_left_over():
    assert not [line for line in ELSEWHERE if not (ROOT / line).is_dir() and not (ROOT / f"{line}.py").exists()]
