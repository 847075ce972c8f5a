"""What is found in wrapped messages, and what is sent on of them."""

from __future__ import annotations

from typing import Any

import pytest
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import (
    AudioMessage,
    ContextInfo,
    DocumentMessage,
    ExtendedTextMessage,
    FutureProofMessage,
    ImageMessage,
    ProtocolMessage,
    ReactionMessage,
    StickerMessage,
    VideoMessage,
)
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import Message as Proto

from botinstance.link import outgoing, parts
from botinstance.link.message import convert
from botinstance.link.protocol import LinkError, Media, Message
from botinstance.link.recording import OWN
from tests.botinstance.link.events import event, text

KEY = b"k" * 32
IMAGE = Proto(imageMessage=ImageMessage(caption="look", fileLength=9, mediaKey=KEY, viewOnce=True))


def wrapped(wrapper: str, proto: Any) -> Any:
    return Proto(**{wrapper: FutureProofMessage(message=proto)})


def reply_to(proto: Any) -> Any:
    context = ContextInfo(stanzaID="B", participant="1@lid", quotedMessage=proto)
    return Proto(extendedTextMessage=ExtendedTextMessage(text="a", contextInfo=context))


def got(proto: Any) -> Message:
    message = convert(event(proto), OWN, lambda lid: "")
    assert message
    return message


@pytest.mark.parametrize(
    ("wrapper", "once"),
    [
        ("viewOnceMessage", True),
        ("viewOnceMessageV2", True),
        ("viewOnceMessageV2Extension", True),
        ("ephemeralMessage", False),
        ("documentWithCaptionMessage", False),
        ("groupMentionedMessage", False),
        ("associatedChildMessage", False),
    ],
)
def test_a_wrapped_picture_is_found_in_a_message_and_in_a_quote(wrapper: str, once: bool) -> None:
    plain = Proto(imageMessage=ImageMessage(caption="look", fileLength=9))
    proto = wrapped("ephemeralMessage", wrapped(wrapper, plain))
    message, answer = got(proto), got(reply_to(proto))
    assert (message.text, message.media) == ("look", Media("image", 9, view_once=once))
    assert parts.own_message(message.raw) == plain
    assert answer.quoted
    assert (answer.quoted.text, answer.quoted.media) == (message.text, message.media)
    assert parts.quoted_message(answer.raw) == plain


def test_what_the_library_has_unwrapped_is_still_to_be_seen_once() -> None:
    unwrapped = event(Proto(audioMessage=AudioMessage(PTT=True, seconds=4)))
    unwrapped.IsViewOnce = True
    message = convert(unwrapped, OWN, lambda lid: "")
    assert message
    assert message.media == Media("audio", view_once=True, voice=True, seconds=4)


@pytest.mark.parametrize(
    ("proto", "media"),
    [
        (IMAGE, Media("image", 9, view_once=True)),
        (Proto(stickerMessage=StickerMessage(isAnimated=True)), Media("sticker", animated=True)),
        (
            Proto(videoMessage=VideoMessage(gifPlayback=True, seconds=3)),
            Media("video", animated=True, seconds=3),
        ),
        (Proto(ptvMessage=VideoMessage(seconds=5)), Media("video", seconds=5)),
        (
            Proto(documentMessage=DocumentMessage(fileName="a.pdf")),
            Media("document", name="a.pdf"),
        ),
    ],
)
def test_media_are_told_as_they_are(proto: Any, media: Media) -> None:
    assert got(proto).media == media


def test_a_picture_is_sent_on_under_its_key_to_be_seen_again() -> None:
    once = wrapped("viewOnceMessageV2", IMAGE)
    once.viewOnceMessageV2.message.imageMessage.contextInfo.mentionedJID.append("9@lid")
    sent = outgoing.forwarded(parts.unwrap(once)[0]).imageMessage
    assert (sent.mediaKey, sent.caption, sent.viewOnce) == (KEY, "look", False)
    assert sent.contextInfo == ContextInfo(isForwarded=True, forwardingScore=1)


def test_what_is_sent_on_is_no_command_to_another_bot() -> None:
    for proto in (text(".leave"), Proto(extendedTextMessage=ExtendedTextMessage(text=".leave"))):
        sent = outgoing.forwarded(proto).extendedTextMessage
        assert sent.text == "\u200b.leave"
        assert sent.contextInfo.isForwarded
    captioned = Proto(imageMessage=ImageMessage(caption=".leave"))
    assert outgoing.forwarded(captioned).imageMessage.caption == "\u200b.leave"


@pytest.mark.parametrize(
    "proto",
    [
        Proto(),
        Proto(reactionMessage=ReactionMessage(text="+")),
        Proto(protocolMessage=ProtocolMessage(type=ProtocolMessage.REVOKE)),
    ],
)
def test_nothing_but_content_is_sent_on(proto: Any) -> None:
    with pytest.raises(LinkError):
        outgoing.forwarded(proto)


def test_an_answer_disappears_with_its_question() -> None:
    context = ContextInfo(expiration=86400)
    question = got(Proto(extendedTextMessage=ExtendedTextMessage(text="q", contextInfo=context)))
    assert outgoing.quoting(question.raw).expiration == 86400
