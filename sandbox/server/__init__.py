"""A WhatsApp server for loopback."""

from sandbox.server.server import Server, start
from sandbox.server.service import Addressing, Timing

__all__ = ["Addressing", "Server", "Timing", "start"]
