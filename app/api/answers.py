"""The shape of an answer that is yes."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify


def ok(**fields: Any) -> Response:
    return jsonify({"success": True, **fields})
