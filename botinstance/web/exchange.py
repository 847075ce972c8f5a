"""One HTTP request and its answer over a connection of its own, until a deadline.

Python's own clients limit each read, not all of them: a server that sends a byte now and then
would hold a worker for days. No proxy of the environment is used and no certificate that it
names: on a sandbox network both are that network's.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from typing import Any

from botinstance.web.address import Target, resolve
from botinstance.web.errors import large, slow, unreachable, unreadable, untrusted

CERTIFICATES = "/etc/ssl/certs"  # of the system, one file each, read as they are needed
AGENT = "UnfilteredBytzz/1.0 (WhatsApp bot)"


class Deadline:
    """A moment, from now on."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline is over")
        return left


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


class _Channel:
    """As much of a socket as http.client wants."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._sock, self._deadline))

    def close(self) -> None:
        """Whoever has opened the socket closes it."""


class Reply:
    """The answer to one request, its body read."""

    def __init__(self, response: http.client.HTTPResponse, body: bytes) -> None:
        self.status = response.status
        self.type = response.getheader("Content-Type", "") or ""
        location = response.getheader("Location", "") or ""
        # on the wire it may be UTF-8, which http.client takes for Latin-1
        self.location = location.encode("latin-1").decode(errors="replace").replace(" ", "%20")
        self.body = body


def exchange(
    method: str,
    target: Target,
    headers: Mapping[str, str],
    body: bytes | None,
    deadline: Deadline,
    most: int,
    *,
    trusted: bool,
) -> Reply:
    """Raises UserError where the target must not be asked, WebError where it does not answer in
    time, or with more than `most` bytes; not for an HTTP status."""
    try:
        with _connected(target, deadline, trusted) as sock:
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.default_port = 443 if target.scheme == "https" else 80
            connection.sock = _Channel(sock, deadline)
            usual = {"User-Agent": AGENT, "Connection": "close", **headers}
            connection.request(method, target.path, body, usual)
            response = connection.getresponse()
            return Reply(response, _body(response, target.host, most))
    except TimeoutError as error:
        raise slow(target.host) from error
    except ssl.SSLCertVerificationError as error:
        raise untrusted(target.host) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise unreachable(target.host) from error


def _connected(target: Target, deadline: Deadline, trusted: bool) -> socket.socket:
    """A socket to the first of the checked addresses that answers. Raises OSError."""
    addresses = resolve(target, deadline.left(), trusted=trusted)
    for number, address in enumerate(addresses, 1):
        try:
            # one that does not answer leaves time for the next
            patience = deadline.left() / (1 if number == len(addresses) else 2)
            sock = socket.create_connection((address, target.port), timeout=patience)
            break
        except OSError:
            if number == len(addresses):
                raise
    if target.scheme == "http":
        return sock
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(capath=CERTIFICATES)
    sock.settimeout(deadline.left())
    try:
        return context.wrap_socket(sock, server_hostname=target.host)
    except OSError:
        sock.close()
        raise


def _body(response: http.client.HTTPResponse, host: str, most: int) -> bytes:
    """Nothing compressed was asked for, so a few bytes cannot unpack to many."""
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise unreadable(host)
    if response.length is not None and response.length > most:
        raise large(host, most)
    body = response.read(most + 1)
    if response.length:  # less came than was promised
        raise http.client.IncompleteRead(body, response.length)
    if len(body) > most:
        raise large(host, most)
    return body
