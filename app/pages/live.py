"""What the page's script asks while something is going on."""

from __future__ import annotations

import hashlib
import json

from flask import Response, jsonify

from app.pages import blueprint, keep
from app.services import deployments, pairing, pictures, view


@blueprint.get("/bot/live")
def live() -> Response:
    """`stamp` changes when the page should be loaded again; the codes are shown as they come."""
    session = keep.current()
    qr = pairing.current_qr(session, least=1)
    code = pairing.current_code(session, least=1)
    unit, unit_error = view.unit_of(session)
    shown = (
        session.status,
        session.deployment_status,
        session.link_state,
        session.error,
        session.pair_error,
        session.features,
        session.config_in_force,
        unit.active if unit else unit_error,
        view.is_connected(session, unit),
        view.deployment(deployments.latest_of(session.id)),
        bool(qr),
        code.text if code else None,
    )
    return jsonify(
        stamp=hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16],
        picture=pictures.data_uri(qr.text) if qr else None,
        seconds=qr.seconds if qr else code.seconds if code else None,
    )
