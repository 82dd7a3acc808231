"""Regulations that are cited though no base need hold them."""

from ingest.model import Regulation
from ingest.shipped.regulations import read_folder


def test_a_line_without_a_title_is_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "甲.csv").write_text("id,title,number,issuer,date\n甲-1,,,,\n甲-2,乙办法,甲〔2〕号,丙,2020\n", encoding="utf-8")
    found, problems = read_folder(tmp_path)
    assert found == [Regulation("甲-2", "乙办法", "甲〔2〕号", "丙", "2020")]
    assert [p.where for p in problems] == ["甲.csv 第 2 行"]
