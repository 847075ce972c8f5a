"""The broker's daemon: `python -m units.broker`, root, behind a socket that systemd holds.

One request, one answer, one connection each. What comes over the socket is checked here and
nowhere trusted: ids, configs and numbers pass the gates of `botinstance.contract`.
"""

from __future__ import annotations

import json
import logging
import os
import pwd
import socket
import socketserver
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from botinstance.contract import config as configs
from botinstance.contract import ids
from botinstance.contract.problem import Invalid, Problem, get_int, get_object, get_str
from units import settings as broker_settings
from units.journal import MAX_LINES
from units.protocol import MAX_LINE, Broker
from units.verbs import HostBroker

log = logging.getLogger("ubot.broker")
_LISTEN_FDS_START = 3  # ref: man 3 sd_listen_fds

Answer = dict[str, Any]


def _prepare(broker: Broker, asked: Any) -> Answer:
    broker.prepare(configs.from_json(asked.get("config")))
    return {}


def _pair(broker: Broker, asked: Any) -> Answer:
    broker.pair(configs.from_json(asked.get("config")), configs.pair_request(asked.get("request")))
    return {}


def _by_id(verb: Callable[[Broker], Callable[[str], None]]) -> Callable[[Broker, Any], Answer]:
    def ask(broker: Broker, asked: Any) -> Answer:
        verb(broker)(ids.bot_id(asked.get("bot")))
        return {}

    return ask


def _states(broker: Broker, asked: Any) -> Answer:
    bots = asked.get("bots")
    if not isinstance(bots, list) or len(bots) > 1000:
        raise Invalid("'bots' must be a list of at most 1000 ids")
    states = broker.states([ids.bot_id(bot) for bot in bots])
    return {"states": {bot: state.to_json() for bot, state in states.items()}}


def _logs(broker: Broker, asked: Any) -> Answer:
    lines = get_int(asked, "lines", least=1, most=MAX_LINES)
    after = None if asked.get("after") is None else get_str(asked, "after", most=512)
    found = broker.logs(ids.bot_id(asked.get("bot")), lines, after)
    return {"lines": [asdict(line) for line in found]}


VERBS: dict[str, Callable[[Broker, Any], Answer]] = {
    "prepare": _prepare,
    "pair": _pair,
    "start": _by_id(lambda broker: broker.start),
    "stop": _by_id(lambda broker: broker.stop),
    "remove": _by_id(lambda broker: broker.remove),
    "states": _states,
    "logs": _logs,
}


def answer(broker: Broker, line: bytes) -> Answer:
    """What the broker says to one request line; never raises."""
    verb = "?"
    try:
        if len(line) > MAX_LINE or not line.endswith(b"\n"):
            raise Invalid(f"a request is one line of at most {MAX_LINE} bytes")
        asked = get_object(json.loads(line), "the request")
        verb = get_str(asked, "verb", most=32)
        if verb not in VERBS:
            raise Invalid(f"there is no verb '{verb}'")
        return {"ok": VERBS[verb](broker, asked)}
    except Problem as problem:
        return {"error": problem.to_json()}
    except (ValueError, RecursionError):
        return {"error": {"code": "invalid", "message": "the request is not JSON"}}
    except Exception:
        log.exception("%s failed", verb)
        message = "The broker failed; its journal tells why: journalctl -u ubot-broker"
        return {"error": {"code": "failed", "message": message}}


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        if not self.server.admits(self.request):
            refusal = {"code": "forbidden", "message": "this user may not speak to the broker"}
            self._say({"error": refusal})
            return
        line = self.rfile.readline(MAX_LINE + 1)
        if line:
            self._say(answer(self.server.broker, line))

    def _say(self, value: Answer) -> None:
        try:
            self.wfile.write(json.dumps(value).encode() + b"\n")
        except OSError:
            log.info("the client left before its answer")  # it asks again: verbs are idempotent


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, listening: socket.socket, broker: Broker, web_user: str) -> None:
        super().__init__("", _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.broker = broker
        self._admitted = {0, pwd.getpwnam(web_user).pw_uid}

    def admits(self, connection: socket.socket) -> bool:
        """Whether the kernel says that root or the web process is at the other end."""
        raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _pid, uid, _gid = struct.unpack("3i", raw)
        return uid in self._admitted


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    if os.environ.get("LISTEN_FDS") != "1":
        log.error("The broker is started by systemd: systemctl start ubot-broker.socket")
        return 2
    try:
        settings = broker_settings.load()
    except (ValueError, TypeError) as error:
        log.error("The broker's settings are not usable: %s", error)
        return 78
    listening = socket.socket(fileno=_LISTEN_FDS_START)
    with _Server(listening, HostBroker(settings), settings.web_user) as server:
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
