"""The account of who is signed in."""

from __future__ import annotations

from flask import render_template

from app.web import blueprint


@blueprint.get("/account")
def account() -> str:
    return render_template("account/account.html")
