"""Addresses are read and written in one form."""

from __future__ import annotations

import pytest

from sandbox.wire.errors import WireError
from sandbox.wire.jid import Jid


@pytest.mark.parametrize(
    ("text", "jid"),
    [
        ("15550001@s.whatsapp.net", Jid("15550001", "s.whatsapp.net")),
        ("15550001:12@s.whatsapp.net", Jid("15550001", "s.whatsapp.net", 12)),
        ("915550001:1@lid", Jid("915550001", "lid", 1)),
        ("s.whatsapp.net", Jid("", "s.whatsapp.net")),
    ],
)
def test_an_address_and_its_text_are_one(text: str, jid: Jid) -> None:
    assert Jid.parse(text) == jid
    assert str(jid) == text


def test_device_0_is_not_written() -> None:
    assert str(Jid.parse("15550001:0@s.whatsapp.net")) == "15550001@s.whatsapp.net"


def test_a_bare_address_has_no_device() -> None:
    assert Jid("15550001", "lid", 7).bare == Jid("15550001", "lid")


@pytest.mark.parametrize("text", ["", "15550001@", "1:x@lid", "1:-1@lid"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        Jid.parse(text)
