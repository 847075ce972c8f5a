"""Files of every kind, as they were, with what belongs to them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.sandbox.clients import Client, Event
from tests.sandbox.conversations import inputs
from tests.sandbox.conversations.town import NUMBERS

pytestmark = pytest.mark.neonize

BOB = NUMBERS["Bob"]


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return inputs.song(tmp_path_factory.mktemp("song"))


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return inputs.film(tmp_path_factory.mktemp("film"))


@pytest.fixture
def picture() -> bytes:
    return inputs.picture()


def heard_by(reader: Client, message_id: str, data: bytes) -> Event:
    """The message, once its file turned out to be `data`."""
    heard = reader.wait("message", id=message_id)
    assert bytes.fromhex(reader.call("download", heard["raw"])) == data
    return heard


def test_a_picture_with_a_caption(alice: Client, bob: Client, picture: bytes) -> None:
    sent = alice.call("send_image", BOB, picture.hex(), "Our garden")
    heard = heard_by(bob, sent, picture)
    assert (heard["kind"], heard["mimetype"]) == ("image", "image/png")
    assert (heard["caption"], heard["view_once"]) == ("Our garden", False)


def test_a_picture_to_be_seen_once(alice: Client, bob: Client, picture: bytes) -> None:
    sent = alice.call("send_image", BOB, picture.hex(), "", True)
    assert heard_by(bob, sent, picture)["view_once"] is True


def test_a_picture_is_passed_on_without_another_upload(
    alice: Client, bob: Client, carol: Client, picture: bytes
) -> None:
    sent = alice.call("send_image", BOB, picture.hex(), "Look")
    first = heard_by(bob, sent, picture)
    heard = heard_by(carol, bob.call("forward", first["id"], NUMBERS["Carol"]), picture)
    assert (heard["caption"], heard["forwarded"]) == ("Look", True)


def test_a_picture_becomes_a_sticker(alice: Client, bob: Client, picture: bytes) -> None:
    heard = bob.wait("message", id=alice.call("send_sticker", BOB, picture.hex()))
    assert (heard["kind"], heard["mimetype"]) == ("sticker", "image/webp")
    file = bytes.fromhex(bob.call("download", heard["raw"]))
    assert Image.open(io.BytesIO(file)).format == "WEBP"


def test_a_song(alice: Client, bob: Client, song: bytes) -> None:
    heard = heard_by(bob, alice.call("send_audio", BOB, song.hex()), song)
    assert (heard["kind"], heard["ptt"], heard["seconds"]) == ("audio", False, 2)
    assert heard["mimetype"].endswith("/ogg")


def test_a_voice_note(alice: Client, bob: Client, song: bytes) -> None:
    heard = heard_by(bob, alice.call("send_audio", BOB, song.hex(), True), song)
    assert (heard["kind"], heard["ptt"], heard["seconds"]) == ("voice", True, 2)


def test_a_film_with_a_caption(alice: Client, bob: Client, film: bytes) -> None:
    heard = heard_by(bob, alice.call("send_video", BOB, film.hex(), "The end"), film)
    assert (heard["kind"], heard["mimetype"]) == ("video", "video/mp4")
    assert (heard["caption"], heard["seconds"]) == ("The end", 2)


def test_a_gif_is_a_film_that_plays_by_itself(alice: Client, bob: Client, film: bytes) -> None:
    heard = heard_by(bob, alice.call("send_video", BOB, film.hex(), "", True), film)
    assert heard["kind"] == "gif"


def test_a_document_with_a_caption(alice: Client, bob: Client) -> None:
    data = b"%PDF-1.4 " + bytes(range(256)) * 2000
    heard = heard_by(bob, alice.call("send_file", BOB, data.hex(), "Ü 1.pdf", "Sign it"), data)
    assert (heard["kind"], heard["mimetype"]) == ("document", "application/pdf")
    assert (heard["media"], heard["caption"]) == ("Ü 1.pdf", "Sign it")


def test_a_file_in_answer_to_a_text(alice: Client, bob: Client, picture: bytes) -> None:
    question = alice.call("send_text", BOB, "What does it look like?")
    bob.wait("message", id=question)
    reply = bob.call("reply_image", question, picture.hex(), "So")
    heard = heard_by(alice, reply, picture)
    assert (heard["quoted"], heard["quoted_text"]) == (question, "What does it look like?")
