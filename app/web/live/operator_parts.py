"""The parts of the operator's pages, which have no subject."""

from __future__ import annotations

from app.web.live.registry import Parts

_parts = Parts("operator")
add, known, told, draw = _parts.add, _parts.known, _parts.told, _parts.draw
