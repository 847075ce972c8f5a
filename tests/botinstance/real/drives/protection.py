"""What a group keeps out, and what it shows again."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Phone
from tests.botinstance.real.stage import Drive, Stage
from tests.botinstance.real.watching import members_are
from tests.until import until

STRANGER, FRESH = "15558801", "15558802"  # numbers that nobody else on the stage has


@contextmanager
def guarded(stage: Stage, switch: str, words: str, by: Phone | None = None) -> Iterator[None]:
    """While a command of the group's admin, or of `by`, is in force."""
    who = by or stage.admin
    comes(stage, who, who.send(stage.group, switch), words)
    try:
        yield
    finally:
        comes(stage, who, who.send(stage.group, f"{switch.split()[0]} off"), "Off: ")


def comes(stage: Stage, who: Phone, since: int, words: str) -> str:
    """The bot says it in the group, whatever a guard has to say before."""

    def said() -> str | None:
        texts = (m["text"] for m in who.messages(since) if m["chat"] == stage.group)
        return next((text for text in texts if words in text), None)

    text = str(until(said, words))
    stage.told.append(text)
    return text


def deleted(stage: Stage, who: Phone, message: int) -> None:
    """Everybody has lost it, also who sent it."""
    until(lambda: view(stage, who, message)["revoked"], "the message to go")


def view(stage: Stage, who: Phone, message: int) -> dict[str, Any]:
    """A message in the group, with what has become of it."""
    shown = who.get(f"chats/{stage.group}")["messages"]
    return dict(next(it for it in shown if it["id"] == message))


def media(stage: Stage, kind: str, who: Phone, **more: Any) -> int:
    """Posts a file of this kind in the group."""
    data = base64.b64encode(picture(kind="WEBP" if kind == "sticker" else "PNG")).decode()
    file = {"kind": kind, "mimetype": "image/png", "data": data, "filename": "a.png"}
    return int(who.do("send", to=stage.group, media=file, **more)["id"])


def antilink(stage: Stage) -> None:
    with stage.with_features(antilink=True):
        with guarded(stage, ".antilink on all allow example.org", "Allowed: example.org"):
            deleted(stage, stage.friend, stage.friend.send(stage.group, "see EXAMPLE . com"))
            later = stage.guest.send(stage.group, "hello")
            stage.guest.do("edit", message=later, text="see https://example.com")
            deleted(stage, stage.guest, later)
        since = stage.admin.send(stage.group, ".antilink disallow example.org")
        comes(stage, stage.admin, since, "Off: ")


def antiword(stage: Stage) -> None:
    stage.says(".antiword add swindle", "1 word is on the list", to=stage.group, by=stage.admin)
    with guarded(stage, ".antiword on", "I delete messages with words"):
        deleted(stage, stage.friend, stage.friend.send(stage.group, "a $w1ndle!"))
    stage.says(".antiword del swindle", "0 words", to=stage.group, by=stage.admin)


def antispam(stage: Stage) -> None:
    with guarded(stage, ".antispam on 3/60", "more than 3 messages within 60 seconds"):
        sent = [stage.guest.send(stage.group, f"hi {n}") for n in range(4)]
        deleted(stage, stage.guest, sent[-1])
    stage.in_group(".antispam off 6/8")


def antitag(stage: Stage) -> None:
    crowd = [stage.owner.number, stage.admin.number]
    with guarded(stage, ".antitag on 1", "mention more than 1 people"):
        deleted(stage, stage.friend, stage.friend.send(stage.group, "hi", mentions=crowd))
    stage.in_group(".antitag off 5")


def antifake(stage: Stage) -> None:
    code = stage.admin.do(f"groups/{stage.group}/invite")["code"]
    stranger = stage.network.phone(STRANGER)
    with guarded(stage, ".antifake +49", "begin with +49"):
        since = last(stage.admin)
        stranger.do("join", code=code)
        comes(stage, stage.admin, since, "Sorry, @")
    members_are(stage.admin, stage.group, {stage.admin, stage.owner}, {stage.friend, stage.guest})


