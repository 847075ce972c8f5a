"""Whether each part of the platform is well."""

from __future__ import annotations

from flask import render_template

from app.clock import now
from app.services import doctor
from app.version import VERSION
from app.web.operator import blueprint


@blueprint.get("/doctor", endpoint="doctor")
def checked() -> str:
    findings = doctor.findings()
    return render_template("operator/doctor.html", findings=findings, at=now(), version=VERSION)
