"""A WhatsApp server for loopback."""

from sandbox.server.server import Server, start
from sandbox.server.service import Timing

__all__ = ["Server", "Timing", "start"]
