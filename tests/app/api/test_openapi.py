"""The description of the service interface is the one in ``docs``, and is true."""

import json

import pytest

from app.api import openapi
from app.api.endpoints import ENDPOINTS
from docs.make_openapi import FILE


def refs(node):
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from refs(value)
    elif isinstance(node, list):
        for value in node:
            yield from refs(value)


def test_the_file_is_the_one_made_of_the_models():
    assert FILE.read_text(encoding="utf-8") == openapi.text(), "run python -m docs.make_openapi"


def test_every_endpoint_is_described_and_every_reference_leads_somewhere():
    document = json.loads(openapi.text())
    assert {(method.upper(), path[1:]) for path, item in document["paths"].items() for method in item} == {
        (one.method, one.name) for one in ENDPOINTS
    }
    assert set(refs(document)) <= {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}


@pytest.mark.parametrize("name", ["ask", "search", "show"])
def test_a_parameter_says_whether_it_is_needed_and_what_for(name):
    found = json.loads(openapi.text())["paths"][f"/{name}"]["get"]["parameters"]
    assert [p["name"] for p in found if p["required"]] == (["id"] if name == "show" else ["q"])
    assert all(p["description"] for p in found)
