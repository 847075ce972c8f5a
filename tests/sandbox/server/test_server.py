"""The server as clients reach it: through a proxy, by TLS, on loopback only."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from sandbox.server import media, start
from sandbox.wire.node import Node
from tests.sandbox.loopback import Loopback
from tests.sandbox.server.owner import Owner
from tests.until import until

HOST = "https://mmg.whatsapp.net"


@pytest.fixture
def http(loopback: Loopback) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.proxies = {"https": f"http://127.0.0.1:{loopback.port}"}
        session.verify = str(loopback.public / "ca.pem")
        yield session


@pytest.fixture
def auth(loopback: Loopback) -> str:
    owner = Owner(loopback, "15550001")
    attrs = {"type": "set", "xmlns": "w:m", "id": "1", "to": "s.whatsapp.net"}
    owner.say(Node("iq", attrs, [Node("media_conn")]))
    answer = until(lambda: [it for it in list(owner.heard) if it.tag == "iq"], "the media_conn")
    return answer[0].children[0].get("auth")


def name_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()


def test_what_is_uploaded_is_downloaded(http: requests.Session, auth: str) -> None:
    data = bytes(range(256)) * 5000
    answer = http.post(f"{HOST}/mms/image/{name_of(data)}", data=data, params={"auth": auth})
    assert answer.status_code == 200
    path = answer.json()["direct_path"]
    assert "?" in path  # clients add to it with '&'
    assert answer.json()["url"] == HOST + path
    assert http.get(f"{HOST}{path}&hash=x&mms-type=image").content == data
    assert http.delete(f"{HOST}/mms/md-msg-hist/{name_of(data)}").status_code == 200
    assert http.get(HOST + path).status_code == 404


def test_an_upload_needs_the_servers_permission_and_its_own_hash(
    http: requests.Session, auth: str
) -> None:
    url = f"{HOST}/mms/image/{name_of(b'data')}"
    assert http.post(url, data=b"data", params={"auth": "guess"}).status_code == 401
    assert http.post(url, data=b"other", params={"auth": auth}).status_code == 400
    assert http.post(f"{HOST}/mms/image/..", data=b"x", params={"auth": auth}).status_code >= 400
    assert http.get(f"{HOST}/v/{name_of(b'data')}.enc").status_code == 404


def test_a_file_that_is_too_large_is_refused_and_not_kept(
    http: requests.Session, auth: str, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "LARGEST", 1000)
    data = bytes(1001)
    answer = http.post(f"{HOST}/mms/image/{name_of(data)}", data=data, params={"auth": auth})
    assert answer.status_code == 413
    assert list((loopback.state / "private" / "media").iterdir()) == []


def test_the_certificate_is_good_for_whatsapps_hosts_only(http: requests.Session) -> None:
    assert http.get("https://web.whatsapp.com/").status_code == 404
    with pytest.raises(requests.exceptions.SSLError):
        http.get("https://example.org/")


def test_the_proxy_only_connects(loopback: Loopback) -> None:
    answer = requests.get(f"http://127.0.0.1:{loopback.port}/", timeout=5)
    assert answer.status_code == 405


def test_what_clients_trust_stays_the_same_and_keys_are_the_owners(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        with Loopback(tmp_path):
            names = ("ca.pem", "root.pub")
            seen.append([(tmp_path / "public" / name).read_bytes() for name in names])
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 32
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    keys = [path for path in (tmp_path / "private").iterdir() if path.is_file()]
    names = {"ca.key", "root.key", "tls.pem", "lock", "network.db"}
    assert {path.name for path in keys} == names
    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}


def test_it_listens_on_loopback_only(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "::"):
        with pytest.raises(ValueError, match="does not listen on"):
            asyncio.run(start(tmp_path, host=host))
    assert list(tmp_path.iterdir()) == []


def test_who_has_not_said_anything_is_hung_up_on_at_the_end(tmp_path: Path) -> None:
    with Loopback(tmp_path) as loopback:
        silent = socket.create_connection(("127.0.0.1", loopback.port), 10)
        until(lambda: loopback.run(lambda: len(loopback.server._proxy._tasks)) > 1, "the client")
    with silent:
        assert silent.recv(1) == b""


def test_a_port_that_is_taken_is_an_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="Address already in use"):
            asyncio.run(start(tmp_path, port=port))


def test_stopping_frees_the_port(tmp_path: Path) -> None:
    with Loopback(tmp_path) as loopback:
        port = loopback.port
    with Loopback(tmp_path, port=port) as loopback:
        assert loopback.port == port
