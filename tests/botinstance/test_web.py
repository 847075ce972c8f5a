"""The web answers commands in time and in measure, and never shows a private network."""

from __future__ import annotations

import contextlib
import gzip
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from botinstance import web
from botinstance.usererror import UserError
from botinstance.web import address, exchange


class Handler(BaseHTTPRequestHandler):
    """The path says how it answers."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self)
        name = self.path.partition("?")[0].strip("/").partition("/")
        with contextlib.suppress(OSError):  # the client has left
            getattr(self, f"get_{name[0] or 'hello'}")(name[2])

    def do_POST(self) -> None:
        self.sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def get_hello(self, _: str) -> None:
        self.answer(200, b'{"hello": "world"}', Content_Type="application/json")

    def get_status(self, status: str) -> None:
        self.answer(int(status), b"{}")

    def get_size(self, size: str) -> None:
        self.answer(200, bytes(int(size)))

    def get_claims(self, size: str) -> None:
        self.answer(200, b"short", Content_Length=size)

    def get_endless(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.is_set():
            self.wfile.write(bytes(1 << 16))

    def get_drip(self, _: str) -> None:
        """A byte now and then, for ever."""
        self.send_response(200)
        self.end_headers()
        self.drip()

    def get_dripchunks(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.drip()

    def get_driphead(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 ")
        self.drip()

    def drip(self) -> None:
        while not self.server.closing.wait(0.05):
            self.wfile.write(b"1")

    def get_chunks(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.wfile.write(b"2\r\n[1\r\n3\r\n,2]\r\n0\r\n\r\n")

    def get_gzip(self, _: str) -> None:
        self.answer(200, gzip.compress(bytes(1 << 24)), Content_Encoding="gzip")

    def get_text(self, text: str) -> None:
        self.answer(200, text.encode(), Content_Type="text/plain")

    def get_deep(self, _: str) -> None:
        self.answer(200, b"[" * 100_000)

    def get_to(self, url: str) -> None:
        self.answer(302, Location=unquote(url))

    def get_loop(self, count: str) -> None:
        self.answer(302, Location=f"/loop/{int(count) + 1}")

    def get_down(self, count: str) -> None:
        """`count` redirects, then an answer."""
        self.answer(302, Location=f"/down/{int(count) - 1}" if int(count) > 1 else "/hello")

    def get_nonsense(self, _: str) -> None:
        self.wfile.write(b"220 mail.example.org ESMTP\r\n")

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for them

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Handler] = []
        self.closing = threading.Event()
        if context:
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A client that breaks off is no error of the server's."""

    def stop(self) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture
