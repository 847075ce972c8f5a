"""From a message to its answer."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, replace
from typing import NamedTuple

from botinstance import registry
from botinstance.context import Context, UserError
from botinstance.contract.activity import OWN
from botinstance.contract.command import Command, Cost, Permission
from botinstance.contract.commands import custom
from botinstance.contract.config import BotConfig
from botinstance.cooldown import Cooldown
from botinstance.inbox import MAX_AGE
from botinstance.language import _, language_of, speaking
from botinstance.link.protocol import Link, LinkDown, LinkError, Message, Stranger
from botinstance.manners import Loops
from botinstance.once import Once
from botinstance.refusal import ignored, refusal
from botinstance.state import State
from botinstance.vitals import Vitals

log = logging.getLogger(__name__)

AGAIN = 60.0  # seconds until a refusal is repeated


class Call(NamedTuple):
    word: str
    args: str


@dataclass
class Use:
    """What becomes of a use of a command."""

    ran: bool = False  # it was allowed
    failed: bool = False


def parse(text: str, prefix: str) -> Call | None:
    """The command word and what follows it; None if `text` is no command."""
    if not text.startswith(prefix):
        return None
    parts = text[len(prefix) :].split(None, 1)
    # ". hello" and "..." are how people write, not commands
    if not parts or text[len(prefix)].isspace():
        return None
    return Call(parts[0], parts[1].strip() if len(parts) > 1 else "")


def is_command(message: Message, config: BotConfig, now: float | None = None) -> bool:
    """Worth keeping until answered: it begins with the prefix and is not old news."""
    age = (time.time() if now is None else now) - message.at
    return age < MAX_AGE and parse(message.text, config.prefix) is not None


def cost(message: Message, config: BotConfig) -> Cost:
    call = parse(message.text, config.prefix)
    command = registry.find(call.word) if call else None
    return command.cost if command else Cost.LIGHT


class Dispatcher:
    def __init__(
        self, link: Link, vitals: Vitals, state: State, loops: Loops | None = None
    ) -> None:
        self._link, self._vitals, self._state = link, vitals, state
        self._cooldown = Cooldown()
        self._refused = Once(AGAIN)
        self._loops = loops or Loops()

    def handle(self, message: Message, config: BotConfig, arrived: float | None = None) -> None:
        """Answer `message` if it is a command. It `arrived` then, by time.monotonic(); None: that
        tells nothing of how fast it is answered. Raises LinkDown: then ask again later."""
        with speaking(language_of(self._state.settings, message.chat)):
            self._handle(message, config, arrived)

    def _handle(self, message: Message, config: BotConfig, arrived: float | None) -> None:
        call = parse(message.text, config.prefix)
        if call is None:
            return
        command = registry.find(call.word) or self._own(call.word)
        if command is None:
            self._unknown(message, call, config)
            return
        context = Context(
            config, self._link, self._state, self._vitals, message, call.args, command
        )
        use, begun = Use(), time.monotonic()
        try:
            answer = self._answer(command, context, use)
            if answer:
                self._link.reply(message, answer)
        except LinkError as error:
            log.warning("the answer to '%s' was refused: %s", command.name, error)
            use.failed = True
        if use.ran or use.failed:
            self._count(command, use, begun, arrived)

    def _count(self, command: Command, use: Use, begun: float, arrived: float | None) -> None:
        own = command.handler == custom.OWN.handler
        answered = self._vitals.answered_at(begun)
        seconds = None if answered is None or arrived is None else answered - arrived
        self._vitals.command_used(OWN if own else command.name, use.failed, seconds)

    def _answer(self, command: Command, context: Context, use: Use) -> str | None:
        try:
            if ignored(context):
                return None
            if context.permission < Permission.OWNER:
                most = self._state.settings.number("flood")
                stop = self._loops.stop(context.chat, context.person, context.message.text, most)
                if stop is not None:
                    return stop
            no = refusal(command, context)
            if no:
                return no if self._refused.first((context.chat, context.person, no)) else None
            wait = self._wait(command, context)
            if wait is not None:
                return wait
            use.ran = True
            if command.cost is Cost.HEAVY:
                self._link.typing(context.chat)
            return registry.handler(command)(context)
        except UserError as error:
            return str(error)
        except Stranger as error:
            return str(error)
        except (LinkDown, LinkError):
            raise
        except Exception:
            use.failed = True
            reference = secrets.token_hex(3).upper()
            log.exception("command '%s' failed (ref %s)", command.name, reference)
            return _(
                "That did not work (ref {reference}). Please try again; if it happens again, "
                "tell the bot's owner this reference."
            ).format(reference=reference)

    def _wait(self, command: Command, context: Context) -> str | None:
        """Empty: say nothing, as it was said already."""
        if not command.cooldown or context.permission is Permission.OWNER:
            return None
        seconds, told = self._cooldown.use(context.message.sender, command)
        if not seconds:
            return None
        if told:
            return ""
        return _("Please wait {seconds} s before you use this again.").format(seconds=seconds)

    def _own(self, word: str) -> Command | None:
        """The command of that name that the owner has made."""
        name = word.lower()
        known = self._state.records.get(custom.KIND, "", name) is not None
        return replace(custom.OWN, name=name) if known else None

    def _unknown(self, message: Message, call: Call, config: BotConfig) -> None:
        """A hint at what was probably meant."""
        near = registry.closest(call.word)
        if not near or not self._refused.first((message.chat, message.sender, call.word.lower())):
            return
        try:
            hint = _("Did you mean {prefix}{near}?").format(prefix=config.prefix, near=near)
            self._link.reply(message, hint)
        except LinkError as error:
            log.warning("a hint was refused: %s", error)
