"""The bot itself, by its owner."""

from __future__ import annotations

import itertools
import json
import subprocess
from typing import Any

from botinstance.contract.exits import Exit
from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Phone
from tests.botinstance.real.stage import Drive, Stage
from tests.until import until

STRANGER = "15559901"
_numbers = itertools.count(100)


def owner(stage: Stage, text: str, words: str = "", **more: Any) -> str:
    """The owner says it in the group, and expects the words in the answer."""
    answer = str(stage.in_group(text, stage.owner, **more)["text"])
    assert words in answer, answer
    return answer


def alone(stage: Stage, text: str, words: str = "") -> dict[str, Any]:
    """The same in the owner's chat with themselves."""
    answer = stage.ask(text, stage.owner)
    assert words in answer["text"], answer
    return answer


def admin(stage: Stage, text: str, words: str) -> None:
    answer = stage.in_group(text)["text"]
    assert words in answer, answer


def answers(stage: Stage, prefix: str = ".") -> None:
    """The bot answers the friend. Each time another sum: who repeats a command is a bot."""
    number = next(_numbers)
    stage.says(f"{prefix}calc {number}+1", str(number + 1))


def prefix(stage: Stage) -> None:
    owner(stage, ".prefix !", "Commands begin with ! from now on")
    answers(stage, prefix="!")
    owner(stage, "!prefix .", "Commands begin with . from now on")
    answers(stage)


def mode(stage: Stage) -> None:
    owner(stage, ".mode groups", "in groups only")
    stage.says(".ping", "I answer in groups only.")
    owner(stage, ".mode public", "Everybody may use me")
    answers(stage)


def public(stage: Stage) -> None:
    owner(stage, ".mode admins")
    owner(stage, ".public", "Everybody may use me")
    answers(stage)


def private(stage: Stage) -> None:
    owner(stage, ".private", "in private chats only")
    admin(stage, ".ping", "I answer in private chats only")
    answers(stage)
    owner(stage, ".public")


def only_self(stage: Stage) -> None:
    owner(stage, ".self", "only my owner")
    stage.says(".ping", "I answer only my owner", by=stage.guest)
    owner(stage, ".ping", "Pong!")
    owner(stage, ".public")


def sudo(stage: Stage) -> None:
    owner(stage, f".sudo add {stage.friend.number}", "Now an admin of this bot")
    stage.says(".banlist", "I ignore nobody.")
    owner(stage, f".sudo del {stage.friend.number}", "Not an admin of this bot any more")


def addsudo(stage: Stage) -> None:
    owner(
        stage, f".addsudo @{stage.friend.number}", "Now an admin", mentions=[stage.friend.number]
    )
    stage.says(".banlist", "I ignore nobody.")
    owner(stage, ".delsudo @x", "Not an admin", mentions=[stage.friend.number])


def delsudo(stage: Stage) -> None:
    owner(stage, f".addsudo {stage.guest.number}")
    owner(stage, f".delsudo {stage.guest.number}", "Not an admin of this bot any more")
    stage.says(".banlist", "Only the bot's admins", by=stage.guest)


def sudolist(stage: Stage) -> None:
    owner(stage, f".addsudo {stage.guest.number}")
    owner(stage, ".sudolist", f"@{stage.guest.number}")
    owner(stage, f".delsudo {stage.guest.number}")
    owner(stage, ".sudolist", "I have no admins but my owner.")


def ban(stage: Stage) -> None:
    owner(stage, f".ban {stage.guest.number}", "I ignore from now on")
    since = stage.guest.send(stage.bot, ".ping")
    owner(stage, ".banlist", f"@{stage.guest.number}")
    owner(stage, f".unban {stage.guest.number}", "I listen again to")
    stage.says(".calc 2+3", "5", by=stage.guest)
    assert "Pong!" not in _heard(stage.guest, since)


def banchat(stage: Stage) -> None:
    owner(stage, ".banchat", "I ignore the chat")
    since = stage.friend.send(stage.group, ".ping")
    stage.says(".calc 2+4", "6")
    owner(stage, ".unbanchat", "I listen again")
    stage.in_group(".calc 2+5", stage.friend)
    assert "Pong!" not in _heard(stage.friend, since)


def _heard(phone: Phone, since: int) -> str:
    return "\n".join(m["text"] or "" for m in phone.messages(since))


def disable(stage: Stage) -> None:
    admin(stage, ".disable calc", ".calc is off in this chat now.")
    answer = stage.in_group(".calc 1+1", stage.friend)["text"]
    assert "switched off in this chat" in answer, answer
    stage.says(".calc 1+1", "2")
    admin(stage, ".enable calc", ".calc is on in this chat now.")


