"""A bot that is busy with heavy work answers everybody else meanwhile."""

from __future__ import annotations

import base64

import pytest

from tests.botinstance.bots import BotProcess
from tests.botinstance.commands.clips import film
from tests.botinstance.network import Phone
from tests.until import until

pytestmark = pytest.mark.neonize


def ask_for_a_sticker(phone: Phone, bot: str, video: str) -> int:
    """The number of the message."""
    media = {"kind": "video", "mimetype": "video/mp4", "data": video}
    return int(phone.do("send", to=bot, text=".sticker", media=media)["id"])


def answers(phone: Phone, since: int) -> list[str]:
    return [m["kind"] for m in phone.messages(since) if not m["from_me"]]


def test_who_asks_for_little_does_not_wait_for_who_asks_for_much(
    bot: BotProcess, owner: Phone, friends: list[Phone]
) -> None:
    *many, one = friends[:11]
    one.ask(owner.number, ".ping")  # both know each other
    video = base64.b64encode(film(6, "640x360")).decode()
    since = [ask_for_a_sticker(phone, owner.number, video) for phone in many]

    def heard() -> list[list[str]]:
        return [answers(phone, first) for phone, first in zip(many, since, strict=True)]

    assert one.ask(owner.number, ".ping")["text"].startswith("Pong! ")
    assert not all(heard()), "it has waited for all of them"
    until(lambda: all(heard()), "all stickers", 120.0)
    assert heard() == [["sticker"]] * len(many), "and nobody is forgotten"