def other() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture
def url(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a server to which the bot may go."""
    monkeypatch.setenv("UBOT_WEB_ALLOW", f"example.org:8080, {server.place}")
    return f"http://{server.place}"


Names = dict[str, list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What names mean; each address is used once, the last for ever."""
    known: Names = {}
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[Any]:
        if host not in known:
            return list(real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
        found = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [(0, 0, 0, "", (one, port)) for one in found.split()]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


# Asking


def test_it_works(url: str) -> None:
    assert web.get_json(url + "/hello") == {"hello": "world"}


def test_parameters_are_encoded(server: Server, url: str) -> None:
    web.get_json(url + "/hello?a=1", {"q": "ä & b", "n": 2})
    assert server.asked[0].path == "/hello?a=1&q=%C3%A4+%26+b&n=2"


def test_the_product_says_its_name_and_asks_for_nothing_compressed(
    server: Server, url: str
) -> None:
    web.get_json(url, headers={"X-Key": "k"})
    headers = server.asked[0].headers
    assert headers["User-Agent"].startswith("UnfilteredBytzz/")
    assert (headers["Accept-Encoding"], headers["X-Key"]) == ("identity", "k")
    assert headers["Host"] == server.place


def test_no_proxy_of_the_environment_is_used(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert web.get_json(url) == {"hello": "world"}


def test_an_answer_tells_its_type_and_where_it_came_from(url: str) -> None:
    answer = web.get(url + "/to//text/hi")
    assert answer == (b"hi", "text/plain", url + "/text/hi")


def test_an_answer_in_chunks_is_put_together(url: str) -> None:
    assert web.get_json(url + "/chunks") == [1, 2]


def test_json_is_posted(server: Server, url: str) -> None:
    assert web.post_json(url, {"a": "ä"}) == {"hello": "world"}
    assert json.loads(server.asked[0].sent) == {"a": "ä"}
    assert server.asked[0].headers["Content-Type"] == "application/json"


def test_a_form_with_a_file_is_posted(server: Server, url: str) -> None:
    from email.parser import BytesParser

    sound = bytes(range(256))
    web.post_multipart(url, {"model": "small"}, {"file": ('a".ogg', "audio/ogg", sound)})
    asked = server.asked[0]
    head = f"Content-Type: {asked.headers['Content-Type']}\r\n\r\n".encode()
    parts: Any = BytesParser().parsebytes(head + asked.sent).get_payload()
    model, file = parts
    assert model.get_payload() == "small"
    assert file.get_content_type() == "audio/ogg"
    assert file.get_payload(decode=True) == sound
    assert 'name="file"; filename="a%22.ogg"' in file["Content-Disposition"]


# Answers that are no good


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "has nothing under that name"),
        (410, "has nothing under that name"),
        (401, r"does not let me in \(HTTP 401\)"),
        (403, r"does not let me in \(HTTP 403\)"),
        (429, "wants fewer requests"),
        (400, r"refused the request \(HTTP 400\)"),
        (500, r"has a problem \(HTTP 500\)"),
        (503, r"has a problem \(HTTP 503\)"),
        (304, r"refused the request \(HTTP 304\)"),
    ],
)
def test_what_is_no_success_gets_a_sentence(url: str, status: int, words: str) -> None:
    with pytest.raises(web.WebError, match=words) as error:
        web.get_json(f"{url}/status/{status}")
    assert error.value.status == status
    assert isinstance(error.value, web.NotFound) == (status in (404, 410))


@pytest.mark.parametrize("path", ["/text/hi", "/text/", "/deep", "/gzip"])
def test_what_is_no_json_gets_a_sentence(url: str, path: str) -> None:
    with pytest.raises(web.WebError, match="do not understand what 127"):
        web.get_json(url + path)


def test_compressed_bytes_are_not_unpacked(url: str) -> None:
    with pytest.raises(web.WebError, match="do not understand"):
        web.get_bytes(url + "/gzip")


def test_what_is_just_small_enough_arrives(url: str) -> None:
    assert web.get_bytes(url + "/size/5000", most=5000) == bytes(5000)


@pytest.mark.parametrize("path", ["/size/2097153", "/claims/99999999999", "/endless"])
def test_what_is_too_large_is_not_read(url: str, path: str) -> None:
    with pytest.raises(web.WebError, match="too large for me: at most 2 MB"):
        web.get_bytes(url + path)


