"""What ``--json`` prints is what ``docs/schema`` says: real output of every command against its JSON Schema."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from app.build import changes, draft
from app.cli.main import app
from app.people import accounts, database, questions, tokens
from app.people.rights import Role, local_owner
from app.present.schema.answers import Correction
from app.present.schema.commands import OUTPUTS
from docs.make_cli import commands, shown
from docs.make_schema import FOLDER, schemas
from ingest import kinds

PLANS = ("全面提升医疗质量行动计划-2023-2025年", "长卫医政发-2023-9")
CLAUSE = "长卫医政发-2023-9#四/（一）/8"
DRAFT = next((Path(__file__).parents[2] / "golden" / "drafts" / "develop").glob("F04*"))
RUNS = [
    ("ask", "哪些标准适用于提高 VTE 规范预防率"),
    ("ask", "手述安全核查"),
    ("ask", "红烧肉怎么做"),
    ("ask", "“不良事件报告要敲锣” 报告"),
    ("search", "静脉输液"),
    ("search", "红烧肉怎么做"),
    ("search", "--like", CLAUSE),
    ("show", PLANS[1]),
    ("show", CLAUSE),
    *(("show", identity) for identity in ("WS/T 433-2023", "NIT-2026-III", "会诊制度", f"{PLANS[0]}#四/（一）/8")),
    *(("list", kind) for kind in kinds.listed()),
    ("graph", "NIT-2026-III"),
    ("graph", "T/CHAS 10-2-34-2020", "--to", "查对制度"),
    ("coverage",),
    ("crosswalk", *PLANS),
    ("map", str(DRAFT)),
    ("form", str(DRAFT), "--check"),
    ("links review",),
    ("questions",),
    ("audit",),
    ("verify",),
    ("versions",),
    ("versions", PLANS[1]),
    ("versions", PLANS[1], "--from", "1", "--to", "2"),
    ("corrections",),
    ("draft list",),
    ("draft changes",),
    ("findings list",),
    ("terms complete", "静脉"),
    ("accounts list",),
    ("tokens list",),
]


@pytest.fixture(scope="module")
def base(kb, tmp_path_factory):
    """The shipped base with a saved question, an account, a token, a correction and a draft."""
    folder = tmp_path_factory.mktemp("saved") / "kb"
    shutil.copytree(kb, folder)
    draft.correct(folder, PLANS[1], "", "issuer", "测试单位", "王敏")
    changes.publish(folder, "王敏")
    draft.retire(folder, PLANS[0], "王敏")
    draft.correct(folder, PLANS[1], CLAUSE, "text", "改过的文字。", "王敏")
    with database.writing(folder) as db:
        questions.save(db, local_owner(), "加强病历质量管理", level="city", name="病历")
        accounts.add(db, "张三", Role.LIBRARIAN, "早班 coffee 42", "root")
        tokens.make(db, "OA", Role.READER, "张三")
    return folder


def printed(base, command, *args):
    return json.loads(CliRunner().invoke(app, [*command.split(), *args, "--json", "--kb", str(base)]).stdout)


def schema(command):
    return json.loads((FOLDER / f"{command.replace(' ', '-')}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("run", RUNS, ids=" ".join)
def test_real_output_is_what_the_schema_says(base, run):
    body = printed(base, *run)
    assert body
    jsonschema.validate(body, schema(run[0]), jsonschema.Draft202012Validator)


def test_the_scorecard_is_what_the_schema_says(base, write):
    pytest.importorskip("ranx", reason="the extra eval is not installed")
    gold = [{"type": "standard", "id": "T/CHAS 10-2-24-2018"}, {"type": "standard", "id": "WS/T 99999-2020"}]
    row = {"id": "1", "kind": "std", "query": "哪些标准适用于提高 VTE 规范预防率", "gold": gold}
    path = str(write("题.jsonl", json.dumps(row, ensure_ascii=False)))
    whole, ablated = printed(base, "eval", path), printed(base, "eval", path, "--ablate")
    assert "ablation" not in whole
    assert set(ablated["ablation"][0]) == {"without", "recall", "mrr", "ndcg@10", "answered_wrongly", "refused_wrongly"}
    for body in (whole, ablated):
        jsonschema.validate(body, schema("eval"), jsonschema.Draft202012Validator)


def test_a_field_more_or_less_is_not_what_the_schema_says(base):
    body = printed(base, "ask", "手卫生")
    for wrong in (body | {"more": 1}, {key: value for key, value in body.items() if key != "note"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema("ask"), jsonschema.Draft202012Validator)


def test_the_schemas_are_those_of_the_models():
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == schemas()


def test_every_command_with_json_has_a_schema_and_every_schema_a_run():
    assert set(OUTPUTS) == {name for name in commands() if "--json" in shown(name)}
    assert {run[0] for run in RUNS} | {"eval"} == set(OUTPUTS)


def fields(node):
    """(name, field) of every property in a schema."""
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from fields(value)
    elif isinstance(node, list):
        for value in node:
            yield from fields(value)


@pytest.mark.parametrize("command", OUTPUTS)
def test_every_field_is_described(command):
    for name, field in fields(schema(command)):
        assert isinstance(field.get("description"), str) and field["description"].endswith("."), name


def test_what_is_shown_never_changes_and_takes_no_unknown_field():
    slip = Correction(written="手述", label="手术", how="同音字")
    with pytest.raises(ValidationError):
        slip.label = "手法"
    with pytest.raises(ValidationError):
        Correction(written="手述", label="手术", how="同音字", why="")
