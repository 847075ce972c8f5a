"""Which addresses a bot may be sent to by what people write.

The bot stands in the operator's network: an address that somebody gives must not lead to what
only that network can see. Names are resolved once, all that they mean must be public, and the
connection goes to what was checked, so that a name cannot mean something else a moment later.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Collection
from typing import Any, NamedTuple

from botinstance.usererror import UserError
from botinstance.web.errors import slow, unreachable

LONGEST = 2000  # characters of an address
_PORTS = {"http": 80, "https": 443}
_NAT64 = "64:ff9b::/96"  # RFC 6052; the last 32 bits are an IPv4 address
_PRIVATE = "That address leads into a private network, where I do not go."


class Target(NamedTuple):
    """Where to connect, and what to ask there."""

    scheme: str
    host: str  # ASCII, without brackets
    port: int
    path: str  # with the query, percent-encoded

    @property
    def place(self) -> str:
        """The host and port as an exception from the rules names it."""
        return f"{self.host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def user_url(url: str, *, seconds: float = 5.0, allow: Collection[str] | None = None) -> str:
    """`url` in its plain form, if it is one that a person may send the bot to: http or https, no
    password in it, a usual port, a public address. Raises UserError.

    `allow` holds "host:port" pairs to which only the first two rules apply; by default those in
    $UBOT_WEB_ALLOW, with commas between. A program that gets the address resolves it again:
    only the bot's unit, whose firewall has the same rule, stops what changes in between.
    """
    if len(url) > LONGEST:
        raise UserError(f"That address is too long: at most {LONGEST} characters.")
    target = parse(url)
    resolve(target, seconds, trusted=target.place in allowed(allow))
    return target.url


def allowed(allow: Collection[str] | None) -> Collection[str]:
    if allow is not None:
        return allow
    return [pair.strip() for pair in os.environ.get("UBOT_WEB_ALLOW", "").split(",")]


def parse(url: str, base: str = "") -> Target:
    """Of an address, or what it is as a link on `base`. Raises UserError with a sentence that
    says what is wrong with it."""
    from urllib.parse import quote, urljoin, urlsplit

    url = url.strip()
    if re.search(r"[\s\x00-\x1f\x7f\\\ud800-\udfff]", url):
        raise UserError("There must be no spaces in an address. Example: https://example.org/page")
    try:
        parts = urlsplit(urljoin(base, url))
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = parts.port
    except ValueError:  # UnicodeError is one
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in _PORTS or not host:
        raise UserError("That is no web address. Example: https://example.org/page")
    if parts.username is not None or parts.password is not None:
        raise UserError("Please give an address without a user name and password in it.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    default = _PORTS[parts.scheme]
    return Target(
        parts.scheme, host, default if port is None else port, f"{path}?{query}" if query else path
    )


def resolve(target: Target, seconds: float, *, trusted: bool) -> list[str]:
    """The numeric addresses of the target's host; unless `trusted`, only public ones, and a port
    that is the web's or no system service's. Raises UserError, WebError."""
    if not trusted and target.port not in _PORTS.values() and target.port < 1024:
        raise UserError("I do not go to that port: 80, 443 or one from 1024 on.")
    found = _lookup(target, seconds)
    if not trusted and not all(public(address) for address in found):
        raise UserError(_PRIVATE)
    return found


def _lookup(target: Target, seconds: float) -> list[str]:
    """In a thread of its own, as nothing else limits how long name servers are asked."""
    import socket

    found: list[Any] = []

    def ask() -> None:
        try:
            found.append(socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=ask, name="resolver", daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if not found:
        raise slow(target.host)
    if isinstance(found[0], Exception):
        raise unreachable(target.host) from found[0]
    return list(dict.fromkeys(str(entry[4][0]) for entry in found[0]))


def public(address: str) -> bool:
    """Whether a numeric address is one of the internet's, also where it wraps an IPv4 one."""
    import ipaddress

    ip = ipaddress.ip_address(address)
    if ip.version == 6:
        if ip in ipaddress.ip_network(_NAT64):
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.sixtofour or ip.is_site_local:  # nobody is to be reached by these alone
            return False
    # is_global alone lets multicast pass, and IPv4 addresses that are mapped into IPv6
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
