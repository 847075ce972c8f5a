"""Everything that one phone can say to another, between two and in groups of both kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from sandbox.people import compose
from sandbox.people.errors import PhoneError
from sandbox.people.group import Addressing
from sandbox.people.media import Media
from tests.sandbox.people.hand import Hand
from tests.until import until

A, B, C = "15550001", "15550002", "15550003"
GIF = Media("video", "video/mp4", b"mp4", gif=True)
PHOTO = Media("image", "image/png", b"png")
VOICE = Media("audio", "audio/ogg; codecs=opus", b"ogg", ptt=True)
JPEG = b"\xff\xd8\xff\xe0 a picture"

NewPhone = Callable[..., Hand]


class Talk(NamedTuple):
    """Ann writes to `to`, which is Bob's `chat`, and the other way round."""

    ann: Hand
    bob: Hand
    to: str
    back: str


@pytest.fixture(params=["two", "lid", "pn"])
def talk(request: pytest.FixtureRequest, new_phone: NewPhone) -> Talk:
    """Between two people, or in a group of them that names people by LID, or by number."""
    ann, bob = new_phone(A, "Ann"), new_phone(B, "Bob")
    if request.param == "two":
        return Talk(ann, bob, B, A)
    group = ann.do(ann.phone.create_group("Tea", [B], addressing=request.param))
    until(bob.phone.groups, "the group at Bob's")
    return Talk(ann, bob, group.id, group.id)


def test_text_answers_and_mentions(talk: Talk) -> None:
    question = talk.ann.send(talk.to, f"why, @{B}?", mentions=[B])
    heard = talk.bob.wait(text=f"why, @{B}?")
    assert (heard.sender, heard.chat, heard.mentions) == (A, talk.back, (B,))
    talk.bob.send(talk.back, "because", quoted=heard.id)
    liked = talk.bob.do(talk.bob.phone.react(heard.id, "👍"))
    with pytest.raises(PhoneError, match="no message that one can refer to"):
        talk.bob.send(talk.back, "my thumb", quoted=liked.id)
    assert talk.ann.wait(text="because").target == question.message_id


def test_reactions_come_and_go(talk: Talk) -> None:
    hello = talk.ann.send(talk.to, "hello")
    entry = talk.bob.wait(text="hello")
    for emoji in ("👍", ""):
        talk.bob.do(talk.bob.phone.react(entry.id, emoji))
        seen = talk.ann.wait(kind="reaction", text=emoji)
        assert (seen.target, seen.sender, seen.chat) == (hello.message_id, B, talk.to)


def test_a_message_is_edited_and_revoked_by_who_wrote_it_only(talk: Talk) -> None:
    sent = talk.ann.send(talk.to, "helo")
    got = talk.bob.wait(text="helo")
    talk.ann.do(talk.ann.phone.edit(sent.id, "hello"))
    assert talk.bob.wait(kind="edit", text="hello").target == got.message_id
    for attempt in (talk.bob.phone.edit(got.id, "goodbye"), talk.bob.phone.revoke(got.id)):
        with pytest.raises(PhoneError, match="Only"):
            talk.bob.do(attempt)
    talk.ann.do(talk.ann.phone.revoke(sent.id))
    assert talk.bob.wait(kind="revoke").target == got.message_id


def test_what_a_forger_edits_or_revokes_stays_as_it_was(talk: Talk) -> None:
    talk.ann.send(talk.to, "my words")
    bob = talk.bob.phone
    entry = talk.bob.wait(text="my words")

    async def forge() -> None:
        async with bob._room(talk.back) as room:
            key = bob._key(room, entry)
            await bob._post(room, compose.edit(key, compose.text("his words")))
            await bob._post(room, compose.revoke(key))

    talk.bob.do(forge())
    talk.bob.send(talk.back, "done")
    talk.ann.wait(text="done")
    assert [m.kind for m in talk.ann.messages() if m.kind != "event"] == ["text", "text"]


def test_the_words_below_a_picture_are_edited(talk: Talk) -> None:
    sent = talk.ann.send(talk.to, "a cat", PHOTO)
    talk.bob.wait(text="a cat")
    talk.ann.do(talk.ann.phone.edit(sent.id, "a dog"))
    assert talk.bob.wait(kind="edit", text="a dog").target == sent.message_id


def test_polls_and_votes(talk: Talk) -> None:
    sent = talk.ann.do(talk.ann.phone.send_poll(talk.to, "drink?", ["tea", "coffee", "mate"], 2))
    got = talk.bob.wait(kind="poll", text="drink?\ntea\ncoffee\nmate")
    for choice in (["tea", "mate"], ["coffee"], []):
        talk.bob.do(talk.bob.phone.vote(got.id, choice))
        seen = talk.ann.wait(kind="poll_vote", text="\n".join(choice))
        assert (seen.target, seen.sender) == (sent.message_id, B)
    talk.ann.do(talk.ann.phone.vote(sent.id, ["tea"]))
    talk.bob.wait(kind="poll_vote", text="tea", sender=A)


def test_a_vote_must_fit_its_poll(talk: Talk) -> None:
    sent = talk.ann.do(talk.ann.phone.send_poll(talk.to, "drink?", ["tea", "coffee"]))
    for choice, words in ((["beer"], "no option"), (["tea", "coffee"], "choose 1")):
        with pytest.raises(PhoneError, match=words):
            talk.ann.do(talk.ann.phone.vote(sent.id, choice))
    with pytest.raises(PhoneError, match="2 to 12 options"):
        talk.ann.do(talk.ann.phone.send_poll(talk.to, "drink?", ["tea"]))


