"""What a message event of the library becomes."""

from __future__ import annotations

from typing import Any

import pytest
from neonize.proto.waCommon.WACommon_pb2 import MessageKey
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import (
    ContextInfo,
    DocumentMessage,
    ExtendedTextMessage,
    GroupInviteMessage,
    ImageMessage,
    ProtocolMessage,
    ReactionMessage,
    SenderKeyDistributionMessage,
)
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message as Proto

from botinstance.link import outgoing
from botinstance.link.message import convert, load
from botinstance.link.protocol import Media, Message, Quoted
from botinstance.link.recording import OWN
from tests.botinstance.link.events import GROUPS, LIDS, PHONES, event, jid, text


def converted(proto: Any, **fields: Any) -> Message | None:
    return convert(event(proto, **fields), OWN, lambda lid: "")


def got(proto: Any, **fields: Any) -> Message:
    message = converted(proto, **fields)
    assert message
    return message


def test_it_works() -> None:
    message = got(text(".ping"))
    assert message.text == ".ping"
    assert message.chat == message.sender == "915550001@lid"
    assert message.sender_phone == "15550001"
    assert message.at == 1_700_000_000, "seconds, where the library gives milliseconds"
    assert not message.is_group
    assert not message.from_me


def test_the_phone_is_found_on_either_side() -> None:
    swapped = got(text("a"), sender=jid("15550001", PHONES), alt=jid("915550001", LIDS))
    assert swapped.sender_phone == "15550001"


def test_a_phone_that_is_not_told_is_looked_up() -> None:
    told = convert(event(text("a"), alt=jid("", "")), OWN, {"915550001@lid": "15550001"}.get)  # type: ignore[arg-type]
    assert told
    assert told.sender_phone == "15550001"


def test_a_group_is_the_chat_of_its_messages() -> None:
    message = got(text("a"), chat=jid("120363", GROUPS), group=True)
    assert (message.chat, message.sender, message.is_group) == (
        "120363@g.us",
        "915550001@lid",
        True,
    )


def test_the_owners_phone_speaks_for_the_owner() -> None:
    own = jid("915550009", LIDS, 0)
    message = got(text(".ping"), sender=own, alt=jid("", ""), from_me=True)
    assert message.from_me
    assert message.sender_phone == OWN.phone


@pytest.mark.parametrize(
    ("proto", "words", "media"),
    [
        (Proto(extendedTextMessage=ExtendedTextMessage(text=".a")), ".a", None),
        (
            Proto(imageMessage=ImageMessage(caption=".s", fileLength=9, mimetype="image/png")),
            ".s",
            Media("image", 9, "image/png"),
        ),
        (
            Proto(documentMessage=DocumentMessage(fileLength=9, mimetype="image/png")),
            "",
            Media("document", 9, "image/png"),
        ),
    ],
)
def test_text_and_media_are_found(proto: Any, words: str, media: Media | None) -> None:
    message = got(proto)
    assert (message.text, message.media) == (words, media)


def test_what_is_quoted_and_who_is_mentioned() -> None:
    context = ContextInfo(
        stanzaID="B",
        participant="1@lid",
        mentionedJID=["2@lid"],
        quotedMessage=Proto(imageMessage=ImageMessage(caption="look", fileLength=9)),
    )
    message = got(Proto(extendedTextMessage=ExtendedTextMessage(text="a", contextInfo=context)))
    assert message.mentions == ("2@lid",)
    assert message.quoted == Quoted("1@lid", "look", Media("image", 9, ""), "B")


@pytest.mark.parametrize(
    ("proto", "fields"),
    [
        (Proto(senderKeyDistributionMessage=SenderKeyDistributionMessage(groupID="g")), {}),
        (Proto(protocolMessage=ProtocolMessage(type=ProtocolMessage.REVOKE)), {}),
        (Proto(reactionMessage=ReactionMessage(text="+")), {}),
        (text("a"), {"edited": True}),
        (text("a"), {"category": "peer"}),
        (text("a"), {"chat": jid("status", "broadcast")}),
        (text("a"), {"chat": jid("1", "newsletter")}),
        (text("a"), {"sender": jid("915550009", LIDS, OWN.device), "from_me": True}),
    ],
)
def test_what_nobody_said_in_a_chat_is_no_message(proto: Any, fields: dict[str, Any]) -> None:
    assert converted(proto, **fields) is None


def test_an_edit_says_what_its_message_became() -> None:
    key = MessageKey(ID="3EB0OLD", fromMe=False)
    change = ProtocolMessage(
        type=ProtocolMessage.MESSAGE_EDIT, key=key, editedMessage=text("new words")
    )
    message = got(Proto(protocolMessage=change), edited=True, id="3EB0NEW")
    assert (message.text, message.id, message.edit) == ("new words", "3EB0OLD", "3EB0NEW")
    assert message.key != got(text("old words"), id="3EB0OLD").key


def test_an_invitation_is_a_link() -> None:
    invite = GroupInviteMessage(inviteCode="CODE", caption="Join us", groupName="Friends")
    message = got(Proto(groupInviteMessage=invite))
    assert message.text == "https://chat.whatsapp.com/CODE Join us"


def test_what_was_kept_is_the_same_message() -> None:
    message = got(text(".ping"))
    assert load(message.raw, OWN, lambda lid: "") == message


def test_an_answer_quotes_the_question_without_its_own_quotes() -> None:
    context = ContextInfo(stanzaID="OLD", quotedMessage=text("older"))
    question = got(Proto(extendedTextMessage=ExtendedTextMessage(text="q", contextInfo=context)))
    answer = outgoing.text("a", ("1@lid",), outgoing.quoting(question.raw)).extendedTextMessage
    assert answer.text == "a"
    assert list(answer.contextInfo.mentionedJID) == ["1@lid"]
    assert answer.contextInfo.stanzaID == "3EB0A"
    assert answer.contextInfo.participant == "915550001@lid"
    quoted = answer.contextInfo.quotedMessage.extendedTextMessage
    assert quoted.text == "q"
    assert not quoted.HasField("contextInfo")


def test_a_number_in_an_answer_mentions_nobody() -> None:
    proto = outgoing.text("call @15550001234")
    assert list(proto.extendedTextMessage.contextInfo.mentionedJID) == []


def test_a_contact_card_is_one_card_whatever_the_name() -> None:
    card = outgoing.contact("A\r\nTEL:1;2", "15550001", ContextInfo()).contactMessage.vcard
    assert card.count("\n") == 4
    assert "TEL;type=CELL;waid=15550001:+15550001" in card
