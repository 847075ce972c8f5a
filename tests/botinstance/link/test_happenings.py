"""What else happens in chats, told in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from neonize.events import CallOfferEv, GroupInfoEv, JoinedGroupEv
from neonize.proto.Neonize_pb2 import JID, GroupName, GroupParticipant, GroupTopic
from neonize.proto.waCommon.WACommon_pb2 import MessageKey
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message as Proto
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ProtocolMessage

from botinstance.link import happening, happenings
from botinstance.link.happening import Call, Deleted, GroupTurn, Turn
from botinstance.link.recording import OWN
from tests.botinstance.link.events import GROUPS, LIDS, PHONES, event, jid, text

GROUP, ALICE, BOB = jid("120363", GROUPS), jid("915550001", LIDS), jid("915550002", LIDS)


def revocation(id: str = "3EB0OLD", **key: Any) -> Any:
    named = MessageKey(ID=id, **key)
    return Proto(protocolMessage=ProtocolMessage(type=ProtocolMessage.REVOKE, key=named))


def changed(**fields: Any) -> Any:
    return GroupInfoEv(**{"JID": GROUP, "Timestamp": 1_700_000_000, **fields})


def test_a_message_that_is_taken_back() -> None:
    by_admin = revocation(participant="1@lid")
    gone = happenings.deletion(event(by_admin, id="3EB0NEW", chat=GROUP, group=True), OWN)
    assert gone == Deleted("120363@g.us", "3EB0NEW", "3EB0OLD", "915550001@lid")


@pytest.mark.parametrize(
    ("proto", "fields"),
    [
        (text("a"), {}),
        (Proto(protocolMessage=ProtocolMessage(type=ProtocolMessage.MESSAGE_EDIT)), {}),
        (revocation(""), {}),
        (revocation(), {"category": "peer"}),
        (revocation(), {"chat": jid("status", "broadcast")}),
        (revocation(), {"sender": jid("915550009", LIDS, OWN.device), "from_me": True}),
    ],
)
def test_other_messages_take_nothing_back(proto: Any, fields: dict[str, Any]) -> None:
    assert happenings.deletion(event(proto, **fields), OWN) is None


@pytest.mark.parametrize(
    ("field", "turn"),
    [
        ("Join", Turn.JOINED),
        ("Leave", Turn.LEFT),
        ("Promote", Turn.PROMOTED),
        ("Demote", Turn.DEMOTED),
    ],
)
def test_what_becomes_of_members(field: str, turn: Turn) -> None:
    (seen,) = happenings.turns(changed(Sender=ALICE, **{field: [BOB]}))
    assert (seen.chat, seen.turn, seen.people) == ("120363@g.us", turn, ("915550002@lid",))
    assert seen.by == "915550001@lid"


def test_new_names_and_descriptions_are_told_apart() -> None:
    name = GroupName(Name="Tea", NameSetAt=0, NameSetBy=ALICE)
    topic = GroupTopic(Topic="", TopicID="1", TopicSetAt=0, TopicSetBy=ALICE, TopicDeleted=True)
    told = happenings.turns(changed(Name=name, Topic=topic))
    assert [(it.turn, it.text, it.by) for it in told] == [
        (Turn.RENAMED, "Tea", ""),
        (Turn.DESCRIBED, "", ""),
    ]


def test_other_changes_of_a_group_are_nothing() -> None:
    assert happenings.turns(changed(Sender=ALICE)) == []


def test_the_same_change_has_the_same_id_and_another_has_another() -> None:
    first, again, later, other = (
        happenings.turns(changed(Timestamp=at, Join=[whom]))[0].id
        for at, whom in ((1, ALICE), (1, ALICE), (2, ALICE), (1, BOB))
    )
    assert first == again
    assert len({first, later, other}) == 3


@pytest.mark.parametrize("own", [jid("915550009", LIDS), jid("15550009", PHONES)])
def test_it_comes_into_a_group_itself(own: Any) -> None:
    joined = JoinedGroupEv(Reason="", Type="new", CreateKey="", Sender=ALICE)
    joined.GroupInfo.JID.CopyFrom(GROUP)
    joined.GroupInfo.ParticipantVersionID = "7"
    joined.GroupInfo.Participants.extend([GroupParticipant(JID=ALICE), GroupParticipant(JID=own)])
    seen = happenings.joining(joined, OWN)
    person = f"{own.User}@{own.Server}"
    assert (seen.chat, seen.turn, seen.people) == ("120363@g.us", Turn.JOINED, (person,))
    assert seen.by == "915550001@lid"
    joined.GroupInfo.ParticipantVersionID = "8"
    assert happenings.joining(joined, OWN).id != seen.id


@pytest.mark.parametrize(
    ("alternative", "phone"), [(jid("15550001", PHONES), "15550001"), (JID(), "15559999")]
)
def test_somebody_rings(alternative: Any, phone: str) -> None:
    offer = CallOfferEv()
    getattr(offer.basicCallMeta, "from").CopyFrom(ALICE)
    offer.basicCallMeta.callCreatorAlt.CopyFrom(alternative)
    offer.basicCallMeta.callID = "C1"
    assert happenings.call(offer, lambda _: "15559999") == Call("915550001@lid", "C1", phone)


def test_what_is_kept_on_disk_is_the_same_again() -> None:
    turn = GroupTurn("120363@g.us", "1", Turn.LEFT, ("1@lid",), "2@lid")
    for it in (turn, Deleted("1@lid", "A", "B", "1@lid"), Call("1@lid", "C1", "15550001")):
        assert happening.loads(happening.dumps(it)) == it
