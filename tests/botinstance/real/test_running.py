"""A linked bot answers, survives, and ends as it should."""

from __future__ import annotations

import io
import threading
from dataclasses import replace

import pytest
from PIL import Image

from botinstance.contract import event
from botinstance.contract.exits import Exit
from tests.botinstance.bots import BotFolder, BotProcess
from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Phone
from tests.botinstance.platform import Platform
from tests.botinstance.real.conftest import Start
from tests.until import until

pytestmark = pytest.mark.neonize


def test_it_answers(bot: BotProcess, owner: Phone, friend: Phone) -> None:
    assert friend.ask(owner.number, ".calc 2+3*4")["text"] == "14"
    assert friend.ask(owner.number, ".ping")["text"].startswith("Pong! ")


def test_the_answer_quotes_the_question(bot: BotProcess, owner: Phone, friend: Phone) -> None:
    question = friend.send(owner.number, ".ping")
    assert friend.hears(question)["quoted"] == question


def test_it_tells_the_platform_how_the_link_is(bot: BotProcess, platform: Platform) -> None:
    platform.wait_for(event.LINK, state="connected")
    assert [e["state"] for e in platform.named(event.LINK)] == ["connecting", "connected"]


def test_it_tells_systemd_how_it_is(bot: BotProcess) -> None:
    assert any(n.startswith("STATUS=connected to +1555") for n in bot.notified)


def test_a_picture_becomes_a_sticker(bot: BotProcess, owner: Phone, friend: Phone) -> None:
    answer = friend.ask(owner.number, ".sticker", image=picture())
    assert answer["kind"] == "sticker"
    made = Image.open(io.BytesIO(friend.media(answer)))
    assert (made.format, made.size) == ("WEBP", (512, 512))


def test_a_quoted_picture_becomes_a_sticker(bot: BotProcess, owner: Phone, friend: Phone) -> None:
    sent = friend.send(owner.number, image=picture())
    assert friend.ask(owner.number, ".s", quoted=sent)["kind"] == "sticker"


def test_a_text_becomes_a_voice_note(bot: BotProcess, owner: Phone, friend: Phone) -> None:
    answer = friend.ask(owner.number, ".tts Good morning")
    assert (answer["kind"], answer["ptt"]) == ("audio", True)
    assert friend.media(answer)[:4] == b"OggS"


def test_the_owner_may_use_it_from_its_own_phone(
    bot: BotProcess, owner: Phone, friend: Phone
) -> None:
    since = friend.send(owner.number, "hello")
    owner.send(friend.number, ".calc 6*7")
    until(
        lambda: any(m["text"] == "42" for m in friend.messages(since)), "the answer in their chat"
    )


def test_a_feature_is_switched_while_it_runs(
    bot: BotProcess, linked: BotFolder, platform: Platform, owner: Phone, friend: Phone
) -> None:
    linked.switch("tts", False)
    platform.wait_for(event.CONFIG, 2, version=2)
    assert "switched off" in friend.ask(owner.number, ".tts hello")["text"]
    linked.switch("tts", True)
    platform.wait_for(event.CONFIG, 2, version=3)
    assert friend.ask(owner.number, ".tts hello")["kind"] == "audio"
    assert len(platform.named(event.LINK)) == 2, "without a reconnect"


def test_a_stop_is_a_clean_one(bot: BotProcess, platform: Platform) -> None:
    assert bot.stop() == Exit.OK
    assert "STOPPING=1" in bot.notified
    platform.wait_for(event.LINK, state="disconnected")


def test_it_stops_while_it_connects(linked: BotFolder, platform: Platform) -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "UBOT_EVENTS": str(platform.path)}
    with BotProcess("run", linked, nowhere) as bot:
        until(lambda: "STATUS=WhatsApp cannot be reached, trying again" in bot.notified, "a try")
        assert any(n.startswith("EXTEND_TIMEOUT_USEC=") for n in bot.notified)
        assert bot.stop() == Exit.OK
        assert "READY=1" not in bot.notified


