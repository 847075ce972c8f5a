"""What the process was started with: reached through the app, never through a global."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import current_app

from app.settings import Settings
from units.protocol import Broker


@dataclass(frozen=True)
class Runtime:
    """`glance` is the broker for questions of a page, which may not wait long."""

    settings: Settings
    broker: Broker
    glance: Broker
    waiters: BoundedSemaphore


def runtime() -> Runtime:
    found: Runtime = current_app.extensions["ubot"]
    return found


def settings() -> Settings:
    return runtime().settings


def broker() -> Broker:
    return runtime().broker
