"""The whole sandbox is killed and started again: to everybody it was a bad connection."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.sandbox.clients import Client
from tests.sandbox.process import Process
from tests.until import until

pytestmark = pytest.mark.neonize

OWNER, GUEST = "15550001", "15550002"
FILE = {"kind": "document", "mimetype": "text/plain", "data": "aGVsbG8=", "filename": "a.txt"}
PACE = 0.03  # seconds between messages
KILLED = {10: 0.002, 15: 0.005, 20: 0.025}  # seconds after which message is begun


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Process]:
    with Process(tmp_path / "network") as it:
        yield it


@pytest.fixture
def bot(network: Process, tmp_path: Path) -> Iterator[Client]:
    """Linked to the phone of the owner; a guest has a phone too."""
    client = Client(tmp_path / "bot.db", network.public, network.proxy_port)
    network.api.post(f"/api/phones/{OWNER}", name="Olivia")
    network.api.post(f"/api/phones/{GUEST}", name="Greta")
    client.start()
    network.api.post(f"/api/phones/{OWNER}/scan", qr=client.wait("qr")["text"])
    client.wait("caught_up")
    yield client
    client.kill()


def write(network: Process, text: str, to: str = OWNER) -> None:
    network.api.post(f"/api/phones/{GUEST}/send", to=to, text=text)


def read(network: Process, number: str = GUEST) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = network.api.get(f"/api/phones/{number}/messages")["messages"]
    return messages


def arrived(network: Process, text: str) -> None:
    until(lambda: text in [m["text"] for m in read(network)], f"'{text}' at the phone")


def came(bot: Client) -> list[str]:
    return [message["text"] for message in bot.saw("message") if message["text"]]


def test_what_waits_for_a_client_outlives_the_network(network: Process, bot: Client) -> None:
    group = bot.call("create_group", "Friends", [GUEST])["gid"]
    until(lambda: network.api.get(f"/api/phones/{GUEST}/groups")["groups"], "the group")
    write(network, "before")
    bot.wait("message", text="before")
    bot.kill()
    for n in range(3):
        write(network, f"alone {n}")
        write(network, f"together {n}", to=group)
    network.restart()
    bot.start()
    bot.wait("message", text="together 2")
    expected = [text for n in range(3) for text in (f"alone {n}", f"together {n}")]
    assert came(bot) == ["before", *expected]
    assert bot.saw("logged_out") == bot.warnings() == []


def test_a_client_that_is_connected_comes_back_by_itself(network: Process, bot: Client) -> None:
    group = bot.call("create_group", "Friends", [GUEST])["gid"]
    write(network, "before")
    bot.wait("message", text="before")
    bot.call("send_text", GUEST, "I am here")
    arrived(network, "I am here")
    since = len(bot.events)
    network.restart()
    write(network, "after")
    bot.wait("message", since=since, text="after")
    bot.call("send_text", GUEST, "still here")
    arrived(network, "still here")
    write(network, "and here", to=group)
    bot.wait("message", since=since, text="and here")
    assert bot.call("group", group)["name"] == "Friends"
    assert came(bot) == ["before", "after", "and here"]
    assert bot.saw("logged_out") == bot.saw("identity_changed") == []
    assert "sandbox.people.inbox" not in network.log(), "the phone could read all at once"


def test_phones_remember_what_was_said_and_who_is_linked(network: Process, bot: Client) -> None:
    network.api.post(f"/api/phones/{GUEST}/send", to=OWNER, text="look", media=FILE)
    bot.wait("message", from_me=False)
    bot.call("send_text", GUEST, "thank you")
    arrived(network, "thank you")
    phones, messages = everything(network)
    network.restart()
    assert everything(network) == (phones, messages)
    assert [device["device"] for device in phones["devices"]] == [1]
    (kept,) = [message["media_url"] for message in messages if message["media_url"]]
    assert network.api.ask("GET", kept).content == b"hello"


def everything(network: Process) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    phone = network.api.get(f"/api/phones/{OWNER}")
    for device in phone["devices"]:
        del device["online"]
    return phone, read(network)


def test_nothing_is_lost_or_doubled_when_it_is_killed_amid_a_conversation(
    network: Process, bot: Client
) -> None:
    """Whoever got no answer does not know; whoever got one may rely on it."""
    told: list[str] = []
    for n in range(30):
        killer = threading.Timer(KILLED[n], network.kill) if n in KILLED else None
        if killer:
            killer.start()
        with suppress(requests.ConnectionError):
            write(network, f"message {n}")
            told.append(f"message {n}")
            time.sleep(PACE)
        if killer:
            killer.join()
            network.start()
    assert len(told) >= 30 - len(KILLED)
    bot.wait("message", text=told[-1])
    assert [text for text in came(bot) if text in told] == told
    assert len(set(came(bot))) == len(came(bot))
    assert [m["text"] for m in read(network) if m["text"] in told] == told


def test_what_a_client_says_while_it_is_killed_comes_once(network: Process, bot: Client) -> None:
    """A client that was not answered says it again when it is back."""
    bot.call("send_text", GUEST, "first")
    told = ["first"]
    for n in range(3):
        since = len(bot.events)
        killer = threading.Timer(0.004 * n, network.kill)
        killer.start()
        bot.ask("send_text", GUEST, f"message {n}")
        killer.join()
        network.start()
        if "error" not in bot.wait("result", since=since):
            told.append(f"message {n}")
        bot.wait("connected", since=since)
    bot.call("send_text", GUEST, "last")
    arrived(network, "last")
    texts = [m["text"] for m in read(network)]
    assert [text for text in texts if text in told] == told
    assert len(set(texts)) == len(texts)
