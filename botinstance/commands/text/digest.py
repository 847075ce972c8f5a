"""hash: the digests of a text."""

from __future__ import annotations

import hashlib

from botinstance.commands.text.given import given
from botinstance.context import Context

KINDS = ("md5", "sha1", "sha256", "sha512")


def run(context: Context) -> str:
    data = given(context, context.args).encode(errors="replace")
    digests = (hashlib.new(kind, data, usedforsecurity=False).hexdigest() for kind in KINDS)
    return "\n".join(f"{kind}: {digest}" for kind, digest in zip(KINDS, digests, strict=True))
