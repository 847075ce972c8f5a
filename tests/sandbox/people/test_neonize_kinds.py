"""Everything that a phone and the real client say to each other, between two and in groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from sandbox.people.media import Media
from tests.sandbox.clients import Client
from tests.sandbox.people.hand import Hand
from tests.until import until

pytestmark = pytest.mark.neonize

OWNER, GUEST = "15550001", "15550002"
VOICE = Media("audio", "audio/ogg; codecs=opus", b"OggS" + bytes(500), ptt=True)
GIF = Media("video", "video/mp4", bytes(500), gif=True)
PAPER = Media("document", "text/plain", b"words", "paper.txt")
PNG = bytes.fromhex(  # the smallest picture of all: one black point
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c636060600000000400010d0a2db40000000049454e44ae426082"
)


class Talk(NamedTuple):
    """The guest, on a phone, writes to `to`; the bot, a client of the owner's, writes `back`."""

    owner: Hand
    bot: Client
    guest: Hand
    to: str
    back: str

    def heard(self, **fields: Any) -> dict[str, Any]:
        """What the bot heard of the guest."""
        return self.bot.wait("message", from_me=False, **fields)


@pytest.fixture(params=["two", "lid", "pn"])
def talk(
    request: pytest.FixtureRequest, linked: tuple[Hand, Client], new_phone: Callable[..., Hand]
) -> Talk:
    """Between two, or in a group that names people by LID, or by number."""
    owner, bot = linked
    guest = new_phone(GUEST, "Greta")
    if request.param == "two":
        return Talk(owner, bot, guest, OWNER, GUEST)
    group = guest.do(guest.phone.create_group("Tea", [OWNER], addressing=request.param))
    bot.wait("joined", gid=group.id)
    until(owner.phone.groups, "the group at the owner's phone")
    return Talk(owner, bot, guest, group.id, group.id)


def test_texts_answers_and_mentions(talk: Talk) -> None:
    asked = talk.guest.send(talk.to, f"why, @{OWNER}?", mentions=[OWNER])
    heard = talk.heard(text=f"why, @{OWNER}?")
    assert heard["mentions"] == [str(_own(talk.bot, heard))]
    answer = talk.bot.call("reply", heard["id"], "because")
    seen = talk.guest.wait(text="because")
    assert (seen.message_id, seen.target, seen.sender) == (answer, asked.message_id, OWNER)
    talk.guest.send(talk.to, "aha", quoted=seen.id)
    assert talk.heard(text="aha")["quoted"] == answer
    talk.bot.call("mention", talk.back, "you!", [f"{GUEST}@s.whatsapp.net"])
    assert talk.guest.wait(text="you!").mentions == (GUEST,)
    assert talk.bot.warnings() == []


def _own(bot: Client, heard: dict[str, Any]) -> str:
    """The bot's person, by the kind of address that the message names people with."""
    lid = heard["sender"].endswith("@lid")
    return str(bot.call("lid_of", f"{OWNER}") if lid else f"{OWNER}@s.whatsapp.net")


def test_reactions_edits_and_revocations(talk: Talk) -> None:
    sent = talk.guest.send(talk.to, "helo")
    heard = talk.heard(text="helo")
    for emoji in ("👍", ""):
        talk.bot.call("react", heard["id"], emoji)
        assert talk.guest.wait(kind="reaction", text=emoji).target == sent.message_id
    talk.guest.do(talk.guest.phone.edit(sent.id, "hello"))
    assert talk.heard(kind="edit", text="hello")["target"] == sent.message_id
    talk.guest.do(talk.guest.phone.revoke(sent.id))
    assert talk.heard(kind="revoke")["target"] == sent.message_id

    mine = talk.bot.call("send_text", talk.back, "helo too")
    entry = talk.guest.wait(text="helo too")
    for emoji in ("👍", ""):
        talk.guest.do(talk.guest.phone.react(entry.id, emoji))
        assert talk.heard(kind="reaction", reaction=emoji)["target"] == mine
    talk.bot.call("edit", mine, "hello too")
    assert talk.guest.wait(kind="edit", text="hello too", from_me=False).target == mine
    talk.bot.call("revoke", mine)
    assert talk.guest.wait(kind="revoke", from_me=False).target == mine
    assert talk.bot.warnings() == []


