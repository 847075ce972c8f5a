"""The settings of the bot and of its chats: changed rarely, read with every message."""

from __future__ import annotations

import json

from botinstance.contract.problem import Invalid
from botinstance.contract.setting import Reach, Setting, Value, parse
from botinstance.contract.settings import SETTINGS
from botinstance.database import Database

BOT = ""  # the chat under which settings of the bot are kept


class Settings:
    """Safe to call from several threads."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.change = object()  # another one after each change of a setting of the bot
        self._values: dict[tuple[str, str], Value] = {}
        for chat, name, value in database.rows("SELECT chat, name, value FROM settings"):
            if name in SETTINGS:  # one may have gone with a newer version
                self._values[chat, name] = json.loads(value)

    def get(self, name: str, chat: str = BOT) -> Value:
        """The value in force: the default unless changed. Raises KeyError for no setting."""
        setting = SETTINGS[name]
        kept = self._values.get((_place(setting, chat), name))
        return setting.default if kept is None else kept

    def text(self, name: str, chat: str = BOT) -> str:
        return str(self.get(name, chat))

    def number(self, name: str, chat: str = BOT) -> int:
        value = self.get(name, chat)
        return value if isinstance(value, int) else 0

    def items(self, name: str, chat: str = BOT) -> list[str]:
        value = self.get(name, chat)
        return list(value) if isinstance(value, list) else []

    def on(self, name: str, chat: str = BOT) -> bool:
        """Whether it is neither off, empty nor 0."""
        return self.get(name, chat) not in (False, 0, "", "off", [])

    def set(self, name: str, value: Value, chat: str = BOT) -> None:
        """Raises TypeError where `value` is not of the setting's type."""
        setting = SETTINGS[name]
        if type(value) is not type(setting.default):
            raise TypeError(f"{name} is no {type(value).__name__}")
        place = _place(setting, chat)
        with self._db.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO settings (chat, name, value) VALUES (?, ?, ?)",
                (place, name, json.dumps(value)),
            )
        self._values[place, name] = value
        self._changed(place)

    def write(self, name: str, text: str, chat: str = BOT) -> Value:
        """Set what a person has written. Raises Invalid with a sentence."""
        setting = SETTINGS.get(name)
        if setting is None:
            raise Invalid(f"there is no setting '{name[:40]}'")
        value = parse(setting, text)
        self.set(name, value, chat)
        return value

    def reset(self, name: str, chat: str = BOT) -> None:
        """Back to the default."""
        place = _place(SETTINGS[name], chat)
        with self._db.transaction() as db:
            db.execute("DELETE FROM settings WHERE chat = ? AND name = ?", (place, name))
        self._values.pop((place, name), None)
        self._changed(place)

    def chats(self, name: str) -> list[str]:
        """Where a setting of chats is neither off, empty nor 0, though it is so by default."""
        with_it = [chat for chat, of in list(self._values) if of == name]
        return [chat for chat in with_it if self.on(name, chat)]

    def _changed(self, place: str) -> None:
        if place == BOT:
            self.change = object()


def _place(setting: Setting, chat: str) -> str:
    if setting.reach is Reach.BOT:
        return BOT
    if not chat:
        raise ValueError(f"{setting.name} is a setting of a chat")
    return chat
