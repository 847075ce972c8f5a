"""What a group keeps out."""

from __future__ import annotations

from botinstance.contract.setting import Reach, Setting

_MODES = ("off", "delete", "warn", "kick")


def _guard(name: str, help: str) -> Setting:
    return Setting(name, Reach.CHAT, "off", help, choices=_MODES)


SETTINGS = (
    Setting("adminonly", Reach.CHAT, False, "Whether only admins may use the bot in a group."),
    _guard("antilink", "What happens to links of members."),
    Setting(
        "antilink_kind",
        Reach.CHAT,
        "all",
        "Which links are kept out: all of them, or invitations to WhatsApp.",
        choices=("all", "invites"),
    ),
    Setting("antilink_allowed", Reach.CHAT, [], "Sites that links may lead to.", hidden=True),
    _guard("antiword", "What happens to messages with words of the list."),
    Setting("antiword_words", Reach.CHAT, [], "Words that are kept out.", hidden=True),
    _guard("antispam", "What happens to floods of messages."),
    Setting(
        "antispam_messages", Reach.CHAT, 6, "How many messages are no flood.", least=2, most=25
    ),
    Setting("antispam_seconds", Reach.CHAT, 8, "Within how many seconds.", least=2, most=300),
    _guard("antitag", "What happens to messages that mention many people."),
    Setting("antitag_most", Reach.CHAT, 5, "How many may be mentioned.", least=1, most=1000),
    Setting("antifake", Reach.CHAT, [], "Country codes that may join.", hidden=True),
    Setting("captcha", Reach.CHAT, False, "Whether who joins must answer a sum."),
    Setting("antimedia", Reach.CHAT, [], "What happens to media, by their kind.", hidden=True),
    Setting(
        "antidelete",
        Reach.CHAT,
        "off",
        "Whether deleted messages are shown again, and where.",
        choices=("off", "chat", "owner"),
        hidden=True,  # its command tells everybody in the chat
    ),
    Setting(
        "antiviewonce",
        Reach.CHAT,
        False,
        "Whether the owner sees what is sent to be seen once.",
        hidden=True,  # as above
    ),
)
