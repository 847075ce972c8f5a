"""Linking, deploying, and switching features."""

from __future__ import annotations

from flask import Response

from app.api import blueprint
from app.api.answers import ok
from app.incoming import actor, body, session_id
from app.services import deployments, features, pairing, pictures
from app.texts import PAIRING_STEPS, bot_name
from botinstance.contract import feature, ids
from botinstance.contract.problem import get_bool, get_str


@blueprint.post("/api/deployment/generate-qr")
def generate_qr() -> Response:
    session = session_id(body())
    code = pairing.qr(session)
    return ok(
        sessionId=session,
        qrCode=pictures.data_uri(code.text),
        expiresIn=code.seconds,
        message="QR Code generated successfully",
    )


@blueprint.post("/api/deployment/get-pairing-code")
def get_pairing_code() -> Response:
    obj = body()
    phone = ids.phone_number(get_str(obj, "phoneNumber", most=32))
    session = session_id(obj)
    code = pairing.code(session, phone)
    return ok(
        sessionId=session,
        pairingCode=code.text,
        expiresIn=code.seconds,
        instructions=PAIRING_STEPS,
        message="Pairing code generated successfully",
    )


@blueprint.post("/api/deployment/deploy")
def deploy() -> Response:
    obj = body()
    name = bot_name(get_str(obj, "botName", most=64))
    toggles = feature.toggles(obj.get("features"))
    session = session_id(obj)
    deployment = deployments.deploy(session, name, toggles, actor())
    return ok(
        deploymentId=deployment,
        sessionId=session,
        message="Deployment started successfully",
        status="in_progress",
    )


@blueprint.post("/api/deployment/toggle-feature")
def toggle_feature() -> Response:
    obj = body()
    name = feature.known(get_str(obj, "featureName", most=64))
    on = get_bool(obj, "enabled")
    session = session_id(obj)
    features.toggle(session, name, on, actor())
    message = f"Feature {name} {'enabled' if on else 'disabled'}"
    return ok(
        sessionId=session,
        featureName=name,
        enabled=on,
        inForce=features.in_force(session),
        message=message,
    )
