"""translate: by a LibreTranslate service if there is one, else by the language model.

ref: https://libretranslate.com/docs/
"""

from __future__ import annotations

from botinstance import web
from botinstance.commands.ai import given, languages, talk
from botinstance.commands.ai.account import Account, account, in_words
from botinstance.context import Context, UserError

SECONDS = 30.0
_LENGTH = 4000  # characters of an answer


def run(context: Context) -> str:
    code, text = _asked(context)
    service = account(context, "translate")
    if service is not None:
        return _translated(context, service, code, text)
    if account(context, "ai") is None:
        prefix = context.config.prefix
        raise UserError(
            "I cannot translate yet. My owner can name a LibreTranslate service, "
            f"{prefix}setvar translate_url=https://…, or a language model: "
            f"{prefix}setvar ai_url=https://…"
        )
    name = languages.NAMES[code]
    return talk.task(
        context, f"Translate this text into {name}. Answer with nothing but that.", text
    )


def _asked(context: Context) -> tuple[str, str]:
    """The code of the language and the text."""
    word, _, rest = context.args.partition(" ")
    use = f"{context.config.prefix}translate"
    if not word:
        raise UserError(f"Into which language? Example: {use} es Good morning")
    code = languages.code(word)
    if code is None:
        raise UserError(
            f"I do not know the language '{word[:40]}': write its name in English or its code. "
            f"Example: {use} es Good morning"
        )
    quoted = context.message.quoted
    text = rest.strip() or (quoted.text.strip() if quoted else "")
    if not text:
        raise UserError(
            f"What shall I translate? Write it behind {use} {word}, or reply to a message with it."
        )
    return code, given.checked(text)


def _translated(context: Context, service: Account, code: str, text: str) -> str:
    body = {"q": text, "source": "auto", "target": code, "format": "text"}
    if service.key:
        body["api_key"] = service.key
    with in_words(service, context.config.prefix):
        found = web.post_json(
            f"{service.url}/translate", body, seconds=SECONDS, trusted=service.shared
        )
    said = found.get("translatedText") if isinstance(found, dict) else None
    if not isinstance(said, str) or not said.strip():
        raise UserError("The translator had nothing to say. Please try again later.")
    return said.strip()[:_LENGTH]
