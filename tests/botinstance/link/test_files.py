"""Files as messages."""

from __future__ import annotations

import pytest
from neonize.proto.Neonize_pb2 import UploadResponse
from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import ContextInfo

from botinstance.link import files
from botinstance.link.parts import body, unwrap
from botinstance.link.protocol import File

UPLOADED = UploadResponse(
    url="https://mmg.whatsapp.net/v/1", DirectPath="/v/1", MediaKey=b"k", FileEncSHA256=b"e",
    FileSHA256=b"s", FileLength=5,
)  # fmt: skip


@pytest.mark.parametrize("kind", ["image", "video", "document"])
def test_a_caption_is_no_command_to_another_bot(kind: str) -> None:
    file = File(kind, b"", "a/b", ".leave", mentions=("1@lid",))
    part = body(unwrap(files.file(UPLOADED, file, ContextInfo(stanzaID="Q")))[0])
    assert part.caption == "\u200b.leave"
    assert (part.mimetype, part.mediaKey, part.fileLength) == ("a/b", b"k", 5)
    assert (part.contextInfo.stanzaID, list(part.contextInfo.mentionedJID)) == ("Q", ["1@lid"])


def test_a_film_says_how_long_it_is_and_whether_it_plays_by_itself() -> None:
    video = files.file(
        UPLOADED, File("video", b"", "video/mp4", seconds=7, gif=True), ContextInfo()
    )
    assert (video.videoMessage.seconds, video.videoMessage.gifPlayback) == (7, True)


def test_a_sound_is_no_voice_note() -> None:
    sound = files.file(
        UPLOADED, File("audio", b"", "audio/mpeg", "words", seconds=180), ContextInfo()
    )
    assert (sound.audioMessage.seconds, sound.audioMessage.PTT) == (180, False)


def test_a_document_has_a_name_always() -> None:
    for name, shown in (("a.txt", "a.txt"), ("", "file")):
        made = files.file(UPLOADED, File("document", b"", "text/plain", name=name), ContextInfo())
        assert made.documentMessage.fileName == shown


@pytest.mark.parametrize("animated", [True, False])
def test_a_sticker_says_whether_it_moves(animated: bool) -> None:
    assert files.sticker(UPLOADED, animated, ContextInfo()).stickerMessage.isAnimated is animated
