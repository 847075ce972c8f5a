"""backup: what the bot keeps, in a file that only a pass-phrase opens."""

from __future__ import annotations

import json
import time

from botinstance import tools
from botinstance.commands.owner.common import need_secrecy
from botinstance.context import Context, UserError
from botinstance.link.protocol import File
from botinstance.state import State

SHORTEST, LONGEST = 8, 200  # characters of a pass-phrase
SECONDS = 30.0
_CIPHER = ("openssl", "enc", "-aes-256-cbc", "-pbkdf2", "-iter", "600000")


def run(context: Context) -> None:
    need_secrecy(context)
    phrase = context.args
    if not SHORTEST <= len(phrase) <= LONGEST or not phrase.isprintable():
        raise UserError(
            f"Write {context.config.prefix}backup and a pass-phrase of {SHORTEST} to {LONGEST} "
            "characters, in one line. The file opens with it alone, so keep it."
        )
    # in the environment, which other users cannot read: a command line is everybody's to see
    locked = tools.run(
        [*_CIPHER, "-salt", "-pass", "env:PHRASE"],
        content(context.state, context.config.name),
        SECONDS,
        environment={"PHRASE": phrase},
    )
    name = f"backup-{time.strftime('%Y-%m-%d')}.json.enc"
    file = File("document", locked, "application/octet-stream", _how(name), name)
    context.link.send_file(context.message, file)


def content(state: State, name: str) -> bytes:
    """JSON: `settings` and `records`, lists of objects with the columns of their tables; values
    are what they are in the bot, not JSON within JSON."""
    settings = state.database.rows("SELECT chat, name, value FROM settings")
    records = state.database.rows("SELECT kind, chat, key, value FROM records")
    made = {
        "format": 1,
        "bot": name,
        "at": int(time.time()),
        "settings": [
            {"chat": chat, "name": name, "value": json.loads(value)}
            for chat, name, value in settings
        ],
        "records": [
            {"kind": kind, "chat": chat, "key": key, "value": json.loads(value)}
            for kind, chat, key, value in records
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _how(name: str) -> str:
    command = " ".join([*_CIPHER, "-d", "-in", name, "-out", "backup.json"])
    return (
        f"Settings and everything that I remember. Open it with your pass-phrase:\n{command}\n"
        "Delete the message with the pass-phrase now."
    )
