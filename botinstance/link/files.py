"""The protobuf messages that carry a file, which was uploaded before."""

from __future__ import annotations

import time
from typing import Any

from neonize.proto.waE2E.WAWebProtobufsE2E_pb2 import (
    AudioMessage,
    DocumentMessage,
    FutureProofMessage,
    ImageMessage,
    Message,
    StickerMessage,
    VideoMessage,
)
from neonize.utils.enum import MediaType

from botinstance.link.outgoing import harmless
from botinstance.link.protocol import File

UPLOADS = {
    "image": MediaType.MediaImage,
    "video": MediaType.MediaVideo,
    "audio": MediaType.MediaAudio,
    "document": MediaType.MediaDocument,
}


def sticker(uploaded: Any, animated: bool, context: Any) -> Any:
    return Message(
        stickerMessage=StickerMessage(
            **_stored(uploaded),
            mimetype="image/webp",
            width=512,
            height=512,
            isAnimated=animated,
            contextInfo=context,
        )
    )


def voice(uploaded: Any, seconds: int, context: Any) -> Any:
    return Message(
        audioMessage=AudioMessage(
            **_stored(uploaded),
            mimetype="audio/ogg; codecs=opus",
            seconds=seconds,
            PTT=True,
            contextInfo=context,
        )
    )


def file(uploaded: Any, file: File, context: Any) -> Any:
    """`file` as a message; its caption cannot be a command to another bot. Audio has none."""
    context.mentionedJID.extend(file.mentions)
    common = {**_stored(uploaded), "mimetype": file.mimetype, "contextInfo": context}
    caption = harmless(file.caption) or None
    match file.kind:
        case "image":
            return Message(imageMessage=ImageMessage(**common, caption=caption))
        case "video":
            video = VideoMessage(
                **common, caption=caption, seconds=file.seconds, gifPlayback=file.gif
            )
            return Message(videoMessage=video)
        case "audio":
            return Message(audioMessage=AudioMessage(**common, seconds=file.seconds))
    name = file.name or "file"
    document = DocumentMessage(**common, caption=caption, fileName=name, title=name)
    made = Message(documentMessage=document)
    if caption is None:
        return made
    return Message(documentWithCaptionMessage=FutureProofMessage(message=made))


def _stored(uploaded: Any) -> dict[str, Any]:
    return {
        "URL": uploaded.url,
        "directPath": uploaded.DirectPath,
        "fileEncSHA256": uploaded.FileEncSHA256,
        "fileLength": uploaded.FileLength,
        "fileSHA256": uploaded.FileSHA256,
        "mediaKey": uploaded.MediaKey,
        "mediaKeyTimestamp": int(time.time()),
    }
