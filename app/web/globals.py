"""What every template may use."""

from __future__ import annotations

import re
from typing import Any

from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from app.clock import iso, now
from app.web import blueprint
from app.web.moments import when
from app.web.viewer import own_bots, viewer

_MARK = Markup(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M3 2h18a1 1 0 0 1 1 '
    "1v14a1 1 0 0 1-1 1h-9l-6 4.5V18H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm4 4v6a3.5 3.5 0 0 0 3.5 "
    '3.5h3A3.5 3.5 0 0 0 17 12V6h-2.5v6a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1V6z"/></svg>'
)

_TICKED = re.compile("`([^`]+)`")


def token() -> Markup:
    """The hidden field that proves that a form is ours."""
    field = '<input type="hidden" name="csrf_token" value="{}">'
    return Markup(field).format(generate_csrf())


@blueprint.app_template_filter()
def coded(text: str) -> Markup:
    """The text, with what stands in `these` as code."""
    return Markup(_TICKED.sub(r'<code dir="ltr">\1</code>', str(escape(text))))


@blueprint.app_context_processor
def _known() -> dict[str, Any]:
    return {
        "token": token,
        "mark": lambda: _MARK,
        "when": when,
        "viewer": viewer,
        "own_bots": own_bots,
        "server_time": lambda: iso(now()),
    }
