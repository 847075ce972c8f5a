"""Who stands on the stage: a bot in each state, and people who may look at it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from datetime import timedelta

from app.clock import now
from app.db import db, transaction
from app.models import ActivityHour, User
from app.services import deployments, links, sessions, vouchers
from botinstance.contract import activity
from botinstance.contract.exits import Exit
from tests.app.browser.stage import Stage
from tests.app.people import Holder
from units.protocol import BrokerError

COMMANDS = {
    "sticker": 41, "menu": 22, "tts": 17, "weather": 15, "tagall": 9, "joke": 8, "calc": 7,
    "remind": 6, "quiz": 4, "translate": 3, "ping": 3, "rank": 2, "note": 2, "poll": 1,
}  # fmt: skip


@dataclass
class Cast:
    stage: Stage
    bots: dict[str, Holder] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)  # what stands in addresses

    def handle(self, name: str) -> str:
        return self.stage.handles[self.bots[name].id]


def cast(stage: Stage) -> Cast:
    made = Cast(stage)
    _people(made)
    _linking(made)
    _running(made)
    _in_trouble(made)
    with stage.app.app_context():
        latest = deployments.latest_of(made.bots["failed"].id)
        assert latest
        made.named["deployment"] = latest.id
    return made


def _people(made: Cast) -> None:
    made.logins["person"] = made.stage.account("olivia")
    made.logins["operator"] = made.stage.account("admin", "operator")
    codes = made.stage.operator.vouchers(8)
    with made.stage.app.app_context():
        made.named["voucher"] = vouchers.find(codes[0]).id
        olivia = db.session.scalars(db.select(User).where(User.username == "olivia")).one()
        made.named["token"] = links.make(olivia, "admin")


def _linking(made: Cast) -> None:
    stage, bots = made.stage, made.bots
    bots["new"] = stage.redeem()
    bots["qr"] = stage.redeem()
    stage.shows_codes(bots["qr"])
    bots["qr"].post("generate-qr")
    bots["code"] = stage.redeem()
    stage.shows_codes(bots["code"])
    bots["code"].post("get-pairing-code", phoneNumber="+1 555 014 2233")
    for reason, message in (
        ("timeout", "Nobody scanned the code in time. Ask for a new one."),
        ("passkey", "This WhatsApp account is protected by a passkey."),
        ("unreachable", "WhatsApp could not be reached. Please try again later."),
    ):
        bots[reason] = stage.redeem()
        stage.shows_codes(bots[reason])
        bots[reason].post("generate-qr")
        stage.bot(bots[reason]).tell("pair.failed", reason=reason, message=message)
    bots["waiting"] = stage.redeem()
    with stage.app.app_context(), transaction():
        later = now() + timedelta(hours=1)  # a wait that does not end while it is looked at
        asked = {"pair_method": "qr", "pair_started_at": later}
        sessions.change(sessions.lock(bots["waiting"].id), asked)
    bots["linked"] = stage.paired()


def _running(made: Cast) -> None:
    stage, bots = made.stage, made.bots
    bots["deploying"] = stage.paired()
    bots["deploying"].deploy("Corner Shop Bot")
    stage.broker.comes_up_as[bots["deploying"].id] = {"active": "activating", "sub": "start"}
    stage.operator.reconcile()
    bots["running"] = stage.deployed()
    _has_history(made, "running")
    bots["quiet"] = stage.deployed("Quiet Bot")
    bots["mine"] = stage.deployed("Olivia’s Bot")


def _has_history(made: Cast, name: str) -> None:
    holder = made.bots[name]
    hour = now().replace(minute=0, second=0, microsecond=0)
    with made.stage.app.app_context():
        for back in range(24 * 30):
            at = hour - timedelta(hours=back)
            busy = max(0.0, math.sin((at.hour - 6) / 24 * 2 * math.pi)) * (1 + at.weekday() % 3)
            received, sent = round(38 * busy), round(21 * busy)
            shares = (0.5, 0.25, 0.12, 0.06, 0.03, 0.02, 0.01, 0.01, 0)
            db.session.add(
                ActivityHour(
                    session_id=holder.id,
                    hour=at,
                    received=received,
                    sent=sent,
                    errors=1 if back in (3, 40, 200) else 0,
                    commands={c: round(n * busy / 6) for c, n in COMMANDS.items() if n * busy > 3},
                    latency=[round(sent * share) for share in shares][: activity.CLASSES],
                )
            )
        db.session.commit()
    bot = made.stage.bot(holder)
    bot.tell("pulse", received=412, sent=388, last_traffic_at=time.time() - 42)
    bot.tell("config", version=2)
    made.stage.log(
        holder,
        [
            (6, "starting: Corner Shop Bot"),
            (6, "event link {'state': 'connected', 'reason': ''}"),
            (4, "WhatsApp refused what 'welcome' wanted: 403"),
            (6, "config version 3 is in force"),
            (3, "command 'weather' failed (ref 4F2A91)"),
        ]
        * 9,
    )


def _in_trouble(made: Cast) -> None:
    stage, bots = made.stage, made.bots
    bots["failed"] = stage.paired()
    bots["failed"].deploy("Unlucky Bot")
    stage.broker.comes_up_as[bots["failed"].id] = {
        "active": "failed",
        "exit_status": int(Exit.CONFIG),
    }
    stage.operator.reconcile()
    bots["paused"] = stage.deployed("Paused Bot")
    bots["paused"].post("stop")
    stage.operator.reconcile()
    bots["suspended"] = stage.deployed("Suspended Bot")
    with stage.app.app_context():
        deployments.suspend(bots["suspended"].id, "admin")
    stage.operator.reconcile()
    bots["unlinked"] = stage.deployed("Unlinked Bot")
    stage.bot(bots["unlinked"]).link("logged_out", "The phone unlinked this bot.")
    bots["hanging"] = stage.deployed("Hanging Bot", beat=time.time() - 45)
    bots["lost"] = stage.deployed("Lost Bot")
    stage.bot(bots["lost"]).link("disconnected", "WhatsApp does not answer; the bot tries again.")
    bots["banned"] = stage.deployed("Banned Bot")
    stage.bot(bots["banned"]).link("banned", "WhatsApp has banned this account for some time.")


DOWN = BrokerError("unreachable", "The part of the platform that starts bots does not answer.")