def enable(stage: Stage) -> None:
    owner(stage, ".disable utility everywhere", "Utility is off everywhere now.")
    admin(stage, ".enable calc", "Utility is off everywhere")
    owner(stage, ".enable utility everywhere", "Utility is on everywhere now.")
    admin(stage, ".calc 1+2", "3")


def toggle(stage: Stage) -> None:
    admin(stage, ".toggle dice", ".dice is off in this chat now.")
    admin(stage, ".toggle dice", ".dice is on in this chat now.")


def features(stage: Stage) -> None:
    with stage.with_features(fun=False):
        admin(stage, ".features", "❌ Fun: off in the dashboard")
    admin(stage, ".features", "✅ Fun")


def setvar(stage: Stage) -> None:
    owner(stage, ".setvar mode=private", "mode is private now.")
    answer = stage.in_group(".ping", stage.guest)["text"]
    assert "in private chats only" in answer, answer
    owner(stage, ".delvar mode", "mode is public again")


def getvar(stage: Stage) -> None:
    alone(stage, ".setvar ai_key=sk-quite-secret", "ai_key is set now.")
    answer = owner(stage, ".getvar ai_key", "ai_key is set.")
    assert "secret" not in answer
    owner(stage, ".delvar ai_key", "ai_key is not set again")


def setlang(stage: Stage) -> None:
    admin(stage, ".setlang es", "Español")
    admin(stage, ".setlang en", "English")


def timezone(stage: Stage) -> None:
    admin(stage, ".timezone Madrid", "Europe/Madrid")
    admin(stage, ".timezone UTC", "UTC+00:00")


def setname(stage: Stage) -> None:
    def done() -> bool:
        """It takes the keys that the phone sends some time after the linking."""
        return "is called Captain now" in owner(stage, ".setname Captain")

    before = stage.owner.get("profile")["name"]
    until(done, "the new name", every=1.0)
    until(lambda: stage.owner.get("profile")["name"] == "Captain", "the name at the phone")
    owner(stage, f".setname {before}")


def setppbot(stage: Stage) -> None:
    owner(stage, ".setppbot", "The account has a new picture.", image=picture(300, 100))
    until(lambda: stage.owner.get("profile")["picture_url"], "the picture at the phone")
    stage.owner.do("profile", picture=None)


def block(stage: Stage) -> None:
    owner(stage, f".block {stage.guest.number}", "Blocked: ")
    until(lambda: _blocked(stage) == [stage.guest.number], "the phone to know")
    owner(stage, ".blocklist", "Blocked: 1")
    owner(stage, f".unblock {stage.guest.number}", "Not blocked any more")
    until(lambda: _blocked(stage) == [], "the phone to know")
    owner(stage, ".blocklist", "Nobody is blocked.")


def _blocked(stage: Stage) -> list[str]:
    return list(stage.owner.get("profile")["blocked"])


def join(stage: Stage) -> None:
    wish = {"subject": "Tea at five", "members": [stage.guest.number], "addressing": "lid"}
    made = stage.network.post("/api/groups", {"by": stage.friend.number, **wish})["group"]["id"]
    link = f"https://chat.whatsapp.com/{stage.friend.do(f'groups/{made}/invite')['code']}"
    owner(stage, f".join {link}", "To go ahead, write")
    owner(stage, f".join {link} yes", "I am in the group *Tea at five* now.")
    owner(stage, ".groups", f"Tea at five: {made}")
    stage.owner.do(f"groups/{made}/leave")


def groups(stage: Stage) -> None:
    owner(stage, ".groups", f"Everybody (I am an admin): {stage.group}")


def broadcast(stage: Stage) -> None:
    admin(stage, ".broadcasts on", "come to this group")
    alone(stage, ".broadcast The tide is high", "This goes to 1 group")
    since = stage.friend.messages()[-1]["id"]
    owner_since = alone(stage, ".broadcast yes", "It begins, for 1 group.")["id"]
    until(lambda: "The tide is high" in _heard(stage.friend, since), "the broadcast")
    until(lambda: "1 group got it" in _heard(stage.owner, owner_since), "word of its end")
    admin(stage, ".broadcasts off", "do not come to this group")


def pmblocker(stage: Stage) -> None:
    stranger = stage.network.phone(STRANGER)
    answers(stage)
    owner(stage, ".pmblocker warn", "pmblocker is warn.")
    assert "My owner does not know you" in stranger.ask(stage.bot, ".ping")["text"]
    answers(stage)
    stage.owner.send(STRANGER, "Hello there")
    until(lambda: "Hello there" in _heard(stranger, 0), "the owner's words")
    until(lambda: "Pong!" in stranger.ask(stage.bot, ".ping")["text"], "an answer")
    owner(stage, ".pmblocker off", "pmblocker is off.")


