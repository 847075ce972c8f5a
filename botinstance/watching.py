"""Those who watch: asked in the order of their table, each at its own peril."""

from __future__ import annotations

import logging

from botinstance import registry
from botinstance.context import Event, Heard
from botinstance.contract.config import BotConfig
from botinstance.contract.watcher import Kind, Watcher
from botinstance.contract.watchers import WATCHERS
from botinstance.language import language_of, speaking
from botinstance.link.happening import Call, Deleted, Due, GroupTurn, Happening
from botinstance.link.protocol import LinkDown, LinkError
from botinstance.state import State
from botinstance.state.switches import off

log = logging.getLogger(__name__)

_KINDS = {Deleted: Kind.DELETED, GroupTurn: Kind.GROUP, Call: Kind.CALL}


class Watching:
    def __init__(self, state: State) -> None:
        self._state = state

    def who(self, kind: Kind, chat: str, config: BotConfig) -> list[Watcher]:
        """Who wants to know. Cheap: asked for every message, from WhatsApp's event thread."""
        settings, group = self._state.settings, chat.endswith("@g.us")
        return [
            watcher
            for watcher in WATCHERS
            if kind in watcher.kinds
            and (group or not watcher.groups_only)
            and settings.on(watcher.setting, chat)
            and not off(config, settings, chat, watcher.feature, watcher.command)
        ]

    def heard(self, kind: Kind, heard: Heard) -> bool:
        """Show the message to everybody who wants it. True if one has dealt with it for good.
        Raises LinkDown: then ask again later."""
        for watcher in self.who(kind, heard.chat, heard.config):
            if _asked(watcher.name, watcher.handler, heard, heard.chat):
                return True
        return False

    def happened(self, event: Event) -> None:
        """Raises LinkDown."""
        happening = event.happening
        if isinstance(happening, Due):
            handler = registry.job(happening.kind)
            if handler:
                _asked(f"job {happening.kind}", handler, event, happening.chat)
            return
        for watcher in self.who(kind_of(happening), happening.chat, event.config):
            if _asked(watcher.name, watcher.handler, event, happening.chat):
                return


def kind_of(happening: Happening) -> Kind:
    """Raises KeyError for a job, which nobody watches."""
    return _KINDS[type(happening)]


def _asked(name: str, handler: str, scene: Heard | Event, chat: str) -> bool:
    try:
        with speaking(language_of(scene.state.settings, chat)):
            return bool(registry.function(handler)(scene))
    except LinkDown:
        raise
    except LinkError as error:
        log.warning("WhatsApp refused what '%s' wanted: %s", name, error)
    except Exception:
        log.exception("'%s' failed", name)
    return False
