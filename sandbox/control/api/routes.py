"""All families of the control API."""

from __future__ import annotations

from aiohttp import web

from sandbox.control.api import chats, devices, events, groups, media, messages, phones, profile

FAMILIES = (chats, devices, events, groups, media, messages, phones, profile)


def add_routes(app: web.Application) -> None:
    for family in FAMILIES:
        app.add_routes(family.routes)
