"""People with a bot each, who have a page of it open and go about it."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from app.services.tokens import events_token
from botinstance.contract import event
from tests.app.bench.platform import Platform
from tests.app.bench.tally import Tally

PAGES = {
    "overview": "",
    "features": "/features",
    "settings": "/settings",
    "activity": "/activity",
    "logs": "/logs",
}
FOLLOWED = "head health controls features"
PAUSE = (0.5, 1.5)  # seconds between two pages
SWITCHES = 0.05  # of so many pages one time a feature is switched
IN_FORCE = 2**40  # a version of the config that no switch gets beyond
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_SEEN = 5.0  # seconds in which a switch must be seen on the page
_LINE = 1 << 20  # bytes of an event at most


class Person:
    def __init__(self, platform: Platform, voucher: str, tally: Tally) -> None:
        self._platform, self._voucher, self._tally = platform, voucher, tally
        jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address, not of a name
        self._http = aiohttp.ClientSession(platform.url, cookie_jar=jar, read_bufsize=_LINE)
        self._changed = asyncio.Event()
        self._fun = True  # the feature that is switched
        self.id = self._bots = ""

    async def arrive(self) -> None:
        """Redeems the voucher as a program would, and opens the bot in a browser."""
        body = {"code": self._voucher, "userId": "bench"}
        async with self._http.post("/api/deployment/validate-voucher", json=body) as answer:
            self.id = (await answer.json())["sessionId"]
        fields = {"key": self.id, "csrf_token": await self._token("/")}
        async with self._http.post("/resume", data=fields, allow_redirects=False) as answer:
            self._bots = answer.headers["Location"]

    async def link(self) -> None:
        """What the bot tells when it has been linked, and once it runs."""
        await self._tell(event.PAIRED, phone="15550001234", lid="1@lid", name="Bench")
        if self._platform.deploys:
            body = {"sessionId": self.id, "botName": "Bench", "features": {}}
            async with self._http.post("/api/deployment/deploy", json=body) as answer:
                answer.raise_for_status()
            await asyncio.sleep(1)
        await self._tell(event.LINK, state="connected", reason="")
        await self._tell(event.CONFIG, version=IN_FORCE)

    async def _tell(self, name: str, /, **data: Any) -> None:
        told = {"bot": self.id, "events": [event.Event(name, data).to_json()]}
        token = events_token(self._platform.secret, self.id)
        connector = aiohttp.UnixConnector(self._platform.events)
        async with (
            aiohttp.ClientSession("http://events", connector=connector) as http,
            http.post(
                event.PATH, json=told, headers={"Authorization": f"Bearer {token}"}
            ) as answer,
        ):
            answer.raise_for_status()

    async def follow(self) -> None:
        """Has the stream open, until cancelled."""
        never = aiohttp.ClientTimeout(total=None, sock_read=30)
        params = {"parts": FOLLOWED}
        try:
            async with self._http.get(
                f"{self._bots}/stream", params=params, timeout=never
            ) as answer:
                answer.raise_for_status()
                self._tally.opened += 1
                async for part in _parts(answer):
                    self._tally.parts += 1
                    if part == "features":
                        self._changed.set()
            self._tally.lost += 1
        except aiohttp.ClientError:
            self._tally.lost += 1

    async def browse(self, until: float) -> None:
        """Looks at pages until that monotonic moment."""
        while time.monotonic() < until:
            await asyncio.sleep(random.uniform(*PAUSE))
            await self._look(random.choice(list(PAGES)))
            if random.random() < SWITCHES:
                await self._switch()

    async def _look(self, name: str) -> None:
        begun = time.monotonic()
        async with self._http.get(self._bots + PAGES[name]) as answer:
            await answer.read()
            self._tally.pages[name].append((time.monotonic() - begun) * 1000)
            if answer.status != 200:
                self._tally.wrong[f"{answer.status} for {name}"] += 1

    async def _switch(self) -> None:
        """Switches a feature, and waits until the open page shows it."""
        token = await self._token(f"{self._bots}/features")
        self._fun = not self._fun
        fields = {"csrf_token": token, "name": "fun", "on": "yes" if self._fun else "no"}
        self._changed.clear()
        begun = time.monotonic()
        async with self._http.post(f"{self._bots}/feature", data=fields) as answer:
            await answer.read()
            if answer.status != 200:
                self._tally.wrong[f"{answer.status} for a switch"] += 1
        try:
            await asyncio.wait_for(self._changed.wait(), _SEEN)
        except TimeoutError:
            self._tally.wrong["a switch that was not seen"] += 1
        self._tally.news.append((time.monotonic() - begun) * 1000)

    async def _token(self, path: str) -> str:
        async with self._http.get(path) as answer:
            found = _TOKEN.search(await answer.text())
        assert found, f"{path} has no form"
        return found[1]

    async def leave(self) -> None:
        await self._http.close()


async def _parts(answer: aiohttp.ClientResponse) -> AsyncIterator[str]:
    """The names of parts, as they come."""
    kind = ""
    async for line in answer.content:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            kind = value
        elif field == "data" and kind == "part":
            yield json.loads(value)["name"]
