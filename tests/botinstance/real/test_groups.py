"""A linked bot in a group."""

from __future__ import annotations

from functools import partial

import pytest

from tests.botinstance.bots import BotProcess
from tests.botinstance.network import Network, Phone
from tests.botinstance.real.watching import asked, is_now, make_admin, members_are, of_kind, said
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


def test_people_come_and_go_and_become_admins(
    bot: BotProcess, group: str, owner: Phone, friends: list[Phone]
) -> None:
    admin, other, third, fresh = friends[:4]
    fresh.messages()
    assert asked(admin, group, f".kick {other.number}") == "Make me an admin of this group first."
    make_admin(admin, group, owner)

    assert asked(admin, group, f".add +{fresh.number}").startswith("Added: @")
    members_are(admin, group, {admin, owner}, {other, third, fresh})

    third.send(group, "spam")
    spam = until(partial(said, other, "spam"), "the spam")
    promoted = asked(admin, group, ".promote", mentions=[other.number])
    assert promoted.startswith("Now an admin: @")
    members_are(other, group, {admin, owner, other}, {third, fresh})
    assert asked(other, group, ".kick", quoted=spam["id"]).startswith("Removed: @")
    members_are(admin, group, {admin, owner, other}, {fresh})

    assert asked(admin, group, f".demote {other.number}").startswith("Not an admin any more: @")
    members_are(admin, group, {admin, owner}, {other, fresh})
    assert "they made the group" in asked(owner, group, f".kick {admin.number}")
    assert "not on WhatsApp" in asked(admin, group, ".add 19995550000")


def test_who_shuts_the_owner_out_gets_the_link(
    bot: BotProcess, group: str, owner: Phone, friends: list[Phone]
) -> None:
    admin, shy = friends[0], friends[3]
    make_admin(admin, group, owner)
    shy.do("block", number=owner.number, blocked=True)
    answer = asked(admin, group, f".add {shy.number}")
    assert "cannot be added by others.\nSend them this link instead: https://" in answer
    assert shy.do("join", code=answer.rpartition(" ")[2])["group"] == group


def test_a_group_is_set_up(
    bot: BotProcess, group: str, owner: Phone, friends: list[Phone]
) -> None:
    admin = friends[0]
    make_admin(admin, group, owner)
    for text, field, value in (
        (".mute", "announce", True),
        (".unmute", "announce", False),
        (".lock", "locked", True),
        (".unlock", "locked", False),
        (".gname Friends of the sea", "subject", "Friends of the sea"),
        (".gdesc We meet on Fridays", "description", "We meet on Fridays"),
        (".gdesc We meet on Mondays", "description", "We meet on Mondays"),
    ):
        asked(admin, group, text)
        until(partial(is_now, admin, group, field, value), f"{text} to be done")
    told = asked(friends[1], group, ".ginfo")
    assert told.startswith("*Friends of the sea*\nMembers: 4\nAdmins: 2\n")
    assert told.endswith("We meet on Mondays")

    link = asked(admin, group, ".link")
    fresh = asked(admin, group, ".revoke").splitlines()[1]
    assert link != fresh
    assert asked(admin, group, ".link") == fresh
    assert friends[4].do("join", code=fresh)["group"] == group


def test_people_are_called_asked_and_silenced(
    bot: BotProcess, group: str, owner: Phone, friends: list[Phone]
) -> None:
    admin, other, third = friends[:3]
    make_admin(admin, group, owner)
    assert asked(admin, group, ".hidetag Dinner") == "Dinner"
    call = until(partial(said, third, "Dinner"), "the call")
    assert set(call["mentions"]) == {p.number for p in (owner, admin, other, third)}

    other.send(group, ".poll Where to? ; the sea ; home")
    (poll,) = until(partial(of_kind, admin, "poll"), "the poll")
    admin.do("vote", message=poll["id"], options=["the sea"])
    until(partial(of_kind, other, "poll_vote"), "the vote")

    other.send(group, "spam")
    spam = until(partial(said, admin, "spam"), "the spam")
    for message in (spam, said(admin, "Dinner")):
        assert message
        admin.send(group, ".delete", quoted=message["id"])
    gone = until(lambda: len(of_kind(third, "revoke")) == 2 and of_kind(third, "revoke"), "both")
    deleted = (until(partial(said, third, text), text)["id"] for text in ("spam", "Dinner"))
    assert {revoke["quoted"] for revoke in gone} == set(deleted)


@pytest.mark.parametrize("group", ["lid"], indirect=True)
def test_the_bot_leaves(bot: BotProcess, group: str, owner: Phone, friends: list[Phone]) -> None:
    owner.send(group, ".leave")
    members_are(friends[0], group, {friends[0]}, {friends[1], friends[2]})
    until(partial(said, friends[1], "Goodbye!"), "a goodbye")
