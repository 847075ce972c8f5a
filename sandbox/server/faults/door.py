"""Who is sent away before it is let in."""

from __future__ import annotations

from sandbox.server.faults.line import Line
from sandbox.server.faults.standing import Standing
from sandbox.wire.node import Node

BANNED = 402


def sent_away(faults: Standing, line: Line) -> bool:
    """Whether a fault has ended this connection after its hello."""
    if faults.strike("refuse", line.who) is not None:
        line.end()
        return True
    values = faults.strike("failure", line.who)
    if values is None:
        return False
    attrs = {"reason": str(values["reason"]), "location": "sim"}
    if values["reason"] == BANNED:
        attrs |= {"code": str(values["code"]), "expire": str(values["expire"])}
    line.end(Node("failure", attrs))
    return True