def test_a_place_and_a_contact(talk: Talk) -> None:
    talk.ann.do(talk.ann.phone.send_location(talk.to, -33.8568, 151.2153, "Opera"))
    talk.bob.wait(kind="location", text="-33.856800,151.215300 Opera")
    talk.ann.do(talk.ann.phone.send_contact(talk.to, "Carl; the cook", C))
    talk.bob.wait(kind="contact", text=f"Carl; the cook {C}")


def test_files_with_a_turn(talk: Talk) -> None:
    talk.ann.send(talk.to, "look", PHOTO, view_once=True)
    assert talk.bob.wait(kind="image").view_once
    talk.ann.send(talk.to, media=GIF)
    assert talk.bob.wait(kind="video").media == GIF
    talk.ann.send(talk.to, "read", Media("document", "x/y", b"doc", "a.txt"))
    assert talk.bob.wait(kind="document").text == "read"
    with pytest.raises(PhoneError, match="viewed once"):
        talk.ann.send(talk.to, "look", view_once=True)


def test_receipts(talk: Talk) -> None:
    sent = talk.ann.send(talk.to, media=VOICE)
    heard = talk.bob.wait(kind="audio")
    talk.ann.felt("receipt", message_id=sent.message_id, by=B, status="delivered")
    talk.bob.do(talk.bob.phone.read(heard.id))
    talk.ann.felt("receipt", message_id=sent.message_id, by=B, status="read")
    talk.ann.felt("receipt", message_id=sent.message_id, by=B, status="played")
    assert sent.receipts == {B: "played"}


def test_typing(talk: Talk) -> None:
    talk.ann.send(talk.to, "wait")
    talk.bob.wait(text="wait")
    for state in ("composing", "recording", "paused"):
        talk.ann.do(talk.ann.phone.typing(talk.to, state))
        talk.bob.felt("typing", chat=talk.back, by=A, state=state)
    with pytest.raises(PhoneError, match="none of composing"):
        talk.ann.do(talk.ann.phone.typing(talk.to, "dancing"))


def test_a_call_rings_at_the_other(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    call = ann.do(ann.phone.ring(B))
    bob.felt("call", by=A, state="offer", call=call)
    with pytest.raises(PhoneError, match="another person"):
        ann.do(ann.phone.ring(A))


def test_who_talks_with_somebody_sees_him_come_and_go(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    ann.send(B, "there?")
    bob.do(bob.phone.appear(True))
    ann.felt("presence", number=B, available=True)
    bob.do(bob.phone.appear(False))
    until(lambda: ann.last("presence").data["last_seen"], "when Bob was there last")
    assert not ann.last("presence").data["available"]


def test_a_new_name_is_known_with_the_next_message(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A, "Ann"), new_phone(B, "Bob")
    ann.do(ann.phone.rename("Anna"))
    ann.felt("profile")
    ann.send(B, "hello")
    bob.wait(text="hello")
    assert (ann.phone.name, bob.phone.memory.book.names[A]) == ("Anna", "Anna")


def test_a_profile_is_kept(new_phone: NewPhone) -> None:
    ann, _ = new_phone(A), new_phone(B)
    ann.do(ann.phone.set_about("busy"))
    ann.do(ann.phone.set_picture(JPEG))
    ann.do(ann.phone.block(B, True))
    assert (ann.phone.about, ann.phone.picture) == ("busy", JPEG)
    assert ann.phone.blocked == {B}
    ann.do(ann.phone.set_picture(None))
    ann.do(ann.phone.block(B, False))
    assert (ann.phone.picture, ann.phone.blocked) == (None, frozenset())
    with pytest.raises(PhoneError, match="is a JPEG"):
        ann.do(ann.phone.set_picture(b"GIF89a"))


def test_a_phone_that_is_set_up_anew_goes_on_talking(new_phone: NewPhone) -> None:
    ann, bob = new_phone(A), new_phone(B)
    group = ann.do(ann.phone.create_group("Tea", [B]))
    until(bob.phone.groups, "the group at Bob's")
    for to, back in ((B, A), (group.id, group.id)):
        ann.send(to, f"before {to}")
        bob.wait(text=f"before {to}")
        bob.send(back, f"I hear {to}")
        ann.wait(text=f"I hear {to}")
    before = bob.phone.sessions.prekeys.identity
    came = ann.overhear()
    bob.do(bob.phone.reinstall())
    assert bob.phone.sessions.prekeys.identity != before
    for to, back in ((B, A), (group.id, group.id)):
        ann.send(to, f"after {to}")
        bob.wait(text=f"after {to}")
        bob.send(back, f"I still hear {to}")
        ann.wait(text=f"I still hear {to}")
    assert "retry" not in [node.get("type") for node in came], "she knew that it is another phone"


@pytest.mark.parametrize("addressing", ["lid", "pn"])
def test_an_admin_revokes_what_others_say(new_phone: NewPhone, addressing: Addressing) -> None:
    ann, bob, carl = (new_phone(number) for number in (A, B, C))
    group = ann.do(ann.phone.create_group("Tea", [B, C], addressing=addressing))
    until(bob.phone.groups, "the group at Bob's")
    sent = bob.send(group.id, "rude words")
    ann.do(ann.phone.revoke(ann.wait(text="rude words").id))
    for hand in (bob, carl):
        assert hand.wait(kind="revoke", sender=A).target == sent.message_id
