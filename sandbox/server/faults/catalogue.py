"""Every fault that there is, as data: what it is called, does, strikes and can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = str | int | float | bool
Scope = Literal["device", "everyone", "either"]

TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


@dataclass(frozen=True)
class Parameter:
    """The type of `default` is that of the parameter; `least` and `most` bound a number."""

    name: str
    default: Value
    help: str
    least: float = 0
    most: float = 0
    choices: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """As JSON Schema calls it."""
        return TYPES[type(self.default)]


@dataclass(frozen=True)
class Kind:
    """A standing one stands until it is over; any other is over at once.

    `strikes` names what `count` counts; empty where there is nothing to count.
    """

    name: str
    title: str
    what: str
    standing: bool
    scope: Scope
    parameters: tuple[Parameter, ...] = ()
    strikes: str = ""


def _status(default: int) -> Parameter:
    return Parameter("status", default, "HTTP status that is answered", 400, 599)


KINDS = (
    Kind(
        "drop",
        "Drop the connection",
        "The connection ends with no word. The client connects again, and misses nothing.",
        standing=False,
        scope="either",
    ),
    Kind(
        "stream-error",
        "End the stream",
        "The server says why, and hangs up. 401 logs a client out, 503 and 515 have it connect "
        "again; 'replaced' means that the device is connected elsewhere. A terminal error changes "
        "nothing in the server: the device stays in its owner's list.",
        standing=False,
        scope="either",
        parameters=(
            Parameter("code", 503, "of the error: 401, 500, 503, 515, 516 …", 100, 999),
            Parameter(
                "conflict",
                "",
                "a conflict in the place of a code",
                choices=("", "replaced", "device_removed"),
            ),
        ),
    ),
    Kind(
        "refuse",
        "Refuse connections",
        "Whoever connects is refused: everyone with an HTTP status, a single device by hanging up "
        "on it after its hello. Clients try again, more and more slowly.",
        standing=True,
        scope="either",
        parameters=(_status(503),),
        strikes="connections",
    ),
    Kind(
        "failure",
        "Fail logins",
        "A login is answered with <failure>: 401, 403 and 406 log the client out, 402 is a "
        "temporary ban, 405 an outdated client, 500 and 503 have it try again.",
        standing=True,
        scope="either",
        parameters=(
            Parameter("reason", 402, "of the failure", 100, 999),
            Parameter("code", 101, "why it is banned (402 only), 101 to 105", 1, 999),
            Parameter("expire", 3600, "seconds that the ban lasts (402 only)", 0, 1e9),
        ),
        strikes="logins",
    ),
    Kind(
        "no-link",
        "Refuse to link",
        "A phone that links a device is refused, and the device is told why: it wants to see the "
        "account's passkey, the phone's WhatsApp is too old, or the phone's proof is wrong. For "
        "what comes after the phone's yes, fail the login of the account's device 1.",
        standing=True,
        scope="either",
        parameters=(
            Parameter(
                "how",
                "passkey",
                "what stands in the way",
                choices=("passkey", "old-phone", "proof"),
            ),
        ),
        strikes="links",
    ),
    Kind(
        "no-code",
        "Give no pairing code",
        "A device that asks for a code to link by is refused, as who asks too often is.",
        standing=True,
        scope="either",
        parameters=(Parameter("status", 429, "of the answer", 400, 599),),
        strikes="requests",
    ),
    Kind(
        "delay",
        "Delay",
        "Each stanza to the device comes so much later, in order.",
        standing=True,
        scope="either",
        parameters=(Parameter("delay", 1.0, "seconds", 0, 3600),),
        strikes="stanzas",
    ),
    Kind(
        "duplicate",
        "Deliver twice",
        "Each message to the device comes twice, under one id.",
        standing=True,
        scope="either",
        strikes="messages",
    ),
    Kind(
        "reorder",
        "Change the order",
        "Two messages in a row change places; one that stays alone comes 2 seconds late.",
        standing=True,
        scope="either",
        strikes="pairs of messages",
    ),
    Kind(
        "stall",
        "Fall silent",
        "The server hears, and says nothing, not even to keepalives. What it did not say it says "
        "when this is over, unless the client has connected anew.",
        standing=True,
        scope="either",
    ),
    Kind(
        "media-error",
        "Fail files",
        "The media server answers uploads or downloads with an HTTP status.",
        standing=True,
        scope="everyone",
        parameters=(
            _status(404),
            Parameter("on", "download", "what fails", choices=("download", "upload")),
        ),
        strikes="files",
    ),
    Kind(
        "media-slow",
        "Slow files",
        "Files come and go slowly.",
        standing=True,
        scope="everyone",
        parameters=(Parameter("rate", 65536, "bytes a second", 1, 1e9),),
        strikes="files",
    ),
    Kind(
        "no-prekeys",
        "Use up the prekeys",
        "All one-time prekeys of the device are gone; who writes to it for the first time has to "
        "do without one.",
        standing=False,
        scope="device",
        parameters=(Parameter("notify", True, "tell the device, which uploads more"),),
    ),
    Kind(
        "new-identity",
        "Set the phone up anew",
        "The person's phone gets another identity, as if WhatsApp was installed again: its linked "
        "devices are logged out, and whoever knows it is told.",
        standing=False,
        scope="device",
    ),
)

CATALOGUE = {kind.name: kind for kind in KINDS}
