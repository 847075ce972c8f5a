"""What a link can do, with the real library on a loopback WhatsApp."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from PIL import Image

from botinstance.link.happening import Call, Deleted, GroupTurn, Turn
from botinstance.link.protocol import File, LinkError, Media
from tests.botinstance.bots import BotFolder
from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Network, Phone
from tests.botinstance.real.remote import Remote
from tests.botinstance.real.watching import make_admin, of_kind, said
from tests.until import until

pytestmark = pytest.mark.neonize

GUARD = "\u200b"


@pytest.fixture
def link(linked: BotFolder, network: Network) -> Iterator[Remote]:
    with Remote(linked, network.environment) as remote:
        yield remote


@pytest.fixture(params=["lid", "pn"])
def group(
    request: pytest.FixtureRequest, link: Remote, network: Network, owner: Phone, friend: Phone
) -> str:
    """A group of the owner and a friend, who has made it; its id."""
    friend.messages()  # a phone is made when it is first used
    wish = {"subject": "Tea", "members": [owner.number], "addressing": request.param}
    made = network.post("/api/groups", {"by": friend.number, **wish})
    return str(made["group"]["id"])


def only(phone: Phone, kind: str) -> dict[str, Any]:
    """The one message of this kind that the phone has."""
    (found,) = until(partial(of_kind, phone, kind), f"a message of kind {kind}")
    return dict(found)


def view(phone: Phone, chat: str, message_id: int) -> dict[str, Any]:
    """A message with what has become of it."""
    shown = phone.get(f"chats/{chat}")["messages"]
    return dict(next(m for m in shown if m["id"] == message_id))


def got_text(phone: Phone, text: str) -> dict[str, Any]:
    found = until(partial(said, phone, text), f"the text {text}")
    assert found
    return found


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


FILES = {
    "image": File("image", picture(), "image/png", "look"),
    "video": File("video", b"a film", "video/mp4", "see", seconds=7),
    "audio": File("audio", b"a song", "audio/mpeg", seconds=180),
    "document": File("document", b"words", "text/plain", "read", name="paper.txt"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_arrives(link: Remote, owner: Phone, friend: Phone, kind: str) -> None:
    friend.send(owner.number, "send it")
    link("send_file", link.hears("send it"), FILES[kind])
    got = only(friend, kind)
    assert friend.media(got) == FILES[kind].data
    assert (got["text"], got["mimetype"]) == (FILES[kind].caption, FILES[kind].mimetype)
    assert got["filename"] == FILES[kind].name


def test_a_text_is_sent_that_answers_nothing(link: Remote, owner: Phone, friend: Phone) -> None:
    friend.send(owner.number, "hello")
    link("send", link.hears("hello").chat, ".leave")
    got = got_text(friend, f"{GUARD}.leave")
    assert "quoted" not in got


def test_a_reaction_is_given_and_taken_back(
    link: Remote, group: str, owner: Phone, friend: Phone
) -> None:
    for chat, seen_in in ((owner.number, owner.number), (group, group)):
        sent = friend.send(chat, f"to {chat}")
        message = link.hears(f"to {chat}")
        for emoji, left in (("👍", [("👍", owner.number)]), ("", [])):
            link("react", message, emoji)
            until(lambda: _reactions(friend, seen_in, sent) == left, f"{left} of {emoji}")  # noqa: B023


def _reactions(phone: Phone, chat: str, message_id: int) -> list[tuple[str, str]]:
    return [(it["emoji"], it["by"]) for it in view(phone, chat, message_id)["reactions"]]


def test_an_admin_takes_a_message_back(
    link: Remote, group: str, owner: Phone, friend: Phone
) -> None:
    make_admin(friend, group, owner)
    spam = friend.send(group, "spam")
    link("delete", link.hears("spam"))
    until(lambda: view(friend, group, spam)["revoked"], "its end")


def test_in_a_private_chat_it_takes_back_only_its_own(
    link: Remote, owner: Phone, friend: Phone
) -> None:
    friend.send(owner.number, "spam")
    with pytest.raises(LinkError, match="only what they wrote"):
        link("delete", link.hears("spam"))
    link("reply", link.hears("spam"), "an answer")
    answer = got_text(friend, "an answer")
    friend.send(owner.number, "take it back", quoted=answer["id"])
    link("delete_quoted", link.hears("take it back"))
    until(lambda: view(friend, owner.number, answer["id"])["revoked"], "its end")


def test_a_message_is_pinned(link: Remote, group: str, friend: Phone) -> None:
    notice = friend.send(group, "the notice")
    friend.send(group, "pin this", quoted=notice)
    link("pin", link.hears("pin this"), 86400)
    assert only(friend, "pin")["quoted"] == notice


def test_what_was_to_be_seen_once_is_sent_on(link: Remote, owner: Phone, friend: Phone) -> None:
    image = {"kind": "image", "mimetype": "image/png", "data": encoded(picture())}
    once = friend.do("send", to=owner.number, text="once", media=image, view_once=True)["id"]
    message = link.hears("once")
    assert message.media == Media("image", len(picture()), "image/png", view_once=True)
    friend.send(owner.number, "reveal", quoted=once)
    answer = link.hears("reveal")
    assert answer.quoted
    assert answer.quoted.media == message.media
    assert link("download", answer, True) == link("download", message) == picture()
    for asked, quoted in ((message, False), (answer, True)):
        since = friend.messages()[-1]["id"]
        link("forward", asked, answer.chat, quoted)
        got = friend.hears(since)
        assert (got["kind"], got["text"], got.get("view_once")) == ("image", "once", None)
        assert friend.media(got) == picture()


def test_a_text_is_sent_on(link: Remote, group: str, owner: Phone, friend: Phone) -> None:
    friend.send(owner.number, "!shout")
    link("forward", link.hears("!shout"), group)
    got = got_text(friend, f"{GUARD}!shout")
    assert got["chat"] == group


def test_a_message_is_marked_as_read(link: Remote, owner: Phone, friend: Phone) -> None:
    sent = friend.send(owner.number, "seen?")
    link("mark_read", link.hears("seen?"))
    until(lambda: view(friend, owner.number, sent)["status"] == "read", "it to be read")


def test_others_see_that_it_types_and_is_there(link: Remote, owner: Phone, friend: Phone) -> None:
    friend.send(owner.number, "hello")
    chat = link.hears("hello").chat
    with friend.feeling() as following:
        for state, more in (
            ("composing", {}),
            ("recording", {"recording": True}),
            ("paused", {"on": False}),
        ):
            link("typing", chat, **more)
            assert following("typing")["state"] == state
    for on in (True, False):
        until(lambda: _online(link, friend, owner, on), f"online: {on}")  # noqa: B023


def _online(link: Remote, phone: Phone, of: Phone, on: bool) -> bool:
    link("online", on)  # again, as the account's name may not be there yet
    presence = phone.get(f"chats/{of.number}")["presence"]
    return presence is not None and presence["available"] is on


def test_what_people_show_of_themselves_is_known(link: Remote, friend: Phone) -> None:
    friend.messages()
    person = link("account.id_of", friend.number)
    assert person.endswith("@lid")
    assert link("account.phone_of", person) == friend.number
    assert link("account.id_of", "19995550000") == ""
    assert link("account.picture_of", person) == b""
    friend.do("profile", about="At sea", picture=encoded(picture(kind="JPEG")))
    assert link("account.about_of", person) == "At sea"
    assert Image.open(io.BytesIO(link("account.picture_of", person))).format == "JPEG"


def test_whoever_has_written_has_a_name(link: Remote, owner: Phone, friend: Phone) -> None:
    assert link("account.name_of", "999@lid") == ""
    friend.send(owner.number, "It is me")
    heard = link.hears("It is me")
    assert heard.sender_name
    assert link("account.name_of", heard.sender) == heard.sender_name


def test_the_account_shows_something_of_itself(link: Remote, owner: Phone) -> None:
    jpeg = picture(kind="JPEG")
    link("account.describe", "I am a bot")
    link("account.show_picture", jpeg)
    assert link("account.about_of", f"{owner.number}@s.whatsapp.net") == "I am a bot"
    until(lambda: owner.get("profile")["picture_url"], "the picture")
    until(lambda: _renamed(link), "the settings of the account")
    until(lambda: owner.get("profile")["name"] == "Botty", "the name")


def _renamed(link: Remote) -> bool:
    """It takes the keys that the phone sends some time after the linking."""
    try:
        link("account.rename", "Botty")
    except LinkError:
        return False
    return True


def test_a_person_is_blocked(link: Remote, owner: Phone, friend: Phone) -> None:
    friend.send(owner.number, "hello")  # or the owner's phone would not know whom it blocks
    person = link.hears("hello").sender
    link("account.block", person, True)
    assert link("account.blocked") == [person]
    until(lambda: owner.get("profile")["blocked"] == [friend.number], "the phone to know")
    link("account.block", person, False)
    assert link("account.blocked") == []


def test_a_call_rings_and_is_rejected(link: Remote, owner: Phone, friend: Phone) -> None:
    with friend.feeling() as following:
        id = friend.do("call", to=owner.number)["call"]
        call = link.sees(Call, id=id)
        assert call.phone == friend.number
        link("account.reject_call", call.chat, call.id)
        rejected = following("call")
    assert (rejected["by"], rejected["state"], rejected["call"]) == (owner.number, "reject", id)


def test_it_sees_that_somebody_takes_a_message_back(
    link: Remote, group: str, owner: Phone, friend: Phone
) -> None:
    for chat in (owner.number, group):
        sent = friend.send(chat, f"secret of {chat}")
        message = link.hears(f"secret of {chat}")
        friend.do("revoke", message=sent)
        gone = link.sees(Deleted, message_id=message.id)
        assert (gone.chat, gone.by) == (message.chat, message.sender)


def test_it_comes_into_groups_and_sees_what_becomes_of_them(
    link: Remote, group: str, owner: Phone, friend: Phone, friends: list[Phone]
) -> None:
    own, members = link.sees(GroupTurn, chat=group, turn=Turn.JOINED), f"groups/{group}/members"
    friends[0].messages()
    for action, turn in (
        ("add", Turn.JOINED),
        ("promote", Turn.PROMOTED),
        ("demote", Turn.DEMOTED),
        ("remove", Turn.LEFT),
    ):
        friend.do(members, action=action, numbers=[friends[0].number])
        until(lambda: link.sees(GroupTurn, turn=turn).people != own.people, f"{turn}")  # noqa: B023
        seen = link.sees(GroupTurn, chat=group, turn=turn)
        assert link("account.phone_of", *seen.people) == friends[0].number
        assert link("account.phone_of", seen.by) == friend.number
    friend.do(f"groups/{group}/subject", subject="Coffee")
    link.sees(GroupTurn, turn=Turn.RENAMED, text="Coffee")
    friend.do(f"groups/{group}/description", description="Black")
    link.sees(GroupTurn, turn=Turn.DESCRIBED, text="Black")
    assert link("account.groups") == [(group, "Coffee")]


def test_a_group_gets_a_picture_and_forgets(
    link: Remote, group: str, owner: Phone, friend: Phone
) -> None:
    make_admin(friend, group, owner)
    assert link("account.picture_of", group) == b""
    jpeg = picture(kind="JPEG")
    link("groups.show_picture", group, jpeg)
    assert link("account.picture_of", group) == jpeg
    for seconds, words in ((86400, "disappear after 24 hours"), (0, "turned off disappearing")):
        link("groups.disappear", group, seconds)
        until(lambda: _told(friend, words), words)  # noqa: B023


def _told(phone: Phone, words: str) -> bool:
    return any(words in event["text"] for event in of_kind(phone, "event"))


def test_it_joins_by_a_link(link: Remote, group: str, friend: Phone) -> None:
    code = friend.do(f"groups/{group}/invite")["code"]
    link("groups.leave", group)
    until(lambda: link("account.groups") == [], "its leaving")
    assert link("account.join", f"https://chat.whatsapp.com/{code}?mode=wwt") == group
    assert link("account.groups") == [(group, "Tea")]
    with pytest.raises(LinkError, match="no invite link"):
        link("account.join", "https://example.org/x")
