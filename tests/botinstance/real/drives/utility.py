"""Small helps of every day."""

from __future__ import annotations

import base64

from tests.botinstance.commands.conftest import picture
from tests.botinstance.real.stage import Drive, Stage
from tests.botinstance.real.watching import said
from tests.until import until


def vcard(stage: Stage) -> None:
    assert stage.ask(".vcard +15550001234 Bob")["kind"] == "contact"


def pick(stage: Stage) -> None:
    stage.says(".pick tea, coffee", "I pick: ")
    assert len(stage.in_group(".raffle 2", stage.guest)["mentions"]) == 2


def remind(stage: Stage) -> None:
    answer = stage.in_group(".remind me in 1s to look up", stage.friend)
    assert "I will remind you on " in answer["text"]
    due = stage.after(lambda: int(answer["id"]), stage.friend, stage.group)
    assert due["text"].endswith(", look up")
    assert due["mentions"] == [stage.friend.number]
    stage.says(".remind in 2h Tea", "I will remind you on ")
    stage.says(".remind list", "1. ")
    stage.says(".remind cancel 1", "Dropped: Tea")


def todo(stage: Stage) -> None:
    stage.says(".todo add Buy milk", "Number 1 of your list: Buy milk")
    assert "1. Buy milk" in stage.in_group(".task", stage.friend)["text"]
    stage.says(".todo done 1", "✅ Buy milk")


def note(stage: Stage) -> None:
    assert "Kept" in stage.in_group(".note #wifi The password is hunter2")["text"]
    assert "Only admins" in stage.in_group(".note wifi Another", stage.friend)["text"]
    assert stage.in_group("#wifi", stage.friend)["text"] == "The password is hunter2"
    assert "#wifi" in stage.in_group(".notes", stage.guest)["text"]
    assert "is gone" in stage.in_group(".delnote wifi")["text"]


def filters(word: str) -> Drive:
    """A word of its own for each drive: the same answer does not come again at once."""

    def drive(stage: Stage) -> None:
        stage.in_group(f".autoreply *{word}* = It is by the sea.")
        told = stage.in_group(f"where is the {word}?", stage.friend)["text"]
        assert told == "It is by the sea."
        assert f"*{word}*" in stage.in_group(".filter")["text"]
        assert "not answered any more" in stage.in_group(f".delfilter *{word}*")["text"]

    return drive


def afk(stage: Stage) -> None:
    assert "You are away (Lunch)" in stage.in_group(".afk Lunch", stage.friend)["text"]
    told = stage.in_group("are you there?", stage.guest, mentions=[stage.friend.number])["text"]
    assert told.startswith("💤")
    assert told.endswith(": Lunch")
    welcome = stage.in_group("I am here", stage.friend)["text"]
    assert "Welcome back!" in welcome


def iswa(stage: Stage) -> None:
    told = stage.in_group(f".iswa +{stage.friend.number}", stage.owner)["text"]
    assert told == f"+{stage.friend.number} is on WhatsApp."


def getpp(stage: Stage) -> None:
    shown = base64.b64encode(picture(64, 64, "JPEG")).decode()
    stage.guest.do("profile", picture=shown)
    answer = stage.in_group(".pfp", stage.friend, mentions=[stage.guest.number])
    assert answer["kind"] == "image"
    assert stage.friend.media(answer)[:2] == b"\xff\xd8"
    stage.guest.do("profile", picture=None)


def getbio(stage: Stage) -> None:
    stage.guest.do("profile", about="At the sea")
    answer = stage.in_group(".about", stage.friend, mentions=[stage.guest.number])
    assert answer["text"].endswith(": At the sea")


def save(stage: Stage) -> None:
    stage.friend.send(stage.bot, "a thing to keep")
    seen = until(lambda: said(stage.owner, "a thing to keep"), "the message")
    assert seen
    stage.owner.send(stage.friend.number, ".save", quoted=seen["id"])

    def kept() -> bool:
        mine = [m for m in stage.owner.messages() if m["chat"] == stage.owner.number]
        return any(m["text"] == "a thing to keep" for m in mine)

    until(kept, "the copy in the owner's own chat")


def me(stage: Stage) -> None:
    stage.says(".me", f"Number: +{stage.guest.number}\nRole: user of this bot", by=stage.guest)
    stage.guest.do("profile", picture=base64.b64encode(picture(kind="JPEG")).decode())
    shown = stage.in_group(f".me @{stage.guest.number}", mentions=[stage.guest.number])
    assert shown["kind"] == "image", shown
    assert stage.admin.media(shown).startswith(b"\xff\xd8"), "a JPEG"
    stage.guest.do("profile", picture=None)


DRIVES: dict[str, Drive] = {
    "me": me,
    "calc": lambda stage: stage.says(".calc 2+3*4", "14"),
    "unit": lambda stage: stage.says(".unit 10 km to mi", "10 km ≈ 6.21371 mi"),
    "time": lambda stage: stage.says(".time Tokyo", "Asia/Tokyo"),
    "date": lambda stage: stage.says(".date 2000-02-29", "was a Tuesday"),
    "vcard": vcard,
    "pick": pick,
    "remind": remind,
    "todo": todo,
    "note": note,
    "notes": note,
    "delnote": note,
    "filter": filters("pier"),
    "delfilter": filters("beach"),
    "afk": afk,
    "iswa": iswa,
    "getpp": getpp,
    "getbio": getbio,
    "save": save,
}
