"""The sandbox's phones, by its control API."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, cast

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=90)  # seconds; a request for messages waits for them
WAIT = 20  # seconds

Message = dict[str, Any]  # as the control API shows it


class LoadError(Exception):
    """The sandbox cannot be reached, or refused something; the text is for people."""


class Phones:
    """Async context manager. All methods raise LoadError."""

    def __init__(self, root: str) -> None:
        self._root = root.rstrip("/")

    async def __aenter__(self) -> Phones:
        # Every person has a request that waits for messages.
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def exists(self, number: str) -> bool:
        return number in [it["number"] for it in (await self._ask("phones"))["phones"]]

    async def open(self, number: str, name: str) -> None:
        await self._tell(f"phones/{number}", name=name)

    async def group(self, by: str, subject: str, others: Sequence[str]) -> str:
        """The address of a new group."""
        made = await self._tell("groups", by=by, subject=subject, members=list(others))
        return str(made["group"]["id"])

    async def send(self, number: str, to: str, text: str, media: Message | None) -> str:
        """WhatsApp's id of the message."""
        wish = {"to": to, "text": text} | ({"media": media} if media else {})
        return str((await self._tell(f"phones/{number}/send", **wish))["message_id"])

    async def messages(self, number: str, since: int, *, wait: int = WAIT) -> list[Message]:
        """Those after `since`, oldest first; waits for the first one."""
        answer = await self._ask(f"phones/{number}/messages?since={since}&wait={wait}")
        return cast(list[Message], answer["messages"])

    async def _ask(self, path: str) -> Message:
        return await self._request("GET", path, None)

    async def _tell(self, path: str, **fields: Any) -> Message:
        return await self._request("POST", path, fields)

    async def _request(self, method: str, path: str, fields: Message | None) -> Message:
        try:
            url = f"{self._root}/api/{path}"
            async with self._session.request(method, url, json=fields) as response:
                answer = cast(Message, await response.json())
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise LoadError(f"No sandbox answers at {self._root}: {error}") from None
        if not answer.get("success"):
            raise LoadError(str(answer.get("error", f"The sandbox refused {path}.")))
        return answer
