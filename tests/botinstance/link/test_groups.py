"""Groups as the library tells of them, and what is asked of it."""

from __future__ import annotations

from typing import Any

import pytest
from neonize.exc import UpdateGroupParticipantsError
from neonize.proto.Neonize_pb2 import JID, GroupParticipant

from botinstance.link import asking, outgoing
from botinstance.link.group import Change, Member, Outcome
from botinstance.link.groups import WhatsAppGroups
from botinstance.link.protocol import LinkDown, LinkError, Quoted
from botinstance.link.recording import OWN
from botinstance.link.whatsapp import WhatsApp
from tests.botinstance.conftest import MessageMaker
from tests.botinstance.link.events import LIDS, PHONES, jid

CHAT = "120363@g.us"
LID, NUMBER, NONE = jid("915550001", LIDS), jid("15550001", PHONES), JID()


class Library:
    """neonize's client, and ours around it; `answer` is what each call gives, or raises."""

    def __init__(self, answer: Any = None) -> None:
        self.neonize, self.answer = self, answer
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any) -> Any:
            self.calls.append((name, *args))
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        return call

    def phone_of(self, lid: str) -> str:
        return {"915550001@lid": "15550001"}.get(lid, "")


@pytest.mark.parametrize(
    ("participant", "member"),
    [
        (
            {"JID": LID, "PhoneNumber": NUMBER, "LID": NONE, "IsAdmin": True},
            Member("915550001@lid", "15550001", True, "915550001@lid"),
        ),
        (
            {"JID": NUMBER, "PhoneNumber": NONE, "LID": LID, "IsSuperAdmin": True},
            Member("15550001@s.whatsapp.net", "15550001", True, "915550001@lid"),
        ),
        ({"JID": LID}, Member("915550001@lid", "", False, "915550001@lid")),
    ],
)
def test_a_member_is_known_by_lid_and_number(participant: dict[str, Any], member: Member) -> None:
    assert asking.member(GroupParticipant(**participant)) == member


def test_a_hidden_number_that_was_met_before_is_known() -> None:
    class Info:
        Participants = (GroupParticipant(JID=LID), GroupParticipant(JID=jid("7", LIDS)))

    link = WhatsApp(Library(Info), OWN, lambda _: None, lambda: None)  # type: ignore[arg-type]
    assert [m.phone for m in link.group_members(CHAT)] == ["15550001", ""]


def test_a_change_answers_for_each_person_and_outdates_what_is_known() -> None:
    told = [GroupParticipant(JID=LID, Error=0), GroupParticipant(JID=NUMBER, Error=403)]
    library, outdated = Library(told), list[str]()
    groups = WhatsAppGroups(library, outdated.append)  # type: ignore[arg-type]
    outcomes = groups.change(CHAT, ["915550001@lid", "15550001@s.whatsapp.net"], Change.ADD)
    assert outcomes == [Outcome("915550001@lid"), Outcome("15550001@s.whatsapp.net", 403)]
    assert outdated == [CHAT]


@pytest.mark.parametrize(
    ("words", "error"),
    [("websocket not connected", LinkDown), ("info query returned status 403", LinkError)],
)
def test_what_fails_says_whether_it_may_be_tried_again(words: str, error: type[Exception]) -> None:
    groups = WhatsAppGroups(Library(UpdateGroupParticipantsError(words)), lambda _: None)  # type: ignore[arg-type]
    with pytest.raises(error):
        groups.change(CHAT, ["1@lid"], Change.REMOVE)


@pytest.mark.parametrize(
    ("sender", "participant"),
    [("1@lid", "1@lid"), (OWN.lid, ""), (f"{OWN.phone}:3@s.whatsapp.net", "")],
)
def test_a_deletion_says_whose_message_it_is(
    message: MessageMaker, sender: str, participant: str
) -> None:
    library = Library()
    link = WhatsApp(library, OWN, lambda _: None, lambda: None)  # type: ignore[arg-type]
    library.answer = type("Answer", (), {"ID": "3EB0B"})
    link.delete_quoted(message(".d", chat=CHAT, quoted=Quoted(sender, id="3EB0A")))
    ((_, _, proto),) = library.calls
    key = proto.protocolMessage.key
    assert (key.ID, key.remoteJID, key.participant) == ("3EB0A", CHAT, participant)
    assert key.fromMe is not bool(participant)
    assert link.wrote("3EB0B")
    assert not link.wrote("3EB0A")


def test_each_poll_has_a_secret_of_its_own() -> None:
    one, two = (outgoing.poll("Where?", ["here", "there"]) for _ in range(2))
    assert [o.optionName for o in one.pollCreationMessage.options] == ["here", "there"]
    assert len(one.messageContextInfo.messageSecret) == 32
    assert one.messageContextInfo.messageSecret != two.messageContextInfo.messageSecret
