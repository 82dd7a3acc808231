"""A certificate that browsers refuse is told of at the start; one that cannot be used at all stops it in one line."""

import shutil
import subprocess

import pytest

from app.server.certificate import objections
from ingest.errors import QuestionError

NAME = "qc.hospital.local"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pairs: good, of another key, expired, with a password; and what is none."""
    here = tmp_path_factory.mktemp("certificates")
    if not shutil.which("openssl"):
        pytest.skip("no openssl here")

    def openssl(*args):
        subprocess.run(["openssl", *args], cwd=here, check=True, capture_output=True)

    for name in ("good", "other"):
        new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "9")
        openssl(*new, "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:10.1.2.3")
    bare = ("req", "-new", "-x509", "-key", "good.key", "-out", "bare.pem", "-days", "9", "-subj", f"/CN={NAME}")
    openssl(*bare)
    openssl("x509", "-in", "good.pem", "-signkey", "good.key", "-days", "-1", "-out", "expired.pem")
    openssl("rsa", "-aes128", "-passout", "pass:abcd", "-in", "good.key", "-out", "secret.key")
    openssl("x509", "-in", "good.pem", "-outform", "der", "-out", "good.der")
    (here / "empty.pem").write_bytes(b"")
    return here


@pytest.mark.parametrize(
    ("cert", "names", "said"),
    [
        ("good", [NAME, "10.1.2.3"], []),
        ("good", [], []),
        ("good", [NAME, "qc", "10.1.2.4"], ["“10.1.2.4”", "“qc”"]),
        ("bare", [NAME], [f"“{NAME}”"]),
        ("expired", [], ["过期"]),
    ],
)
def test_what_a_browser_will_warn_of(folder, cert, names, said):
    told = objections(folder / f"{cert}.pem", folder / "good.key", names)
    assert len(told) == len(said) and all(one in line for one, line in zip(said, told, strict=True))


@pytest.mark.parametrize(
    ("cert", "key", "said"),
    [
        ("good.pem", "other.key", "不是一对"),
        ("good.der", "good.key", "读不懂"),
        ("empty.pem", "good.key", "读不懂"),
        ("good.key", "good.pem", "读不懂"),
        ("good.pem", "secret.key", "私钥有密码"),
    ],
)
def test_what_cannot_be_used_is_one_line(folder, cert, key, said):
    with pytest.raises(QuestionError, match=said):
        objections(folder / cert, folder / key, [NAME])
