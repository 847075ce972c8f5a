"""Who may join a group that lets in numbers of some countries only."""

from __future__ import annotations

import random

import pytest

from botinstance.commands.protection.countries import code_of, is_code
from botinstance.link.happening import GroupTurn, Turn
from botinstance.link.recording import OWN
from tests.botinstance.commands.conftest import ALICE, BOB, CROWD, GROUP, OWNER, TestBot, by

CHAT = str(GROUP["chat"])
DAVE, ERIN = "491510001@s.whatsapp.net", "77010002@lid"


@pytest.fixture
def group(bot: TestBot) -> TestBot:
    """A group that lets in numbers of Germany and Austria."""
    bot.link.members = CROWD
    assert "+49, +43" in bot.say(".antifake +49, 0043", **GROUP, **by(ALICE))
    return bot


def join(bot: TestBot, *people: str, by: str = "", turn: Turn = Turn.JOINED) -> list[str]:
    """What the bot says when they join."""
    happening = GroupTurn(CHAT, "1", turn, people, by)
    return [sent.text for sent in bot.happen(happening)]


def test_who_comes_from_elsewhere_is_removed_politely(group: TestBot) -> None:
    group.link.account.ids = {"77010002": ERIN}
    (said,) = join(group, ERIN)
    assert said.startswith("Sorry, @77010002: only numbers that begin with +49, +43 may join")
    assert group.link.groups.done == [("remove", ERIN)]


def test_who_is_gone_is_asked_and_greeted_by_nobody_else(group: TestBot) -> None:
    group.state.settings.set("captcha", True, CHAT)
    assert len(join(group, "77010002@s.whatsapp.net")) == 1
    assert len(join(group, "77010002@s.whatsapp.net", DAVE)) == 2


def test_who_comes_from_there_stays(group: TestBot) -> None:
    assert join(group, DAVE) == []
    group.link.account.ids = {"4366410": ERIN}
    assert join(group, ERIN) == []
    assert group.link.groups.done == []


def test_whose_number_is_not_known_stays(group: TestBot) -> None:
    assert join(group, ERIN) == []


def test_whom_an_admin_adds_stays(group: TestBot) -> None:
    person = "77010002@s.whatsapp.net"
    assert join(group, person, by=ALICE.id) == []
    assert len(join(group, person, by=BOB.id)) == 1
    assert len(join(group, person, by=person)) == 1


def test_the_bot_and_those_whom_it_obeys_stay(group: TestBot) -> None:
    group.state.settings.set("sudo", ["77010002"])
    own = f"{OWN.phone}@s.whatsapp.net"
    assert join(group, own, OWN.lid, "77010002@s.whatsapp.net") == []


def test_other_turns_are_not_its_business(group: TestBot) -> None:
    assert join(group, "77010002@s.whatsapp.net", turn=Turn.LEFT) == []


def test_without_rights_it_says_so_once(group: TestBot) -> None:
    group.link.members = (ALICE, BOB, OWNER)
    assert "make me an admin" in join(group, "77010002@s.whatsapp.net")[0]
    assert join(group, "77010003@s.whatsapp.net") == []


def test_nobody_is_said_to_be_gone_who_is_not(group: TestBot) -> None:
    person = "77010002@s.whatsapp.net"
    group.link.groups.errors = {person: 403}
    assert join(group, person) == []


def test_switched_off_everybody_may_join(group: TestBot) -> None:
    assert group.say(".antifake off", **GROUP, **by(ALICE)).startswith("Off: everybody may join")
    assert join(group, "77010002@s.whatsapp.net") == []


def test_any_number_is_let_in_by_its_own_code_alone(group: TestBot) -> None:
    chance = random.Random(8)
    for _ in range(200):
        digits = str(chance.randint(10**9, 10**12))
        stays = digits.startswith(("49", "43"))
        assert join(group, f"{digits}@s.whatsapp.net") == [] or not stays
        assert (("remove", f"{digits}@s.whatsapp.net") in group.link.groups.done) is not stays


def test_no_code_begins_with_another() -> None:
    codes = [str(n) for n in range(1, 1000) if is_code(str(n))]
    assert {"1", "7", "49", "55", "351", "971"} <= set(codes)
    assert not {"4", "35", "491", "10", "0"} & set(codes)
    for code in codes:
        assert code_of(f"{code}123456789") == code
        assert not any(other != code and other.startswith(code) for other in codes)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("on", "Which countries? Write their codes, like this: .antifake +49 +43"),
        ("+4", "'4' is no country code: write it like +49."),
        ("Germany", "'germany' is no country code"),
        ("+٤٩", "is no country code"),
        ("9" * 60000, "is no country code"),
        ("+0", "is no country code"),
        ("+", "is no country code"),
        (" ".join(f"+{n}" for n in range(210, 260) if is_code(str(n))), "at most 30 countries"),
    ],
)
def test_what_is_no_country_gets_a_sentence(bot: TestBot, args: str, words: str) -> None:
    bot.link.members = CROWD
    assert words in bot.say(f".antifake {args}", **GROUP, **by(ALICE))


def test_it_needs_rights_of_its_own(bot: TestBot) -> None:
    assert bot.say(".antifake +49", **GROUP, **by(ALICE)).startswith("Make me an admin")
