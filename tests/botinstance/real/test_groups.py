"""A linked bot in a group."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.botinstance.bots import BotProcess
from tests.botinstance.network import Network, Phone
from tests.until import until

pytestmark = pytest.mark.neonize


@pytest.fixture(params=["lid", "pn"])
def group(
    request: pytest.FixtureRequest, network: Network, owner: Phone, friends: list[Phone]
) -> str:
    """Three people and the bot's owner, addressed by LID or by number; its id."""
    members = [owner.number, *(friend.number for friend in friends[1:3])]
    wish = {"subject": "Friends", "members": members, "addressing": request.param}
    for friend in friends[:3]:
        friend.messages()  # a phone is made when it is first used
    return str(network.post("/api/groups", {"by": friends[0].number, **wish})["group"]["id"])


def test_it_answers_in_the_group(bot: BotProcess, group: str, friends: list[Phone]) -> None:
    friends[1].send(group, ".calc 30+1")
    for friend in friends[:3]:
        answer = until(partial(said, friend, "31"), f"the answer at {friend.number}")
        assert answer["chat"] == group


def test_it_calls_everybody(
    bot: BotProcess, group: str, owner: Phone, friends: list[Phone]
) -> None:
    answer = friends[0].ask(group, ".tagall Dinner is ready")
    assert answer["text"].startswith("Dinner is ready")
    everybody = {owner.number, *(friend.number for friend in friends[:3])}
    assert set(answer["mentions"]) == everybody


def said(phone: Phone, text: str) -> dict[str, Any] | None:
    return next((m for m in phone.messages() if m["text"] == text), None)
