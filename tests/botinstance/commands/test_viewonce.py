"""What may be seen only once is seen by the owner again, if everybody knows."""

from __future__ import annotations

from typing import Any

import pytest

from botinstance.link.protocol import Media, Quoted
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, IMAGE, OWNER, TestBot, by

ONCE = Media("image", 1000, "image/jpeg", view_once=True)
TO_OWNER = f"{OWNER.phone}@s.whatsapp.net"


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    return bot


def test_the_owner_gets_what_the_reply_is_about(group: TestBot) -> None:
    quoted = Quoted(BOB.id, media=ONCE, id="3EB0ONCE")
    forwarded, said = group.send(".vv", quoted=quoted, **GROUP, **by(OWNER))
    assert (forwarded.kind, forwarded.quotes) == ("forwarded message", "3EB0ONCE")
    assert forwarded.chat == TO_OWNER
    assert said.text == "I have sent it to my owner."


@pytest.mark.parametrize("quoted", [Quoted(BOB.id, "hello"), None])
def test_without_media_it_says_how(group: TestBot, quoted: Quoted | None) -> None:
    answer = group.say(".reveal", quoted=quoted, **GROUP, **by(OWNER))
    assert answer.startswith("Off: " if quoted is None else "Reply with .antiviewonce to a pic")


def test_switched_on_the_owner_gets_all(group: TestBot) -> None:
    assert "so that all know" in group.say(".antiviewonce on", **GROUP, **by(OWNER))
    said, forwarded = group.hear("", id="3EB0ONCE", media=ONCE, **GROUP, **by(BOB))
    assert said.text == "Alice +15550002 in “Friends” sent this to be seen once:"
    assert (forwarded.quotes, forwarded.chat, said.chat) == ("3EB0ONCE", TO_OWNER, TO_OWNER)
    assert group.say(".antiviewonce off", **GROUP, **by(OWNER)).startswith("Off: ")
    assert group.hear("", media=ONCE, **GROUP, **by(BOB)) == []


def test_other_media_and_the_owners_own_are_left_alone(group: TestBot) -> None:
    group.send(".antiviewonce on", **GROUP, **by(OWNER))
    assert group.hear("look", media=IMAGE, **GROUP, **by(BOB)) == []
    assert group.hear("", media=ONCE, from_me=True, **GROUP, **by(OWNER)) == []


def test_it_is_off_until_the_owner_wants_it(group: TestBot) -> None:
    assert group.hear("", media=ONCE, **GROUP, **by(BOB)) == []


@pytest.mark.parametrize("who", [ALICE, BOB])
def test_only_the_owner_may(group: TestBot, who: Any) -> None:
    quoted = Quoted(BOB.id, media=ONCE, id="3EB0ONCE")
    answer = group.say(".vv", quoted=quoted, **GROUP, **by(who))
    assert answer == "Only the bot's owner may use this command."
