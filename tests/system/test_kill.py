"""Killing any process without a warning, at any step of the flow, loses nothing."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.system.newcomer import Newcomer, wait

Kill = Callable[[str], None]
SERVICES = ("ubot-web.service", "ubot-worker.service", "ubot-broker.service")


def end(newcomer: Newcomer) -> None:
    """The flow is over well: the bot runs and answers."""
    newcomer.active()
    newcomer.chat()


@pytest.fixture
def killed(kill: Kill) -> Callable[[], None]:
    """The web server, the worker and the broker die at once."""

    def now() -> None:
        for service in SERVICES:
            subprocess.run(  # a broker that nobody asked yet does not run: nothing to kill is fine
                ["systemctl", "kill", "--kill-whom=all", "--signal=KILL", service],
                check=False,
                capture_output=True,
            )

    return now


def test_the_web_server_while_the_voucher_is_redeemed(newcomer: Newcomer, kill: Kill) -> None:
    """The answer may be lost, so the client asks again, with a key of its own."""
    url = f"{newcomer.dashboard.url}/api/deployment/validate-voucher"
    asked = threading.Event()

    def redeem() -> str | None:
        asked.set()
        with contextlib.suppress(requests.RequestException):
            answer = requests.post(
                url,
                json={"code": newcomer.voucher, "userId": "user_newcomer"},
                headers={"Idempotency-Key": "a-key-of-this-client"},
                timeout=60,
            )
            return str(answer.json()["sessionId"])
        return None

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(redeem)
        asked.wait()
        kill("ubot-web.service")
        got = first.result()
    newcomer.session = wait(redeem, "the session")
    assert got in (None, newcomer.session), "one voucher, one session"
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_after_the_voucher_is_redeemed(newcomer: Newcomer, killed: Callable[[], None]) -> None:
    newcomer.redeem()
    killed()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_while_the_qr_is_being_made(newcomer: Newcomer, killed: Callable[[], None]) -> None:
    newcomer.redeem()

    def ask() -> None:
        with contextlib.suppress(requests.RequestException, AssertionError):
            newcomer.qr()

    asking = threading.Thread(target=ask)
    asking.start()
    unit = f"bot-{newcomer.session}-pair.service"
    wait(lambda: main_pid(unit), "the pairing unit was asked for")
    killed()
    asking.join()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_the_pairing_unit_while_its_qr_is_shown(newcomer: Newcomer, kill: Kill) -> None:
    newcomer.redeem()
    old = newcomer.qr()
    kill(f"bot-{newcomer.session}-pair.service")
    fresh = wait(lambda: code if (code := newcomer.qr()) != old else None, "a fresh QR")
    newcomer.owner.post("scan", qr=fresh)
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_the_services_while_the_qr_is_shown(
    newcomer: Newcomer, killed: Callable[[], None]
) -> None:
    newcomer.redeem()
    code = newcomer.qr()
    killed()
    newcomer.owner.post("scan", qr=code)
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_the_pairing_unit_when_the_phone_has_accepted(newcomer: Newcomer, kill: Kill) -> None:
    newcomer.redeem()
    newcomer.scan()
    kill(f"bot-{newcomer.session}-pair.service")
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_the_services_when_the_phone_has_accepted(
    newcomer: Newcomer, killed: Callable[[], None]
) -> None:
    newcomer.redeem()
    newcomer.scan()
    killed()
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)


def test_the_services_before_the_deployment(
    newcomer: Newcomer, killed: Callable[[], None]
) -> None:
    newcomer.redeem()
    newcomer.scan()
    newcomer.paired()
    killed()
    newcomer.deploy()
    end(newcomer)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_right_after_the_deployment_was_asked_for(
    newcomer: Newcomer, kill: Kill, service: str
) -> None:
    newcomer.redeem()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    kill(service)
    end(newcomer)


def test_the_bot_while_it_starts(newcomer: Newcomer, kill: Kill) -> None:
    newcomer.redeem()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    unit = f"bot-{newcomer.session}.service"
    wait(lambda: main_pid(unit), "the bot's process is there")
    kill(unit)
    end(newcomer)


def main_pid(unit: str) -> int:
    argv = ["systemctl", "show", "--property=MainPID", "--value", unit]
    return int(subprocess.check_output(argv, text=True))


def test_the_bot_when_it_is_active_and_what_was_sent_meanwhile_is_answered(
    newcomer: Newcomer, kill: Kill
) -> None:
    newcomer.redeem()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)
    unit = f"bot-{newcomer.session}.service"
    kill(unit)
    newcomer.friend.ask(newcomer.owner.number, ".calc 6*7", "42")
    end(newcomer)


def test_the_services_while_a_toggle_is_carried_out(
    newcomer: Newcomer, killed: Callable[[], None]
) -> None:
    newcomer.redeem()
    newcomer.scan()
    newcomer.paired()
    newcomer.deploy()
    end(newcomer)
    newcomer.toggle("tts", True)
    killed()
    wait(
        lambda: (
            newcomer.dashboard.session(newcomer.session)["config"]["in_force"]
            == newcomer.dashboard.session(newcomer.session)["config"]["wanted"]
        ),
        "the bot has taken the change up",
    )
    newcomer.voice()


def test_the_sandbox_under_a_bot_that_runs(deployed: Newcomer, kill: Kill) -> None:
    """It is the same network when it is back: the bot stays linked."""
    phones = deployed.owner.root
    kill("ubot-sandbox.service")
    wait(lambda: answers(phones), "the sandbox is back")
    deployed.chat()


def answers(phones: str) -> bool:
    with contextlib.suppress(requests.ConnectionError):
        return requests.get(f"{phones}/api/phones", timeout=5).ok
    return False
