"""A language model: one of an OpenAI-compatible service on this machine, which repeats what it
is told, so that tests see what it was told."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.botinstance.commands.conftest import picture
from tests.botinstance.real.services import Answer, Asked, Services, said
from tests.botinstance.real.stage import Drive, Stage

KEY, MODEL, PAINTER, LISTENER = "sk-test", "talker-1", "painter-1", "listener-1"
VOICE = b"OggS a voice note"


def serve(services: Services) -> None:
    services.add("llm", "ai_url", language_model, "/v1")
    services.add("translator", "translate_url", translator)
    services.put("page", lambda asked: PAGES.get(asked.path, said({}, 404)))
    services.put("painted", lambda _: Answer(picture(), mimetype="image/png"))
    services.config |= {
        "ai_key": KEY,
        "ai_model": MODEL,
        "ai_image_model": PAINTER,
        "ai_speech_model": LISTENER,
        "translate_key": KEY,
    }


PAGES = {
    "/ferry": Answer(
        b"<html><head><title>x</title></head><body><h1>The ferry</h1>"
        b"<script>no()</script><p>leaves at nine</p></body></html>",
        mimetype="text/html; charset=utf-8",
    ),
    "/empty": Answer(b"<html><body><script>no()</script></body></html>", mimetype="text/html"),
    "/film": Answer(b"film", mimetype="video/mp4"),
}


def language_model(asked: Asked) -> Answer:
    """ref: https://platform.openai.com/docs/api-reference"""
    if asked.headers.get("Authorization") != f"Bearer {KEY}":
        return _refused(401, "Incorrect API key provided")
    serves = {
        "/v1/chat/completions": _complete,
        "/v1/images/generations": _draw,
        "/v1/audio/transcriptions": _write_down,
    }
    serve = serves.get(asked.path)
    return serve(asked) if serve else _refused(404, "Invalid URL")


def _complete(asked: Asked) -> Answer:
    body = asked.json
    if body["model"] != MODEL:
        return _refused(404, f"The model {body['model']} does not exist")
    content = body["messages"][-1]["content"]
    if isinstance(content, list):  # with a picture
        question, image = content
        start, _, data = image["image_url"]["url"].partition(",")
        content = f"{start} {base64.b64decode(data)[:2].hex()} {question['text']}"
    if content.startswith("fail "):
        return _refused(int(content.split()[1]), "as you wish")
    message = {"role": "assistant", "content": f"I heard: {content}"}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return said({"object": "chat.completion", "model": MODEL, "choices": [choice]})


def _draw(asked: Asked) -> Answer:
    body = asked.json
    if body["model"] != PAINTER:
        return _refused(404, "no such model")
    if "forbidden" in body["prompt"]:
        return _refused(400, "Your request was rejected by the safety system")
    item: dict[str, str] = {"b64_json": base64.b64encode(picture()).decode()}
    if "elsewhere" in body["prompt"]:
        item = {"url": f"http://{asked.headers['Host']}/painted/1.png"}
    return said({"created": 1, "data": [item]})


def _write_down(asked: Asked) -> Answer:
    whole = VOICE in asked.body and LISTENER.encode() in asked.body
    return said({"text": " Good morning "}) if whole else _refused(400, "Invalid file format")


def translator(asked: Asked) -> Answer:
    """ref: https://libretranslate.com/docs/"""
    body = asked.json
    if body.get("api_key") != KEY:
        return said({"error": "Invalid API key"}, 403)
    return said({"translatedText": f"[{body['target']}] {body['q']}"})


def _refused(status: int, message: str) -> Answer:
    error = {"message": message, "type": "invalid_request_error"}
    return Answer(json.dumps({"error": error}).encode(), status)


def ai(stage: Stage) -> None:
    with stage.with_features(ai=True):
        stage.says(".ai Why is the sky blue?", "I heard: Why is the sky blue?")
        stage.says(".aireset", "I have forgotten")
    stage.says(".ai And now?", "switched off for this bot", by=stage.guest)


def aireset(stage: Stage) -> None:
    with stage.with_features(ai=True):
        stage.says(".aireset", "I have forgotten")


def imagine(stage: Stage) -> None:
    with stage.with_features(ai=True):
        got = stage.ask(".imagine a red boat at dawn")
        assert got["kind"] == "image"
        assert stage.friend.media(got) == picture()


def vision(stage: Stage) -> None:
    with stage.with_features(ai=True):
        answer = stage.ask(".vision What is this?", image=picture())["text"]
        assert "data:image/jpeg;base64 ffd8 What is this?" in answer, answer


def summarize(stage: Stage) -> None:
    with stage.with_features(ai=True):
        assert "only what is new" not in stage.in_group(".summarize on")["text"]
        stage.friend.send(stage.group, "The ferry leaves at nine")
        stage.guest.send(stage.group, "I shall be there")
        stage.in_group(".calc 1+1")  # by the same worker, so it has heard both by then
        answer = stage.ask(".summarize 10", by=stage.friend, to=stage.group)["text"]
        assert "The ferry leaves at nine" in answer, answer
        assert "I shall be there" in answer, answer
        stage.ask(".summarize off", by=stage.owner, to=stage.group)


def chatbot(stage: Stage) -> None:
    with stage.with_features(ai=True):
        assert "is on" in stage.in_group(".chatbot on a pirate")["text"]
        number = stage.bot
        spoken = stage.in_group(f"@{number} are you there?", by=stage.friend, mentions=[number])
        assert "are you there?" in spoken["text"]
        again = stage.in_group("and now?", by=stage.friend, quoted=spoken["id"])
        assert "and now?" in again["text"]
        assert "is off" in stage.in_group(".chatbot off")["text"]
        stage.in_group(".aireset")


def rewrite(stage: Stage) -> None:
    with stage.with_features(ai=True):
        stage.says(".rewrite polite give me the file", "I heard: give me the file")


def translate(stage: Stage) -> None:
    with stage.with_features(ai=True):
        stage.says(".translate es Good morning", "[es] Good morning")


def stt(stage: Stage) -> None:
    voice: dict[str, Any] = {"kind": "audio", "mimetype": "audio/ogg; codecs=opus", "ptt": True}
    voice["data"] = base64.b64encode(VOICE).decode()
    note = stage.friend.do("send", to=stage.bot, media=voice)["id"]
    with stage.with_features(ai=True):
        stage.says(".stt", "Good morning", quoted=note)


DRIVES: dict[str, Drive] = {
    "ai": ai,
    "aireset": aireset,
    "imagine": imagine,
    "vision": vision,
    "summarize": summarize,
    "chatbot": chatbot,
    "rewrite": rewrite,
    "translate": translate,
    "stt": stt,
}