def captcha(stage: Stage) -> None:
    code = stage.admin.do(f"groups/{stage.group}/invite")["code"]
    fresh = stage.network.phone(FRESH)
    with guarded(stage, ".captcha on", "must answer a sum"):
        since = last(stage.admin)
        fresh.do("join", code=code)
        sum = comes(stage, stage.admin, since, "how much is")
        deleted(stage, fresh, fresh.send(stage.group, "buy this"))
        one, other = sum.rstrip("?").split(" is ")[1].split(" + ")
        answer = fresh.send(stage.group, str(int(one) + int(other)))
        until(lambda: view(stage, fresh, answer)["reactions"], "a reaction")
    fresh.do(f"groups/{stage.group}/leave")


def last(phone: Phone) -> int:
    return int(phone.messages()[-1]["id"])


def antimedia(stage: Stage) -> None:
    with guarded(stage, ".antimedia image on", "Pictures: deleted"):
        deleted(stage, stage.friend, media(stage, "image", stage.friend))


def of_kind(name: str, kind: str) -> Callable[[Stage], None]:
    def drive(stage: Stage) -> None:
        with guarded(stage, f".{name} on", ": deleted"):
            deleted(stage, stage.friend, media(stage, kind, stage.friend))

    return drive


def antidelete(stage: Stage) -> None:
    friend = stage.friend
    with guarded(stage, ".antidelete chat", "so that all know", by=stage.owner):
        sent = friend.send(stage.group, "a secret")
        answer = stage.after(lambda: revoked(friend, sent), friend, stage.group)
        assert answer["text"].endswith("deleted this message:\n\na secret"), answer
        sent = media(stage, "image", friend)
        stage.after(lambda: revoked(friend, sent), friend, stage.group)
        shown = until(lambda: pictures(friend, stage.group, sent), "the picture")
        assert friend.media(shown[0]) == picture()


def revoked(phone: Phone, message: int) -> int:
    return int(phone.do("revoke", message=message)["id"])


def pictures(phone: Phone, chat: str, since: int) -> list[dict[str, Any]]:
    found = (m for m in phone.messages(since) if m["kind"] == "image" and m["chat"] == chat)
    return [m for m in found if m["id"] != since]


def antiviewonce(stage: Stage) -> None:
    owner = stage.owner
    with guarded(stage, ".antiviewonce on", "so that all know", by=owner):
        since = last(owner)
        media(stage, "image", stage.friend, view_once=True)
        shown = until(lambda: pictures(owner, owner.number, since), "the picture")
        assert owner.media(shown[0]) == picture()
    since = last(owner)
    media(stage, "image", stage.friend, view_once=True)
    once = until(lambda: pictures(owner, stage.group, since), "the picture in the group")[0]
    stage.says(".vv", "I have sent it", to=stage.group, by=owner, quoted=once["id"])
    until(lambda: pictures(owner, owner.number, once["id"]), "the picture once more")


def adminonly(stage: Stage) -> None:
    with guarded(stage, ".adminonly on", "only its admins"):
        stage.says(".ping", "only its admins", to=stage.group)
        stage.says(".ping", "Pong", to=stage.group, by=stage.admin)


DRIVES: dict[str, Drive] = {
    "antilink": antilink,
    "antiword": antiword,
    "antispam": antispam,
    "antitag": antitag,
    "antifake": antifake,
    "captcha": captcha,
    "antimedia": antimedia,
    "antisticker": of_kind("antisticker", "sticker"),
    "antiimage": of_kind("antiimage", "image"),
    "antivideo": of_kind("antivideo", "video"),
    "antiaudio": of_kind("antiaudio", "audio"),
    "antidoc": of_kind("antidoc", "document"),
    "antidelete": antidelete,
    "antiviewonce": antiviewonce,
    "adminonly": adminonly,
}
