"""The binary form of stanzas. Source: tulir/whatsmeow, binary/{encoder,decoder,unpack}.go."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from sandbox.wire import tokens
from sandbox.wire.errors import WireError
from sandbox.wire.jid import GROUP, LID, PN, SERVERS, Jid
from sandbox.wire.node import Node

__all__ = ["WireError", "decode", "encode"]

EMPTY, AD_JID, LIST8, LIST16, JID_PAIR = 0, 247, 248, 249, 250
HEX, BINARY8, BINARY20, BINARY32, NIBBLE = 251, 252, 253, 254, 255
DOMAINS = {PN: 0, LID: 1, "hosted": 128, "hosted.lid": 129}
DOMAIN_NAMES = {number: server for server, number in DOMAINS.items()}
PACKED = {NIBBLE: str.maketrans("abcdef", "-.???\0"), HEX: str.maketrans("abcdef", "ABCDEF")}
COMPRESSED = 2  # bit of the flags byte
ADDRESS = re.compile(r"[0-9A-Za-z_.-]+(:[0-9]{1,3})?@[a-z.]+")
FREE_TEXT = frozenset({"notify", "name", "subject"})  # attributes in which people write
LARGEST = 16 << 20  # bytes of one stanza
DEEPEST = 64
KNOWN = 4096  # texts of attributes that are known to be addresses, or not


def encode(node: Node) -> bytes:
    """A frame's payload: the flags byte (0: not compressed) and the stanza."""
    out = bytearray([0])
    _put_node(out, node)
    return bytes(out)


def decode(data: bytes) -> Node:
    """Raises WireError."""
    if not data:
        raise WireError("an empty frame is no stanza")
    body = _inflate(data[1:]) if data[0] & COMPRESSED else data[1:]
    reader = _Reader(body)
    node = reader.node()
    if reader.left:
        raise WireError(f"{reader.left} bytes follow the stanza")
    return node


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        body = inflater.decompress(data, LARGEST)
    except zlib.error as error:
        raise WireError(f"a compressed frame is damaged: {error}") from None
    if not inflater.eof:
        raise WireError("a compressed frame is cut off or too large")
    return body


def _put_node(out: bytearray, node: Node) -> None:
    attrs = {key: value for key, value in node.attrs.items() if value}
    _put_list(out, 1 + 2 * len(attrs) + (node.content is not None))
    _put_text(out, node.tag)
    for key, value in attrs.items():
        _put_text(out, key)
        jid = _address(key, value)
        if jid:
            _put_jid(out, jid)
        else:
            _put_text(out, value)
    if isinstance(node.content, bytes):
        _put_bytes(out, node.content)
    elif node.content is not None:
        _put_list(out, len(node.content))
        for child in node.content:
            _put_node(out, child)


@lru_cache(KNOWN)
def _address(key: str, value: str) -> Jid | None:
    """Clients insist on addresses in address form, and on plain text for everything else."""
    if key in ("from", "to") and value in (PN, GROUP):
        return Jid("", value)
    if key in FREE_TEXT or not ADDRESS.fullmatch(value):
        return None
    jid = Jid.parse(value)
    return jid if jid.server in SERVERS and jid.device < 256 else None


def _put_list(out: bytearray, size: int) -> None:
    if size == 0:
        out.append(EMPTY)
    elif size < 256:
        out += bytes([LIST8, size])
    else:
        out += bytes([LIST16]) + size.to_bytes(2, "big")


def _put_text(out: bytearray, text: str) -> None:
    code = tokens.CODES.get(text)
    if code:
        out += code
    else:
        _put_bytes(out, text.encode())


def _put_bytes(out: bytearray, data: bytes) -> None:
    size = len(data)
    if size < 256:
        out += bytes([BINARY8, size])
    elif size < 1 << 20:
        out += bytes([BINARY20]) + size.to_bytes(3, "big")
    else:
        out += bytes([BINARY32]) + size.to_bytes(4, "big")
    out += data


def _put_jid(out: bytearray, jid: Jid) -> None:
    if jid.server in DOMAINS and (jid.device or DOMAINS[jid.server] >= 128):
        out += bytes([AD_JID, DOMAINS[jid.server], jid.device])
        _put_text(out, jid.user)
        return
    out.append(JID_PAIR)
    if jid.user:
        _put_text(out, jid.user)
    else:
        out.append(EMPTY)
    _put_text(out, jid.server)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.depth = 0

    @property
    def left(self) -> int:
        return len(self.data) - self.at

    def byte(self) -> int:
        try:
            value = self.data[self.at]
        except IndexError:
            raise WireError("a stanza is cut off") from None
        self.at += 1
        return value

    def take(self, size: int) -> bytes:
        if size > self.left:
            raise WireError("a stanza is cut off")
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def node(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise WireError("a stanza is nested too deep")
        size = self.size(self.byte())
        tag = self.text(self.byte())
        if size == 0 or not tag:
            raise WireError("a stanza has no tag")
        attrs = {}
        for _ in range((size - 1) // 2):
            key = self.text(self.byte())
            attrs[key] = self.text(self.byte())
        content = None if size % 2 else self.content()
        self.depth -= 1
        return Node(tag, attrs, content)

    def content(self) -> list[Node] | bytes | None:
        kind = self.byte()
        if kind == EMPTY:
            return None
        if kind in (LIST8, LIST16):
            return [self.node() for _ in range(self.size(kind))]
        return self.binary(kind) if kind in LENGTHS else self.text(kind).encode()

    def size(self, kind: int) -> int:
        if kind == EMPTY:
            return 0
        if kind not in (LIST8, LIST16):
            raise WireError(f"{kind} does not begin a list")
        return self.byte() if kind == LIST8 else self.number(2)

    def binary(self, kind: int) -> bytes:
        size, mask = LENGTHS[kind]
        return self.take(self.number(size) & mask)

    def text(self, kind: int) -> str:
        if kind == EMPTY:
            return ""
        if kind < len(tokens.SINGLE):
            return tokens.SINGLE[kind]
        if kind < tokens.FIRST_PAGE + 4:
            return tokens.DOUBLE[(kind - tokens.FIRST_PAGE) * tokens.PAGE + self.byte()]
        if kind in LENGTHS:
            return self.utf8(self.binary(kind))
        if kind in PACKED:
            return self.packed(PACKED[kind])
        if kind == JID_PAIR:
            return str(Jid(self.text(self.byte()), self.text(self.byte())))
        if kind == AD_JID:
            return self.device_jid()
        raise WireError(f"{kind} is no token")

    def utf8(self, data: bytes) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError:
            raise WireError("a text is not UTF-8") from None

    def packed(self, letters: dict[int, int]) -> str:
        start = self.byte()
        text = self.take(start & 127).hex().translate(letters)
        return text[:-1] if start & 128 else text

    def device_jid(self) -> str:
        domain, device = self.byte(), self.byte()
        server = DOMAIN_NAMES.get(domain)
        if server is None:
            raise WireError(f"{domain} is no domain of addresses")
        return str(Jid(self.text(self.byte()), server, device))


LENGTHS = {BINARY8: (1, 0xFF), BINARY20: (3, 0xFFFFF), BINARY32: (4, 0xFFFFFFFF)}
