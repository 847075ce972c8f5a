"""From a voucher to the bot's answers, the whole way."""

from __future__ import annotations

from tests.system.newcomer import Newcomer


def test_it_works(newcomer: Newcomer) -> None:
    newcomer.all()


def test_it_works_with_a_pairing_code(newcomer: Newcomer) -> None:
    newcomer.redeem()
    newcomer.link_by_code()
    newcomer.deploy()
    newcomer.active()
    newcomer.chat()
