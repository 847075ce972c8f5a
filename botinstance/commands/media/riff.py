"""The container of a WebP, and the sticker pack that is named in it. Pixels stay as they are.

ref: https://developers.google.com/speed/webp/docs/riff_container
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import NamedTuple

from botinstance.usererror import UserError

_EXIF, _ALPHA, _XMP = 0x08, 0x10, 0x04  # flags of VP8X


class Chunk(NamedTuple):
    name: bytes  # four letters
    data: bytes


def moves(webp: bytes) -> bool:
    """Whether it has frames. Raises UserError for what is no WebP."""
    return any(chunk.name == b"ANIM" for chunk in _chunks(webp))


def tagged(webp: bytes, pack: str, author: str = "") -> bytes:
    """With the names of a sticker pack and of its author, in place of those it had.

    Raises UserError for what is no WebP.
    """
    chunks = [it for it in _chunks(webp) if it.name not in (b"EXIF", b"XMP ")]
    if not chunks:
        raise _broken()
    if chunks[0].name != b"VP8X":
        chunks.insert(0, _extended(chunks))
    if len(chunks[0].data) != 10:
        raise _broken()
    flags = (chunks[0].data[0] | _EXIF) & ~_XMP
    chunks[0] = Chunk(b"VP8X", bytes([flags]) + chunks[0].data[1:])
    chunks.append(Chunk(b"EXIF", exif(pack, author)))
    body = b"WEBP" + b"".join(map(_packed, chunks))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def exif(pack: str, author: str = "") -> bytes:
    """A little-endian TIFF with one entry: tag 0x5741, JSON that names the sticker pack."""
    names = {"sticker-pack-id": "bytzz", "sticker-pack-name": pack}
    if author:
        names["sticker-pack-publisher"] = author
    data = json.dumps(names).encode()
    entry = struct.pack("<HHII", 0x5741, 7, len(data), 22)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + data


def _chunks(webp: bytes) -> Iterator[Chunk]:
    if webp[:4] != b"RIFF" or webp[8:12] != b"WEBP":
        raise _broken()
    at = 12
    while at + 8 <= len(webp):
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        data = webp[at + 8 : at + 8 + size]
        if len(data) < size:
            raise _broken()
        yield Chunk(webp[at : at + 4], data)
        at += 8 + size + size % 2


def _packed(chunk: Chunk) -> bytes:
    padding = b"\0" * (len(chunk.data) % 2)
    return chunk.name + struct.pack("<I", len(chunk.data)) + chunk.data + padding


def _extended(chunks: list[Chunk]) -> Chunk:
    """The head that a simple file lacks: flags, width and height less one in 24 bits each."""
    name, data = chunks[0]
    if name == b"VP8L" and data[:1] == b"\x2f" and len(data) >= 5:
        bits = int.from_bytes(data[1:5], "little")
        width, height = bits & 0x3FFF, bits >> 14 & 0x3FFF
        flags = _ALPHA if bits >> 28 & 1 else 0
    elif name == b"VP8 " and data[3:6] == b"\x9d\x01\x2a" and len(data) >= 10:
        sides = struct.unpack("<HH", data[6:10])  # the upper two bits are for scaling
        width, height = (max(1, side & 0x3FFF) - 1 for side in sides)
        flags = 0
    else:
        raise _broken()
    head = bytes([flags, 0, 0, 0]) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
    return Chunk(b"VP8X", head)


def _broken() -> UserError:
    return UserError("I cannot read that sticker.")
