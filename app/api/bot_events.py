"""Where bots report: `botinstance.contract.event` says what and how."""

from __future__ import annotations

from flask import Response, request

from app.api import blueprint
from app.api.answers import ok
from app.errors import Refusal
from app.incoming import body
from app.runtime import settings
from app.services import events, tokens
from botinstance.contract import event, ids
from botinstance.contract.problem import Invalid

MAX_BODY = 1024 * 1024  # bytes: a full batch of the longest events


@blueprint.post(event.PATH)
def bot_events() -> Response:
    request.max_content_length = MAX_BODY
    obj = body()
    bot = ids.bot_id(obj.get("bot"))
    _check_token(bot)
    stored = events.receive(bot, _events(obj.get("events")))
    return ok(stored=stored)


def _check_token(bot: str) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not tokens.is_valid(token, settings().secret_key, bot):
        raise Refusal(
            "bad_token", 401, "This token is not the bot's.", {"WWW-Authenticate": "Bearer"}
        )


def _events(value: object) -> list[event.Event]:
    if not isinstance(value, list) or len(value) > event.BATCH:
        raise Invalid(f"'events' must be a list of at most {event.BATCH} events")
    return [event.from_json(item) for item in value]
