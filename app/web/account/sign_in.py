"""Signing in and out."""

from __future__ import annotations

from flask import render_template

from app.web import blueprint


@blueprint.get("/sign-in")
def sign_in() -> str:
    return render_template("account/sign_in.html")
