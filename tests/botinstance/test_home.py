"""One POST over a UNIX socket, also to a server that does not speak as it should."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from botinstance import home
from tests.botinstance.platform import Platform

Server = Callable[[bytes], str]


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """Serves one connection with these bytes, whatever it is asked."""

    def serve(answer: bytes) -> str:
        path = str(tmp_path / "server.sock")
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(path)
        listener.listen()

        def once() -> None:
            with listener, listener.accept()[0] as connection:
                connection.recv(65536)
                connection.sendall(answer)

        threading.Thread(target=once, daemon=True).start()
        return path

    return serve


def test_the_platform_gets_what_was_sent(platform: Platform) -> None:
    event = {"id": "1" * 32, "name": "link", "at": 1.0, "data": {"state": "connected"}}
    assert home.post(str(platform.path), "wrong", "bot", [event]) == 401
    assert platform.requests == 1


def test_the_status_is_the_answer(server: Server) -> None:
    assert home.post(server(b"HTTP/1.1 503 Busy\r\n\r\nlater"), "t", "bot", []) == 503


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1", b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_http_is_an_oserror(server: Server, answer: bytes) -> None:
    with pytest.raises(OSError, match="not HTTP"):
        home.post(server(answer), "t", "bot", [])


def test_a_long_answer_is_read_to_its_end_or_left(server: Server) -> None:
    assert home.post(server(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 60_000), "t", "bot", []) == 200


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        home.post(str(tmp_path / "none.sock"), "t", "bot", [])
