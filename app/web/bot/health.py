"""How a bot is, in words: for its own pages, and for lists of bots."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.languages import _
from app.web import blueprint
from app.web.live import parts


class Words(NamedTuple):
    """What happened, what it means, and what to do: the last may be empty."""

    word: str
    sentence: str
    advice: str = ""

    @property
    def explained(self) -> str:
        return f"{self.sentence} {self.advice}".rstrip()


def words(state: str) -> Words:
    """Of a state of services/health.py."""
    return (_well() | _in_between() | _wrong() | _ended())[state]


def _well() -> dict[str, Words]:
    return {
        "connected": Words(
            _("Connected"), _("Messages flow: the bot reads and answers what is written to it.")
        ),
        "new": Words(
            _("Not linked yet"),
            _("No phone has been linked to this bot yet."),
            _("Link WhatsApp by a picture or by a code."),
        ),
        "ready": Words(
            _("Linked"),
            _("WhatsApp is linked. The bot does not run yet."),
            _("Give it a name and deploy it."),
        ),
    }


def _in_between() -> dict[str, Words]:
    return {
        "starting": Words(
            _("Starting"), _("The bot’s process is being started. This takes a few seconds.")
        ),
        "connecting": Words(
            _("Connecting"), _("The bot’s process runs and is reaching WhatsApp.")
        ),
        "restarting": Words(
            _("Restarting"),
            _("The bot’s process ended and is being started again by itself."),
            _("If this comes again and again, the logs tell why."),
        ),
        "returning": Words(
            _("Coming back"),
            _(
                "The bot’s process is not there, as after a restart of the host. It is brought "
                "back by itself."
            ),
        ),
        "pausing": Words(_("Pausing"), _("The bot’s process is being ended.")),
        "paused": Words(
            _("Paused"),
            _("The bot answers nothing. WhatsApp keeps the link, and what is written meanwhile."),
            _("Start it when it is to answer again."),
        ),
        "suspended": Words(
            _("Suspended"),
            _("The operator has stopped this bot. Its link and its settings are kept."),
            _("Ask the operator why, and when it may run again."),
        ),
        "unknown": Words(
            _("Not known"),
            _(
                "The part that runs the bots does not answer, so nobody can say how this one is. "
                "It may well be running."
            ),
            _("This page tries again by itself. If it stays so, tell the operator."),
        ),
    }


def _wrong() -> dict[str, Words]:
    return {
        "lost": Words(
            _("WhatsApp not reached"),
            _(
                "The bot’s process runs, but it has no connection to WhatsApp. It goes on trying "
                "by itself."
            ),
            _("If it stays so, check that the host reaches the internet; the logs tell more."),
        ),
        "hanging": Words(
            _("Not responding"),
            _(
                "The bot’s process gives no sign of life. It is ended and started anew within a "
                "minute."
            ),
            _("Nothing is lost: WhatsApp keeps what is written meanwhile."),
        ),
        "failed": Words(
            _("Stopped by a failure"),
            _("The bot’s process ended, and starting it again did not help."),
            _("Look into the logs, then start it again."),
        ),
    }


def _ended() -> dict[str, Words]:
    return {
        "unlinked": Words(
            _("Unlinked"),
            _("The phone does not list this bot any more. Its settings and data are kept."),
            _("Link it again: no new voucher is needed."),
        ),
        "replaced": Words(
            _("Opened elsewhere"),
            _("The same WhatsApp link was opened in another place, so this bot let go of it."),
            _(
                "End the other one, then start the bot. If you know of no other, link a phone "
                "again."
            ),
        ),
        "banned": Words(
            _("Banned by WhatsApp"),
            _(
                "WhatsApp has banned this account for some time. The bot does not try again by "
                "itself: that would make it worse."
            ),
            _(
                "Open WhatsApp on the phone: it says how long. Start the bot afterwards, and let "
                "it write less."
            ),
        ),
        "outdated": Words(
            _("Too old for WhatsApp"),
            _("WhatsApp does not accept this version of the client any more."),
            _("Tell the operator: the platform must be updated. Your link is kept."),
        ),
        "refused": Words(
            _("Refused by WhatsApp"),
            _("WhatsApp did not let the bot in."),
            _("Start it again later. If it is refused again, link the phone anew."),
        ),
    }


@blueprint.app_context_processor
def _known() -> dict[str, Any]:
    return {"health_words": words}


parts.add("head")
parts.add("health")