def test_polls_and_votes(talk: Talk) -> None:
    options = ["tea", "coffee"]
    sent = talk.guest.do(talk.guest.phone.send_poll(talk.to, "drink?", options))
    heard = talk.heard(kind="poll")
    assert (heard["poll"], heard["options"]) == ("drink?", options)
    talk.bot.call("vote", heard["id"], ["tea"])
    vote = talk.guest.wait(kind="poll_vote", text="tea")
    assert (vote.target, vote.sender) == (sent.message_id, OWNER)
    assert talk.owner.wait(kind="poll_vote").text == "tea", "the owner's phone reads it too"

    mine = talk.bot.call("send_poll", talk.back, "eat?", options, True)
    entry = talk.guest.wait(kind="poll", text="eat?\ntea\ncoffee")
    talk.guest.do(talk.guest.phone.vote(entry.id, options))
    vote = talk.heard(kind="vote")
    assert vote["target"] == mine
    assert talk.bot.call("chosen", vote["id"], [*options, "mate"]) == options
    assert talk.bot.warnings() == []


def test_places_contacts_and_files(talk: Talk) -> None:
    phone = talk.guest.phone
    talk.guest.do(phone.send_location(talk.to, 52.516275, -13.377704, "Gate"))
    assert talk.heard(kind="location")["place"] == [52.516275, -13.377704, "Gate"]
    talk.guest.do(phone.send_contact(talk.to, "Carl", "15550003"))
    ((name, card),) = talk.heard(kind="contact")["contacts"]
    assert name == "Carl"
    assert "waid=15550003" in card
    talk.guest.send(talk.to, "look", Media("image", "image/png", PNG), view_once=True)
    assert talk.heard(kind="image", caption="look", view_once=True)
    for item, kind in ((VOICE, "voice"), (GIF, "gif"), (PAPER, "document")):
        talk.guest.send(talk.to, "read" if item is PAPER else "", item)
        assert talk.bot.call("download", talk.heard(kind=kind)["raw"]) == item.data.hex()

    talk.bot.call("send_location", talk.back, 1.5, 2.5, "Sea")
    talk.guest.wait(kind="location", text="1.500000,2.500000 Sea")
    talk.bot.call("send_contact", talk.back, "Dora", "15550004")
    talk.guest.wait(kind="contact", text="Dora 15550004")
    talk.bot.call("send_contacts", talk.back, [["Dora", "15550004"], ["Emil", "15550005"]])
    talk.guest.wait(kind="contact", text="Dora 15550004\nEmil 15550005")
    talk.bot.call("send_image", talk.back, PNG.hex(), "see", True)
    seen = talk.guest.wait(kind="image", text="see")
    assert seen.view_once
    assert seen.media
    talk.bot.call("send_file", talk.back, PAPER.data.hex(), "paper.txt", "my words")
    assert talk.guest.wait(kind="document", text="my words").media
    assert talk.bot.warnings() == []


def test_receipts_and_typing(talk: Talk) -> None:
    talk.bot.call("appear")
    sent = talk.guest.send(talk.to, media=VOICE)
    heard = talk.heard(kind="voice")
    for call, status in (("read", "read"), ("played", "played")):
        talk.bot.call(call, heard["id"])
        talk.guest.felt("receipt", message_id=sent.message_id, by=OWNER, status=status)
    mine = talk.bot.call("send_text", talk.back, "listened")
    talk.bot.wait("receipt", ids=[mine], what="delivered")
    talk.guest.do(talk.guest.phone.read(talk.guest.wait(text="listened").id))
    talk.bot.wait("receipt", ids=[mine], what="read")
    for state, media in (("composing", "text"), ("recording", "audio"), ("paused", "text")):
        talk.guest.do(talk.guest.phone.typing(talk.to, state))
        words = state if state == "paused" else "composing"
        talk.bot.call("typing", talk.back, words, media)
        talk.guest.felt("typing", by=OWNER, state=state)
    until(lambda: len(talk.bot.saw("typing")) == 3, "three signs of typing")
    assert talk.bot.warnings() == []
