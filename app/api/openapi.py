"""The description of the service interface for programmers: OpenAPI 3.1, made of the table of endpoints and their models."""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from app.api.endpoints import BASE, ENDPOINTS, Endpoint
from app.api.errors import JSON, STATUS, Failure
from app.api.requests import Draft

PATH = f"{BASE}/openapi.json"
_REF = "#/components/schemas/{model}"
Node = dict[str, Any]


class _Plain(GenerateJsonSchema):
    """Without titles that only repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's own types
        """Whether a field gets a title."""
        return False


@cache
def text() -> str:
    """The document as JSON."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def document() -> Node:
    """The document."""
    kept: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [("failure", "serialization", TypeAdapter(Failure))]
    for one in ENDPOINTS:
        kept.append((f"{one.name} request", "validation", TypeAdapter(one.request)))
        kept.append((one.name, "serialization", TypeAdapter(one.answer)))
    found, shared = TypeAdapter.json_schemas(kept, schema_generator=_Plain, ref_template=_REF)
    schemas = {name: schema for (name, _), schema in found.items()}
    shared_schemas = shared.get("$defs", {})
    return {
        "openapi": "3.1.0",
        "info": {"title": "对标", "version": "1", "description": "医院质量安全标准与政策文件的检索接口。"},
        "servers": [{"url": BASE}],
        "security": [{"token": []}],
        "paths": {f"/{one.name}": {one.method.lower(): _operation(one, schemas, shared_schemas)} for one in ENDPOINTS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "由资料管理员新建的令牌。"}},
            "schemas": shared_schemas,
        },
    }


def _operation(one: Endpoint, schemas: Node, shared: Node) -> Node:
    request = _resolved(schemas[f"{one.name} request"], shared)
    good = {"description": "结果。", "content": {JSON: {"schema": schemas[one.name]}}}
    bad = {"description": "出错：" + "、".join(STATUS) + "。", "content": {JSON: {"schema": schemas["failure"]}}}
    sent = _body(request) if one.request is Draft else {"parameters": _parameters(request)}
    return {"operationId": one.name, "summary": one.said, **sent, "responses": {"200": good, "default": bad}}


def _parameters(request: Node) -> list[Node]:
    needed = request.get("required", ())
    return [_parameter(name, dict(schema), required=name in needed) for name, schema in request["properties"].items()]


def _parameter(name: str, schema: Node, *, required: bool) -> Node:
    return {"name": name, "in": "query", "required": required, "description": schema.pop("description", ""), "schema": schema}


def _body(request: Node) -> Node:
    file = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": request}, "multipart/form-data": {"schema": file}}}}


def _resolved(schema: Node, shared: Node) -> Node:
    ref = schema.get("$ref", "")
    found: Node = shared[ref.rpartition("/")[2]] if ref else schema
    return found
