"""What phones say to a bot in a group, and see there."""

from __future__ import annotations

from typing import Any

from tests.botinstance.network import Phone
from tests.until import until


def asked(phone: Phone, group: str, text: str, **more: Any) -> str:
    """What the bot answers in the group. Nobody else may be speaking there."""
    since = phone.send(group, text, **more)

    def answer() -> str | None:
        return next((m["text"] for m in phone.messages(since) if m["kind"] == "text"), None)

    return str(until(answer, f"an answer to {text}"))


def make_admin(admin: Phone, group: str, person: Phone) -> None:
    answer = admin.do(f"groups/{group}/members", action="promote", numbers=[person.number])
    assert answer["errors"] == {}


def members_are(phone: Phone, group: str, admins: set[Phone], others: set[Phone]) -> None:
    wanted = {p.number: p in admins for p in admins | others}

    def known() -> bool:
        return {m["number"]: m["admin"] for m in phone.group(group)["members"]} == wanted

    until(known, f"the members to be {wanted}")


def is_now(phone: Phone, group: str, field: str, value: Any) -> bool:
    return bool(phone.group(group)[field] == value)


def said(phone: Phone, text: str) -> dict[str, Any] | None:
    return next((m for m in phone.messages() if m["text"] == text), None)


def of_kind(phone: Phone, kind: str) -> list[dict[str, Any]]:
    return [m for m in phone.messages() if m["kind"] == kind]
