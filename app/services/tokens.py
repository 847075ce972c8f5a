"""Tokens: who has one is let in.

The bots' own are derived from the platform's secret, so nothing is stored or lost. Those of
people are random: the database has their hashes only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def events_token(secret_key: str, bot: str) -> str:
    """43 characters of base64url, without padding."""
    digest = hmac.new(secret_key.encode(), f"bot-events:{bot}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def is_valid(token: str, secret_key: str, bot: str) -> bool:
    expected = events_token(secret_key, bot)
    return hmac.compare_digest(token.encode("utf-8", "replace"), expected.encode())


def new() -> str:
    """43 characters that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What the database keeps of a token from `new`: 64 characters."""
    return hashlib.sha256(token.encode()).hexdigest()
