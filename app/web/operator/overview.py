"""How the platform is."""

from __future__ import annotations

from typing import Any

from flask import render_template

from app.services import audit_log, doctor, host, overview, voucher_list
from app.version import VERSION
from app.web.live import operator_parts as parts
from app.web.operator import blueprint


def _platform() -> dict[str, Any]:
    return {"findings": doctor.findings(), "version": VERSION}


def _bots() -> dict[str, Any]:
    return {"bots": overview.bots(), "failures": audit_log.failures()[: overview.MOST]}


def _vouchers() -> dict[str, Any]:
    return {"vouchers": voucher_list.counts()}


def _host() -> dict[str, Any]:
    return {"host": host.look()}


MAKERS = {"platform": _platform, "bots": _bots, "vouchers": _vouchers, "host": _host}
for name, maker in MAKERS.items():
    parts.add(name, maker)


@blueprint.get("/", endpoint="overview")
def page() -> str:
    told = parts.told(MAKERS)
    return render_template("operator/overview.html", **told)
