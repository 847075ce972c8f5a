"""The logs of one bot: a page that goes on by itself, and the same as a file."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, render_template, request
from werkzeug.utils import secure_filename

from app.clock import now
from app.errors import refusal_of
from app.languages import _
from app.models import BotSession
from app.services import access, logs
from app.services.logs import Line, Lines
from app.web import blueprint
from app.web.bot.facts import facts
from app.web.viewer import viewer
from units.protocol import BrokerError


class Filter(NamedTuple):
    """What the form asks for: lines with `text` in them that are at least as bad as `level`."""

    text: str
    level: str

    def takes(self, line: Line) -> bool:
        bad_enough = line["level"] in logs.at_least(self.level)
        return bad_enough and self.text.casefold() in line["text"].casefold()

    @property
    def given(self) -> bool:
        return bool(self.text) or self.level in logs.LEVELS


@blueprint.get("/bots/<handle>/logs", endpoint="logs")
def page(handle: str) -> str:
    """Where the broker does not answer, its sentence stands in place of the lines."""
    session = access.find(viewer(), handle)
    wanted = _filter()
    problem = None
    try:
        # Whoever looks for something looks further back.
        found = logs.latest(session.id, logs.MOST if wanted.given else logs.SHOWN)
    except BrokerError as error:
        found, problem = Lines([], None), refusal_of(error).said()
    return render_template(
        "bot/logs.html",
        **facts(session),
        lines=_shown(found.lines, wanted),
        cursor=found.cursor,
        problem=problem,
        filter=wanted,
        words={"error": _("Error"), "warning": _("Warning")},
    )


@blueprint.get("/bots/<handle>/logs.txt", endpoint="logs_file")
def download(handle: str) -> Response:
    session = access.find(viewer(), handle)
    wanted = _filter()
    lines = logs.latest(session.id, logs.MOST).lines
    text = "".join(
        f"{line['at']} {line['level'].upper():<7} {line['text']}\n"
        for line in lines
        if wanted.takes(line)
    )
    answer = Response(text, mimetype="text/plain")
    answer.headers.set("Content-Disposition", "attachment", filename=_filename(session))
    return answer


def _filter() -> Filter:
    return Filter(request.args.get("q", "").strip(), request.args.get("level", ""))


def _shown(lines: list[Line], wanted: Filter) -> list[tuple[Line, bool]]:
    """The last lines that are asked for, each with whether it is: the newest of the others come
    along unseen, so that a script can show them without asking again."""
    taken = [i for i, line in enumerate(lines) if wanted.takes(line)][-logs.SHOWN :]
    newest = range(max(0, len(lines) - logs.SHOWN), len(lines))
    shown = set(taken)
    return [(lines[i], i in shown) for i in sorted(shown.union(newest))]


def _filename(session: BotSession) -> str:
    """`Corner_Shop_Bot-2026-03-03.log.txt`; a name that no file can have makes way."""
    name = secure_filename(session.bot_name or "") or "bot"
    return f"{name}-{now():%Y-%m-%d}.log.txt"
