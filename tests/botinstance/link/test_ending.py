"""Each end of a link has its exit status and a sentence."""

from __future__ import annotations

import pytest
from neonize.events import (
    ClientOutdatedEv,
    ConnectFailureEv,
    LoggedOutEv,
    StreamReplacedEv,
    TemporaryBanEv,
)

from botinstance.contract.exits import LINK_OF_EXIT, NO_RESTART, Exit
from botinstance.link.ending import ENDINGS

BAN = TemporaryBanEv(Code=TemporaryBanEv.BLOCKED_BY_USERS, Expire=3600)


@pytest.mark.parametrize(
    ("event", "exit", "words"),
    [
        (LoggedOutEv(), Exit.LOGGED_OUT, "unlinked"),
        (StreamReplacedEv(), Exit.REPLACED, "somewhere else"),
        (BAN, Exit.BANNED, "too many people have blocked it"),
        (TemporaryBanEv(), Exit.BANNED, "banned"),
        (ClientOutdatedEv(), Exit.OUTDATED, "update"),
        (ConnectFailureEv(Message="go\naway"), Exit.REFUSED, "refused the connection. go away"),
    ],
)
def test_it_works(event: object, exit: Exit, words: str) -> None:
    status, sentence = ENDINGS[type(event)]
    assert status is exit
    assert words in sentence(event)
    assert exit in NO_RESTART
    assert exit in LINK_OF_EXIT
