"""Phones of a network that is started again on the same folder."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from sandbox.control.serve import serve
from sandbox.people.content import Incoming
from sandbox.people.letter import Letter
from sandbox.people.people import People
from sandbox.people.phone import Phone

ANN, BOB = "15550001", "15550002"

Life = Callable[[People], Awaitable[None]]
Lives = Callable[..., None]


@pytest.fixture
def lives(tmp_path: Path) -> Lives:
    """Runs one network after another, in each of which something happens."""

    async def run(happenings: tuple[Life, ...]) -> None:
        for happen in happenings:
            async with serve(tmp_path / "network") as sandbox:
                await happen(sandbox.people)

    return lambda *happenings: asyncio.run(run(happenings))


async def heard(phone: Phone, text: str) -> None:
    """Now or soon."""
    async with asyncio.timeout(20):
        known = 0
        while text not in [entry.text for entry in phone.history.since(known)]:
            known = phone.history.since(0)[-1].id if phone.history.since(0) else 0
            await phone.history.wait(known, 20)


def test_they_talk_as_if_nothing_had_happened(lives: Lives) -> None:
    async def first(people: People) -> None:
        ann, bob = await people.phone(ANN), await people.phone(BOB)
        await ann.send(BOB, "one")
        await heard(bob, "one")
        await bob.send(ANN, "two")
        await heard(ann, "two")

    async def second(people: People) -> None:
        ann, bob = people.phones()
        await bob.send(ANN, "three")
        await heard(ann, "three")
        await ann.send(BOB, "four")
        await heard(bob, "four")
        for phone in (ann, bob):
            assert [it.text for it in phone.history.since(0)] == ["one", "two", "three", "four"]

    lives(first, second)


def test_their_groups_and_sender_keys_go_on(lives: Lives) -> None:
    groups: list[str] = []

    async def first(people: People) -> None:
        ann, bob = await people.phone(ANN), await people.phone(BOB)
        groups.append((await ann.create_group("Friends", [BOB])).id)
        await ann.send(groups[0], "one")
        await heard(bob, "one")

    async def second(people: People) -> None:
        ann, bob = people.phones()
        assert [group.subject for group in bob.groups()] == ["Friends"]
        given = len(ann.memory.group_keys[groups[0]].given)
        await ann.send(groups[0], "two")
        await heard(bob, "two")
        assert len(ann.memory.group_keys[groups[0]].given) == given == 1

    lives(first, second)


def test_a_letter_that_was_opened_but_not_shown_is_shown_now(lives: Lives) -> None:
    async def first(people: People) -> None:
        memory = (await people.phone(ANN)).memory
        incoming = Incoming({1: [b"here I am"]}, b"\x0a\x09here I am")
        letter = Letter("K", "M1", BOB, BOB, f"{BOB}@s.whatsapp.net", 0, incoming)
        memory.opened[letter.key] = letter

    async def second(people: People) -> None:
        await heard(await people.phone(ANN), "here I am")

    async def third(people: People) -> None:
        ann = await people.phone(ANN)
        assert [it.text for it in ann.history.since(0)] == ["here I am"], "but only once"

    lives(first, second, third)