@pytest.mark.parametrize("path", ["/drip", "/driphead", "/dripchunks"])
def test_what_drips_is_left_at_the_deadline(url: str, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(web.WebError, match="too slow"):
        web.get_bytes(url + path, seconds=0.5)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_says_nothing_is_left_at_the_deadline(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(web.WebError, match="too slow"):
            web.get_bytes(url, seconds=0.3, trusted=True)


def test_name_servers_that_do_not_answer_are_left_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: asked.wait(20))
    begun = time.monotonic()
    with pytest.raises(web.WebError, match=r"example\.org is too slow"):
        web.get_bytes("http://example.org", seconds=0.3)
    assert time.monotonic() - begun < 3
    asked.set()


def test_who_does_not_listen_gets_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(web.WebError, match="cannot reach 127"):
        web.get_bytes(f"http://127.0.0.1:{port}", trusted=True)


def test_a_name_that_nobody_knows_gets_a_sentence(names: Names) -> None:
    with pytest.raises(web.WebError, match=r"cannot reach nowhere\.example now"):
        web.get_bytes("http://nowhere.example")


@pytest.mark.parametrize("path", ["/nonsense", "/claims/6"])
def test_an_answer_that_breaks_off_gets_a_sentence(url: str, path: str) -> None:
    with pytest.raises(web.WebError, match="cannot reach"):
        web.get_bytes(url + path)


def test_the_second_address_is_tried_when_the_first_is_dead(server: Server, names: Names) -> None:
    names["two.example"] = ["127.0.0.2 127.0.0.1"]
    found = web.get_json(f"http://two.example:{server.server_port}", trusted=True)
    assert found == {"hello": "world"}


# Redirects


def test_five_redirects_are_followed(url: str) -> None:
    assert web.get_json(url + "/down/5") == {"hello": "world"}


@pytest.mark.parametrize("path", ["/down/6", "/loop/1"])
def test_more_are_not(url: str, path: str) -> None:
    with pytest.raises(web.WebError, match="only sends me from one address to the next"):
        web.get_json(url + path)


def test_a_redirect_to_a_private_place_is_refused(url: str, other: Server) -> None:
    with pytest.raises(UserError, match="private network"):
        web.get_json(f"{url}/to/http://{other.place}/hello")
    assert other.asked == []


def test_trust_is_not_handed_on(server: Server, other: Server) -> None:
    with pytest.raises(UserError, match="private network"):
        web.get_json(f"http://{server.place}/to/http://{other.place}/hello", trusted=True)
    assert other.asked == []


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.org/", "gopher://a", "http://["]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(url: str, to: str) -> None:
    with pytest.raises(UserError, match="no web address"):
        web.get_json(f"{url}/to/{to}")


def test_keys_are_for_the_first_host_only(server: Server, other: Server) -> None:
    allow = [server.place, other.place]
    path = f"/to/http://{other.place}/hello"
    web.get_json(f"http://{server.place}{path}", headers={"Authorization": "k"}, allow=allow)
    assert server.asked[0].headers["Authorization"] == "k"
    assert other.asked[0].headers["Authorization"] is None


def test_what_is_posted_is_not_sent_on(url: str) -> None:
    with pytest.raises(web.WebError, match=r"refused the request \(HTTP 302\)"):
        web.post_json(url + "/to//hello", {})


# Addresses that people give


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://Example.org", "https://example.org/"),
        (" http://example.org:80/a?b=c#d ", "http://example.org/a?b=c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://bücher.example/ä?ö=%20", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%20"),
        ("https://example.org/😀", "https://example.org/%F0%9F%98%80"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_a_usual_address_is_taken_in_its_plain_form(names: Names, url: str, plain: str) -> None:
    for name in ("example.org", "xn--bcher-kva.example", "2606:4700::1111"):
        names[name] = ["93.184.216.34 2606:4700::1111"]
    assert web.user_url(url) == plain


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no web address"),
        ("example.org", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://", "no web address"),
        ("http://[::1", "no web address"),
        ("http://example.org:99999/", "no web address"),
        ("http://a..example/", "no web address"),
        ("http://" + "a" * 64 + ".example/", "no web address"),
        ("-o /etc/passwd", "no spaces"),
        ("http://example.org/a b", "no spaces"),
        ("http://example.org/\r\nHost: x", "no spaces"),
        ("http://example.org\\@127.0.0.1/", "no spaces"),
        ("http://me:secret@example.org/", "without a user name"),
        ("http://me@example.org/", "without a user name"),
        ("http://example.org:22/", "do not go to that port"),
        ("http://example.org:0/", "do not go to that port"),
        ("https://example.org/" + "a" * 2000, "too long: at most 2000"),
    ],
)
def test_an_unusual_address_gets_a_sentence(names: Names, url: str, words: str) -> None:
    names["example.org"] = ["93.184.216.34"]
    with pytest.raises(UserError, match=words):
        web.user_url(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "localhost",
     "localhost.", "10.0.0.1", "192.168.1.1", "172.31.0.1", "169.254.169.254", "100.64.0.1",
     "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]",
     "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
     "[2001::1]", "[2001:db8::1]", "①②⑦.0.0.1"],
)  # fmt: skip
def test_a_private_place_is_refused_in_all_its_spellings(host: str) -> None:
    with pytest.raises(UserError, match=r"private network|cannot reach"):
        web.user_url(f"http://{host}/")
    with pytest.raises(UserError, match=r"private network|cannot reach"):
        web.get_bytes(f"http://{host}/")


@pytest.mark.parametrize(
    ("numeric", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),  # 8.8.8.8 behind NAT64
        ("64:ff9b::a00:1", False),  # 10.0.0.1 there
        ("2002:808:808::1", False),  # 6to4
        ("::ffff:8.8.8.8", False),
        ("fec0::1", False),
    ],
)
def test_what_counts_is_where_an_address_leads(numeric: str, public: bool) -> None:
    assert address.public(numeric) is public


