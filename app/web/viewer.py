"""Who looks at the page, from the signed cookie: what no address ever says."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g, session

from app.languages import KEY
from app.models import BotSession, Login
from app.services import access, logins
from app.services.access import Viewer

MOST = 40  # bots that a browser without an account holds
_HELD, _LOGIN = "held", "login"


def viewer() -> Viewer:
    """Asked once a request."""
    if "viewer" not in g:
        here = _login_of(login_token())
        g.login, g.viewer = here, Viewer(logins.owner(here) if here else None, _held())
    found: Viewer = g.viewer
    return found


def login() -> Login | None:
    """The login of this browser, if somebody is signed in here."""
    viewer()
    found: Login | None = g.login
    return found


def login_token() -> str:
    """That of this browser's login; empty if there is none."""
    token = session.get(_LOGIN)
    return token if isinstance(token, str) else ""


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
    _begin_anew(_held())
    session[_LOGIN] = token


def sign_out() -> None:
    """The browser forgets the account and its bots. It goes on to hold those that are in no
    account: their keys may stand nowhere else."""
    _begin_anew([bot.id for bot in access.unclaimed(viewer())])


def own_bots() -> list[BotSession]:
    return access.own(viewer())


def _begin_anew(held: Iterable[str]) -> None:
    """Nothing else that was known before counts after it, but for the language."""
    language = session.get(KEY)
    session.clear()
    session.permanent = True
    session[_HELD] = list(held)
    if language:
        session[KEY] = language
    g.pop("viewer", None)


def _login_of(token: str) -> Login | None:
    return logins.of_token(token) if token else None


def _held() -> tuple[str, ...]:
    kept = session.get(_HELD, [])
    return tuple(str(one) for one in kept) if isinstance(kept, list) else ()
