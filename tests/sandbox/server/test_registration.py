"""A client that waits to be linked, and all the ways in which that can fail."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sandbox.server.accounts import Account
from sandbox.server.media import Media
from sandbox.server.pairing import Pairing
from sandbox.server.registration import Registration
from sandbox.server.service import Service, Timing
from sandbox.wire import proto, xeddsa
from sandbox.wire.network import LinkError
from sandbox.wire.node import Node
from tests.sandbox.server.recorder import Recorder

DETAILS = proto.encode((1, 7), (2, 1), (3, 5))
ACCOUNT_KEY = bytes(range(32))
IDENTITY = proto.encode((1, proto.encode((1, DETAILS), (2, ACCOUNT_KEY), (3, bytes(64)))))


class Companion:
    """An unpaired client: its keys, its registration, and what the server told it."""

    def __init__(self, folder: Path, timing: Timing) -> None:
        self.service = Service(timing, "lid", Media(folder), Pairing())
        self.account = self.service.directory.open("15550001")
        self.private = X25519PrivateKey.generate()
        self.public = self.private.public_key().public_bytes_raw()
        self.session = Recorder()
        props = proto.encode((1, "Test"))
        parts = [b"\0\0\0\1", b"\5", self.public, b"\0\0\1", bytes(32), bytes(64), b"", props]
        data = proto.decode(proto.encode(*enumerate(parts, 1)))
        self.registration = Registration(self.service, self.session, bytes(32), data)
        self.registration.start()

    @property
    def refs(self) -> list[str]:
        return [ref.data.decode() for ref in self.session.sent[0].children[0].children]

    def code(self, number: str) -> str:
        """The ref behind a code for this number."""
        self.registration.receive(hello(number))
        answer = self.session.sent[-1].children[0].child("link_code_pairing_ref")
        assert answer
        return answer.data.decode()

    def answer(self, *children: Node, kind: str = "result") -> None:
        asked = self.session.sent[-1]
        assert asked.child("pair-success")
        attrs = {"type": kind, "id": asked.get("id")}
        self.registration.receive(Node("iq", attrs, list(children)))

    def confirm(self, signed: bytes) -> None:
        signature = xeddsa.sign(self.private.private_bytes_raw(), signed)
        identity = Node("device-identity", {"key-index": "5"}, proto.encode((4, signature)))
        self.answer(Node("pair-device-sign", {}, [identity]))

    async def link(self) -> int:
        pairing = self.service.pairing
        pairing.link(self.refs[0], self.account, IDENTITY)
        return await pairing.linked(self.refs[0])


Story = Callable[[Companion], Awaitable[None]]


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., Companion]:
    """Runs what happens once a phone has scanned the client; the companion afterwards."""

    def run(story: Story, timing: Timing | None = None) -> Companion:
        async def scene() -> Companion:
            companion = Companion(tmp_path, timing or Timing())
            link = asyncio.create_task(companion.link())
            await asyncio.sleep(0)
            await story(companion)
            await link
            return companion

        return asyncio.run(scene())

    return run


def devices(account: Account) -> dict[int, str]:
    return {number: device.platform for number, device in account.devices.items()}


def test_it_shows_as_many_refs_as_wanted_all_different(tmp_path: Path) -> None:
    async def scene() -> list[str]:
        return Companion(tmp_path, Timing(refs=3)).refs

    assert len(set(asyncio.run(scene()))) == 3


@pytest.mark.parametrize(
    ("refs", "seconds"),
    [(6, [60, 80, 100, 120, 140, 160]), (2, [20, 40]), (7, [*range(20, 160, 20)])],
)
def test_a_ref_is_shown_for_as_long_as_clients_show_it(refs: int, seconds: list[float]) -> None:
    assert Timing(refs=refs).shown() == seconds


def test_a_ref_is_good_until_its_time_is_over(tmp_path: Path) -> None:
    async def scene() -> None:
        companion = Companion(tmp_path, Timing(refs=2, next=0.5, late=0.05))
        pairing, (first, second) = companion.service.pairing, companion.refs
        assert pairing.offer(first)
        assert not pairing.expired(first)
        async with asyncio.timeout(5):
            while pairing.offer(first):
                await asyncio.sleep(0.01)
        assert pairing.expired(first)
        assert pairing.offer(second), "the next one is shown now"
        assert not companion.session.ended
        with pytest.raises(LinkError, match="no client shows this code now"):
            pairing.link(first, companion.account, IDENTITY)

    asyncio.run(scene())


def test_a_ref_that_was_never_shown_has_not_expired(tmp_path: Path) -> None:
    async def scene() -> None:
        assert not Companion(tmp_path, Timing()).service.pairing.expired("2@never")

    asyncio.run(scene())


def test_with_its_last_ref_an_unpaired_connection_ends(tmp_path: Path) -> None:
    async def scene() -> Companion:
        companion = Companion(tmp_path, Timing(refs=2, next=0.02, late=0.02))
        async with asyncio.timeout(5):
            while not companion.session.ended:
                await asyncio.sleep(0.01)
        return companion

    companion = asyncio.run(scene())
    assert [node.tag for node in companion.session.sent] == ["iq"], "it ends with no word"


def test_who_is_linking_at_the_last_moment_is_not_hung_up_on(
    play: Callable[..., Companion],
) -> None:
    async def story(companion: Companion) -> None:
        await asyncio.sleep(0.4)
        assert not companion.session.ended
        companion.confirm(b"\6\1" + DETAILS + companion.public + ACCOUNT_KEY)

    companion = play(story, Timing(refs=1, next=0.3, late=0))
    assert devices(companion.account) == {1: "Test"}
    assert companion.session.sent[-1].get("code") == "515"


def hello(number: str) -> Node:
    """A client asks for a code for this number."""
    display = Node("companion_platform_display", {}, b"Firefox (Linux)")
    attrs = {"jid": f"{number}@s.whatsapp.net", "stage": "companion_hello"}
    request = Node("link_code_companion_reg", attrs, [display])
    return Node("iq", {"type": "set", "xmlns": "md", "id": "1"}, [request])


def test_a_second_code_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async def scene() -> None:
        companion = Companion(tmp_path, Timing())
        refs = [companion.code("15550001"), companion.code("15550001")]
        pairing = companion.service.pairing
        assert [bool(pairing.offer(ref)) for ref in [*refs, companion.refs[0]]] == [
            False,
            True,
            True,
        ]

    asyncio.run(scene())


def test_a_code_is_for_the_number_that_it_was_asked_for(tmp_path: Path) -> None:
    async def scene() -> None:
        companion = Companion(tmp_path, Timing())
        ref = companion.code("15550002")
        with pytest.raises(LinkError, match="no client shows this code now"):
            companion.service.pairing.link(ref, companion.account, IDENTITY)

    asyncio.run(scene())


@pytest.mark.parametrize("number", ["", "123456", "05550001", "1555000112345678"])
def test_a_code_for_what_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    async def scene() -> Node | None:
        companion = Companion(tmp_path, Timing())
        companion.registration.receive(hello(number))
        return companion.session.sent[-1].child("error")

    error = asyncio.run(scene())
    assert error
    assert error.get("code") == "400"


def test_a_client_that_signs_becomes_a_device(play: Callable[..., Companion]) -> None:
    async def story(companion: Companion) -> None:
        companion.confirm(b"\6\1" + DETAILS + companion.public + ACCOUNT_KEY)

    companion = play(story)
    assert devices(companion.account) == {1: "Test"}
    assert companion.account.devices[1].key_index == 5
    assert companion.session.sent[-1].get("code") == "515"
    assert companion.session.ended
    assert companion.service.pairing.offer(companion.refs[0]) is None


def test_a_client_that_signs_something_else_does_not(play: Callable[..., Companion]) -> None:
    seen: list[Companion] = []

    async def story(companion: Companion) -> None:
        seen.append(companion)
        companion.confirm(b"\6\1" + DETAILS + companion.public + bytes(32))

    with pytest.raises(LinkError, match="signature is wrong"):
        play(story)
    assert devices(seen[0].account) == {}
    assert seen[0].session.ended


@pytest.mark.parametrize(
    "garbage",
    [
        [],
        [Node("pair-device-sign")],
        [Node("pair-device-sign", {}, [Node("device-identity", {}, b"\xff")])],
    ],
)
def test_an_answer_without_a_signature_is_none(
    play: Callable[..., Companion], garbage: list[Node]
) -> None:
    async def story(companion: Companion) -> None:
        companion.answer(*garbage)

    with pytest.raises(LinkError, match="signature is wrong"):
        play(story)


def test_a_client_may_refuse(play: Callable[..., Companion]) -> None:
    async def story(companion: Companion) -> None:
        companion.answer(Node("error", {"code": "401", "text": "hmac-mismatch"}), kind="error")

    with pytest.raises(LinkError, match="refused: hmac-mismatch"):
        play(story)


def test_a_client_may_go_away(play: Callable[..., Companion]) -> None:
    async def story(companion: Companion) -> None:
        companion.registration.lost()

    with pytest.raises(LinkError, match="went away"):
        play(story)


def test_a_client_may_be_silent(play: Callable[..., Companion]) -> None:
    async def story(companion: Companion) -> None:
        """Nothing happens."""

    with pytest.raises(LinkError, match="did not answer"):
        play(story, Timing(answer=0.01))


def test_two_phones_cannot_link_one_client_at_once(play: Callable[..., Companion]) -> None:
    async def story(companion: Companion) -> None:
        with pytest.raises(LinkError, match="at this moment"):
            companion.service.pairing.link(companion.refs[1], companion.account, IDENTITY)
        companion.confirm(b"\6\1" + DETAILS + companion.public + ACCOUNT_KEY)

    assert devices(play(story).account) == {1: "Test"}


@pytest.mark.parametrize("identity", [b"", b"\xff", proto.encode((1, proto.encode((2, b"x"))))])
def test_an_identity_that_cannot_be_read_is_refused(tmp_path: Path, identity: bytes) -> None:
    async def scene() -> None:
        companion = Companion(tmp_path, Timing())
        companion.service.pairing.link(companion.refs[0], companion.account, identity)

    with pytest.raises(LinkError, match="cannot be read"):
        asyncio.run(scene())


@pytest.mark.parametrize(
    ("namespace", "child", "code"),
    [
        ("encrypt", Node("count"), "403"),
        ("md", Node("link_code_companion_reg", {"stage": "companion_hello"}), "400"),
        ("md", Node("link_code_companion_reg", {"stage": "companion_finish"}), "404"),
    ],
)
def test_what_an_unpaired_client_may_not_ask_is_refused(
    tmp_path: Path, namespace: str, child: Node, code: str
) -> None:
    async def scene() -> Node | None:
        companion = Companion(tmp_path, Timing())
        attrs = {"type": "set", "xmlns": namespace, "id": "1"}
        companion.registration.receive(Node("iq", attrs, [child]))
        return companion.session.sent[-1].child("error")

    error = asyncio.run(scene())
    assert error
    assert error.get("code") == code
