"""The file that names an identity provider."""

import pytest

from app.server import provider
from ingest.errors import SourceError

GOOD = "issuer: https://sso.hospital.local/realms/staff\nclient_id: duibiao\nclient_secret: s3cret\n"


def test_a_file_names_the_provider(tmp_path):
    (tmp_path / "sso.yaml").write_text(GOOD + "name_claim: 工号\n", encoding="utf-8")
    found = provider.read(tmp_path / "sso.yaml")
    assert (found.issuer, found.name_claim) == ("https://sso.hospital.local/realms/staff", "工号")
    assert found.label


@pytest.mark.parametrize(
    "written",
    ["", "issuer: [", "issuer: ftp://x\nclient_id: a\nclient_secret: b", GOOD + "client_secrets: x", "- a", b"\xff\xfe\x00"],
)
def test_what_is_wrong_is_one_line_without_the_secret(tmp_path, written):
    file = tmp_path / "sso.yaml"
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(SourceError) as told:
        provider.read(file)
    assert "\n" not in str(told.value) and "s3cret" not in str(told.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceError, match=r"没有这个文件|不存在"):
        provider.read(tmp_path / "none.yaml")
