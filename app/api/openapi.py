"""The description of this API for programs: OpenAPI 3.1, written by hand in `openapi.json`."""

from __future__ import annotations

from pathlib import Path

from flask import Response

from app.api import blueprint

DOCUMENT = Path(__file__).with_suffix(".json").read_bytes()


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    return Response(DOCUMENT, mimetype="application/json")