def anticall(stage: Stage) -> None:
    answers(stage)  # so that the bot may write to the caller
    owner(stage, ".anticall warn", "anticall is warn.")
    since = stage.friend.messages()[-1]["id"]
    with stage.friend.feeling() as following:
        rung = stage.friend.do("call", to=stage.bot)["call"]
        seen = following("call")
        while seen["by"] == stage.friend.number:
            seen = following("call")
    assert (seen["state"], seen["call"]) == ("reject", rung)
    until(lambda: "takes no calls" in _heard(stage.friend, since), "the warning")
    owner(stage, ".anticall off", "anticall is off.")


def autoread(stage: Stage) -> None:
    owner(stage, ".autoread on", "autoread is on.")
    sent = stage.friend.send(stage.bot, "seen?")
    until(lambda: _view(stage, sent)["status"] == "read", "it to be read")
    owner(stage, ".autoread off", "autoread is off.")


def _view(stage: Stage, message_id: int) -> dict[str, Any]:
    shown = stage.friend.get(f"chats/{stage.bot}")["messages"]
    return dict(next(m for m in shown if m["id"] == message_id))


def sign(name: str, state: str) -> Drive:
    def drive(stage: Stage) -> None:
        owner(stage, f".{name} on", f"{name} is on.")
        with stage.friend.feeling() as following:
            stage.friend.send(stage.bot, ".ping")
            assert following("typing")["state"] == state
        owner(stage, f".{name} off", f"{name} is off.")

    return drive


def alwaysonline(stage: Stage) -> None:
    answers(stage)
    for word, available in (("on", True), ("off", False)):
        owner(stage, f".alwaysonline {word}", f"alwaysonline is {word}.")
        until(lambda: _online(stage) is available, f"online: {available}")  # noqa: B023


def _online(stage: Stage) -> bool | None:
    presence = stage.friend.get(f"chats/{stage.bot}")["presence"]
    return None if presence is None else bool(presence["available"])


def autoreact(stage: Stage) -> None:
    owner(stage, ".autoreact all 🐙", "autoreact is all.")
    sent = stage.friend.send(stage.bot, "hello")
    until(lambda: [it["emoji"] for it in _view(stage, sent)["reactions"]] == ["🐙"], "a reaction")
    owner(stage, ".autoreact off", "autoreact is off.")
    owner(stage, ".delvar autoreact_emojis")


def restart(stage: Stage) -> None:
    owner(stage, ".restart", "Restarting")
    assert stage.unit.again() == Exit.RESTART
    answers(stage)


def backup(stage: Stage) -> None:
    answer = alone(stage, ".backup seven quiet sea horses", "openssl enc")
    cipher = ["openssl", "enc", "-aes-256-cbc", "-pbkdf2", "-iter", "600000", "-d"]
    opened = subprocess.run(
        [*cipher, "-pass", "pass:seven quiet sea horses"],
        input=stage.owner.media(answer),
        capture_output=True,
        check=True,
    )
    assert json.loads(opened.stdout)["format"] == 1


DRIVES: dict[str, Drive] = {
    "prefix": prefix,
    "mode": mode,
    "public": public,
    "private": private,
    "self": only_self,
    "sudo": sudo,
    "addsudo": addsudo,
    "delsudo": delsudo,
    "sudolist": sudolist,
    "ban": ban,
    "unban": ban,
    "banlist": ban,
    "banchat": banchat,
    "unbanchat": banchat,
    "enable": enable,
    "disable": disable,
    "toggle": toggle,
    "features": features,
    "setvar": setvar,
    "getvar": getvar,
    "delvar": getvar,
    "vars": lambda stage: owner(stage, ".vars", "mode = public"),
    "setlang": setlang,
    "timezone": timezone,
    "setname": setname,
    # the phone itself does not see it; that others do is proved in test_verbs.py
    "setbio": lambda stage: owner(stage, ".setbio At sea", "The account has a new about text."),
    "setppbot": setppbot,
    "block": block,
    "unblock": block,
    "blocklist": block,
    "join": join,
    "groups": groups,
    "broadcast": broadcast,
    "broadcasts": broadcast,
    "pmblocker": pmblocker,
    "anticall": anticall,
    "autoread": autoread,
    "autotyping": sign("autotyping", "composing"),
    "autorecord": sign("autorecord", "recording"),
    "alwaysonline": alwaysonline,
    "autoreact": autoreact,
    "restart": restart,
    "backup": backup,
    "logs": lambda stage: alone(stage, ".logs 3"),
}
