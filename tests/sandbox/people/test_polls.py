"""Polls as messages, and votes that open with their poll's secret only."""

from __future__ import annotations

import hashlib

import pytest

from sandbox.people import polls
from sandbox.people.polls import Ballot
from sandbox.people.signal.errors import BadMessage
from sandbox.wire import proto

BALLOT = Ballot("3EB0A", "1@lid", "2@lid")
OPTIONS = ["tea", "coffee", "mate"]


def made() -> polls.Poll:
    poll = polls.of(polls.write("drink?", OPTIONS, 2))
    assert poll
    return poll


def test_a_poll_can_be_read_again_and_has_a_secret_of_its_own() -> None:
    one, other = made(), made()
    assert (one.question, one.options, one.selectable) == ("drink?", OPTIONS, 2)
    assert len(one.secret) == 32
    assert one.secret != other.secret


@pytest.mark.parametrize("field", [49, 60, 64, 111])
def test_every_kind_of_poll_is_one(field: int) -> None:
    poll = polls.of(proto.encode((field, proto.encode((2, "drink?")))))
    assert poll
    assert poll.question == "drink?"


def test_a_text_is_none() -> None:
    assert polls.of(proto.encode((1, "drink?"))) is None


@pytest.mark.parametrize("chosen", [[], ["coffee"], ["tea", "mate"]])
def test_a_vote_tells_the_options(chosen: list[str]) -> None:
    poll = made()
    assert polls.unseal(poll, BALLOT, polls.seal(poll, BALLOT, chosen)) == chosen


@pytest.mark.parametrize(
    "other", [BALLOT._replace(poll_id="3EB0B"), Ballot("3EB0A", "3@lid", "2@lid"),
              BALLOT._replace(voter="3@lid")],
)  # fmt: skip
def test_a_vote_counts_for_one_poll_author_and_voter_only(other: Ballot) -> None:
    poll = made()
    vote = polls.seal(poll, BALLOT, ["tea"])
    with pytest.raises(BadMessage):
        polls.unseal(poll, other, vote)
    with pytest.raises(BadMessage):
        polls.unseal(made(), BALLOT, vote)


def test_options_are_named_by_their_hashes() -> None:
    poll = made()
    vote = polls.seal(poll, BALLOT, ["tea"])
    renamed = poll._replace(options=["coffee", "tea"])
    assert polls.unseal(renamed, BALLOT, vote) == ["tea"]
    assert hashlib.sha256(b"tea").digest() == polls._hash("tea")
