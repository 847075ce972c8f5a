"""Files that people, broken phones and enemies send: damaged, of another kind than they say they
are, or made to unpack to more than anybody has."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from random import Random

from PIL import Image

from tests.botinstance.commands.clips import film, tone
from tests.botinstance.test_tools import png

_rng = Random(0)
NOISE = _rng.randbytes(20_000)


def drawn(kind: str, side: int = 64) -> bytes:
    picture = Image.radial_gradient("L").convert("RGB").resize((side, side))
    buffer = io.BytesIO()
    picture.save(buffer, kind)
    return buffer.getvalue()


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def spoiled(data: bytes) -> bytes:
    """With one byte in a hundred changed."""
    made = bytearray(data)
    for place in Random(1).sample(range(12, len(made)), len(made) // 100 + 1):
        made[place] ^= 0x55
    return bytes(made)


def jpeg_that_claims() -> bytes:
    """65535 × 65535 pixels, says its header."""
    data = drawn("JPEG")
    frame = data.index(b"\xff\xc0") + 5  # behind the marker, a length and a precision
    return data[:frame] + b"\xff\xff\xff\xff" + data[frame + 4 :]


def gif_that_claims() -> bytes:
    data = drawn("GIF")
    return data[:6] + b"\xff\xff\xff\xff" + data[10:]


def webp_that_claims() -> bytes:
    """2²⁴ × 2⁸ pixels: libwebp allows no more than 2³² of them. ref: RFC 9649, 2.7"""
    canvas = b"\x02\x00\x00\x00" + b"\xff\xff\xff" + b"\xff\x00\x00"
    frame = b"ANMF" + struct.pack("<I", len(NOISE)) + NOISE
    parts = b"VP8X" + struct.pack("<I", 10) + canvas + b"ANIM\x06\x00\x00\x00" + bytes(6) + frame
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def png_with_long_words() -> bytes:
    """100 MB of text in a few bytes."""
    data = drawn("PNG")
    words = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    body = b"zTXt" + words
    chunk = struct.pack(">I", len(words)) + body + struct.pack(">I", zlib.crc32(body))
    return data[:33] + chunk + data[33:]  # behind the header


def gif_that_never_ends() -> bytes:
    """2000 frames."""
    one = drawn("GIF", 12)
    body = 13 + 3 * 2 ** ((one[10] & 7) + 1)  # behind the header and its colours
    return one[:body] + one[body:-1] * 2000 + b";"


def pdf(box: str) -> bytes:
    """A page of this size, in points."""
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]>>endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


_MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"

FILES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "words": lambda: b"This is no file. " * 20,
    "markup": lambda: (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9e9"><image href="/"/></svg>'
    ),
    "playlist": lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\nhttp://127.0.0.1/\n",
    "noise": lambda: NOISE,
    "60 MB of noise": lambda: _rng.randbytes(60 << 20),
    "half a PNG": lambda: half(drawn("PNG")),
    "half a JPEG": lambda: half(drawn("JPEG")),
    "half a WebP": lambda: half(drawn("WEBP")),
    "half a GIF": lambda: half(drawn("GIF")),
    "half a video": lambda: half(film()),
    "half a sound": lambda: half(tone(2, "tone.ogg")),
    "a spoiled PNG": lambda: spoiled(drawn("PNG")),
    "a spoiled JPEG": lambda: spoiled(drawn("JPEG")),
    "a spoiled WebP": lambda: spoiled(drawn("WEBP")),
    "a spoiled video": lambda: spoiled(film()),
    "a spoiled sound": lambda: spoiled(tone()),
    "a PNG bomb": lambda: png(30_000, 30_000, 1, 0, 30_000),
    "a packed PNG": lambda: png(8_000, 8_000, 8, 2, 8_000),
    "a PNG with long words": png_with_long_words,
    "a JPEG that claims": jpeg_that_claims,
    "a GIF that claims": gif_that_claims,
    "a GIF that never ends": gif_that_never_ends,
    "a WebP that claims": webp_that_claims,
    "noise in an MP4": lambda: _MP4 + NOISE,
    "noise in an Ogg": lambda: b"OggS" + NOISE,
    "noise in an MP3": lambda: b"ID3\x03" + NOISE,
    "noise in a WebM": lambda: b"\x1aE\xdf\xa3" + NOISE,
    "noise in a WAV": lambda: b"RIFF\xff\xff\xff\xffWAVEfmt " + NOISE,
    "noise in a WebP": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 " + NOISE,
    "noise in a PDF": lambda: b"%PDF-1.7\n" + NOISE,
    "a PDF of a square mile": lambda: pdf("4561920 4561920"),
    "an empty video": lambda: film(1, "2x2"),
}
