"""What an OpenAI-compatible service is asked.

ref: https://platform.openai.com/docs/api-reference
"""

from __future__ import annotations

import re
from typing import Any

from botinstance import web
from botinstance.commands.ai.account import Account, in_words, language_model, model
from botinstance.context import Scene, UserError

Messages = list[dict[str, Any]]

LENGTH = 4000  # characters of an answer: WhatsApp folds longer ones
SECONDS, PICTURE_SECONDS = 60.0, 120.0
_TOKENS = 1000
_PICTURE = 24 << 20  # bytes of an answer with a picture in it, which is base64 then
_THOUGHTS = re.compile(r"<think>.*?(</think>|\Z)", re.DOTALL)  # of models that think aloud
_BOLD = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")


def complete(scene: Scene, messages: Messages) -> str:
    """What the model says, at most LENGTH characters. Raises UserError."""
    of = language_model(scene)
    name = model(scene, of)
    body = {"model": name, "messages": messages, "max_tokens": _TOKENS}
    with in_words(of, scene.config.prefix, name):
        found = web.post_json(
            f"{of.url}/chat/completions", body, of.headers, SECONDS, trusted=of.shared
        )
    try:
        said = found["choices"][0]["message"]["content"]
    except (LookupError, TypeError):
        raise _strange() from None
    text = _plain(said) if isinstance(said, str) else ""
    if not text:
        raise UserError("The language model had nothing to say. Please ask in other words.")
    return text


def draw(scene: Scene, words: str) -> bytes:
    """A picture in the format that the model likes. Raises UserError."""
    of = language_model(scene)
    name = model(scene, of, "ai_image_model")
    body = {"model": name, "prompt": words, "n": 1, "size": "1024x1024"}
    with in_words(of, scene.config.prefix, name):
        found = web.post_json(
            f"{of.url}/images/generations",
            body,
            of.headers,
            PICTURE_SECONDS,
            _PICTURE,
            trusted=of.shared,
        )
    return _picture(of, found)


def write_down(scene: Scene, sound: bytes, mimetype: str) -> str:
    """What is said in `sound`. Raises UserError."""
    of = language_model(scene)
    name = model(scene, of, "ai_speech_model")
    file = ("voice." + mimetype.partition("/")[2], mimetype, sound)
    with in_words(of, scene.config.prefix, name):
        found = web.post_multipart(
            f"{of.url}/audio/transcriptions",
            {"model": name},
            {"file": file},
            of.headers,
            SECONDS,
            trusted=of.shared,
        )
    said = found.get("text") if isinstance(found, dict) else None
    if not isinstance(said, str):
        raise _strange()
    return said.strip()[:LENGTH]


def _picture(of: Account, found: Any) -> bytes:
    """Services send the picture itself or say where it is: at the operator's, or in public."""
    import base64
    import binascii

    try:
        item = found["data"][0]
        coded, url = item.get("b64_json"), item.get("url")
    except (LookupError, TypeError, AttributeError):
        raise _strange() from None
    if isinstance(coded, str):
        try:
            return base64.b64decode(coded, validate=True)
        except binascii.Error:
            raise _strange() from None
    if not isinstance(url, str):
        raise _strange()
    here = of.shared and _origin(url) == _origin(of.url)
    try:
        return web.get_bytes(url, seconds=SECONDS, most=_PICTURE, trusted=here)
    except UserError as error:
        raise UserError("I cannot get the picture from where the service put it.") from error


def _origin(url: str) -> list[str]:
    return url.split("/", 3)[:3]


def _plain(text: str) -> str:
    """As WhatsApp writes bold, and no longer than it shows."""
    text = _BOLD.sub(r"*\1*", _THOUGHTS.sub("", text)).strip()
    return text if len(text) <= LENGTH else text[: LENGTH - 1].rstrip() + "…"


def _strange() -> UserError:
    return UserError("I do not understand what the service answered. Please try again later.")
