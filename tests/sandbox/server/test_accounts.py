"""Accounts are found by either address, and their devices have numbers of their own."""

from __future__ import annotations

import pytest

from sandbox.server.accounts import Account, Device, Directory
from sandbox.wire.jid import Jid
from sandbox.wire.network import LinkError


@pytest.fixture
def account() -> Account:
    return Directory().open("15550001")


def test_an_account_is_found_by_number_and_by_lid() -> None:
    directory = Directory()
    account = directory.open("15550001")
    assert directory.account(account.pn) is account
    assert directory.account(account.lid) is account
    assert directory.account(Jid(account.lid.user, "s.whatsapp.net")) is None
    assert directory.account(Jid("1", "g.us")) is None


def test_a_lid_says_nothing_of_the_number_and_is_the_same_every_time() -> None:
    lids = [Directory().open("15550001").lid for _ in range(2)]
    assert lids[0] == lids[1]
    assert "5550001" not in lids[0].user
    assert Directory().open("15550002").lid != lids[0]


def test_two_companions_that_are_linked_at_once_get_different_numbers(account: Account) -> None:
    assert [account.take_number() for _ in range(3)] == [1, 2, 3]


def test_numbers_begin_again_when_they_run_out_and_skip_those_in_use(account: Account) -> None:
    account.devices[1] = Device(account, 1)
    taken = [account.take_number() for _ in range(256)]
    assert taken[:3] == [2, 3, 4]
    assert taken[253:] == [255, 2, 3]


def test_an_account_cannot_have_more_devices_than_numbers(account: Account) -> None:
    account.devices |= {number: Device(account, number) for number in range(256)}
    with pytest.raises(LinkError, match="unlink one first"):
        account.take_number()


def test_a_device_remembers_what_it_sent_but_not_for_ever(account: Account) -> None:
    device = Device(account, 1)
    assert not device.is_repeat("M0")
    assert device.is_repeat("M0")
    for number in range(1, 5000):
        device.is_repeat(f"M{number}")
    assert not device.is_repeat("M0")
