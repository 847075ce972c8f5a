"""The cryptography of linking, without a network."""

from __future__ import annotations

import base64
import hmac

import pytest

from sandbox.people import adv, pairing_code
from sandbox.people.errors import PhoneError
from sandbox.people.signal.primitives import KeyPair
from sandbox.wire import proto, xeddsa

NOISE, IDENTITY, SECRET = bytes(32), bytes([1]) * 32, bytes([2]) * 32
KEYS = ",".join(base64.b64encode(k).decode() for k in (NOISE, IDENTITY, SECRET))


@pytest.mark.parametrize("text", [f"{adv.PAGE}#REF,{KEYS},6", f"REF,{KEYS}", f" REF,{KEYS},6\n"])
def test_a_qr_text_with_or_without_its_link(text: str) -> None:
    assert adv.parse_qr(text) == ("REF", NOISE, IDENTITY, SECRET)


@pytest.mark.parametrize(
    "text", ["", "https://example.org", "REF", f",{KEYS}", "REF,a,b,c,6", "REF,AAAA,AAAA,AAAA,6"]
)
def test_another_qr_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(PhoneError, match="not a QR code for linking"):
        adv.parse_qr(text)


def test_the_signature_convinces_the_companion() -> None:
    account = KeyPair.generate()
    outer = proto.decode(adv.sign(account, IDENTITY, 1, SECRET))
    signed = proto.data_of(outer, 1)
    assert proto.data_of(outer, 2) == hmac.digest(SECRET, signed, "sha256")
    inner = proto.decode(signed)
    details, key, signature = (proto.data_of(inner, n) for n in (1, 2, 3))
    assert key == account.public
    assert xeddsa.verify(key, b"\x06\x00" + details + IDENTITY, signature)


@pytest.mark.parametrize("text", ["ABCD-EFGH", "abcdefgh", " abcd efgh "])
def test_a_code_as_people_type_it(text: str) -> None:
    assert pairing_code.parse(text) == "ABCDEFGH"


@pytest.mark.parametrize("text", ["", "ABCD-EFG", "ABCD-EFGO", "ABCD-EFGHJ"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(PhoneError, match="eight letters and digits"):
        pairing_code.parse(text)


def test_a_key_comes_out_under_its_code_only() -> None:
    key = KeyPair.generate().public
    wrapped = pairing_code.wrap("ABCDEFGH", key)
    assert len(wrapped) == 80
    assert pairing_code.unwrap("ABCDEFGH", wrapped) == key
    assert pairing_code.unwrap("ABCDEFGJ", wrapped) != key
