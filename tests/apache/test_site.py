"""The site in a real Apache, in front of a web server that shows what reaches it."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.until import until

SITE = Path(__file__).parent.parent.parent / "apache/ubot.conf"
MODULES = ("mpm_event", "authz_core", "setenvif", "ssl", "socache_shmcb", "alias", "filter",
           "deflate", "http2", "proxy", "proxy_http", "headers")  # fmt: skip
TOKEN = "a-token-that-signs-in-once_0123456789abcdef"
SESSION = "0000000a-0000-4000-8000-00000000000b"


class Echo(BaseHTTPRequestHandler):
    """Answers with the path and the headers that it got, or with a stream of two events: the
    second comes when the first has been read."""

    protocol_version = "HTTP/1.1"
    read = threading.Event()

    def do_GET(self) -> None:
        if self.path.endswith("/stream"):
            self._stream()
            return
        body = json.dumps({"path": self.path, "headers": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._chunk(b"data: one\n\n")
        self.read.wait(20)
        self._chunk(b"data: two\n\n")
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def log_message(self, *_: object) -> None:
        pass


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as s:
        port: int = s.getsockname()[1]
        return port


def listening(port: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The URL of the site and the folder of its logs."""
    folder = tmp_path_factory.mktemp("apache")
    for name in ("fullchain.pem", "privkey.pem"):
        assert f"/etc/ssl/ubot/{name}" in SITE.read_text()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=localhost", "-days", "2", "-keyout", folder / "privkey.pem",
         "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as backend:
        threading.Thread(target=backend.serve_forever, args=(0.05,), daemon=True).start()
        https, http = free_port(), free_port()
        text = (
            SITE.read_text()
            .replace("127.0.0.1:3001", f"127.0.0.1:{backend.server_port}")
            .replace("*:443", f"127.0.0.1:{https}")
            .replace("*:80", f"127.0.0.1:{http}")
            .replace("/etc/ssl/ubot", str(folder))
            .replace("bots.example.org", "localhost")
        )
        loads = [f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so" for m in MODULES]
        main = folder / "apache.conf"
        main.write_text(
            "\n".join(
                [*loads, f"ServerRoot {folder}", "ServerName localhost", f"PidFile {folder}/pid",
                 f"Listen 127.0.0.1:{https}", f"Listen 127.0.0.1:{http}", "User www-data",
                 "Group www-data", f"Mutex file:{folder}", f"ErrorLog {folder}/error.log",
                 "SetOutputFilter DEFLATE", text]  # whatever the host compresses
            )
        )  # fmt: skip
        environment = {"APACHE_LOG_DIR": str(folder), "PATH": "/usr/sbin:/usr/bin"}
        command = ["apache2", "-f", str(main)]
        checked = subprocess.run([*command, "-t"], env=environment, capture_output=True, text=True)
        assert "Syntax OK" in checked.stderr, checked.stderr
        apache = subprocess.Popen([*command, "-DFOREGROUND"], env=environment)
        try:
            until(lambda: listening(https), "Apache listens")
            yield f"https://127.0.0.1:{https}", folder
        finally:
            apache.terminate()
            apache.wait(20)
            backend.shutdown()


def trusting(site: tuple[str, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(site[1] / "fullchain.pem"))
    context.check_hostname = False
    return context


def get(site: tuple[str, Path], path: str, **headers: str) -> dict[str, object]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(site[0] + path, headers=names)
    with urllib.request.urlopen(request, timeout=20, context=trusting(site)) as answer:
        found: dict[str, object] = json.loads(answer.read())
        return found


def test_it_works(site: tuple[str, Path]) -> None:
    assert get(site, "/bot?x=1")["path"] == "/bot?x=1"


def test_what_a_client_claims_of_itself_is_dropped(site: tuple[str, Path]) -> None:
    found = get(site, "/", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http")["headers"]
    assert isinstance(found, dict)
    assert found["X-Forwarded-For"] == "127.0.0.1"
    assert found["X-Forwarded-Proto"] == "https"


def test_bots_do_not_speak_through_here(site: tuple[str, Path]) -> None:
    with pytest.raises(HTTPError) as refused:
        get(site, "/api/bot/events")
    assert refused.value.code == 403
    refused.value.close()


def test_no_session_stands_in_its_logs(site: tuple[str, Path]) -> None:
    get(site, f"/api/deployment/session/{SESSION}/features?x={SESSION}")
    get(site, "/healthz")
    log = site[1] / "ubot-access.log"
    until(lambda: "/healthz" in log.read_text(), "the request is logged")
    assert "/api/deployment/session/..." in log.read_text()
    assert SESSION not in log.read_text()


def test_no_sign_in_link_stands_in_its_logs(site: tuple[str, Path]) -> None:
    get(site, f"/sign-in/{TOKEN}?next=/x")
    get(site, "/sign-in")
    log = site[1] / "ubot-access.log"
    until(lambda: '"GET /sign-in"' in log.read_text(), "the request is logged")
    assert '"GET /sign-in/..."' in log.read_text()
    assert TOKEN not in log.read_text()


@pytest.mark.parametrize("path", ["/bots/y4dk6k8dg5/stream", "/operator/stream"])
def test_events_come_one_by_one(site: tuple[str, Path], path: str) -> None:
    Echo.read.clear()
    request = urllib.request.Request(f"{site[0]}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=20, context=trusting(site)) as answer:
        assert answer.readline() == b"data: one\n"
        assert not Echo.read.is_set()
        Echo.read.set()
        assert answer.read() == b"\ndata: two\n\n"


def test_a_browser_has_one_connection_for_all_tabs(site: tuple[str, Path]) -> None:
    context = trusting(site)
    context.set_alpn_protocols(["h2", "http/1.1"])
    address = ("127.0.0.1", int(site[0].rpartition(":")[2]))
    with (
        socket.create_connection(address, timeout=20) as line,
        context.wrap_socket(line) as secure,
    ):
        assert secure.selected_alpn_protocol() == "h2"
