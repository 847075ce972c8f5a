"""The API's own document, and a client that holds every answer against it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from app.api import openapi

Json = dict[str, Any]

DOCUMENT: Json = json.loads(openapi.DOCUMENT)
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
OPERATIONS: dict[str, tuple[str, str]] = {
    item[method]["operationId"]: (method.upper(), path)
    for path, item in DOCUMENT["paths"].items()
    for method in METHODS
    if method in item
}
SCHEMAS: Json = DOCUMENT["components"]["schemas"]


def resolve(part: Json, document: Json = DOCUMENT) -> Json:
    """What `part` stands for, if it is a reference and nothing else."""
    while set(part) == {"$ref"}:
        found = document
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


def operation(name: str) -> Json:
    method, path = OPERATIONS[name]
    found: Json = DOCUMENT["paths"][path][method.lower()]
    return found


def body_schema(name: str) -> Json:
    """Of the request's body."""
    return resolve(schema_of(resolve(operation(name)["requestBody"])))


def schema_of(part: Json) -> Json:
    """Of a body, asked or answered: always JSON."""
    (media,) = part["content"].items()
    assert media[0] == "application/json"
    found: Json = media[1]["schema"]
    return found


def faults(schema: Json, value: object, document: Json = DOCUMENT) -> list[str]:
    """How `value` is not what the document's `schema` says: empty if it is."""
    whole = {**schema, "components": document["components"]}  # what its references lead to
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(whole, format_checker=checker)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def check(answer: TestResponse, document: Json = DOCUMENT) -> None:
    """Fails unless this operation may give this answer: status, headers and every field."""
    asked = answer.request
    item = next(v for k, v in document["paths"].items() if _is_at(asked.path, k))
    responses = item[asked.method.lower()]["responses"]
    status = str(answer.status_code)
    assert status in responses, f"{asked.method} {asked.path} may not answer {status}"
    response = resolve(responses[status], document)
    found = faults(schema_of(response), answer.json, document)
    for name, header in response.get("headers", {}).items():
        header = resolve(header, document)
        if header.get("required") or name in answer.headers:
            found += faults(header["schema"], answer.headers.get(name), document)
    assert not found, found
    assert answer.mimetype == "application/json"


def _is_at(path: str, template: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) is not None


def answers() -> Iterator[tuple[str, int, Json]]:
    """Of every operation every status with its response."""
    for name in OPERATIONS:
        for status, response in operation(name)["responses"].items():
            yield name, int(status), resolve(response)


class CheckedClient(FlaskClient):
    """Whatever is asked, the answer must be one that is documented."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        check(answer)
        return answer