def test_what_came_while_it_was_away_is_answered(
    linked: BotFolder, start: Start, owner: Phone, friend: Phone
) -> None:
    sent = friend.send(owner.number, ".calc 2^10")
    with start("run") as bot:
        bot.ready()
        assert friend.hears(sent)["text"] == "1024"


def test_a_kill_in_the_middle_loses_and_doubles_nothing(
    linked: BotFolder, start: Start, owner: Phone, friends: list[Phone]
) -> None:
    # one command by each: whatsmeow may lose an answer to somebody who writes at the same moment
    since = [friend.send(owner.number, "hello") for friend in friends]

    def ask() -> None:
        for number, friend in enumerate(friends):
            friend.send(owner.number, f".calc {number}+100")

    def heard() -> list[list[str]]:
        return [answers(friend, first) for friend, first in zip(friends, since, strict=True)]

    with start("run") as bot:
        bot.ready()
        asking = threading.Thread(target=ask)
        asking.start()
        until(lambda: any(heard()), "the first answer")
        bot.child.kill()
        bot.ended()
        asking.join()
    with start("run") as bot:
        bot.ready()
        until(lambda: all(heard()), "all answers")
        wanted = [[str(number + 100)] for number in range(len(friends))]
        doubled = [one for one, right in zip(heard(), wanted, strict=True) if one != right]
    assert len(doubled) <= 4, "only what each worker had in hand may come twice"
    assert all(set(one) == set(right) for one, right in zip(heard(), wanted, strict=True))


def answers(phone: Phone, since: int) -> list[str]:
    return [m["text"] for m in phone.messages(since) if not m["from_me"]]


def test_the_phone_unlinks_it(bot: BotProcess, platform: Platform, owner: Phone) -> None:
    owner.unlink(owner.devices()[0]["device"])
    assert bot.ended() == Exit.LOGGED_OUT
    assert platform.wait_for(event.LINK, state="logged_out")["reason"].startswith("The phone")


def test_it_knows_at_the_start_that_it_was_unlinked(
    linked: BotFolder, start: Start, platform: Platform, owner: Phone
) -> None:
    owner.unlink(owner.devices()[0]["device"])
    for _ in range(2):  # told by WhatsApp first, by the store then
        platform.events.clear()
        with start("run") as bot:
            assert bot.ended() == Exit.LOGGED_OUT
        platform.wait_for(event.LINK, state="logged_out")


def test_a_second_process_does_not_touch_the_link(
    bot: BotProcess, start: Start, owner: Phone, friend: Phone
) -> None:
    with start("run") as second:
        assert second.ended(30) == Exit.FAILED
    assert friend.ask(owner.number, ".calc 1+1")["text"] == "2"


def test_its_log_holds_no_words_and_no_names(
    bot: BotProcess, linked: BotFolder, owner: Phone, friend: Phone
) -> None:
    friend.ask(owner.number, ".tts secret words")
    friend.ask(owner.number, ".calc secret")
    bot.stop()
    log = bot.log.read_text()
    for private in ("secret", friend.number, linked.config.id, linked.config.events_token):
        assert private not in log


def test_another_prefix_comes_into_force(
    bot: BotProcess, linked: BotFolder, platform: Platform, owner: Phone, friend: Phone
) -> None:
    linked.write(replace(linked.config, version=2, prefix="!"))
    platform.wait_for(event.CONFIG, 2, version=2)
    since = friend.send(owner.number, ".calc 1+1")
    assert friend.ask(owner.number, "!calc 2+2")["text"] == "4"
    assert answers(friend, since) == ["4"]


def test_it_reports_its_traffic_to_systemd(bot: BotProcess, owner: Phone, friend: Phone) -> None:
    friend.ask(owner.number, ".ping")
    until(lambda: any("1 messages, 1 commands" in n for n in bot.notified), "a status", 15)
