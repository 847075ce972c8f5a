"""Groups of phones and the real client: what is particular to keys, to owners and to newcomers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.people.group import Addressing
from tests.sandbox.clients import Client
from tests.sandbox.people.hand import Hand
from tests.until import until

pytestmark = pytest.mark.neonize

OWNER, GUEST, OTHER = "15550001", "15550002", "15550003"

NewPhone = Callable[..., Hand]
Linked = tuple[Hand, Client]


def group_of(guest: Hand, owner: Hand, bot: Client, addressing: Addressing = "lid") -> str:
    """The guest's group with the owner, which the owner's phone and client know."""
    group = guest.do(guest.phone.create_group("Tea", [OWNER], addressing=addressing))
    bot.wait("joined", gid=group.id)
    until(owner.phone.groups, "the group at the owner's phone")
    return group.id


@pytest.mark.parametrize("addressing", ["lid", "pn"])
def test_all_devices_of_all_members_read_what_one_writes(
    linked: Linked, new_phone: NewPhone, addressing: Addressing
) -> None:
    owner, bot = linked
    guest = new_phone(GUEST, "Greta")
    group_id = group_of(guest, owner, bot, addressing)
    guest.send(group_id, "from the guest")
    heard = bot.wait("message", text="from the guest", chat=group_id)
    assert (heard["name"], heard["from_me"]) == ("Greta", False)
    owner.wait(text="from the guest", sender=GUEST)
    bot.call("send_text", group_id, "from the bot")
    guest.wait(text="from the bot", sender=OWNER)
    assert owner.wait(text="from the bot", chat=group_id).from_me
    owner.send(group_id, "from the owner")
    guest.wait(text="from the owner", sender=OWNER)
    assert bot.wait("message", text="from the owner")["from_me"]
    assert bot.warnings() == []


@pytest.mark.parametrize("addressing", ["lid", "pn"])
def test_a_phone_that_lost_all_keys_asks_the_real_client_again(
    linked: Linked, new_phone: NewPhone, addressing: Addressing
) -> None:
    owner, bot = linked
    guest = new_phone(GUEST)
    group_id = group_of(guest, owner, bot, addressing)
    bot.call("send_text", group_id, "one")
    guest.wait(text="one")
    guest.phone.sessions.forget_all(f"{OWNER}:")
    guest.phone.memory.sender_keys.forget_all(f"{OWNER}:")
    for words in ("two", "three"):
        bot.call("send_text", group_id, words)
        guest.wait(text=words)
    guest.send(group_id, "four")
    bot.wait("message", text="four")


@pytest.mark.parametrize("addressing", ["lid", "pn"])
def test_the_real_client_asks_a_phone_again_for_what_it_cannot_read(
    linked: Linked, new_phone: NewPhone, addressing: Addressing
) -> None:
    owner, bot = linked
    guest = new_phone(GUEST)
    group_id = group_of(guest, owner, bot, addressing)
    guest.send(group_id, "one")
    bot.wait("message", text="one")
    own = guest.phone.memory.group_keys[group_id].key
    own.id, own.chain = own.id + 1, replace(own.chain, key=bytes(32))  # nobody was given this one
    for words in ("two", "three"):
        guest.send(group_id, words)
        assert bot.wait("message", text=words)["chat"] == group_id
        owner.wait(text=words)


def test_a_newcomer_reads_from_then_on_and_who_left_no_more(
    linked: Linked, new_phone: NewPhone
) -> None:
    owner, bot = linked
    guest, other = new_phone(GUEST), new_phone(OTHER)
    group_id = group_of(guest, owner, bot)
    bot.call("send_text", group_id, "before")
    guest.wait(text="before")
    guest.do(guest.phone.change_members(group_id, "add", [OTHER]))
    bot.wait("group", what="join")
    bot.call("send_text", group_id, "with three")
    other.wait(text="with three")
    other.send(group_id, "hello")
    bot.wait("message", text="hello")
    guest.do(guest.phone.change_members(group_id, "remove", [OTHER]))
    bot.wait("group", what="leave")
    bot.call("send_text", group_id, "with two")
    guest.wait(text="with two")
    assert [m.text for m in other.messages() if m.kind == "text"] == ["with three", "hello"]
    assert bot.warnings() == []


def test_the_bot_makes_a_group_in_which_phones_talk(linked: Linked, new_phone: NewPhone) -> None:
    owner, bot = linked
    guest, other = new_phone(GUEST, "Greta"), new_phone(OTHER)
    group_id = bot.call("create_group", "Bots", [GUEST, OTHER])["gid"]
    for hand in (owner, guest, other):
        until(hand.phone.groups, "the group")
    guest.send(group_id, "who else?")
    other.wait(text="who else?")
    bot.wait("message", text="who else?")
    bot.call("name_group", group_id, "Bots and people")
    until(lambda: guest.phone.group(group_id).subject == "Bots and people", "the name")


def test_a_message_of_another_is_revoked_by_an_admin(linked: Linked, new_phone: NewPhone) -> None:
    owner, bot = linked
    guest = new_phone(GUEST)
    group_id = group_of(guest, owner, bot)
    rude = bot.call("send_text", group_id, "rude")
    guest.do(guest.phone.revoke(guest.wait(text="rude").id))
    revoked = bot.wait("message", kind="revoke")
    assert (revoked["target"], revoked["edit"]) == (rude, "8")
    guest.do(guest.phone.change_members(group_id, "promote", [OWNER]))
    bot.wait("group", what="promote")
    until(lambda: guest.phone.group(group_id).member(OWNER).admin, "an admin")  # type: ignore[union-attr]
    sent = guest.send(group_id, "rude too")
    bot.call("revoke", bot.wait("message", text="rude too")["id"])
    assert guest.wait(kind="revoke", sender=OWNER).target == sent.message_id
