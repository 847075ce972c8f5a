"""Groups: their life, and messages in them."""

from __future__ import annotations

from tests.sandbox.client.calls.base import Base


class Groups(Base):
    """Groups: their life, and messages in them."""
