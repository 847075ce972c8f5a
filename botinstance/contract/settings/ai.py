"""The language model, and what it may cost."""

from __future__ import annotations

from botinstance.contract.problem import Invalid
from botinstance.contract.setting import Reach, Setting


def address(text: str) -> None:
    """Of a service: whether it is a public one is known when it is asked. Raises Invalid."""
    scheme, _, rest = text.partition("://")
    if scheme not in ("http", "https") or not rest or any(c.isspace() for c in text):
        raise Invalid("the address of a service is written like https://api.example.org/v1")


SETTINGS = (
    Setting(
        "ai_url",
        Reach.BOT,
        "",
        "Base address of an OpenAI-compatible service, such as https://api.example.org/v1.",
        check=address,
    ),
    Setting("ai_key", Reach.BOT, "", "Your key for that service.", secret=True),
    Setting("ai_model", Reach.BOT, "", "The model that answers.", most=100),
    Setting("ai_image_model", Reach.BOT, "", "The model that draws.", most=100),
    Setting("ai_speech_model", Reach.BOT, "", "The model that writes down speech.", most=100),
    Setting("translate_url", Reach.BOT, "", "Address of a LibreTranslate service.", check=address),
    Setting("translate_key", Reach.BOT, "", "Your key for that service.", secret=True),
    Setting(
        "ai_quota",
        Reach.BOT,
        30,
        "How often one person may use the language model in a day.",
        least=1,
        most=1000,
    ),
    Setting(
        "ai_total",
        Reach.BOT,
        500,
        "How often all people together may use the language model in a day.",
        least=1,
        most=10_000,
    ),
    Setting(
        "chatbot", Reach.CHAT, False, "Whether the bot answers when it is mentioned or replied to."
    ),
    Setting("persona", Reach.CHAT, "", "Whom the chatbot plays."),
    Setting(
        "summaries",
        Reach.CHAT,
        False,
        "Whether the bot remembers the last messages of a chat, to sum them up.",
    ),
)
