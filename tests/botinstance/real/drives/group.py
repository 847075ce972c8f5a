"""Life in a group. What a drive has changed the owner changes back; and commands come in turns
from the owner and the admin, who would say too much for one person in so short a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.botinstance.commands.conftest import picture
from tests.botinstance.network import Phone
from tests.botinstance.real.stage import Drive, Stage
from tests.botinstance.real.watching import of_kind, said
from tests.until import until

LINK = "https://chat.whatsapp.com/"


def says(stage: Stage, text: str, words: str, by: Phone | None = None, **more: Any) -> str:
    """Say it in the group, and expect the words in the answer."""
    answer = str(stage.in_group(text, by, **more)["text"])
    assert words in answer, answer
    return answer


def back(stage: Stage, text: str) -> None:
    """The owner puts something right again."""
    stage.in_group(text, stage.owner)


def spoken(stage: Stage, by: Phone, text: str) -> dict[str, Any]:
    """The message as the admin sees it, once it is there."""
    by.send(stage.group, text)
    found = until(lambda: said(stage.admin, text), text)
    assert found
    return found


def changed(stage: Stage, action: str, person: Phone) -> None:
    """The admin does something to a member by hand."""
    done = stage.admin.do(f"groups/{stage.group}/members", action=action, numbers=[person.number])
    assert done["errors"] == {}


def is_member(stage: Stage, person: Phone) -> bool:
    return any(m["number"] == person.number for m in stage.admin.group(stage.group)["members"])


def is_admin(stage: Stage, person: Phone) -> bool:
    members = stage.admin.group(stage.group)["members"]
    return any(m["number"] == person.number and m["admin"] for m in members)


def is_gone(stage: Stage, text: str) -> bool:
    """Whether the admin sees that what was said there has been taken back."""
    shown = stage.admin.get(f"chats/{stage.group}")["messages"]
    found = said(stage.admin, text)
    return any(found and m["id"] == found["id"] and m["revoked"] for m in shown)


@contextmanager
def without(stage: Stage, person: Phone) -> Iterator[None]:
    changed(stage, "remove", person)
    try:
        yield
    finally:
        if not is_member(stage, person):
            changed(stage, "add", person)


def everybody(stage: Stage) -> set[str]:
    return {p.number for p in (stage.owner, stage.admin, stage.friend, stage.guest)}


def tagall(stage: Stage) -> None:
    assert set(stage.in_group(".tagall Dinner")["mentions"]) == everybody(stage)


def hidetag(stage: Stage) -> None:
    answer = stage.in_group(".hidetag Dinner is ready")
    assert (answer["text"], set(answer["mentions"])) == ("Dinner is ready", everybody(stage))


def tagadmins(stage: Stage) -> None:
    called = stage.in_group(".tagadmins", stage.friend)["mentions"]
    assert set(called) == {stage.owner.number, stage.admin.number}


def tagnotadmin(stage: Stage) -> None:
    called = stage.in_group(".tagnotadmin Rules!", stage.owner)["mentions"]
    assert set(called) == {stage.friend.number, stage.guest.number}


def poll(stage: Stage) -> None:
    asked = stage.in_group(".poll Where to? ; the sea ; home", stage.friend)
    assert asked["kind"] == "poll"
    stage.friend.do("vote", message=asked["id"], options=["the sea"])


def delete(stage: Stage) -> None:
    spam = spoken(stage, stage.guest, "a message that goes")
    stage.admin.send(stage.group, ".delete", quoted=spam["id"])
    until(lambda: is_gone(stage, "a message that goes"), "its end")


def pin(stage: Stage) -> None:
    notice = spoken(stage, stage.friend, "a message to keep")
    stage.admin.send(stage.group, ".pin 24h", quoted=notice["id"])
    until(lambda: of_kind(stage.guest, "pin"), "the pin")


def leave(stage: Stage) -> None:
    wish = {"by": stage.admin.number, "subject": "Soon alone", "members": [stage.bot]}
    there = str(stage.network.post("/api/groups", wish)["group"]["id"])
    assert stage.ask(".leave", stage.owner, there)["text"] == "Goodbye!"
    until(lambda: len(stage.admin.group(there)["members"]) == 1, "the bot to be gone")


def kick(stage: Stage) -> None:
    says(stage, f".kick {stage.guest.number}", "Removed: @")
    until(lambda: not is_member(stage, stage.guest), "the guest to be gone")
    changed(stage, "add", stage.guest)


def add(stage: Stage) -> None:
    with without(stage, stage.guest):
        says(stage, f".add +{stage.guest.number}", "Added: @")
        until(lambda: is_member(stage, stage.guest), "the guest to be there")


def promote(stage: Stage) -> None:
    says(stage, ".promote", "Now an admin: @", mentions=[stage.guest.number])
    until(lambda: is_admin(stage, stage.guest), "an admin")
    changed(stage, "demote", stage.guest)


def demote(stage: Stage) -> None:
    changed(stage, "promote", stage.guest)
    says(stage, f".demote {stage.guest.number}", "Not an admin any more: @", stage.owner)
    until(lambda: not is_admin(stage, stage.guest), "no admin")


def mute(stage: Stage) -> None:
    says(stage, ".mute 2h", "Only admins may write for 2 hours.")
    stage.group_is("announce", True)
    back(stage, ".unmute")


def unmute(stage: Stage) -> None:
    back(stage, ".mute")
    says(stage, ".unmute", "Everybody may write now.", stage.owner)
    stage.group_is("announce", False)


def lock(stage: Stage) -> None:
    says(stage, ".lock", "Only admins may change")
    stage.group_is("locked", True)
    back(stage, ".unlock")


def unlock(stage: Stage) -> None:
    back(stage, ".lock")
    says(stage, ".unlock", "Everybody may change", stage.owner)
    stage.group_is("locked", False)


def revoke(stage: Stage) -> None:
    old = says(stage, ".link", LINK, stage.owner)
    assert says(stage, ".revoke", LINK, stage.owner).splitlines()[1] != old


def gname(stage: Stage) -> None:
    says(stage, ".gname Friends of the sea", "is called Friends of the sea now")
    stage.group_is("subject", "Friends of the sea")
    back(stage, ".gname Everybody")


def gdesc(stage: Stage) -> None:
    says(stage, ".gdesc We meet on Fridays", "new description")
    stage.group_is("description", "We meet on Fridays")


def gpp(stage: Stage) -> None:
    says(stage, ".gpp", "The group has a new picture.", image=picture())
    until(lambda: told(stage.guest, "changed the group's picture"), "the picture")


def ephemeral(stage: Stage) -> None:
    says(stage, ".ephemeral 24h", "disappear after 1 day now")
    until(lambda: told(stage.guest, "disappear after 24 hours"), "the timer")
    back(stage, ".ephemeral off")


def told(phone: Phone, words: str) -> bool:
    return any(words in event["text"] for event in of_kind(phone, "event"))


def warn(stage: Stage) -> None:
    back(stage, ".setwarn 2 kick")
    number = stage.guest.number
    says(stage, f".warn {number} spam", "Warning 1 of 2 for @")
    says(stage, f".warn {number}", "That was the last one: they are removed.")
    until(lambda: not is_member(stage, stage.guest), "the guest to be gone")
    changed(stage, "add", stage.guest)
    back(stage, ".setwarn 3 kick")


def unwarn(stage: Stage) -> None:
    back(stage, f".warn {stage.guest.number}")
    says(stage, f".unwarn {stage.guest.number}", "has no warnings now", stage.owner)


def resetwarn(stage: Stage) -> None:
    for reason in ("spam", "noise"):
        back(stage, f".warn {stage.guest.number} {reason}")
    says(stage, f".resetwarn {stage.guest.number}", "has no warnings now", stage.owner)


def warnings(stage: Stage) -> None:
    back(stage, f".warn {stage.guest.number} spam")
    answer = stage.in_group(".warnings", stage.friend)
    assert answer["mentions"] == [stage.guest.number]
    says(stage, f".warnings {stage.guest.number}", "\n1. spam", stage.friend)
    back(stage, f".resetwarn {stage.guest.number}")


def setwarn(stage: Stage) -> None:
    says(stage, ".setwarn 5 mute", "Whoever has 5 warnings is silenced for a day.")
    back(stage, ".setwarn 3 kick")


def mutemember(stage: Stage) -> None:
    says(stage, f".mutemember {stage.guest.number} 2h", "For 2 hours I delete what @")
    spoken(stage, stage.guest, "nobody shall read this")
    until(lambda: is_gone(stage, "nobody shall read this"), "its end")
    back(stage, f".unmutemember {stage.guest.number}")


def unmutemember(stage: Stage) -> None:
    back(stage, f".mutemember {stage.guest.number}")
    says(stage, f".unmutemember {stage.guest.number}", "may write again.", stage.owner)
    says(stage, ".rules", "no rules", stage.guest)


def schedule(stage: Stage) -> None:
    says(stage, ".schedule in 2s Tea at the pier", "Number 1, ")
    until(lambda: said(stage.guest, "Tea at the pier"), "what was planned")


def schedlist(stage: Stage) -> None:
    back(stage, ".schedule every mon 9:00 Coffee")
    says(stage, ".schedlist", "1. every Monday at 09:00 (UTC): Coffee", stage.owner)
    back(stage, ".delsched 1")


def delsched(stage: Stage) -> None:
    back(stage, ".schedule tomorrow 9:00 close")
    says(stage, ".delsched 1", "Number 1 is dropped.", stage.owner)


def automute(stage: Stage) -> None:
    says(stage, ".automute 22:00", "I close the group each day at 22:00 (UTC).")
    back(stage, ".automute off")


def autounmute(stage: Stage) -> None:
    says(stage, ".autounmute 7am", "I open the group each day at 07:00 (UTC).", stage.owner)
    back(stage, ".autounmute off")


def top(stage: Stage) -> None:
    spoken(stage, stage.guest, "something to count")
    answer = stage.in_group(".top")
    assert answer["text"].startswith("*Messages*\n1. @")
    assert stage.guest.number in answer["mentions"]


def inactive(stage: Stage) -> None:
    spoken(stage, stage.guest, "I am there")
    silent = stage.in_group(".inactive 7").get("mentions", ())
    assert stage.guest.number not in silent


def tagactive(stage: Stage) -> None:
    spoken(stage, stage.guest, "I am here")
    assert stage.guest.number in stage.in_group(".tagactive Tea?")["mentions"]


def gstats(stage: Stage) -> None:
    spoken(stage, stage.guest, "one more to count")
    says(stage, ".gstats", "\nMembers who wrote: ")


def welcome(stage: Stage) -> None:
    says(stage, ".welcome Hello &user in &group, we are &count", "message is on")
    with without(stage, stage.guest):
        greeting = stage.after(lambda: joins(stage), stage.admin, stage.group)
    assert greeting["text"].startswith("Hello @")
    assert greeting["text"].endswith(" in Everybody, we are 4")
    assert greeting["mentions"] == [stage.guest.number]
    back(stage, ".welcome default")
    back(stage, ".welcome off")


def joins(stage: Stage) -> int:
    since = last(stage.admin)
    changed(stage, "add", stage.guest)
    return since


def goodbye(stage: Stage) -> None:
    says(stage, ".goodbye on", "message is on", stage.owner)
    farewell = stage.after(lambda: goes(stage), stage.admin, stage.group)
    assert farewell["text"].startswith("Goodbye, @")
    changed(stage, "add", stage.guest)
    back(stage, ".goodbye off")


def goes(stage: Stage) -> int:
    since = last(stage.admin)
    stage.guest.do(f"groups/{stage.group}/leave")
    return since


def events(stage: Stage) -> None:
    says(stage, ".events on", "I tell the group")
    news = stage.after(lambda: rises(stage), stage.admin, stage.group)
    assert news["text"].startswith("Now an admin, by @")
    assert set(news["mentions"]) == {stage.guest.number, stage.admin.number}
    back(stage, ".events off")
    changed(stage, "demote", stage.guest)


def rises(stage: Stage) -> int:
    since = last(stage.admin)
    changed(stage, "promote", stage.guest)
    return since


def last(phone: Phone) -> int:
    """The number of the last message that the phone has."""
    return int(phone.messages()[-1]["id"])


def rules(stage: Stage) -> None:
    says(stage, ".rules", "This group has no rules.", stage.friend)
    says(stage, ".rules Be loud", "Only admins of the group", stage.guest)


def setrules(stage: Stage) -> None:
    says(stage, ".setrules Be kind", "The group has new rules.")
    says(stage, ".rules", "Be kind", stage.friend)
    back(stage, ".setrules off")


DRIVES: dict[str, Drive] = {
    "tagall": tagall,
    "hidetag": hidetag,
    "tagadmins": tagadmins,
    "tagnotadmin": tagnotadmin,
    "poll": poll,
    "delete": delete,
    "pin": pin,
    "leave": leave,
    "kick": kick,
    "add": add,
    "promote": promote,
    "demote": demote,
    "warn": warn,
    "unwarn": unwarn,
    "resetwarn": resetwarn,
    "warnings": warnings,
    "setwarn": setwarn,
    "mutemember": mutemember,
    "unmutemember": unmutemember,
    "mute": mute,
    "unmute": unmute,
    "lock": lock,
    "unlock": unlock,
    "link": lambda stage: says(stage, ".link", LINK),
    "revoke": revoke,
    "ginfo": lambda stage: says(stage, ".ginfo", "\nAdmins: 2\n", stage.friend),
    "gname": gname,
    "gdesc": gdesc,
    "gpp": gpp,
    "ephemeral": ephemeral,
    "schedule": schedule,
    "schedlist": schedlist,
    "delsched": delsched,
    "automute": automute,
    "autounmute": autounmute,
    "top": top,
    "inactive": inactive,
    "tagactive": tagactive,
    "gstats": gstats,
    "welcome": welcome,
    "goodbye": goodbye,
    "events": events,
    "rules": rules,
    "setrules": setrules,
}
