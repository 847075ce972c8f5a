"""A Session in a process of its own, as Go reads its environment only when a process begins; its
verbs are called, and what it tells its listener is heard, over two connections."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from multiprocessing.connection import Client, Connection, Listener
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from botinstance.link.happening import Happening
from botinstance.link.protocol import Message
from tests.botinstance.bots import ROOT, BotFolder
from tests.until import until

KEY = b"remote"


class Remote:
    def __init__(self, folder: BotFolder, environment: dict[str, str]) -> None:
        """Returns once it is connected."""
        address = str(folder.root / "remote.sock")
        self._told: list[tuple[str, Any]] = []
        self._log = (folder.root / "remote.log").open("w+")
        inherited = {k: v for k, v in os.environ.items() if "PROXY" not in k.upper()}
        with Listener(address, authkey=KEY) as listener:
            self._child = subprocess.Popen(
                [sys.executable, "-m", __name__, str(folder.root), address],
                cwd=ROOT,
                env={**inherited, **environment},
                stdout=self._log,
                stderr=self._log,
            )
            self._calls, news = listener.accept(), listener.accept()
        self._hearing = threading.Thread(target=self._hear, args=(news,), daemon=True)
        self._hearing.start()
        until(lambda: ("connected", None) in self._told, "the connection")

    def __call__(self, verb: str, *args: Any, **more: Any) -> Any:
        """Of the Session's link: "reply", "groups.rename", …; raises what it raises."""
        self._calls.send((verb, args, more))
        value, error = self._calls.recv()
        if error:
            raise error
        return value

    def hears(self, text: str | None = None, **fields: Any) -> Message:
        """The last message with this text, or with such fields."""
        wanted = fields if text is None else {"text": text, **fields}

        def heard() -> Message | None:
            return next((it for it in self._all("message") if _has(it, wanted)), None)

        found = until(heard, f"a message with {wanted}")
        assert found
        return found

    def sees(self, kind: type[Any], **fields: Any) -> Any:
        """The last happening of this kind with such fields."""

        def seen() -> Happening | None:
            told = (it for it in self._all("happened") if isinstance(it, kind))
            return next((it for it in told if _has(it, fields)), None)

        return until(seen, f"{kind.__name__} with {fields}")

    def _all(self, what: str) -> list[Any]:
        return [value for name, value in reversed(self._told) if name == what]

    def _hear(self, news: Connection) -> None:
        with news:
            while True:
                try:
                    self._told.append(news.recv())
                except (EOFError, ConnectionError):
                    return

    def __enter__(self) -> Remote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._child.kill()
        self._child.wait()
        self._calls.close()
        self._hearing.join(5)
        if error is not None:
            self._log.seek(0)
            sys.stderr.write(self._log.read()[-4000:])
        self._log.close()


def _has(it: Any, fields: dict[str, Any]) -> bool:
    return all(getattr(it, name) == value for name, value in fields.items())


class Telling:
    """A listener that passes on what it is told."""

    def __init__(self, news: Connection) -> None:
        self._news = news

    def __getattr__(self, name: str) -> Any:
        return partial(self._tell, name)

    def _tell(self, name: str, value: Any = None, *_: Any) -> None:
        self._news.send((name, value))


def _obey(link: Any, calls: Connection) -> None:
    while True:
        verb, args, more = calls.recv()
        try:
            calls.send((attrgetter(verb)(link)(*args, **more), None))
        except Exception as error:  # whoever called looks at it
            calls.send((None, error))


def main(root: str, address: str) -> None:
    from botinstance.link import slim
    from botinstance.link.store import Store

    slim.load()
    from botinstance.link.session import Session

    store = Store(Path(root) / "store")
    own = store.own()
    assert own
    with store.owned():
        calls, news = Client(address, authkey=KEY), Client(address, authkey=KEY)
        session = Session(store, own, Telling(news), lambda _chat: None, lambda: None)
        threading.Thread(target=_obey, args=(session.link, calls), daemon=True).start()
        session.connect()


if __name__ == "__main__":
    main(*sys.argv[1:])
