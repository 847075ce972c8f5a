"""How gunicorn serves the platform: `gunicorn --config python:app.gunicorn wsgi:application`."""

from __future__ import annotations

import gc
import signal
from types import FrameType
from typing import Any

from app import settings
from app.services import watch

REQUESTS = 16  # threads of a worker that no stream takes

workers = 2
worker_class = "gthread"
threads = settings.load().live_streams + REQUESTS
worker_connections = threads + 1000  # more than threads, or none would be kept alive
keepalive = 1  # second; a worker that shall end waits for so long for who was answered last
timeout = 60
graceful_timeout = 30
preload_app = True
worker_tmp_dir = "/dev/shm"  # a worker's sign of life must not wait for a disk
control_socket_disable = True
# No access log: a session's id stands in the path of some requests.


def pre_fork(_server: Any, _worker: Any) -> None:
    """What the workers share is never garbage: none of them walks through it, or copies it."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """A worker that shall end waits for its requests: streams must not keep it waiting."""
    watcher = watch.of(worker.wsgi)
    before: Any = signal.getsignal(signal.SIGTERM)

    def end(number: int, frame: FrameType | None) -> None:
        watcher.stop()
        before(number, frame)

    signal.signal(signal.SIGTERM, end)
