"""What a bot seldom needs is not loaded at its start, and there as ever when it is needed."""

from __future__ import annotations

import subprocess
import sys

from tests.botinstance.bots import ROOT

STARTED = """
import sys
from botinstance import lazy
lazy.install()
from botinstance import modes
from botinstance.link import slim
slim.load()
from botinstance import attempt, bot
"""
# modules that once cost a bot much, and have no business in one that waits for messages
HEAVY = ("asyncio", "concurrent.futures", "email", "hashlib", "http.client", "inspect",
         "multiprocessing", "ssl", "subprocess", "tempfile", "traceback", "urllib.request", "xml",
         "zipfile", "PIL")  # fmt: skip


def python(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_bot_starts_without_them() -> None:
    python(f"""{STARTED}
needed = [name for name in lazy.MODULES if lazy.loaded(name)]
assert needed == [], f"they were used: {{needed}}"
heavy = [name for name in {HEAVY} if lazy.loaded(name)]
assert heavy == [], f"somebody imports {{heavy}} at the top of a file: do so inside a function"
""")


def test_they_are_there_when_they_are_used() -> None:
    python(f"""{STARTED}
for name in lazy.MODULES:
    module = sys.modules[name]
    assert module.__spec__.name == name
    assert len([each for each in dir(module) if not each.startswith("__")]) == 0, name
import base64, calendar, ctypes.util, difflib, inspect, ipaddress, pickle, secrets, selectors
import ssl, traceback
from google.protobuf import text_format
assert base64.b64encode(b"bot") == b"Ym90"
assert calendar.timegm((1970, 1, 2, 0, 0, 0)) == 86400
assert ctypes.util.find_library
assert difflib.get_close_matches("pong", ["ping"]) == ["ping"]
assert str(inspect.signature(lambda a: a)) == "(a)"
assert ipaddress.ip_address("127.0.0.1").is_loopback
assert pickle.loads(pickle.dumps([1])) == [1]
assert len(secrets.token_hex(3)) == 6
assert selectors.DefaultSelector
assert ssl.create_default_context().check_hostname
assert traceback.format_exception(ValueError("why"))[-1] == "ValueError: why\\n"
assert text_format.MessageToString
import http.client
assert http.client.HTTPSConnection
from urllib.request import HTTPSHandler
""")


def test_two_threads_may_need_one_at_once() -> None:
    python("""
import sys, threading
from botinstance import lazy
lazy.install()
import ssl
sys.setswitchinterval(1e-6)
ready, failed = threading.Barrier(8), []
def use():
    ready.wait()
    try:
        ssl.create_default_context
    except BaseException as error:
        failed.append(error)
threads = [threading.Thread(target=use) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert failed == [], failed
""")


def test_a_module_that_has_no_such_name_says_so() -> None:
    python("""
from botinstance import lazy
lazy.install()
import secrets
try:
    secrets.nonsense
except AttributeError as error:
    assert "secrets" in str(error)
else:
    raise AssertionError
""")
