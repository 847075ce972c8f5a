"""The bot as a whole: who may use it, how it behaves."""

from __future__ import annotations

from botinstance.contract.languages import LANGUAGES
from botinstance.contract.problem import Invalid
from botinstance.contract.setting import Reach, Setting


def _prefix(text: str) -> None:
    """Signs only: with a letter or a digit in it, half of what people say would be a command."""
    if text.startswith("@") or any(
        c.isalnum() or c.isspace() or not c.isprintable() for c in text
    ):
        raise Invalid("'prefix' is one to three signs such as . or !, without letters or digits")


def _emojis(text: str) -> None:
    if any(c.isascii() and c.isprintable() and not c.isspace() for c in text):
        raise Invalid("'autoreact_emojis' are emojis with spaces between them")


SETTINGS = (
    Setting("prefix", Reach.BOT, "", "What commands begin with.", most=3, check=_prefix),
    Setting(
        "mode",
        Reach.BOT,
        "public",
        "Who may use the bot: everybody, only groups, only private chats, or its admins.",
        choices=("public", "groups", "private", "admins"),
    ),
    Setting(
        "language",
        Reach.CHAT,
        "",
        "The language of the bot's answers.",
        choices=("", *LANGUAGES),
    ),
    Setting(
        "default_language",
        Reach.BOT,
        "en",
        "The language of the bot's answers in chats that have chosen none.",
        choices=tuple(LANGUAGES),
    ),
    Setting("timezone", Reach.CHAT, "", "The time zone of a chat, such as Europe/Madrid."),
    Setting("sudo", Reach.BOT, [], "The bot's admins.", hidden=True),
    Setting("banned", Reach.BOT, [], "People whom the bot ignores.", hidden=True),
    Setting("banned_chats", Reach.BOT, [], "Chats that the bot ignores.", hidden=True),
    Setting("disabled", Reach.BOT, [], "Switched off everywhere.", hidden=True),
    Setting("disabled_here", Reach.CHAT, [], "Switched off in this chat.", hidden=True),
    Setting(
        "strangers", Reach.BOT, False, "Whether the bot may write to people who never wrote to it."
    ),
    Setting("broadcasts", Reach.CHAT, False, "Whether the owner's broadcasts come to this group."),
    Setting(
        "pmblocker",
        Reach.BOT,
        "off",
        "What strangers get who write in private: nothing special, one warning, or a block.",
        choices=("off", "warn", "block"),
        hidden=True,
    ),
    Setting(
        "anticall",
        Reach.BOT,
        "off",
        "What callers get: reject ends the call, warn also tells why, block also blocks them.",
        choices=("off", "reject", "warn", "block"),
    ),
    Setting(
        "flood",
        Reach.BOT,
        60,
        "How many commands a minute one person may give in a chat.",
        least=5,
        most=1000,
    ),
    Setting("autoread", Reach.BOT, False, "Whether messages are marked as read by themselves."),
    Setting("autotyping", Reach.BOT, False, "Whether each command is met with “typing…”."),
    Setting("autorecord", Reach.BOT, False, "Whether each command is met with “recording…”."),
    Setting(
        "alwaysonline", Reach.BOT, False, "Whether the account is shown as online.", hidden=True
    ),
    Setting(
        "autoreact",
        Reach.BOT,
        "off",
        "What gets an emoji as a reaction: nothing, commands, or all messages.",
        choices=("off", "commands", "all"),
    ),
    Setting(
        "autoreact_emojis",
        Reach.BOT,
        "👍 ❤️ 🔥 😂 🎉",
        "The emojis to react with.",
        least=1,
        most=100,
        check=_emojis,
    ),
)
