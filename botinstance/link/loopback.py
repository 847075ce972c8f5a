"""Trust another root than WhatsApp's: for the loopback network of tests and development only."""

from __future__ import annotations

import ctypes
import logging
from pathlib import Path

log = logging.getLogger(__name__)

# The public key that whatsmeow verifies the server's Noise certificate with.
_WHATSAPP_ROOT = bytes.fromhex("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b")


class LoopbackError(Exception):
    """The trust root cannot be replaced; the bot must not connect."""


def trust(path: Path) -> None:
    """Put the 32 bytes in `path` in the place of WhatsApp's root in this process's memory.

    Before the first connect. Raises LoopbackError.
    """
    try:
        root = path.read_bytes()
    except OSError as error:
        raise LoopbackError(f"the trust root cannot be read: {error}") from None
    if len(root) != len(_WHATSAPP_ROOT):
        raise LoopbackError(f"the trust root has {len(root)} bytes, not {len(_WHATSAPP_ROOT)}")
    import neonize._binder  # loads the library, which is what gets patched

    hits = _find(Path(neonize._binder.gocode._name).name)
    if len(hits) != 1:
        raise LoopbackError(f"the trust root was found {len(hits)} times in the library, not once")
    ctypes.memmove(hits[0], root, len(root))
    log.warning("connecting to a loopback network, not to WhatsApp")


def _find(library: str) -> list[int]:
    """Addresses of the root in the writable memory of `library`."""
    hits = []
    for line in Path("/proc/self/maps").read_text().splitlines():
        fields = line.split(None, 5)
        if len(fields) < 6 or library not in fields[5] or "w" not in fields[1]:
            continue
        low, high = (int(x, 16) for x in fields[0].split("-"))
        memory = ctypes.string_at(low, high - low)
        at = memory.find(_WHATSAPP_ROOT)
        while at >= 0:
            hits.append(low + at)
            at = memory.find(_WHATSAPP_ROOT, at + 1)
    return hits
