"""Deleted messages are shown again, where the owner wants it and everybody knows."""

from __future__ import annotations

import time
from typing import Any

import pytest

from botinstance.commands.protection.kept import LARGEST, LASTING, MOST, Kept
from botinstance.link.happening import Deleted, Due
from botinstance.link.protocol import LinkDown, Media
from botinstance.link.recording import Sent
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, IMAGE, OWNER, TestBot, by
from tests.botinstance.conftest import MessageMaker

CHAT = str(GROUP["chat"])
TO_OWNER = f"{OWNER.phone}@s.whatsapp.net"


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    bot.link.members = CROWD
    return bot


@pytest.fixture
def say(group: TestBot, message: MessageMaker) -> Any:
    """Bob says something, which a real link could load again."""

    def said(text: str, id: str, **fields: Any) -> None:
        told = {"id": id, "raw": id.encode(), **GROUP, **by(BOB), **fields}
        group.link.kept[told["raw"]] = message(text, **told)
        assert group.hear(text, **told) == []

    return said


def switch(bot: TestBot, mode: str, **fields: Any) -> str:
    return bot.say(f".antidelete {mode}", **{**GROUP, **by(OWNER), **fields})


def delete(bot: TestBot, id: str, by: str = BOB.id, chat: str = CHAT) -> list[Sent]:
    """What the bot shows when somebody takes the message back."""
    return bot.happen(Deleted(chat, f"D{id}", id, by))


def test_a_deleted_text_is_shown_to_all(group: TestBot, say: Any) -> None:
    assert "so that all know" in switch(group, "chat")
    say("my secret", "3EB01")
    (shown,) = delete(group, "3EB01")
    assert shown.text == "@915550002 deleted this message:\n\nmy secret"
    assert (shown.chat, shown.mentions) == (CHAT, (BOB.id,))
    assert delete(group, "3EB01") == []


def test_deleted_media_are_shown_as_they_were(group: TestBot, say: Any) -> None:
    switch(group, "on")
    say("look", "3EB01", media=IMAGE)
    words, shown = delete(group, "3EB01")
    assert words.text == "@915550002 deleted this image:"
    assert (shown.kind, shown.quotes, shown.chat) == ("forwarded message", "3EB01", CHAT)


def test_the_owner_alone_sees_it_if_so_chosen(group: TestBot, say: Any) -> None:
    assert "show to my owner" in switch(group, "owner")
    say("my secret", "3EB01")
    say("", "3EB02", media=IMAGE)
    (text,) = delete(group, "3EB01")
    assert (text.chat, text.mentions) == (TO_OWNER, ())
    assert text.text == "Alice +15550002 in “Friends” deleted this message:\n\nmy secret"
    assert [it.chat for it in delete(group, "3EB02")] == [TO_OWNER, TO_OWNER]


def test_in_a_private_chat_as_well(group: TestBot, say: Any) -> None:
    private = {"chat": BOB.id, "is_group": False}
    switch(group, "owner", **private)
    say("my secret", "3EB01", **private)
    (text,) = delete(group, "3EB01", chat=BOB.id)
    assert text.text.startswith("Alice +15550002 deleted this message:")


def test_what_an_admin_deletes_stays_deleted(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("spam", "3EB01")
    assert delete(group, "3EB01", by=ALICE.id) == []


def test_what_may_be_seen_once_is_never_kept(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("", "3EB01", media=Media("image", view_once=True))
    assert delete(group, "3EB01") == []


def test_what_the_owner_deletes_stays_deleted(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("oops", "3EB01", from_me=True, **by(OWNER))
    say("oops", "3EB02")
    assert group.state.database.rows("SELECT id FROM kept") == [("3EB02",)]
    group.state.settings.set("sudo", [BOB.phone])
    assert delete(group, "3EB01", by=OWNER.id) == delete(group, "3EB02") == []


def test_a_chat_where_it_is_off_is_not_kept(group: TestBot, say: Any) -> None:
    say("my secret", "3EB01")
    switch(group, "chat")
    assert delete(group, "3EB01") == []


def test_switched_off_it_forgets(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("my secret", "3EB01")
    assert switch(group, "off").startswith("Off: ")
    switch(group, "chat")
    assert delete(group, "3EB01") == []


def test_a_guards_catch_is_not_kept(group: TestBot, message: MessageMaker) -> None:
    switch(group, "chat")
    group.switch("antilink", True)
    group.state.settings.set("antilink", "delete", CHAT)
    group.link.kept[b"3EB01"] = message("example.com", **GROUP, **by(BOB))
    group.hear("example.com", id="3EB01", raw=b"3EB01", **GROUP, **by(BOB))
    assert delete(group, "3EB01") == []


def test_without_a_link_it_is_shown_later(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("my secret", "3EB01")
    group.link.down = True
    with pytest.raises(LinkDown):
        delete(group, "3EB01")
    group.link.down = False
    assert len(delete(group, "3EB01")) == 1


def test_a_long_text_is_shown_as_far_as_it_fits(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("x" * 60000, "3EB01")
    (shown,) = delete(group, "3EB01")
    assert len(shown.text) < 4000


def test_nothing_is_kept_for_more_than_a_day(group: TestBot, say: Any) -> None:
    now = time.time()
    switch(group, "chat")
    say("old", "3EB01", at=now - LASTING - 1)
    say("new", "3EB02", at=now)
    (job,) = group.state.jobs.waiting("forget_kept")
    assert job.at == now - 1
    group.state.jobs.cancel(job.id)
    assert delete(group, "3EB01") == []
    group.happen(Due("", job.id, job.kind, {}, job.at))
    (after,) = group.state.jobs.waiting("forget_kept")
    assert after.at == now + LASTING
    assert group.state.database.rows("SELECT id FROM kept") == [("3EB02",)]


def test_the_last_day_ends_the_job(group: TestBot) -> None:
    group.happen(Due("", "1", "forget_kept", {}, 0.0))
    assert group.state.jobs.waiting("forget_kept") == []


def test_no_more_is_kept_than_a_chat_may_have(group: TestBot, message: MessageMaker) -> None:
    kept = Kept(group.state.database)
    for n in range(MOST + 10):
        kept.keep(message("", id=f"3EB0{n}", chat="a", raw=b"x"))
    kept.keep(message("", id="3EB0B", chat="b", raw=b"x"))
    kept.keep(message("", id="3EB0HUGE", chat="b", raw=b"x" * (LARGEST + 1)))
    counts = group.state.database.rows("SELECT chat, count(*) FROM kept GROUP BY chat")
    assert counts == [("a", MOST), ("b", 1)]
    assert kept.find("a", "3EB09", "915550001@lid", time.time()) is None


def test_nobody_writes_over_what_somebody_else_said(group: TestBot, say: Any) -> None:
    switch(group, "chat")
    say("the truth", "3EB01")
    say("a lie", "3EB01", raw=b"lie", **by(ALICE))
    (shown,) = delete(group, "3EB01")
    assert shown.text.endswith("the truth")


@pytest.mark.parametrize("who", [ALICE, BOB])
def test_only_the_owner_switches_it(group: TestBot, who: Any) -> None:
    assert switch(group, "chat", **by(who)) == "Only the bot's owner may use this command."


def test_what_it_does_not_understand_it_says(group: TestBot) -> None:
    assert switch(group, "maybe").startswith("I do not know 'maybe'. Write .antidelete off|chat")
