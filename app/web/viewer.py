"""Who looks at the page, from the signed cookie: what no address ever says."""

from __future__ import annotations

from flask import g, session

from app.models import BotSession
from app.services import access, logins
from app.services.access import Viewer

MOST = 12  # bots that a browser without an account holds
_HELD, _LOGIN = "held", "login"


def viewer() -> Viewer:
    """Asked once a request."""
    if "viewer" not in g:
        token = session.get(_LOGIN)
        user = logins.user_of(token) if isinstance(token, str) else None
        g.viewer = Viewer(user, _held())
    found: Viewer = g.viewer
    return found


def hold(session_id: str) -> None:
    """This browser has the key of that bot from now on."""
    session.permanent = True
    others = [held for held in _held() if held != session_id]
    session[_HELD] = [session_id, *others][:MOST]
    g.pop("viewer", None)


def let_go(session_id: str) -> None:
    session[_HELD] = [held for held in _held() if held != session_id]
    g.pop("viewer", None)


def sign_in(token: str) -> None:
    """`token` is of a new login. What the browser holds stays its own."""
    held = _held()
    session.clear()  # nothing that was known before the sign-in counts after it
    session.permanent = True
    session[_LOGIN], session[_HELD] = token, list(held)
    g.pop("viewer", None)


def sign_out() -> str | None:
    """The token of the login that has ended here; the browser forgets its bots too."""
    token = session.get(_LOGIN)
    session.clear()
    g.pop("viewer", None)
    return token if isinstance(token, str) else None


def _held() -> tuple[str, ...]:
    kept = session.get(_HELD, [])
    return tuple(str(one) for one in kept) if isinstance(kept, list) else ()


def own_bots() -> list[BotSession]:
    return access.own(viewer())
