"""Groups, as the phones in them see and change them."""

from __future__ import annotations

from aiohttp import web

from sandbox.control import fields, shapes
from sandbox.control.api.profile import portrait
from sandbox.control.common import PEOPLE, phone_of, success
from sandbox.people.errors import bad_request
from sandbox.people.phone import Phone

routes = web.RouteTableDef()

ACTIONS = ("add", "remove", "promote", "demote")
ADDRESSINGS = ("lid", "pn")
SUBJECT, DESCRIPTION = 100, 2048  # characters that a real phone allows
ONE = r"/api/phones/{number}/groups/{group:[0-9-]+@g\.us}"


@routes.post("/api/groups")
async def create(request: web.Request) -> web.Response:
    """`by` is who makes it; `members` are the others."""
    wish = await fields.body(request)
    by, subject = fields.number(wish, "by"), fields.short(wish, "subject", SUBJECT)
    members = fields.numbers(wish, "members")
    asked = "addressing" in wish  # or else it is as the network has it
    addressing = fields.choice(wish, "addressing", ADDRESSINGS) if asked else None
    if not subject:
        raise bad_request("'subject' is missing.")
    phone = await request.app[PEOPLE].phone(by)
    group = await phone.create_group(subject, members, addressing=addressing)
    return success(group=shapes.group(group))


@routes.get("/api/phones/{number}/groups")
async def groups(request: web.Request) -> web.Response:
    return success(groups=[shapes.group(g) for g in (await phone_of(request)).groups()])


@routes.get(ONE)
async def group(request: web.Request) -> web.Response:
    phone, group_id = await _group_of(request)
    return success(group=shapes.group(phone.group(group_id)))


@routes.post(ONE + "/members")
async def members(request: web.Request) -> web.Response:
    """`errors` has WhatsApp's code for each number for which it did not work."""
    wish = await fields.body(request)
    action, numbers = fields.choice(wish, "action", ACTIONS), fields.numbers(wish, "numbers")
    if "action" not in wish or not numbers:
        raise bad_request(f"'action' ({', '.join(ACTIONS)}) and 'numbers' must be given.")
    phone, group_id = await _group_of(request)
    return success(errors=await phone.change_members(group_id, action, numbers))


@routes.post(ONE + "/subject")
async def subject(request: web.Request) -> web.Response:
    text = fields.short(await fields.body(request), "subject", SUBJECT)
    if not text:
        raise bad_request("'subject' is missing.")
    phone, group_id = await _group_of(request)
    await phone.set_subject(group_id, text)
    return success()


@routes.post(ONE + "/description")
async def description(request: web.Request) -> web.Response:
    """An empty one takes it away."""
    text = fields.short(await fields.body(request), "description", DESCRIPTION)
    phone, group_id = await _group_of(request)
    await phone.set_description(group_id, text)
    return success()


@routes.post(ONE + "/settings")
async def settings(request: web.Request) -> web.Response:
    """`announce`: only admins write; `locked`: only admins change what the group is called."""
    wish = await fields.body(request)
    if not {"announce", "locked"} & set(wish):
        raise bad_request("There is nothing to change: give 'announce' or 'locked'.")
    announce, locked = fields.flag(wish, "announce"), fields.flag(wish, "locked")
    phone, group_id = await _group_of(request)
    if "announce" in wish:
        await phone.set_announce(group_id, announce)
    if "locked" in wish:
        await phone.set_locked(group_id, locked)
    return success()


@routes.post(ONE + "/picture")
async def group_picture(request: web.Request) -> web.Response:
    """`picture` in base64, or null for none."""
    jpeg = await portrait(await fields.body(request), "picture")
    phone, group_id = await _group_of(request)
    await phone.set_group_picture(group_id, jpeg)
    return success()


@routes.post(ONE + "/invite")
async def invite(request: web.Request) -> web.Response:
    phone, group_id = await _group_of(request)
    return success(code=await phone.invite_code(group_id))


@routes.post(ONE + "/revoke-invite")
async def revoke_invite(request: web.Request) -> web.Response:
    phone, group_id = await _group_of(request)
    return success(code=await phone.revoke_invite(group_id))


@routes.post(ONE + "/leave")
async def leave(request: web.Request) -> web.Response:
    phone, group_id = await _group_of(request)
    await phone.leave(group_id)
    return success()


@routes.post("/api/phones/{number}/join")
async def join(request: web.Request) -> web.Response:
    """By the code of an invite, or its whole link."""
    code = fields.text(await fields.body(request), "code").rstrip("/").rpartition("/")[2]
    return success(group=await (await phone_of(request)).join(code))


async def _group_of(request: web.Request) -> tuple[Phone, str]:
    return await phone_of(request), request.match_info["group"]