def test_one_private_address_of_many_is_too_many(names: Names) -> None:
    names["both.example"] = ["93.184.216.34 127.0.0.1"]
    with pytest.raises(UserError, match="private network"):
        web.user_url("http://both.example/")


def test_a_name_that_changes_its_meaning_leads_nowhere(server: Server, names: Names) -> None:
    place = f"http://rebind.example:{server.server_port}/"
    names["rebind.example"] = ["93.184.216.34", "127.0.0.1"]
    web.user_url(place)
    with pytest.raises(UserError, match="private network"):
        web.get_bytes(place)
    assert server.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(
    names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    names["rebind.example"] = ["93.184.216.34", "127.0.0.1"]
    gone_to: list[Any] = []

    def create_connection(place: Any, **_: object) -> socket.socket:
        gone_to.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(web.WebError, match="cannot reach"):
        web.get_bytes("http://rebind.example/")
    assert gone_to == [("93.184.216.34", 80)]


def test_an_exception_is_for_one_host_and_port(server: Server, other: Server) -> None:
    assert web.user_url(f"http://{server.place}/", allow=[server.place])
    with pytest.raises(UserError, match="private network"):
        web.user_url(f"http://{other.place}/", allow=[server.place])


# Encryption


def openssl(*arguments: str, folder: Path) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    """A folder with a key and a certificate for localhost, and another with it as authority."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    openssl("req", "-x509", *kind, *subject, "-keyout", "key", "-out", "crt", folder=tmp_path)
    (tmp_path / "known").mkdir()
    shutil.copy(tmp_path / "crt", tmp_path / "known" / "authority.crt")
    openssl("rehash", "known", folder=tmp_path)
    return tmp_path


@pytest.fixture
def encrypted(identity: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity / "crt", identity / "key")
    made = Server(context)
    yield made
    made.stop()


def test_an_encrypted_service_works(
    identity: Path, encrypted: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "CERTIFICATES", str(identity / "known"))
    url = f"https://localhost:{encrypted.server_port}"
    assert web.get_json(url, trusted=True) == {"hello": "world"}
    assert encrypted.asked[0].headers["Host"] == f"localhost:{encrypted.server_port}"
    with pytest.raises(web.WebError, match=r"127\.0\.0\.1 cannot prove who it is"):
        web.get_json(f"https://{encrypted.place}", trusted=True)


def test_the_usual_port_is_not_named(
    identity: Path, encrypted: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "CERTIFICATES", str(identity / "known"))
    connect, place = socket.create_connection, ("127.0.0.1", encrypted.server_port)
    monkeypatch.setattr(socket, "create_connection", lambda _, **more: connect(place, **more))
    web.get_json("https://localhost/", trusted=True)
    assert encrypted.asked[0].headers["Host"] == "localhost"


def test_certificates_of_the_environment_do_not_count(
    identity: Path, encrypted: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(identity / "crt"))
    monkeypatch.setenv("SSL_CERT_DIR", str(identity / "known"))
    with pytest.raises(web.WebError, match="cannot prove who it is"):
        web.get_json(f"https://localhost:{encrypted.server_port}", trusted=True)


def test_the_systems_authorities_are_where_they_are_looked_for() -> None:
    assert any(Path(exchange.CERTIFICATES).glob("[0-9a-f]*.0"))
