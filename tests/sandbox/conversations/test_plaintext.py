"""The server carries everything and can read nothing.

What is not secret on the real service either is no secret here: who writes to whom, when, how
much and of which kind (the stanza's type and the file's), push names, about texts, profile
pictures, and the subjects, descriptions and members of groups. All else is between the ends.
"""

from __future__ import annotations

import base64
import io
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.sandbox.clients import Client
from tests.sandbox.conversations.apart import Apart
from tests.sandbox.conversations.search import Search, files
from tests.sandbox.conversations.town import NUMBERS

pytestmark = pytest.mark.neonize

ALICE, BOB, CAROL = (NUMBERS[name] for name in ("Alice", "Bob", "Carol"))


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Apart]:
    with Apart(tmp_path) as it:
        yield it


@pytest.fixture
def people(network: Apart, tmp_path: Path, public: str) -> Iterator[list[Client]]:
    """Alice, Bob, Carol, and Alice's second client."""
    owners = ((ALICE, public), (BOB, "Bob"), (CAROL, "Carol"), (ALICE, public))
    clients = [Client(tmp_path / f"{n}.db", network.public, network.port) for n in range(4)]
    try:
        for client in clients:
            client.start()
        for client, (number, name) in zip(clients, owners, strict=True):
            network.link(number, name, client.wait("qr")["text"])
            client.wait("caught_up")
        yield clients
    finally:
        for client in clients:
            client.kill()


@pytest.fixture
def secret() -> str:
    return f"hush{secrets.token_hex(8)}"


@pytest.fixture
def public() -> str:
    return f"open{secrets.token_hex(8)}"


def test_the_server_never_sees_what_people_write(
    network: Apart, people: list[Client], secret: str, public: str
) -> None:
    alice, bob, carol, other = people
    alice.call("set_about", f"{public} about")
    gid = alice.call("create_group", public, [BOB, CAROL])["gid"]
    alice.call("describe_group", gid, f"{public} description")
    for to, readers in ((BOB, [bob, other]), (gid, [bob, carol, other]), (ALICE, [other])):
        say_everything(alice, to, secret, readers)
    answers(bob, alice, secret)
    bob.kill()
    for to in (BOB, gid):
        alice.call("send_text", to, f"{secret} while you were away")
        alice.call("send_file", to, secret.encode().hex(), f"{secret}.txt")

    assert [text for client in (alice, carol, other) for text in client.warnings()] == []
    in_memory = list(network.memory())
    assert network.stop() == 0
    kept, logged = files(network.state), [network.log.read_bytes()]
    hidden, known = Search(secret), Search(public)
    for place, pieces in (("memory", in_memory), ("files", kept), ("log", logged)):
        assert known.within(pieces), f"the {place} must hold what is public: else nothing is shown"
        assert hidden.within(pieces) == [], f"the server's {place} held a secret"
    told = [line for line in logged[0].splitlines() if not line.startswith(b"DEBUG")]
    assert known.within(told) == [], "what is public is logged at DEBUG only"


def say_everything(sender: Client, to: str, secret: str, readers: list[Client]) -> None:
    """Every kind of message, with the secret wherever people can write something."""
    text = sender.call("send_text", to, f"{secret} text")
    poll = sender.call("send_poll", to, f"{secret} poll", [f"{secret} {n}" for n in "ab"])
    image = picture(secret).hex()
    document = f"{secret} in a document".encode().hex()
    sent = {
        "text": text,
        "poll": poll,
        "vote": sender.call("vote", poll, [f"{secret} a"]),
        "reply": sender.call("reply", text, f"{secret} reply"),
        "mention": sender.call("mention", to, f"{secret} mention", [f"{CAROL}@s.whatsapp.net"]),
        "reaction": sender.call("react", text, f"{secret} reaction"),
        "location": sender.call("send_location", to, 1, 2, f"{secret} place"),
        "contact": sender.call("send_contact", to, f"{secret} name", CAROL),
        "contacts": sender.call("send_contacts", to, [(f"{secret} {n}", CAROL) for n in "ab"]),
        "image": sender.call("send_image", to, image, f"{secret} caption"),
        "view once": sender.call("send_image", to, image, f"{secret} once", True),
        "sticker": sender.call("send_sticker", to, image),
        "voice": sender.call("send_voice", to, document),
        "document": sender.call("send_file", to, document, f"{secret}.txt", f"{secret} caption"),
        "forward": sender.call("forward", text, to),
        "revoke": sender.call("revoke", sender.call("send_text", to, f"{secret} revoked")),
    }
    sender.call("edit", text, f"{secret} edited")
    for reader in readers:
        for message_id in sent.values():
            reader.wait("message", id=message_id)
        assert reader.wait("message", kind="edit", target=text)["text"] == f"{secret} edited"
        file = reader.wait("message", id=sent["document"])["raw"]
        assert reader.call("download", file) == document


def answers(sender: Client, reader: Client, secret: str) -> None:
    chat = reader.call("send_text", BOB, f"{secret} question")
    heard = sender.wait("message", id=chat)
    sent = [sender.call("react", chat, f"{secret} no"), sender.call("reply", chat, f"{secret} so")]
    assert heard["text"] == f"{secret} question"
    for message_id in sent:
        reader.wait("message", id=message_id)


def picture(secret: str) -> bytes:
    """A PNG with the secret in a comment."""
    comment, file = PngInfo(), io.BytesIO()
    comment.add_text("Comment", secret)
    Image.new("RGB", (64, 64), "teal").save(file, "png", pnginfo=comment)
    return file.getvalue()


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda word: word,
    "hexadecimal": lambda word: word.hex().encode(),
    "UTF-16": lambda word: word.decode().encode("utf-16-le"),
    "base64": base64.b64encode,
    "base64 after 1": lambda word: base64.b64encode(b"." + word),
    "base64 after 2": lambda word: base64.b64encode(b".." + word + b"."),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_search_would_find_it_in_any_form(form: str, secret: str) -> None:
    found = Search(secret).within([b"nothing", b"before " + FORMS[form](secret.encode()) + b"!"])
    assert len(found) == 1
    assert Search("hush0").within([FORMS[form](b"another")]) == []
