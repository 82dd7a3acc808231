import pytest

from app.mapping.listed_systems import form_of, listed

NAMES = {"会诊制度", "查对制度", "值班和交接班制度"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实会诊、值班和交接班、查对等核心制度", [("会诊", True), ("值班和交接班", True), ("查对", True)]),
        ("落实会诊制度和消毒制度", [("会诊制度", False), ("消毒制度", False)]),
        ("会诊、陪护等制度", [("会诊", False), ("陪护", False)]),
        ("会诊、讨论后按查对制度执行", []),
        ("修订消毒制度和陪护制度", []),
    ],
)
def test_systems_listed_with_a_core_system_are_told(text, found):
    assert [(one.written, one.core) for one in listed(text, NAMES)] == found


def test_a_name_has_one_form_with_its_general_word_or_without():
    assert form_of("会诊") == form_of("会诊制度") == "会诊制度"
